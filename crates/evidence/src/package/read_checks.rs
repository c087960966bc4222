//! What a row of figures must fulfil beyond being numbers.

use super::cells::Cells;
use super::problem::{Problem, What};
use crate::catalogue::{Measure, RateUnit};
use crate::figures::{Outcome, State, Total, Volume};

/// Publishers round rate and interval apart from each other, so that a rate may lie this share beyond an end.
const ROUNDING: f64 = 0.01;
/// An adjusted rate can exceed the whole where this few were treated (the adjustment multiplies a crude rate near the whole).
const FEW_CASES: u32 = 10;

/// The parts of a volume by the name of their column.
pub(crate) fn volume_parts(volume: &Volume) -> [(&'static str, Option<u64>); 4] {
    [
        ("operations", volume.operations.map(u64::from)),
        ("endoscopic", volume.endoscopic.map(u64::from)),
        ("other_operations", volume.other_operations.map(u64::from)),
        ("no_operation", volume.no_operation.map(u64::from)),
    ]
}

/// The parts of a total by the name of their column.
pub(crate) fn total_parts(total: &Total) -> [(&'static str, Option<u64>); 5] {
    [
        ("events", total.events),
        ("operations", total.operations),
        ("endoscopic", total.endoscopic),
        ("other_operations", total.other_operations),
        ("no_operation", total.no_operation),
    ]
}

/// No part is larger than the whole, where the whole is given.
pub(crate) fn within_cases(
    cells: &Cells<'_>,
    cases: Option<u64>,
    parts: &[(&str, Option<u64>)],
) -> Result<(), Problem> {
    let Some(cases) = cases else { return Ok(()) };
    for (column, part) in parts {
        if let Some(part) = part.filter(|part| *part > cases) {
            return Err(in_column(cells, column, What::MoreThanCases(part, cases)));
        }
    }
    Ok(())
}

/// An institution reports no more months than the period has.
pub(crate) fn within_period(cells: &Cells<'_>, volume: &Volume) -> Result<(), Problem> {
    let all = volume.period.months();
    match volume.months.filter(|months| u16::from(*months) > all) {
        Some(months) => Err(in_column(cells, "months", What::Months(months, all))),
        None => Ok(()),
    }
}

/// A figure that cannot be true must say so.
pub(crate) fn possible(cells: &Cells<'_>, result: &Outcome, measures: &[Measure]) -> Result<(), Problem> {
    if result.state != State::Usable {
        return Ok(());
    }
    let unit = measures.get(result.measure.position()).map(|measure| measure.rate_unit);
    let wrong =
        counts(result).or_else(|| interval(result)).or_else(|| below_zero(result)).or_else(|| rate(result, unit?));
    wrong.map_or(Ok(()), |what| Err(in_column(cells, "state", what)))
}

fn counts(result: &Outcome) -> Option<What> {
    let (events, cases) = result.events.zip(result.cases)?;
    (events > cases).then_some(What::Impossible(events, cases))
}

fn interval(result: &Outcome) -> Option<What> {
    let ends = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
    let shown = || format!("{}-{}", ends(result.low), ends(result.high));
    if let Some((low, high)) = result.low.zip(result.high)
        && low > high
    {
        return Some(What::UpsideDown(shown()));
    }
    let rate = result.rate?;
    let room = |end: f64| ROUNDING * end.abs().max(1.0);
    let below = result.low.is_some_and(|low| rate < low - room(low));
    let above = result.high.is_some_and(|high| rate > high + room(high));
    (below || above).then(|| What::OutsideInterval(rate.to_string(), shown()))
}

fn below_zero(result: &Outcome) -> Option<What> {
    let numbers = [result.rate, result.expected, result.low].into_iter().flatten();
    numbers.into_iter().find(|number| *number < 0.0).map(|number| What::BelowZero(number.to_string()))
}

fn rate(result: &Outcome, unit: RateUnit) -> Option<What> {
    let most = match unit {
        RateUnit::Percent => 100_u32,
        RateUnit::PerThousand => 1_000,
    };
    let few = result.cases.is_some_and(|cases| cases <= FEW_CASES);
    let rate = result.rate.filter(|rate| *rate > f64::from(most) && !few)?;
    Some(What::RateTooHigh(rate.to_string(), most))
}

fn in_column(cells: &Cells<'_>, column: &str, what: What) -> Problem {
    Problem { column: column.to_owned(), ..cells.problem(what) }
}
