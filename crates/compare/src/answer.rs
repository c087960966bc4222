//! The answer to one question.

use evidence::{Edition, Institution, InstitutionIndex, Precision, Volume};

use crate::believed::{Leading, pairs};
use crate::cautions::{Known, is_young};
use crate::comparison::{Comparison, Group, Note, Row};
use crate::experience::{Counts, row_of};
use crate::land::same_land;
use crate::measures::{Counted, Measures, VolumeMeasure};
use crate::order::{Candidate, arrange};
use crate::prepared::Prepared;
use crate::question::{Order, Question, Treatment};
use crate::reach::reach;
use crate::results::results;
use crate::travel::travel_minutes;

/// Compares the institutions that one question asks for.
///
/// Same edition and question, same answer. Nothing is ranked by volume alone: institutions stand in three groups, by distance
/// within each unless the reader asks otherwise; by results they stand in bands, where the figures can tell bands apart.
pub fn compare(edition: &Edition, question: &Question) -> Comparison {
    match edition.derived.get_or_work_out(|| Prepared::new(edition)) {
        Some(prepared) => compared(edition, prepared, question),
        None => compared(edition, &Prepared::new(edition), question),
    }
}

fn compared(edition: &Edition, prepared: &Prepared, question: &Question) -> Comparison {
    let Question { condition, treatment, .. } = *question;
    let measures = Measures::new(edition, prepared, condition, question.from.country, treatment);
    let reach = reach(edition, question, &measures);
    let rare = edition.condition(question.condition).is_some_and(|condition| condition.rare);
    // Adult volumes say nothing about a child, and codes that cannot see a tumour say nothing about who treats it.
    let volume_speaks = !is_young(question) && !rare;
    let counts = measures.volume.as_ref().map(|volume| Counts::new(edition, volume, volume_speaks));
    // What is believed is of adults with an illness that the codes can see, too.
    let leading = if volume_speaks { Leading::of(edition, question, &measures) } else { None };
    let mut candidates: Vec<Candidate> = reach
        .institutions
        .iter()
        .map(|(institution, distance_km)| {
            let volume = row_of(measures.volume.as_ref(), *institution);
            Candidate {
                institution: *institution,
                distance_km: *distance_km,
                group: counts.as_ref().zip(volume).map_or(Group::NotPublished, |(counts, row)| counts.group(row)),
                volume,
                count: counts.as_ref().zip(volume).and_then(|(counts, row)| counts.count(row)),
                band: leading.as_ref().and_then(|leading| leading.band(*institution)),
                order_uncertain: false,
            }
        })
        .collect();
    // Where there is no count of the treatment asked for, or it may not speak, nothing can be ordered by it.
    let counted = measures.volume.as_ref().is_some_and(|volume| volume.counted != Counted::NotTold);
    let may_order = match question.order {
        Order::Distance => true,
        Order::Experience => volume_speaks && counted,
        Order::Results => leading.as_ref().is_some_and(|leading| leading.profile.can_rank()),
    };
    let order = if may_order { question.order } else { Order::Distance };
    // How many were treated never stands above how they fared: by results there is one list.
    let grouped = volume_speaks && order != Order::Results;
    arrange(&mut candidates, order, grouped);
    // What is said of all within reach does not hang on how many of them are shown.
    let leading = leading.as_ref();
    let known =
        Known { edition, question, measures: &measures, reach: &reach, candidates: &candidates, leading, order };
    let cautions = known.cautions();
    let farthest = candidates.iter().filter_map(|candidate| candidate.distance_km).max_by(f64::total_cmp);
    let found = candidates.len();
    candidates.truncate(question.limit.unwrap_or(usize::MAX));
    let writer = RowWriter { edition, question, measures: &measures, counts: counts.as_ref() };
    let rows: Vec<Row> = candidates.iter().map(|candidate| writer.row(candidate)).collect();
    Comparison {
        condition: question.condition,
        scope: measures.counted_by.map(|link| link.scope),
        treatment: question.treatment,
        order,
        grouped,
        current: question.current,
        from: question.from.clone(),
        reach_km: reach.km,
        widened: reach.widened,
        farthest_km: farthest.map(f64::ceil),
        with_evidence: reach.with_evidence,
        found,
        cautions,
        pairs: leading.map_or_else(Vec::new, |leading| pairs(leading, &rows)),
        rows,
    }
}

