//! Dates as people write them.

mod narrow;
mod written;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::refusal::Wrong;
use written::Written;

/// Dates before this year are mistakes in typing: nobody alive was treated then.
const FIRST_YEAR: i16 = 1900;
/// Dates further ahead than so many years are mistakes in typing.
const YEARS_AHEAD: i16 = 20;

/// How many days after it a day without its year could still be the one that has passed.
const JUST_PASSED_DAYS: i64 = 92;

/// Reads a date in any of the ways people write one: 2026-11-30, 2026/11/30, 2026.11.30, 20261130, 2026年11月30日, 令和8年11月30日, 令和元年5月1日,
/// R8.11.30, 11月30日 and 11/30 (the next such day, unless one has just passed), 30 November 2026, Nov 30 2026; digits and signs may be full width, and a weekday may follow.
///
/// It refuses a day that does not exist (31 November) and a day outside its era (平成31年5月1日) as not a date, and a year out of reach as too far.
/// Short dates with a year at the end (11/12/2026) are refused: Europeans and Americans mean different days by them.
pub fn parse_date(text: &str, today: Date) -> Result<Date, Wrong> {
    let narrow = narrow::narrow(text);
    let written = written::read(&narrow).ok_or(Wrong::NotADate)?;
    let date = match written {
        Written::Day { era, year, month, day } => {
            let first = era.map_or(0, |era| era.first_year() - 1);
            let date = Date::new(reach(first.saturating_add(year), today)?, month, day).map_err(|_| Wrong::NotADate)?;
            if era.is_some_and(|era| !era.holds(date)) {
                return Err(Wrong::NotADate);
            }
            date
        }
        Written::NextDay { month, day } => next_such_day(month, day, today)?,
    };
    Ok(date)
}

fn reach(year: i16, today: Date) -> Result<i16, Wrong> {
    let allowed = FIRST_YEAR..=today.year().saturating_add(YEARS_AHEAD);
    if allowed.contains(&year) { Ok(year) } else { Err(Wrong::TooFar) }
}

/// The next such day from today on, today included; 29 February may be years away. One that has just passed is asked for with its year:
/// a deadline of last week read as one of next year would give time that nobody has.
fn next_such_day(month: i8, day: i8, today: Date) -> Result<Date, Wrong> {
    let just = today.saturating_sub(JUST_PASSED_DAYS.days());
    let passed = (0..=1).filter_map(|ago| Date::new(today.year().saturating_sub(ago), month, day).ok());
    if passed.into_iter().any(|date| (just..today).contains(&date)) {
        return Err(Wrong::NotADate);
    }
    (0..=8)
        .filter_map(|ahead| Date::new(today.year().saturating_add(ahead), month, day).ok())
        .find(|date| *date >= today)
        .ok_or(Wrong::NotADate)
}
