//! One person's question.

use evidence::{ConditionIndex, Country, InstitutionIndex, Point};

/// What a person wants to know, with every name already found in the edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The illness.
    pub condition: ConditionIndex,
    /// The treatment proposed.
    pub treatment: Treatment,
    /// Where from.
    pub from: Origin,
    /// How far at most, in kilometres; without it the reach starts at 50 km and widens.
    pub within_km: Option<f64>,
    /// Where the person is treated now.
    pub current: Option<InstitutionIndex>,
    /// The patient's age in years.
    pub age: Option<u8>,
    /// What the person asks to sort by.
    pub order: Order,
    /// At most how many institutions.
    pub limit: Option<usize>,
    /// Advice only, or treatment there.
    pub purpose: Purpose,
}

/// Where a person starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The place's name, for showing.
    pub name: String,
    /// The country: institutions elsewhere publish other figures and are not compared.
    pub country: Country,
    /// Where it is.
    pub point: Point,
}

/// The treatment proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Treatment {
    /// Removal by an operation, whole or part.
    Resection,
    /// Removal through an endoscope.
    Endoscopic,
    /// No operation.
    NoOperation,
    /// Not known, or any.
    #[default]
    Any,
}

/// What the reader sorts by, inside the groups; the default never ranks by count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nearest first.
    #[default]
    Distance,
    /// Most treated first; institutions that hidden cells could put in another order stand together, nearest first.
    Experience,
    /// Those with published results first.
    Results,
}

/// What the person wants from the other institution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Advice: a second opinion.
    #[default]
    AdviceOnly,
    /// Treatment there, which is a referral and another door.
    TreatedThere,
}
