//! What a fit says of figures it has not seen.

use super::ShrinkageError;
use super::density::{Grid, normalise};
use super::filter::Normal;
use super::fit::Fit;
use super::likelihood::{logistic, softplus};
use crate::functions::log_choose;

/// The predicted distribution of events among a number of cases.
#[derive(Clone, Debug)]
pub struct Prediction {
    cases: u64,
    /// Weighted log odds.
    odds: Vec<(f64, f64)>,
}

/// Beyond this a unit's likelihood is narrower than the grid on which predictions are summed.
const MOST_CASES: u64 = 50_000;

impl Fit {
    /// Predicts the events of a unit among `cases` of which `expected` would be so at the reference, at a time in years, not before the moment
    /// the fit speaks of.
    ///
    /// `unit` is the unit's place in the fit; for one that was not in it, its volume (cases a year) may be given.
    pub fn predict(
        &self,
        unit: Result<usize, Option<f64>>,
        time: f64,
        cases: u64,
        expected: f64,
    ) -> Result<Prediction, ShrinkageError> {
        let share = expected / cases as f64;
        if cases == 0 || !(share > 0.0 && share < 1.0) {
            return Err(ShrinkageError::Expected { expected, cases });
        }
        if cases > MOST_CASES {
            return Err(ShrinkageError::TooManyCases(cases));
        }
        if !time.is_finite() || time < self.end {
            return Err(ShrinkageError::End(time));
        }
        let track = match unit {
            Ok(number) => Some(self.tracks.get(number).ok_or(ShrinkageError::NoSuchUnit(number))?),
            Err(_) => None,
        };
        let new_lean = match unit.err().flatten() {
            Some(volume) if !(volume.is_finite() && volume > 0.0) => return Err(ShrinkageError::Volume(volume)),
            volume => volume.map_or(0.0, |volume| volume.ln() - self.centre),
        };
        let ahead = time - self.end;
        let believed = |at: &super::filter::Hyperparameters| match track {
            Some(track) => at.later(at.pass(track, &self.rule).end, track.lean, ahead),
            None => at.prior(new_lean),
        };
        let states: Vec<(f64, Normal)> = self.nodes.iter().map(|node| (node.share, believed(&node.at))).collect();
        let mean: f64 = states.iter().map(|(share, state)| share * state.mean).sum();
        let square = |state: &Normal| state.variance + (state.mean - mean).powi(2);
        let variance: f64 = states.iter().map(|(share, state)| share * square(state)).sum();
        let grid = Grid::around(mean, variance.sqrt());
        let mut mixed = vec![0.0; grid.points().count()];
        let mut heights = mixed.clone();
        for (share, state) in &states {
            for (height, theta) in heights.iter_mut().zip(grid.points()) {
                *height = -0.5 * (theta - state.mean).powi(2) / state.variance;
            }
            normalise(&mut heights);
            mixed.iter_mut().zip(&heights).for_each(|(mixed, height)| *mixed += share * height);
        }
        let offset = (share / (1.0 - share)).ln();
        Ok(Prediction { cases, odds: grid.points().map(|theta| offset + theta).zip(mixed).collect() })
    }
}

impl Prediction {
    /// The probability of exactly so many events.
    #[must_use]
    pub fn probability(&self, events: u64) -> f64 {
        if events > self.cases {
            return 0.0;
        }
        let (n, k) = (self.cases as f64, events as f64);
        let choose = log_choose(n, k);
        self.odds.iter().map(|(odds, share)| share * (choose + k * odds - n * softplus(*odds)).exp()).sum()
    }

    /// The mean number of events.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.odds.iter().map(|(odds, share)| share * self.cases as f64 * logistic(*odds)).sum()
    }
}
