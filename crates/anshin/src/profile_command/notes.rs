//! What must be known about an answer, in sentences.

use language::{Text, Value};
use statistics::{Estimate, PeriodUse, PooledMeasure, ProfiledMeasure};

use super::read::Sheet;

/// So many periods, rows or hospitals are named; the rest are counted.
const MOST_NAMED: usize = 8;

/// What was left out of the table.
pub(super) fn left_out(text: Text, sheet: &Sheet) -> Vec<String> {
    let first = |row: Option<usize>| row.unwrap_or_default();
    let mut notes: Vec<String> = sheet
        .left_out
        .not_numbers
        .iter()
        .map(|(column, count)| text.profile_skipped(count.rows, column, first(count.first_row)))
        .collect();
    let none = sheet.left_out.no_cases;
    if none.rows > 0 {
        notes.push(text.profile_skipped_no_cases(none.rows, first(none.first_row)));
    }
    notes
}

/// What is doubtful or missing in one measure.
pub(super) fn of_measure(text: Text, sheet: &Sheet, measure: &ProfiledMeasure) -> Vec<String> {
    let mut notes = Vec::new();
    if !measure.perhaps_totals.is_empty() {
        let named = |row: &usize| text.profile_named_row(sheet.hospital_at(*row), sheet.number(*row));
        notes.push(text.profile_perhaps_totals(list(text, measure.perhaps_totals.iter().map(named).collect())));
    }
    if measure.expected_far_off {
        notes.push(text.profile_expected_far_off());
    }
    if measure.expected_too_high > 0 {
        notes.push(text.profile_expected_too_high(measure.expected_too_high));
    }
    let not_pooled = |why: PeriodUse| -> Vec<String> {
        let periods = measure.periods.iter().filter(|period| period.pooled == why);
        periods.map(|period| sheet.written(period.months)).collect()
    };
    let overlapping = not_pooled(PeriodUse::Overlaps);
    if !overlapping.is_empty() {
        notes.push(text.profile_overlapping(list(text, overlapping)));
    }
    let silent = not_pooled(PeriodUse::SaysNothing);
    if measure.pooled.is_none() {
        notes.push(text.profile_not_pooled());
    } else if !silent.is_empty() {
        notes.push(text.profile_periods_say_nothing(list(text, silent)));
    }
    match sheet.measure(measure.measure) {
        Some(name) => notes.into_iter().map(|note| text.edition_says(name, note)).collect(),
        None => notes,
    }
}

/// What was learned of all hospitals of a measure together.
pub(super) fn learned(text: Text, sheet: &Sheet, measure: &ProfiledMeasure) -> Vec<String> {
    let mut notes = Vec::new();
    for period in measure.periods.iter().rev().take(MOST_NAMED) {
        let rate = Value::Decimal(100.0 * period.rate(), 2);
        notes.push(match sheet.has_periods() {
            true => text.profile_overall_period(sheet.written(period.months), period.events, period.cases, rate),
            false => text.profile_overall(period.events, period.cases, rate),
        });
    }
    if let Some(more) = measure.periods.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        notes.push(text.profile_older_periods(more));
    }
    let chance = match measure.verdicts_by_chance {
        few if few < 1.0 => text.profile_chance_few(),
        some => text.profile_chance_some(Value::Decimal(some, 0)),
    };
    notes.push(text.profile_by_chance(measure.rows, measure.lower, measure.higher, chance));
    if let Some(pooled) = measure.pooled {
        notes.extend(of_pool(text, pooled));
    }
    notes
}

fn of_pool(text: Text, pooled: PooledMeasure) -> Vec<String> {
    let two = |number: f64| Value::Decimal(number, 2);
    let whole = Value::Decimal(100.0 * pooled.rankability, 0);
    if pooled.units <= 1 {
        // Of one hospital, how hospitals differ is only what was assumed beforehand.
        return vec![text.profile_one_hospital()];
    }
    let Estimate { value, low, high } = pooled.hyper.spread;
    let mut notes = match (pooled.tells_spread(), pooled.ordered) {
        (false, _) => vec![text.profile_spread_unknown()],
        (true, true) => vec![text.profile_ranked(whole)],
        (true, false) => vec![text.profile_not_ranked(whole)],
    };
    if pooled.tells_spread() {
        notes.push(text.profile_spread(two((-value).exp()), two(value.exp()), two(value), two(low), two(high)));
    }
    match pooled.hyper.correlation {
        Some(Estimate { value, low, high }) if pooled.tells_correlation() => {
            notes.push(text.profile_correlation(two(value), two(low), two(high)));
        }
        Some(_) => notes.push(text.profile_correlation_unknown()),
        None => {}
    }
    if let Some(Estimate { value, low, high }) = pooled.hyper.slope {
        let twice = |slope: f64| two((slope * std::f64::consts::LN_2).exp());
        notes.push(text.profile_slope(twice(value), twice(low), twice(high)));
    }
    notes
}

fn list(text: Text, mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let named = names.join(&text.profile_list_comma());
    if more > 0 { format!("{named} {}", text.command_and_more(more)) } else { named }
}
