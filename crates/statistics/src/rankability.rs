//! How much of the difference between units is more than chance.

/// The share of the variance between units that is not chance, from 0 to 1: `tau^2 / (tau^2 + median s^2)`.
///
/// Under 0.5 is low: no order should be shown; 0.5 to 0.75 moderate; above that high. Empty when no unit has figures.
///
/// Source: H. F. Lingsma and others, "Comparing and ranking hospitals
/// based on outcome: results from The Netherlands Stroke Survey", QJM 103 (2010), 99-108.
#[must_use]
pub fn rankability(between_variance: f64, sampling_variances: &[f64]) -> Option<f64> {
    let median = median(sampling_variances)?;
    Some(between_variance / (between_variance + median))
}

/// The same from how much of each unit's estimate is its own data: that share is `tau^2 / (tau^2 + s^2)`.
///
/// Units without any data of their own are left out.
#[must_use]
pub fn rankability_of_shares(own_shares: &[f64]) -> Option<f64> {
    let ratios: Vec<f64> = own_shares.iter().filter(|share| **share > 0.0).map(|share| (1.0 - share) / share).collect();
    rankability(1.0, &ratios)
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(0.5 * (lower + upper))
}
