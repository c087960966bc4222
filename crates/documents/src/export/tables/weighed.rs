//! Tables of what comes later: second opinions, weighing, deciding, how sure, and the log.

use casework::Case;
use casework::decision::Chooses;
use casework::keeper::{Entry, Who};
use casework::second::{Hand, Says};
use casework::weigh::What;

use super::{Cell, Table, known, moment, number, or_empty, place, shown, text, word, words, yes};

pub(super) fn tables(case: &Case, log: &[Entry]) -> [Table; 9] {
    [
        opinions(case),
        opinion_points(case),
        compared(case),
        matters(case),
        decisions(case),
        reports(case),
        follow_ups(case),
        ease(case),
        entries(log),
    ]
}

fn opinions(case: &Case) -> Table {
    let header =
        &["number", "application", "hand", "doctor", "institution", "said_on", "stands", "remarks", "saved", "given"];
    let row = |known: &casework::second::SecondOpinion| {
        vec![
            number(known.id.0),
            or_empty(known.application, |application| number(application.0)),
            word(known.hand),
            text(&known.doctor),
            text(&known.institution),
            or_empty(known.said_on, shown),
            or_empty(known.stands, word),
            text(&known.remarks),
            moment(known.saved),
            or_empty(known.given, moment),
        ]
    };
    Table { name: "opinions", header, rows: case.seconds.iter().map(row).collect() }
}

/// What each opinion says of each point; the first opinion's own points that are asked for later stand under number 0.
fn opinion_points(case: &Case) -> Table {
    let line = |(of, hand): (u32, Hand), view: &str, point, said| {
        let [state, value] = known(said);
        let state = if hand.says(said) == Says::CannotBeSaid { word("cannot-be-said") } else { state };
        vec![number(of), word(view), word(point), state, value]
    };
    let first = case.weighing.first.iter();
    let mut rows: Vec<Vec<Cell>> = first.map(|(point, said)| line((0, Hand::Told), "said", point, said)).collect();
    for second in &case.seconds {
        rows.extend(second.said.iter().map(|(point, said)| line((second.id.0, second.hand), "said", point, said)));
        let own = second.own_view.iter().flat_map(|view| &view.said);
        rows.extend(own.map(|(point, said)| line((second.id.0, Hand::Doctor), "own-view", point, said)));
    }
    Table { name: "opinion-points", header: &["opinion", "view", "point", "state", "value"], rows }
}

fn compared(case: &Case) -> Table {
    let rows = case
        .weighing
        .compared
        .iter()
        .map(|known| vec![number(known.opinion.0), word(known.point), word(known.compares), text(&known.why)]);
    Table { name: "compared", header: &["opinion", "point", "compares", "why"], rows: rows.collect() }
}

fn matters(case: &Case) -> Table {
    let rows = case.weighing.matters.iter().enumerate().map(|(at, matter)| {
        let own = match &matter.what {
            What::Own(own) => own.as_str(),
            _ => "",
        };
        vec![place(at), word(&matter.what), text(own), number(matter.weight)]
    });
    Table { name: "matters", header: &["place", "what", "words", "weight"], rows: rows.collect() }
}

fn decisions(case: &Case) -> Table {
    let rows = case.deciding.decisions.iter().enumerate().map(|(at, known)| {
        let opinion = match known.chooses {
            Chooses::Second(opinion) | Chooses::SecondThere(opinion) => Some(opinion),
            Chooses::First | Chooses::Another | Chooses::NoTreatment | Chooses::Later => None,
        };
        vec![
            place(at),
            word(known.chooses),
            or_empty(opinion, |opinion| number(opinion.0)),
            text(&known.words),
            text(&known.with.join("; ")),
            shown(known.on),
            number(known.by.0),
            moment(known.at),
        ]
    });
    let header = &["place", "chooses", "opinion", "words", "with", "on", "by", "at"];
    Table { name: "decisions", header, rows: rows.collect() }
}

fn reports(case: &Case) -> Table {
    let rows = case.deciding.reports.iter().map(|known| {
        let receipt = known.received.as_ref();
        vec![
            number(known.place),
            number(u64::from(known.decision) + 1),
            word(known.carried),
            shown(known.sent_on),
            text(&known.words),
            or_empty(receipt, |receipt| text(&receipt.who)),
            or_empty(receipt, |receipt| shown(receipt.on)),
            or_empty(receipt, |receipt| text(&receipt.words)),
        ]
    });
    let header = &["place", "decision", "carried", "sent_on", "words", "received_by", "received_on", "answer"];
    Table { name: "reports", header, rows: rows.collect() }
}

fn follow_ups(case: &Case) -> Table {
    let rows = case.deciding.follow_ups.iter().map(|known| {
        vec![
            moment(known.at),
            or_empty(known.satisfied, |out_of_five| number(out_of_five.0)),
            or_empty(known.at_ease, |out_of_five| number(out_of_five.0)),
            text(&known.words),
            yes(known.ring_me),
            yes(known.for_desk),
            or_empty(known.rung.as_ref(), |rung| text(&rung.who)),
            or_empty(known.rung.as_ref(), |rung| shown(rung.on)),
        ]
    });
    let header = &["at", "satisfied", "at_ease", "words", "ring_me", "for_desk", "rung_by", "rung_on"];
    Table { name: "follow-ups", header, rows: rows.collect() }
}

fn ease(case: &Case) -> Table {
    let rows = case.ease.iter().map(|known| {
        let answered = &known.answered;
        let answers = answered.answers.iter().map(|answer| number(*answer));
        vec![word(known.when), word(answered.instrument), words(answers), moment(answered.at)]
    });
    Table { name: "ease", header: &["when", "instrument", "answers", "at"], rows: rows.collect() }
}

/// A person is a number of the case.
fn entries(log: &[Entry]) -> Table {
    let who = |who: Who| match who {
        Who::Person(person) => number(person.0),
        Who::Operator => word("operator"),
        Who::Nobody => word("nobody"),
    };
    let rows = log.iter().map(|entry| {
        vec![moment(entry.at), who(entry.who), word(entry.deed), or_empty(entry.part, |part| word(part.word()))]
    });
    Table { name: "log", header: &["at", "who", "deed", "part"], rows: rows.collect() }
}
