//! The score interval for a share.

use crate::functions::normal_quantile;
use crate::interval::{Interval, IntervalError, share, tail};

/// Wilson's score interval for a share, without continuity correction.
///
/// `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)` with `p = events / cases`, `n = cases`. It is shorter than the exact
/// interval and covers the true share at the level asked for on average.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927), 209-212. Same as `prop.test(..., correct = FALSE)` in R.
pub fn wilson(events: u64, cases: u64, level: f64) -> Result<Interval, IntervalError> {
    let z = -normal_quantile(tail(level)?);
    let (events_count, n) = share(events, cases)?;
    let p = events_count / n;
    let spread = z * z / n;
    let middle = (p + spread / 2.0) / (1.0 + spread);
    let half = z * (p * (1.0 - p) / n + spread / (4.0 * n)).sqrt() / (1.0 + spread);
    // At the very ends the formula is exactly 0 or 1; rounding must not carry it across.
    let low = if events == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if events == cases { 1.0 } else { (middle + half).min(1.0) };
    Ok(Interval { low, high })
}
