//! An edition in memory: published figures with where they come from.
//!
//! An edition is an immutable snapshot. Everything in it is found by a small index, so a comparison reads plain slices. The
//! rows of `results` and `volumes` are sorted by measure, then institution, then period; `rows of one measure` is a slice.

use crate::catalogue::{Condition, Link, Measure, Offer, Publisher, Reading, Source, Standard};
use crate::figures::{Outcome, Period, PeriodNote, Total, Volume};
use crate::institution::Institution;
use crate::place::Places;
use crate::posteriors::{Posterior, Profile};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in the edition's list.
            pub fn position(self) -> usize {
                self.0 as usize
            }
        }
    };
}
index!(
    /// The position of an institution in `Edition::institutions`.
    InstitutionIndex
);
index!(
    /// The position of a condition in `Edition::conditions`.
    ConditionIndex
);
index!(
    /// The position of a measure in `Edition::measures`.
    MeasureIndex
);

/// A snapshot of published figures.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Edition {
    /// What the edition calls itself, such as `2026-11-22`.
    pub version: String,
    /// The day it was built for, as `YYYY-MM-DD`; ages of figures are counted to it.
    pub created: String,
    /// Who published the figures.
    pub publishers: Vec<Publisher>,
    /// The publishers' files that were read.
    pub sources: Vec<Source>,
    /// Illnesses, as a patient names them.
    pub conditions: Vec<Condition>,
    /// What is counted, and how.
    pub measures: Vec<Measure>,
    /// Which measure speaks of which condition; sorted by condition.
    pub links: Vec<Link>,
    /// Hospitals; sorted by id.
    pub institutions: Vec<Institution>,
    /// How many were treated; sorted by measure, institution, period.
    pub volumes: Vec<Volume>,
    /// What became of those treated; sorted by measure, institution, period.
    pub results: Vec<Outcome>,
    /// The whole country's or state's figures; sorted by measure, period.
    pub totals: Vec<Total>,
    /// What is believed of each institution's outcomes; sorted by measure, institution. Empty in editions made before it was.
    pub posteriors: Vec<Posterior>,
    /// What was learned of each measure's institutions together; sorted by measure.
    pub profiles: Vec<Profile>,
    /// What must be said beside a period of a measure; sorted by measure, period.
    pub period_notes: Vec<PeriodNote>,
    /// Minimum numbers a year that a body has set for an operation.
    pub standards: Vec<Standard>,
    /// Institutions known to offer second opinions, with source and date.
    pub offers: Vec<Offer>,
    /// Where to read more about a condition.
    pub readings: Vec<Reading>,
    /// What the builder doubted, left out or could not tie.
    pub findings: Vec<Finding>,
    /// Towns, cities and postal codes.
    pub places: Places,
    /// The words people search by; made when the edition is loaded.
    #[serde(skip)]
    pub search: crate::search::SearchIndex,
    /// What the comparison works out from the figures when the first question comes.
    #[serde(skip)]
    pub derived: crate::derived::Derived,
}

/// Something the builder doubted, left out or could not tie.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// `impossible`, `stray`, `repeated`, `total-does-not-tie`, `doubtful-pair`, `unlinked`, `no-place`, `conflict`,
    /// `already-shrunken`.
    pub kind: String,
    /// The source's id.
    pub source: String,
    /// The row's number in the file, 0 when it is not about one row.
    pub row: u64,
    /// What was found, in English (for the maker of editions).
    pub detail: String,
}

impl Edition {
    /// The condition at an index.
    pub fn condition(&self, index: ConditionIndex) -> Option<&Condition> {
        self.conditions.get(index.position())
    }

    /// The measure at an index.
    pub fn measure(&self, index: MeasureIndex) -> Option<&Measure> {
        self.measures.get(index.position())
    }

    /// The institution at an index.
    pub fn institution(&self, index: InstitutionIndex) -> Option<&Institution> {
        self.institutions.get(index.position())
    }

    /// The publisher of a measure.
    pub fn publisher_of(&self, measure: &Measure) -> Option<&Publisher> {
        self.publishers.get(measure.publisher)
    }

