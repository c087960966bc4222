//! What is believed of results, as JSON: beside the published figures, never in their place.

use evidence::{Believed as Own, Edition, InstitutionIndex};
use serde::Serialize;
use utoipa::ToSchema;

use super::{RateReport, rounded};
use crate::comparison::{Believed, Estimate, Pair};

/// What is believed of one institution with its years pooled, drawn towards the average of all institutions where it has few cases.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PooledReport {
    /// From the first to the last period that was pooled; none of them overlap.
    pub periods: String,
    /// How many periods were pooled.
    pub number_of_periods: u16,
    /// The newest period of all institutions: the time it speaks of. Years pooled count less the longer they are before it.
    pub speaks_of: Option<String>,
    /// Those treated, in all periods together.
    pub cases: u32,
    /// Those to whom it happened.
    pub events: u32,
    /// To how many it would have happened at the reference: `expected_from` says how that is known.
    pub expected: f64,
    /// `published`; `adjusted rates` (worked back from the publisher's adjusted rates, so how ill the patients were is allowed for);
    /// or `cases alone` (how ill they were is not allowed for).
    pub expected_from: &'static str,
    /// Events to expected events; below 1 is fewer.
    pub ratio: RateReport,
    /// How much of it is the institution's own data: 0 none, 1 all.
    pub own_share: f64,
    /// `fewer than expected` (the probability of a ratio below 1 is 0.975 or more), `more than expected` (0.025 or less),
    /// `similar to average`, or `too few cases to tell` (neither, and the interval is wider than 0.67 to 1.5); similar means that the whole interval lies within that.
    pub standing: &'static str,
    /// The probability that the ratio is below 1.
    pub probability_lower: f64,
    /// Its band among all institutions of the measure, 1 the lowest: within a band they cannot be told apart.
    pub band: u32,
    /// Its place among all institutions; null where the measure cannot put them in an order (rankability under one half).
    pub rank: Option<RankReport>,
    /// The same, drawn towards the average of institutions that treat as many: what volume lets one expect. Never a result.
    pub with_volume: WithVolumeReport,
}

/// A place among all institutions of a measure; 1 has the lowest ratio.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct RankReport {
    /// The expected place.
    pub expected: f64,
    /// Lower end of its 95 % interval.
    pub low: u32,
    /// Upper end of its 95 % interval.
    pub high: u32,
    /// Among how many.
    pub among: u32,
}

/// What is believed when volume is allowed to speak.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WithVolumeReport {
    /// Events to expected events.
    pub ratio: RateReport,
    /// As a rate, in the measure's unit.
    pub rate: RateReport,
    /// How much of it is the institution's own data.
    pub own_share: f64,
    /// The word for it.
    pub standing: &'static str,
    /// The probability that the ratio is below 1.
    pub probability_lower: f64,
}

/// Two institutions of which one has fewer events by a measure, as surely as is said.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PairReport {
    /// The measure's id.
    pub measure: String,
    /// The id of the institution with fewer.
    pub lower: String,
    /// The id of the other.
    pub higher: String,
    /// The probability that the ratio of the first is lower by more than a tenth; 0.8 or more.
    pub probability_lower_by_a_tenth: f64,
}

pub(super) fn pooled(edition: &Edition, believed: &Believed) -> PooledReport {
    let posterior = &believed.posterior;
    let profile = edition.profile_of(posterior.measure);
    let rank = posterior.rank.map(|rank| RankReport {
        expected: decimals(rank.expected, 1),
        low: rank.low,
        high: rank.high,
        among: profile.map_or(0, |profile| profile.institutions),
    });
    PooledReport {
        periods: posterior.pooled.to_string(),
        number_of_periods: posterior.periods,
        speaks_of: profile.and_then(|profile| profile.newest()).map(|period| period.to_string()),
        cases: posterior.cases,
        events: posterior.events,
        expected: decimals(posterior.expected, 2),
        expected_from: profile.map_or("", |profile| profile.expected_from.word()),
        ratio: ratio(&posterior.plain),
        own_share: decimals(posterior.plain.own_share, 3),
        standing: posterior.plain.standing.word(),
        probability_lower: decimals(posterior.plain.probability_lower, 4),
        band: posterior.band,
        rank,
        with_volume: WithVolumeReport {
            ratio: ratio(&posterior.with_volume),
            rate: rate(believed.rate_with_volume),
            own_share: decimals(posterior.with_volume.own_share, 3),
            standing: posterior.with_volume.standing.word(),
            probability_lower: decimals(posterior.with_volume.probability_lower, 4),
        },
    }
}

pub(super) fn rate(estimate: Estimate) -> RateReport {
    RateReport {
        value: rounded(estimate.value, 3),
        low: Some(rounded(estimate.low, 3)),
        high: Some(rounded(estimate.high, 3)),
    }
}

pub(super) fn best_quarter(believed: &Believed) -> Option<f64> {
    believed.posterior.rank.map(|rank| decimals(rank.probability_best_quarter, 4))
}

pub(super) fn pair(edition: &Edition, pair: &Pair) -> Option<PairReport> {
    let id = |institution: InstitutionIndex| Some(edition.institution(institution)?.id.clone());
    Some(PairReport {
        measure: edition.measure(pair.measure)?.id.clone(),
        lower: id(pair.lower)?,
        higher: id(pair.higher)?,
        probability_lower_by_a_tenth: rounded(pair.probability, 3),
    })
}

fn ratio(own: &Own) -> RateReport {
    let [value, low, high] = [own.ratio.value, own.ratio.low, own.ratio.high].map(|part| decimals(part, 3));
    RateReport { value, low: Some(low), high: Some(high) }
}

/// A number of single precision with as many decimals as it is good for.
fn decimals(number: f32, count: i32) -> f64 {
    rounded(f64::from(number), count)
}
