//! A whole table of results, profiled: each row beside what was expected of it, each unit with all its periods together.
//!
//! Rows are standardised one by one. Then a unit's periods of one measure are pooled by `shrinkage`; ranks, bands and rankability
//! are read off that fit. Where units differ too little for an order (rankability under 50 %), there is none.

mod measure;
mod windows;

pub use self::windows::newest_apart;
use crate::estimate::Estimate;
use crate::interval::Interval;
use crate::ranks::Rank;
use crate::shrinkage::{Hyper, ShrinkageError};
use crate::standardise::{StandardiseError, Verdict};

/// Under this rankability no order is given (H. F. Lingsma and others, QJM 103 (2010), 99-108: low).
pub const LEAST_RANKABILITY: f64 = 0.5;

/// Profiles a table: every row, then every unit over its periods, measure by measure.
///
/// Where a row has no expected events of its own, its cases times the overall rate of its measure and period are expected.
/// The same rows give the same answer whatever the number of threads; rows in another order give the same answers in that order.
///
/// # Errors
///
/// Where a row cannot be, or two rows speak of the same unit, measure and period: see [`ProfileError`].
pub fn profile(rows: &[ProfileRow], settings: ProfileSettings) -> Result<Profile, ProfileError> {
    let mut order: Vec<(&ProfileRow, usize)> = rows.iter().zip(0..).collect();
    order.sort_unstable_by_key(|(row, number)| (row.measure, row.unit, row.period, *number));
    refuse_twice(&order)?;
    let measures: Vec<&[(&ProfileRow, usize)]> =
        order.chunk_by(|(one, _), (other, _)| one.measure == other.measure).collect();
    // One measure alone is shared out inside; many are shared out among the threads.
    let inner = if measures.len() < settings.threads { settings.threads } else { 1 };
    let done = crate::parallel::in_parallel(&measures, 1, settings.threads.div_ceil(inner), |block| {
        block.iter().map(|rows| measure::of(rows, settings.lean_on_volume, inner)).collect::<Vec<_>>()
    });
    let mut answers: Vec<(usize, ProfiledRow)> = Vec::with_capacity(rows.len());
    let (mut units, mut measures) = (Vec::new(), Vec::new());
    for measure in done.into_iter().flatten() {
        let mut measure = measure?;
        for (_, row) in &mut measure.rows {
            row.pooled = row.pooled.map(|unit| unit + units.len());
        }
        answers.append(&mut measure.rows);
        units.append(&mut measure.units);
        measures.push(measure.whole);
    }
    answers.sort_unstable_by_key(|(number, _)| *number);
    Ok(Profile { rows: answers.into_iter().map(|(_, row)| row).collect(), units, measures })
}

/// The first row that repeats another's unit, measure and period.
fn refuse_twice(order: &[(&ProfileRow, usize)]) -> Result<(), ProfileError> {
    let key = |row: &ProfileRow| (row.measure, row.unit, row.period);
    let twice = order.windows(2).filter_map(|pair| match pair {
        [(one, first), (other, second)] if key(one) == key(other) => Some((*second, *first)),
        _ => None,
    });
    match twice.min() {
        Some((second, first)) => Err(ProfileError::Twice { first, second }),
        None => Ok(()),
    }
}

/// A stretch of months, both ends included, counted from any origin (such as year x 12 + month - 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months {
    /// First month.
    pub first: u32,
    /// Last month; not before the first.
    pub last: u32,
}

/// One row of a table: a unit's figures of one measure and period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfileRow {
    /// Which unit.
    pub unit: u32,
    /// Which measure.
    pub measure: u32,
    /// Which period.
    pub period: Months,
    /// Those treated, at least 1.
    pub cases: u64,
    /// Those to whom it happened, at most `cases`.
    pub events: u64,
    /// How many events were expected, more than 0, where the table says so.
    pub expected: Option<f64>,
    /// Cases a year, more than 0, where the table says so.
    pub volume: Option<f64>,
}

/// How a table is profiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProfileSettings {
    /// Whether a unit's estimate may lean on its volume (see `shrinkage`).
    pub lean_on_volume: bool,
    /// How many threads may be used.
    pub threads: usize,
}

/// What a table says.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// One a row, in the order given.
    pub rows: Vec<ProfiledRow>,
    /// Each unit of each measure, over the periods that were pooled.
    pub units: Vec<ProfiledUnit>,
    /// Each measure as a whole, by rising number.
    pub measures: Vec<ProfiledMeasure>,
}

impl Profile {
    /// What is believed of a row's unit, where its figures could be pooled.
    #[must_use]
    pub fn unit(&self, row: &ProfiledRow) -> Option<&ProfiledUnit> {
        self.units.get(row.pooled?)
    }
}

