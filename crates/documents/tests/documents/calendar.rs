//! Tests of `documents::calendar`. A library that nobody here wrote reads the same files in `tests/calendar/check.py`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use casework::calendar::{Waits, count_back};
use casework::opinion::Known;
use casework::timing::Step;
use casework::{Case, CaseId, Moment};
use documents::calendar::{Making, Places, Zone, ics};
use jiff::civil::{Date, date};
use language::Language;

use crate::sample::{bare, full_in};

const TODAY: Date = date(2026, 11, 23);
/// 2026-11-23T03:04:05Z.
const NOW: Moment = Moment(1_795_403_045);
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/calendar");

fn made(case: &Case, language: Language, places: Places, zone: Zone) -> Option<String> {
    let calendar = count_back(case, TODAY, &Waits::assumed());
    let making = Making { text: language.text(), now: NOW, today: TODAY, places, zone: &|_| zone };
    ics(case, &calendar, &making)
}

fn discreet(language: Language) -> String {
    made(&full_in(language), language, Places::Hidden, Zone::Japan).unwrap()
}

/// Nothing is done yet: every step is still to come.
fn waiting() -> Case {
    let mut case = bare();
    case.opinion.decide_by = Known::Told(date(2027, 2, 1));
    case
}

/// The entries as a reader takes them: unfolded, unescaped, by name.
fn entries(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut entries: Vec<BTreeMap<String, String>> = Vec::new();
    let mut within = String::new();
    for line in file.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap();
        let name = name.split(';').next().unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => entries.push(BTreeMap::new()),
            ("BEGIN", "VALARM") => within = "VALARM ".to_owned(),
            ("END", "VALARM") => within.clear(),
            _ => {
                let value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                if let Some(entry) = entries.last_mut() {
                    entry.insert(format!("{within}{name}"), value);
                }
            }
        }
    }
    entries
}

