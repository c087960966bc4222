//! Whether a difference between two methods is more than noise: the paired bootstrap over hospitals.

use std::collections::BTreeMap;

use crate::numbers::{Random, quantile};
use crate::scoring::{ANSHIN, Row};

/// A mean difference of log scores a row, Anshin less a rival: above 0 Anshin is better.
#[derive(Clone, Copy)]
pub struct Difference {
    /// In the figures as they are.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

const RESAMPLES: usize = 2000;
const SEED: u64 = 2022;

/// Anshin against a rival, hospitals drawn again with replacement, each with all its rows.
///
/// Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), ch. 8 (units that belong together) and 13
/// (percentile interval).
pub fn against<'r>(rival: usize, rows: impl Iterator<Item = &'r Row>) -> Difference {
    let mut hospitals: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for row in rows {
        let score = |method: usize| row.scores.get(method).copied().unwrap_or(f64::NAN);
        let (sum, count) = hospitals.entry(row.hospital).or_insert((0.0, 0.0));
        *sum += score(ANSHIN) - score(rival);
        *count += 1.0;
    }
    let hospitals: Vec<(f64, f64)> = hospitals.into_values().collect();
    let mean = |chosen: &mut dyn Iterator<Item = &(f64, f64)>| {
        let (sum, count) = chosen.fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
        sum / count
    };
    let mut random = Random(SEED);
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| mean(&mut (0..hospitals.len()).filter_map(|_| hospitals.get(random.below(hospitals.len())))))
        .collect();
    means.sort_by(f64::total_cmp);
    Difference { value: mean(&mut hospitals.iter()), low: quantile(&means, 0.025), high: quantile(&means, 0.975) }
}
