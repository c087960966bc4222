//! Applying: what stops it, what goes along, who must act, and what becomes of it, as the patient's side sees it.

use axum::http::StatusCode;

use crate::case_device::{Answer, Device, House};

/// A case of which letter and records are in hand, with two hospitals to ask.
pub async fn ready(house: &House) -> Device<'_> {
    let mut device = house.device();
    device.begin().await;
    let opinion = [
        ("condition_words", "made-up cancer"),
        ("treatment", "a made-up operation"),
        ("institution_words", "作りもの病院1"),
        ("unclear", "Why an operation?"),
    ];
    sent(&mut device, "/case/opinion", "/case/opinion", &opinion).await;
    sent(&mut device, "/case/wish", "/case/wish", &[("wish", "advice")]).await;
    for institution in ["jp-00002", "jp-00003"] {
        let add = [("do", "add"), ("institution", institution)];
        sent(&mut device, "/case/choose", "/case/choose", &add).await;
    }
    sent(&mut device, "/case/tell", "/case/tell", &[("told_on", "2026-11-16"), ("reply", "agreed")]).await;
    sent(&mut device, "/case/records", "/case/records/list", &[]).await;
    let stages: Vec<(String, &str)> = (1..=10).map(|item| (format!("stage-{item}"), "received")).collect();
    let stages: Vec<(&str, &str)> = stages.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    sent(&mut device, "/case/records", "/case/records", &stages).await;
    sent(&mut device, "/case/letter", "/case/letter", &[("received_on", "2026-11-20")]).await;
    device
}

/// A form that is taken; where it leads.
pub async fn sent(device: &mut Device<'_>, page: &str, action: &str, fields: &[(&str, &str)]) -> String {
    let answer = device.fill_in(page, action, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}: {}", answer.body);
    answer.location().to_owned()
}

pub const ALL: &[(&str, &str)] = &[
    ("institution", "jp-00002"),
    ("part", "opinion"),
    ("part", "letter"),
    ("part", "records"),
    ("words", "Thank you."),
];

pub async fn applied(device: &mut Device<'_>) {
    let place = sent(device, "/case/applications", "/case/applications", ALL).await;
    assert_eq!(place, "/case/applications/1?saved=yes");
}

/// A form on the application's own page, with the turn that stands there.
pub async fn turned(device: &mut Device<'_>, action: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = device.get("/case/applications/1").await;
    let turn = shown.hidden("turn");
    let mut all = vec![("turn", turn.as_str())];
    all.extend_from_slice(fields);
    device.fill_in("/case/applications/1", action, &all).await
}

pub const TOLD: &str = "/case/applications/1/told";
pub const MOVE: &str = "/case/applications/1/move";

pub const DATES: &[(&str, &str)] = &[
    ("do", "accept"),
    ("told_by-dates", "Ms Made-up"),
    ("date1", "１２月４日"),
    ("time1", "１４：３０"),
    ("date2", "2026-12-07"),
    ("time2", "午前10時"),
    ("minutes", "30分"),
    ("specialist", "Dr Second"),
];

