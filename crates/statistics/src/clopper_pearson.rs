//! The exact interval for a share.

use crate::functions::beta_quantile;
use crate::interval::{Interval, IntervalError, share, tail};

/// The exact interval of Clopper and Pearson for a share, from whole numbers of events and cases.
///
/// The ends are quantiles of the beta distribution: `B(tail; events, cases - events + 1)` and
/// `B(1 - tail; events + 1, cases - events)`. It covers the true share at least as often as the level says, and more often than
/// that when numbers are small.
///
/// Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
/// Biometrika 26 (1934), 404-413. Same as `binom.test` in R.
pub fn clopper_pearson(events: u64, cases: u64, level: f64) -> Result<Interval, IntervalError> {
    let tail = tail(level)?;
    let (events_count, cases_count) = share(events, cases)?;
    let free = cases_count - events_count;
    let low = if events == 0 { 0.0 } else { beta_quantile(tail, events_count, free + 1.0)? };
    // The upper end from the other side, where a small tail keeps its precision: B(1 - t; a, b) = 1 - B(t; b, a).
    let high = if events == cases { 1.0 } else { 1.0 - beta_quantile(tail, free, events_count + 1.0)? };
    Ok(Interval { low, high })
}
