//! Telling the doctor.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How it feels to tell the doctor; the words to say are chosen by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feeling {
    /// No trouble.
    NoTrouble,
    /// Hard to say.
    Hard,
    /// Afraid: the support centre comes first.
    Afraid,
}

/// How the doctor took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Agreed.
    Agreed,
    /// Will think about it.
    Waiting,
    /// Did not agree: many desks then refuse, so the support centre helps first.
    Refused,
}

/// The telling so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Telling {
    /// How it feels.
    pub feeling: Option<Feeling>,
    /// When the doctor was told.
    pub told_on: Option<Date>,
    /// What the doctor said.
    pub reply: Option<Reply>,
    /// What the patient wants to add to the printed request.
    pub note: String,
}
