//! What is known of each measure as a whole, as JSON, with the rows after it.

use std::collections::BTreeMap;

use evidence::Period;
use language::Text;
use serde::Serialize;
use statistics::{Estimate, Months, PeriodUse, PooledMeasure, Profile, ProfiledMeasure, ProfiledPeriod};

use super::asked::Asked;
use super::read::{Count, Sheet};
use super::rows::{rounded, write_json_lines};
use crate::failure::Failure;
use crate::output;

#[derive(Serialize)]
struct Facts<'a> {
    file: &'a str,
    skipped: Skipped<'a>,
    measures: Vec<MeasureFacts<'a>>,
}

/// Rows that were left out.
#[derive(Serialize)]
struct Skipped<'a> {
    /// By the column in which a cell is not a number.
    not_a_number: &'a BTreeMap<String, Count>,
    no_cases: Count,
}

#[derive(Serialize)]
struct MeasureFacts<'a> {
    measure: Option<&'a str>,
    rows: usize,
    overall: Vec<Overall>,
    verdicts: Verdicts,
    hospitals_pooled: Option<usize>,
    rankability: Option<f64>,
    ranked: bool,
    /// Of the log odds ratio.
    spread_between_hospitals: Option<Interval>,
    /// Whether the table tells it, rather than what was assumed beforehand.
    spread_learned: bool,
    correlation_after_a_year: Option<Interval>,
    correlation_learned: bool,
    /// Of the log odds ratio on the natural logarithm of volume.
    slope_on_log_volume: Option<Interval>,
    rows_expected_not_below_cases: usize,
    expected_far_from_events: bool,
    perhaps_totals: Vec<PerhapsTotal<'a>>,
}

#[derive(Serialize)]
struct Overall {
    period: Option<String>,
    cases: u64,
    events: u64,
    rate: f64,
    pooled: bool,
    why_not_pooled: Option<&'static str>,
}

#[derive(Serialize)]
struct Verdicts {
    lower: usize,
    higher: usize,
    by_chance_about_at_most: f64,
}

#[derive(Serialize)]
struct Interval {
    value: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct PerhapsTotal<'a> {
    row: usize,
    hospital: &'a str,
}

/// Writes everything.
pub(super) fn write_json(text: Text, asked: &Asked, sheet: &Sheet, profile: &Profile) -> Result<(), Failure> {
    let facts = Facts {
        file: asked.file,
        skipped: Skipped { not_a_number: &sheet.left_out.not_numbers, no_cases: sheet.left_out.no_cases },
        measures: profile.measures.iter().map(|measure| measure_facts(sheet, measure)).collect(),
    };
    let json = serde_json::to_string_pretty(&facts).map_err(|error| output::failed(text, &error.to_string()))?;
    // The rows follow inside the same object, a line each: a million of them pretty would be a billion letters.
    output::write(text, &format!("{},\n  \"rows\": [\n", json.trim_end_matches(['}', '\n'])))?;
    write_json_lines(text, sheet, profile)?;
    output::write(text, "  ]\n}\n")
}

fn measure_facts<'a>(sheet: &'a Sheet, measure: &ProfiledMeasure) -> MeasureFacts<'a> {
    let pooled = measure.pooled;
    let several = pooled.filter(|pooled| pooled.units > 1);
    MeasureFacts {
        measure: sheet.measure(measure.measure),
        rows: measure.rows,
        overall: measure.periods.iter().map(|period| overall(sheet, period)).collect(),
        verdicts: Verdicts {
            lower: measure.lower,
            higher: measure.higher,
            by_chance_about_at_most: rounded(measure.verdicts_by_chance),
        },
        hospitals_pooled: pooled.map(|pooled| pooled.units),
        rankability: pooled.filter(PooledMeasure::tells_spread).map(|pooled| rounded(pooled.rankability)),
        ranked: pooled.is_some_and(|pooled| pooled.ordered),
        spread_between_hospitals: several.map(|pooled| interval(pooled.hyper.spread)),
        spread_learned: pooled.is_some_and(|pooled| pooled.tells_spread()),
        correlation_after_a_year: several.and_then(|pooled| pooled.hyper.correlation).map(interval),
        correlation_learned: pooled.is_some_and(|pooled| pooled.tells_correlation()),
        slope_on_log_volume: pooled.and_then(|pooled| pooled.hyper.slope).map(interval),
        rows_expected_not_below_cases: measure.expected_too_high,
        expected_far_from_events: measure.expected_far_off,
        perhaps_totals: measure
            .perhaps_totals
            .iter()
            .map(|row| PerhapsTotal { row: sheet.number(*row), hospital: sheet.hospital_at(*row) })
            .collect(),
    }
}

fn overall(sheet: &Sheet, period: &ProfiledPeriod) -> Overall {
    Overall {
        period: sheet.has_periods().then(|| months(period.months)),
        cases: period.cases,
        events: period.events,
        rate: rounded(period.rate()),
        pooled: period.pooled == PeriodUse::Pooled,
        why_not_pooled: match period.pooled {
            PeriodUse::Pooled => None,
            PeriodUse::Overlaps => Some("overlaps a newer period"),
            PeriodUse::SaysNothing => Some("says nothing of differences"),
        },
    }
}

/// A period in the one way in which Anshin writes it.
fn months(months: Months) -> String {
    match (u16::try_from(months.first), u16::try_from(months.last)) {
        (Ok(first), Ok(last)) => Period { first, last }.to_string(),
        _ => String::new(),
    }
}

fn interval(estimate: Estimate) -> Interval {
    Interval { value: rounded(estimate.value), low: rounded(estimate.low), high: rounded(estimate.high) }
}
