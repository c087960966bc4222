//! What is usually shown instead: the methods that Anshin is held against, each fitted as well as it can be.

use evidence::series::{Figure, Member, Series};

use crate::Fault;
use crate::climb::{Place, golden, pattern};
use crate::numbers::{ln_beta, ln_gamma, logistic, logit};
use crate::predicted::Predicted;

/// The rivals, with what they learned from the training figures.
pub struct Rivals {
    /// Log odds to the statewide rate at no volume, and its slope on the logarithm of cases a year.
    volume: [f64; 2],
    /// Shape and rate of the gamma distribution of ratios.
    gamma: [f64; 2],
    /// Mean log odds ratio, and precision in cases, of the beta distribution of risks.
    beta: [f64; 2],
}

/// A hospital's training figures together.
struct Own {
    cases: f64,
    events: f64,
    expected: f64,
}

impl Own {
    fn of(member: &Member) -> Own {
        let none = Own { cases: 0.0, events: 0.0, expected: 0.0 };
        member.figures.iter().fold(none, |sum, figure| Own {
            cases: sum.cases + f64::from(figure.cases),
            events: sum.events + f64::from(figure.events),
            expected: sum.expected + figure.expected,
        })
    }

    fn usual_odds(&self) -> f64 {
        logit(self.expected / self.cases)
    }
}

impl Rivals {
    /// Fits all rivals to the training figures.
    pub fn learn(training: &Series) -> Result<Rivals, Fault> {
        let owns: Vec<Own> = training.members.iter().map(Own::of).collect();
        Ok(Rivals { volume: volume(training)?, gamma: gamma(&owns)?, beta: beta(&owns)? })
    }

    /// (a) the hospital's own raw rate, (events + 1/2) / (cases + 1).
    pub fn raw_rate(&self, seen: &Member, figure: &Figure) -> Predicted {
        let own = Own::of(seen);
        Predicted::Binomial { cases: f64::from(figure.cases), risk: (own.events + 0.5) / (own.cases + 1.0) }
    }

    /// (b) nobody differs: the rate of all, or what the publisher expects.
    pub fn overall(&self, figure: &Figure) -> Predicted {
        Predicted::Binomial { cases: f64::from(figure.cases), risk: figure.expected / f64::from(figure.cases) }
    }

    /// (c) only volume counts.
    pub fn volume_only(&self, cases_a_year: f64, figure: &Figure) -> Predicted {
        let [level, slope] = self.volume;
        let odds = logit(figure.expected / f64::from(figure.cases)) + level + slope * cases_a_year.ln();
        Predicted::Binomial { cases: f64::from(figure.cases), risk: logistic(odds) }
    }

    /// (d) gamma shrinkage with the most likely hyperparameters plugged in.
    pub fn plain_shrinkage(&self, seen: &Member, figure: &Figure) -> Predicted {
        let (own, [shape, rate]) = (Own::of(seen), self.gamma);
        let (shape, rate) = (shape + own.events, rate + own.expected);
        Predicted::GammaPoisson { shape, rate, expected: figure.expected }
    }

    /// Stronger than (a): the raw ratio to expected, moved to the scored year's level.
    pub fn raw_ratio(&self, seen: &Member, figure: &Figure) -> Predicted {
        let (own, cases) = (Own::of(seen), f64::from(figure.cases));
        let odds = logit((own.events + 0.5) / (own.cases + 1.0)) - own.usual_odds();
        Predicted::Binomial { cases, risk: logistic(logit(figure.expected / cases) + odds) }
    }

    /// Stronger than (d): beta-binomial shrinkage, plugged in, moved to the scored year's level on the log odds.
    pub fn beta_shrinkage(&self, seen: &Member, figure: &Figure) -> Predicted {
        let (own, [shift, precision], cases) = (Own::of(seen), self.beta, f64::from(figure.cases));
        let usual = own.usual_odds();
        let mean = (precision * logistic(usual + shift) + own.events) / (precision + own.cases);
        let moved = logistic(logit(mean) - usual + logit(figure.expected / cases));
        let known = precision + own.cases;
        Predicted::BetaBinomial { cases, events: known * moved, others: known * (1.0 - moved) }
    }
}

/// Logistic regression on the logarithm of cases a year by Newton's method, the expected share as offset.
fn volume(training: &Series) -> Result<[f64; 2], Fault> {
    let (mut level, mut slope) = (0.0, 0.0);
    for _ in 0..60 {
        let (mut first, mut second) = ([0.0; 2], [0.0; 3]);
        for member in &training.members {
            let x = member.cases_a_year().ln();
            for figure in &member.figures {
                let cases = f64::from(figure.cases);
                let risk = logistic(logit(figure.expected / cases) + level + slope * x);
                let (rest, weight) = (f64::from(figure.events) - cases * risk, cases * risk * (1.0 - risk));
                first = [first[0] + rest, first[1] + rest * x];
                second = [second[0] + weight, second[1] + weight * x, second[2] + weight * x * x];
            }
        }
        let determinant = second[0] * second[2] - second[1] * second[1];
        level += (second[2] * first[0] - second[1] * first[1]) / determinant;
        slope += (second[0] * first[1] - second[1] * first[0]) / determinant;
        if first[0].abs() + first[1].abs() < 1e-7 {
            return Ok([level, slope]);
        }
    }
    Err("the regression on volume did not settle".into())
}

/// Marginal maximum likelihood of shape and rate: events are negative binomial given expected.
fn gamma(owns: &[Own]) -> Result<[f64; 2], Fault> {
    let likelihood = |[mean, shape]: Place| {
        let (shape, rate) = (shape.exp(), (shape - mean).exp());
        let log = |own: &Own| {
            let (none, one) = ((own.expected / rate).ln_1p(), (rate / own.expected).ln_1p());
            ln_gamma(shape + own.events) - ln_gamma(shape) - shape * none - own.events * one
        };
        owns.iter().map(log).sum::<f64>()
    };
    let [mean, shape] = top("gamma", likelihood, [-3.0, -3.0], [3.0, 12.0])?;
    Ok([shape.exp(), (shape - mean).exp()])
}

/// Marginal maximum likelihood of mean log odds ratio and precision.
fn beta(owns: &[Own]) -> Result<[f64; 2], Fault> {
    let likelihood = |[shift, precision]: Place| {
        let precision = precision.exp();
        let log = |own: &Own| {
            let mean = logistic(own.usual_odds() + shift);
            let (events, others) = (precision * mean, precision * (1.0 - mean));
            ln_beta(events + own.events, others + own.cases - own.events) - ln_beta(events, others)
        };
        owns.iter().map(log).sum::<f64>()
    };
    let [shift, precision] = top("beta", likelihood, [-3.0, -1.0], [3.0, 14.0])?;
    Ok([shift, precision.exp()])
}

/// The top by the pattern search, refused unless golden sections find none that is higher.
fn top(name: &str, likelihood: impl Fn(Place) -> f64, low: Place, high: Place) -> Result<Place, Fault> {
    let (place, reached) = pattern(&likelihood, [0.0, 2.0], high);
    let (_, by_sections) = golden(&likelihood, low, high);
    if by_sections > reached + 1e-5 {
        return Err(format!("{name}: the pattern search stops at {reached}, golden sections at {by_sections}").into());
    }
    Ok(place)
}
