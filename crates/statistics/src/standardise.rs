//! What happened beside what was to be expected: indirect standardisation.

use crate::garwood::garwood;
use crate::interval::{Interval, IntervalError};

/// The level of the interval that decides the verdict, as publishers use it.
const LEVEL: f64 = 0.95;

/// Sets the events of one institution beside the events expected of it, and says whether they differ by more than
/// chance.
///
/// `events` of `cases` were counted, `expected` events (a positive number, not a rate) are what patients like these had
/// elsewhere, and `reference_rate` (0 to 1) is the rate of all institutions together. The ratio is `events / expected`;
/// its 95 % interval is Garwood's exact one for `events`, divided by `expected`, which is taken as known. The adjusted
/// rate is the ratio times the reference rate, and no end of it goes above 1.
///
/// Two adjusted rates are not strictly comparable with each other: each answers for its own mix of patients.
///
/// Source: N. E. Breslow and N. E. Day, "Statistical Methods in Cancer Research", volume II (1987), chapter 2; the
/// interval and the verdict as California's HCAI publishes them for bypass operations, whose 1,452 published rows of
/// 2018-2022 this reproduces.
///
/// # Errors
///
/// Where a number cannot be: see [`StandardiseError`]. No events at all are no error.
pub fn standardise(
    events: u64,
    cases: u64,
    expected: f64,
    reference_rate: f64,
) -> Result<Standardised, StandardiseError> {
    if cases == 0 {
        return Err(StandardiseError::NoCases);
    }
    if events > cases {
        return Err(StandardiseError::MoreEventsThanCases { events, cases });
    }
    if !(expected.is_finite() && expected > 0.0) {
        return Err(StandardiseError::Expected(expected));
    }
    if !(0.0..=1.0).contains(&reference_rate) {
        return Err(StandardiseError::ReferenceRate(reference_rate));
    }
    let ratio_interval = garwood(events, expected, LEVEL)?;
    if !ratio_interval.high.is_finite() {
        // So few expected that the ratio is beyond what a number holds.
        return Err(StandardiseError::Expected(expected));
    }
    // Whole numbers below 10^12 (garwood has refused more) are exact; cases can only be more than that.
    let ratio = events as f64 / expected;
    let as_rate = |ratio: f64| (ratio * reference_rate).min(1.0);
    Ok(Standardised {
        observed_rate: events as f64 / cases as f64,
        ratio,
        ratio_interval,
        adjusted_rate: as_rate(ratio),
        adjusted_interval: Interval { low: as_rate(ratio_interval.low), high: as_rate(ratio_interval.high) },
        verdict: verdict(ratio_interval),
    })
}

/// One institution's events beside those expected of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standardised {
    /// Events of cases, 0 to 1, as counted.
    pub observed_rate: f64,
    /// Events over expected events: 1 is as expected, 2 is twice as many.
    pub ratio: f64,
    /// The exact 95 % interval of the ratio.
    pub ratio_interval: Interval,
    /// The ratio times the reference rate, 0 to 1.
    pub adjusted_rate: f64,
    /// The exact 95 % interval of the adjusted rate; its upper end stops at 1.
    pub adjusted_interval: Interval,
    /// What the interval says of the events.
    pub verdict: Verdict,
}

/// Whether there were fewer or more events than expected, as far as the exact 95 % interval can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The whole interval lies below 1: fewer events than expected.
    Lower,
    /// The interval holds 1: chance alone can explain the difference.
    NoDifferent,
    /// The whole interval lies above 1: more events than expected.
    Higher,
}

/// Why events cannot be set beside what was expected.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum StandardiseError {
    /// Nobody was treated.
    #[error("without cases there is nothing to compare")]
    NoCases,
    /// More events than cases.
    #[error("{events} events among {cases} cases cannot be: there are more events than cases")]
    MoreEventsThanCases {
        /// Events.
        events: u64,
        /// Cases.
        cases: u64,
    },
    /// The expected events must be a positive, finite number.
    #[error("{0} expected events cannot be compared with: a positive number is needed")]
    Expected(f64),
    /// The reference rate must lie between 0 and 1.
    #[error("a reference rate of {0} is not between 0 and 1")]
    ReferenceRate(f64),
    /// The exact interval could not be had.
    #[error(transparent)]
    Interval(#[from] IntervalError),
}

fn verdict(ratio: Interval) -> Verdict {
    if ratio.low > 1.0 {
        Verdict::Higher
    } else if ratio.high < 1.0 {
        Verdict::Lower
    } else {
        Verdict::NoDifferent
    }
}
