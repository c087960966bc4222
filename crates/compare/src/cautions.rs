//! What the reader must know before reading a comparison: about all within reach, whatever the limit.

use evidence::{Bilingual, Edition, Outcome, Period, Scope, State};

use crate::believed::{self, Leading};
use crate::comparison::Caution;
use crate::measures::{Counted, Measures, OutcomeMeasure, VolumeMeasure};
use crate::order::Candidate;
use crate::question::{Order, Purpose, Question, Treatment};
use crate::reach::{ENOUGH, Reach};

/// From this age on, the figures (which are mostly those of adults) speak of the patient.
const ADULT: u8 = 20;

/// Whether the patient is too young for figures that are mostly those of adults.
pub(crate) fn is_young(question: &Question) -> bool {
    question.age.is_some_and(|age| age < ADULT)
}

/// What the cautions are about.
pub(crate) struct Known<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) question: &'a Question,
    pub(crate) measures: &'a Measures<'a>,
    pub(crate) reach: &'a Reach,
    /// All within reach.
    pub(crate) candidates: &'a [Candidate<'a>],
    /// The measure that bands are made by.
    pub(crate) leading: Option<&'a Leading<'a>>,
    /// The order that is shown.
    pub(crate) order: Order,
}

impl Known<'_> {
    /// The cautions of one comparison: first those about this person, then those about these figures.
    pub(crate) fn cautions(&self) -> Vec<Caution> {
        let mut cautions = self.about_the_question();
        match (&self.measures.volume, self.measures.counted_by) {
            (Some(volume), _) => cautions.extend(self.about_volume(volume)),
            (None, Some(link)) => cautions.push(Caution::NoCountsAnywhere(link.measure)),
            (None, None) => {}
        }
        cautions.extend(self.about_results());
        cautions.extend(believed::cautions(self));
        cautions.extend(self.about_periods());
        cautions.push(Caution::TreatmentNotAdvice);
        if self.candidates.iter().any(|candidate| candidate.distance_km.is_some()) {
            cautions.push(Caution::TravelIsEstimated);
        }
        cautions
    }

    fn about_the_question(&self) -> Vec<Caution> {
        let mut cautions = Vec::new();
        if is_young(self.question) {
            cautions.push(Caution::Young);
        }
        if self.edition.condition(self.question.condition).is_some_and(|condition| condition.rare) {
            cautions.push(Caution::Rare);
        }
        if self.question.purpose == Purpose::TreatedThere {
            cautions.push(Caution::TreatmentIsAnotherDoor);
        }
        if self.reach.widened {
            cautions.push(Caution::Widened(self.reach.km));
        }
        if self.reach.with_evidence < ENOUGH {
            cautions.push(Caution::FewChoices(self.reach.with_evidence));
        }
        cautions
    }

    fn about_volume(&self, volume: &VolumeMeasure) -> Vec<Caution> {
        let measure = volume.link.measure;
        let mut cautions = Vec::new();
        if !self.shows_counts() {
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
        let told_apart = volume.counted != Counted::NotTold
            && (self.question.treatment != Treatment::Any || volume.measure.separable.resections);
        if !told_apart {
            cautions.push(Caution::NotSeparable(measure));
        }
        if !volume.measure.remarks.en.is_empty() {
            cautions.push(Caution::ClassRemark(measure));
        }
        cautions.push(Caution::VolumeIsNotOutcome);
        cautions
    }

    fn about_results(&self) -> Vec<Caution> {
        if self.measures.outcomes.is_empty() {
            return vec![Caution::NoResultsPublished];
        }
        let shown: Vec<&OutcomeMeasure> =
            self.measures.outcomes.iter().filter(|outcome| self.shows(outcome, |_| true)).collect();
        let mut cautions: Vec<Caution> = shown
            .iter()
            .filter(|outcome| outcome.link.scope != Scope::Exact)
            .map(|outcome| Caution::ScopeDiffers(outcome.link.measure))
            .collect();
        let shrunken = |outcome: &OutcomeMeasure| {
            self.edition.measure(outcome.link.measure).is_some_and(|measure| measure.shrunken)
        };
        if shown.iter().any(|outcome| shrunken(outcome)) {
            cautions.push(Caution::AlreadyShrunken);
        }
        if shown.iter().any(|outcome| !shrunken(outcome) && self.shows(outcome, |row| row.rate.is_some())) {
            cautions.push(Caution::IndirectlyStandardised);
        }
        cautions
    }

    /// What belongs beside the periods shown, each remark once.
    fn about_periods(&self) -> Vec<Caution> {
        let mut said: Vec<&Bilingual> = Vec::new();
        let mut cautions = Vec::new();
        for note in &self.edition.period_notes {
            let counted = self.measures.volume.as_ref().is_some_and(|volume| {
                volume.link.measure == note.measure && volume.period == note.period && self.shows_counts()
            });
            let resulted = || {
                let of_measure = self.measures.outcomes.iter().filter(|outcome| outcome.link.measure == note.measure);
                of_measure.into_iter().any(|outcome| self.shows(outcome, |row| row.period == note.period))
            };
            if !said.contains(&&note.note) && (counted || resulted()) {
                said.push(&note.note);
                cautions.push(Caution::PeriodNote(note.measure, note.period));
            }
        }
        cautions
    }

    pub(crate) fn shows_counts(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.volume.is_some())
    }

    /// Whether a usable result of this kind is published by any within reach.
    fn shows(&self, outcome: &OutcomeMeasure, of_kind: impl Fn(&Outcome) -> bool) -> bool {
        let fits = |row: &Outcome| row.state == State::Usable && of_kind(row);
        self.candidates.iter().any(|candidate| outcome.rows_at(candidate.institution).iter().any(&fits))
    }
}
