//! What is believed of each institution's outcomes once we know how much institutions differ: a resource of the edition.
//!
//! `compute` fits the model of `statistics::shrinkage` to every outcome measure, once, when an edition is built; pages and
//! comparisons read the rows and never fit anything. Ratios are predicted events to expected ones, so below 1 is fewer.

mod compute;

pub use compute::{Computed, compute, of_measure};

use crate::edition::{InstitutionIndex, MeasureIndex};
use crate::figures::Period;
use crate::series::ExpectedFrom;

/// What is believed of one institution's outcomes by one measure, its years pooled.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Posterior {
    /// The measure.
    pub measure: MeasureIndex,
    /// The institution.
    pub institution: InstitutionIndex,
    /// From the first to the last period that was pooled. None of them overlap; not every one in between need be there.
    pub pooled: Period,
    /// How many periods were pooled.
    pub periods: u16,
    /// The newest period that was pooled: the published figure beside which this stands.
    pub newest: Period,
    /// Those treated, in all periods together.
    pub cases: u32,
    /// Those to whom it happened.
    pub events: u32,
    /// To how many it would have happened at the reference.
    pub expected: f32,
    /// Drawn towards the average of all institutions.
    pub plain: Believed,
    /// Drawn towards the average of institutions of its volume instead, to be shown beside the plain one, never in its place.
    pub with_volume: Believed,
    /// Its place among all institutions; none where the measure cannot order them (rankability under one half).
    pub rank: Option<Rank>,
    /// The band of institutions that cannot be told apart; 1 has the fewest events.
    pub band: u32,
}

/// One estimate of an institution's ratio of events to expected events, at the measure's newest period.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Believed {
    /// The ratio with its 95 % interval.
    pub ratio: Estimate,
    /// Mean of the natural logarithm of the ratio.
    pub log_mean: f32,
    /// Its standard deviation.
    pub log_deviation: f32,
    /// How much of the estimate is the institution's own data: 0 none, 1 all.
    pub own_share: f32,
    /// The probability that the ratio is below 1.
    pub probability_lower: f32,
    /// The word for it.
    pub standing: Standing,
}

/// A number with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Estimate {
    /// The number.
    pub value: f32,
    /// Lower end.
    pub low: f32,
    /// Upper end.
    pub high: f32,
}

/// Where an institution stands among all of its measure; rank 1 has the lowest ratio.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Rank {
    /// The mean rank.
    pub expected: f32,
    /// Lower end of the 95 % interval.
    pub low: u32,
    /// Upper end of the 95 % interval.
    pub high: u32,
    /// The probability of standing among the quarter with the lowest ratios.
    pub probability_best_quarter: f32,
}

/// The word for an institution's events against those expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Standing {
    /// The probability of a ratio below 1 is at least 97.5 %.
    Fewer,
    /// Neither, and the whole interval lies between two thirds and one and a half times what is expected.
    Similar,
    /// Neither, and the interval is wider than that.
    TooFew,
    /// The probability of a ratio above 1 is at least 97.5 %.
    More,
}

impl Standing {
    /// The word used in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Fewer => "fewer than expected",
            Standing::Similar => "similar to average",
            Standing::TooFew => "too few cases to tell",
            Standing::More => "more than expected",
        }
    }

    /// Whether it says that an institution differs from what is expected: a flag, of which chance alone makes some.
    pub fn is_flag(self) -> bool {
        matches!(self, Standing::Fewer | Standing::More)
    }
}

/// What was learned of all institutions of one measure together.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Profile {
    /// The measure.
    pub measure: MeasureIndex,
    /// The periods pooled, rising; no two overlap.
    pub periods: Vec<Period>,
    /// Where the expected events come from, and so whether it is allowed for how ill the patients were.
    pub expected_from: ExpectedFrom,
    /// How many institutions have a row in `posteriors`.
    pub institutions: u32,
    /// How many of each hundred (or thousand: the measure's unit) it happened to in the newest period: in the whole state where that
    /// is published and the expected events are made with it, else in all institutions.
    pub overall_rate: f32,
    /// Mean log odds ratio of the institutions to what is expected.
    pub mean: Estimate,
    /// Standard deviation between institutions of the log odds ratio.
    pub spread: Estimate,
    /// Correlation of an institution's log odds ratio with itself a year later; none where the figures cannot tell.
    pub correlation: Option<Estimate>,
    /// Slope of the log odds ratio on the natural logarithm of cases a year.
    pub slope: Option<Estimate>,
    /// The share of the difference between institutions that is not chance: under 0.5 no order is shown.
    pub rankability: f32,
    /// How many times as much the newest period's figures spread as chance allows; none where nothing happened.
    pub phi: Option<f32>,
    /// The variance between institutions behind it, on the log scale.
    pub tau_squared: Option<f32>,
    /// How many institutions are flagged as having fewer or more events than expected.
    pub flagged: u32,
    /// How many of the flagged are so by chance, on average: the sum of the probabilities that the truth lies on the other side.
    pub flagged_by_chance: f32,
}

impl Profile {
    /// Whether institutions may be put in any order by this measure.
    pub fn can_rank(&self) -> bool {
        f64::from(self.rankability) >= statistics::LEAST_RANKABILITY
    }

    /// The newest period: the time that the posteriors speak of.
    pub fn newest(&self) -> Option<Period> {
        self.periods.last().copied()
    }
}
