//! A made-up case in which everything is as long as it may be, or missing.

use casework::choice::Chosen;
use casework::day::{Coming, QUESTIONS, Question};
use casework::id::{QuestionId, RecordId};
use casework::opinion::Known;
use casework::records::{Item, Kind, Stage};
use jiff::civil::date;

use super::{Case, Language, Wording, full_in};

/// Names of a hundred letters, forty questions, a list of thirty records, remarks of a page; and fields that nobody filled in.
pub fn extreme(language: Language) -> Case {
    let w = Wording(language);
    let mut case = full_in(language);
    let name = long(w, "Made-up-Patient-of-a-very-long-name", "架空寿限無五劫擦切海砂利水魚之水行末", 3);
    let hospital = long(w, "Example Foundation for Made-up Medicine", "架空医療法人財団架空会附属第二総合病院", 4);
    let said = long(
        w,
        "It was said that this has to be looked at once more before anything is done.",
        "もう一度よく調べてから決めましょうと言われました。",
        12,
    );
    for person in &mut case.people {
        person.name = format!("{name} {}", person.id.0);
    }
    case.opinion.condition_words = said.clone();
    (case.opinion.site, case.opinion.kind) = (Known::Open, Known::Unclear);
    case.opinion.treatment = Known::Told(said.clone());
    case.opinion.institution_words = hospital.clone();
    case.opinion.unclear = said.clone();
    case.telling.note = said.clone();
    case.choice.chosen.iter_mut().for_each(|chosen: &mut Chosen| chosen.name.clone_from(&hospital));
    for applied in &mut case.applications {
        applied.name.clone_from(&hospital);
        applied.turns.iter_mut().for_each(|turned| turned.words.clone_from(&said));
    }
    case.questions = (1..=QUESTIONS as u32).map(|number| question(w, number)).collect();
    for day in &mut case.days {
        let one = day.coming.first().cloned();
        day.coming =
            (1..=6).filter_map(|number| Some(Coming { name: format!("{name} {number}"), ..one.clone()? })).collect();
    }
    case.records.extend((20..41).map(|id| record(w, id, &said)));
    for second in &mut case.seconds {
        (second.doctor, second.institution, second.remarks) = (name.clone(), hospital.clone(), said.clone());
        second.said.values_mut().for_each(|known| *known = Known::Told(said.clone()));
    }
    for decision in &mut case.deciding.decisions {
        (decision.words, decision.with) = (said.clone(), vec![name.clone(); 6]);
    }
    if let Some(form) = &mut case.letter.form {
        form.signed = None;
        (form.medicines.text, form.past.text) = (String::new(), String::new());
        (form.course.text, form.findings.text) = (said.clone(), said.clone());
        form.doctor.text = name;
    }
    case
}

fn long(w: Wording, english: &str, japanese: &str, times: usize) -> String {
    let gap = w.of(" ", "");
    vec![w.of(english, japanese); times].join(&gap)
}

fn question(w: Wording, number: u32) -> Question {
    let words = long(
        w,
        "What happens then, and to whom can I turn?",
        "そのあとはどうなり、だれに聞けばよいですか。",
        1 + number as usize % 5,
    );
    let answer = if number.is_multiple_of(7) { words.clone() } else { String::new() };
    let of = casework::PersonId(1 + number % 2);
    Question { id: QuestionId(number), of, words, minutes: 60, worry: None, answer }
}

fn record(w: Wording, id: u32, note: &str) -> Item {
    Item {
        id: RecordId(id),
        kind: Kind::Own,
        words: long(w, "A picture of my own with a long name", "長い名前の自分の写真", 2),
        loan: id.is_multiple_of(2),
        steps: if id.is_multiple_of(3) { Vec::new() } else { vec![(Stage::Received, date(2026, 11, 9))] },
        note: if id.is_multiple_of(5) { note.to_owned() } else { String::new() },
        attachments: Vec::new(),
    }
}
