//! Tables of what comes first: people, first opinion, worries, time, letter, records, applications, the day.

use casework::Case;
use casework::letter::Form;
use casework::opinion::{FirstOpinion, Known};
use casework::timing::Timing;

use super::{Cell, Table, count, known, known_word, moment, number, or_empty, place, shown, text, word, words, yes};

pub(super) fn tables(case: &Case) -> [Table; 15] {
    [
        people(case),
        consents(case),
        opinion(&case.opinion),
        worries(case),
        answers(case),
        time(&case.timing),
        chosen(case),
        letter(case.letter.form.as_ref()),
        records(case),
        record_steps(case),
        files(case),
        applications(case),
        turns(case),
        questions(case),
        coming(case),
    ]
}

fn people(case: &Case) -> Table {
    let header = &["number", "role", "name", "relation", "ground", "ground_paper", "joined"];
    let row = |known: &casework::Person| {
        vec![
            number(known.id.0),
            word(known.role),
            text(&known.name),
            or_empty(known.relation, word),
            or_empty(known.ground, word),
            text(&known.ground_paper),
            or_empty(known.joined, moment),
        ]
    };
    Table { name: "people", header, rows: case.people.iter().map(row).collect() }
}

fn consents(case: &Case) -> Table {
    let header = &["person", "purpose", "parts", "given", "by", "until", "withdrawn"];
    let row = |known: &casework::Consent| {
        vec![
            number(known.person.0),
            word(known.purpose),
            words(known.parts.iter().map(word)),
            moment(known.given),
            number(known.by.0),
            or_empty(known.until, shown),
            or_empty(known.withdrawn, moment),
        ]
    };
    Table { name: "consents", header, rows: case.consents.iter().map(row).collect() }
}

fn opinion(said: &FirstOpinion) -> Table {
    let line = |field: &str, state: &str, value: Cell| vec![word(field), word(state), value];
    let told = |field: &str, value: &str| line(field, if value.is_empty() { "open" } else { "told" }, text(value));
    let asked = |field: &str, value: &Known<String>| {
        let [state, value] = known(value);
        vec![word(field), state, value]
    };
    let rows = vec![
        told("condition", said.condition.as_deref().unwrap_or_default()),
        told("condition_words", &said.condition_words),
        asked("site", &said.site),
        asked("kind", &said.kind),
        asked("stage", &said.stage),
        asked("doctor", &said.doctor),
        told("institution", said.institution.as_deref().unwrap_or_default()),
        told("institution_words", &said.institution_words),
        line("said_on", if said.said_on.is_some() { "told" } else { "open" }, or_empty(said.said_on, shown)),
        asked("treatment", &said.treatment),
        line("decide_by", known_word(&said.decide_by), or_empty(said.decide_by.told(), shown)),
        told("unclear", &said.unclear),
        told("near", &said.near),
        line("under20", "told", yes(said.under20)),
    ];
    Table { name: "first-opinion", header: &["field", "state", "value"], rows }
}

fn worries(case: &Case) -> Table {
    let header = &["number", "of", "about", "words", "since", "closed_by_answer", "closed"];
    let row = |known: &casework::worry::Worry| {
        vec![
            number(known.id.0),
            number(known.of.0),
            word(known.about),
            text(&known.words),
            moment(known.since),
            or_empty(known.closed, |closed| number(u64::from(closed.answer) + 1)),
            or_empty(known.closed, |closed| moment(closed.at)),
        ]
    };
    Table { name: "worries", header, rows: case.worries.iter().map(row).collect() }
}

fn answers(case: &Case) -> Table {
    let rows = case.worries.iter().flat_map(|worry| {
        let answers = worry.answers.iter().enumerate();
        answers.map(|(at, answer)| {
            vec![number(worry.id.0), place(at), text(&answer.who), text(&answer.words), moment(answer.at)]
        })
    });
    Table { name: "answers", header: &["worry", "answer", "who", "words", "at"], rows: rows.collect() }
}

fn time(timing: &Timing) -> Table {
    let line = |what: &str, which: Cell, day: Cell| vec![word(what), which, day];
    let mut rows: Vec<Vec<Cell>> = timing.signs.iter().map(|sign| line("sign", text(sign), shown(""))).collect();
    rows.extend(timing.signs_read.iter().map(|(at, version)| line("signs_read", text(version), moment(*at))));
    rows.extend(timing.treatment.iter().map(|stands| line("treatment", word(stands), shown(""))));
    rows.extend(timing.latest_safe.iter().map(|day| line("latest_safe", text(&timing.latest_safe_by), shown(day))));
    rows.extend(timing.fixed.iter().map(|(step, day)| line("fixed", word(step), shown(day))));
    rows.extend(timing.done.iter().map(|(step, day)| line("done", word(step), shown(day))));
    Table { name: "time", header: &["what", "which", "day"], rows }
}

fn chosen(case: &Case) -> Table {
    let rows = case.choice.chosen.iter().enumerate().map(|(at, known)| {
        vec![
            place(at),
            text(&known.institution),
            text(&known.name),
            word(known.way),
            moment(known.at),
            text(&known.note),
        ]
    });
    Table { name: "chosen", header: &["place", "institution", "name", "way", "at", "note"], rows: rows.collect() }
}

