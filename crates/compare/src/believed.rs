//! What the edition's posteriors say in one comparison: rates, bands, pairs, and what must be said with them.
//!
//! Nothing is fitted here. Volume alone never makes a band: the bands are those of the plain posteriors, and what volume lets one
//! expect stands beside them.

use std::cmp::Reverse;

use evidence::{
    Edition, InstitutionIndex, Kind, Link, Measure, MeasureIndex, Posterior, Profile, RateUnit, Scope, posteriors,
    series::ExpectedFrom,
};
use statistics::Belief;

use crate::cautions::{Known, is_young};
use crate::comparison::{Believed, Caution, Estimate, Pair, Row};
use crate::measures::Measures;
use crate::question::{Order, Question, Treatment};
use crate::reach::is_old;

/// Pairs are told of at most so many institutions, the first shown: more numbers help nobody to choose.
const MOST_IN_PAIRS: usize = 5;
/// A pair is told from this probability on.
const SURE_ENOUGH: f64 = 0.8;
/// A difference that matters: lower by more than a tenth.
const MARGIN: f64 = 0.1;

/// A posterior with its ratios as rates in the measure's unit, as a publisher's adjusted rate is: the ratio times the overall rate in
/// the newest period, which is the state's published one where there is one (`Profile::overall_rate`).
pub fn believed(edition: &Edition, posterior: &Posterior) -> Option<Believed> {
    let profile = edition.profile_of(posterior.measure)?;
    let whole = match edition.measure(posterior.measure)?.rate_unit {
        RateUnit::Percent => 100.0,
        RateUnit::PerThousand => 1_000.0,
    };
    let overall = f64::from(profile.overall_rate);
    let rate = |ratio: f32| (f64::from(ratio) * overall).min(whole);
    let rates = |ratio: posteriors::Estimate| Estimate {
        value: rate(ratio.value),
        low: rate(ratio.low),
        high: rate(ratio.high),
    };
    Some(Believed {
        posterior: *posterior,
        rate: rates(posterior.plain.ratio),
        rate_with_volume: rates(posterior.with_volume.ratio),
    })
}

/// The one measure that bands of a comparison are made by, with what is known by it.
pub(crate) struct Leading<'a> {
    pub(crate) measure: MeasureIndex,
    pub(crate) profile: &'a Profile,
    posteriors: &'a [Posterior],
}

impl<'a> Leading<'a> {
    /// Chooses the measure that fits the question best, of those with posteriors and with figures of the last seven years.
    ///
    /// One that counts exactly this illness comes first, then one that counts only a part of it, then one that counts more,
    /// because it should speak of this illness; among equals deaths come before strokes or readmissions, because they weigh
    /// most and are counted most surely; then the newer figures, then those of more institutions. For treatment through an
    /// endoscope or without an operation only an exact measure will do: the others mostly count operations.
    pub(crate) fn of(edition: &'a Edition, question: &Question, measures: &Measures<'a>) -> Option<Leading<'a>> {
        let operated = matches!(question.treatment, Treatment::Any | Treatment::Resection);
        let fits = |link: &&Link| operated || link.scope == Scope::Exact;
        let recent = |profile: &Profile| profile.newest().is_some_and(|newest| !is_old(edition, newest));
        measures
            .outcomes
            .iter()
            .map(|outcome| outcome.link)
            .filter(fits)
            .filter_map(|link| Some((link, edition.measure(link.measure)?, edition.profile_of(link.measure)?)))
            .filter(|(_, _, profile)| recent(profile))
            .min_by_key(|(link, measure, profile)| fit(link, measure, profile))
            .map(|(link, _, profile)| Leading {
                measure: link.measure,
                profile,
                posteriors: edition.posteriors_of(link.measure),
            })
    }

    /// The band of an institution; none where nothing is known of its own results, or where differences are mostly chance: the
    /// number of a band reads as an order, and then there is none.
    pub(crate) fn band(&self, institution: InstitutionIndex) -> Option<u32> {
        self.posterior(institution).filter(|_| self.profile.can_rank()).map(|posterior| posterior.band)
    }

    fn posterior(&self, institution: InstitutionIndex) -> Option<&'a Posterior> {
        let found = self.posteriors.binary_search_by_key(&institution, |posterior| posterior.institution).ok()?;
        self.posteriors.get(found)
    }
}

