use casework::calendar::{Basis, Calendar, Goal, Planned, Waits, count_back};
use casework::timing::Step;
use jiff::civil::{Date, Weekday, date};
use serde_json::{Value, json};

use crate::bare::{case, desk};

const TODAY: Date = date(2026, 11, 23);

fn counted(parts: Value) -> Calendar {
    count_back(&case(parts), TODAY, &Waits::assumed())
}

fn decide_by(day: &str) -> Value {
    json!({ "decide_by": { "told": day } })
}

fn step(calendar: &Calendar, step: Step) -> &Planned {
    calendar.steps.iter().find(|planned| planned.step == step).unwrap()
}

#[test]
fn the_steps_are_counted_back_from_the_decision_in_the_order_of_doing() {
    let calendar = counted(json!({ "opinion": decide_by("2027-03-01") }));
    let days: Vec<_> = calendar.steps.iter().map(|planned| (planned.step, planned.by.unwrap())).collect();
    assert_eq!(
        days,
        [
            (Step::Doctor, date(2027, 1, 19)),
            (Step::Letter, date(2027, 1, 29)),
            (Step::Slides, date(2027, 1, 29)),
            (Step::Application, date(2027, 2, 1)),
            (Step::Visit, date(2027, 2, 15)),
            (Step::Report, date(2027, 2, 22)),
            (Step::Decision, date(2027, 3, 1)),
        ]
    );
    assert!(!calendar.is_late());
    assert!(calendar.assumes());
    assert_eq!(calendar.goal, Some(Goal::DecideBy(date(2027, 3, 1))));
}

#[test]
fn without_a_date_there_is_only_the_order() {
    let calendar = counted(json!({ "opinion": { "decide_by": "unclear" } }));
    assert_eq!(calendar.goal, None);
    assert_eq!(calendar.steps.len(), 7);
    assert!(calendar.steps.iter().all(|planned| planned.by.is_none() && planned.late_days.is_none()));
}

#[test]
fn an_earlier_latest_safe_date_wins_and_a_later_one_does_not() {
    let earlier = json!({ "opinion": decide_by("2027-03-01"), "timing": { "latest_safe": "2027-02-01" } });
    assert_eq!(counted(earlier).goal, Some(Goal::LatestSafe(date(2027, 2, 1))));
    let later = json!({ "opinion": decide_by("2027-03-01"), "timing": { "latest_safe": "2027-04-01" } });
    assert_eq!(counted(later).goal, Some(Goal::DecideBy(date(2027, 3, 1))));
    let alone = json!({ "timing": { "latest_safe": "2027-04-01" } });
    assert_eq!(counted(alone).goal, Some(Goal::LatestSafe(date(2027, 4, 1))));
}

#[test]
fn late_steps_are_said_in_days() {
    let calendar = counted(json!({ "opinion": decide_by("2026-12-21") }));
    // 21 December, less 7, 7 and 14 days: the application should have gone on 23 November, papers on the Friday before.
    assert_eq!(step(&calendar, Step::Application).late_days, None);
    assert_eq!(step(&calendar, Step::Letter).by, Some(date(2026, 11, 20)));
    assert_eq!(step(&calendar, Step::Letter).late_days, Some(3));
    assert_eq!(step(&calendar, Step::Doctor).by, Some(date(2026, 11, 10)));
    assert_eq!(step(&calendar, Step::Doctor).late_days, Some(13));
    assert!(calendar.is_late());
}

#[test]
fn a_decision_date_in_the_past_is_said() {
    let calendar = counted(json!({ "opinion": decide_by("2026-11-20") }));
    assert!(calendar.goal_past);
    assert_eq!(step(&calendar, Step::Decision).late_days, Some(3));
}

#[test]
fn a_day_that_is_fixed_is_what_earlier_steps_are_counted_from() {
    let timing = json!({ "fixed": [["visit", "2027-02-08"]] });
    let calendar = counted(json!({ "opinion": decide_by("2027-03-01"), "timing": timing }));
    let visit = step(&calendar, Step::Visit);
    assert_eq!((visit.by, visit.fixed, visit.late_days), (Some(date(2027, 2, 15)), Some(date(2027, 2, 8)), None));
    assert_eq!(step(&calendar, Step::Application).by, Some(date(2027, 1, 25)));
}

#[test]
fn a_day_fixed_after_the_last_one_is_late() {
    let timing = json!({ "fixed": [["visit", "2027-02-18"]] });
    let calendar = counted(json!({ "opinion": decide_by("2027-03-01"), "timing": timing }));
    assert_eq!(step(&calendar, Step::Visit).late_days, Some(3));
}

#[test]
fn what_is_done_or_overtaken_is_never_late() {
    let timing = json!({ "done": [["application", "2026-11-20"]] });
    let calendar = counted(json!({ "opinion": decide_by("2026-12-01"), "timing": timing }));
    for done in [Step::Doctor, Step::Letter, Step::Slides, Step::Application] {
        assert_eq!(step(&calendar, done).late_days, None, "{done:?}");
    }
    assert!(step(&calendar, Step::Visit).late_days.is_some());
    assert_eq!(step(&calendar, Step::Application).done, Some(date(2026, 11, 20)));
}

