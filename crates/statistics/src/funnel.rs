//! The limits of a funnel plot, and where an institution stands in them.

mod curve;

pub use curve::{FunnelPoint, ratio_curve, share_curve};

use crate::functions::{Binomial, Counts, Poisson, exact_limits, normal_quantile};
use crate::interval::{Interval, IntervalError};

/// What lies outside the 95 % limits on each side by chance, and what outside the 99.8 % limits.
const TAIL_95: f64 = 0.025;
const TAIL_998: f64 = 0.001;

/// The funnel limits of a share (events of cases) about a reference rate, for an institution with this many cases.
///
/// The limits are shares, 0 to 1. Without over-dispersion they are exact: a share lies outside where the binomial
/// probability of so few (or so many) events is under 2.5 % (0.1 % for the outer limits), which is where the exact
/// interval of Clopper and Pearson leaves out the reference. Between whole numbers of events they are interpolated as
/// in D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005),
/// 1185-1202 (appendix), the upper limit as the mirror image of the lower one (B. N. Manktelow and S. E. Seaton, PLoS
/// ONE 7 (2012) e45723, compare the ways to interpolate).
///
/// # Errors
///
/// Without cases, with a reference that is not between 0 and 1 (both excluded), or with a dispersion that is not a
/// number.
pub fn share_limits(cases: u64, reference: f64, dispersion: Dispersion) -> Result<FunnelLimits, FunnelError> {
    if cases == 0 {
        return Err(FunnelError::NoCases);
    }
    if !(reference > 0.0 && reference < 1.0) {
        return Err(FunnelError::Reference(reference));
    }
    let cases = crate::interval::count(cases)?;
    let scale = Scale { target: reference, most: 1.0 };
    limits(&Binomial { cases, chance: reference }, cases, scale, dispersion)
}

/// The funnel limits of a standardised ratio (events over expected events) about 1, for an institution with these
/// expected events.
///
/// As [`share_limits`], with the Poisson distribution: without over-dispersion a ratio lies outside the 95 % limits
/// where the exact interval of `standardise` leaves out 1, so that a plot and a verdict say the same.
///
/// # Errors
///
/// Where the expected events are not a positive, finite number (at most 10^12), or the dispersion is not a number.
pub fn ratio_limits(expected: f64, dispersion: Dispersion) -> Result<FunnelLimits, FunnelError> {
    if !(expected > 0.0 && expected <= 1e12) {
        return Err(FunnelError::Expected(expected));
    }
    let scale = Scale { target: 1.0, most: f64::INFINITY };
    limits(&Poisson { mean: expected }, expected, scale, dispersion)
}

/// How many of so many institutions chance alone would put outside each limit, if none of them differed: one in 20 and
/// one in 500.
///
/// Because events are whole numbers, exact limits put somewhat fewer outside; read it as "up to about".
#[must_use]
pub fn flags_by_chance(institutions: usize) -> FlagsByChance {
    let all = institutions as f64;
    FlagsByChance { outside_95: all * 2.0 * TAIL_95, outside_998: all * 2.0 * TAIL_998 }
}

/// Institutions outside each limit by chance alone, both sides together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlagsByChance {
    /// Outside the 95 % limits, those outside the 99.8 % limits among them.
    pub outside_95: f64,
    /// Outside the 99.8 % limits.
    pub outside_998: f64,
}

/// How limits allow for units that differ by more than chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dispersion {
    /// Chance alone: exact limits.
    Chance,
    /// The limits stand `sqrt(phi)` times as far from the target; a phi under 1 counts as 1.
    ///
    /// For large counts these are Spiegelhalter's `target ± z sqrt(phi) s`; at phi = 1 they are the exact limits.
    Multiplicative {
        /// The mean squared z score.
        phi: f64,
    },
    /// On the log scale (ratios) or the logit scale (shares), the limits stand `sqrt(d² + z² tau²)` from the target,
    /// where `d` is the distance of the exact limit.
    ///
    /// For large counts `d` is `z s`, and these are the SHMI's `exp(± z sqrt(s² + tau²))`. With few the SHMI's own
    /// normal limits are too narrow below and cannot place an institution without events, whose logarithm does not
    /// exist. Here it is placed by the exact limit: where that is 0, it stays 0.
    Additive {
        /// The variance between units on that scale.
        tau_squared: f64,
    },
}

/// The 95 % and the 99.8 % limits at one number of cases or expected events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunnelLimits {
    /// What lies outside by chance once in 20.
    pub limits_95: Interval,
    /// What lies outside by chance once in 500.
    pub limits_998: Interval,
}