    /// The condition with this id.
    pub fn condition_by_id(&self, id: &str) -> Option<ConditionIndex> {
        position(self.conditions.iter().position(|condition| condition.id == id)).map(ConditionIndex)
    }

    /// The measure with this id.
    pub fn measure_by_id(&self, id: &str) -> Option<MeasureIndex> {
        position(self.measures.iter().position(|measure| measure.id == id)).map(MeasureIndex)
    }

    /// The institution with this id.
    pub fn institution_by_id(&self, id: &str) -> Option<InstitutionIndex> {
        let found = self.institutions.binary_search_by(|institution| institution.id.as_str().cmp(id)).ok();
        position(found).map(InstitutionIndex)
    }

    /// Which measures speak of a condition.
    pub fn links_of(&self, condition: ConditionIndex) -> &[Link] {
        rows(&self.links, |link| link.condition.cmp(&condition))
    }

    /// All volumes of one measure, sorted by institution, then period.
    pub fn volumes_of(&self, measure: MeasureIndex) -> &[Volume] {
        rows(&self.volumes, |volume| volume.measure.cmp(&measure))
    }

    /// All outcomes of one measure, sorted by institution, then period.
    pub fn results_of(&self, measure: MeasureIndex) -> &[Outcome] {
        rows(&self.results, |result| result.measure.cmp(&measure))
    }

    /// The country's or state's figures of one measure, sorted by period.
    pub fn totals_of(&self, measure: MeasureIndex) -> &[Total] {
        rows(&self.totals, |total| total.measure.cmp(&measure))
    }

    /// What is believed of each institution by one measure, sorted by institution; empty where nothing may be (see `profile_of`).
    pub fn posteriors_of(&self, measure: MeasureIndex) -> &[Posterior] {
        rows(&self.posteriors, |posterior| posterior.measure.cmp(&measure))
    }

    /// What is believed of one institution by one measure.
    pub fn posterior_at(&self, measure: MeasureIndex, institution: InstitutionIndex) -> Option<&Posterior> {
        let key = (measure, institution);
        let found = self.posteriors.binary_search_by(|row| (row.measure, row.institution).cmp(&key)).ok();
        found.and_then(|position| self.posteriors.get(position))
    }

    /// What was learned of one measure's institutions together; none where nothing was computed: rates that the publisher
    /// has already drawn towards the average are never drawn again, and where nothing happened there is nothing to learn.
    pub fn profile_of(&self, measure: MeasureIndex) -> Option<&Profile> {
        let found = self.profiles.binary_search_by(|profile| profile.measure.cmp(&measure)).ok();
        found.and_then(|position| self.profiles.get(position))
    }

    /// What must be said beside a period of a measure.
    pub fn period_note(&self, measure: MeasureIndex, period: Period) -> Option<&Bilingual> {
        let found = self.period_notes.binary_search_by(|note| (note.measure, note.period).cmp(&(measure, period))).ok();
        found.and_then(|position| self.period_notes.get(position)).map(|note| &note.note)
    }

    /// The volumes of one measure at one institution, sorted by period.
    pub fn volumes_at(&self, measure: MeasureIndex, institution: InstitutionIndex) -> &[Volume] {
        rows(self.volumes_of(measure), |volume| volume.institution.cmp(&institution))
    }

    /// The outcomes of one measure at one institution, sorted by period.
    pub fn results_at(&self, measure: MeasureIndex, institution: InstitutionIndex) -> &[Outcome] {
        rows(self.results_of(measure), |result| result.institution.cmp(&institution))
    }
}

fn position(found: Option<usize>) -> Option<u32> {
    found.and_then(|position| u32::try_from(position).ok())
}

/// The slice of sorted rows for which `order` says `Equal`.
fn rows<T>(sorted: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let first = sorted.partition_point(|row| order(row).is_lt());
    let last = sorted.partition_point(|row| order(row).is_le());
    sorted.get(first..last).unwrap_or_default()
}