#[test]
fn no_step_that_needs_an_office_falls_on_a_weekend() {
    for ahead in 0..400 {
        let day = date(2027, 1, 1).checked_add(jiff::Span::new().days(ahead)).unwrap();
        let calendar = counted(json!({ "opinion": decide_by(&day.to_string()) }));
        for planned in calendar.steps.iter().filter(|planned| planned.step != Step::Decision) {
            let weekday = planned.by.unwrap().weekday();
            assert!(!matches!(weekday, Weekday::Saturday | Weekday::Sunday), "{:?} for {day}", planned.step);
        }
        assert!(calendar.steps.is_sorted_by_key(|planned| planned.by));
    }
}

#[test]
fn what_the_desk_says_replaces_our_assumption() {
    let said = desk(json!({ "waiting": { "from_days": 7, "to_days": 28 }, "papers_days_before": 35 }));
    let waits = Waits::of_desk(Some(&said));
    assert_eq!(waits.application.days, 28);
    assert!(matches!(waits.application.basis, Basis::Desk(_)));
    let calendar = count_back(&case(json!({ "opinion": decide_by("2027-03-01") })), TODAY, &waits);
    // The visit is on 15 February; papers 35 days before it come sooner than the application's three days.
    assert_eq!(step(&calendar, Step::Application).by, Some(date(2027, 1, 18)));
    assert_eq!(step(&calendar, Step::Letter).by, Some(date(2027, 1, 11)));
    // A least wait that is shorter than our assumption does not shorten it, and is not put into the desk's mouth.
    let least = Waits::of_desk(Some(&desk(json!({ "waiting": { "from_days": 7 } }))));
    assert_eq!((least.application.days, least.application.basis), (14, Basis::Assumed));
    let long = Waits::of_desk(Some(&desk(json!({ "waiting": { "from_days": 60 } }))));
    assert_eq!(long.application.days, 60);
    assert!(matches!(long.application.basis, Basis::Desk(_)));
    assert_eq!(Waits::of_desk(None), Waits::assumed());
}

#[test]
fn slides_in_hand_do_not_hide_that_the_letter_is_late() {
    let timing = json!({ "done": [["slides", "2026-11-20"]] });
    let calendar = counted(json!({ "opinion": decide_by("2026-12-01"), "timing": timing }));
    assert_eq!(step(&calendar, Step::Slides).late_days, None);
    assert!(step(&calendar, Step::Letter).late_days.is_some());
    assert_eq!(step(&calendar, Step::Doctor).late_days, None, "slides are only had from a doctor who was asked");
}

#[test]
fn a_decision_fixed_after_the_latest_safe_date_gives_no_more_time() {
    let safe = json!({ "latest_safe": "2027-03-01" });
    let later = json!({ "latest_safe": "2027-03-01", "fixed": [["decision", "2027-04-01"]] });
    let (safe, later) = (counted(json!({ "timing": safe })), counted(json!({ "timing": later })));
    assert_eq!(step(&later, Step::Visit).by, step(&safe, Step::Visit).by);
    assert_eq!(step(&later, Step::Decision).late_days, Some(31));
    let sooner = json!({ "latest_safe": "2027-03-01", "fixed": [["decision", "2027-02-22"]] });
    assert!(step(&counted(json!({ "timing": sooner })), Step::Visit).by < step(&safe, Step::Visit).by);
}

#[test]
fn what_other_pages_tell_counts_as_done() {
    let told = counted(json!({ "opinion": decide_by("2026-12-20"), "telling": { "told_on": "2026-11-20" } }));
    assert_eq!(step(&told, Step::Doctor).done, Some(date(2026, 11, 20)));
    assert_eq!(step(&told, Step::Doctor).late_days, None);
    let letter = counted(json!({ "letter": { "asked_on": "2026-11-10", "received_on": "2026-11-19" } }));
    assert_eq!(step(&letter, Step::Letter).done, Some(date(2026, 11, 19)));
    let loan = |id: u32, kind: &str, steps: Value| json!({ "id": id, "kind": kind, "words": "", "loan": true, "note": "", "attachments": [], "steps": steps });
    let received = |day: &str| json!([["asked", "2026-11-10"], ["received", day]]);
    let half = counted(json!({ "records": [
        loan(1, "slides", received("2026-11-15")), loan(2, "images", json!([["asked", "2026-11-10"]])),
    ] }));
    assert_eq!(step(&half, Step::Slides).done, None, "the images are missing");
    let whole = counted(json!({ "records": [
        loan(1, "slides", received("2026-11-15")), loan(2, "images", received("2026-11-18")),
    ] }));
    assert_eq!(step(&whole, Step::Slides).done, Some(date(2026, 11, 18)));
}
