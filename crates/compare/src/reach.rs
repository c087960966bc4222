//! Which institutions lie within reach, and how far the search must go.

use std::collections::BTreeSet;

use evidence::search::institutions_within;
use evidence::{Edition, InstitutionIndex, State, distance_km};

use crate::measures::Measures;
use crate::question::Question;

/// The search begins here and widens step by step, then to the whole country.
const STEPS_KM: [f64; 3] = [50.0, 100.0, 200.0];

/// The search stops widening when so many institutions with evidence are within reach.
pub(crate) const ENOUGH: usize = 3;

/// What lies within reach.
pub(crate) struct Reach {
    /// Kilometres; none for the whole country.
    pub(crate) km: Option<f64>,
    /// Whether the search went beyond its first step.
    pub(crate) widened: bool,
    /// How many have a published figure for the condition.
    pub(crate) with_evidence: usize,
    /// Each institution with its distance, which is not known where its place is not.
    pub(crate) institutions: Vec<(InstitutionIndex, Option<f64>)>,
}

/// Gathers the institutions within reach of the question's place.
pub(crate) fn reach(edition: &Edition, question: &Question, measures: &Measures) -> Reach {
    if let Some(km) = question.within_km {
        return within(edition, question, measures, km, false);
    }
    for (step, km) in STEPS_KM.into_iter().enumerate() {
        let reach = within(edition, question, measures, km, step > 0);
        if reach.with_evidence >= ENOUGH {
            return reach;
        }
    }
    whole_country(edition, question, measures)
}

fn within(edition: &Edition, question: &Question, measures: &Measures, km: f64, widened: bool) -> Reach {
    let found = institutions_within(edition, question.from.country, question.from.point, km);
    let with_evidence = found.iter().filter(|(institution, _)| has_evidence(measures, *institution)).count();
    let institutions = found.into_iter().map(|(institution, distance)| (institution, Some(distance))).collect();
    Reach { km: Some(km), widened, with_evidence, institutions }
}

/// All within the last step, and beyond it only those with evidence, wherever they are.
fn whole_country(edition: &Edition, question: &Question, measures: &Measures) -> Reach {
    let [.., last_step] = STEPS_KM;
    let mut all: BTreeSet<InstitutionIndex> = BTreeSet::new();
    if let Some(volume) = &measures.volume {
        all.extend(volume.rows_shown().map(|row| row.institution));
    }
    for outcome in &measures.outcomes {
        all.extend(outcome.rows.iter().filter(|row| row.state == State::Usable).map(|row| row.institution));
    }
    let with_evidence = all.len();
    let from = question.from.point;
    all.extend(institutions_within(edition, question.from.country, from, last_step).into_iter().map(|(near, _)| near));
    let distance = |index: InstitutionIndex| Some(distance_km(from, edition.institution(index)?.point?));
    let institutions = all.into_iter().map(|index| (index, distance(index))).collect();
    Reach { km: None, widened: true, with_evidence, institutions }
}

/// Whether a figure for the condition is published there.
fn has_evidence(measures: &Measures, institution: InstitutionIndex) -> bool {
    let counted = measures.volume.as_ref().is_some_and(|volume| volume.row_at(institution).is_some());
    counted
        || measures
            .outcomes
            .iter()
            .any(|outcome| outcome.rows_at(institution).iter().any(|row| row.state == State::Usable))
}
