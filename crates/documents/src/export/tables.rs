//! The case as tables: one a list, with the numbers by which they belong together.

mod begun;
mod weighed;

use std::borrow::Cow;

use casework::keeper::Entry;
use casework::opinion::Known;
use casework::{Case, Moment};
use jiff::Timestamp;
use serde::Serialize;

use super::guard::guarded;

/// Every table with its name, those without a row too: so a program finds each of them.
pub(super) fn of(case: &Case, log: &[Entry]) -> Result<Vec<(&'static str, Vec<u8>)>, csv::Error> {
    let tables = begun::tables(case).into_iter().chain(weighed::tables(case, log));
    tables.map(|table| Ok((table.name, table.write()?))).collect()
}

/// One table.
struct Table {
    name: &'static str,
    header: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// CSV (RFC 4180) in UTF-8. The mark before it is what makes Japanese spreadsheets read it as such.
    fn write(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.header)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| cell.0.as_str()))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }
}

/// One cell; only what is made here ever stands in a table, so nothing is written past the guard.
struct Cell(String);

/// What a person typed.
fn text(text: &str) -> Cell {
    Cell(guarded(Cow::Borrowed(text)).into_owned())
}

/// A number of ours.
fn number(number: impl Into<u64>) -> Cell {
    Cell(number.into().to_string())
}

fn yes(yes: bool) -> Cell {
    Cell(if yes { "yes" } else { "no" }.to_owned())
}

/// A code, by the word it has in `case.json`.
fn word(code: impl Serialize) -> Cell {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(word)) => Cell(word),
        Ok(serde_json::Value::Object(fields)) => Cell(fields.keys().next().cloned().unwrap_or_default()),
        _ => Cell(String::new()),
    }
}

/// A day, or whatever else writes itself without a letter of a person's.
fn shown(shown: impl std::fmt::Display) -> Cell {
    Cell(shown.to_string())
}

/// A moment in universal time.
fn moment(moment: Moment) -> Cell {
    Cell(Timestamp::from_second(moment.0).map(|at| at.to_string()).unwrap_or_default())
}

/// A cell that may be empty.
fn or_empty<T>(value: Option<T>, cell: impl Fn(T) -> Cell) -> Cell {
    value.map_or_else(|| Cell(String::new()), cell)
}

/// What was told, and whether it was.
fn known(known: &Known<String>) -> [Cell; 2] {
    [word(known_word(known)), or_empty(known.told(), |told| text(told))]
}

fn known_word<T>(known: &Known<T>) -> &'static str {
    match known {
        Known::Open => "open",
        Known::Unclear => "unclear",
        Known::Told(_) => "told",
    }
}

/// A place in a list, counted from 1.
fn place(at: usize) -> Cell {
    number(u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1))
}

/// How many, or which number a `usize` is.
fn count(count: usize) -> Cell {
    number(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Several words of ours in one cell.
fn words(words: impl IntoIterator<Item = Cell>) -> Cell {
    Cell(words.into_iter().map(|cell| cell.0).collect::<Vec<_>>().join(" "))
}
