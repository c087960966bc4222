//! Writes what was computed: profiles of measures and posteriors of institutions.

use super::words::Word;
use super::write::{institution_id, measure_id, optional};
use crate::edition::Edition;
use crate::posteriors::{Believed, Estimate, Posterior, Profile};

pub(crate) fn profile_row(edition: &Edition, it: &Profile) -> Vec<String> {
    let periods: Vec<String> = it.periods.iter().map(ToString::to_string).collect();
    let mut row = vec![measure_id(edition, it.measure), periods.join("|"), it.expected_from.as_word().to_owned()];
    row.extend([it.institutions.to_string(), it.overall_rate.to_string()]);
    for estimate in [Some(it.mean), Some(it.spread), it.correlation, it.slope] {
        row.extend(ends(estimate));
    }
    row.extend([it.rankability.to_string(), optional(it.phi), optional(it.tau_squared)]);
    row.extend([it.flagged.to_string(), it.flagged_by_chance.to_string()]);
    row
}

pub(crate) fn posterior_row(edition: &Edition, it: &Posterior) -> Vec<String> {
    let mut row = vec![measure_id(edition, it.measure), institution_id(edition, it.institution)];
    row.extend([it.pooled.to_string(), it.periods.to_string(), it.newest.to_string()]);
    row.extend([it.cases.to_string(), it.events.to_string(), it.expected.to_string()]);
    row.extend(believed(&it.plain));
    row.extend(believed(&it.with_volume));
    row.extend([optional(it.rank.map(|rank| rank.expected)), optional(it.rank.map(|rank| rank.low))]);
    row.extend([
        optional(it.rank.map(|rank| rank.high)),
        optional(it.rank.map(|rank| rank.probability_best_quarter)),
        it.band.to_string(),
    ]);
    row
}

fn believed(it: &Believed) -> Vec<String> {
    let mut row = ends(Some(it.ratio)).to_vec();
    row.extend([it.log_mean, it.log_deviation, it.own_share, it.probability_lower].map(|number| number.to_string()));
    row.push(it.standing.as_word().to_owned());
    row
}

fn ends(estimate: Option<Estimate>) -> [String; 3] {
    [|it: Estimate| it.value, |it: Estimate| it.low, |it: Estimate| it.high].map(|part| optional(estimate.map(part)))
}