/// The date of 4 December is agreed.
pub async fn booked(device: &mut Device<'_>) {
    applied(device).await;
    let answer = turned(device, TOLD, DATES).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let answer = turned(device, MOVE, &[("do", "take"), ("offer", "0")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn an_application_goes_from_the_press_to_an_agreed_date_and_each_page_says_whose_turn_it_is() {
    let house = House::new();
    let mut device = ready(&house).await;
    let list = device.get("/case/applications").await.body;
    assert!(list.contains("Apply to 作りもの病院2") && list.contains("Apply to 作りもの病院3 instead"), "{list}");
    assert!(list.contains("value=\"opinion\" checked") && list.contains("Only the desk and the second doctor see it"));
    applied(&mut device).await;
    let page = device.get("/case/applications/1").await.body;
    assert!(
        page.contains("It is your turn.")
            && page.contains("Are the papers on their way?")
            && page.contains("Thank you.")
            && page.contains("23 November 2026"),
        "{page}"
    );
    let answer = turned(&mut device, TOLD, DATES).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/case/applications/1?saved=yes"),
        "{}",
        answer.body
    );
    let page = device.get("/case/applications/1").await.body;
    for words in [
        "It is your turn",
        "4 December 2026, 14:30",
        "7 December 2026, 10:00",
        "30 minutes",
        "Dr Second",
        "Ms Made-up at the desk",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let answer = turned(&mut device, MOVE, &[("do", "take"), ("offer", "0")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = device.get("/case/applications/1").await.body;
    assert!(page.contains("A date is agreed") && page.contains("Prepare the day"), "{page}");
    device.language = "ja";
    let page = device.get("/case/applications/1").await.body;
    assert!(page.contains("日時が決まっています") && page.contains("14:30"), "{page}");
}

#[tokio::test]
async fn what_would_make_the_desk_turn_it_away_stops_the_sending_and_says_what_to_do() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    sent(&mut device, "/case/choose", "/case/choose", &[("do", "add"), ("institution", "jp-00002")]).await;
    let page = device.get("/case/applications").await.body;
    assert!(page.contains("This stops the application") && page.contains("href=\"/case/letter\""), "{page}");
    assert!(!page.contains("Send the application</button>"), "nothing can be sent: {page}");
    let answer = device.fill_in("/case/worries", "/case/applications", ALL).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("href=\"#bars\"") && answer.body.contains("id=\"bars\""), "{}", answer.body);
}

#[tokio::test]
async fn an_application_to_nobody_without_parts_or_sent_twice_is_answered_plainly() {
    let house = House::new();
    let mut device = ready(&house).await;
    let nobody = device.fill_in("/case/applications", "/case/applications", &[("part", "opinion")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.body.contains("No hospital from your list was chosen"), "{}", nobody.body);
    let nothing = [("institution", "jp-00002"), ("words", "typed and not lost")];
    let nothing = device.fill_in("/case/applications", "/case/applications", &nothing).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("typed and not lost") && nothing.body.contains("href=\"#part\""), "{}", nothing.body);
    applied(&mut device).await;
    let again = device.fill_in("/case/applications", "/case/applications", ALL).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/case/applications/1"));
    assert_eq!(device.get("/case/applications/2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_date_in_the_past_and_a_time_that_is_none_are_named_and_everything_typed_stays() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    for (date, time, says) in [
        ("2026-11-20", "14:30", "this date is in the past"),
        ("soon", "14:30", "could not be read as a date"),
        ("12月4日", "25:00", "The time could not be read"),
        ("", "14:30", "there is no answer here yet"),
    ] {
        let fields = [
            ("do", "accept"),
            ("told_by-dates", "Ms Made-up"),
            ("date1", date),
            ("time1", time),
            ("specialist", "Dr Second"),
        ];
        let answer = turned(&mut device, TOLD, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{date} {time}");
        assert!(answer.body.contains(says), "{date} {time}: {}", answer.body);
        assert!(answer.body.contains("value=\"Dr Second\"") && answer.body.contains("value=\"Ms Made-up\""));
        assert!(answer.body.contains("<details class=\"card\" open>"), "the form stands open");
    }
    let nameless = turned(&mut device, TOLD, &[("do", "decline"), ("reason", "no-capacity")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("href=\"#told_by-decline\""), "{}", nameless.body);
    assert!(
        device.get("/case/applications/1").await.body.contains("Are the papers on their way?"),
        "nothing has moved"
    );
}

#[tokio::test]
async fn an_old_turn_is_refused_with_what_was_written_and_the_same_press_twice_is_one() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    turned(&mut device, TOLD, DATES).await;
    let turn = device.get("/case/applications/1").await.hidden("turn");
    let take = [("turn", turn.as_str()), ("do", "take"), ("offer", "1"), ("at", "2026-12-07T10:00:00")];
    for _ in 0..2 {
        let answer = device.fill_in("/case/applications/1", MOVE, &take).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let other = [("turn", turn.as_str()), ("do", "take"), ("offer", "0"), ("at", "2026-12-04T14:30:00")];
    let answer = device.fill_in("/case/applications/1", MOVE, &other).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "another date is not the same press: {}", answer.body);
    let old = [("turn", "1"), ("do", "call-off"), ("words", "words that must not be lost")];
    let answer = device.fill_in("/case/applications/1", MOVE, &old).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
    assert!(answer.body.contains("words that must not be lost") && answer.body.contains("/case/applications"));
    let page = device.get("/case/applications/1").await.body;
    assert!(page.contains("A date is agreed") && page.contains("7 December 2026, 10:00"), "{page}");
}

#[tokio::test]
async fn another_answer_to_the_same_turn_is_not_taken_for_the_one_that_was_written_down() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    let turn = device.get("/case/applications/1").await.hidden("turn");
    let with = |fields: &[(&'static str, &'static str)]| {
        let turn = [("turn", turn.clone())].into_iter();
        turn.chain(fields.iter().map(|(name, value)| (*name, (*value).to_owned()))).collect::<Vec<_>>()
    };
    let no = [("do", "decline"), ("told_by-decline", "Ms Made-up"), ("reason", "no-capacity")];
    let ask = [("do", "ask"), ("told_by-ask", "Ms Made-up"), ("kind", "images"), ("asked", "must not be lost")];
    for (fields, status) in [
        (with(&ask), StatusCode::SEE_OTHER),
        (with(&ask), StatusCode::SEE_OTHER),
        (with(&no), StatusCode::CONFLICT),
        (with(&[("do", "ask"), ("told_by-ask", "Mr Other"), ("asked", "kept words")]), StatusCode::CONFLICT),
    ] {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = device.fill_in("/case/applications/1", TOLD, &fields).await;
        assert_eq!(answer.status, status, "{fields:?}: {}", answer.body);
        assert!(
            status != StatusCode::CONFLICT
                || answer.body.contains(fields.last().expect("one").1)
                || fields.contains(&("do", "decline"))
        );
    }
}

#[tokio::test]
async fn minutes_that_no_desk_can_plan_are_named_with_the_least_and_the_most() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    for minutes in ["5", "600"] {
        let fields = [
            ("do", "accept"),
            ("told_by-dates", "Ms Made-up"),
            ("date1", "2026-12-04"),
            ("time1", "14:30"),
            ("minutes", minutes),
        ];
        let answer = turned(&mut device, TOLD, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        assert!(answer.body.contains("from 10 to 240"), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_doctor_who_has_begun_to_write_gets_no_other_code_and_the_page_says_why() {
    let house = House::new();
    let mut device = ready(&house).await;
    booked(&mut device).await;
    let named = [("do", "doctor"), ("told_by-doctor", "Ms Made-up"), ("doctor", "Dr Second")];
    assert_eq!(turned(&mut device, TOLD, &named).await.status, StatusCode::SEE_OTHER);
    let make = [("for", "doctor")];
    let place = sent(&mut device, "/case/applications/1", "/case/applications/1/code", &make).await;
    let code = device.get(&place).await.code();
    let mut doctor = house.device();
    doctor.fill_in("/opinion", "/opinion", &[("code", &code)]).await;
    let draft = [("do", "save"), ("treatment", "a secret draft")];
    let saved = doctor.fill_in("/opinion/form", "/opinion/form", &draft).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let refused = device.fill_in("/case/applications/1", "/case/applications/1/code", &make).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("The doctor has begun to write"), "{}", refused.body);
    assert_eq!(doctor.get("/opinion/form").await.status, StatusCode::OK, "the doctor goes on");
}

#[tokio::test]
async fn after_a_no_the_page_says_what_it_means_and_one_press_sends_the_same_papers_to_the_next() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    let no = [("do", "decline"), ("told_by-decline", "Ms Made-up"), ("reason", "too-urgent")];
    let answer = turned(&mut device, TOLD, &no).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = device.get("/case/applications/1").await.body;
    assert!(page.contains("speak to your own doctor today") && page.contains("作りもの病院3"), "{page}");
    assert!(!page.contains("Take this application back"));
    let next = [("institution", "jp-00003"), ("part", "opinion"), ("part", "letter"), ("part", "records")];
    assert!(
        page.contains("name=\"institution\" value=\"jp-00003\"") && page.contains("name=\"part\" value=\"records\"")
    );
    assert_eq!(
        sent(&mut device, "/case/applications/1", "/case/applications", &next).await,
        "/case/applications/2?saved=yes"
    );
}

#[tokio::test]
async fn what_the_desk_asks_for_is_sent_and_the_application_goes_on() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    let ask = [("do", "ask"), ("told_by-ask", "fax of 23 November"), ("kind", "images"), ("asked", "of October too")];
    let answer = turned(&mut device, TOLD, &ask).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = device.get("/case/applications/1").await.body;
    assert!(page.contains("It is your turn") && page.contains("of October too"), "{page}");
    let answer = turned(&mut device, MOVE, &[("do", "supply"), ("words", "by post today")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = device.get("/case/applications/1").await.body;
    assert!(page.contains("the desk’s turn") && page.contains("by post today"), "{page}");
}

#[tokio::test]
async fn withdrawing_says_first_what_it_means_and_ends_the_application() {
    let house = House::new();
    let mut device = ready(&house).await;
    booked(&mut device).await;
    let page = device.get("/case/applications/1/withdraw").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("see nothing of your papers") && page.body.contains("No, leave it as it is"));
    let turn = page.hidden("turn");
    for _ in 0..2 {
        let path = "/case/applications/1/withdraw";
        let answer = device.fill_in("/case/worries", path, &[("turn", turn.as_str())]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/case/applications/1?saved=yes"));
    }
    assert!(device.get("/case/applications/1").await.body.contains("Withdrawn"));
    assert_eq!(device.get("/case/applications/1/withdraw").await.location(), "/case/applications/1");
}

#[tokio::test]
async fn the_printed_dossier_holds_what_was_sent_and_nothing_else_and_carries_the_desks_code() {
    let house = House::new();
    let mut device = ready(&house).await;
    let some = [("institution", "jp-00002"), ("part", "opinion"), ("blind", "yes")];
    sent(&mut device, "/case/applications", "/case/applications", &some).await;
    let page = device.get("/case/applications/1/dossier").await.body;
    assert!(page.contains("made-up cancer") && page.contains("作りもの病院2"), "{page}");
    assert!(!page.contains("The doctor’s own letter") && !page.contains("Glass slides"), "not sent: {page}");
    let (first, plan) =
        (page.find("made-up cancer").expect("told"), page.find("a made-up operation").expect("the plan"));
    let closed = page.find("class=\"part closed\"").expect("a closed sheet");
    assert!(first < closed && closed < plan, "the plan stands on the closed sheet only");
    let made = device.fill_in("/case/applications/1/dossier", "/case/applications/1/code", &[]).await;
    assert_eq!(
        (made.status, made.location()),
        (StatusCode::SEE_OTHER, "/case/applications/1/dossier"),
        "{}",
        made.body
    );
    let page = device.get("/case/applications/1/dossier").await;
    assert_eq!(page.code().len(), 14, "{}", page.body);
    assert!(page.body.contains("/answer</strong>"), "{}", page.body);
    house.later(700);
    let later = device.get("/case/applications/1/dossier").await;
    assert!(later.code().is_empty() && later.body.contains("A code is out already"));
}

#[tokio::test]
async fn papers_for_a_desk_on_paper_are_the_patients_turn_until_they_went_out() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    assert!(device.get("/case/applications").await.body.contains("Papers not sent yet"));
    let without = turned(&mut device, MOVE, &[("do", "posted"), ("posted_on", "")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.body.contains("href=\"#posted_on\""), "{}", without.body);
    let early = turned(&mut device, MOVE, &[("do", "posted"), ("posted_on", "2026-11-01")]).await;
    assert!(early.body.contains("this date is too early"), "{}", early.body);
    let answer = turned(&mut device, MOVE, &[("do", "posted"), ("posted_on", "2026-11-23")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = device.get("/case/applications/1").await.body;
    assert!(page.contains("the desk’s turn") && page.contains("Papers handed in or sent"), "{page}");
}
