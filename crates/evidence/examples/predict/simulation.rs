//! Whether 95 % intervals hold the truth 95 times in 100, when the truth is drawn from the prior.

use statistics::shrinkage::{Events, Observation, Settings, Unit, fit};

use crate::Fault;
use crate::numbers::{Random, logistic, logit};

const ROUNDS: u32 = 200;
const HOSPITALS: usize = 100;
const YEARS: u32 = 4;
const SEED: u64 = 1995;

/// Draws hyperparameters from the prior, hospitals from the hyperparameters, events from the hospitals; fits; and counts.
pub fn run() -> Result<String, Fault> {
    let mut random = Random(SEED);
    let mut shares: Vec<f64> = Vec::new();
    for _ in 0..ROUNDS {
        shares.push(round(&mut random)?);
    }
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    let variance = shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / (shares.len() as f64 - 1.0);
    let error = (variance / shares.len() as f64).sqrt();
    Ok(format!(
        "In simulation, truth drawn from the prior ({ROUNDS} rounds of {HOSPITALS} hospitals over {YEARS} years): the 95 % \
         posterior intervals hold the truth in {:.1} % (Monte Carlo error {:.1}).",
        100.0 * mean,
        100.0 * error
    ))
}

/// The share of hospitals whose interval of the last year holds its true ratio.
fn round(random: &mut Random) -> Result<f64, Fault> {
    let (mean, spread, kept) = (random.normal(), random.normal().abs(), random.even().powf(1.0 / 9.0));
    let (mut units, mut truths) = (Vec::new(), Vec::new());
    for _ in 0..HOSPITALS {
        let volume = (4.0 + random.normal()).exp().clamp(2.0, 1000.0);
        let mut theta = mean + spread * random.normal();
        let mut unit = Unit::default();
        for year in 0..YEARS {
            if year > 0 {
                theta = mean + kept * (theta - mean) + spread * (1.0 - kept * kept).sqrt() * random.normal();
            }
            let cases = (volume * (0.7 + 0.6 * random.even())).ceil();
            let share = logistic(-2.5 + 0.3 * random.normal());
            let risk = logistic(logit(share) + theta);
            let events = (0..cases as u64).filter(|_| random.even() < risk).count() as u64;
            let (expected, events) = (cases * share, Events::Known(events));
            unit.observations.push(Observation { time: f64::from(year), cases: cases as u64, events, expected });
        }
        let sum = |of: fn(&Observation) -> f64| unit.observations.iter().map(of).sum::<f64>();
        let share = sum(|seen| seen.expected) / sum(|seen| seen.cases as f64);
        truths.push(logistic(logit(share) + theta) / share);
        units.push(unit);
    }
    let fit = fit(&units, &Settings { draws: 0, threads: 2, ..Settings::default() })?;
    let held = fit.posteriors.iter().zip(&truths);
    let held = held.filter(|(found, truth)| (found.ratio.low..=found.ratio.high).contains(truth)).count();
    Ok(held as f64 / HOSPITALS as f64)
}