/// Lower fits better.
fn fit(link: &Link, measure: &Measure, profile: &Profile) -> impl Ord + use<> {
    let scope = match link.scope {
        Scope::Exact => 0,
        Scope::Narrower => 1,
        Scope::Broader => 2,
    };
    (scope, !counts_deaths(measure), Reverse(profile.newest()), Reverse(profile.institutions))
}

/// By its definition, which begins with the word in every measure of deaths; a test holds the edition to that.
fn counts_deaths(measure: &Measure) -> bool {
    measure.numerator.en.starts_with("Deaths")
}

/// Of the first institutions shown, those pairs of which one has surely enough fewer events; the surest first.
///
/// Only where the measure can put institutions in an order at all.
pub(crate) fn pairs(leading: &Leading, rows: &[Row]) -> Vec<Pair> {
    if !leading.profile.can_rank() {
        return Vec::new();
    }
    let known = rows.iter().filter_map(|row| leading.posterior(row.institution)).take(MOST_IN_PAIRS);
    let known: Vec<(InstitutionIndex, Belief)> = known.map(|row| (row.institution, belief(row))).collect();
    let mut pairs = Vec::new();
    for (lower, one) in &known {
        for (higher, other) in known.iter().filter(|(higher, _)| higher != lower) {
            let probability = one.probability_below(*other, MARGIN);
            if probability >= SURE_ENOUGH {
                pairs.push(Pair { measure: leading.measure, lower: *lower, higher: *higher, probability });
            }
        }
    }
    pairs.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    pairs
}

fn belief(posterior: &Posterior) -> Belief {
    Belief { mean: f64::from(posterior.plain.log_mean), deviation: f64::from(posterior.plain.log_deviation) }
}

/// What must be said with what is believed; about all within reach.
pub(crate) fn cautions(known: &Known) -> Vec<Caution> {
    let mut cautions = Vec::new();
    let asked = known.question.order == Order::Results;
    match known.leading {
        Some(leading) if asked && known.order == Order::Results => cautions.push(Caution::InBands(leading.measure)),
        _ if asked => cautions.push(Caution::NoOrderByResults),
        _ => {}
    }
    let here = |measure: MeasureIndex| {
        let of = move |institution| known.edition.posterior_at(measure, institution);
        known.candidates.iter().filter_map(move |candidate| of(candidate.institution))
    };
    let measures = || known.measures.outcomes.iter().map(|outcome| outcome.link.measure);
    if measures().any(|measure| here(measure).next().is_some()) {
        cautions.push(Caution::EstimatesAreOurs);
    }
    for measure in measures() {
        let Some(profile) = known.edition.profile_of(measure) else { continue };
        let mut shown = here(measure).peekable();
        if shown.peek().is_some() && profile.expected_from == ExpectedFrom::CasesAlone {
            cautions.push(Caution::CasesAlone(measure));
        }
        if shown.any(|posterior| posterior.plain.standing.is_flag()) {
            cautions.push(Caution::FlagsByChance(measure));
        }
    }
    let shown = known.leading.filter(|leading| here(leading.measure).next().is_some());
    if let Some(leading) = shown.filter(|leading| !leading.profile.can_rank()) {
        cautions.push(Caution::LowRankability(leading.measure));
    }
    cautions.extend(volume_relation(known).map(Caution::VolumeRelation));
    cautions
}

/// The measure whose figures say how volume and outcome go together, where some within reach publish only their volume.
///
/// It may be of another country: the relation is said as what those figures show, never as a result of an institution.
fn volume_relation(known: &Known) -> Option<MeasureIndex> {
    let (edition, condition) = (known.edition, known.question.condition);
    let rare = edition.condition(condition).is_some_and(|condition| condition.rare);
    let operated = matches!(known.question.treatment, Treatment::Any | Treatment::Resection);
    if is_young(known.question) || rare || !operated {
        return None;
    }
    let links = edition.links_of(condition).iter();
    let (link, _, _) = links
        .filter_map(|link| Some((link, edition.measure(link.measure)?, edition.profile_of(link.measure)?)))
        .filter(|(_, measure, profile)| measure.kind == Kind::Outcome && profile.slope.is_some())
        .min_by_key(|(link, measure, profile)| fit(link, measure, profile))?;
    let only_volume = |institution: InstitutionIndex| edition.posterior_at(link.measure, institution).is_none();
    let counted = known.candidates.iter().filter(|candidate| candidate.volume.is_some());
    counted.map(|candidate| candidate.institution).any(only_volume).then_some(link.measure)
}
