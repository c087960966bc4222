//! The journey of a patient alone, page by page, over cases kept in memory.

use axum::http::StatusCode;

use crate::case_device::{Answer, Device, House};

/// Sends a step's form and says where one was sent on to.
async fn save(device: &mut Device<'_>, page: &str, fields: &[(&str, &str)]) -> String {
    let answer = device.fill_in(page, page, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}: {}", answer.body);
    answer.location().to_owned()
}

const OPINION: &[(&str, &str)] = &[
    ("condition_words", "made-up cancer"),
    ("site", "the lower part"),
    ("kind_known", "unclear"),
    ("stage", "II"),
    ("treatment", "an operation"),
    ("decide_by", "2027年1月29日"),
    ("doctor", "Dr Made-up"),
    ("institution_words", "作りもの病院1"),
    ("said_on", "R8.11.16"),
    ("near", "作市"),
    ("unclear", "Why an operation?"),
];

async fn opened(house: &House) -> (Device<'_>, String) {
    let mut device = house.device();
    let code = device.begin().await;
    (device, code)
}

#[tokio::test]
async fn a_patient_alone_goes_from_two_questions_to_the_printed_request_and_resumes_with_the_recovery_code() {
    let house = House::new();
    let (mut device, code) = opened(&house).await;
    assert_eq!(save(&mut device, "/case/opinion", OPINION).await, "/case/worries?saved=yes");
    let worries = [("about", "enough"), ("about", "cured"), ("words", "Can I work?")];
    assert_eq!(save(&mut device, "/case/worries", &worries).await, "/case/worries?saved=yes");
    let time = [("signs", "none"), ("treatment", "not-started")];
    assert_eq!(save(&mut device, "/case/time", &time).await, "/case/time?saved=yes");
    drop(device);

    let mut elsewhere = house.device();
    let answer = elsewhere.fill_in("/case/open", "/case/open", &[("code", &code.to_lowercase())]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let kept = elsewhere.get("/case/opinion").await.body;
    for words in ["the lower part", "Dr Made-up", "29 January 2027", "16 November 2026", "Why an operation?"] {
        assert!(kept.contains(words), "{words}: {kept}");
    }
    assert!(elsewhere.get("/case/worries").await.body.contains("Can I work?"));

    let calendar = elsewhere.get("/case/calendar").await.body;
    assert!(calendar.contains("The decision: 29 January 2027") && calendar.contains("What the calendar assumes"));
    assert_eq!(
        save(&mut elsewhere, "/case/calendar", &[("fixed-visit", "2027-01-12")]).await,
        "/case/calendar?saved=yes"
    );
    assert!(elsewhere.get("/case/calendar").await.body.contains("12 January 2027"));
    assert_eq!(save(&mut elsewhere, "/case/wish", &[("wish", "advice")]).await, "/case/choose?saved=yes");

    let choose = elsewhere.get("/case/choose").await.body;
    assert!(choose.contains("作りもの病院2") && choose.contains("This is your present hospital"), "{choose}");
    let add = [("do", "add"), ("institution", "jp-00002")];
    assert_eq!(save(&mut elsewhere, "/case/choose", &add).await, "/case/choose?saved=yes");
    let desk = elsewhere.get("/case/desk/jp-00002").await.body;
    assert!(desk.contains("is not known here. Please ring") && desk.contains("What to ask by telephone"), "{desk}");
    let cost = elsewhere.get("/case/cost").await.body;
    assert!(cost.contains("500 to 1,500 yen") && cost.contains("Not in this sum"), "{cost}");

    assert_eq!(save(&mut elsewhere, "/case/tell", &[("feeling", "hard")]).await, "/case/tell?saved=yes");
    assert!(elsewhere.get("/case/tell").await.body.contains("May I give you this sheet?"));
    assert_eq!(
        save(&mut elsewhere, "/case/tell", &[("feeling", "hard"), ("note", "I am free on Fridays")]).await,
        "/case/request?saved=yes"
    );
    let request = elsewhere.get("/case/request").await.body;
    let stands = [
        "Dr Made-up",
        "made-up cancer",
        "作りもの病院2",
        "I am free on Fridays",
        "B010",
        "Why an operation?",
        "Name (by hand)",
    ];
    for words in stands {
        assert!(request.contains(words), "{words}: {request}");
    }
    assert!(request.contains("Which type?"), "what is not clear stands there as a question: {request}");
}

#[tokio::test]
async fn the_letter_and_the_records_are_followed_from_asked_to_in_hand() {
    let house = House::new();
    let (mut device, _) = opened(&house).await;
    save(&mut device, "/case/opinion", OPINION).await;
    let made = device.fill_in("/case/records", "/case/records/list", &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert!(device.get("/case/records").await.body.contains("Glass slides or tissue blocks"));
    let moved = [("stage-3", "received"), ("on-3", "2026-11-20"), ("note-3", "on one CD")];
    assert_eq!(save(&mut device, "/case/records", &moved).await, "/case/records?saved=yes");
    let records = device.get("/case/records").await.body;
    assert!(records.contains("Still to be given back") && records.contains("on one CD"), "{records}");
    let own = device.fill_in("/case/records", "/case/records/add", &[("words", "A diary"), ("loan", "yes")]).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER);
    assert!(device.get("/case/records").await.body.contains("A diary"));
    let letter = [("asked_on", "2026-11-20"), ("promised_for", "11月30日")];
    assert_eq!(save(&mut device, "/case/letter", &letter).await, "/case/records?saved=yes");
    assert!(device.get("/case/letter").await.body.contains("Promised for 30 November 2026"));
}

#[tokio::test]
async fn the_doctors_code_is_printed_on_the_request() {
    let house = House::new();
    let (mut device, _) = opened(&house).await;
    let made = device.fill_in("/case/request", "/case/letter/code", &[]).await;
    assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/case/request"), "{}", made.body);
    let request = device.get("/case/request").await;
    assert_eq!(request.code().len(), 14, "{}", request.body);
    assert!(device.get("/case/letter").await.body.contains("A code is out"));
}

#[tokio::test]
async fn a_worry_stays_open_until_the_patient_says_that_a_named_answer_has_settled_it() {
    let house = House::new();
    let (mut device, _) = opened(&house).await;
    save(&mut device, "/case/worries", &[("about", "enough")]).await;
    let nameless = [("worry", "1"), ("words-1", "Yes, we think so.")];
    let refused = device.fill_in("/case/worries", "/case/worries/answer", &nameless).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Who answered?: there is no answer here") && refused.body.contains("Yes, we think so.")
    );
    let named = [("worry", "1"), ("who-1", "Dr Made-up"), ("words-1", "Yes, we think so.")];
    let answered = device.fill_in("/case/worries", "/case/worries/answer", &named).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
    assert!(device.get("/case/worries").await.body.contains("Still open"));
    let close = [("worry", "1"), ("answer", "0")];
    assert_eq!(device.fill_in("/case/worries", "/case/worries/close", &close).await.status, StatusCode::SEE_OTHER);
    let closed = device.get("/case/worries").await.body;
    assert!(closed.contains("with the answer of Dr Made-up") && !closed.contains("Still open"), "{closed}");
}

