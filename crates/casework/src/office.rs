//! An office: the desk of an institution, a hospital's support centre, or a town's welfare desk, with the cases that were brought to it.
//!
//! It holds no word of a case, only which cases wait there, the desk's plan, and its own numbers. It is kept sealed, as a whole, with a count of
//! its changes: whoever writes it names the count, so that one slot is never given twice.

mod event;
mod follow;
mod numbers;
mod plan;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::application::Reason;
use crate::decision::OutOfFive;
use crate::id::{ApplicationId, CaseId, PersonId};
use crate::second::Stands;

pub use event::{AT_ONCE, Due, EVENTS, Event, Happened, TRIES};
pub use numbers::{Numbers, SATISFIED_LEAST};
pub use plan::{Opening, PlanChange, SLOTS};

/// Cases of one office at one time.
pub const OFFICE_CASES: usize = 1_000;
/// How many days a case stays in a desk's list after its opinion was given. Our own choice: long enough to look something up once more.
pub const OVER_DAYS: i32 = 30;
/// Lines of an office's own numbers; the oldest goes when there are more.
pub const TALLIES: usize = 5_000;

/// What an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// A desk for second opinions.
    Desk,
    /// A support centre or a welfare desk.
    Support,
}

/// One office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its name in commands and addresses: letters, digits and hyphens.
    pub id: String,
    /// What it is.
    pub duty: Duty,
    /// As people know it.
    pub name: String,
    /// For a desk: its institution, an id of the edition.
    pub institution: Option<String>,
    /// The cases brought to it, and as whom it takes part in each.
    pub cases: Vec<Brought>,
    /// Its plan.
    #[serde(default)]
    pub slots: Vec<Slot>,
    /// The highest number a time in the plan has had.
    #[serde(default)]
    pub last_slot: u32,
    /// How many a week each specialist can see, as the desk sets it.
    #[serde(default)]
    pub capacity: Vec<Capacity>,
    /// One line an application, for its own numbers; nothing in it says who.
    #[serde(default)]
    pub tallies: Vec<Tally>,
    /// Where its own system is told that something happened.
    #[serde(default)]
    pub hook: Option<Hook>,
    /// What it is still to be told, oldest first.
    #[serde(default)]
    pub events: Vec<Event>,
    /// The highest number an event has had.
    #[serde(default)]
    pub last_event: u32,
    /// How many events were given up, since the hook was set.
    #[serde(default)]
    pub given_up: u32,
    /// How often it was changed; 0 when it is new.
    #[serde(default)]
    pub changes: i64,
}

/// A case that was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// Which.
    pub case: CaseId,
    /// As whom the office takes part in it.
    pub person: PersonId,
    /// Since which day.
    pub since: Date,
    /// Since which day nothing of it waits here any more: every application of it has ended, the last with an opinion.
    #[serde(default)]
    pub over: Option<Date>,
}

impl Brought {
    /// Whether it still stands in the office's list.
    pub fn stands(&self, today: Date) -> bool {
        self.over.is_none_or(|over| today < over.saturating_add(OVER_DAYS.days()))
    }
}

/// A time in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Its number.
    pub id: u32,
    /// When, where the office is.
    pub at: DateTime,
    /// So many minutes.
    pub minutes: u16,
    /// With whom.
    pub specialist: String,
    /// Online or there.
    pub online: bool,
    /// For which application it is taken.
    pub taken: Option<(CaseId, ApplicationId)>,
}

/// How many a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// Who.
    pub specialist: String,
    /// How many consultations a week.
    pub a_week: u16,
}

/// One application in the office's own numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Which, while the case is there; emptied when the case is erased.
    pub of: Option<(CaseId, ApplicationId)>,
    /// When it came.
    pub applied_on: Date,
    /// When the consultation was.
    pub held_on: Option<Date>,
    /// Why it was declined.
    pub declined: Option<Reason>,
    /// Withdrawn by the patient's side.
    pub withdrawn: bool,
    /// How the opinion stood to the first.
    pub stands: Option<Stands>,
    /// How satisfied the patient was weeks later.
    pub satisfied: Option<OutOfFive>,
}

/// Where an office's own system is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hook {
    /// The address, https.
    pub address: String,
    /// The secret with which each call is signed.
    pub secret: Vec<u8>,
}

impl Office {
    /// An office with nothing in it yet.
    pub fn new(id: String, duty: Duty, name: String, institution: Option<String>) -> Office {
        Office {
            id,
            duty,
            name,
            institution,
            cases: Vec::new(),
            slots: Vec::new(),
            last_slot: 0,
            capacity: Vec::new(),
            tallies: Vec::new(),
            hook: None,
            events: Vec::new(),
            last_event: 0,
            given_up: 0,
            changes: 0,
        }
    }
}
