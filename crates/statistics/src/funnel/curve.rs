//! Limits over a range of sizes, for drawing.

use super::{Dispersion, FunnelError, FunnelLimits, ratio_limits, share_limits};

/// The most points a curve is drawn through; no screen shows more.
const MOST_POINTS: usize = 10_000;

/// The limits of a share from few cases to many, for drawing a funnel.
///
/// The points lie evenly on a logarithmic scale, closer together where the funnel is narrow and bends; where they would
/// fall on the same whole number of cases there is one. Both ends are among them.
///
/// # Errors
///
/// As [`share_limits`], and where the range does not run upwards or the points are not 2 to 10,000.
pub fn share_curve(
    from: u64,
    to: u64,
    points: usize,
    reference: f64,
    dispersion: Dispersion,
) -> Result<Vec<FunnelPoint>, FunnelError> {
    let mut sizes: Vec<u64> =
        places(from as f64, to as f64, points)?.map(|cases| (cases.round() as u64).clamp(from, to)).collect();
    sizes.dedup();
    let point = |cases: u64| {
        // share_limits refuses more than 10^12 cases, below which every whole number is exact.
        Ok(FunnelPoint { size: cases as f64, limits: share_limits(cases, reference, dispersion)? })
    };
    sizes.into_iter().map(point).collect()
}

/// The limits of a standardised ratio from few expected events to many, for drawing a funnel.
///
/// The points lie evenly on a logarithmic scale; both ends are among them.
///
/// # Errors
///
/// As [`ratio_limits`], and where the range does not run upwards or the points are not 2 to 10,000.
pub fn ratio_curve(from: f64, to: f64, points: usize, dispersion: Dispersion) -> Result<Vec<FunnelPoint>, FunnelError> {
    let point = |size: f64| Ok(FunnelPoint { size, limits: ratio_limits(size, dispersion)? });
    places(from, to, points)?.map(point).collect()
}

/// The limits at one size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunnelPoint {
    /// Cases (shares) or expected events (ratios).
    pub size: f64,
    /// The limits there.
    pub limits: FunnelLimits,
}

fn places(from: f64, to: f64, points: usize) -> Result<impl Iterator<Item = f64>, FunnelError> {
    if !(from > 0.0 && from <= to && to.is_finite() && (2..=MOST_POINTS).contains(&points)) {
        return Err(FunnelError::Curve { from, to, points });
    }
    let step = (to / from).ln() / (points - 1) as f64;
    let between = (0..points - 1).map(move |place| (from * (step * place as f64).exp()).clamp(from, to));
    // The last one as it was asked for, not as rounding leaves it.
    Ok(between.chain([to]))
}
