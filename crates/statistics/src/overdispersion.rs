//! How much more units differ than chance alone would make them.

use crate::interval::IntervalError;

/// Measures by how much standardised ratios spread more than chance allows, about the target 1.
///
/// `units` are pairs of events and expected events (positive). On the log scale a unit stands `ln(events / expected)`
/// from the target with a standard error of `1 / sqrt(expected)`; z is the one over the other. A unit without events
/// has no logarithm: it is left out of `phi` and `tau_squared` and counted in `left_out`; `phi_of_counts` keeps it.
///
/// On the twelve hospitals of the BUGS manual's "Surgical" example (expected events from the overall rate of all
/// twelve, the one without events left out, a tenth truncated on each side) this gives phi 1.275280845 and tau²
/// 0.024581919.
///
/// Source: D. J. Spiegelhalter, "Handling over-dispersion of performance indicators", Quality and Safety in Health Care
/// 14 (2005), 347-351; the log scale and the truncation from NHS Digital's Summary Hospital-level Mortality Indicator
/// (SHMI).
///
/// # Errors
///
/// Where no unit is left, a number cannot be, or the share to trim is not from 0 to under a half.
pub fn overdispersion_of_ratios(units: &[(u64, f64)], trim: Trim) -> Result<OverDispersion, OverDispersionError> {
    let mut on_the_log_scale = Vec::with_capacity(units.len());
    let mut as_counts = Vec::with_capacity(units.len());
    for &(events, expected) in units {
        if !(expected.is_finite() && expected > 0.0) {
            return Err(OverDispersionError::Expected(expected));
        }
        let events_count = crate::interval::count(events)?;
        let spread = expected.sqrt();
        as_counts.push((events_count - expected) / spread);
        if events > 0 {
            on_the_log_scale.push(Score { z: spread * (events_count / expected).ln(), weight: expected });
        }
    }
    measure(on_the_log_scale, as_counts, trim)
}

/// Measures by how much shares (events of cases) spread more than chance allows, about a reference rate.
///
/// `units` are pairs of events and cases (at least one). On the logit scale a unit stands `logit(events / cases) -
/// logit(reference)` from the target, with a standard error of `1 / sqrt(cases reference (1 - reference))`. Units in
/// which nobody or everybody had the event are left out of `phi` and `tau_squared`, as for ratios. Source and errors:
/// see [`overdispersion_of_ratios`]; the logit stands where that has the logarithm.
///
/// # Errors
///
/// As there, and where the reference rate is not between 0 and 1, both excluded.
pub fn overdispersion_of_shares(
    units: &[(u64, u64)],
    reference: f64,
    trim: Trim,
) -> Result<OverDispersion, OverDispersionError> {
    if !(reference > 0.0 && reference < 1.0) {
        return Err(OverDispersionError::Reference(reference));
    }
    let target = (reference / (1.0 - reference)).ln();
    let mut on_the_logit_scale = Vec::with_capacity(units.len());
    let mut as_counts = Vec::with_capacity(units.len());
    for &(events, cases) in units {
        let (events_count, cases_count) = crate::interval::share(events, cases)?;
        let weight = cases_count * reference * (1.0 - reference);
        let spread = weight.sqrt();
        as_counts.push((events_count - cases_count * reference) / spread);
        if events > 0 && events < cases {
            let logit = (events_count / (cases_count - events_count)).ln();
            on_the_logit_scale.push(Score { z: spread * (logit - target), weight });
        }
    }
    measure(on_the_logit_scale, as_counts, trim)
}

/// How much more units differ than chance alone would make them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverDispersion {
    /// The mean of the squared z scores on the log or logit scale, after trimming: 1 where chance alone is at work. It
    /// can be under 1.
    pub phi: f64,
    /// The variance between units on the log (ratios) or logit (shares) scale, after trimming: 0 where chance alone
    /// explains the spread. DerSimonian and Laird's moment estimate about the target.
    pub tau_squared: f64,
    /// The same mean from Pearson's z scores, `(events - expected) / sd`, of every unit, those without events too.
    /// Where many units have no events this is the one to stretch limits by.
    pub phi_of_counts: f64,
    /// Units that `phi` and `tau_squared` rest on.
    pub units: usize,
    /// Units without a logarithm (no events, or nobody without), which `phi` and `tau_squared` could not count.
    pub left_out: usize,
}

