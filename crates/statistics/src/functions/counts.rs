//! How far a count goes by chance: exact limits of the Poisson and the binomial distribution.

use super::beta::beta_below;
use super::gamma::{gamma_above, gamma_below};
use super::log_gamma::{deviance, ln_root_two_pi, stirling_rest};
use super::normal::normal_quantile;
use crate::interval::{Interval, IntervalError};

/// The two ends beyond which a count lies with a probability of less than `tail` on each side, as fractions of a count.
///
/// A count below `low` is exactly one with `P(R <= count) < tail`, a count above `high` one with `P(R >= count) <
/// tail`. Between whole counts the ends move evenly with the probability, so that they draw a line without steps. `low`
/// is `r - (P(R <= r) - tail) / P(R = r)` with the smallest r where `P(R <= r) >= tail`, as in the appendix of D. J.
/// Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005), 1185-1202.
/// `high` is its mirror image, `r + (P(R >= r) - tail) / P(R = r)` with the largest r where `P(R >= r) > tail`:
/// Spiegelhalter's own upper end can lie under a count that is beyond no exact test.
pub(crate) fn exact_limits(counts: &impl Counts, tail: f64) -> Result<Interval, IntervalError> {
    let z = normal_quantile(tail);
    Ok(Interval { low: low(counts, tail, counts.near(z))?, high: high(counts, tail, counts.near(-z))? })
}

/// How many steps the search takes at most; the first guess is a few counts off.
const MOST_STEPS: u32 = 100_000;

fn low(counts: &impl Counts, tail: f64, guess: f64) -> Result<f64, IntervalError> {
    let mut count = guess;
    let mut at_most = counts.at_most(count)?;
    let upwards = at_most < tail;
    for _ in 0..MOST_STEPS {
        let here = counts.probability(count);
        if upwards && at_most < tail && count < counts.most() {
            count += 1.0;
            at_most += counts.probability(count);
        } else if !upwards && count > 0.0 && at_most - here >= tail {
            count -= 1.0;
            at_most -= here;
        } else {
            return Ok((count - ((at_most - tail) / here).clamp(0.0, 1.0)).max(0.0));
        }
    }
    Err(IntervalError::NotSettled)
}

fn high(counts: &impl Counts, tail: f64, guess: f64) -> Result<f64, IntervalError> {
    let mut count = guess;
    let mut at_least = counts.at_least(count)?;
    let upwards = at_least > tail;
    for _ in 0..MOST_STEPS {
        let here = counts.probability(count);
        if upwards && count < counts.most() && at_least - here > tail {
            count += 1.0;
            at_least -= here;
        } else if !upwards && count > 0.0 && at_least <= tail {
            count -= 1.0;
            at_least += counts.probability(count);
        } else {
            return Ok((count + ((at_least - tail) / here).clamp(0.0, 1.0)).min(counts.most()));
        }
    }
    Err(IntervalError::NotSettled)
}

/// A distribution of whole counts from 0 up; every `count` below is a whole number.
pub(crate) trait Counts {
    /// The largest count that can be.
    fn most(&self) -> f64;
    /// A whole count near the quantile that lies `z` standard deviations from the mean (Cornish and Fisher's first
    /// terms).
    fn near(&self, z: f64) -> f64;
    /// `P(R = count)`, by the saddle point (Loader 2000).
    fn probability(&self, count: f64) -> f64;
    /// `P(R <= count)`.
    fn at_most(&self, count: f64) -> Result<f64, IntervalError>;
    /// `P(R >= count)`.
    fn at_least(&self, count: f64) -> Result<f64, IntervalError>;
}

/// Events that come singly, with this mean (positive and finite).
pub(crate) struct Poisson {
    pub mean: f64,
}

impl Counts for Poisson {
    fn most(&self) -> f64 {
        f64::INFINITY
    }

    fn near(&self, z: f64) -> f64 {
        (self.mean + z * self.mean.sqrt() + (z * z - 1.0) / 6.0).round().max(0.0)
    }

    fn probability(&self, count: f64) -> f64 {
        if count < 1.0 {
            return (-self.mean).exp();
        }
        (-stirling_rest(count) - deviance(count, self.mean) - ln_root_two_pi() - 0.5 * count.ln()).exp()
    }

    fn at_most(&self, count: f64) -> Result<f64, IntervalError> {
        gamma_above(count + 1.0, self.mean)
    }

    fn at_least(&self, count: f64) -> Result<f64, IntervalError> {
        if count < 1.0 { Ok(1.0) } else { gamma_below(count, self.mean) }
    }
}

/// Events among a whole number of cases (at least 1), each with the same chance (between 0 and 1, both excluded).
pub(crate) struct Binomial {
    pub cases: f64,
    pub chance: f64,
}

impl Counts for Binomial {
    fn most(&self) -> f64 {
        self.cases
    }

    fn near(&self, z: f64) -> f64 {
        let mean = self.cases * self.chance;
        let spread = (mean * (1.0 - self.chance)).sqrt();
        let skew = (1.0 - 2.0 * self.chance) * (z * z - 1.0) / 6.0;
        (mean + z * spread + skew).round().clamp(0.0, self.cases)
    }

    fn probability(&self, count: f64) -> f64 {
        let (n, p, free) = (self.cases, self.chance, self.cases - count);
        if count < 1.0 {
            return (n * (-p).ln_1p()).exp();
        }
        if free < 1.0 {
            return (n * p.ln()).exp();
        }
        let rests = stirling_rest(n) - stirling_rest(count) - stirling_rest(free);
        let deviances = deviance(count, n * p) + deviance(free, n * (1.0 - p));
        (rests - deviances - ln_root_two_pi() + 0.5 * (n / (count * free)).ln()).exp()
    }

    fn at_most(&self, count: f64) -> Result<f64, IntervalError> {
        if count >= self.cases {
            return Ok(1.0);
        }
        Ok(1.0 - beta_below(self.chance, count + 1.0, self.cases - count)?)
    }

    fn at_least(&self, count: f64) -> Result<f64, IntervalError> {
        if count < 1.0 { Ok(1.0) } else { beta_below(self.chance, count, self.cases - count + 1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums_to_its_tails(counts: &impl Counts, last: u32) {
        let mut sum = 0.0;
        for count in 0..last {
            let count = f64::from(count);
            assert!((counts.at_least(count).unwrap() - (1.0 - sum)).abs() < 1e-13, "{count}");
            sum += counts.probability(count);
            assert!((counts.at_most(count).unwrap() - sum).abs() < 1e-13, "{count}");
        }
    }

    #[test]
    fn single_probabilities_sum_to_the_tails() {
        for mean in [1e-9, 0.3, 1.0, 7.5, 40.0] {
            sums_to_its_tails(&Poisson { mean }, 60);
        }
        for (cases, chance) in [(1, 0.2), (7, 0.5), (30, 1e-6), (30, 0.97), (200, 0.04)] {
            sums_to_its_tails(&Binomial { cases: f64::from(cases), chance }, cases + 1);
        }
    }
}
