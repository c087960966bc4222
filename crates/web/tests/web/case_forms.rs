//! Forms that come from elsewhere, are too large, or are older than the case.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::case_device::House;

#[tokio::test]
async fn a_form_without_its_token_changes_nothing_and_gives_back_what_was_written() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let fields = [("person", "1"), ("name", "a name that must not be lost"), ("version", "1")];
    let other = "0".repeat(64);
    for token in [None, Some("csrf"), Some(other.as_str())] {
        let mut sent = fields.to_vec();
        sent.extend(token.map(|token| ("csrf", token)));
        let answer = device.post("/case/people/name", &sent).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("a name that must not be lost") && answer.body.contains("Nothing was changed"));
    }
    assert!(!device.get("/case/people").await.body.contains("must not be lost"));
}

#[tokio::test]
async fn a_form_that_a_browser_says_is_from_another_site_is_refused_even_with_its_token() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let shown = device.get("/case/people").await;
    let (csrf, version) = (shown.hidden("csrf"), shown.hidden("version"));
    let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("person", "1"), ("name", "Hanako")];
    for header in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://elsewhere.example")]
    {
        let answer = device.post_with("/case/people/name", &fields, &[header]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
    }
    for headers in
        [[("sec-fetch-site", "same-origin"), ("x-a", "b")], [("origin", "null"), ("x-a", "b")]].iter().take(1)
    {
        let answer = device.post_with("/case/people/name", &fields, headers).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
}

#[tokio::test]
async fn the_token_of_one_case_is_worth_nothing_in_another() {
    let house = House::new();
    let (mut one, mut other) = (house.device(), house.device());
    one.begin().await;
    other.begin().await;
    let csrf = one.get("/case/people").await.hidden("csrf");
    let fields = [("csrf", csrf.as_str()), ("version", "1"), ("person", "1"), ("name", "Hanako")];
    assert_eq!(other.post("/case/people/name", &fields).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_question_of_ten_megabytes_gets_a_clear_page() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let shown = device.get("/case/people").await;
    let long = "長".repeat(3_500_000);
    let csrf = shown.hidden("csrf");
    let body = format!("csrf={csrf}&version=1&person=1&name={long}");
    assert!(body.len() > 10_000_000);
    for action in ["/case/people/name", "/case/new", "/letter", "/sign-in"] {
        let request = Request::post(action)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body.clone()))
            .expect("a request");
        let answer = device.send(request).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{action}");
        assert!(answer.body.contains("That is too much for one page"), "{action}");
    }
}

#[tokio::test]
async fn a_page_older_than_the_case_is_not_saved_and_gives_back_what_was_written() {
    let house = House::new();
    let mut one = house.device();
    one.begin().await;
    let old = one.get("/case/people").await;
    let (csrf, version) = (old.hidden("csrf"), old.hidden("version"));
    let first = [("csrf", csrf.as_str()), ("version", version.as_str()), ("person", "1"), ("name", "Hanako")];
    assert_eq!(one.post("/case/people/name", &first).await.status, StatusCode::SEE_OTHER);
    let second = [("csrf", csrf.as_str()), ("version", version.as_str()), ("person", "1"), ("name", "Taro")];
    let stale = one.post("/case/people/name", &second).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("Taro") && stale.body.contains("in the meantime"), "{}", stale.body);
    assert!(one.get("/case/people").await.body.contains("Hanako"));
}

#[tokio::test]
async fn a_relative_sees_what_was_agreed_and_nothing_once_it_is_withdrawn() {
    let house = House::new();
    let mut patient = house.device();
    patient.begin().await;
    let code = patient.invite_relative("my daughter", "2", &["opinion"]).await;
    let mut daughter = house.device();
    daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    assert_eq!(daughter.get("/case").await.status, StatusCode::OK);
    for page in ["/case/people", "/case/log", "/case/erase", "/case/export", "/letter/form"] {
        assert_eq!(daughter.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let withdrawn = [("person", "2"), ("purpose", "fill-in")];
    let answer = patient.fill_in("/case/people", "/case/people/withdraw", &withdrawn).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_ne!(daughter.get("/case").await.status, StatusCode::OK);
    let log = patient.get("/case/log").await.body;
    assert!(log.contains("withdrew a consent") && log.contains("my daughter"), "{log}");
}

#[tokio::test]
async fn a_relative_of_a_patient_who_was_not_told_all_is_sent_to_the_support_centre_first() {
    let house = House::new();
    let mut daughter = house.device();
    let fields =
        [("who", "relative"), ("relation", "child"), ("ground", "consent"), ("told", "part"), ("name", "daughter")];
    let begun = daughter.fill_in("/case/new", "/case/new", &fields).await;
    assert_eq!(begun.location(), "/case/recovery", "{}", begun.body);
    assert!(daughter.get("/case").await.body.contains("support centre"));
    let incapable =
        [("who", "relative"), ("relation", "child"), ("ground", "incapacity"), ("told", "everything"), ("name", "son")];
    let refused = house.device().fill_in("/case/new", "/case/new", &incapable).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("a paper that shows it is needed"), "{}", refused.body);
}