/// Writes the rows of one comparison.
struct RowWriter<'a> {
    edition: &'a Edition,
    question: &'a Question,
    measures: &'a Measures<'a>,
    counts: Option<&'a Counts<'a>>,
}

impl RowWriter<'_> {
    fn row(&self, candidate: &Candidate) -> Row {
        let institution = self.edition.institution(candidate.institution);
        let is_current = self.question.current == Some(candidate.institution);
        let same_group = self.same_group(candidate.institution, institution);
        let mut notes = Vec::new();
        if is_current {
            notes.push(Note::IsCurrent);
        } else if same_group == Some(true) {
            notes.push(Note::SameGroup);
        }
        let experience = self.counts.zip(candidate.volume).map(|(counts, row)| counts.experience(row));
        self.note_volume(candidate, &mut notes);
        let results = results(self.edition, self.measures, candidate.institution, &mut notes);
        if results.is_empty() {
            notes.push(Note::ResultsNotPublished);
        }
        if let Some(note) = institution.and_then(place_note) {
            notes.push(note);
        }
        let point = institution.and_then(|institution| institution.point);
        let by_road = point.is_none_or(|point| same_land(self.question.from.point, point));
        if !by_road {
            notes.push(Note::AcrossSea);
        }
        Row {
            institution: candidate.institution,
            distance_km: candidate.distance_km,
            travel_minutes: candidate.distance_km.filter(|_| by_road).map(travel_minutes),
            group: candidate.group,
            band: candidate.band,
            is_current,
            same_group,
            experience,
            results,
            notes,
        }
    }

    fn note_volume(&self, candidate: &Candidate, notes: &mut Vec<Note>) {
        let Some((row, counts)) = candidate.volume.zip(self.counts) else {
            notes.push(match &self.measures.volume {
                Some(volume) if volume.measure.at_least => Note::UnderTenOrNotPublished,
                // A publisher that hides nothing has nothing under ten to hide.
                Some(_) => Note::NotListed,
                None => Note::NoCountsPublished,
            });
            return;
        };
        notes.extend(counts.standard_met(row).map(Note::MeetsStandard));
        if self.measures.volume.as_ref().is_some_and(|volume| self.is_masked(volume, row, candidate)) {
            notes.push(Note::OperationsMasked);
        }
        notes.extend(row.months.filter(|months| *months < 12).map(Note::FewerMonths));
        if candidate.order_uncertain {
            notes.push(Note::OrderUncertain);
        }
    }

    /// Others publish the treatment asked for and here it is masked: missing, and one of its cells is under ten.
    fn is_masked(&self, volume: &VolumeMeasure, row: &Volume, candidate: &Candidate) -> bool {
        let hidden = match self.question.treatment {
            Treatment::Resection | Treatment::Any => row.masked_operations > 0,
            Treatment::Endoscopic => row.masked_endoscopic > 0,
            Treatment::NoOperation => row.masked > 0,
        };
        let missing = match self.question.treatment {
            Treatment::Resection | Treatment::Endoscopic | Treatment::NoOperation => {
                volume.counted != Counted::NotTold && candidate.count.is_none()
            }
            Treatment::Any => volume.measure.separable.resections && row.operations.is_none(),
        };
        missing && hidden && volume.measure.at_least
    }

    /// Known only where the current institution is given and both groups are known; the current one is in its own group.
    fn same_group(&self, index: InstitutionIndex, institution: Option<&Institution>) -> Option<bool> {
        let current = self.question.current?;
        if current == index {
            return Some(true);
        }
        let theirs = institution?.affiliation.as_ref()?;
        let ours = self.edition.institution(current)?.affiliation.as_ref()?;
        Some(ours.id == theirs.id)
    }
}

fn place_note(institution: &Institution) -> Option<Note> {
    match institution.precision {
        _ if institution.point.is_none() => Some(Note::PlaceUnknown),
        Precision::Unknown => Some(Note::PlaceUnknown),
        Precision::Municipality => Some(Note::PlaceApproximate),
        Precision::Town | Precision::Building => None,
    }
}
