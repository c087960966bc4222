//! What the reader must know before reading a comparison.

use std::collections::BTreeSet;

use evidence::{Edition, MeasureIndex, Period, Scope};

use crate::comparison::{Caution, Row};
use crate::measures::{Measures, VolumeMeasure};
use crate::question::{Purpose, Question, Treatment};
use crate::reach::{ENOUGH, Reach};

/// From this age on, the figures (which are mostly those of adults) speak of the patient.
const ADULT: u8 = 20;

/// Whether the patient is too young for figures that are mostly those of adults.
pub(crate) fn is_young(question: &Question) -> bool {
    question.age.is_some_and(|age| age < ADULT)
}

/// The cautions of one comparison: first those about this person, then those about these figures.
pub(crate) fn cautions(
    edition: &Edition,
    question: &Question,
    measures: &Measures,
    reach: &Reach,
    rows: &[Row],
) -> Vec<Caution> {
    let mut cautions = about_the_question(edition, question, reach);
    if let Some(volume) = &measures.volume {
        cautions.extend(about_volume(question, volume, rows));
    }
    cautions.extend(about_results(edition, measures, rows));
    cautions.push(Caution::TreatmentNotAdvice);
    if rows.iter().any(|row| row.distance_km.is_some()) {
        cautions.push(Caution::TravelIsEstimated);
    }
    cautions
}

fn about_the_question(edition: &Edition, question: &Question, reach: &Reach) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if is_young(question) {
        cautions.push(Caution::Young);
    }
    if edition.condition(question.condition).is_some_and(|condition| condition.rare) {
        cautions.push(Caution::Rare);
    }
    if question.purpose == Purpose::TreatedThere {
        cautions.push(Caution::TreatmentIsAnotherDoor);
    }
    if reach.widened {
        cautions.push(Caution::Widened(reach.km));
    }
    if reach.with_evidence < ENOUGH {
        cautions.push(Caution::FewChoices(reach.with_evidence));
    }
    cautions
}

fn about_volume(question: &Question, volume: &VolumeMeasure, rows: &[Row]) -> Vec<Caution> {
    let measure = volume.link.measure;
    let mut cautions = Vec::new();
    if !rows.iter().any(|row| row.experience.is_some()) {
        return cautions;
    }
    if volume.link.scope != Scope::Exact {
        cautions.push(Caution::ScopeDiffers(measure));
    }
    if volume.measure.at_least {
        cautions.push(Caution::CountsAreFloors);
    }
    if volume.measure.at_least && volume.period == Period::fiscal_year(2021) {
        cautions.push(Caution::PandemicYear);
    }
    let separable = &volume.measure.separable;
    let told_apart = match question.treatment {
        Treatment::Any | Treatment::Resection => separable.resections,
        Treatment::Endoscopic => separable.endoscopic,
        Treatment::NoOperation => true,
    };
    if !told_apart {
        cautions.push(Caution::NotSeparable(measure));
    }
    if !volume.measure.remarks.en.is_empty() {
        cautions.push(Caution::ClassRemark(measure));
    }
    cautions.push(Caution::VolumeIsNotOutcome);
    cautions
}

fn about_results(edition: &Edition, measures: &Measures, rows: &[Row]) -> Vec<Caution> {
    let shown: BTreeSet<MeasureIndex> = rows.iter().flat_map(|row| &row.results).map(|result| result.measure).collect();
    if measures.outcomes.is_empty() {
        return vec![Caution::NoResultsPublished];
    }
    let links = measures.outcomes.iter().map(|outcome| outcome.link);
    let mut cautions: Vec<Caution> = links
        .filter(|link| link.scope != Scope::Exact && shown.contains(&link.measure))
        .map(|link| Caution::ScopeDiffers(link.measure))
        .collect();
    let of = |shrunken: bool| {
        let measures = shown.iter().filter_map(|measure| Some((measure, edition.measure(*measure)?)));
        measures.filter(move |(_, measure)| measure.shrunken == shrunken)
    };
    if of(true).next().is_some() {
        cautions.push(Caution::AlreadyShrunken);
    }
    let adjusted = |measure: MeasureIndex| {
        rows.iter().flat_map(|row| &row.results).any(|result| result.measure == measure && result.adjusted.is_some())
    };
    if of(false).any(|(measure, _)| adjusted(*measure)) {
        cautions.push(Caution::IndirectlyStandardised);
    }
    cautions
}
