//! The few functions that the rivals and the tests of calibration need.

use std::f64::consts::TAU;

/// The logarithm of the gamma function, for `x > 0`; relative error below 1e-13.
///
/// Source: Stirling's series after a shift, M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 6.1.40.
pub fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 20.0 {
        shift -= x.ln();
        x += 1.0;
    }
    let square = x * x;
    let series = (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / (1260.0 * square)) / square) / x;
    shift + (x - 0.5) * x.ln() - x + 0.5 * TAU.ln() + series
}

/// The logarithm of the binomial coefficient.
pub fn ln_choose(cases: f64, events: f64) -> f64 {
    ln_gamma(cases + 1.0) - ln_gamma(events + 1.0) - ln_gamma(cases - events + 1.0)
}

/// The logarithm of the beta function.
pub fn ln_beta(one: f64, other: f64) -> f64 {
    ln_gamma(one) + ln_gamma(other) - ln_gamma(one + other)
}

/// The logarithm of the odds of a share.
pub fn logit(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

/// The share of these log odds.
pub fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// The probability that chi-square with so many degrees of freedom is above a value.
///
/// Source: the series of the incomplete gamma function, Abramowitz and Stegun 6.5.29.
pub fn chi_square_above(value: f64, freedom: f64) -> f64 {
    let (shape, x) = (0.5 * freedom, 0.5 * value);
    if x <= 0.0 {
        return 1.0;
    }
    let mut term = (shape * x.ln() - x - ln_gamma(shape + 1.0)).exp();
    let (mut sum, mut next) = (term, shape + 1.0);
    while term > 1e-16 * sum && next < 1e6 {
        term *= x / next;
        sum += term;
        next += 1.0;
    }
    (1.0 - sum).clamp(0.0, 1.0)
}

/// The number below which a share of sorted numbers lies, with a straight line between neighbours.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = share * last as f64;
    let (low, high) = (sorted.get(place.floor() as usize), sorted.get((place.ceil() as usize).min(last)));
    match (low, high) {
        (Some(low), Some(high)) => low + (high - low) * place.fract(),
        _ => f64::NAN,
    }
}

/// Numbers that depend on a seed alone.
///
/// Source: SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
pub struct Random(pub u64);

impl Random {
    /// Evenly between 0 and 1, never exactly either.
    pub fn even(&mut self) -> f64 {
        (((self.bits() >> 11) as f64) + 0.5) / 9_007_199_254_740_992.0
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.even() * end as f64) as usize
    }

    /// A standard normal number (Box and Muller's method).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.even().ln()).sqrt();
        radius * (TAU * self.even()).cos()
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
