//! The small form for a mail when there is something new.

use axum::http::StatusCode;

use crate::case_device::House;

#[tokio::test]
async fn an_address_is_taken_shown_to_its_person_alone_and_taken_off_again() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    assert!(device.get("/case/account").await.body.contains("Do others use your phone"));
    let bad = device.fill_in("/case/account", "/case/account/mail", &[("mail", "hanako at home")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.body.contains("value=\"hanako at home\"") && bad.body.contains("not a mail address"), "{}", bad.body);
    let fields = [("mail", "hanako@example.org")];
    let taken = device.fill_in("/case/account", "/case/account/mail", &fields).await;
    assert_eq!(taken.location(), "/case/account");
    assert!(device.get("/case/account").await.body.contains("Mails go to hanako@example.org"));
    assert!(!device.get("/case/people").await.body.contains("hanako@example.org"));
    device.fill_in("/case/account", "/case/account/mail", &[("stop", "yes")]).await;
    assert!(!device.get("/case/account").await.body.contains("hanako@example.org"));
}

#[tokio::test]
async fn without_a_relay_nothing_is_asked_and_nothing_taken() {
    let house = House::without_mail();
    let mut device = house.device();
    device.begin().await;
    assert!(!device.get("/case/account").await.body.contains("/case/account/mail"));
    let fields = [("mail", "hanako@example.org")];
    let answer = device.fill_in("/case/account", "/case/account/mail", &fields).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
