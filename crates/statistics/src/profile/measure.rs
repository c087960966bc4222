//! One measure of a table.

use std::collections::BTreeMap;

use super::{
    LEAST_RANKABILITY, Months, PeriodUse, PooledMeasure, ProfileError, ProfileRow, ProfiledMeasure, ProfiledPeriod,
    ProfiledRow, ProfiledUnit, tells_spread, windows,
};
use crate::bands::{Belief, bands};
use crate::estimate::Estimate;
use crate::funnel::flags_by_chance;
use crate::garwood::garwood;
use crate::interval::Interval;
use crate::rankability::rankability_of_shares;
use crate::ranks::{Rank, ranks};
use crate::shrinkage::{Events, Fit, Observation, Settings, Unit, fit};
use crate::standardise::{StandardiseError, Verdict, standardise};

/// A measure's rows (with their places in the table), its units and the whole of it.
pub(super) struct Measure {
    pub rows: Vec<(usize, ProfiledRow)>,
    pub units: Vec<ProfiledUnit>,
    pub whole: ProfiledMeasure,
}

/// So many joint draws stand behind a rank.
const DRAWS: usize = 2_000;
/// Not fewer, even where units are very many.
const LEAST_DRAWS: usize = 200;
/// All draws of all units together: 4 bytes each.
const MOST_VALUES: usize = 40_000_000;
/// From so many rows on, one that holds half of all cases looks like a total.
const ROWS_WITH_A_TOTAL: usize = 4;
/// Fewer events than this may be far from what was expected by chance.
const LEAST_TO_DOUBT: f64 = 20.0;

/// Profiles one measure; its rows stand ordered by unit and period.
pub(super) fn of(rows: &[(&ProfileRow, usize)], lean_on_volume: bool, threads: usize) -> Result<Measure, ProfileError> {
    let mut periods = periods(rows);
    let mut answers = Vec::with_capacity(rows.len());
    for (row, number) in rows {
        let Some(period) = periods.get(&row.period) else { continue };
        let answer = alone(row, period.rate()).map_err(|why| ProfileError::Row { row: *number, why })?;
        answers.push((*number, answer));
    }
    let mut whole = whole(rows, &answers, &periods);
    let saying = rows.iter().zip(&answers).filter(|((row, _), (_, answer))| can_be_pooled(row, answer));
    let kept = windows::newest_apart(saying.map(|((row, _), _)| row.period));
    for (months, period) in &mut periods {
        period.pooled = match () {
            () if kept.contains(months) => PeriodUse::Pooled,
            () if kept.iter().any(|newer| newer.overlaps(*months)) => PeriodUse::Overlaps,
            () => PeriodUse::SaysNothing,
        };
    }
    let pool = Pool::new(rows, &mut answers, &periods, lean_on_volume);
    whole.periods = periods.into_values().collect();
    let (units, pooled) = pool.fit(lean_on_volume, threads)?;
    whole.pooled = pooled;
    Ok(Measure { rows: answers, units, whole })
}

fn periods(rows: &[(&ProfileRow, usize)]) -> BTreeMap<Months, ProfiledPeriod> {
    let mut periods = BTreeMap::new();
    for (row, _) in rows {
        let empty = ProfiledPeriod { months: row.period, cases: 0, events: 0, pooled: PeriodUse::SaysNothing };
        let period = periods.entry(row.period).or_insert(empty);
        period.cases += row.cases;
        period.events += row.events;
    }
    periods
}

/// One row beside what was expected of it.
fn alone(row: &ProfileRow, overall_rate: f64) -> Result<ProfiledRow, StandardiseError> {
    let expected = row.expected.unwrap_or(row.cases as f64 * overall_rate);
    if row.expected.is_none() && overall_rate <= 0.0 && row.events == 0 && row.cases > 0 {
        // Nobody had an event: 0 / 0 is no ratio. The adjusted rate is the observed one, and so is its interval.
        let high = garwood(0, row.cases as f64, 0.95)?.high.min(1.0);
        let adjusted_interval = Interval { low: 0.0, high };
        let (observed_rate, adjusted_rate) = (0.0, 0.0);
        return Ok(ProfiledRow {
            expected,
            observed_rate,
            ratio: None,
            adjusted_rate,
            adjusted_interval,
            pooled: None,
        });
    }
    let found = standardise(row.events, row.cases, expected, overall_rate)?;
    let Interval { low, high } = found.ratio_interval;
    Ok(ProfiledRow {
        expected,
        observed_rate: found.observed_rate,
        ratio: Some((Estimate { value: found.ratio, low, high }, found.verdict)),
        adjusted_rate: found.adjusted_rate,
        adjusted_interval: found.adjusted_interval,
        pooled: None,
    })
}

/// Whether a row has odds to be compared with.
fn can_be_pooled(row: &ProfileRow, answer: &ProfiledRow) -> bool {
    answer.expected > 0.0 && answer.expected < row.cases as f64
}