#[tokio::test]
async fn words_that_meet_the_red_path_come_before_anything_else_and_close_no_page() {
    let house = House::new();
    let (mut device, _) = opened(&house).await;
    save(&mut device, "/case/opinion", OPINION).await;
    save(&mut device, "/case/time", &[("signs", "sudden-chest-pain"), ("treatment", "begun")]).await;
    let red = device.get("/case/time").await.body;
    let (now, form) = (red.find("Get help now").expect("help first"), red.find("<form").expect("the form below"));
    assert!(now < form && red.contains("119") && red.contains("Do not stop or postpone"), "{red}");
    assert!(red.contains("draft and has not been reviewed"), "the list says that it is a draft");
    for page in ["/case/worries", "/case/choose", "/case/records"] {
        assert_eq!(device.get(page).await.status, StatusCode::OK);
    }
    let bad = [("signs", "sudden-high-fever"), ("signs", "sudden-chest-pain"), ("latest_safe", "soon")];
    let wrong = device.fill_in("/case/time", "/case/time", &bad).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Get help now") && wrong.body.contains("soon"), "{}", wrong.body);
    // Nothing ticked is no answer: the red path stays until "none of these" is ticked.
    save(&mut device, "/case/time", &[("treatment", "begun")]).await;
    assert!(device.get("/case/time").await.body.contains("Get help now"));
    save(&mut device, "/case/time", &[("signs", "none"), ("treatment", "within-days")]).await;
    let today = device.get("/case/time").await.body;
    assert!(!today.contains("Get help now") && today.contains("Ask your doctor today"), "{today}");
}

