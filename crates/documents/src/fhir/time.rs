//! Points in time as FHIR writes them: to the second, with a zone.

use casework::moment::Moment;
use jiff::Timestamp;
use jiff::tz::Offset;

/// A moment in universal time (`instant`). One beyond the calendar (the year 9999) is none.
pub(super) fn instant(moment: Moment) -> Option<String> {
    Timestamp::from_second(moment.0).ok().map(|at| in_zone(at, Offset::UTC))
}

/// A point in time to the second, in its zone.
pub(super) fn in_zone(at: Timestamp, zone: Offset) -> String {
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
    let seconds = zone.seconds();
    let local = zone.to_datetime(whole);
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second(),
        minutes / 60,
        minutes % 60,
    )
}

/// Whether a text is a FHIR `instant`: a date and a time to the second at least, with a zone (FHIR R4, 2.24.0.1).
pub(super) fn is_instant(text: &str) -> bool {
    let letters = text.bytes().all(|byte| byte.is_ascii_digit() || b"-:+.TZ".contains(&byte));
    let plain = text.len() >= 20 && letters && text.get(10..11) == Some("T");
    plain && text.parse::<Timestamp>().is_ok()
}

/// Whether a text is a whole date.
pub(super) fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}