fn whole(
    rows: &[(&ProfileRow, usize)],
    answers: &[(usize, ProfiledRow)],
    periods: &BTreeMap<Months, ProfiledPeriod>,
) -> ProfiledMeasure {
    let mut rows_of: BTreeMap<Months, usize> = BTreeMap::new();
    rows.iter().for_each(|(row, _)| *rows_of.entry(row.period).or_default() += 1);
    let half_of_all = |row: &ProfileRow| {
        let many = rows_of.get(&row.period).is_some_and(|rows| *rows >= ROWS_WITH_A_TOTAL);
        many && periods.get(&row.period).is_some_and(|period| row.cases >= period.cases - row.cases)
    };
    let mut perhaps_totals: Vec<usize> =
        rows.iter().filter(|(row, _)| half_of_all(row)).map(|(_, number)| *number).collect();
    perhaps_totals.sort_unstable();
    let verdicts = || answers.iter().filter_map(|(_, answer)| answer.ratio).map(|(_, verdict)| verdict);
    let count = |wanted: Verdict| verdicts().filter(|verdict| *verdict == wanted).count();
    let too_high = |row: &ProfileRow, answer: &ProfiledRow| answer.expected >= row.cases as f64;
    ProfiledMeasure {
        measure: rows.first().map(|(row, _)| row.measure).unwrap_or_default(),
        periods: Vec::new(),
        rows: rows.len(),
        lower: count(Verdict::Lower),
        higher: count(Verdict::Higher),
        verdicts_by_chance: flags_by_chance(verdicts().count()).outside_95,
        expected_too_high: rows.iter().zip(answers).filter(|((row, _), (_, answer))| too_high(row, answer)).count(),
        perhaps_totals,
        expected_far_off: far_off(rows, answers),
        pooled: None,
    }
}

/// Whether all expected events together are far from the events, where there are enough events to say so.
fn far_off(rows: &[(&ProfileRow, usize)], answers: &[(usize, ProfiledRow)]) -> bool {
    let events = rows.iter().map(|(row, _)| row.events).sum::<u64>() as f64;
    let expected: f64 = answers.iter().map(|(_, answer)| answer.expected).sum();
    events.max(expected) >= LEAST_TO_DOUBT && (expected < events / 3.0 || expected > events * 3.0)
}

/// The units of a measure with the figures that are pooled.
struct Pool {
    units: Vec<Unit>,
}

impl Pool {
    /// Gathers each unit's periods, and tells its rows where it stands.
    fn new(
        rows: &[(&ProfileRow, usize)],
        answers: &mut [(usize, ProfiledRow)],
        periods: &BTreeMap<Months, ProfiledPeriod>,
        lean_on_volume: bool,
    ) -> Pool {
        let pooled =
            |row: &ProfileRow| periods.get(&row.period).is_some_and(|period| period.pooled == PeriodUse::Pooled);
        let mut units = Vec::new();
        let mut rest = answers;
        for of_unit in rows.chunk_by(|(one, _), (other, _)| one.unit == other.unit) {
            let (answers, others) = rest.split_at_mut(of_unit.len().min(rest.len()));
            rest = others;
            let figures = || {
                let all = of_unit.iter().zip(answers.iter()).map(|((row, _), (_, answer))| (*row, answer));
                all.filter(|(row, answer)| pooled(row) && can_be_pooled(row, answer))
            };
            let observations: Vec<Observation> = figures().map(|(row, answer)| observation(row, answer)).collect();
            if observations.is_empty() {
                continue;
            }
            let volume = if lean_on_volume { mean(figures().filter_map(|(row, _)| row.volume)) } else { None };
            answers.iter_mut().for_each(|(_, answer)| answer.pooled = Some(units.len()));
            units.push(Unit { observations, volume });
        }
        Pool { units }
    }

    fn fit(
        &self,
        lean_on_volume: bool,
        threads: usize,
    ) -> Result<(Vec<ProfiledUnit>, Option<PooledMeasure>), ProfileError> {
        if self.units.is_empty() {
            return Ok((Vec::new(), None));
        }
        let draws = (MOST_VALUES / self.units.len()).clamp(LEAST_DRAWS, DRAWS);
        let fitted = fit(&self.units, &Settings { lean_on_volume, draws, threads, ..Settings::default() })?;
        let shares: Vec<f64> = fitted.posteriors.iter().map(|posterior| posterior.own_share).collect();
        let rankability = rankability_of_shares(&shares).unwrap_or(0.0);
        // One unit alone has no order; and a rankability that only repeats what was assumed is no ground for one.
        let ordered = rankability >= LEAST_RANKABILITY && tells_spread(self.units.len(), fitted.hyper.spread);
        let whole = PooledMeasure { units: self.units.len(), rankability, ordered, hyper: fitted.hyper };
        Ok((units(&fitted, ordered, threads), Some(whole)))
    }
}

fn observation(row: &ProfileRow, answer: &ProfiledRow) -> Observation {
    Observation {
        time: row.period.middle(),
        cases: row.cases,
        events: Events::Known(row.events),
        expected: answer.expected,
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

fn units(fitted: &Fit, ordered: bool, threads: usize) -> Vec<ProfiledUnit> {
    let beliefs: Vec<Belief> = fitted.posteriors.iter().map(|posterior| posterior.belief()).collect();
    let ranks: Vec<Option<Rank>> = match ordered {
        true => ranks(&fitted.draws, threads).into_iter().map(Some).collect(),
        false => vec![None; beliefs.len()],
    };
    let together = fitted.posteriors.iter().zip(ranks).zip(bands(&beliefs));
    together
        .map(|((posterior, rank), band)| ProfiledUnit {
            ratio: posterior.ratio,
            own_share: posterior.own_share,
            rank,
            band,
        })
        .collect()
}
