//! A file of separated values as rows that can be profiled.

mod columns;
mod content;
mod names;
mod record;

use std::collections::BTreeMap;
use std::io::ErrorKind;

use csv::{ReaderBuilder, StringRecord};
use statistics::{Months, ProfileRow};

use super::asked::Asked;
use super::refusal::Refusal;
use columns::Columns;
use content::RowNumbers;
use names::Names;
use record::{Reading, Seen};

/// More rows than any registry of hospitals has.
pub(super) const MOST_ROWS: usize = 10_000_000;

/// Reads the table that is asked about.
pub(super) fn read(asked: &Asked) -> Result<Sheet, Refusal> {
    let content = content::content(asked.file)?;
    let content = content::without_declaration(&content);
    if content.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let separator = content::delimiter(content);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(content.as_bytes());
    let mut numbers = RowNumbers::new(content.as_bytes());
    let mut record = StringRecord::new();
    let more = reader.read_record(&mut record).map_err(|error| Refusal::File(kind(&error)))?;
    if !more {
        return Err(Refusal::Empty);
    }
    numbers.of(&record);
    let columns = Columns::find(asked, &record, separator)?;
    let mut reading = Reading::default();
    while reader.read_record(&mut record).map_err(|error| Refusal::File(kind(&error)))? {
        let number = numbers.of(&record);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != columns.count {
            return Err(Refusal::Cells { row: number, cells: record.len(), header: columns.count, separator });
        }
        reading.take(asked, &columns, number, &record)?;
        if reading.rows.len() > MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
    }
    reading.sheet(asked)
}

fn kind(error: &csv::Error) -> ErrorKind {
    match error.kind() {
        csv::ErrorKind::Io(error) => error.kind(),
        _ => ErrorKind::InvalidData,
    }
}

/// A table that was read.
pub(super) struct Sheet {
    /// What is profiled.
    pub rows: Vec<ProfileRow>,
    seen: Vec<Seen>,
    /// How each period is written in the table; of several ways the first of the alphabet.
    written: BTreeMap<Months, u32>,
    hospitals: Vec<String>,
    measures: Vec<String>,
    periods: Vec<String>,
    pub left_out: LeftOut,
}

impl Sheet {
    /// The number of a row in the file; the header is row 1.
    pub fn number(&self, row: usize) -> usize {
        self.seen.get(row).map_or(0, |seen| seen.number)
    }

    pub fn hospital(&self, row: &ProfileRow) -> &str {
        name(&self.hospitals, row.unit).unwrap_or_default()
    }

    /// The hospital in so many rows' place.
    pub fn hospital_at(&self, row: usize) -> &str {
        self.rows.get(row).map(|row| self.hospital(row)).unwrap_or_default()
    }

    /// The measure by its number, where the table has measures.
    pub fn measure(&self, measure: u32) -> Option<&str> {
        name(&self.measures, measure)
    }

    /// The period of a row as written, where the table has periods.
    pub fn period(&self, row: usize) -> Option<&str> {
        self.seen.get(row).and_then(|seen| name(&self.periods, seen.period))
    }

    /// A period as the table writes it.
    pub fn written(&self, months: Months) -> String {
        self.written.get(&months).and_then(|period| name(&self.periods, *period)).unwrap_or_default().to_owned()
    }

    pub fn has_periods(&self) -> bool {
        !self.periods.is_empty()
    }

    /// Two rows that speak of the same.
    pub fn twice(&self, first: usize, second: usize) -> Refusal {
        let hospital = self.hospital_at(first).to_owned();
        Refusal::Twice { first: self.number(first), second: self.number(second), hospital }
    }
}

fn name(names: &[String], number: u32) -> Option<&str> {
    names.get(usize::try_from(number).ok()?).map(String::as_str)
}

/// Rows that are not profiled.
#[derive(Default)]
pub(super) struct LeftOut {
    /// For each column in which a cell is not a number.
    pub not_numbers: BTreeMap<String, Count>,
    /// Nobody was treated.
    pub no_cases: Count,
}

/// How many rows, and the first of them.
#[derive(Clone, Copy, Default, serde::Serialize)]
pub(super) struct Count {
    pub rows: usize,
    pub first_row: Option<usize>,
}

impl Count {
    fn add(&mut self, number: usize) {
        self.rows += 1;
        self.first_row = self.first_row.or(Some(number));
    }
}
