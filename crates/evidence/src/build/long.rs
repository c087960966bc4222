//! Reads a source in which one row is one institution, one measure and one period.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::manifest::{Dropped, Manifest, MeasureEntry};
use super::table::{Table, TableRow};
use super::{BuildError, Wanted};
use crate::figures::{Period, Verdict};
use crate::institution::Point;

/// One row, understood.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// Position of the measure in the manifest.
    pub(crate) measure: usize,
    /// The publisher's number for the institution; none when the row is the whole state.
    pub(crate) institution: Option<String>,
    pub(crate) name: String,
    pub(crate) county: String,
    pub(crate) system: String,
    pub(crate) point: Option<Point>,
    pub(crate) period: Period,
    pub(crate) months: Option<u8>,
    /// Position of the manifest's remark on the period.
    pub(crate) remark: Option<usize>,
    pub(crate) cases: Option<u32>,
    pub(crate) events: Option<u32>,
    pub(crate) expected: Option<f64>,
    pub(crate) rate: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) verdict_word: String,
    pub(crate) suppressed: bool,
    /// The whole state's cases and events, where each row repeats them.
    pub(crate) statewide: (Option<u32>, Option<u32>),
    pub(crate) row: u64,
}

impl Fact {
    /// Whether the row says anything.
    pub(crate) fn says_something(&self) -> bool {
        self.suppressed || self.cases.is_some() || self.events.is_some() || self.rate.is_some()
    }

    /// How many of its columns are filled.
    pub(crate) fn filled(&self) -> usize {
        let counts = [self.cases, self.events].iter().flatten().count();
        counts + [self.expected, self.rate, self.low, self.high].iter().flatten().count()
    }
}

/// What a file gave.
pub(crate) struct LongFile {
    pub(crate) facts: Vec<Fact>,
    /// Rows left out on the manifest's word: row and reason.
    pub(crate) dropped: Vec<(u64, String)>,
    pub(crate) rows_read: u64,
    pub(crate) sha256: String,
}

/// Reads the manifest's file.
pub(crate) fn read(manifest: &Manifest, sources: &Path) -> Result<LongFile, BuildError> {
    let table = Table::read(sources, &manifest.file, &manifest.encoding)?;
    let columns = Columns::find(manifest, &table)?;
    let mut seen = HashSet::new();
    let mut file =
        LongFile { facts: Vec::new(), dropped: Vec::new(), rows_read: table.len(), sha256: table.sha256.clone() };
    for row in table.rows() {
        if let Some(reason) = columns.dropped(manifest, row) {
            file.dropped.push((row.number, reason));
            continue;
        }
        if row.is_blank() {
            file.dropped.push((row.number, "The row is empty.".to_owned()));
            continue;
        }
        if let Some(reason) = columns.repeated(manifest, row)
            && !seen.insert(row.joined())
        {
            file.dropped.push((row.number, reason));
            continue;
        }
        file.facts.push(columns.fact(manifest, row)?);
    }
    Ok(file)
}

/// Where each thing stands.
struct Columns {
    institution: usize,
    measure: Option<usize>,
    period: usize,
    optional: HashMap<&'static str, usize>,
    not_institution: Option<usize>,
    drops: Vec<Vec<(usize, String)>>,
    repeats: Vec<Vec<(usize, String)>>,
}

const OPTIONAL: [&str; 15] = [
    "name",
    "county",
    "system",
    "cases",
    "events",
    "expected_rate",
    "rate",
    "low",
    "high",
    "verdict",
    "latitude",
    "longitude",
    "location",
    "statewide_cases",
    "statewide_events",
];

/// A cell that should hold a number.
enum NumberCell {
    Missing,
    Suppressed,
    Number(f64),
}

impl Columns {
    fn find(manifest: &Manifest, table: &Table) -> Result<Columns, BuildError> {
        let mut optional = HashMap::new();
        for role in OPTIONAL {
            if let Some(position) = table.optional_column(manifest.columns.get(role))? {
                optional.insert(role, position);
            }
        }
        Ok(Columns {
            institution: table.column(manifest.column("institution")?)?,
            measure: table.optional_column(manifest.columns.get("measure"))?,
            period: table.column(manifest.column("period")?)?,
            optional,
            not_institution: table
                .optional_column(manifest.not_institution.as_ref().map(|matching| &matching.column))?,
            drops: matchings(table, &manifest.drop)?,
            repeats: matchings(table, &manifest.repeat)?,
        })
    }

    fn dropped(&self, manifest: &Manifest, row: TableRow<'_>) -> Option<String> {
        let position = self.drops.iter().position(|pairs| matches(pairs, row))?;
        manifest.drop.get(position).map(|dropped| dropped.reason.clone())
    }

    fn repeated(&self, manifest: &Manifest, row: TableRow<'_>) -> Option<String> {
        let position = self.repeats.iter().position(|pairs| matches(pairs, row))?;
        manifest.repeat.get(position).map(|repeated| repeated.reason.clone())
    }

