//! One entry of the calendar (RFC 5545, 3.6.1), with its alarms (3.6.6).

use casework::{CaseId, Moment};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use sha2::{Digest, Sha256};

use super::line::Lines;
use super::{Making, Zone};

/// Japan's zone by its name in the zone database.
const TOKYO: &str = "Asia/Tokyo";
/// Before a day: three days and one day before, at nine in the morning.
const BEFORE_A_DAY: [&str; 2] = ["-P2DT15H", "-PT15H"];
/// Before a time: one day and two hours.
const BEFORE_A_TIME: [&str; 2] = ["-P1D", "-PT2H"];

/// One entry.
pub(super) struct Event {
    pub(super) uid: String,
    pub(super) when: When,
    pub(super) summary: String,
    pub(super) about: String,
    pub(super) place: Option<String>,
    pub(super) rings: bool,
}

/// When it is.
pub(super) enum When {
    /// A whole day.
    Day(Date),
    /// From a time on, for so many minutes.
    Time { at: DateTime, minutes: u16, zone: Zone },
}

impl Event {
    pub(super) fn write(&self, lines: &mut Lines, making: &Making<'_>) {
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &self.uid);
        lines.put("DTSTAMP", &stamp(making.now));
        // Whoever takes a newer file in shall see the newer date: the minutes only go up.
        lines.put("SEQUENCE", &making.now.0.div_euclid(60).clamp(0, i64::from(i32::MAX)).to_string());
        self.put_when(lines);
        let language = making.text.language().code();
        lines.put_text(&format!("SUMMARY;LANGUAGE={language}"), &self.summary);
        lines.put_text(&format!("DESCRIPTION;LANGUAGE={language}"), &self.about);
        if let Some(place) = &self.place {
            lines.put_text("LOCATION", place);
        }
        lines.put("CLASS", "PRIVATE");
        let (busy, alarms) = match self.when {
            When::Day(_) => ("TRANSPARENT", BEFORE_A_DAY),
            When::Time { .. } => ("OPAQUE", BEFORE_A_TIME),
        };
        lines.put("TRANSP", busy);
        for before in alarms.into_iter().filter(|_| self.rings) {
            lines.put("BEGIN", "VALARM");
            lines.put("ACTION", "DISPLAY");
            lines.put("TRIGGER", before);
            // A telephone shows it to whoever is near: no more than the entry's own few words.
            lines.put_text("DESCRIPTION", &self.summary);
            lines.put("END", "VALARM");
        }
        lines.put("END", "VEVENT");
    }

    fn put_when(&self, lines: &mut Lines) {
        match &self.when {
            When::Day(date) => {
                lines.put("DTSTART;VALUE=DATE", &day(*date));
                // The end is the first day that no longer belongs to it (RFC 5545, 3.8.2.2).
                if let Ok(next) = date.tomorrow() {
                    lines.put("DTEND;VALUE=DATE", &day(next));
                }
            }
            When::Time { at, minutes, zone } => {
                let end = at.saturating_add(i64::from(*minutes).minutes());
                let zone = match zone {
                    Zone::Japan => format!(";TZID={TOKYO}"),
                    Zone::OfThePlace => String::new(),
                };
                lines.put(&format!("DTSTART{zone}"), &time(*at));
                lines.put(&format!("DTEND{zone}"), &time(end));
            }
        }
    }
}

/// Japan's zone as the format wants it told; the rule has held since September 1951.
pub(super) fn zone_of_japan(lines: &mut Lines) {
    for (name, value) in [
        ("BEGIN", "VTIMEZONE"),
        ("TZID", TOKYO),
        ("BEGIN", "STANDARD"),
        ("DTSTART", "19510909T000000"),
        ("TZOFFSETFROM", "+0900"),
        ("TZOFFSETTO", "+0900"),
        ("TZNAME", "JST"),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
    ] {
        lines.put(name, value);
    }
}

/// A name that stays the same from file to file and leads nowhere: a digest of the case's name, written as a UUID of one's own making (RFC 9562, 5.8).
pub(super) fn uid(case: CaseId, what: &str, number: u32) -> String {
    let mut digest = Sha256::new();
    digest.update(b"anshin calendar entry 1\0");
    digest.update(case.0);
    digest.update(what.as_bytes());
    digest.update(number.to_be_bytes());
    let whole = digest.finalize();
    let (first, _) = whole.split_first_chunk::<16>().map_or(([0; 16], &[][..]), |(first, rest)| (*first, rest));
    let number = u128::from_be_bytes(first);
    let number = number & !(0xf << 76) | (8 << 76);
    let number = number & !(0b11 << 62) | (0b10 << 62);
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// A moment in universal time.
fn stamp(moment: Moment) -> String {
    let timestamp = Timestamp::from_second(moment.0).unwrap_or(Timestamp::UNIX_EPOCH);
    format!("{}Z", time(TimeZone::UTC.to_datetime(timestamp)))
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn time(at: DateTime) -> String {
    format!("{}T{:02}{:02}{:02}", day(at.date()), at.hour(), at.minute(), at.second())
}
