//! What the page of the records says of a file that the scanner has not passed.

use axum::http::StatusCode;
use casework::records::Checked;
use casework::{AttachmentId, Secret};
use language::Language;

use crate::case_device::House;
use crate::pages::pointers_that_lead_nowhere;

#[tokio::test]
async fn a_file_that_is_being_checked_says_to_wait_and_one_with_something_found_says_what_to_do() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    let page = device.get("/case/records").await;
    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("record", "1")];
    device.upload("/case/records/upload", &fields).await;
    let cookie = Secret::from_cookie(device.cookies.get("case").expect("a cookie")).expect("a secret");
    let case = house.casework.caller(&cookie).await.expect("a case").case;
    for language in [Language::English, Language::Japanese] {
        let t = language.text();
        device.language = language.code();
        let page = device.get("/case/records").await.body;
        assert!(!page.contains(&t.scan_wait()) && !page.contains(&t.scan_refused()), "{page}");
    }
    for (checked, language) in [(Checked::Quarantined, Language::English), (Checked::Refused, Language::Japanese)] {
        house.casework.scanned(case, AttachmentId(1), checked).await.expect("said");
        let t = language.text();
        device.language = language.code();
        let page = device.get("/case/records").await.body;
        assert_eq!(page.contains(&t.scan_wait()), checked == Checked::Quarantined, "{page}");
        assert_eq!(page.contains(&t.scan_refused()), checked == Checked::Refused, "{page}");
        assert!(page.contains("made-up.pdf") && !page.contains("/case/records/file/1"), "{page}");
        assert_eq!(pointers_that_lead_nowhere(&page), Vec::<String>::new());
        assert_eq!(device.get("/case/records/file/1").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_page_that_was_open_while_an_upload_was_checked_can_still_be_sent() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    let page = device.get("/case/records").await;
    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("record", "1")];
    device.upload("/case/records/upload", &fields).await;
    let cookie = Secret::from_cookie(device.cookies.get("case").expect("a cookie")).expect("a secret");
    let case = house.casework.caller(&cookie).await.expect("a case").case;
    let version = device.get("/case/records").await.hidden("version");
    house.casework.scanned(case, AttachmentId(1), Checked::Clean).await.expect("said");
    let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("words", "another")];
    let sent = device.post("/case/records/add", &fields).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/case/records?saved=yes"), "{}", sent.body);
    let twice = device.post("/case/records/add", &fields).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "what someone wrote meanwhile is not overwritten");
}

#[tokio::test]
async fn a_file_that_waits_for_long_is_not_promised_within_a_minute() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    let page = device.get("/case/records").await;
    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("record", "1")];
    device.upload("/case/records/upload", &fields).await;
    let cookie = Secret::from_cookie(device.cookies.get("case").expect("a cookie")).expect("a secret");
    let case = house.casework.caller(&cookie).await.expect("a case").case;
    house.casework.scanned(case, AttachmentId(1), Checked::Quarantined).await.expect("said");
    let t = Language::English.text();
    let page = device.get("/case/records").await.body;
    assert!(page.contains(&t.scan_wait()) && !page.contains(&t.scan_long()), "{page}");
    house.later(11 * 60);
    let page = device.get("/case/records").await.body;
    assert!(!page.contains(&t.scan_wait()) && page.contains(&t.scan_long()), "{page}");
}
