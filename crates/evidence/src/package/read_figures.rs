//! Reads volumes, outcomes and totals.

use super::problem::Problem;
use super::read::{Files, Ids, each_row, in_order};
use super::read_checks::{possible, total_parts, volume_parts, within_cases, within_period};
use super::schema;
use crate::catalogue::Measure;
use crate::figures::{Outcome, Total, Volume};

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
        within_period(cells, &volume)?;
        within_cases(cells, volume.cases.map(u64::from), &volume_parts(&volume))?;
        let key = (volume.measure, volume.institution, volume.period);
        in_order(cells, rows.last().map(|last| (last.measure, last.institution, last.period)), key)?;
        rows.push(volume);
        Ok(())
    });
    (rows, problems)
}

/// Reads what became of those treated.
pub(crate) fn results(files: &Files, ids: &Ids, measures: &[Measure]) -> (Vec<Outcome>, Vec<Problem>) {
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
        possible(cells, &result, measures)?;
        let key = (result.measure, result.institution, result.period);
        in_order(cells, rows.last().map(|last| (last.measure, last.institution, last.period)), key)?;
        rows.push(result);
        Ok(())
    });
    (rows, problems)
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
        within_cases(cells, total.cases, &total_parts(&total))?;
        in_order(cells, rows.last().map(|last| (last.measure, last.period)), (total.measure, total.period))?;
        rows.push(total);
        Ok(())
    });
    (rows, problems)
}
