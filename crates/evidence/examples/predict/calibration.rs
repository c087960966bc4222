//! Whether a method's probabilities come true: the randomised probability integral transform, and intervals.

use crate::numbers::chi_square_above;
use crate::scoring::Row;

/// How many bins the histogram has.
pub const BINS: usize = 20;

/// Calibration of one method on some rows.
pub struct Calibration {
    /// How many transforms lie in each twentieth.
    pub bins: [u32; BINS],
    /// The probability of bins at least as uneven if the method were right and the rows independent.
    pub probability: f64,
    /// The share of rows inside the central 50, 80 and 95 % interval; at its ends by the random number.
    pub inside: [f64; 3],
    /// The same with whole counts, as a reader would draw the interval: at least as much.
    pub inside_whole: [f64; 3],
}

/// The intervals that are looked at.
pub const LEVELS: [f64; 3] = [0.5, 0.8, 0.95];

impl Calibration {
    /// Of a method on rows.
    ///
    /// Source: A. P. Dawid, "Statistical theory: the prequential approach", Journal of the Royal Statistical Society A 147
    /// (1984), 278-292; randomised for counts as in C. Czado, T. Gneiting, L. Held, Biometrics 65 (2009), 1254-1261.
    pub fn of<'r>(method: usize, rows: impl Iterator<Item = &'r Row> + Clone) -> Calibration {
        let mut bins = [0; BINS];
        let transforms = || rows.clone().filter_map(|row| row.transform(method));
        for transform in transforms() {
            // The cast cuts off the fraction, which finds the bin.
            if let Some(bin) = bins.get_mut(((transform * BINS as f64) as usize).min(BINS - 1)) {
                *bin += 1;
            }
        }
        let count: f64 = bins.iter().copied().map(f64::from).sum();
        let due = count / BINS as f64;
        let uneven: f64 = bins.iter().map(|bin| (f64::from(*bin) - due).powi(2) / due).sum();
        let chances = || rows.clone().filter_map(|row| row.chances.get(method));
        Calibration {
            bins,
            probability: chi_square_above(uneven, BINS as f64 - 1.0),
            inside: LEVELS.map(|level| {
                let tail = 0.5 * (1.0 - level);
                transforms().filter(|transform| (tail..1.0 - tail).contains(transform)).count() as f64 / count
            }),
            inside_whole: LEVELS.map(|level| {
                let tail = 0.5 * (1.0 - level);
                let inside = |(below, at_most): &&(f64, f64)| *at_most >= tail && *below < 1.0 - tail;
                chances().filter(inside).count() as f64 / count
            }),
        }
    }
}
