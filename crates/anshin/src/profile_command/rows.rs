//! The rows of the answer, as CSV and as JSON objects.

use std::borrow::Cow;

use documents::export::guarded;
use language::Text;
use serde::Serialize;
use statistics::{Estimate, Profile, ProfileRow, ProfiledRow, ProfiledUnit, Verdict};

use super::read::Sheet;
use crate::failure::Failure;
use crate::output;

/// So many rows are written at a time.
const BLOCK: usize = 4_096;

/// One row: first what it says alone, then what its hospital's periods say together. Absent is empty, never 0.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    hospital: Cow<'a, str>,
    measure: Option<Cow<'a, str>>,
    period: Option<Cow<'a, str>>,
    cases: u64,
    events: u64,
    expected: f64,
    observed_rate: f64,
    standardised_ratio: Option<f64>,
    ratio_low: Option<f64>,
    ratio_high: Option<f64>,
    adjusted_rate: f64,
    adjusted_low: f64,
    adjusted_high: f64,
    verdict: Option<&'static str>,
    shrunken_ratio: Option<f64>,
    shrunken_low: Option<f64>,
    shrunken_high: Option<f64>,
    expected_rank: Option<f64>,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    probability_best_quarter: Option<f64>,
    band: Option<u32>,
}

impl Answer<'_> {
    /// Its texts as a spreadsheet may open them; they come from the file of whoever asks.
    fn guarded(self) -> Self {
        Answer {
            hospital: guarded(self.hospital),
            measure: self.measure.map(guarded),
            period: self.period.map(guarded),
            ..self
        }
    }
}

/// The answers, one a row, in the order of the file.
pub(super) fn answers<'a>(sheet: &'a Sheet, profile: &'a Profile) -> impl Iterator<Item = Answer<'a>> {
    let rows = sheet.rows.iter().zip(&profile.rows).enumerate();
    rows.map(|(place, (row, found))| answer(sheet, place, row, found, profile.unit(found)))
}

fn answer<'a>(
    sheet: &'a Sheet,
    place: usize,
    row: &ProfileRow,
    found: &ProfiledRow,
    unit: Option<&ProfiledUnit>,
) -> Answer<'a> {
    let ratio = |part: fn(&Estimate) -> f64| found.ratio.as_ref().map(|(ratio, _)| rounded(part(ratio)));
    let shrunken = |part: fn(&Estimate) -> f64| unit.map(|unit| rounded(part(&unit.ratio)));
    let rank = unit.and_then(|unit| unit.rank);
    Answer {
        hospital: Cow::Borrowed(sheet.hospital(row)),
        measure: sheet.measure(row.measure).map(Cow::Borrowed),
        period: sheet.period(place).map(Cow::Borrowed),
        cases: row.cases,
        events: row.events,
        expected: rounded(found.expected),
        observed_rate: rounded(found.observed_rate),
        standardised_ratio: ratio(|ratio| ratio.value),
        ratio_low: ratio(|ratio| ratio.low),
        ratio_high: ratio(|ratio| ratio.high),
        adjusted_rate: rounded(found.adjusted_rate),
        adjusted_low: rounded(found.adjusted_interval.low),
        adjusted_high: rounded(found.adjusted_interval.high),
        verdict: found.ratio.map(|(_, verdict)| verdict_word(verdict)),
        shrunken_ratio: shrunken(|ratio| ratio.value),
        shrunken_low: shrunken(|ratio| ratio.low),
        shrunken_high: shrunken(|ratio| ratio.high),
        expected_rank: rank.map(|rank| rounded(rank.expected)),
        rank_low: rank.map(|rank| rank.low),
        rank_high: rank.map(|rank| rank.high),
        probability_best_quarter: rank.map(|rank| rounded(rank.probability_best_quarter)),
        band: unit.map(|unit| unit.band),
    }
}

/// The word in files, the same in every language.
fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Lower => "lower",
        Verdict::NoDifferent => "no different",
        Verdict::Higher => "higher",
    }
}

/// Ten digits: more than anyone needs, and the same on every machine.
pub(super) fn rounded(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let places = 9.0 - number.abs().log10().floor();
    if !(0.0..=22.0).contains(&places) {
        return number;
    }
    // Powers of ten up to 22 are exact.
    let scale = 10_f64.powi(places as i32);
    (number * scale).round() / scale
}

/// Writes the rows as CSV.
pub(super) fn write_csv(text: Text, sheet: &Sheet, profile: &Profile) -> Result<(), Failure> {
    let failed = |error: csv::Error| output::failed(text, &error.to_string());
    let mut answers = answers(sheet, profile).peekable();
    let mut first = true;
    while answers.peek().is_some() {
        let mut writer = csv::WriterBuilder::new().has_headers(first).from_writer(Vec::new());
        for answer in answers.by_ref().take(BLOCK) {
            writer.serialize(answer.guarded()).map_err(failed)?;
        }
        first = false;
        let bytes = writer.into_inner().map_err(|error| failed(csv::Error::from(error.into_error())))?;
        output::write(text, &String::from_utf8_lossy(&bytes))?;
    }
    Ok(())
}

/// Writes the rows as JSON objects, a line each.
pub(super) fn write_json_lines(text: Text, sheet: &Sheet, profile: &Profile) -> Result<(), Failure> {
    let mut answers = answers(sheet, profile).peekable();
    let mut block = String::new();
    let mut waiting = 0;
    while let Some(answer) = answers.next() {
        let line = serde_json::to_string(&answer).map_err(|error| output::failed(text, &error.to_string()))?;
        let end = if answers.peek().is_some() { "," } else { "" };
        block.push_str(&format!("    {line}{end}\n"));
        waiting += 1;
        if waiting == BLOCK {
            output::write(text, &block)?;
            block.clear();
            waiting = 0;
        }
    }
    output::write(text, &block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_are_kept_of_any_size() {
        assert_eq!(rounded(1.0 / 3.0), 0.333_333_333_3);
        assert_eq!(rounded(2.0e-9 / 3.0), 6.666_666_667e-10);
        assert_eq!(rounded(123_456.789_012_345), 123_456.789);
        assert_eq!(rounded(0.0), 0.0);
        assert_eq!(rounded(1e-300), 1e-300);
    }
}
