//! Limits, and how an answer that breaks one is named. Nothing is ever cut: what is too long is refused, with what was typed still on the page.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::refusal::{Refusal, Trouble, Wrong};

/// People of one case.
pub const PEOPLE: usize = 40;
/// Consents of one case, withdrawn ones too.
pub const CONSENTS: usize = 200;
/// Worries of one case.
pub const WORRIES: usize = 40;
/// Answers to one worry.
pub const ANSWERS: usize = 20;
/// Institutions on the list of those to ask.
pub const CHOSEN: usize = 5;
/// Answers about a desk's refusals.
pub const CLEARED: usize = 200;
/// Signs that need help now.
pub const SIGNS: usize = 60;
/// Items of the records list.
pub const RECORDS: usize = 60;
/// Uploads of one case.
pub const ATTACHMENTS: usize = 40;
/// The bytes of one upload: an operation report with pictures fits, a CD does not.
pub const ATTACHMENT_BYTES: u64 = 50_000_000;
/// The bytes of all uploads of one case.
pub const ALL_ATTACHMENT_BYTES: u64 = 200_000_000;
/// The letters of a name, of a place, of one line.
pub const NAME_LETTERS: usize = 200;
/// The letters of a text.
pub const TEXT_LETTERS: usize = 4_000;
/// The letters of a word that a program gave: an id, a version.
pub const WORD_LETTERS: usize = 120;
/// How many years ahead a plan may reach.
const YEARS_AHEAD: i32 = 5;
/// How many years ago something of this illness may have been.
const YEARS_AGO: i32 = 100;

/// What is wrong so far.
pub type Troubles = Vec<Trouble>;

/// Refuses if anything is wrong; everything is named at once.
pub fn no_trouble(troubles: Troubles) -> Result<(), Refusal> {
    if troubles.is_empty() { Ok(()) } else { Err(Refusal::Troubled(troubles)) }
}

/// A text that may be empty, of so many letters at most.
pub fn short(troubles: &mut Troubles, field: &'static str, text: &str, letters: usize) {
    if text.chars().nth(letters).is_some() {
        troubles.push(Trouble { field, wrong: Wrong::TooLong(letters) });
    }
}

/// A text that must say something, of so many letters at most.
pub fn needed(troubles: &mut Troubles, field: &'static str, text: &str, letters: usize) {
    if text.trim().is_empty() {
        troubles.push(Trouble { field, wrong: Wrong::Missing });
    }
    short(troubles, field, text, letters);
}

/// A day that something happened: today or before.
pub fn happened(troubles: &mut Troubles, field: &'static str, on: Option<Date>, today: Date) {
    let Some(on) = on else { return };
    if on > today {
        troubles.push(Trouble { field, wrong: Wrong::TooFar });
    }
    if on < today.saturating_sub(YEARS_AGO.years()) {
        troubles.push(Trouble { field, wrong: Wrong::Past });
    }
}

/// A day that was promised or agreed: it may have passed meanwhile, but not lie beyond all plans.
pub fn near(troubles: &mut Troubles, field: &'static str, on: Option<Date>, today: Date) {
    let Some(on) = on else { return };
    if on > today.saturating_add(YEARS_AHEAD.years()) {
        troubles.push(Trouble { field, wrong: Wrong::TooFar });
    }
    if on < today.saturating_sub(YEARS_AHEAD.years()) {
        troubles.push(Trouble { field, wrong: Wrong::Past });
    }
}

/// A day to come. One that is kept already may have passed since: saving the page again must not fail for it.
pub fn to_come(troubles: &mut Troubles, field: &'static str, on: Option<Date>, before: Option<Date>, today: Date) {
    if on == before {
        return;
    }
    if on.is_some_and(|on| on < today) {
        troubles.push(Trouble { field, wrong: Wrong::Past });
    }
    if on.is_some_and(|on| on > today.saturating_add(YEARS_AHEAD.years())) {
        troubles.push(Trouble { field, wrong: Wrong::TooFar });
    }
}

/// Refuses one more when a list is full.
pub fn room(length: usize, limit: usize) -> Result<(), Refusal> {
    if length >= limit { Err(Refusal::Full(limit)) } else { Ok(()) }
}

/// The next number of a list: one more than the highest, so that none is given twice while its neighbours stand.
pub fn next(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.max().unwrap_or(0).saturating_add(1)
}
