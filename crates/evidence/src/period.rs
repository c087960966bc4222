//! Stretches of time, as publishers write them.

use std::fmt;

use crate::figures::Period;

impl Period {
    /// A calendar year.
    pub fn year(year: u16) -> Period {
        Period::years(year, year)
    }

    /// From January of the first year to December of the last.
    pub fn years(first: u16, last: u16) -> Period {
        Period { first: first.saturating_mul(12), last: last.saturating_mul(12).saturating_add(11) }
    }

    /// A Japanese fiscal year: April to March.
    pub fn fiscal_year(year: u16) -> Period {
        Period { first: year.saturating_mul(12).saturating_add(3), last: year.saturating_mul(12).saturating_add(14) }
    }

    /// Reads `2022`, `2018-2019` or `2021-04/2022-03`.
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim();
        if let Some((first, last)) = text.split_once('/') {
            return Period { first: month(first)?, last: month(last)? }.ordered();
        }
        match text.split_once('-') {
            Some((first, last)) => Period::years(year(first)?, year(last)?).ordered(),
            None => Some(Period::year(year(text)?)),
        }
    }

    /// Writes what `parse` reads: whole years as years, anything else month by month (ISO 8601).
    ///
    /// Written by hand, because every row of an answer holds one and formatting took longer than all else in the row.
    pub fn text(self) -> String {
        let ((first_year, first_month), (last_year, last_month)) = self.ends();
        let mut out = String::with_capacity("2021-04/2022-03".len());
        push_number(&mut out, first_year, 1);
        if (first_month, last_month) != (1, 12) {
            out.push('-');
            push_number(&mut out, first_month, 2);
            out.push('/');
            push_number(&mut out, last_year, 1);
            out.push('-');
            push_number(&mut out, last_month, 2);
        } else if first_year != last_year {
            out.push('-');
            push_number(&mut out, last_year, 1);
        }
        out
    }

    fn ordered(self) -> Option<Period> {
        (self.first <= self.last).then_some(self)
    }

    /// How many months it spans.
    pub fn months(self) -> u16 {
        self.last.saturating_sub(self.first).saturating_add(1)
    }

    /// First and last year and month (1 to 12).
    pub fn ends(self) -> ((u16, u16), (u16, u16)) {
        ((self.first / 12, self.first % 12 + 1), (self.last / 12, self.last % 12 + 1))
    }

    /// Whether the two stretches share a month.
    pub fn overlaps(self, other: Period) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

fn year(text: &str) -> Option<u16> {
    let year: u16 = text.trim().parse().ok()?;
    (1900..=2100).contains(&year).then_some(year)
}

fn month(text: &str) -> Option<u16> {
    let (year_text, month_text) = text.trim().split_once('-')?;
    let month: u16 = month_text.parse().ok()?;
    (1..=12).contains(&month).then_some(())?;
    Some(year(year_text)? * 12 + month - 1)
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

/// Writes a number with all of its digits, and at least so many.
fn push_number(out: &mut String, number: u16, least_digits: usize) {
    const PLACES: [u16; 5] = [10_000, 1_000, 100, 10, 1];
    for (left, place) in (1..=PLACES.len()).rev().zip(PLACES) {
        if number >= place || left <= least_digits {
            let digit = number / place % 10;
            out.push(char::from_digit(u32::from(digit), 10).unwrap_or('0'));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["2022", "2018-2019", "2021-04/2022-03", "2015-01/2015-09"] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Period::fiscal_year(2021).to_string(), "2021-04/2022-03");
        assert_eq!(Period { first: 0, last: u16::MAX }.text(), "0-01/5461-04");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "22", "2019-2018", "2021-13/2022-01", "x"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
