//! One unit's figures through the years: the marginal likelihood, and what they say of the last year.

use super::likelihood::Likelihood;
use super::{ShrinkageError, Unit};
use crate::functions::Node;

/// A unit made ready for many passes.
#[derive(Clone, Debug)]
pub(super) struct Track {
    /// Periods in order of time.
    pub steps: Vec<Step>,
    /// What the prior mean leans on; 0 where that is not used or not known.
    pub lean: f64,
    /// Years from the last period to the moment that is asked about.
    pub gap_to_end: f64,
}

/// One period of a track.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Years since the step before.
    gap: f64,
    pub likelihood: Likelihood,
}

impl Step {
    /// Years since the step before.
    pub fn gap(&self) -> f64 {
        self.gap
    }
}

impl Track {
    /// Orders the periods and checks every figure; `end` is the moment that is asked about.
    pub fn new(unit: &Unit, lean: f64, end: f64) -> Result<Track, ShrinkageError> {
        let mut observations = unit.observations.clone();
        observations.sort_by(|one, other| one.time.total_cmp(&other.time));
        let mut before = observations.first().map_or(end, |first| first.time);
        let mut steps = Vec::with_capacity(observations.len());
        for observation in &observations {
            if !observation.time.is_finite() {
                return Err(ShrinkageError::Time(observation.time));
            }
            steps.push(Step { gap: observation.time - before, likelihood: Likelihood::new(observation)? });
            before = observation.time;
        }
        Ok(Track { steps, lean, gap_to_end: (end - before).max(0.0) })
    }
}

/// The hyperparameters as one pass takes them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hyperparameters {
    pub mean: f64,
    pub slope: f64,
    /// Standard deviation between units, of the log odds ratio.
    pub spread: f64,
    /// Natural logarithm of the correlation of one unit's log odds ratio with itself a year later.
    pub log_correlation: f64,
}

/// Mean and variance of a normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Normal {
    pub mean: f64,
    pub variance: f64,
}

impl Normal {
    /// The state of a stationary process of this mean and variance, `years` later.
    fn later(self, years: f64, mean: f64, variance: f64, log_correlation: f64) -> Normal {
        if years <= 0.0 {
            return self;
        }
        let kept = (years * log_correlation).exp();
        Normal { mean: mean + kept * (self.mean - mean), variance: variance + kept * kept * (self.variance - variance) }
    }
}

/// What a pass gives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passed {
    /// The logarithm of the marginal likelihood.
    pub log_likelihood: f64,
    /// Its first derivative, and minus its second, when the prior mean of this unit moves; all but exact for several periods.
    pub slope: f64,
    pub bend: f64,
    /// What was believed before the last period was seen; the prior when there is none.
    pub before_last: Normal,
    /// What is believed after it, carried to the moment asked about.
    pub end: Normal,
}

impl Passed {
    /// How much of what is believed at the end comes from the unit's own figures.
    pub fn own_share(&self, spread: f64) -> f64 {
        1.0 - self.end.variance / (spread * spread)
    }
}

impl Hyperparameters {
    /// What is believed of a unit that leans so far before anything is seen.
    pub fn prior(&self, lean: f64) -> Normal {
        Normal { mean: self.mean + self.slope * lean, variance: self.spread * self.spread }
    }

    /// What is believed `years` later.
    pub fn later(&self, now: Normal, lean: f64, years: f64) -> Normal {
        let prior = self.prior(lean);
        now.later(years, prior.mean, prior.variance, self.log_correlation)
    }

    /// Passes through a unit's periods.
    ///
    /// Each period is taken in by adaptive Gauss-Hermite quadrature around its own mode; between periods the two moments are
    /// carried on. With one period this is exact quadrature; with several it is assumed-density filtering (P. S. Maybeck,
    /// Stochastic Models, Estimation and Control 2 (1982), ch. 12), whose error the tests hold against brute force.
    pub fn pass(&self, track: &Track, rule: &[Node]) -> Passed {
        let prior = self.prior(track.lean);
        let (mut log_likelihood, mut slope, mut bend) = (0.0, 0.0, 0.0);
        let (mut before_last, mut now) = (prior, prior);
        // How far what is believed moves when the prior mean moves by one.
        let mut follows = 1.0;
        for step in &track.steps {
            before_last = self.later(now, track.lean, step.gap);
            let kept = (step.gap * self.log_correlation).exp();
            follows = 1.0 - kept + kept * follows;
            let (log, seen) = take_in(&step.likelihood, before_last, rule);
            log_likelihood += log;
            let narrowed = seen.variance / before_last.variance;
            slope += follows * (seen.mean - before_last.mean) / before_last.variance;
            bend += follows * follows * (1.0 - narrowed) / before_last.variance;
            follows *= narrowed;
            now = seen;
        }
        Passed { log_likelihood, slope, bend, before_last, end: self.later(now, track.lean, track.gap_to_end) }
    }
}

/// The logarithm of `integral of likelihood x normal density`, and the moments of their product.
fn take_in(likelihood: &Likelihood, before: Normal, rule: &[Node]) -> (f64, Normal) {
    let (mode, curvature) = mode(likelihood, before);
    let width = (2.0 / curvature).sqrt();
    let height = |theta: f64| {
        let away = theta - before.mean;
        likelihood.log(theta) - 0.5 * away * away / before.variance
    };
    let top = height(mode);
    let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
    for node in rule {
        let away = width * node.at;
        let weight = node.weight * (height(mode + away) - top).exp();
        sum += weight;
        first += weight * away;
        second += weight * away * away;
    }
    let shift = first / sum;
    let log = top + (sum * width).ln() - 0.5 * (std::f64::consts::TAU * before.variance).ln();
    // Rounding may not take the whole variance where the data say everything.
    let variance = (second / sum - shift * shift).max(1e-12 * before.variance);
    (log, Normal { mean: mode + shift, variance })
}

/// The mode of likelihood x normal density, and minus the second derivative of the logarithm there.
///
/// The logarithm is concave, so Newton's steps, held to 3 on the log odds scale, arrive.
fn mode(likelihood: &Likelihood, before: Normal) -> (f64, f64) {
    let precision = before.variance.recip();
    let mut theta = before.mean;
    let mut curvature = precision;
    for _ in 0..50 {
        let (slope, information) = likelihood.slopes(theta);
        curvature = information.max(0.0) + precision;
        let move_by = ((slope - (theta - before.mean) * precision) / curvature).clamp(-3.0, 3.0);
        theta += move_by;
        // The rule is right around any point close to the mode.
        if move_by.abs() < 0.02 / curvature.sqrt() {
            break;
        }
    }
    (theta, curvature)
}
