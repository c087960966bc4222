//! Where a fact stands and when it was seen.

use serde::{Serialize, Serializer};

/// A fact seen longer ago than so many months says "ring first". Two years, because Japan revises its medical fees every second year
/// and desks revise theirs with them; decided for format version 1, see `docs/desk-file.md`.
pub const RING_FIRST_MONTHS: u32 = 24;

/// When a fact was seen, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// On a day.
    Day(u16, u8, u8),
    /// In a month.
    Month(u16, u8),
    /// In a year.
    Year(u16),
    /// Not known: always "ring first".
    Unknown,
}

impl Seen {
    /// Reads `2026-11-23`, `2026-11`, `2026` or `unknown`.
    pub fn from_text(text: &str) -> Option<Seen> {
        if text == "unknown" {
            return Some(Seen::Unknown);
        }
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year] => Some(Seen::Year(digits(year, 4, 1990..=2199)?)),
            [year, month] => Some(Seen::Month(digits(year, 4, 1990..=2199)?, small(month, 12)?)),
            [year, month, day] => {
                let (year, month) = (digits(year, 4, 1990..=2199)?, small(month, 12)?);
                Some(Seen::Day(year, month, small(day, days_of(year, month))?))
            }
            _ => None,
        }
    }

    /// As it stands in a file.
    pub fn text(self) -> String {
        match self {
            Seen::Day(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
            Seen::Month(year, month) => format!("{year:04}-{month:02}"),
            Seen::Year(year) => format!("{year:04}"),
            Seen::Unknown => "unknown".to_owned(),
        }
    }

    /// The year, when it is known.
    pub fn year(self) -> Option<u16> {
        match self {
            Seen::Day(year, ..) | Seen::Month(year, _) | Seen::Year(year) => Some(year),
            Seen::Unknown => None,
        }
    }

    /// Whole months from then to a month, none when it is not known. Of a year alone its first month counts, so that nothing looks
    /// newer than it may be; what lies ahead counts as zero.
    pub fn months_until(self, year: i16, month: i8) -> Option<u32> {
        let (then_year, then_month) = match self {
            Seen::Day(year, month, _) | Seen::Month(year, month) => (year, month),
            Seen::Year(year) => (year, 1),
            Seen::Unknown => return None,
        };
        let months = (i32::from(year) - i32::from(then_year)) * 12 + i32::from(month) - i32::from(then_month);
        Some(u32::try_from(months).unwrap_or(0))
    }

    /// Whether it lies after a day, which must be a mistake.
    pub fn is_ahead(self, year: i16, month: i8, day: i8) -> bool {
        let today = (i32::from(year), i32::from(month), i32::from(day));
        match self {
            Seen::Day(year, month, day) => (i32::from(year), i32::from(month), i32::from(day)) > today,
            Seen::Month(year, month) => (i32::from(year), i32::from(month)) > (today.0, today.1),
            Seen::Year(year) => i32::from(year) > today.0,
            Seen::Unknown => false,
        }
    }

    /// Whether one should ring before relying on it: older than two years, or of unknown age.
    pub fn ring_first(self, year: i16, month: i8) -> bool {
        self.months_until(year, month).is_none_or(|months| months > RING_FIRST_MONTHS)
    }
}

impl Serialize for Seen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

fn digits(text: &str, length: usize, range: std::ops::RangeInclusive<u16>) -> Option<u16> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().filter(|number| range.contains(number))
}

fn small(text: &str, most: u16) -> Option<u8> {
    digits(text, 2, 1..=most).and_then(|number| u8::try_from(number).ok())
}

fn days_of(year: u16, month: u8) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What a source is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// Its title, as published.
    Named(String),
    /// The fact was collected, but not where it stood: always "ring first".
    NotRecorded,
}

/// The word that stands in a file for a source that was not recorded.
pub(crate) const NOT_RECORDED: &str = "not recorded";

impl Serialize for Title {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Title::Named(title) => title,
            Title::NotRecorded => NOT_RECORDED,
        })
    }
}

/// Where a fact stands, and when it was seen there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What it is called.
    pub title: Title,
    /// Its address, none when it has none or it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When the fact was seen there.
    pub seen: Seen,
}

impl Source {
    /// Whether one should ring before relying on it, in a month.
    pub fn ring_first(&self, year: i16, month: i8) -> bool {
        self.title == Title::NotRecorded || self.seen.ring_first(year, month)
    }
}
