//! Whether Anshin predicts years it has not seen, for `cargo xtask bench predict`.
//!
//! `predict [PLOT.svg]`: fits on the training years of the edition inside the program, scores the years after, prints the
//! tables of `docs/evidence.md`, and draws the calibration plot. Nothing is random but what comes from fixed seeds.
//!
//! CMS is not scored: its rates are published without events and are already drawn towards the average.

mod bootstrap;
mod calibration;
mod climb;
mod numbers;
mod plot;
mod predicted;
mod report;
mod rivals;
mod scoring;
mod simulation;
mod tasks;

use numbers::Random;
use report::Done;

/// Anything that ends the run, in a sentence.
pub type Fault = Box<dyn std::error::Error>;

/// For the random numbers within a count's probability.
const SEED: u64 = 12_345;

fn main() -> Result<(), Fault> {
    let edition = evidence::load::embedded()?;
    let mut random = Random(SEED);
    let mut done: Vec<Done> = Vec::new();
    for task in tasks::tasks(&edition)? {
        let scored = scoring::score(&task, &mut random)?;
        done.push((task, scored));
    }
    println!("Mean log score (higher is better) of hospitals' rows; only hospitals with training cases.\n");
    println!("{}\n\n{}\n", report::scores(&done), report::strangers(&done));
    println!("Mean gain of (e) a row, with the 95 % interval of 2,000 bootstrap samples of hospitals.\n");
    println!("{}\n", report::differences(&done));
    println!("Calibration of (e): chi-square of 20 bins, and rows inside the predictive intervals, in percent.\n");
    println!("{}\n", report::calibration(&done));
    println!("All methods on all rows, stronger rivals too.\n");
    println!("{}\n", report::methods(&done));
    if let Some(path) = std::env::args().nth(1) {
        std::fs::write(path, plot::draw(&done))?;
    }
    println!("{}\n", simulation::run()?);
    println!("{}", report::verdict(&done));
    Ok(())
}
