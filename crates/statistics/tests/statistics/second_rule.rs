//! The engine against a second integration rule: plain sums over dense, even grids, with no mode, no Laplace, no filter.

use statistics::shrinkage::{Events, Observation, Posterior, Priors, Settings, SpreadPrior, Unit, fit};

use crate::surgical::{BUGS_PRIORS, CASES, DEATHS, units};

fn even(low: f64, high: f64, count: u32) -> Vec<f64> {
    (0..count).map(|number| low + (high - low) * f64::from(number) / f64::from(count - 1)).collect()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Log likelihood of `theta`; a stretch of counts is a sum of binomial probabilities.
fn log_likelihood(observation: &Observation, theta: f64) -> f64 {
    let cases = observation.cases as f64;
    let share = observation.expected / cases;
    let p = logistic((share / (1.0 - share)).ln() + theta);
    let (low, high) = observation.events.ends();
    if low == high {
        return low as f64 * p.ln() + (cases - low as f64) * (-p).ln_1p();
    }
    let mut term = (cases * (-p).ln_1p()).exp();
    let mut sum = 0.0;
    for count in 0..=high {
        if count >= low {
            sum += term;
        }
        term *= (cases - count as f64) / (count as f64 + 1.0) * p / (1.0 - p);
    }
    sum.ln()
}

/// Brute force: for each cell of the hyperparameters' grid, each unit's chain of years is summed over a grid of its state.
struct Brute {
    means: Vec<f64>,
    log_spreads: Vec<f64>,
    /// Of equal weight under the prior.
    correlations: Vec<f64>,
    states: Vec<f64>,
    priors: Priors,
}

/// One cell of the grid: its log weight, its spread, and what it gives of each unit.
type Cell = (f64, f64, Vec<(f64, f64, f64)>);

/// What brute force gives: mean and variance of the log ratio of each unit in its last year, and the mean spread.
struct Found {
    units: Vec<(f64, f64)>,
    spread: f64,
}

impl Brute {
    fn run(&self, units: &[Unit]) -> Found {
        let mut cells: Vec<Cell> = Vec::new();
        for correlation in &self.correlations {
            let kernel = self.kernel(*correlation);
            for log_spread in &self.log_spreads {
                for mean in &self.means {
                    let each: Vec<_> =
                        units.iter().map(|unit| self.unit(unit, *mean, log_spread.exp(), &kernel)).collect();
                    let prior = self.log_prior(*mean, *log_spread);
                    let log = prior + each.iter().map(|(log, ..)| log).sum::<f64>();
                    cells.push((log, log_spread.exp(), each));
                }
            }
        }
        let top = cells.iter().map(|cell| cell.0).fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = cells.iter().map(|cell| (cell.0 - top).exp()).sum();
        let average =
            |of: &dyn Fn(&Cell) -> f64| cells.iter().map(|cell| (cell.0 - top).exp() / sum * of(cell)).sum::<f64>();
        let unit = |number: usize| {
            let mean = average(&|cell| cell.2[number].1);
            (mean, average(&|cell| cell.2[number].2) - mean * mean)
        };
        Found { units: (0..units.len()).map(unit).collect(), spread: average(&|cell| cell.1) }
    }

    fn log_prior(&self, mean: f64, log_spread: f64) -> f64 {
        let spread = match self.priors.spread {
            SpreadPrior::HalfNormal { scale } => log_spread - 0.5 * (log_spread.exp() / scale).powi(2),
            SpreadPrior::GammaPrecision { shape, rate } => -2.0 * shape * log_spread - rate * (-2.0 * log_spread).exp(),
        };
        spread - 0.5 * (mean / self.priors.mean_deviation).powi(2)
    }

    /// From the state of one year to that of the next, in units of the spread.
    fn kernel(&self, correlation: f64) -> Vec<Vec<f64>> {
        let deviation = (1.0 - correlation * correlation).sqrt();
        let step = self.states[1] - self.states[0];
        let row = |from: &f64| {
            let density = |to: &f64| (-0.5 * ((to - correlation * from) / deviation).powi(2)).exp() * step / deviation;
            self.states.iter().map(density).collect()
        };
        self.states.iter().map(row).collect()
    }

    /// Log marginal likelihood, mean and mean square of the log ratio in the last year.
    fn unit(&self, unit: &Unit, mean: f64, spread: f64, kernel: &[Vec<f64>]) -> (f64, f64, f64) {
        let mut believed: Vec<f64> = self.states.iter().map(|z| (-0.5 * z * z).exp()).collect();
        let mut scale = 0.0;
        for (number, observation) in unit.observations.iter().enumerate() {
            if number > 0 {
                let mut next = vec![0.0; believed.len()];
                for (from, row) in believed.iter().zip(kernel) {
                    next.iter_mut().zip(row).for_each(|(next, kernel)| *next += from * kernel);
                }
                believed = next;
            }
            for (believed, z) in believed.iter_mut().zip(&self.states) {
                *believed *= (log_likelihood(observation, mean + spread * z)).exp().max(1e-280);
            }
            let sum: f64 = believed.iter().sum();
            believed.iter_mut().for_each(|share| *share /= sum);
            scale += sum.ln();
        }
        let expected = unit.observations[0].expected / unit.observations[0].cases as f64;
        let offset = (expected / (1.0 - expected)).ln();
        let log_ratio = |z: &f64| (logistic(offset + mean + spread * z) / expected).ln();
        let first = believed.iter().zip(&self.states).map(|(share, z)| share * log_ratio(z)).sum();
        let second = believed.iter().zip(&self.states).map(|(share, z)| share * log_ratio(z).powi(2)).sum();
        // The kernel's density lacks sqrt(2 pi) once a year; it is the same for all cells of one number of years.
        (scale, first, second)
    }
}

/// Mean and standard deviation agree to a share of the standard deviation.
fn close(posterior: &Posterior, (mean, variance): (f64, f64), share: f64) {
    let deviation = variance.sqrt();
    assert!((posterior.log_mean - mean).abs() < share * deviation, "{posterior:?} {mean}");
    assert!((posterior.log_deviation - deviation).abs() < share * deviation, "{posterior:?} {deviation}");
}

#[test]
fn one_period_agrees_with_dense_sums() {
    let brute = Brute {
        means: even(-4.5, -0.7, 77),
        log_spreads: even(-3.6, 1.7, 54),
        correlations: vec![0.5],
        states: even(-6.5, 6.5, 121),
        priors: BUGS_PRIORS,
    };
    let found = brute.run(&units(&CASES, &DEATHS));
    let fit = fit(&units(&CASES, &DEATHS), &Settings { priors: BUGS_PRIORS, draws: 0, ..Settings::default() }).unwrap();
    assert!((fit.hyper.spread.value - found.spread).abs() < 5e-4, "{} {}", fit.hyper.spread.value, found.spread);
    for (posterior, believed) in fit.posteriors.iter().zip(found.units) {
        // The unit without events has a long tail that a grid of 6.5 standard deviations cuts off: half a percent.
        close(posterior, believed, 6e-3);
    }
}

#[test]
fn three_years_and_a_masked_cell_agree_with_dense_sums() {
    let year =
        |time: f64, cases: u64, events: Events| Observation { time, cases, events, expected: cases as f64 * 0.01 };
    let known = |rows: [(u64, u64); 3]| {
        let observation = |(time, (cases, events)): (f64, (u64, u64))| year(time, cases, Events::Known(events));
        Unit { observations: [0.0, 1.0, 2.0].into_iter().zip(rows).map(observation).collect(), volume: None }
    };
    let mut units = vec![
        known([(400, 2), (500, 9), (450, 12)]),
        known([(150, 0), (160, 1), (140, 0)]),
        known([(300, 3), (280, 2), (310, 5)]),
    ];
    units[1].observations[1].events = Events::Between { low: 1, high: 9 };
    let brute = Brute {
        means: even(-1.8, 1.8, 15),
        log_spreads: even(-4.0, 1.1, 17),
        // Beta(9, 1) at the middles of twelve parts of equal probability.
        correlations: even(1.0 / 24.0, 23.0 / 24.0, 12).into_iter().map(|below| below.powf(1.0 / 9.0)).collect(),
        states: even(-5.0, 5.0, 101),
        priors: Priors::default(),
    };
    let found = brute.run(&units);
    let fit = fit(&units, &Settings { draws: 0, ..Settings::default() }).unwrap();
    assert!((fit.hyper.spread.value - found.spread).abs() < 0.012, "{} {}", fit.hyper.spread.value, found.spread);
    for (posterior, believed) in fit.posteriors.iter().zip(found.units) {
        // Carrying only two moments from year to year costs this, with so few events; it is nothing beside the interval.
        close(posterior, believed, 0.05);
    }
}
