//! Made-up cases for the tests; nobody in them exists.

mod asked;
mod begun;
mod extreme;
mod weighed;

use std::collections::BTreeSet;

pub use extreme::extreme;

use casework::case::Case;
use casework::id::{CaseId, PersonId};
use casework::instrument::{Answered, Instrument};
use casework::letter::{Form, Source};
use casework::moment::Moment;
use casework::people::Told;
use casework::records::Kind;
use evidence::desk::{Desk, read};
use jiff::civil::{Date, date};
use language::Language;
use serde_json::{Value, json};

/// Today, for every test of a paper.
pub const TODAY: Date = date(2026, 11, 23);

/// A moment of today: midnight in universal time and so many hours.
pub fn hours(hours: i64) -> Moment {
    const MIDNIGHT: i64 = 1_795_392_000;
    Moment(MIDNIGHT + hours * 3600)
}

/// Everything is in it, the letter's form signed; its words are Japanese.
pub fn full() -> Case {
    full_in(Language::Japanese)
}

/// Everything is in it, in words of one language, so that no letter of the other may stand on its papers.
pub fn full_in(language: Language) -> Case {
    let w = Wording(language);
    Case {
        people: begun::people(w),
        consents: begun::consents(),
        told: Told::Everything,
        opinion: begun::opinion(w),
        worries: begun::worries(w),
        timing: begun::timing(w),
        choice: begun::choice(w),
        telling: begun::telling(w),
        letter: asked::letter(w),
        records: asked::records(w),
        attachments: asked::attachments(),
        applications: asked::applications(w),
        questions: asked::questions(w),
        days: asked::days(w),
        seconds: weighed::seconds(w),
        weighing: weighed::weighing(w),
        deciding: weighed::deciding(w),
        ease: weighed::ease(),
        made_up: true,
        ..bare()
    }
}

/// As `full`, but no doctor has signed the form, and part of it is still as the patient recorded it.
pub fn unsigned() -> Case {
    unsigned_in(Language::Japanese)
}

/// As `unsigned`, in words of one language.
pub fn unsigned_in(language: Language) -> Case {
    let mut case = full_in(language);
    if let Some(form) = &mut case.letter.form {
        form.signed = None;
        for field in [&mut form.diagnosis, &mut form.plan, &mut form.doctor, &mut form.institution] {
            field.source = Source::Patient;
        }
    }
    case
}

/// As `full_in`, but the letter has not come yet.
pub fn asking_in(language: Language) -> Case {
    let mut case = full_in(language);
    case.letter.received_on = None;
    case.records.iter_mut().filter(|item| item.kind == Kind::Letter).for_each(|item| item.steps.clear());
    case
}

/// Just begun, without a name: nothing has been put down.
pub fn bare() -> Case {
    Case {
        id: CaseId([7; 16]),
        begun_on: date(2026, 11, 2),
        begun_by: PersonId::PATIENT,
        made_up: false,
        scanner_wrote: None,
        people: vec![begun::patient(String::new())],
        consents: Vec::new(),
        told: Told::default(),
        opinion: Default::default(),
        worries: Vec::new(),
        timing: Default::default(),
        choice: Default::default(),
        telling: Default::default(),
        letter: Default::default(),
        records: Vec::new(),
        attachments: Vec::new(),
        applications: Vec::new(),
        questions: Vec::new(),
        days: Vec::new(),
        seconds: Vec::new(),
        weighing: Default::default(),
        deciding: Default::default(),
        ease: Vec::new(),
        codes: Vec::new(),
    }
}

/// The form of a case, which `full` and `unsigned` have.
pub fn form(case: &Case) -> &Form {
    case.letter.form.as_ref().unwrap()
}

/// A desk of a made-up hospital, the one that `full` has applied to, with the facts given; each gets the same source.
pub fn desk(facts: Value) -> Desk {
    let mut file = json!({
        "format": "anshin-desk", "version": 1, "id": "made-up", "made_up": true,
        "institution": { "id": "jp-00002", "name": { "en": "Second Example Hospital", "ja": "架空第二病院" } },
    });
    for (name, fact) in facts.as_object().unwrap() {
        let source = json!({ "title": "example.org/made-up", "address": "https://example.org/made-up/second-opinion", "seen": "2026" });
        let sourced = |value: &Value| json!({ "value": value, "source": source });
        let fact = fact.as_array().map_or_else(|| sourced(fact), |list| list.iter().map(sourced).collect());
        file.as_object_mut().unwrap().insert(name.clone(), fact);
    }
    read(&file.to_string()).unwrap()
}

/// Words in one of both languages.
#[derive(Clone, Copy)]
struct Wording(Language);

impl Wording {
    fn of(self, english: &str, japanese: &str) -> String {
        match self.0 {
            Language::English => english.to_owned(),
            Language::Japanese => japanese.to_owned(),
        }
    }
}

fn answered(instrument: Instrument, answers: &[u8]) -> Answered {
    let whole: Vec<Option<u8>> = answers.iter().copied().map(Some).collect();
    Answered::new(instrument, casework::instrument::Language::Ja, hours(0), &whole).unwrap()
}

fn set<T: Ord + Clone>(parts: &[T]) -> BTreeSet<T> {
    parts.iter().cloned().collect()
}
