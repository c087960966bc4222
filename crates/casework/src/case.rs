//! The case as one whole.

mod apply;
mod check;
mod codes;
mod seen;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::application::Application;
use crate::choice::Choice;
use crate::day::{Day, Question};
use crate::decision::Deciding;
use crate::ease::Eased;
use crate::id::{CaseId, PersonId};
use crate::keeper::Version;
use crate::letter::{Invitation, Letter};
use crate::opinion::FirstOpinion;
use crate::people::{Consent, Person, Told};
use crate::records::{Attachment, Item};
use crate::second::SecondOpinion;
use crate::telling::Telling;
use crate::timing::Timing;
use crate::weigh::Weighing;
use crate::worry::Worry;

pub use check::{
    ALL_ATTACHMENT_BYTES, ANSWERS, ATTACHMENT_BYTES, ATTACHMENTS, CHOSEN, CLEARED, CONSENTS, NAME_LETTERS, PEOPLE,
};
pub use check::{RECORDS, SIGNS, TEXT_LETTERS, WORD_LETTERS, WORRIES};
pub(crate) use check::{happened, needed, no_trouble, short};

/// Everything put down about one second opinion. It is kept sealed as one whole, in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its name.
    pub id: CaseId,
    /// The day it was begun.
    pub begun_on: Date,
    /// Who began it: the patient, or a relative in their place.
    pub begun_by: PersonId,
    /// Made up for trying out (`anshin demo`): every page and paper says so.
    #[serde(default)]
    pub made_up: bool,
    /// Everyone; the first is the patient.
    pub people: Vec<Person>,
    /// What was agreed to, withdrawn ones too.
    #[serde(default)]
    pub consents: Vec<Consent>,
    /// What the patient has been told.
    #[serde(default)]
    pub told: Told,
    /// The first opinion.
    #[serde(default)]
    pub opinion: FirstOpinion,
    /// The worries.
    #[serde(default)]
    pub worries: Vec<Worry>,
    /// Time.
    #[serde(default)]
    pub timing: Timing,
    /// The choice.
    #[serde(default)]
    pub choice: Choice,
    /// Telling the doctor.
    #[serde(default)]
    pub telling: Telling,
    /// The letter.
    #[serde(default)]
    pub letter: Letter,
    /// The records list.
    #[serde(default)]
    pub records: Vec<Item>,
    /// Uploaded files.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Applications to other institutions, oldest first.
    #[serde(default)]
    pub applications: Vec<Application>,
    /// Questions for the day, in the order of asking.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// The days, by application.
    #[serde(default)]
    pub days: Vec<Day>,
    /// Second opinions, oldest first.
    #[serde(default)]
    pub seconds: Vec<SecondOpinion>,
    /// Both opinions side by side.
    #[serde(default)]
    pub weighing: Weighing,
    /// Deciding.
    #[serde(default)]
    pub deciding: Deciding,
    /// How sure and how worried the patient said to be, oldest first.
    #[serde(default)]
    pub ease: Vec<Eased>,
    /// Codes that are out and open one form each; the letter's stands with the letter.
    #[serde(default)]
    pub codes: Vec<Invitation>,
    /// From which version to which nobody wrote but the scanner, to say what it found in an upload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scanner_wrote: Option<(Version, Version)>,
}

impl Case {
    /// A case in which nothing has been put down but who takes part; the first is the patient, the last the one who begins it.
    pub(crate) fn of(id: CaseId, begun_on: Date, people: Vec<Person>) -> Case {
        Case {
            id,
            begun_on,
            begun_by: people.last().map_or(PersonId::PATIENT, |person| person.id),
            made_up: false,
            people,
            consents: Vec::new(),
            told: Told::default(),
            opinion: FirstOpinion::default(),
            worries: Vec::new(),
            timing: Timing::default(),
            choice: Choice::default(),
            telling: Telling::default(),
            letter: Letter::default(),
            records: Vec::new(),
            attachments: Vec::new(),
            applications: Vec::new(),
            questions: Vec::new(),
            days: Vec::new(),
            seconds: Vec::new(),
            weighing: Weighing::default(),
            deciding: Deciding::default(),
            ease: Vec::new(),
            codes: Vec::new(),
            scanner_wrote: None,
        }
    }

    /// Someone in the case.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }
}
