//! The papers of a case as files.

use axum::http::StatusCode;

use crate::case_device::House;
use crate::heard::{applied, ready};

#[tokio::test]
async fn a_patient_finds_every_paper_that_applies_and_each_is_a_pdf_in_the_language_of_the_page() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    let page = device.get("/case/papers").await;
    assert_eq!(page.status, StatusCode::OK);
    for paper in ["request", "records", "application", "dossier"] {
        let address = format!("/case/papers/{paper}.pdf");
        assert!(page.body.contains(&format!("href=\"{address}?in=ja")), "{paper}: {}", page.body);
        let english = device.get(&address).await;
        assert_eq!((english.status, english.header("content-type")), (StatusCode::OK, "application/pdf"), "{paper}");
        assert_eq!(english.header("content-disposition"), format!("attachment; filename=\"anshin-{paper}.pdf\""));
        assert_eq!(english.header("cache-control"), "no-store");
        assert!(english.body.starts_with("%PDF-") && english.body.contains("/Lang"), "{paper}");
        let japanese = device.get(&format!("{address}?in=ja")).await;
        assert!(japanese.body.starts_with("%PDF-") && japanese.body != english.body, "{paper}");
    }
    assert!(!page.body.contains("decision.pdf"), "nothing is decided yet");
    assert_eq!(device.get("/case/papers/passport.pdf").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_relative_finds_only_the_papers_of_what_was_agreed_to_and_each_stands_in_the_log() {
    let house = House::new();
    let mut patient = ready(&house).await;
    applied(&mut patient).await;
    let code = patient.invite_relative("Daughter", "3", &["records"]).await;
    let mut daughter = house.device();
    daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    let page = daughter.get("/case/papers").await.body;
    assert!(page.contains("records.pdf") && !page.contains("request.pdf") && !page.contains("dossier.pdf"), "{page}");
    assert_eq!(daughter.get("/case/papers/records.pdf").await.status, StatusCode::OK);
    for paper in ["request.pdf", "application.pdf", "dossier.pdf", "calendar.ics"] {
        let address = format!("/case/papers/{paper}");
        assert_eq!(daughter.get(&address).await.status, StatusCode::NOT_FOUND, "{paper}");
    }
    let log = patient.get("/case/log").await.body;
    assert!(log.contains("Daughter"), "{log}");
}

#[tokio::test]
async fn the_calendar_goes_to_a_telephone_and_names_neither_illness_nor_hospital() {
    let house = House::new();
    let mut device = ready(&house).await;
    let fields = [("decide_by", "2026-12-20"), ("condition_words", "Stomach cancer")];
    device.fill_in("/case/opinion", "/case/opinion", &fields).await;
    let file = device.get("/case/papers/calendar.ics").await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "text/calendar; charset=utf-8"));
    assert!(file.body.starts_with("BEGIN:VCALENDAR\r\n") && file.body.contains("20261220"), "{}", file.body);
    assert!(!file.body.contains("tomach") && !file.body.contains("病院"), "{}", file.body);
}

#[tokio::test]
async fn papers_for_a_desk_are_offered_for_each_application_that_goes_on_and_for_no_other() {
    let house = House::new();
    let mut device = ready(&house).await;
    applied(&mut device).await;
    let page = device.get("/case/papers").await.body;
    assert!(
        page.contains("application.pdf?in=en&#38;application=1") || page.contains("in=en&amp;application=1"),
        "{page}"
    );
    assert_eq!(device.get("/case/papers/application.pdf?application=1").await.status, StatusCode::OK);
    assert_eq!(device.get("/case/papers/application.pdf?application=7").await.status, StatusCode::NOT_FOUND);
    let turn = device.get("/case/applications/1/withdraw").await.hidden("turn");
    let withdrawn = [("turn", turn.as_str())];
    device.fill_in("/case/applications/1/withdraw", "/case/applications/1/withdraw", &withdrawn).await;
    let page = device.get("/case/papers").await.body;
    assert!(!page.contains("application.pdf"), "nothing more goes to a desk that was withdrawn from: {page}");
}

#[tokio::test]
async fn once_the_letter_is_here_the_request_asks_for_nothing_and_a_draft_is_not_called_the_doctors() {
    let house = House::new();
    let mut asking = house.device();
    asking.begin().await;
    assert!(asking.get("/case/request").await.body.contains("What I ask for"));
    asking.fill_in("/case/request", "/case/letter/code", &[]).await;
    let page = asking.get("/case/papers").await.body;
    assert!(page.contains("No doctor has written in it yet") && !page.contains("What your doctor filled in"), "{page}");
    let mut device = ready(&house).await;
    for (language, here) in [("en", "here since 20 November 2026."), ("ja", "紹介状は2026年11月20日")] {
        device.language = language;
        let page = device.get("/case/request").await.body;
        assert!(page.contains(here), "{page}");
        assert!(page.contains("/case/letter/code"), "a doctor can still write and sign it here: {page}");
        for asked in ["class=\"box\"", "B010", "class=\"sheet\""] {
            assert!(!page.contains(asked), "{asked}: {page}");
        }
    }
}
