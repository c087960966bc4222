//! An account's passphrase, signing out everywhere, a new recovery code, beginning once, and signs that are asked again.

use axum::http::StatusCode;

use crate::case_device::House;

const LONG: &str = "five quiet words in a row";
const NEW: &str = "six other words that hold";

#[tokio::test]
async fn whoever_is_signed_in_changes_the_passphrase_with_the_old_one_and_stays_signed_in_here_alone() {
    for (language, wrong) in [("en", "The passphrase until now is not right"), ("ja", "今までの合言葉が違います")]
    {
        let house = House::new();
        let (mut here, mut other) = (house.device(), house.device());
        here.language = language;
        here.begin().await;
        let fields = [("name", "hanako"), ("passphrase", LONG), ("passphrase2", LONG)];
        here.fill_in("/case/account", "/case/account", &fields).await;
        other.fill_in("/sign-in", "/sign-in", &[("name", "hanako"), ("passphrase", LONG)]).await;
        assert_eq!(other.get("/cases").await.status, StatusCode::OK);
        let guessed = [("old", NEW), ("passphrase", NEW), ("passphrase2", NEW)];
        let refused = here.fill_in("/account", "/account/passphrase", &guessed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(wrong), "{}", refused.body);
        let right = [("old", LONG), ("passphrase", NEW), ("passphrase2", NEW)];
        let changed = here.fill_in("/account", "/account/passphrase", &right).await;
        assert_eq!(changed.location(), "/cases", "{}", changed.body);
        assert_eq!(here.get("/cases").await.status, StatusCode::OK);
        assert_eq!(other.get("/cases").await.location(), "/sign-in");
        let out = here.fill_in("/account", "/account/out", &[]).await;
        assert_eq!(out.location(), "/", "{}", out.body);
        assert_eq!(here.get("/cases").await.location(), "/sign-in");
    }
}

#[tokio::test]
async fn a_new_recovery_code_closes_the_case_elsewhere_where_the_box_stays_ticked() {
    let house = House::new();
    let (mut here, mut other) = (house.device(), house.device());
    let code = here.begin().await;
    other.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    house.later(601);
    let page = here.get("/case/recovery").await;
    assert!(page.body.contains("name=\"elsewhere\" value=\"yes\" checked"), "{}", page.body);
    here.fill_in("/case/recovery", "/case/recovery", &[("elsewhere", "yes")]).await;
    assert_eq!(here.get("/case/recovery").await.code().len(), 29);
    assert_eq!(other.get("/case").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_button_that_begins_a_case_and_is_pressed_twice_begins_one() {
    let house = House::new();
    let mut device = house.device();
    let page = device.get("/case/new").await;
    let (csrf, mark) = (page.hidden("csrf"), page.hidden("mark"));
    let fields = [("csrf", csrf.as_str()), ("mark", mark.as_str()), ("who", "patient")];
    let mut second = device.clone();
    let (one, two) = tokio::join!(device.post("/case/new", &fields), second.post("/case/new", &fields));
    assert_eq!((one.location(), two.location()), ("/case/recovery", "/case/recovery"), "{}", one.body);
    assert_eq!(device.cookies.get("case"), second.cookies.get("case"));
    device.fill_in("/case/leave", "/case/leave", &[]).await;
    device.post("/case/new", &fields).await;
    assert_eq!(
        device.get("/case").await.status,
        StatusCode::OK,
        "a case that was left is not begun again with a dead cookie"
    );
}

#[tokio::test]
async fn the_signs_that_need_help_now_are_asked_again_after_seven_days() {
    for (language, first, again) in [
        ("en", "First: is there anything that needs help now?", "more than 7 days ago"),
        ("ja", "/case/time", "7日を過ぎました"),
    ] {
        let house = House::new();
        let mut device = house.device();
        device.language = language;
        device.begin().await;
        let answered = [("signs", "none"), ("treatment", "not-started")];
        device.fill_in("/case/time", "/case/time", &answered).await;
        house.later(7 * 86_400);
        assert!(!device.get("/case").await.body.contains("id=\"signs\""));
        assert!(!device.get("/case/time").await.body.contains(again));
        house.later(86_400);
        let overview = device.get("/case").await.body;
        assert!(overview.contains("id=\"signs\"") && overview.contains(first), "{overview}");
        assert!(device.get("/case/time").await.body.contains(again));
    }
}
