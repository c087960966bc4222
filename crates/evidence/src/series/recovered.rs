//! Expected events that a publisher used but did not print.

use std::collections::BTreeMap;

use super::{Figure, Series, Whole};
use crate::catalogue::RateUnit;
use crate::edition::{Edition, InstitutionIndex};
use crate::figures::Period;

/// Where a series' expected events come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ExpectedFrom {
    /// The publisher prints them for every institution.
    Published,
    /// From the publisher's adjusted rates: how ill the patients were is allowed for as the publisher does.
    AdjustedRates,
    /// From the cases alone: how ill the patients were is not allowed for.
    CasesAlone,
}

impl ExpectedFrom {
    /// The word used in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            ExpectedFrom::Published => "published",
            ExpectedFrom::AdjustedRates => "adjusted rates",
            ExpectedFrom::CasesAlone => "cases alone",
        }
    }
}

/// How ill an institution's patients were, against all: beyond this a rounded or capped rate tells too little.
const LEAST: f64 = 0.1;
const MOST: f64 = 10.0;
/// What is left over for patients of whom nothing is told lies within this.
const LEFT_LEAST: f64 = 0.5;
const LEFT_MOST: f64 = 1.2;

/// How ill the patients were of an institution and period, against all; and how many they were.
type Severities = BTreeMap<(InstitutionIndex, Period), (f64, f64)>;

impl Series {
    /// Puts expected events in place of `cases x overall rate` where the publisher's adjusted rates tell them.
    ///
    /// An indirectly adjusted rate is `observed / expected x reference`, so `expected` is observed over the adjusted rate, times the
    /// reference. On California's bypass deaths, which print both, this gives the printed expected events to within 2 %. Where
    /// nothing happened, or no adjusted rate is printed, nothing can be divided: the institution's other periods stand in, else
    /// the average does, and both are levelled so that all expected events of the series add up to what the reference makes of
    /// all cases. Without that, institutions without deaths would be held against patients as ill as those elsewhere who died.
    pub fn allowing_for_patients(mut self, edition: &Edition) -> (Series, ExpectedFrom) {
        if self.periods.iter().all(|whole| whole.expected.is_some()) {
            return (self, ExpectedFrom::Published);
        }
        let severities = self.severities(edition);
        if severities.is_empty() {
            return (self, ExpectedFrom::CasesAlone);
        }
        let usual = usual(&severities);
        let left = self.left_for_others(edition, &severities, &usual);
        let open: BTreeMap<Period, f64> = self
            .periods
            .iter()
            .filter(|whole| whole.expected.is_none())
            .map(|whole| (whole.period, self.reference(edition, whole)))
            .collect();
        for member in &mut self.members {
            let institution = member.institution;
            for figure in &mut member.figures {
                let Some(reference) = open.get(&figure.period) else { continue };
                let severity = match severities.get(&(institution, figure.period)) {
                    Some((severity, _)) => *severity,
                    None => left * usual.get(&institution).copied().unwrap_or(1.0),
                };
                // Never as many as the cases: somebody is always expected to be spared.
                let cases = f64::from(figure.cases);
                figure.expected = (cases * reference * severity).min(0.95 * cases);
            }
        }
        (self, ExpectedFrom::AdjustedRates)
    }

    /// The rate that adjusted rates are multiplied by: the whole state's where it is published, else that of all institutions.
    pub fn reference(&self, edition: &Edition, whole: &Whole) -> f64 {
        let total = edition.totals_of(self.measure).iter().find(|total| total.period == whole.period);
        match total.and_then(|total| total.events.zip(total.cases)) {
            Some((events, cases)) if events > 0 && events < cases => events as f64 / cases as f64,
            _ => whole.rate(),
        }
    }

    /// By how much the patients of whom nothing is told were less ill than those who stand in for them.
    fn left_for_others(
        &self,
        edition: &Edition,
        severities: &Severities,
        usual: &BTreeMap<InstitutionIndex, f64>,
    ) -> f64 {
        let (mut left, mut stand_in) = (0.0, 0.0);
        for whole in self.periods.iter().filter(|whole| whole.expected.is_none()) {
            let reference = self.reference(edition, whole);
            for member in &self.members {
                for figure in member.figures.iter().filter(|figure| figure.period == whole.period) {
                    let average = f64::from(figure.cases) * reference;
                    left += average;
                    match severities.get(&(member.institution, figure.period)) {
                        Some((severity, _)) => left -= average * severity,
                        None => stand_in += average * usual.get(&member.institution).copied().unwrap_or(1.0),
                    }
                }
            }
        }
        if stand_in > 0.0 { (left / stand_in).clamp(LEFT_LEAST, LEFT_MOST) } else { 1.0 }
    }

    /// How ill the patients were of each institution and period in which something happened and an adjusted rate is printed.
    fn severities(&self, edition: &Edition) -> Severities {
        let per = match edition.measure(self.measure).map(|measure| measure.rate_unit) {
            Some(RateUnit::PerThousand) => 1_000.0,
            Some(RateUnit::Percent) | None => 100.0,
        };
        let open = |period: Period| self.periods.iter().any(|whole| whole.period == period && whole.expected.is_none());
        let mut severities = BTreeMap::new();
        for row in edition.results_of(self.measure).iter().filter(|row| open(row.period)) {
            let (Some(cases), Some(events), Some(rate)) = (row.cases, row.events, row.rate) else { continue };
            if self.figure(row.institution, row.period).is_some() && events > 0 && cases > 0 && rate > 0.0 {
                let cases = f64::from(cases);
                let severity = per * f64::from(events) / cases / rate;
                severities.insert((row.institution, row.period), (severity.clamp(LEAST, MOST), cases));
            }
        }
        severities
    }

    fn figure(&self, institution: InstitutionIndex, period: Period) -> Option<&Figure> {
        let position = self.members.binary_search_by_key(&institution, |member| member.institution).ok()?;
        self.members.get(position)?.figures.iter().find(|figure| figure.period == period)
    }
}

/// How ill an institution's patients usually were: the mean over its cases.
fn usual(severities: &Severities) -> BTreeMap<InstitutionIndex, f64> {
    let mut sums: BTreeMap<InstitutionIndex, (f64, f64)> = BTreeMap::new();
    for ((institution, _), (severity, cases)) in severities {
        let sum = sums.entry(*institution).or_insert((0.0, 0.0));
        sum.0 += severity * cases;
        sum.1 += cases;
    }
    sums.into_iter().map(|(institution, (sum, cases))| (institution, sum / cases)).collect()
}