impl FunnelLimits {
    /// Says where a share or a ratio stands; on the line is inside.
    #[must_use]
    pub fn place(&self, value: f64) -> Place {
        let side = |limits: Interval| match value {
            value if value < limits.low => Some(Side::Low),
            value if value > limits.high => Some(Side::High),
            _ => None,
        };
        match (side(self.limits_998), side(self.limits_95)) {
            (Some(side), _) => Place::Outside998(side),
            (None, Some(side)) => Place::Outside95(side),
            (None, None) => Place::Inside,
        }
    }
}

/// Where an institution stands in a funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Within the 95 % limits.
    Inside,
    /// Outside the 95 % limits, within the 99.8 % limits.
    Outside95(Side),
    /// Outside the 99.8 % limits.
    Outside998(Side),
}

/// The side on which something lies outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Fewer events than the limits allow.
    Low,
    /// More events than the limits allow.
    High,
}

/// Why there are no limits.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FunnelError {
    /// Nobody was treated.
    #[error("there are no limits without cases")]
    NoCases,
    /// A reference rate must lie between 0 and 1, both excluded.
    #[error("a reference rate of {0} is not between 0 and 1")]
    Reference(f64),
    /// Expected events must be a positive number, at most 10^12.
    #[error("there are no limits for {0} expected events: a positive number is needed")]
    Expected(f64),
    /// phi or tau² must be a number from 0 up.
    #[error("limits cannot be widened by {0}: a number from 0 up is needed")]
    Dispersion(f64),
    /// A curve runs upwards, through 2 to 10,000 points.
    #[error("a curve cannot be drawn from {from} to {to} in {points} points")]
    Curve {
        /// Where it starts.
        from: f64,
        /// Where it ends.
        to: f64,
        /// In how many points.
        points: usize,
    },
    /// The exact limits could not be had.
    #[error(transparent)]
    Exact(#[from] IntervalError),
}

/// What is plotted: its target, and the most it can be.
#[derive(Clone, Copy)]
struct Scale {
    target: f64,
    most: f64,
}

impl Scale {
    /// The logarithm for a ratio, the logit for a share: how far a value stands from the target.
    fn distance(&self, value: f64) -> f64 {
        if self.most.is_finite() {
            (value / (1.0 - value)).ln() - (self.target / (1.0 - self.target)).ln()
        } else {
            (value / self.target).ln()
        }
    }

    fn value(&self, distance: f64) -> f64 {
        if self.most.is_finite() {
            let odds = self.target / (1.0 - self.target) * distance.exp();
            // Beyond what a number holds the odds are those of certainty.
            if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
        } else {
            self.target * distance.exp()
        }
    }
}

fn limits(
    counts: &impl Counts,
    denominator: f64,
    scale: Scale,
    dispersion: Dispersion,
) -> Result<FunnelLimits, FunnelError> {
    let amount = match dispersion {
        Dispersion::Chance => 0.0,
        Dispersion::Multiplicative { phi: amount } | Dispersion::Additive { tau_squared: amount } => amount,
    };
    if !(amount.is_finite() && amount >= 0.0) {
        return Err(FunnelError::Dispersion(amount));
    }
    let at = |tail: f64| {
        let exact = exact_limits(counts, tail)?;
        let exact = Interval { low: exact.low / denominator, high: exact.high / denominator };
        Ok::<Interval, FunnelError>(widened(exact, tail, scale, dispersion))
    };
    Ok(FunnelLimits { limits_95: at(TAIL_95)?, limits_998: at(TAIL_998)? })
}

fn widened(exact: Interval, tail: f64, scale: Scale, dispersion: Dispersion) -> Interval {
    match dispersion {
        Dispersion::Chance => exact,
        Dispersion::Multiplicative { phi } => {
            let stretch = phi.max(1.0).sqrt();
            Interval {
                low: (scale.target - stretch * (scale.target - exact.low)).max(0.0),
                high: (scale.target + stretch * (exact.high - scale.target)).min(scale.most),
            }
        }
        // Exactly none stays exactly none, without the rounding of a logarithm and back.
        Dispersion::Additive { tau_squared: 0.0 } => exact,
        Dispersion::Additive { tau_squared } => {
            let between = normal_quantile(tail).powi(2) * tau_squared;
            let far = |value: f64| (scale.distance(value).powi(2) + between).sqrt();
            Interval { low: scale.value(-far(exact.low)), high: scale.value(far(exact.high)) }
        }
    }
}
