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
    /// Writes what `parse` reads: whole years as years, anything else month by month (ISO 8601).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((first_year, first_month), (last_year, last_month)) = self.ends();
        if first_month == 1 && last_month == 12 {
            if first_year == last_year {
                return write!(formatter, "{first_year}");
            }
            return write!(formatter, "{first_year}-{last_year}");
        }
        write!(formatter, "{first_year}-{first_month:02}/{last_year}-{last_month:02}")
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
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "22", "2019-2018", "2021-13/2022-01", "x"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
