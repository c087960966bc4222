//! Reads volumes, outcomes and totals.

use super::cells::Cells;
use super::problem::{Problem, What};
use super::read::{Files, Ids, each_row};
use super::schema;
use crate::figures::{Outcome, State, Total, Volume};

/// Reads how many were treated.
pub(crate) fn volumes(files: &Files, ids: &Ids) -> (Vec<Volume>, Vec<Problem>) {
    let (mut rows, mut problems): (Vec<Volume>, _) = (Vec::new(), Vec::new());
    each_row(files, &schema::VOLUMES, &mut problems, |cells| {
        let volume = Volume {
            measure: ids.measure(cells)?,
            institution: ids.institution(cells)?,
            period: cells.period()?,
            months: cells.number()?,
            cases: cells.number()?,
            operations: cells.number()?,
            endoscopic: cells.number()?,
            other_operations: cells.number()?,
            no_operation: cells.number()?,
            masked: cells.number_or_zero()?,
            masked_operations: cells.number_or_zero()?,
            masked_endoscopic: cells.number_or_zero()?,
            series: cells.number_or_zero()?,
        };
        let key = (volume.measure, volume.institution, volume.period);
        in_order(cells, rows.last().map(|last| (last.measure, last.institution, last.period)), key)?;
        rows.push(volume);
        Ok(())
    });
    (rows, problems)
}

/// Reads what became of those treated.
pub(crate) fn results(files: &Files, ids: &Ids) -> (Vec<Outcome>, Vec<Problem>) {
    let (mut rows, mut problems): (Vec<Outcome>, _) = (Vec::new(), Vec::new());
    each_row(files, &schema::RESULTS, &mut problems, |cells| {
        let result = Outcome {
            measure: ids.measure(cells)?,
            institution: ids.institution(cells)?,
            period: cells.period()?,
            cases: cells.number()?,
            events: cells.number()?,
            expected: cells.finite()?,
            rate: cells.finite()?,
            low: cells.finite()?,
            high: cells.finite()?,
            verdict: cells.word_or_none()?,
            verdict_word: cells.owned()?,
            state: cells.word()?,
            series: cells.number_or_zero()?,
        };
        possible(cells, &result)?;
        let key = (result.measure, result.institution, result.period);
        in_order(cells, rows.last().map(|last| (last.measure, last.institution, last.period)), key)?;
        rows.push(result);
        Ok(())
    });
    (rows, problems)
}

/// A figure that cannot be true must say so.
fn possible(cells: &Cells<'_>, result: &Outcome) -> Result<(), Problem> {
    if result.state != State::Usable {
        return Ok(());
    }
    let wrong = if let (Some(events), Some(cases)) = (result.events, result.cases)
        && events > cases
    {
        Some(What::Impossible(events, cases))
    } else if let (Some(low), Some(high)) = (result.low, result.high)
        && low > high
    {
        Some(What::UpsideDown(format!("{low}-{high}")))
    } else {
        [result.rate, result.expected, result.low]
            .into_iter()
            .flatten()
            .find(|number| *number < 0.0)
            .map(|number| What::BelowZero(number.to_string()))
    };
    match wrong {
        None => Ok(()),
        Some(what) => Err(Problem { column: "state".to_owned(), ..cells.problem(what) }),
    }
}

/// Rows stand in order, each key once.
fn in_order<K: Ord>(cells: &Cells<'_>, last: Option<K>, key: K) -> Result<(), Problem> {
    match last {
        Some(last) if last >= key => Err(Problem { column: String::new(), ..cells.problem(What::OutOfOrder) }),
        _ => Ok(()),
    }
}

/// Reads the whole country's or state's figures.
pub(crate) fn totals(files: &Files, ids: &Ids) -> (Vec<Total>, Vec<Problem>) {
    let (mut rows, mut problems): (Vec<Total>, _) = (Vec::new(), Vec::new());
    each_row(files, &schema::TOTALS, &mut problems, |cells| {
        let total = Total {
            measure: ids.measure(cells)?,
            period: cells.period()?,
            cases: cells.number()?,
            events: cells.number()?,
            operations: cells.number()?,
            endoscopic: cells.number()?,
            other_operations: cells.number()?,
            no_operation: cells.number()?,
        };
        in_order(cells, rows.last().map(|last| (last.measure, last.period)), (total.measure, total.period))?;
        rows.push(total);
        Ok(())
    });
    (rows, problems)
}
