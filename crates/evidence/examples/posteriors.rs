//! Computes every posterior and rank of the edition inside the program, for `cargo xtask bench statistics`; loading is not timed.
//!
//! `posteriors [THREADS]` prints the seconds of each measure by itself, then of the whole edition on so many threads (2).

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use evidence::posteriors::{compute, of_measure};

fn main() -> Result<(), Box<dyn Error>> {
    let threads = std::env::args().nth(1).map_or(Ok(2), |number| number.parse())?;
    let edition = evidence::load::embedded()?;
    for (index, measure) in (0..).map(evidence::MeasureIndex).zip(&edition.measures) {
        let start = Instant::now();
        if let Ok((profile, rows)) = black_box(of_measure(&edition, index)) {
            let (institutions, periods) = (rows.len(), profile.periods.len());
            let seconds = start.elapsed().as_secs_f64();
            println!("{seconds:.3} {} {institutions} institutions, {periods} periods", measure.id);
        }
    }
    let start = Instant::now();
    let computed = black_box(compute(black_box(&edition), threads));
    println!("seconds {:.3}", start.elapsed().as_secs_f64());
    println!("measures {}", computed.profiles.len());
    println!("posteriors {}", computed.posteriors.len());
    Ok(())
}
