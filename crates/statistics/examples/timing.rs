//! Times one estimator on a file, for `cargo xtask bench statistics`; reading the file is not timed.
//!
//! `timing logistic ROWS.csv POINTS`, `timing shrinkage HOSPITALS.csv OUT.csv`, `timing draws FOLDER MEASURES DRAWS HOSPITALS`
//! (makes the draws up, times nothing), `timing ranks FOLDER MEASURES DRAWS HOSPITALS THREADS`.

use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use statistics::shrinkage::{Events, Observation, Settings, Unit, fit};
use statistics::{Draws, LogisticRows, Marginal, Rank, logistic, ranks};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["logistic", rows, points] => time_logistic(rows, points.parse()?),
        ["shrinkage", hospitals, out] => time_shrinkage(hospitals, out),
        ["draws", folder, measures, draws, hospitals] => {
            make_draws(Path::new(folder), measures.parse()?, draws.parse()?, hospitals.parse()?)
        }
        ["ranks", folder, measures, draws, hospitals, threads] => {
            time_ranks(Path::new(folder), measures.parse()?, (draws.parse()?, hospitals.parse()?), threads.parse()?)
        }
        _ => Err("which estimator, and on what? See the top of examples/timing.rs".into()),
    }
}

/// Columns of numbers under a header; lines that begin with `#` are passed over.
fn columns(path: &str) -> Result<Vec<Vec<f64>>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<f64> = line.split(',').map(str::parse).collect::<Result<_, _>>()?;
        columns.resize(cells.len(), Vec::new());
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell);
        }
    }
    Ok(columns)
}

/// `hospital, died` and covariates.
fn time_logistic(path: &str, points: u32) -> Outcome {
    let columns = columns(path)?;
    let [hospital, died, covariates @ ..] = columns.as_slice() else { return Err("too few columns".into()) };
    let group: Vec<usize> = hospital.iter().map(|hospital| *hospital as usize).collect();
    let events: Vec<u64> = died.iter().map(|died| *died as u64).collect();
    let trials = vec![1; events.len()];
    let groups = group.iter().max().map_or(0, |largest| largest + 1);
    let rows = LogisticRows { events: &events, trials: &trials, group: &group, groups, covariates };
    let marginal = if points == 1 { Marginal::Laplace } else { Marginal::AdaptiveQuadrature { points } };
    let start = Instant::now();
    let fit = logistic(black_box(&rows), marginal)?;
    println!("seconds {:.6}", start.elapsed().as_secs_f64());
    println!("log_likelihood {:.8}", fit.log_likelihood);
    println!("steps {}", fit.iterations);
    Ok(())
}

/// `cases, expected, events` and more; one thread and 2,000 joint draws.
fn time_shrinkage(path: &str, out: &str) -> Outcome {
    let columns = columns(path)?;
    let [cases, expected, events, ..] = columns.as_slice() else { return Err("too few columns".into()) };
    let unit = |((cases, expected), events): ((&f64, &f64), &f64)| {
        let events = Events::Known(*events as u64);
        let observation = Observation { time: 0.0, cases: *cases as u64, events, expected: *expected };
        Unit { observations: vec![observation], volume: None }
    };
    let units: Vec<Unit> = cases.iter().zip(expected).zip(events).map(unit).collect();
    let start = Instant::now();
    let fit = fit(black_box(&units), &Settings::default())?;
    println!("seconds {:.6}", start.elapsed().as_secs_f64());
    let mut text = "log_mean,log_sd\n".to_owned();
    for posterior in &fit.posteriors {
        writeln!(text, "{},{}", posterior.log_mean, posterior.log_deviation)?;
    }
    Ok(std::fs::write(out, text)?)
}

/// Writes `draws_0.f32` and so on: normal draws of one hospital after the other, around means that differ.
fn make_draws(folder: &Path, measures: u64, draws: usize, hospitals: usize) -> Outcome {
    for measure in 0..measures {
        let mut dice = Dice(measure);
        let mut bytes = Vec::with_capacity(4 * draws * hospitals);
        for _ in 0..hospitals {
            let (mean, sd) = (0.3 * dice.normal(), 0.05 + 0.3 * dice.even());
            bytes.extend((0..draws).flat_map(|_| ((mean + sd * dice.normal()) as f32).to_le_bytes()));
        }
        std::fs::write(folder.join(format!("draws_{measure}.f32")), bytes)?;
    }
    Ok(())
}

/// Ranks the draws that `make_draws` wrote.
fn time_ranks(folder: &Path, measures: u64, (count, hospitals): (usize, usize), threads: usize) -> Outcome {
    let mut seconds = 0.0;
    let mut text = String::new();
    for measure in 0..measures {
        let bytes = std::fs::read(folder.join(format!("draws_{measure}.f32")))?;
        let (numbers, _) = bytes.as_chunks::<4>();
        let values: Vec<f32> = numbers.iter().map(|number| f32::from_le_bytes(*number)).collect();
        let draws = Draws::new(values.chunks_exact(count).map(<[f32]>::to_vec).collect());
        if draws.units().len() != hospitals {
            return Err(format!("draws of {} hospitals, not of {hospitals}", draws.units().len()).into());
        }
        let start = Instant::now();
        let ranked: Vec<Rank> = ranks(black_box(&draws), threads);
        seconds += start.elapsed().as_secs_f64();
        for rank in ranked {
            writeln!(text, "{},{},{},{}", rank.expected, rank.low, rank.high, rank.probability_best_quarter)?;
        }
    }
    println!("seconds {seconds:.6}");
    Ok(std::fs::write(folder.join("ranks_anshin.csv"), text)?)
}

/// Splitmix64 (G. Steele, D. Lea and C. Flood, 2014), so that each run has the same draws.
struct Dice(u64);

impl Dice {
    /// Between 0 and 1, both excluded.
    fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 + 0.5 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.even().ln()).sqrt() * (std::f64::consts::TAU * self.even()).cos()
    }
}
