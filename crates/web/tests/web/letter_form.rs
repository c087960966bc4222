//! The doctor's form: what its link is called, and that adding a signature file loses nothing.

use axum::http::StatusCode;

use crate::case_device::{Device, House};

async fn doctor(house: &House) -> Device<'_> {
    let mut patient = house.device();
    patient.begin().await;
    patient.fill_in("/case/letter", "/case/letter/code", &[]).await;
    let code = patient.get("/case/request").await.code();
    let mut doctor = house.device();
    assert_eq!(doctor.fill_in("/letter", "/letter", &[("code", &code)]).await.location(), "/letter/form");
    doctor
}

#[tokio::test]
async fn the_link_to_what_is_open_is_called_what_it_opens() {
    let house = House::new();
    let mut doctor = doctor(&house).await;
    for page in ["/letter/form", "/compare", "/about"] {
        let body = doctor.get(page).await.body;
        assert!(body.contains("<a href=\"/case\">Letter form</a>") && !body.contains("My case"), "{page}: {body}");
    }
    doctor.fill_in("/letter/form", "/case/leave", &[]).await;
    assert!(!doctor.get("/about").await.body.contains("href=\"/case\""));
    doctor.begin().await;
    assert!(doctor.get("/about").await.body.contains("<a href=\"/case\">My case</a>"));
}

const TYPED: [(&str, &str); 5] = [
    ("purpose", "The choice of treatment"),
    ("diagnosis", "A made-up cancer"),
    ("course", "Found in October"),
    ("remarks", "typed and not saved before"),
    ("by", "Dr Made-up"),
];

#[tokio::test]
async fn a_signature_file_is_added_on_a_page_of_its_own_after_everything_typed_was_saved() {
    let house = House::new();
    let mut doctor = doctor(&house).await;
    let form = doctor.get("/letter/form").await;
    assert!(!form.body.contains("type=\"file\""), "no second form stands beside unsaved words");
    let mut fields = TYPED.to_vec();
    fields.push(("do", "file"));
    let asked = doctor.fill_in("/letter/form", "/letter/form", &fields).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    assert!(asked.body.contains("type=\"file\"") && asked.body.contains("value=\"Dr Made-up\""), "{}", asked.body);
    assert!(doctor.get("/letter/form").await.body.contains("typed and not saved before"));
    let (csrf, version) = (asked.hidden("csrf"), asked.hidden("version"));
    let sent = [("csrf", csrf.as_str()), ("version", version.as_str()), ("by", "Dr Made-up")];
    let signed = doctor.upload("/letter/form/signature", &sent).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    let form = doctor.get("/letter/form").await.body;
    assert!(form.contains("Signed with an electronic signature file by Dr Made-up"), "{form}");
    assert!(form.contains("typed and not saved before"), "{form}");
}

#[tokio::test]
async fn the_doctors_words_meet_a_changed_form_under_the_names_of_their_fields() {
    let house = House::new();
    let mut doctor = doctor(&house).await;
    let old = doctor.get("/letter/form").await;
    doctor.fill_in("/letter/form", "/letter/form", &[("purpose", "saved first"), ("do", "save")]).await;
    let (csrf, version) = (old.hidden("csrf"), old.hidden("version"));
    let sent = [("csrf", csrf.as_str()), ("version", version.as_str()), ("remarks", "typed meanwhile")];
    let stale = doctor.post("/letter/form", &sent).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("<dt>Anything else</dt>") && stale.body.contains("typed meanwhile"), "{}", stale.body);
}
