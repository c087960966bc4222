//! One row after the other.

use std::collections::BTreeMap;

use csv::StringRecord;
use statistics::{Months, ProfileRow};

use super::columns::{Column, Columns};
use super::{LeftOut, Names, Sheet};
use crate::profile_command::asked::Asked;
use crate::profile_command::cells::{self, Wrong};
use crate::profile_command::periods;
use crate::profile_command::refusal::Refusal;

/// Where a row stands in the file, and its period as written.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub number: usize,
    pub period: u32,
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub rows: Vec<ProfileRow>,
    seen: Vec<Seen>,
    hospitals: Names,
    measures: Names,
    periods: Names,
    left_out: LeftOut,
}

/// Why a row is not taken: it is left out, or the whole table is refused.
enum Why {
    LeftOut,
    Refused(Refusal),
}

impl Reading {
    /// Takes in a row, leaves it out, or refuses it.
    pub fn take(
        &mut self,
        asked: &Asked,
        columns: &Columns,
        number: usize,
        record: &StringRecord,
    ) -> Result<(), Refusal> {
        match self.row(asked.skip_missing, columns, number, record) {
            Ok(()) | Err(Why::LeftOut) => Ok(()),
            Err(Why::Refused(refusal)) => Err(refusal),
        }
    }

    fn row(&mut self, skip: bool, columns: &Columns, number: usize, record: &StringRecord) -> Result<(), Why> {
        let mut row = RowReader { left_out: &mut self.left_out, skip, number, record };
        let hospital = row.text(&columns.hospital)?;
        let measure = columns.measure.as_ref().map(|column| row.text(column)).transpose()?;
        let period = columns.period.as_ref().map(|column| row.period(column)).transpose()?;
        let cases = row.cell(&columns.cases, cells::count)?;
        let events = row.cell(&columns.events, cells::count)?;
        if cases == 0 && events == 0 {
            self.left_out.no_cases.add(number);
            return Err(Why::LeftOut);
        }
        if events > cases {
            let (of_events, of_cases) = (columns.events.name.clone(), columns.cases.name.clone());
            return Err(Why::Refused(Refusal::MoreEvents { row: number, events, of_events, cases, of_cases }));
        }
        let comma = columns.decimal_comma;
        let expected = columns
            .expected
            .as_ref()
            .map(|column| row.cell(column, |cell| cells::expected(cell, comma)))
            .transpose()?;
        let volume =
            columns.volume.as_ref().map(|column| row.cell(column, |cell| cells::positive(cell, comma))).transpose()?;
        let (months, written) = period.unwrap_or((Months { first: 0, last: 0 }, ""));
        self.rows.push(ProfileRow {
            unit: self.hospitals.number(hospital),
            measure: measure.map_or(0, |measure| self.measures.number(measure)),
            period: months,
            cases,
            events,
            expected,
            volume,
        });
        let period = if columns.period.is_some() { self.periods.number(written) } else { 0 };
        self.seen.push(Seen { number, period });
        Ok(())
    }

    /// The table, its names in the order of the alphabet.
    pub fn sheet(self, asked: &Asked) -> Result<Sheet, Refusal> {
        if self.rows.is_empty() {
            let left_out =
                self.left_out.no_cases.rows + self.left_out.not_numbers.values().map(|count| count.rows).sum::<usize>();
            return Err(if left_out > 0 { Refusal::NothingLeft { rows: left_out } } else { Refusal::NoRows });
        }
        let (hospitals, new_hospitals) = self.hospitals.sorted();
        let (measures, new_measures) = self.measures.sorted();
        let (periods, new_periods) = self.periods.sorted();
        let renumbered = |new: &[u32], old: u32| usize::try_from(old).ok().and_then(|old| new.get(old)).copied();
        let mut rows = self.rows;
        for row in &mut rows {
            row.unit = renumbered(&new_hospitals, row.unit).unwrap_or(row.unit);
            row.measure = match asked.measure {
                Some(_) => renumbered(&new_measures, row.measure).unwrap_or(row.measure),
                None => row.measure,
            };
        }
        let mut seen = self.seen;
        for seen in &mut seen {
            seen.period = renumbered(&new_periods, seen.period).unwrap_or(seen.period);
        }
        let mut written = BTreeMap::new();
        for (row, seen) in rows.iter().zip(&seen) {
            let first = written.entry(row.period).or_insert(seen.period);
            *first = seen.period.min(*first);
        }
        Ok(Sheet { rows, seen, written, hospitals, measures, periods, left_out: self.left_out })
    }
}

/// The cells of one row.
struct RowReader<'a> {
    left_out: &'a mut LeftOut,
    skip: bool,
    number: usize,
    record: &'a StringRecord,
}

impl<'a> RowReader<'a> {
    fn text(&mut self, column: &Column) -> Result<&'a str, Why> {
        let text = self.record.get(column.index).unwrap_or_default().trim();
        if text.is_empty() { Err(self.wrong(column, Wrong::Empty)) } else { Ok(text) }
    }

    fn period(&mut self, column: &Column) -> Result<(Months, &'a str), Why> {
        let written = self.text(column)?;
        let period = periods::period(written).ok_or_else(|| self.wrong(column, Wrong::NotAPeriod))?;
        Ok((Months { first: u32::from(period.first), last: u32::from(period.last) }, written))
    }

    fn cell<T>(&mut self, column: &Column, read: impl Fn(&str) -> Result<T, Wrong>) -> Result<T, Why> {
        read(self.record.get(column.index).unwrap_or_default()).map_err(|wrong| self.wrong(column, wrong))
    }

    fn wrong(&mut self, column: &Column, wrong: Wrong) -> Why {
        if self.skip && wrong.is_missing() {
            self.left_out.not_numbers.entry(column.name.clone()).or_default().add(self.number);
            return Why::LeftOut;
        }
        let cell = self.record.get(column.index).unwrap_or_default().trim().chars().take(60).collect();
        Why::Refused(Refusal::Cell { row: self.number, column: column.name.clone(), cell, wrong })
    }
}
