//! One row of a CSV file, cell by cell, with errors that say where and what to do.

use std::str::FromStr;

use super::problem::{Problem, What};
use super::schema::Resource;
use super::words::Word;
use crate::figures::Period;

/// One row while it is read from left to right.
pub(crate) struct Cells<'a> {
    pub(crate) resource: &'a Resource,
    pub(crate) record: &'a csv::StringRecord,
    pub(crate) row: u64,
    pub(crate) next: usize,
}

impl<'a> Cells<'a> {
    /// The next cell's text.
    pub(crate) fn text(&mut self) -> Result<&'a str, Problem> {
        let cell = self.record.get(self.next).unwrap_or_default();
        let required = self.resource.columns.get(self.next).is_some_and(|column| column.required);
        self.next += 1;
        if required && cell.is_empty() {
            return Err(self.problem(What::Empty));
        }
        Ok(cell)
    }

    /// The next cell's text, kept.
    pub(crate) fn owned(&mut self) -> Result<String, Problem> {
        self.text().map(str::to_owned)
    }

    /// The next two cells: English, then Japanese.
    pub(crate) fn bilingual(&mut self) -> Result<crate::edition::Bilingual, Problem> {
        Ok(crate::edition::Bilingual { en: self.owned()?, ja: self.owned()? })
    }

    /// The next cell's number, none when empty.
    pub(crate) fn number<T: FromStr>(&mut self) -> Result<Option<T>, Problem> {
        let cell = self.text()?;
        if cell.is_empty() {
            return Ok(None);
        }
        match cell.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(self.problem(What::NotANumber(cell.to_owned()))),
        }
    }

    /// The next cell's number, which must be there.
    pub(crate) fn needed<T: FromStr>(&mut self) -> Result<T, Problem> {
        self.number()?.ok_or_else(|| self.problem(What::Empty))
    }

    /// The next cell's number, which must be a finite one.
    pub(crate) fn finite(&mut self) -> Result<Option<f64>, Problem> {
        match self.number::<f64>()? {
            Some(number) if !number.is_finite() => Err(self.problem(What::NotANumber(number.to_string()))),
            other => Ok(other),
        }
    }

    /// The next cell's number, 0 when empty.
    pub(crate) fn number_or_zero<T: FromStr + Default>(&mut self) -> Result<T, Problem> {
        Ok(self.number()?.unwrap_or_default())
    }

    /// The next cell's texts, which stand with `|` between them.
    pub(crate) fn list(&mut self) -> Result<Vec<String>, Problem> {
        let cell = self.text()?;
        Ok(cell.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect())
    }

    /// The next cell: `yes` or `no`.
    pub(crate) fn yes_no(&mut self) -> Result<bool, Problem> {
        match self.text()? {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => Err(self.problem(What::UnknownWord(other.to_owned(), "yes, no".to_owned()))),
        }
    }

    /// The next cell: one of a few words.
    pub(crate) fn word<W: Word>(&mut self) -> Result<W, Problem> {
        let cell = self.text()?;
        W::from_word(cell).ok_or_else(|| {
            let known: Vec<&str> = W::WORDS.iter().map(|(_, word)| *word).collect();
            self.problem(What::UnknownWord(cell.to_owned(), known.join(", ")))
        })
    }

    /// The next cell: one of a few words, none when empty.
    pub(crate) fn word_or_none<W: Word>(&mut self) -> Result<Option<W>, Problem> {
        match self.record.get(self.next) {
            Some("") | None => {
                self.next += 1;
                Ok(None)
            }
            Some(_) => self.word().map(Some),
        }
    }

    /// The next cell: a period.
    pub(crate) fn period(&mut self) -> Result<Period, Problem> {
        let cell = self.text()?;
        Period::parse(cell).ok_or_else(|| self.problem(What::NotAPeriod(cell.to_owned())))
    }

    /// Something wrong with the cell that was read last.
    pub(crate) fn problem(&self, what: What) -> Problem {
        let column = self.next.checked_sub(1).and_then(|position| self.resource.columns.get(position));
        Problem {
            file: self.resource.path(),
            row: self.row,
            column: column.map_or(String::new(), |column| column.name.to_owned()),
            what,
        }
    }
}