fn letter(form: Option<&Form>) -> Table {
    let fields = |form: &Form| {
        [
            ("purpose", form.purpose.clone()),
            ("diagnosis", form.diagnosis.clone()),
            ("course", form.course.clone()),
            ("plan", form.plan.clone()),
            ("past", form.past.clone()),
            ("allergies", form.allergies.clone()),
            ("medicines", form.medicines.clone()),
            ("findings", form.findings.clone()),
            ("remarks", form.remarks.clone()),
            ("doctor", form.doctor.clone()),
            ("institution", form.institution.clone()),
        ]
    };
    let rows = form.into_iter().flat_map(fields);
    let rows = rows.map(|(field, words)| vec![word(field), text(&words.text), word(words.source)]);
    Table { name: "letter", header: &["field", "text", "source"], rows: rows.collect() }
}

fn records(case: &Case) -> Table {
    let header = &["number", "kind", "words", "loan", "stage", "note", "files"];
    let row = |known: &casework::records::Item| {
        vec![
            number(known.id.0),
            word(known.kind),
            text(&known.words),
            yes(known.loan),
            word(known.stage()),
            text(&known.note),
            words(known.attachments.iter().map(|id| number(id.0))),
        ]
    };
    Table { name: "records", header, rows: case.records.iter().map(row).collect() }
}

fn record_steps(case: &Case) -> Table {
    let rows = case.records.iter().flat_map(|item| {
        let steps = item.steps.iter();
        steps.map(|(stage, day)| vec![number(item.id.0), word(stage), shown(day)])
    });
    Table { name: "record-steps", header: &["record", "stage", "day"], rows: rows.collect() }
}

fn files(case: &Case) -> Table {
    let header = &["number", "name", "media_type", "bytes", "at", "checked"];
    let row = |known: &casework::records::Attachment| {
        vec![
            number(known.id.0),
            text(&known.name),
            text(&known.media_type),
            number(known.size),
            moment(known.at),
            word(known.checked),
        ]
    };
    Table { name: "files", header, rows: case.attachments.iter().map(row).collect() }
}

fn applications(case: &Case) -> Table {
    let header = &[
        "number",
        "institution",
        "name",
        "way",
        "channel",
        "state",
        "turn",
        "sent_on",
        "desk",
        "doctor",
        "blind",
        "parts",
        "date",
        "minutes",
        "specialist",
        "online",
        "held_on",
    ];
    let row = |known: &casework::application::Application| {
        let booked = known.booked.as_ref();
        vec![
            number(known.id.0),
            text(&known.institution),
            text(&known.name),
            word(known.way),
            word(known.channel),
            word(known.state),
            number(known.turn),
            shown(known.sent_on),
            number(known.desk.0),
            or_empty(known.doctor, |doctor| number(doctor.0)),
            yes(known.blind),
            words(known.parts.iter().map(word)),
            or_empty(booked, |offer| shown(offer.at)),
            or_empty(booked, |offer| number(offer.minutes)),
            or_empty(booked, |offer| text(&offer.specialist)),
            or_empty(booked, |offer| yes(offer.online)),
            or_empty(known.held_on, shown),
        ]
    };
    Table { name: "applications", header, rows: case.applications.iter().map(row).collect() }
}

fn turns(case: &Case) -> Table {
    let rows = case.applications.iter().flat_map(|known| {
        let turns = known.turns.iter().enumerate();
        turns.map(|(at, turned)| {
            vec![
                number(known.id.0),
                place(at),
                moment(turned.at),
                number(turned.by.0),
                or_empty(turned.told_by.as_deref(), text),
                word(turned.to),
                or_empty(turned.reason, word),
                text(&turned.words),
            ]
        })
    });
    let header = &["application", "turn", "at", "by", "told_by", "to", "reason", "words"];
    Table { name: "turns", header, rows: rows.collect() }
}

fn questions(case: &Case) -> Table {
    let rows = case.questions.iter().enumerate().map(|(at, known)| {
        vec![
            place(at),
            number(known.id.0),
            number(known.of.0),
            text(&known.words),
            number(known.minutes),
            or_empty(known.worry, |worry| number(worry.0)),
            text(&known.answer),
        ]
    });
    let header = &["place", "number", "of", "words", "minutes", "worry", "answer"];
    Table { name: "questions", header, rows: rows.collect() }
}

fn coming(case: &Case) -> Table {
    let rows = case.days.iter().flat_map(|day| {
        let coming = day.coming.iter();
        coming.map(|known| {
            vec![
                number(day.application.0),
                or_empty(known.person, |person| number(person.0)),
                text(&known.name),
                or_empty(known.relation, word),
                text(&known.from),
                count(day.coming.len()),
            ]
        })
    });
    let header = &["application", "person", "name", "relation", "from", "of_how_many"];
    Table { name: "coming", header, rows: rows.collect() }
}
