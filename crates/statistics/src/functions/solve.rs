//! Finding where a rising function reaches a value.

use crate::interval::IntervalError;

/// The x between `low` and `high` at which a rising function is zero: Newton's steps, kept inside a shrinking bracket.
///
/// `function` gives the value and the slope.
pub(crate) fn rising_root(
    mut low: f64,
    mut high: f64,
    start: f64,
    function: impl Fn(f64) -> Result<(f64, f64), IntervalError>,
) -> Result<f64, IntervalError> {
    let mut x = if start > low && start < high { start } else { low + (high - low) / 2.0 };
    for _ in 0..400 {
        let (value, slope) = function(x)?;
        if value == 0.0 {
            return Ok(x);
        }
        if value < 0.0 {
            low = x
        } else {
            high = x
        }
        let newton = x - value / slope;
        let next = if newton > low && newton < high { newton } else { low + (high - low) / 2.0 };
        if (next - x).abs() <= 1e-14 * x.abs() || next <= low || next >= high {
            return Ok(next);
        }
        x = next;
    }
    Err(IntervalError::NotSettled)
}