    fn text<'a>(&self, role: &str, row: TableRow<'a>) -> &'a str {
        self.optional.get(role).map_or("", |column| row.text(*column))
    }

    fn number(&self, manifest: &Manifest, role: &str, row: TableRow<'_>) -> Result<NumberCell, BuildError> {
        let Some(column) = self.optional.get(role) else { return Ok(NumberCell::Missing) };
        let cell = row.text(*column);
        if cell.is_empty() || manifest.missing.iter().any(|mark| mark.trim() == cell) {
            return Ok(NumberCell::Missing);
        }
        if manifest.suppressed.iter().any(|mark| mark.trim() == cell) {
            return Ok(NumberCell::Suppressed);
        }
        match cell.replace(',', "").parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => Ok(NumberCell::Number(number)),
            _ => Err(row.wrong(*column, Wanted::CountOrMark)),
        }
    }

    fn fact(&self, manifest: &Manifest, row: TableRow<'_>) -> Result<Fact, BuildError> {
        let (period, remark) = self.period(manifest, row)?;
        let months = remark.and_then(|position| manifest.period.get(position)).and_then(|remark| remark.months);
        let label = self.measure.map_or("", |column| row.text(column));
        let Some(measure) = manifest.entry(label, period) else {
            let column = self.measure.unwrap_or_default();
            return Err(row.wrong(column, Wanted::NamedMeasure));
        };
        let mut suppressed = false;
        let mut take = |role: &str| -> Result<Option<f64>, BuildError> {
            Ok(match self.number(manifest, role, row)? {
                NumberCell::Missing => None,
                NumberCell::Suppressed => {
                    suppressed = true;
                    None
                }
                NumberCell::Number(number) => Some(number),
            })
        };
        let (cases, events, expected_rate) = (take("cases")?, take("events")?, take("expected_rate")?);
        let (rate, low, high) = (take("rate")?, take("low")?, take("high")?);
        let statewide = (take("statewide_cases")?, take("statewide_events")?);
        let entry = manifest.measure.get(measure);
        let scale = scale(manifest, entry);
        let verdict_word = self.text("verdict", row);
        Ok(Fact {
            measure,
            institution: self.institution(manifest, row),
            name: self.text("name", row).to_owned(),
            county: self.text("county", row).to_owned(),
            system: self.text("system", row).to_owned(),
            point: self.point(row),
            period,
            months,
            remark,
            cases: self.count(row, "cases", cases)?,
            events: self.count(row, "events", events)?,
            expected: expected_rate.zip(cases).map(|(rate, cases)| rate / 100.0 * cases),
            rate: rate.map(|rate| scaled(rate, scale)),
            low: low.map(|low| scaled(low, scale)),
            high: high.map(|high| scaled(high, scale)),
            verdict: verdict(manifest, verdict_word),
            verdict_word: verdict_word.to_owned(),
            suppressed,
            statewide: (
                self.count(row, "statewide_cases", statewide.0)?,
                self.count(row, "statewide_events", statewide.1)?,
            ),
            row: row.number,
        })
    }

    fn count(&self, row: TableRow<'_>, role: &str, number: Option<f64>) -> Result<Option<u32>, BuildError> {
        let Some(number) = number else { return Ok(None) };
        if number.fract() == 0.0 && number <= f64::from(u32::MAX) {
            return Ok(format!("{number:.0}").parse().ok());
        }
        let column = self.optional.get(role).copied().unwrap_or_default();
        Err(row.wrong(column, Wanted::Whole))
    }

    fn institution(&self, manifest: &Manifest, row: TableRow<'_>) -> Option<String> {
        if let (Some(column), Some(matching)) = (self.not_institution, &manifest.not_institution)
            && matching.values.iter().any(|value| value.trim() == row.text(column))
        {
            return None;
        }
        let key = row.text(self.institution);
        (!key.is_empty()).then(|| key.to_owned())
    }

    fn point(&self, row: TableRow<'_>) -> Option<Point> {
        let (latitude, longitude) = match self.text("location", row) {
            "" => (self.text("latitude", row), self.text("longitude", row)),
            location => location.trim_matches(['(', ')']).split_once(',')?,
        };
        let (latitude, longitude) = (latitude.trim().parse().ok()?, longitude.trim().parse().ok()?);
        let point = Point { latitude, longitude };
        (latitude != 0.0 && longitude != 0.0).then_some(point)
    }

    fn period(&self, manifest: &Manifest, row: TableRow<'_>) -> Result<(Period, Option<usize>), BuildError> {
        let label = row.text(self.period);
        let remark = manifest.period.iter().position(|remark| remark.label == label);
        let window =
            remark.and_then(|position| manifest.period.get(position)).and_then(|remark| remark.window.as_deref());
        let period = Period::parse(window.unwrap_or(label)).ok_or_else(|| row.wrong(self.period, Wanted::Period))?;
        Ok((period, remark))
    }
}

/// Where the cells of each rule stand.
fn matchings(table: &Table, rules: &[Dropped]) -> Result<Vec<Vec<(usize, String)>>, BuildError> {
    let pairs = |rule: &Dropped| {
        let pairs = rule.matching.iter().map(|(name, cell)| Ok((table.column(name)?, cell.clone())));
        pairs.collect::<Result<Vec<_>, BuildError>>()
    };
    rules.iter().map(pairs).collect()
}

/// To the letter, spaces too: one publisher tells two figures apart by a space at the end.
fn matches(pairs: &[(usize, String)], row: TableRow<'_>) -> bool {
    pairs.iter().all(|(column, cell)| row.exact(*column) == cell)
}

/// By what a published rate is multiplied to stand in the measure's unit.
fn scale(manifest: &Manifest, entry: Option<&MeasureEntry>) -> f64 {
    let unit = entry.and_then(|entry| entry.rate_unit.as_deref()).unwrap_or(&manifest.rate_unit);
    if unit == "fraction" { 100.0 } else { 1.0 }
}

/// A rate in the measure's unit, without the noise that binary fractions add when they are multiplied.
fn scaled(rate: f64, scale: f64) -> f64 {
    (rate * scale * 1e6).round() / 1e6
}

fn verdict(manifest: &Manifest, word: &str) -> Option<Verdict> {
    let known = manifest.verdicts.iter().find(|(published, _)| published.trim() == word)?;
    match known.1.as_str() {
        "better" => Some(Verdict::Better),
        "no_different" => Some(Verdict::NoDifferent),
        "worse" => Some(Verdict::Worse),
        _ => None,
    }
}