#[test]
fn the_kept_files_are_what_is_made() {
    let waiting = made(&waiting(), Language::Japanese, Places::Hidden, Zone::OfThePlace).unwrap();
    let kept = [
        ("journey-en.ics", discreet(Language::English)),
        ("journey-ja.ics", discreet(Language::Japanese)),
        ("waiting-ja.ics", waiting),
    ];
    for (name, made) in kept {
        let path = Path::new(KEPT).join(name);
        if std::env::var_os("KEEP_CALENDARS").is_some() {
            fs::write(&path, &made).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(made, kept, "{name} is out of date: run this test with KEEP_CALENDARS=1 and look at what changed");
    }
}

#[test]
fn every_line_ends_in_crlf_and_none_is_longer_than_75_bytes() {
    for language in [Language::English, Language::Japanese] {
        let file = made(&full_in(language), language, Places::Named, Zone::OfThePlace).unwrap();
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
        for line in file.split("\r\n") {
            assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        }
    }
}

#[test]
fn a_lock_screen_learns_of_no_illness_doctor_hospital_or_person() {
    for language in [Language::English, Language::Japanese] {
        let mut case = full_in(language);
        case.opinion.condition_words = "SECRETILLNESS".to_owned();
        let file = made(&case, language, Places::Hidden, Zone::Japan).unwrap().replace("\r\n ", "");
        let names = case.people.iter().map(|person| person.name.clone());
        let hospitals = case.applications.iter().map(|application| application.name.clone());
        let doctors = case.applications.iter().filter_map(|known| Some(known.booked.as_ref()?.specialist.clone()));
        let secret = ["SECRETILLNESS".to_owned(), case.id.to_string()];
        let illness = [
            "cancer",
            "second opinion",
            "癌",
            "がん",
            "セカンドオピニオン",
            "紹介状",
            "病院",
            "医師",
            "hospital",
            "doctor",
        ];
        let illness = illness.into_iter().map(str::to_owned);
        for word in names.chain(hospitals).chain(doctors).chain(secret).chain(illness).filter(|word| !word.is_empty()) {
            assert!(!file.to_lowercase().contains(&word.to_lowercase()), "{word} stands in the file");
        }
    }
}

#[test]
fn an_institution_is_named_only_where_it_was_asked_for() {
    let case = full_in(Language::English);
    let file = made(&case, Language::English, Places::Named, Zone::Japan).unwrap();
    assert!(entries(&file).iter().any(|entry| entry.get("LOCATION").is_some_and(|place| place.contains("Example"))));
    assert!(!discreet(Language::English).contains("LOCATION"));
}

#[test]
fn an_agreed_date_stands_in_japans_time_and_rings_a_day_and_two_hours_before() {
    let file = discreet(Language::English);
    assert!(file.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n"));
    assert!(file.contains("DTSTART;TZID=Asia/Tokyo:20261203T140000\r\nDTEND;TZID=Asia/Tokyo:20261203T143000\r\n"));
    let agreed = file.split("BEGIN:VEVENT").find(|entry| entry.contains("20261203T140000")).unwrap();
    assert!(agreed.contains("TRIGGER:-P1D\r\n") && agreed.contains("TRIGGER:-PT2H\r\n"));
}

#[test]
fn where_the_zone_is_not_known_the_time_is_that_of_the_place() {
    let file = made(&full_in(Language::English), Language::English, Places::Hidden, Zone::OfThePlace).unwrap();
    assert!(file.contains("DTSTART:20261203T140000\r\n"));
    assert!(!file.contains("TZID"));
    assert!(file.replace("\r\n ", "").contains("that of the place"));
}

#[test]
fn a_step_is_a_whole_day_that_ends_on_the_next() {
    for entry in entries(&discreet(Language::English)).iter().filter(|entry| entry["TRANSP"] == "TRANSPARENT") {
        let (from, to) = (day(&entry["DTSTART"]), day(&entry["DTEND"]));
        assert_eq!(from.tomorrow().unwrap(), to);
    }
}

fn day(text: &str) -> Date {
    Date::strptime("%Y%m%d", text).unwrap()
}

#[test]
fn what_is_done_or_past_rings_no_more() {
    let mut rings = 0;
    for entry in entries(&discreet(Language::English)) {
        let start = day(&entry["DTSTART"][..8]);
        let may_ring = start >= TODAY && !entry["SUMMARY"].contains("done");
        assert_eq!(entry.contains_key("VALARM TRIGGER"), may_ring, "{entry:?}");
        rings += usize::from(may_ring);
    }
    assert!(rings > 0);
}

#[test]
fn what_is_to_come_rings_three_days_and_one_day_before_in_the_morning() {
    let file = made(&waiting(), Language::English, Places::Hidden, Zone::Japan).unwrap();
    let steps = file.matches("BEGIN:VEVENT").count();
    assert_eq!(steps, 7);
    assert_eq!((file.matches("TRIGGER:-P2DT15H").count(), file.matches("TRIGGER:-PT15H").count()), (7, 7));
}

#[test]
fn only_an_agreed_time_is_called_an_appointment() {
    for (language, appointment, latest) in [
        (Language::English, "Anshin: appointment", "Anshin: last day for the consultation"),
        (Language::Japanese, "あんしん：約束の時間", "あんしん：相談に行く日の期限"),
    ] {
        let titles = |case: &Case| -> Vec<String> {
            let file = made(case, language, Places::Hidden, Zone::Japan).unwrap();
            entries(&file).into_iter().map(|entry| entry["SUMMARY"].clone()).collect()
        };
        let counted = titles(&waiting());
        assert!(counted.iter().any(|title| title == latest), "{counted:?}");
        assert!(!counted.iter().any(|title| title.contains(appointment)), "{counted:?}");
        let mut fixed = waiting();
        fixed.timing.fixed = vec![(Step::Visit, date(2027, 1, 12))];
        let fixed = titles(&fixed);
        assert!(!fixed.iter().any(|title| title.contains(appointment) || title == latest), "{fixed:?}");
        assert!(titles(&full_in(language)).iter().any(|title| title == appointment));
    }
}

#[test]
fn an_entry_keeps_its_name_when_its_date_moves_and_another_case_has_other_names() {
    let names = |case: &Case| -> Vec<String> {
        let file = made(case, Language::English, Places::Hidden, Zone::Japan).unwrap();
        entries(&file).into_iter().map(|entry| entry["UID"].clone()).collect()
    };
    let case = full_in(Language::English);
    let mut moved = case.clone();
    for application in &mut moved.applications {
        if let Some(offer) = &mut application.booked {
            offer.at = offer.at.tomorrow().unwrap();
        }
    }
    let mut other = case.clone();
    other.id = CaseId([9; 16]);
    assert_eq!(names(&case), names(&moved));
    let (ours, theirs) = (names(&case), names(&other));
    assert!(ours.iter().all(|name| !theirs.contains(name)));
    let mut once = ours.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ours.len());
}

#[test]
fn a_case_without_dates_has_no_calendar_rather_than_an_empty_one() {
    assert_eq!(made(&bare(), Language::English, Places::Hidden, Zone::Japan), None);
}

#[test]
fn what_would_end_a_line_or_a_text_is_escaped_and_comes_back() {
    let mut case = full_in(Language::English);
    let name = "A; B, C\\D\nEND:VEVENT\r\u{7}".to_owned() + &"病院".repeat(60);
    for application in &mut case.applications {
        application.name.clone_from(&name);
    }
    let file = made(&case, Language::English, Places::Named, Zone::Japan).unwrap();
    let kept = name.replace(['\r', '\u{7}'], "");
    let places: Vec<String> = entries(&file).iter().filter_map(|entry| entry.get("LOCATION").cloned()).collect();
    assert!(places.iter().any(|place| place.starts_with(&kept)), "{places:?}");
    assert_eq!(file.matches("END:VEVENT\r\n").count(), file.matches("BEGIN:VEVENT\r\n").count());
}
