//! The exact interval for a count or a rate.

use crate::functions::{gamma_quantile_lower, gamma_quantile_upper};
use crate::interval::{Interval, IntervalError, count, tail};

/// Garwood's exact interval for a rate: events that come singly (Poisson) over an exposure, such as patient-years or expected events.
///
/// The ends are quantiles of the gamma distribution with shape `events` and `events + 1`, divided by the exposure. With an
/// exposure of 1 it is the interval of the count itself; with expected events it is that of a standardised ratio.
///
/// Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), 437-442. Same as `poisson.test` in R.
pub fn garwood(events: u64, exposure: f64, level: f64) -> Result<Interval, IntervalError> {
    let tail = tail(level)?;
    if !(exposure.is_finite() && exposure > 0.0) {
        return Err(IntervalError::Exposure(exposure));
    }
    let events_count = count(events)?;
    let low = if events == 0 { 0.0 } else { gamma_quantile_lower(tail, events_count)? };
    let high = gamma_quantile_upper(tail, events_count + 1.0)?;
    Ok(Interval { low: low / exposure, high: high / exposure })
}
