//! What one period's figures say about the log odds ratio of a unit.

use super::{Events, Observation, ShrinkageError};
use crate::functions::log_choose;

/// The likelihood of one period: binomial, with the expected share as offset.
///
/// `events ~ Binomial(cases, p)`, `logit p = logit(expected / cases) + theta`. Events known only to lie between two numbers
/// enter as the probability of that stretch. All logarithms leave the binomial coefficient of a known count out.
#[derive(Clone, Debug)]
pub(super) struct Likelihood {
    pub cases: f64,
    pub offset: f64,
    events: f64,
    /// Log binomial coefficients of `events`, `events + 1`, ...; empty when the count is known.
    choices: Vec<f64>,
}

/// A longer stretch would be a sum of more terms than a masked cell ever hides.
const LONGEST_STRETCH: u64 = 100_000;

impl Likelihood {
    pub fn new(observation: &Observation) -> Result<Likelihood, ShrinkageError> {
        let Observation { cases, expected, events, .. } = *observation;
        let (low, high) = events.ends();
        if high > cases || low > high {
            return Err(ShrinkageError::Events { low, high, cases });
        }
        let count = cases as f64;
        let share = expected / count;
        if cases == 0 || !(share > 0.0 && share < 1.0) {
            return Err(ShrinkageError::Expected { expected, cases });
        }
        let choices = match events {
            Events::Known(_) => Vec::new(),
            Events::Between { .. } if high - low > LONGEST_STRETCH => {
                return Err(ShrinkageError::Events { low, high, cases });
            }
            Events::Between { .. } => (low..=high).map(|number| log_choose(count, number as f64)).collect(),
        };
        Ok(Likelihood { cases: count, offset: (share / (1.0 - share)).ln(), events: low as f64, choices })
    }

    /// The logarithm at `theta`.
    pub fn log(&self, theta: f64) -> f64 {
        let odds = self.offset + theta;
        self.stretch(odds).0 - self.cases * softplus(odds)
    }

    /// First derivative, and minus the second, at `theta`.
    pub fn slopes(&self, theta: f64) -> (f64, f64) {
        let odds = self.offset + theta;
        let share = logistic(odds);
        let (_, mean, variance) = self.stretch(odds);
        (mean - self.cases * share, self.cases * share * (1.0 - share) - variance)
    }

    /// For the events: log of the sum of `choose * exp(events * odds)`, and mean and variance of the events under it.
    fn stretch(&self, odds: f64) -> (f64, f64, f64) {
        if self.choices.is_empty() {
            return (self.events * odds, self.events, 0.0);
        }
        let terms = || self.choices.iter().zip(0_u32..).map(|(choose, more)| (choose, self.events + f64::from(more)));
        let largest = terms().map(|(choose, events)| choose + events * odds).fold(f64::NEG_INFINITY, f64::max);
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for (choose, events) in terms() {
            let weight = (choose + events * odds - largest).exp();
            sum += weight;
            first += weight * events;
            second += weight * events * events;
        }
        let mean = first / sum;
        (largest + sum.ln(), mean, second / sum - mean * mean)
    }
}

/// `1 / (1 + exp(-x))`.
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// `ln(1 + exp(x))`, without overflow; the absolute error is that of one addition, and `ln` takes half the time of `ln_1p`.
pub(super) fn softplus(x: f64) -> f64 {
    x.max(0.0) + (1.0 + (-x.abs()).exp()).ln()
}
