//! Expected events that a publisher used but did not print.

use std::collections::BTreeMap;

use super::{Figure, Series};
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

/// How ill an institution's patients were, against all: published adjustments lie well within this.
const LEAST: f64 = 0.2;
const MOST: f64 = 5.0;

impl Series {
    /// Puts expected events in place of `cases x overall rate` where the publisher's adjusted rates tell them.
    ///
    /// An indirectly adjusted rate is `observed / expected x reference`, so `expected` is observed over the adjusted rate, times
    /// a reference that is the same for all; it is set so that all expected events of a period add up to all observed ones.
    /// On California's bypass figures, which print both, this gives the printed expected events to within 2 %. Where nothing
    /// happened nothing can be divided: the institution's other periods stand in for how ill its patients were, else the
    /// average does.
    pub fn allowing_for_patients(mut self, edition: &Edition) -> (Series, ExpectedFrom) {
        if self.periods.iter().all(|whole| whole.expected.is_some()) {
            return (self, ExpectedFrom::Published);
        }
        let severities = self.severities(edition);
        if severities.is_empty() {
            return (self, ExpectedFrom::CasesAlone);
        }
        let usual = usual(&severities);
        for whole in self.periods.iter().filter(|whole| whole.expected.is_none()) {
            let rate = whole.rate();
            let expected = |institution: InstitutionIndex, figure: &Figure| {
                let own = severities.get(&(institution, figure.period)).map(|(severity, _)| *severity);
                let severity = own.or_else(|| usual.get(&institution).copied()).unwrap_or(1.0);
                f64::from(figure.cases) * rate * severity
            };
            let mut sum = 0.0;
            for member in &self.members {
                let figures = member.figures.iter().filter(|figure| figure.period == whole.period);
                sum += figures.map(|figure| expected(member.institution, figure)).sum::<f64>();
            }
            let scale = whole.events as f64 / sum;
            for member in &mut self.members {
                let institution = member.institution;
                for figure in member.figures.iter_mut().filter(|figure| figure.period == whole.period) {
                    // Never as many as the cases: somebody is always expected to be spared.
                    figure.expected = (scale * expected(institution, figure)).min(0.95 * f64::from(figure.cases));
                }
            }
        }
        (self, ExpectedFrom::AdjustedRates)
    }

    /// How ill the patients were of each institution and period in which something happened, 1 on average; and how many they were.
    fn severities(&self, edition: &Edition) -> BTreeMap<(InstitutionIndex, Period), (f64, f64)> {
        let mut severities = BTreeMap::new();
        for whole in self.periods.iter().filter(|whole| whole.expected.is_none()) {
            let mut of_period: Vec<(InstitutionIndex, f64, f64)> = Vec::new();
            for row in edition.results_of(self.measure).iter().filter(|row| row.period == whole.period) {
                let (Some(cases), Some(events), Some(rate)) = (row.cases, row.events, row.rate) else { continue };
                let counted = self.figure(row.institution, row.period).is_some();
                if counted && events > 0 && cases > 0 && rate > 0.0 {
                    let cases = f64::from(cases);
                    of_period.push((row.institution, f64::from(events) / cases / rate, cases));
                }
            }
            let all: f64 = of_period.iter().map(|(_, _, cases)| cases).sum();
            let mean = of_period.iter().map(|(_, severity, cases)| severity * cases).sum::<f64>() / all;
            for (institution, severity, cases) in of_period {
                severities.insert((institution, whole.period), ((severity / mean).clamp(LEAST, MOST), cases));
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
fn usual(severities: &BTreeMap<(InstitutionIndex, Period), (f64, f64)>) -> BTreeMap<InstitutionIndex, f64> {
    let mut sums: BTreeMap<InstitutionIndex, (f64, f64)> = BTreeMap::new();
    for ((institution, _), (severity, cases)) in severities {
        let sum = sums.entry(*institution).or_insert((0.0, 0.0));
        sum.0 += severity * cases;
        sum.1 += cases;
    }
    sums.into_iter().map(|(institution, (sum, cases))| (institution, sum / cases)).collect()
}
