//! Which published figures speak of a condition in one country.

use evidence::{
    ConditionIndex, Country, Edition, InstitutionIndex, Kind, Link, Measure, Outcome, Period, Scope, Total, Volume,
};

use crate::prepared::{Prepared, Runs, Shown};
use crate::question::Treatment;

/// The measures of one condition in one country.
pub(crate) struct Measures<'a> {
    /// How many were treated: one measure and one period for all institutions.
    pub(crate) volume: Option<VolumeMeasure<'a>>,
    /// The measure that would count the illness; it may have no figure anywhere.
    pub(crate) counted_by: Option<&'a Link>,
    /// What became of them: every linked measure, with all its rows.
    pub(crate) outcomes: Vec<OutcomeMeasure<'a>>,
}

/// The volume measure shown.
pub(crate) struct VolumeMeasure<'a> {
    pub(crate) link: &'a Link,
    pub(crate) measure: &'a Measure,
    pub(crate) period: Period,
    /// Rows of every period, sorted by institution, then period.
    pub(crate) rows: &'a [Volume],
    /// The count that the treatment asked for is ordered and grouped by.
    pub(crate) counted: Counted,
    /// What is shown of them for this treatment.
    pub(crate) shown: &'a Shown,
}

/// An outcome measure that speaks of the condition.
pub(crate) struct OutcomeMeasure<'a> {
    pub(crate) link: &'a Link,
    /// Rows of every period, sorted by institution, then period.
    pub(crate) rows: &'a [Outcome],
    /// Where the rows of each institution begin.
    runs: &'a Runs,
    /// The whole country's or state's figures.
    pub(crate) totals: &'a [Total],
}

/// Which of a row's counts is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// All cases; operations where cases are not published.
    Any,
    /// Removals.
    Operations,
    /// Removals through an endoscope.
    Endoscopic,
    /// Admissions without an operation.
    NoOperation,
    /// The treatment asked for, which nobody's figures tell apart: there is no count of it.
    NotTold,
}

impl<'a> Measures<'a> {
    pub(crate) fn new(
        edition: &'a Edition,
        prepared: &'a Prepared,
        condition: ConditionIndex,
        country: Country,
        treatment: Treatment,
    ) -> Measures<'a> {
        let links =
            || edition.links_of(condition).iter().filter_map(|link| Some((link, edition.measure(link.measure)?)));
        let mut volumes: Vec<VolumeMeasure> = Vec::new();
        let mut without_rows = None;
        for (link, measure) in links().filter(|(_, measure)| measure.kind == Kind::Volume) {
            if prepared.volume_country(edition, link.measure, measure) != Some(country) {
                continue;
            }
            match VolumeMeasure::new(edition, prepared, link, measure, treatment) {
                Some(volume) => volumes.push(volume),
                None => without_rows = without_rows.or(Some(link)),
            }
        }
        let exact = volumes.iter().position(|volume| volume.link.scope == Scope::Exact).unwrap_or_default();
        let volume = if volumes.is_empty() { None } else { Some(volumes.swap_remove(exact)) };
        let counted_by = volume.as_ref().map(|volume| volume.link).or(without_rows);
        let outcomes = links()
            .filter(|(_, measure)| measure.kind == Kind::Outcome)
            .filter(|(link, _)| prepared.results_country(link.measure) == Some(country))
            .filter_map(|(link, _)| {
                let (rows, runs) = prepared.results(edition, link.measure)?;
                Some(OutcomeMeasure { link, rows, runs, totals: edition.totals_of(link.measure) })
            })
            .collect();
        Measures { volume, counted_by, outcomes }
    }
}

impl<'a> VolumeMeasure<'a> {
    fn new(
        edition: &'a Edition,
        prepared: &'a Prepared,
        link: &'a Link,
        measure: &'a Measure,
        treatment: Treatment,
    ) -> Option<VolumeMeasure<'a>> {
        let (rows, shown) = prepared.volumes(edition, link.measure, Counted::of(treatment))?;
        Some(VolumeMeasure { link, measure, period: shown.period, rows, counted: shown.counted, shown })
    }

    /// The row of an institution in the period shown.
    pub(crate) fn row_at(&self, institution: InstitutionIndex) -> Option<&'a Volume> {
        self.rows.get(self.shown.position(institution)?)
    }

    /// The rows of an institution in all periods.
    pub(crate) fn rows_at(&self, institution: InstitutionIndex) -> &'a [Volume] {
        run(self.rows, |row| row.institution.cmp(&institution))
    }

    /// The institutions with a figure in the period shown.
    pub(crate) fn institutions_shown(&self) -> impl Iterator<Item = InstitutionIndex> {
        self.shown.institutions()
    }
}

impl<'a> OutcomeMeasure<'a> {
    /// The rows of an institution in all periods.
    pub(crate) fn rows_at(&self, institution: InstitutionIndex) -> &'a [Outcome] {
        self.rows.get(self.runs.of(institution)).unwrap_or_default()
    }
}

impl Counted {
    /// What can be asked for.
    pub(crate) const ASKED: [Counted; 4] =
        [Counted::Any, Counted::Operations, Counted::Endoscopic, Counted::NoOperation];

    pub(crate) fn of(treatment: Treatment) -> Counted {
        match treatment {
            Treatment::Any => Counted::Any,
            Treatment::Resection => Counted::Operations,
            Treatment::Endoscopic => Counted::Endoscopic,
            Treatment::NoOperation => Counted::NoOperation,
        }
    }

    /// The published count, or its floor.
    pub(crate) fn count(self, row: &Volume) -> Option<u32> {
        match self {
            Counted::Any => row.cases.or(row.operations),
            Counted::Operations => row.operations,
            Counted::Endoscopic => row.endoscopic,
            Counted::NoOperation => row.no_operation,
            Counted::NotTold => None,
        }
    }

    /// The most the count can be: each masked cell holds 0 to 9.
    pub(crate) fn ceiling(self, row: &Volume) -> u32 {
        const MOST_IN_A_MASKED_CELL: u32 = 9;
        let masked = match self {
            Counted::Any if row.cases.is_some() => row.masked,
            Counted::Any | Counted::Operations => row.masked_operations,
            Counted::Endoscopic => row.masked_endoscopic,
            // One cell (class 99), masked or published exactly.
            Counted::NoOperation => u8::from(row.no_operation.is_none()),
            Counted::NotTold => 0,
        };
        let floor = self.count(row).unwrap_or_default();
        floor.saturating_add(u32::from(masked).saturating_mul(MOST_IN_A_MASKED_CELL))
    }
}

/// The run of sorted rows for which `order` says `Equal`.
fn run<T>(sorted: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let first = sorted.partition_point(|row| order(row).is_lt());
    let rest = sorted.get(first..).unwrap_or_default();
    let length = rest.iter().take_while(|row| order(row).is_eq()).count();
    rest.get(..length).unwrap_or_default()
}
