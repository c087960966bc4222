//! What a method predicts for one hospital and one period: a distribution of events.

use statistics::shrinkage::Prediction;

use crate::numbers::{ln_beta, ln_choose, ln_gamma};

/// A distribution of events.
pub enum Predicted {
    /// Each case has the same known risk.
    Binomial {
        /// Cases.
        cases: f64,
        /// Risk of each.
        risk: f64,
    },
    /// Poisson events whose ratio to expected is a gamma: the negative binomial distribution.
    GammaPoisson {
        /// Shape of the gamma.
        shape: f64,
        /// Its rate.
        rate: f64,
        /// Expected events.
        expected: f64,
    },
    /// Binomial events whose risk is a beta.
    BetaBinomial {
        /// Cases.
        cases: f64,
        /// First parameter of the beta.
        events: f64,
        /// Second parameter.
        others: f64,
    },
    /// Anshin's.
    Anshin(Prediction),
}

impl Predicted {
    /// The probability of exactly so many events.
    pub fn probability(&self, events: u32) -> f64 {
        let y = f64::from(events);
        match self {
            Predicted::Binomial { cases, risk } => {
                (ln_choose(*cases, y) + y * risk.ln() + (cases - y) * (-risk).ln_1p()).exp()
            }
            Predicted::GammaPoisson { shape, rate, expected } => {
                let (none, one) = ((expected / rate).ln_1p(), (rate / expected).ln_1p());
                (ln_gamma(shape + y) - ln_gamma(*shape) - ln_gamma(y + 1.0) - shape * none - y * one).exp()
            }
            Predicted::BetaBinomial { cases, events, others } => {
                let changed = ln_beta(events + y, others + cases - y) - ln_beta(*events, *others);
                (ln_choose(*cases, y) + changed).exp()
            }
            Predicted::Anshin(prediction) => prediction.probability(u64::from(events)),
        }
    }

    /// The probability of fewer events.
    pub fn below(&self, events: u32) -> f64 {
        (0..events).map(|fewer| self.probability(fewer)).sum()
    }
}
