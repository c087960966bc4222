//! Which published figures speak of a condition in one country.

use evidence::{ConditionIndex, Country, Edition, Kind, Link, Measure, MeasureIndex, Outcome, Period, Scope, Volume};

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
}

/// An outcome measure that speaks of the condition.
pub(crate) struct OutcomeMeasure<'a> {
    pub(crate) link: &'a Link,
    /// Rows of every period, sorted by institution, then period.
    pub(crate) rows: &'a [Outcome],
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
        condition: ConditionIndex,
        country: Country,
        treatment: Treatment,
    ) -> Measures<'a> {
        let links =
            || edition.links_of(condition).iter().filter_map(|link| Some((link, edition.measure(link.measure)?)));
        let mut volumes: Vec<VolumeMeasure> = Vec::new();
        let mut without_rows = None;
        for (link, measure) in links().filter(|(_, measure)| measure.kind == Kind::Volume) {
            if volume_country(edition, link.measure, measure) != Some(country) {
                continue;
            }
            match VolumeMeasure::new(link, measure, edition.volumes_of(link.measure), treatment) {
                Some(volume) => volumes.push(volume),
                None => without_rows = without_rows.or(Some(link)),
            }
        }
        let exact = volumes.iter().position(|volume| volume.link.scope == Scope::Exact).unwrap_or_default();
        let volume = if volumes.is_empty() { None } else { Some(volumes.swap_remove(exact)) };
        let counted_by = volume.as_ref().map(|volume| volume.link).or(without_rows);
        let outcomes = links()
            .filter(|(_, measure)| measure.kind == Kind::Outcome)
            .map(|(link, _)| OutcomeMeasure { link, rows: edition.results_of(link.measure) })
            .filter(|outcome| outcome.country(edition) == Some(country))
            .collect();
        Measures { volume, counted_by, outcomes }
    }
}

impl<'a> VolumeMeasure<'a> {
    fn new(
        link: &'a Link,
        measure: &'a Measure,
        rows: &'a [Volume],
        treatment: Treatment,
    ) -> Option<VolumeMeasure<'a>> {
        let asked = Counted::of(treatment);
        let period = most_telling_period(rows, asked)?;
        let told = rows.iter().any(|row| row.period == period && asked.count(row).is_some());
        // Another treatment's count never stands in for one that nobody's figures tell apart; a caution says so.
        let counted = if told { asked } else { Counted::NotTold };
        Some(VolumeMeasure { link, measure, period, rows, counted })
    }

    /// The row of an institution in the period shown.
    pub(crate) fn row_at(&self, institution: evidence::InstitutionIndex) -> Option<&'a Volume> {
        self.rows_at(institution).iter().find(|row| row.period == self.period && is_a_figure(row))
    }

    /// The rows of an institution in all periods.
    pub(crate) fn rows_at(&self, institution: evidence::InstitutionIndex) -> &'a [Volume] {
        run(self.rows, |row| row.institution.cmp(&institution))
    }

    /// The rows of the period shown, one for each institution.
    pub(crate) fn rows_shown(&self) -> impl Iterator<Item = &'a Volume> {
        let period = self.period;
        self.rows.iter().filter(move |row| row.period == period && is_a_figure(row))
    }
}

impl<'a> OutcomeMeasure<'a> {
    /// The rows of an institution in all periods.
    pub(crate) fn rows_at(&self, institution: evidence::InstitutionIndex) -> &'a [Outcome] {
        run(self.rows, |row| row.institution.cmp(&institution))
    }

    fn country(&self, edition: &Edition) -> Option<Country> {
        Some(edition.institution(self.rows.first()?.institution)?.country)
    }
}

impl Counted {
    fn of(treatment: Treatment) -> Counted {
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

/// The latest of the periods in which most can be told: whether the asked treatment is told apart, then how many kinds of counts there are.
fn most_telling_period(rows: &[Volume], asked: Counted) -> Option<Period> {
    let mut periods: Vec<(Period, [bool; 4])> = Vec::new();
    for row in rows.iter().filter(|row| is_a_figure(row)) {
        let position = match periods.iter().position(|(period, _)| *period == row.period) {
            Some(position) => position,
            None => {
                periods.push((row.period, [false; 4]));
                periods.len() - 1
            }
        };
        if let Some((_, told)) = periods.get_mut(position) {
            told[0] |= asked.count(row).is_some();
            told[1] |= row.operations.is_some();
            told[2] |= row.endoscopic.is_some();
            told[3] |= row.cases.is_some();
        }
    }
    let worth = |told: &[bool; 4]| (told[0], told.iter().filter(|part| **part).count());
    periods.into_iter().max_by_key(|(period, told)| (worth(told), period.last, period.first)).map(|(period, _)| period)
}

fn is_a_figure(row: &Volume) -> bool {
    [row.cases, row.operations, row.endoscopic, row.other_operations, row.no_operation].iter().any(Option::is_some)
}

/// The country that a measure counts in; where it has no rows, the country of its publisher's other counts.
fn volume_country(edition: &Edition, index: MeasureIndex, measure: &Measure) -> Option<Country> {
    let of = |index: MeasureIndex| {
        let row = edition.volumes_of(index).first()?;
        Some(edition.institution(row.institution)?.country)
    };
    let others =
        (0..).map(MeasureIndex).zip(&edition.measures).filter(|(_, other)| other.publisher == measure.publisher);
    of(index).or_else(|| others.map(|(other, _)| other).find_map(of))
}

/// The run of sorted rows for which `order` says `Equal`.
fn run<T>(sorted: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let first = sorted.partition_point(|row| order(row).is_lt());
    let rest = sorted.get(first..).unwrap_or_default();
    let length = rest.iter().take_while(|row| order(row).is_eq()).count();
    rest.get(..length).unwrap_or_default()
}
