//! Why something is refused. Codes only: `language` makes sentences of them.

use crate::keeper::Unkept;

/// Why an act or a reading is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not for this person: both answer the same, so nothing can be learned from it.
    #[error("there is no such thing for this person")]
    NotFound,
    /// No secret, an unknown one, or one that ended: open the case again.
    #[error("the case is not open")]
    NotOpen,
    /// A code that is unknown or mistyped.
    #[error("the code is not known")]
    CodeUnknown,
    /// A code whose time is over.
    #[error("the code has ended")]
    CodeEnded,
    /// A single-use code that was used.
    #[error("the code was used")]
    CodeUsed,
    /// Someone changed the case since this page was shown.
    #[error("the page is older than the case")]
    Stale,
    /// The patient has not been told everything, so this would reach them too early: the support centre comes first.
    #[error("the patient has not been told everything")]
    PatientNotTold,
    /// A paper must be named first: proof of relationship, of incapacity, a power of attorney.
    #[error("a paper is needed")]
    PaperNeeded,
    /// The current institution cannot give the second opinion.
    #[error("the institution is the current one")]
    SameInstitution,
    /// A list is full; the number is its limit.
    #[error("the list is full ({0})")]
    Full(usize),
    /// A step that cannot follow from where it stands.
    #[error("this cannot follow from where it stands")]
    OutOfOrder,
    /// The other side must act first.
    #[error("the other side must act first")]
    NotYourTurn,
    /// Someone else has taken the date meanwhile.
    #[error("the date is taken")]
    DateTaken,
    /// It was given, or it is there already, and does not change any more.
    #[error("it was given already")]
    AlreadyGiven,
    /// Answers that cannot be understood.
    #[error("some answers cannot be understood")]
    Troubled(Vec<Trouble>),
    /// Staff come in by their account, not by a code alone.
    #[error("an account is needed")]
    AccountNeeded,
    /// Name or passphrase is wrong (which one is not said).
    #[error("the name or the passphrase is wrong")]
    WrongPassphrase,
    /// The name of an account is taken.
    #[error("the name is taken")]
    NameTaken,
    /// Too many tries; wait.
    #[error("too many tries")]
    TooManyTries,
    /// Cannot be kept just now.
    #[error("it could not be kept: {0}")]
    Unkept(String),
}

impl From<Unkept> for Refusal {
    fn from(unkept: Unkept) -> Refusal {
        match unkept {
            Unkept::Stale => Refusal::Stale,
            Unkept::UsedUp => Refusal::CodeUsed,
            Unkept::Taken => Refusal::NameTaken,
            Unkept::Busy => Refusal::Unkept("too much waits to be written".to_owned()),
            Unkept::Broken(why) => Refusal::Unkept(why),
        }
    }
}

/// One answer that cannot be understood: the field's name and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The field, as the form names it.
    pub field: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing was written where something is needed.
    Missing,
    /// Longer than so many letters.
    TooLong(usize),
    /// Not a date.
    NotADate,
    /// A date that lies in the past where it cannot.
    Past,
    /// A date before that of what it follows.
    TooEarly,
    /// A date that lies too far ahead, or in the future where it cannot.
    TooFar,
    /// Not one of the choices.
    NotAChoice,
    /// A passphrase that is too short (the least number of letters).
    TooShort(usize),
}
