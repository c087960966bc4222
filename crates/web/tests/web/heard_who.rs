//! Who of a family may do what with an application.

use axum::http::StatusCode;

use crate::case_device::House;
use crate::heard::{ALL, DATES, MOVE, TOLD, applied, booked, ready, turned};

#[tokio::test]
async fn a_daughter_agreed_to_moves_an_application_and_neither_sends_nor_withdraws_one() {
    let house = House::new();
    let mut patient = ready(&house).await;
    applied(&mut patient).await;
    let code = patient.invite_relative("Daughter", "3", &["application", "day", "second"]).await;
    let mut daughter = house.device();
    daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    let page = daughter.get("/case/applications").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("sent and taken back by the patient")
            && !page.body.contains("Send the application</button>")
    );
    let answer = turned(&mut daughter, TOLD, DATES).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    for (path, fields) in [("/case/applications", ALL), ("/case/applications/1/withdraw", &[("turn", "2")][..])] {
        let answer = daughter.fill_in("/case/applications/1", path, fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(daughter.get("/case/applications/1/withdraw").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_was_not_agreed_to_finds_no_page_of_it() {
    let house = House::new();
    let mut patient = ready(&house).await;
    booked(&mut patient).await;
    let code = patient.invite_relative("Cousin", "3", &["opinion"]).await;
    let mut cousin = house.device();
    cousin.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    let pages = [
        "/case/applications",
        "/case/applications/1",
        "/case/applications/1/dossier",
        "/case/applications/1/withdraw",
        "/case/day",
        "/case/day/1",
        "/case/day/1/sheet",
        "/case/second",
    ];
    for page in pages {
        assert_eq!(cousin.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for form in [
        MOVE,
        TOLD,
        "/case/applications/1/code",
        "/case/day/1",
        "/case/day/1/ahead",
        "/case/day/question",
        "/case/second",
    ] {
        let answer = cousin.fill_in("/case/opinion", form, &[("turn", "3"), ("do", "call-off")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{form}");
    }
}
