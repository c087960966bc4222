//! Whether the hospitals listed can be told apart by their results.

use compare::words::in_language;
use compare::{Caution, Row};
use evidence::{InstitutionIndex, MeasureIndex};
use language::Value;

use super::Telling;
use super::believed::counts_deaths;
use crate::words;

/// From this probability on it is "very likely".
const VERY_LIKELY: f64 = 0.9;

impl Telling<'_> {
    /// Sentences about those shown; none where their results are not estimated.
    pub(crate) fn told_apart(&self, shown: usize) -> Vec<String> {
        let rows: Vec<&Row> = self.comparison.rows.iter().take(shown).filter(|row| row.band.is_some()).collect();
        if rows.len() < 2 {
            return Vec::new();
        }
        let unordered = self.comparison.cautions.iter().find_map(|caution| match caution {
            Caution::LowRankability(measure) => Some(*measure),
            _ => None,
        });
        if let Some(measure) = unordered {
            return self.no_order(measure).into_iter().collect();
        }
        let listed = |institution: InstitutionIndex| rows.iter().any(|row| row.institution == institution);
        let pairs = || self.comparison.pairs.iter().filter(|pair| listed(pair.lower) && listed(pair.higher));
        let Some(measure) = pairs().next().map(|pair| pair.measure) else { return vec![self.t.pairs_none()] };
        let mut says: Vec<String> = pairs().filter_map(|pair| self.pair(pair)).collect();
        says.extend(self.by_what(measure));
        says
    }

    fn pair(&self, pair: &compare::Pair) -> Option<String> {
        let t = self.t;
        let name = |institution| self.edition.institution(institution).map(|institution| institution.name.as_str());
        let (lower, higher) = (name(pair.lower)?, name(pair.higher)?);
        let how = if pair.probability >= VERY_LIKELY { t.pairs_sure() } else { t.pairs_rather() };
        // Never rounded up to certainty.
        let percent = Value::Decimal((pair.probability * 100.0).floor(), 0);
        Some(if counts_deaths(self.edition.measure(pair.measure)?) {
            t.pairs_deaths(lower, how, higher, percent)
        } else {
            t.pairs_other(lower, how, higher, percent)
        })
    }

    fn by_what(&self, measure: MeasureIndex) -> Option<String> {
        let period = self.edition.profile_of(measure)?.newest()?;
        let name = in_language(&self.edition.measure(measure)?.name, self.language);
        Some(self.t.pairs_by(name, words::period(self.t, period)))
    }

    fn no_order(&self, measure: MeasureIndex) -> Option<String> {
        let name = in_language(&self.edition.measure(measure)?.name, self.language);
        let rankability = f64::from(self.edition.profile_of(measure)?.rankability);
        Some(self.t.pairs_no_order(name, Value::Decimal(rankability * 100.0, 0)))
    }
}
