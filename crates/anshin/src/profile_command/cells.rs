//! Cells as numbers, and what is wrong when they are not.

/// No hospital treats more than a billion.
const MOST: f64 = 1e9;
/// Nobody expects less than a millionth of an event.
const LEAST_EXPECTED: f64 = 1e-6;

/// Why a cell cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Nothing stands there.
    Empty,
    /// It is not a number (a mark such as `*` or `<11`, a word, NaN).
    NotANumber,
    /// A comma that may be a decimal one, or stand between thousands.
    Comma,
    /// A part of a person.
    Fraction,
    /// Less than none.
    Negative,
    /// Not more than none, where something must be.
    NotPositive,
    /// So small that it can only be a mistake.
    TooSmall,
    /// More than there can be.
    TooLarge,
    /// Not a stretch of time.
    NotAPeriod,
}

impl Wrong {
    /// Whether `--skip-missing` may leave the row out: there is no number, rather than one that cannot be.
    pub fn is_missing(self) -> bool {
        matches!(self, Wrong::Empty | Wrong::NotANumber)
    }
}

/// A whole number of people, from 0.
pub(super) fn count(cell: &str) -> Result<u64, Wrong> {
    let number = number(cell, true)?;
    match number {
        _ if number < 0.0 => Err(Wrong::Negative),
        _ if number > MOST => Err(Wrong::TooLarge),
        _ if number.fract() != 0.0 => Err(Wrong::Fraction),
        // Whole and at most a billion.
        _ => Ok(number as u64),
    }
}

/// Expected events: a number above 0, and not so small that nothing can be divided by it.
pub(super) fn expected(cell: &str, decimal_comma: bool) -> Result<f64, Wrong> {
    match positive(cell, decimal_comma)? {
        number if number < LEAST_EXPECTED => Err(Wrong::TooSmall),
        number => Ok(number),
    }
}

/// A number above 0. Where semicolons separate the cells (German Excel), one comma without a point is a decimal one.
pub(super) fn positive(cell: &str, decimal_comma: bool) -> Result<f64, Wrong> {
    let decimal = decimal_comma && !cell.contains(['.', '．']);
    let pointed = if decimal { half_width(cell).replacen(',', ".", 1) } else { cell.to_owned() };
    // Two commas stand between thousands, or nobody knows.
    let cell = if pointed.contains(',') { cell } else { pointed.as_str() };
    match number(cell, false)? {
        number if number <= 0.0 => Err(Wrong::NotPositive),
        number if number > MOST => Err(Wrong::TooLarge),
        number => Ok(number),
    }
}

/// A number in plain or full-width digits.
///
/// A comma stands between thousands where it can mean nothing else: in `1,452` people, or in `1,452.5`. `12,5` is left to the
/// person: read as 125 it would be wrong without a sign of it.
fn number(cell: &str, whole: bool) -> Result<f64, Wrong> {
    let plain = half_width(cell);
    if plain.is_empty() {
        return Err(Wrong::Empty);
    }
    let number = match plain.contains(',') {
        true => without_commas(&plain, whole)?.parse::<f64>(),
        false => plain.parse::<f64>(),
    };
    match number {
        Ok(number) if number.is_nan() => Err(Wrong::NotANumber),
        Ok(number) => Ok(number),
        Err(_) => Err(Wrong::NotANumber),
    }
}

fn without_commas(plain: &str, whole: bool) -> Result<String, Wrong> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (before, after) = plain.split_once('.').map_or((plain, None), |(before, after)| (before, Some(after)));
    let mut groups = before.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().is_some_and(|first| digits(first) && first.len() <= 3);
    let grouped = first && groups.all(|group| digits(group) && group.len() == 3);
    let of_a_number = |letter: char| letter.is_ascii_digit() || ".,+-".contains(letter);
    match after {
        Some(after) if grouped && digits(after) => Ok(plain.replace(',', "")),
        None if grouped && whole => Ok(plain.replace(',', "")),
        _ if plain.chars().all(of_a_number) => Err(Wrong::Comma),
        _ => Err(Wrong::NotANumber),
    }
}

/// Digits and signs as on a Western keyboard, without blanks around them.
pub(super) fn half_width(cell: &str) -> String {
    let narrow = |letter: char| match letter {
        '０'..='９' | '．' | '，' | '－' | '＋' | '／' => {
            char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter)
        }
        '−' | '–' | '‐' => '-',
        other => other,
    };
    cell.trim().chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_whole_and_written_as_people_write_them() {
        for (cell, people) in
            [("0", 0), (" 12 ", 12), ("4,331", 4331), ("12.0", 12), ("１２３", 123), ("1,234,567", 1_234_567)]
        {
            assert_eq!(count(cell), Ok(people), "{cell}");
        }
    }

    #[test]
    fn what_is_no_count_is_told_apart_by_what_is_wrong_with_it() {
        for (cell, wrong) in [
            ("", Wrong::Empty),
            ("  ", Wrong::Empty),
            ("*", Wrong::NotANumber),
            ("<11", Wrong::NotANumber),
            ("NaN", Wrong::NotANumber),
            ("1,2 or so", Wrong::NotANumber),
            ("12,5", Wrong::Comma),
            ("1,23,456", Wrong::Comma),
            ("2.5", Wrong::Fraction),
            ("1.452", Wrong::Fraction),
            ("-3", Wrong::Negative),
            ("−3", Wrong::Negative),
            ("inf", Wrong::TooLarge),
            ("1e400", Wrong::TooLarge),
        ] {
            assert_eq!(count(cell), Err(wrong), "{cell}");
        }
    }

    #[test]
    fn expected_events_are_above_none_and_their_comma_is_never_guessed() {
        assert_eq!(positive("2.75", false), Ok(2.75));
        assert_eq!((positive("3,5", true), positive("2.75", true)), (Ok(3.5), Ok(2.75)));
        assert_eq!(positive("1,2,3", true), Err(Wrong::Comma));
        assert_eq!((expected("1e-7", false), expected("1e-6", false)), (Err(Wrong::TooSmall), Ok(1e-6)));
        assert_eq!(positive("1,234.5", false), Ok(1234.5));
        for (cell, wrong) in [
            ("0", Wrong::NotPositive),
            ("-0.5", Wrong::NotPositive),
            ("2,750", Wrong::Comma),
            ("2,75", Wrong::Comma),
            ("inf", Wrong::TooLarge),
            ("nan", Wrong::NotANumber),
        ] {
            assert_eq!(positive(cell, false), Err(wrong), "{cell}");
        }
    }
}