/// How the most extreme units are kept from setting the spread by which they are judged; the share is per side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trim {
    /// Every z score counts as it is.
    Untouched,
    /// z scores beyond the quantile of this share, on either side, are pulled in to that quantile (R's usual kind, type
    /// 7).
    Winsorised(f64),
    /// This share of the units (rounded down to whole units) is left out on either side.
    Truncated(f64),
}

impl Default for Trim {
    /// A tenth on each side, pulled in: Spiegelhalter's choice.
    fn default() -> Self {
        Trim::Winsorised(0.1)
    }
}

/// Why the spread cannot be measured.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum OverDispersionError {
    /// Not one unit has an event (or one without), so that there is no spread to measure.
    #[error("no unit has a logarithm, so there is no spread to measure")]
    NoUnits,
    /// Expected events must be positive, finite numbers.
    #[error("{0} expected events cannot be compared with: a positive number is needed")]
    Expected(f64),
    /// A reference rate must lie between 0 and 1, both excluded.
    #[error("a reference rate of {0} is not between 0 and 1")]
    Reference(f64),
    /// The share to trim must be from 0 to under a half.
    #[error("a share of {0} cannot be trimmed on each side: it must be from 0 to under a half")]
    Trim(f64),
    /// Events and cases that cannot be.
    #[error(transparent)]
    Counts(#[from] IntervalError),
}

/// One unit's distance from the target in standard errors, and one over its squared standard error.
#[derive(Clone, Copy)]
struct Score {
    z: f64,
    weight: f64,
}

fn measure(scores: Vec<Score>, as_counts: Vec<f64>, trim: Trim) -> Result<OverDispersion, OverDispersionError> {
    let left_out = as_counts.len() - scores.len();
    let counts = trimmed(as_counts.into_iter().map(|z| Score { z, weight: 1.0 }).collect(), trim)?;
    let scores = trimmed(scores, trim)?;
    if scores.is_empty() {
        return Err(OverDispersionError::NoUnits);
    }
    let phi = mean_square(&scores);
    Ok(OverDispersion {
        phi,
        tau_squared: tau_squared(phi, &scores),
        phi_of_counts: mean_square(&counts),
        units: scores.len(),
        left_out,
    })
}

fn mean_square(scores: &[Score]) -> f64 {
    scores.iter().map(|score| score.z * score.z).sum::<f64>() / scores.len() as f64
}

/// `(N phi - (N - 1)) / (sum w - sum w² / sum w)`, never under 0; one unit shows no variance between units.
fn tau_squared(phi: f64, scores: &[Score]) -> f64 {
    let units = scores.len() as f64;
    let sum: f64 = scores.iter().map(|score| score.weight).sum();
    let squares: f64 = scores.iter().map(|score| score.weight * score.weight).sum();
    let room = sum - squares / sum;
    if scores.len() < 2 || room <= 0.0 { 0.0 } else { ((units * phi - (units - 1.0)) / room).max(0.0) }
}

/// The scores in rising order with the extremes pulled in or left out.
fn trimmed(mut scores: Vec<Score>, trim: Trim) -> Result<Vec<Score>, OverDispersionError> {
    // Units of equal z are told apart by their weight, so that the order of the input changes nothing.
    scores.sort_by(|a, b| a.z.total_cmp(&b.z).then(a.weight.total_cmp(&b.weight)));
    match trim {
        Trim::Untouched => Ok(scores),
        Trim::Winsorised(share) if possible(share) => {
            let (low, high) = (quantile(&scores, share), quantile(&scores, 1.0 - share));
            for score in &mut scores {
                score.z = score.z.max(low).min(high);
            }
            Ok(scores)
        }
        Trim::Truncated(share) if possible(share) => {
            // A share under a half of any list is a whole number far below 2^53, and never the whole list.
            let away = (share * scores.len() as f64).floor() as usize;
            let kept = scores.len() - 2 * away;
            Ok(scores.into_iter().skip(away).take(kept).collect())
        }
        Trim::Winsorised(share) | Trim::Truncated(share) => Err(OverDispersionError::Trim(share)),
    }
}

fn possible(share: f64) -> bool {
    (0.0..0.5).contains(&share)
}

/// R's quantile of type 7 of scores in rising order: the point `share (N - 1)` along the list, between neighbours
/// evenly.
fn quantile(scores: &[Score], share: f64) -> f64 {
    let along = share * scores.len().saturating_sub(1) as f64;
    let at = |place: f64| scores.get(place as usize).map_or(0.0, |score| score.z);
    let (below, above) = (at(along.floor()), at(along.ceil()));
    below + (along - along.floor()) * (above - below)
}