/// What one row says alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfiledRow {
    /// Expected events; 0 where nobody in the measure and period had one and the table expects none.
    pub expected: f64,
    /// Events of cases, 0 to 1.
    pub observed_rate: f64,
    /// Events over expected events with the exact 95 % interval and its verdict; empty where none were expected.
    pub ratio: Option<(Estimate, Verdict)>,
    /// That ratio times the overall rate of the measure and period, 0 to 1.
    pub adjusted_rate: f64,
    /// Its exact 95 % interval.
    pub adjusted_interval: Interval,
    /// Its place in [`Profile::units`].
    pub pooled: Option<usize>,
}

/// What is believed of a unit from its pooled periods, at the latest of them that any unit of the measure has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfiledUnit {
    /// Predicted to expected events, with its 95 % interval.
    pub ratio: Estimate,
    /// How much of it is the unit's own data, 0 to 1.
    pub own_share: f64,
    /// Its rank, 1 the lowest ratio, where an order can be given at all.
    pub rank: Option<Rank>,
    /// The units that it cannot be told apart from share its band, 1 the lowest.
    pub band: u32,
}

/// One measure as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfiledMeasure {
    /// Which measure.
    pub measure: u32,
    /// Its periods, rising.
    pub periods: Vec<ProfiledPeriod>,
    /// How many rows it has.
    pub rows: usize,
    /// Rows whose verdict is lower.
    pub lower: usize,
    /// Rows whose verdict is higher.
    pub higher: usize,
    /// How many such verdicts chance alone would give at most, about.
    pub verdicts_by_chance: f64,
    /// Rows with at least as many expected events as cases: no odds can be formed, so they are not pooled.
    pub expected_too_high: usize,
    /// Rows that hold at least half of all cases of their measure and period, among four or more: perhaps a total.
    pub perhaps_totals: Vec<usize>,
    /// Whether the expected events of all rows together are under a third or over three times the events: perhaps a rate was
    /// given for a number.
    pub expected_far_off: bool,
    /// What was learned of all units together, where there was anything to learn from.
    pub pooled: Option<PooledMeasure>,
}

/// All units of one measure and period together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfiledPeriod {
    /// The period.
    pub months: Months,
    /// Those treated.
    pub cases: u64,
    /// Those to whom it happened.
    pub events: u64,
    /// Whether it was pooled.
    pub pooled: PeriodUse,
}

impl ProfiledPeriod {
    /// Events per case, 0 to 1.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.events as f64 / self.cases as f64
    }
}

/// Whether a period was pooled, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodUse {
    /// It was pooled.
    Pooled,
    /// It shares months with a newer one, and one patient must not count twice.
    Overlaps,
    /// No row of it can be pooled: nobody had an event, or everybody did, or too many were expected.
    SaysNothing,
}

/// What was learned of all units of a measure together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PooledMeasure {
    /// How many units.
    pub units: usize,
    /// The share of the difference between units that is not chance, 0 to 1.
    pub rankability: f64,
    /// Whether an order is given.
    pub ordered: bool,
    /// Mean, spread, correlation from year to year and slope on volume.
    pub hyper: Hyper,
}

/// Below this end the figures do not rule out that units hardly differ.
const HARDLY_ANY_SPREAD: f64 = 0.1;
/// Above this end the figures do not rule out any spread that was thought possible: the half-normal prior ends at 2.24.
const ALMOST_ANY_SPREAD: f64 = 1.7;
/// The 95 % interval of Beta(9, 1), the correlation before the figures are seen: p to the power of 1/9.
const PRIOR_CORRELATION: Interval = Interval { low: 0.6637, high: 0.9972 };

impl PooledMeasure {
    /// Whether the figures tell how much units differ, rather than repeat what was assumed (half-normal, 0.03 to 2.24).
    #[must_use]
    pub fn tells_spread(&self) -> bool {
        tells_spread(self.units, self.hyper.spread)
    }

    /// Whether the figures tell how much a unit stays like itself, rather than repeat what was assumed (0.9).
    #[must_use]
    pub fn tells_correlation(&self) -> bool {
        let as_assumed = |found: Estimate| {
            let Interval { low, high } = PRIOR_CORRELATION;
            (found.low - low).abs() <= 0.1 && (found.high - high).abs() <= 0.02
        };
        self.units > 1 && self.hyper.correlation.is_some_and(|found| !as_assumed(found))
    }
}

/// One unit differs from none; for several, one end at least must have left what was assumed.
fn tells_spread(units: usize, spread: Estimate) -> bool {
    units > 1 && (spread.low > HARDLY_ANY_SPREAD || spread.high < ALMOST_ANY_SPREAD)
}

/// Why a table has no profile.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ProfileError {
    /// A row that cannot be.
    #[error("row {row}: {why}")]
    Row {
        /// Its place, counted from 0.
        row: usize,
        /// Why it cannot be.
        why: StandardiseError,
    },
    /// Two rows of one unit, measure and period.
    #[error("rows {first} and {second} speak of the same unit, measure and period")]
    Twice {
        /// The place of the first, counted from 0.
        first: usize,
        /// The place of the second.
        second: usize,
    },
    /// The figures could not be pooled.
    #[error(transparent)]
    Pool(#[from] ShrinkageError),
}
