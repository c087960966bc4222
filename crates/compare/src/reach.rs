//! Which institutions lie within reach, and how far the search must go.

use evidence::search::institutions_within;
use evidence::{Edition, Institution, InstitutionIndex, Outcome, Period, State, distance_km};

use crate::measures::Measures;
use crate::question::Question;

/// The search begins here and widens step by step, then to the whole country.
const STEPS_KM: [f64; 3] = [50.0, 100.0, 200.0];

/// The search stops widening when so many institutions with evidence are within reach.
pub(crate) const ENOUGH: usize = 3;

/// A result that ended longer ago than this is no reason to stop searching.
const OLDEST_MONTHS: u32 = 7 * 12;

/// What lies within reach.
pub(crate) struct Reach {
    /// Kilometres; none for the whole country.
    pub(crate) km: Option<f64>,
    /// Whether the search went beyond its first step.
    pub(crate) widened: bool,
    /// How many have evidence for the condition, without the current institution and its group.
    pub(crate) with_evidence: usize,
    /// Each institution with its distance, which is not known where its place is not.
    pub(crate) institutions: Vec<(InstitutionIndex, Option<f64>)>,
}

/// Gathers the institutions within reach of the question's place.
pub(crate) fn reach(edition: &Edition, question: &Question, measures: &Measures) -> Reach {
    let search = Search::new(edition, question, measures);
    if let Some(km) = question.within_km {
        return search.within(km, false);
    }
    for (step, km) in STEPS_KM.into_iter().enumerate() {
        let reach = search.within(km, step > 0);
        if reach.with_evidence >= ENOUGH {
            return reach;
        }
    }
    search.whole_country()
}

/// One search for institutions.
struct Search<'a> {
    edition: &'a Edition,
    question: &'a Question,
    measures: &'a Measures<'a>,
    /// The group of the current institution.
    own_group: Option<&'a str>,
    /// The month the edition was made in, counted like a period's; none when it does not say.
    now: Option<u32>,
}

impl<'a> Search<'a> {
    fn new(edition: &'a Edition, question: &'a Question, measures: &'a Measures<'a>) -> Search<'a> {
        let current = question.current.and_then(|current| edition.institution(current));
        Search { edition, question, measures, own_group: current.and_then(group), now: month_of(&edition.created) }
    }

    fn within(&self, km: f64, widened: bool) -> Reach {
        let Question { from, .. } = self.question;
        let mut found = institutions_within(self.edition, from.country, from.point, km);
        found.retain(|(institution, _)| self.still_stands(*institution));
        let counts = |institution: InstitutionIndex| self.counts(institution) && self.has_evidence(institution);
        let with_evidence = found.iter().filter(|(institution, _)| counts(*institution)).count();
        let institutions = found.into_iter().map(|(institution, distance)| (institution, Some(distance))).collect();
        Reach { km: Some(km), widened, with_evidence, institutions }
    }

    /// All within the last step, and beyond it only those with evidence, wherever they are.
    fn whole_country(&self) -> Reach {
        let [first_step, _, last_step] = STEPS_KM;
        let mut all: Vec<InstitutionIndex> = Vec::new();
        if let Some(volume) = &self.measures.volume {
            all.extend(volume.institutions_shown());
        }
        for outcome in &self.measures.outcomes {
            // Rows are sorted by institution, so one look at each institution's rows is enough.
            let by_institution = outcome.rows.chunk_by(|row, next| row.institution == next.institution);
            let speaking = by_institution.filter(|rows| rows.iter().any(|row| self.speaks(row)));
            all.extend(speaking.filter_map(|rows| rows.first()).map(|row| row.institution));
        }
        all.retain(|institution| self.still_stands(*institution));
        sort_out(&mut all);
        if all.is_empty() {
            // Nothing is gained by looking further for what is not there.
            return self.within(first_step, false);
        }
        let with_evidence = all.iter().filter(|institution| self.counts(**institution)).count();
        let from = self.question.from.point;
        all.extend(self.within(last_step, true).institutions.into_iter().map(|(near, _)| near));
        sort_out(&mut all);
        let distance = |index: InstitutionIndex| Some(distance_km(from, self.edition.institution(index)?.point?));
        let institutions = all.into_iter().map(|index| (index, distance(index))).collect();
        Reach { km: None, widened: true, with_evidence, institutions }
    }

    /// An institution that has ended is not a choice.
    fn still_stands(&self, index: InstitutionIndex) -> bool {
        self.edition.institution(index).is_some_and(|institution| !institution.ended)
    }

    /// The current institution and its group are no other choice.
    fn counts(&self, index: InstitutionIndex) -> bool {
        let theirs = || self.edition.institution(index).and_then(group);
        self.question.current != Some(index) && (self.own_group.is_none() || theirs() != self.own_group)
    }

    /// Whether a figure for the condition is published there.
    fn has_evidence(&self, institution: InstitutionIndex) -> bool {
        let counted = self.measures.volume.as_ref().is_some_and(|volume| volume.row_at(institution).is_some());
        counted
            || self
                .measures
                .outcomes
                .iter()
                .any(|outcome| outcome.rows_at(institution).iter().any(|row| self.speaks(row)))
    }

    /// Whether a result can be used and is not too old.
    fn speaks(&self, row: &Outcome) -> bool {
        let recent = |now: u32| u32::from(row.period.last) + OLDEST_MONTHS >= now;
        row.state == State::Usable && self.now.is_none_or(recent)
    }
}

/// Puts each institution once, in the order of the edition.
fn sort_out(institutions: &mut Vec<InstitutionIndex>) {
    institutions.sort_unstable();
    institutions.dedup();
}

fn group(institution: &Institution) -> Option<&str> {
    institution.affiliation.as_ref().map(|affiliation| affiliation.id.as_str())
}

/// Whether figures of a period ended so long before the edition was made that they say little of today.
pub(crate) fn is_old(edition: &Edition, period: Period) -> bool {
    month_of(&edition.created).is_some_and(|now| u32::from(period.last) + OLDEST_MONTHS < now)
}

/// The month of a day written as `YYYY-MM-DD`, counted as year x 12 + month - 1.
fn month_of(day: &str) -> Option<u32> {
    let mut parts = day.split('-');
    let year: u32 = parts.next()?.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    let month: u32 = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(year * 12 + month - 1)
}
