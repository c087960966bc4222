//! Is there time? What the patient answers about it; the red path and the calendar are worked out from it.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// Where the treatment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// Nothing has begun and no day is set.
    NotStarted,
    /// To start within days.
    WithinDays,
    /// In hospital now.
    InHospital,
    /// Treatment has begun.
    Begun,
    /// The patient does not know.
    Unknown,
}

/// The answers about time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Timing {
    /// Signs of the triage file that the patient ticked, by their ids there; an empty set with `signs_read` means "none of these".
    pub signs: BTreeSet<String>,
    /// When the list of signs was last answered, and with which version of the file.
    pub signs_read: Option<(Moment, String)>,
    /// Where the treatment stands.
    pub treatment: Option<Treatment>,
    /// The latest safe date the doctor named; only a doctor can.
    pub latest_safe: Option<Date>,
    /// Who named it.
    pub latest_safe_by: String,
    /// Days the patient has fixed already, by step.
    pub fixed: Vec<(Step, Date)>,
    /// Steps done, and when.
    pub done: Vec<(Step, Date)>,
}

impl Timing {
    /// After so many days the signs are asked for again: our own choice, so that an answer of last month is not taken for today's.
    pub const SIGNS_DAYS: i32 = 7;

    /// Whether the signs that need help now were never answered, or not within the last `SIGNS_DAYS`.
    #[must_use]
    pub fn signs_stale(&self, today: Date) -> bool {
        let Some((read, _)) = &self.signs_read else { return true };
        read.utc_day().saturating_add(Self::SIGNS_DAYS.days()) < today
    }
}

/// A step of the calendar, counted back from the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Tell the doctor and ask for the letter.
    Doctor,
    /// The letter is in hand.
    Letter,
    /// Slides and images are in hand.
    Slides,
    /// The application has gone to the desk.
    Application,
    /// The consultation.
    Visit,
    /// The report is back with the first doctor.
    Report,
    /// The decision.
    Decision,
}
