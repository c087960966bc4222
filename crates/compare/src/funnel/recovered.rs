//! Expected events worked back from published adjusted rates, for the picture of one period.

use evidence::series::{Figure, Refused, Series, Whole};
use evidence::{Edition, InstitutionIndex, MeasureIndex, Outcome, Period, State};

use super::possible;

/// The period asked for and, under the same definition, those beside it that can tell how ill a hospital's patients usually are.
pub(super) fn series_about(edition: &Edition, measure: MeasureIndex, period: Period) -> Result<Series, Refused> {
    let counted = |row: &Outcome| row.state == State::Usable && row.cases > Some(0) && possible(row);
    let mut of_period = edition.results_of(measure).iter().filter(|row| row.period == period && counted(row));
    let definition = of_period.next_back().ok_or(Refused::NoEvents)?.series;
    let beside = |row: &Outcome| row.period == period || !row.period.overlaps(period);
    Series::newest(edition, measure, |row| row.series == definition && possible(row) && beside(row))
}

/// Hospitals in whose figures of the period how ill the patients were cannot be seen, because it happened to nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandIns {
    /// Their own other periods stand in.
    pub other_periods: usize,
    /// The average of all hospitals stands in.
    pub average: usize,
    /// Those treated at the latter.
    pub cases: u64,
}

impl StandIns {
    pub(super) fn of(edition: &Edition, series: &Series, period: Period) -> StandIns {
        let tells = |institution: InstitutionIndex, figure: &Figure| {
            let rows = edition.results_at(series.measure, institution);
            let own = rows.iter().find(|row| row.period == figure.period);
            figure.events > 0 && own.is_some_and(|row| row.rate > Some(0.0))
        };
        let mut found = StandIns::default();
        for member in &series.members {
            let Some(own) = member.figures.iter().find(|figure| figure.period == period) else { continue };
            if tells(member.institution, own) {
                continue;
            }
            if member.figures.iter().any(|figure| tells(member.institution, figure)) {
                found.other_periods += 1;
            } else {
                found.average += 1;
                found.cases += u64::from(own.cases);
            }
        }
        found
    }

    /// Where the average would stand in for half of all patients, the picture would not allow for how ill they were.
    pub(super) fn are_few(self, whole: Whole) -> bool {
        2 * self.cases < whole.cases
    }
}
