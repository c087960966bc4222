//! The forms of numbers, as the profiles write them in regular expressions.

/// A medical institution's ten digits: `^[0-4][0-9][1-3][0-9]{7}$` (rule R1010).
pub(in crate::fhir) fn is_institution_number(text: &str) -> bool {
    let digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut bytes = text.bytes();
    let prefecture = matches!(bytes.next(), Some(b'0'..=b'4'));
    digits && prefecture && matches!(bytes.nth(1), Some(b'1'..=b'3'))
}

/// An insured person's number: `^[0-9]{8}:[^:^\s^　]*:[^:^\s^　]*:(.{0}|[0-9][0-9])$` (rule R1013).
pub(in crate::fhir) fn is_member_number(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let [insurer, symbol, number, branch] = parts.as_slice() else { return false };
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = |text: &str| !text.contains(['^', '\u{3000}']) && !text.contains(char::is_whitespace);
    digits(insurer, 8) && plain(symbol) && plain(number) && (branch.is_empty() || digits(branch, 2))
}

/// The number of a letter within its institution and year: 1 to 32 letters, digits, hyphens.
pub(in crate::fhir) fn is_letter_number(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && (1..=32).contains(&text.len())
}

/// The whole number: institution, year and number. The profile's words want a circumflex between them, its example has a hyphen: both are read.
pub(in crate::fhir) fn is_full_number(text: &str) -> bool {
    ['^', '-'].into_iter().any(|between| {
        let mut parts = text.splitn(3, between);
        let (institution, year, number) = (parts.next(), parts.next(), parts.next());
        let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        institution.is_some_and(|text| digits(text, 10))
            && year.is_some_and(|text| digits(text, 4))
            && number.is_some_and(is_letter_number)
    })
}

/// Whether a text is one of FHIR's dates: a year, a month or a day (`date`).
pub(in crate::fhir) fn is_partial_date(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        4 => digits(text),
        7 => is_date(&format!("{text}-01")),
        _ => is_date(text),
    }
}

fn is_date(text: &str) -> bool {
    crate::fhir::time::is_date(text)
}
