//! Published figures: how many were treated, and what became of them.

use crate::edition::{Bilingual, InstitutionIndex, MeasureIndex};

/// A stretch of time that a figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Period {
    /// First month, counted as year x 12 + month - 1.
    pub first: u16,
    /// Last month, counted the same.
    pub last: u16,
}

/// How many were treated at one institution in one period.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Volume {
    /// The measure.
    pub measure: MeasureIndex,
    /// The institution.
    pub institution: InstitutionIndex,
    /// The period.
    pub period: Period,
    /// Months the institution reported, when published.
    pub months: Option<u8>,
    /// Admissions (a floor where the measure says so).
    pub cases: Option<u32>,
    /// Removals, whole or part; none when they cannot be told apart or are masked.
    pub operations: Option<u32>,
    /// Removals through an endoscope.
    pub endoscopic: Option<u32>,
    /// The publisher's class "other operations", which contains transfusions in Japan.
    pub other_operations: Option<u32>,
    /// Admissions without an operation.
    pub no_operation: Option<u32>,
    /// How many of the publisher's cells for this row are masked (each 0 to 9), for `cases`.
    pub masked: u8,
    /// How many of the cells that make up `operations` are masked.
    pub masked_operations: u8,
    /// How many of the cells that make up `endoscopic` are masked.
    pub masked_endoscopic: u8,
    /// A name for the stretch of periods in which one definition and one institution hold: no trend crosses it.
    pub series: u16,
}

/// What state a published figure is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum State {
    /// It can be used.
    Usable,
    /// The publisher withholds it.
    Suppressed,
    /// It cannot be true (more deaths than cases); kept as published and left out of every comparison.
    Impossible,
    /// It contradicts the publisher's own adjusted rate, so a count must be damaged; kept as published, never compared.
    Doubtful,
}

/// The publisher's own verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Verdict {
    /// Better than the publisher's reference.
    Better,
    /// No different from it.
    NoDifferent,
    /// Worse than it.
    Worse,
}

impl Verdict {
    /// The word used in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Better => "better",
            Verdict::NoDifferent => "no different",
            Verdict::Worse => "worse",
        }
    }
}

/// What became of those treated at one institution in one period.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Outcome {
    /// The measure.
    pub measure: MeasureIndex,
    /// The institution.
    pub institution: InstitutionIndex,
    /// The period.
    pub period: Period,
    /// Those treated.
    pub cases: Option<u32>,
    /// Those to whom it happened.
    pub events: Option<u32>,
    /// How many events the publisher's model expects; from its expected rate, not rounded.
    pub expected: Option<f64>,
    /// The publisher's adjusted rate, in the measure's unit.
    pub rate: Option<f64>,
    /// Its published 95 % interval.
    pub low: Option<f64>,
    /// Its published 95 % interval.
    pub high: Option<f64>,
    /// The publisher's verdict.
    pub verdict: Option<Verdict>,
    /// The verdict's word as published.
    pub verdict_word: String,
    /// Whether it can be used.
    pub state: State,
    /// A name for the stretch of periods in which one definition holds.
    pub series: u16,
}

/// The whole country's or state's figure for one measure and period.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Total {
    /// The measure.
    pub measure: MeasureIndex,
    /// The period.
    pub period: Period,
    /// Those treated.
    pub cases: Option<u64>,
    /// Those to whom it happened.
    pub events: Option<u64>,
    /// Admissions with a removal, where told apart.
    pub operations: Option<u64>,
    /// Admissions with a removal through an endoscope, where told apart.
    pub endoscopic: Option<u64>,
    /// Admissions with an operation of the class "other", transfusions alone left out where published.
    pub other_operations: Option<u64>,
    /// Admissions without an operation.
    pub no_operation: Option<u64>,
}

/// What must be said beside a period of a measure, such as that its months are approximate.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PeriodNote {
    /// The measure.
    pub measure: MeasureIndex,
    /// The period.
    pub period: Period,
    /// The remark.
    pub note: Bilingual,
}
