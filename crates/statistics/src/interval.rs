//! What an interval is, and why there may be none.

/// Two ends between which the true value lies at the level asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Why there is no interval.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum IntervalError {
    /// More events than cases.
    #[error("{events} events among {cases} cases cannot be: there are more events than cases")]
    MoreEventsThanCases {
        /// Events.
        events: u64,
        /// Cases.
        cases: u64,
    },
    /// Nobody was treated, so nothing was observed.
    #[error("there is no interval without cases")]
    NoCases,
    /// A level must lie between 0 and 1, both excluded.
    #[error("a level of {0} is not between 0 and 1")]
    Level(f64),
    /// The exposure must be a positive, finite number.
    #[error("an exposure of {0} is not a positive number")]
    Exposure(f64),
    /// More than 10^12 cases or events; beyond that the functions are not tested.
    #[error("{0} is more than this can compute with (10^12)")]
    TooMany(u64),
    /// The numbers are so extreme that the computation did not settle.
    #[error("the interval could not be computed to full precision")]
    NotSettled,
}

/// No registry on earth holds more.
const MOST: u64 = 1_000_000_000_000;

/// A count as a number with a fraction, when it is not too large.
pub(crate) fn count(number: u64) -> Result<f64, IntervalError> {
    if number > MOST {
        return Err(IntervalError::TooMany(number));
    }
    // Below 2^53 every whole number is exact.
    Ok(number as f64)
}

/// The share left out on each side: 0.025 for a level of 0.95.
pub(crate) fn tail(level: f64) -> Result<f64, IntervalError> {
    if level > 0.0 && level < 1.0 { Ok((1.0 - level) / 2.0) } else { Err(IntervalError::Level(level)) }
}

/// Events and cases that can be: some cases, and no more events than cases.
pub(crate) fn share(events: u64, cases: u64) -> Result<(f64, f64), IntervalError> {
    if cases == 0 {
        return Err(IntervalError::NoCases);
    }
    if events > cases {
        return Err(IntervalError::MoreEventsThanCases { events, cases });
    }
    Ok((count(events)?, count(cases)?))
}
