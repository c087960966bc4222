//! What worries the patient and the family. A worry stays open until a named person's answer closes it in the patient's view.

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, WorryId};
use crate::moment::Moment;

/// What a worry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// "Will it be enough?"
    Enough,
    /// "Will I be cured?"
    Cured,
    /// "Is there another treatment?"
    Another,
    /// Own words.
    Own,
}

/// One worry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worry {
    /// Its name within the case.
    pub id: WorryId,
    /// Whose it is.
    pub of: PersonId,
    /// What it is about.
    pub about: About,
    /// In own words; may be empty for one of the three asked.
    pub words: String,
    /// Since when.
    pub since: Moment,
    /// What was answered to it, oldest first. An answer alone closes nothing.
    pub answers: Vec<Answer>,
    /// The answer with which the patient let it go, and when: a place in `answers`.
    pub closed: Option<Closed>,
}

/// An answer by a named person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The name of who answered ("Dr …", as the patient wrote it or as the person is known in the case).
    pub who: String,
    /// What was said.
    pub words: String,
    /// When it was put down.
    pub at: Moment,
}

/// The end of a worry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Which answer closed it.
    pub answer: u32,
    /// When the patient said so.
    pub at: Moment,
}
