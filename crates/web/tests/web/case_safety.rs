//! What keeps one person's case from being mixed up with, spoofed by or hidden behind another's.

use axum::http::StatusCode;

use crate::case_device::House;

#[tokio::test]
async fn over_tls_a_neighbouring_site_cannot_put_a_case_of_its_own_on_a_device() {
    let house = House::at("https://anshin.example");
    let mut own = house.device();
    own.begin().await;
    let secret = own.cookies.get("__Host-case").expect("a cookie of this machine alone").clone();
    let mut tossed = house.device();
    tossed.cookies.insert("case".to_owned(), secret);
    assert_eq!(tossed.get("/case").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(own.get("/case").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_another_site_wrote_stands_on_no_page_of_ours() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let fields = [("person", "1"), ("name", "ring this number at once")];
    let with_case = device.post_with("/case/people/name", &fields, &[("sec-fetch-site", "cross-site")]).await;
    let without = house.device().post_with("/case/people/name", &fields, &[("sec-fetch-site", "cross-site")]).await;
    for answer in [with_case, without] {
        assert!(answer.status.is_client_error());
        assert!(!answer.body.contains("ring this number"), "{}", answer.body);
    }
}

#[tokio::test]
async fn whoever_begins_or_opens_another_case_on_a_device_is_told_what_closes() {
    let house = House::new();
    let mut device = house.device();
    for page in ["/case/new", "/case/open", "/letter"] {
        assert!(!device.get(page).await.body.contains("A case is open on this device"), "{page}");
    }
    device.begin().await;
    for page in ["/case/new", "/case/open", "/letter"] {
        assert!(device.get(page).await.body.contains("A case is open on this device"), "{page}");
    }
}

#[tokio::test]
async fn an_open_worry_does_not_hide_what_comes_next() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/opinion", "/case/opinion", &[("condition_words", "stomach cancer")]).await;
    device.fill_in("/case/worries", "/case/worries", &[("about", "enough")]).await;
    device.fill_in("/case/time", "/case/time", &[("signs", "none"), ("treatment", "unknown")]).await;
    let page = device.get("/case").await.body;
    assert!(page.contains("<a class=\"button\" href=\"/case/wish\">"), "{page}");
}

#[tokio::test]
async fn agreeing_to_nothing_is_said_in_plain_words() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let added = [("role", "relative"), ("relation", "child"), ("name", "my daughter")];
    device.fill_in("/case/people", "/case/people/add", &added).await;
    let fields = [("person", "2"), ("purpose", "read-along")];
    let answer = device.fill_in("/case/people", "/case/people/agree", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("tick at least one part") && !answer.body.contains("read-along"), "{}", answer.body);
}

#[tokio::test]
async fn a_doctor_can_close_the_form_on_a_shared_machine() {
    let house = House::new();
    let mut patient = house.device();
    patient.begin().await;
    patient.fill_in("/case/letter", "/case/letter/code", &[]).await;
    let code = patient.get("/case/request").await.code();
    let mut doctor = house.device();
    assert_eq!(doctor.fill_in("/letter", "/letter", &[("code", &code)]).await.location(), "/letter/form");
    assert!(doctor.get("/letter/form").await.body.contains("action=\"/case/leave\""));
    assert_eq!(doctor.fill_in("/letter/form", "/case/leave", &[]).await.location(), "/");
    assert_eq!(doctor.get("/letter/form").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_closes_the_case_for_every_copy_of_its_cookie() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let long = "five quiet words in a row";
    let fields = [("name", "hanako"), ("passphrase", long), ("passphrase2", long)];
    device.fill_in("/case/account", "/case/account", &fields).await;
    let mut copy = device.clone();
    assert_eq!(device.fill_in("/cases", "/sign-out", &[]).await.location(), "/");
    assert_eq!(copy.get("/case").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_letter_received_is_in_hand_on_the_records_list_too() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/opinion", "/case/opinion", &[("condition_words", "stomach cancer")]).await;
    device.fill_in("/case/records", "/case/records/list", &[]).await;
    let asked = [("asked_on", "20 November 2026")];
    assert_eq!(device.fill_in("/case/letter", "/case/letter", &asked).await.status, StatusCode::SEE_OTHER);
    assert!(device.get("/case/records").await.body.contains("0 of "));
    let received = [("asked_on", "20 November 2026"), ("received_on", "23 November 2026")];
    assert_eq!(device.fill_in("/case/letter", "/case/letter", &received).await.status, StatusCode::SEE_OTHER);
    let page = device.get("/case/records").await.body;
    assert!(page.contains("1 of "), "{page}");
}