#[tokio::test]
async fn no_page_about_time_says_how_long_it_is_safe_to_wait() {
    let house = House::new();
    let (mut device, _) = opened(&house).await;
    save(&mut device, "/case/opinion", OPINION).await;
    for treatment in ["not-started", "within-days", "in-hospital", "begun", "unknown"] {
        save(&mut device, "/case/time", &[("signs", "none"), ("treatment", treatment)]).await;
        let body = device.get("/case/time").await.body.to_lowercase();
        for words in ["safe to wait", "you can wait", "no hurry", "there is time", "do not worry"] {
            assert!(!body.contains(words), "{treatment}: {words}");
        }
    }
}

#[tokio::test]
async fn a_page_older_than_the_case_is_refused_and_what_was_typed_is_given_back() {
    let house = House::new();
    let (mut device, _) = opened(&house).await;
    let old: Answer = device.get("/case/tell").await;
    save(&mut device, "/case/wish", &[("wish", "unsure")]).await;
    let (csrf, version) = (old.hidden("csrf"), old.hidden("version"));
    let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("note", "words that must not be lost")];
    let answer = device.post("/case/tell", &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("words that must not be lost"));
    assert!(!device.get("/case/tell").await.body.contains("must not be lost"));
}

#[tokio::test]
async fn a_relative_who_may_only_read_sees_a_page_without_forms_and_no_page_that_was_not_agreed() {
    let house = House::new();
    let (mut patient, _) = opened(&house).await;
    save(&mut patient, "/case/opinion", OPINION).await;
    let added = [("role", "relative"), ("relation", "child"), ("name", "Daughter")];
    patient.fill_in("/case/people", "/case/people/add", &added).await;
    let agreed = [("person", "2"), ("purpose", "read-along"), ("part", "opinion")];
    patient.fill_in("/case/people", "/case/people/agree", &agreed).await;
    let invited = patient.fill_in("/case/people", "/case/people/invite", &[("person", "2")]).await;
    let place = invited.location().to_owned();
    let code = patient.get(&place).await.code();
    let mut daughter = house.device();
    daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    let shown = daughter.get("/case/opinion").await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("the lower part") && shown.body.contains("You can read this part"), "{}", shown.body);
    assert!(!shown.body.contains("action=\"/case/opinion\""));
    assert_eq!(daughter.get("/case/worries").await.status, StatusCode::NOT_FOUND);
    let (csrf, version) = {
        let page = patient.get("/case/opinion").await;
        let _ = page;
        let page = daughter.get("/case/people").await;
        (page.hidden("csrf"), "1".to_owned())
    };
    let sent = daughter.post("/case/opinion", &[("csrf", &csrf), ("version", &version), ("site", "changed")]).await;
    assert!(matches!(sent.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::CONFLICT));
    assert!(!patient.get("/case/opinion").await.body.contains("changed"));
}

#[tokio::test]
async fn the_way_to_every_hospital_of_the_list_is_reckoned_though_no_farther_one_is_asked_about() {
    let house = House::new();
    let (mut device, _) = opened(&house).await;
    save(&mut device, "/case/opinion", OPINION).await;
    for institution in ["jp-00002", "jp-00005"] {
        save(&mut device, "/case/choose", &[("do", "add"), ("institution", institution)]).await;
    }
    let cost = device.get("/case/cost").await.body;
    assert!(!cost.contains("could not be worked out"), "{cost}");
    assert_eq!(cost.matches(" km").count(), 2, "{cost}");
    let typed = device.fill_in("/case/cost", "/case/cost", &[("fares", "２，４００円"), ("nights", "many")]).await;
    assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(typed.body.contains("２，４００円") && typed.body.contains("many"), "{}", typed.body);
}
