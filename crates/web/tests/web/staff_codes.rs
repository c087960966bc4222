//! Forms that a printed code opens: a desk without the program, the second doctor, the first doctor's receipt, a counsellor.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use casework::application::Channel;
use casework::decision::{Carried, Chooses};
use casework::people::Purpose;
use casework::service::{Beginner, Caller};
use casework::worry::About;
use casework::{Act, Part, PersonId, Role};

use crate::case_device::{Device, House};
use crate::case_matrix::{act, version};
use crate::staff::{applied, desk, takes};

async fn code(house: &House, patient: Caller, person: PersonId) -> String {
    let version = version(house, patient).await;
    let (code, _) = house.casework.hand_out_code(patient, version, person).await.expect("a code");
    code.printed()
}

/// The desk's answers up to an agreed date on which the consultation was held, and the doctor's code.
pub async fn held(house: &House, blind: bool) -> (Caller, String) {
    let mut desk = desk(house, "desk").await;
    let patient = applied(house, Channel::Queue, blind).await;
    let page = format!("/desk/made-up-desk/case/{}", patient.case);
    let turn = desk.get(&page).await.hidden("turn");
    let accept = [
        ("do", "accept"),
        ("application", "1"),
        ("turn", turn.as_str()),
        ("date1", "23 November 2026"),
        ("time1", "14:30"),
    ];
    let sent = desk.fill_in(&page, &page, &accept).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    takes(house, patient).await;
    for (what, field, value) in [("doctor", "doctor", "Dr Made-up"), ("held", "held_on", "23 November 2026")] {
        let turn = desk.get(&page).await.hidden("turn");
        let fields = [("do", what), ("application", "1"), ("turn", turn.as_str()), (field, value)];
        let sent = desk.fill_in(&page, &page, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    let made = desk.fill_in(&page, &format!("{page}/code"), &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let shown = desk.get(made.location()).await;
    assert!(shown.body.contains("/opinion"), "{}", shown.body);
    (patient, shown.code())
}

pub async fn enter<'h>(house: &'h House, door: &str, code: &str) -> Device<'h> {
    let mut device = house.device();
    let opened = device.fill_in(door, door, &[("code", code)]).await;
    assert_eq!(opened.location(), format!("{door}/form"), "{}", opened.body);
    device
}

#[tokio::test]
async fn a_desk_on_paper_answers_by_its_code_again_and_again_and_reads_nothing_of_the_dossier() {
    let house = House::new();
    let patient = applied(&house, Channel::Paper, false).await;
    let wrong = house.device().fill_in("/answer", "/answer", &[("code", "0000-0000-0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = code(&house, patient, PersonId(2)).await;
    let mut one = enter(&house, "/answer", &code).await;
    let form = one.get("/answer/form").await;
    assert!(form.body.contains("Made-up hospital") && !form.body.contains("stomach"), "{}", form.body);
    for address in ["/case/opinion", "/case/applications", "/case/records", "/opinion/form", "/receipt/form"] {
        assert_eq!(one.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let turn = form.hidden("turn");
    let ask = [("do", "ask"), ("application", "1"), ("turn", turn.as_str()), ("kind", "slides"), ("asked", "please")];
    assert_eq!(one.fill_in("/answer/form", "/answer/form", &ask).await.location(), "/answer/form?saved=yes");
    let mut other = enter(&house, "/answer", &code).await;
    let late = other.fill_in("/answer/form", "/answer/form", &ask).await;
    assert_eq!(late.location(), "/answer/form?saved=yes", "the same answer again: {}", late.body);
    let turn = other.get("/answer/form").await.hidden("turn");
    let decline = [("do", "decline"), ("application", "1"), ("turn", turn.as_str()), ("reason", "no-capacity")];
    assert_eq!(other.fill_in("/answer/form", "/answer/form", &decline).await.status, StatusCode::SEE_OTHER);
    let ended = house.device().fill_in("/answer", "/answer", &[("code", &code)]).await;
    assert_eq!(ended.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", ended.body);
}

#[tokio::test]
async fn a_blind_doctor_sees_the_first_plan_only_after_the_own_view_is_saved_and_gives_the_opinion_once() {
    let house = House::new();
    let (patient, code) = held(&house, true).await;
    let mut doctor = enter(&house, "/opinion", &code).await;
    let form = doctor.get("/opinion/form").await;
    assert!(form.body.contains("Your own view first") && form.body.contains("stomach cancer"), "{}", form.body);
    assert!(!form.body.contains("the first plan") && !form.body.contains("a worry that is"));
    let page = "/opinion/form";
    let early = doctor.fill_in(page, page, &[("do", "save"), ("treatment", "watch")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "blind order");
    let empty = doctor.fill_in(page, page, &[("do", "own-view")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let view = [("do", "own-view"), ("treatment", "watch and wait"), ("harms_known", "unclear")];
    assert_eq!(doctor.fill_in(page, page, &view).await.status, StatusCode::SEE_OTHER);
    let open = doctor.get(page).await;
    assert!(open.body.contains("the first plan") && open.body.contains("watch and wait"), "{}", open.body);
    let draft =
        [("do", "preview"), ("doctor", "Dr Made-up"), ("treatment", "watch, then look again"), ("stands", "differs")];
    assert_eq!(doctor.fill_in(page, page, &draft).await.location(), "/opinion/preview");
    let before = house.casework.view(patient, Part::Second).await.expect("a view");
    assert!(before.case.seconds.is_empty(), "a draft is the doctor's alone");
    let shown = doctor.get("/opinion/preview").await;
    let saved = shown.hidden("saved");
    let other = doctor.fill_in("/opinion/preview", "/opinion/give", &[("saved", "1")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "only what was looked at is given");
    for _ in 0..2 {
        let csrf = doctor.get(page).await.hidden("csrf");
        let given = doctor.post("/opinion/give", &[("csrf", &csrf), ("saved", &saved)]).await;
        assert_eq!(given.location(), page, "{}", given.body);
    }
    let again = doctor.fill_in(page, page, &[("do", "save"), ("treatment", "something else")]).await;
    assert_ne!(again.status, StatusCode::SEE_OTHER);
    let after = house.casework.view(patient, Part::Second).await.expect("a view");
    assert_eq!(after.case.seconds.len(), 1);
    assert!(doctor.get(page).await.body.contains("Nothing in it can be changed"));
}

#[tokio::test]
async fn an_opinion_is_kept_as_typed_when_the_day_cannot_be_read_and_not_given_without_a_point() {
    let house = House::new();
    let (_, code) = held(&house, false).await;
    let mut doctor = enter(&house, "/opinion", &code).await;
    let page = "/opinion/form";
    let bad = doctor.fill_in(page, page, &[("do", "save"), ("aim", "kept words"), ("said_on", "someday")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.body.contains("kept words"), "{}", bad.body);
    let empty = doctor.fill_in(page, page, &[("do", "preview"), ("doctor", "Dr Made-up")]).await;
    assert_eq!(empty.location(), "/opinion/preview", "{}", empty.body);
    let saved = doctor.get("/opinion/preview").await.hidden("saved");
    let given = doctor.fill_in(page, "/opinion/give", &[("saved", &saved)]).await;
    assert_eq!(given.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(given.body.contains("Write at least one point"), "{}", given.body);
    let used = house.device().fill_in("/opinion", "/opinion", &[("code", &code)]).await;
    assert!(used.body.contains("used already"), "{}", used.body);
}

#[tokio::test]
async fn the_first_doctor_reads_what_is_reported_and_says_once_that_it_came() {
    let house = House::new();
    let patient = house.casework.begin(Beginner::Patient, true).await.expect("a case").caller;
    let today = house.casework.today();
    let words = "an operation in December".to_owned();
    act(&house, patient, Act::Decide { chooses: Chooses::First, words, with: Vec::new(), on: today }).await;
    let report = Act::SendReport { carried: Carried::Code, sent_on: today, words: "thank you".to_owned() };
    act(&house, patient, report).await;
    let at = version(&house, patient).await;
    let (code, _) = house.casework.hand_out_report_code(patient, at).await.expect("a code");
    let mut doctor = enter(&house, "/receipt", &code.printed()).await;
    let form = doctor.get("/receipt/form").await;
    assert!(form.body.contains("an operation in December") && form.body.contains("thank you"), "{}", form.body);
    assert_eq!(doctor.get("/letter/form").await.status, StatusCode::NOT_FOUND);
    let nobody =
        doctor.fill_in("/receipt/form", "/receipt/form", &[("who", ""), ("words", "kept"), ("report", "0")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(form.hidden("report"), "0");
    let fields = [("who", "Dr First"), ("words", "see you in two weeks"), ("report", "0")];
    for _ in 0..2 {
        let sent = doctor.fill_in("/receipt/form", "/receipt/form", &fields).await;
        assert_eq!(sent.location(), "/receipt/form?done=yes", "{}", sent.body);
    }
    let view = house.casework.view(patient, Part::Decision).await.expect("a view");
    let received = view.case.deciding.reports.last().and_then(|report| report.received.clone());
    assert_eq!(received.map(|receipt| receipt.who), Some("Dr First".to_owned()));
}

/// A decision and its report, with the first doctor let in by its code.
async fn reporting(house: &House) -> (Caller, Device<'_>) {
    let patient = house.casework.begin(Beginner::Patient, true).await.expect("a case").caller;
    let on = house.casework.today();
    act(house, patient, Act::Decide { chooses: Chooses::First, words: String::new(), with: Vec::new(), on }).await;
    act(house, patient, Act::SendReport { carried: Carried::Code, sent_on: on, words: String::new() }).await;
    let at = version(house, patient).await;
    let (code, _) = house.casework.hand_out_report_code(patient, at).await.expect("a code");
    (patient, enter(house, "/receipt", &code.printed()).await)
}

#[tokio::test]
async fn other_words_after_the_receipt_or_for_another_report_are_given_back_and_not_called_received() {
    let house = House::new();
    let (_, mut doctor) = reporting(&house).await;
    let page = "/receipt/form";
    let another = [("who", "Dr First"), ("words", "must not be lost"), ("report", "7")];
    let refused = doctor.fill_in(page, page, &another).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    assert!(refused.body.contains("must not be lost"), "{}", refused.body);
    let first = [("who", "Dr First"), ("words", "come on Monday"), ("report", "0")];
    assert_eq!(doctor.fill_in(page, page, &first).await.location(), "/receipt/form?done=yes");
    let other = [("who", "Dr First"), ("words", "come on Tuesday"), ("report", "0")];
    let refused = doctor.fill_in(page, page, &other).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
    assert!(refused.body.contains("come on Tuesday"), "{}", refused.body);
}

#[tokio::test]
async fn with_the_next_report_nobody_reads_on_by_the_code_of_the_last() {
    let house = House::new();
    let (patient, mut doctor) = reporting(&house).await;
    let on = house.casework.today();
    act(&house, patient, Act::SendReport { carried: Carried::Post, sent_on: on, words: String::new() }).await;
    assert_ne!(doctor.get("/receipt/form").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_for_worries_is_made_for_a_counsellor_and_for_nobody_else() {
    let house = House::new();
    let mut patient = crate::heard::ready(&house).await;
    crate::heard::applied(&mut patient).await;
    let refused = patient.fill_in("/case/people", "/case/people/worries-code", &[("person", "2")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "the desk: {}", refused.body);
}

#[tokio::test]
async fn a_counsellor_by_code_answers_worries_and_sees_nothing_else() {
    let house = House::new();
    let mut patient = house.device();
    patient.begin().await;
    let secret = casework::Secret::from_cookie(patient.cookies.get("case").expect("a cookie")).expect("a secret");
    let caller = house.casework.caller(&secret).await.expect("a caller");
    act(&house, caller, Act::AddWorry { of: None, about: About::Own, words: "will it hurt".to_owned() }).await;
    let added = Act::AddPerson {
        role: Role::Counsellor,
        name: "Made-up counsellor".to_owned(),
        relation: None,
        ground: None,
        ground_paper: String::new(),
    };
    act(&house, caller, added).await;
    let parts = BTreeSet::from([Part::Worries, Part::Letter]);
    act(&house, caller, Act::Agree { person: PersonId(2), purpose: Purpose::Counsel, parts, until: None }).await;
    let made = patient.fill_in("/case/people", "/case/people/worries-code", &[("person", "2")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let code = patient.get(made.location()).await.code();
    // Typed at another door it opens the same form.
    let mut counsellor = house.device();
    let opened = counsellor.fill_in("/letter", "/letter", &[("code", &code)]).await;
    assert_eq!(opened.location(), "/worries-answer/form", "{}", opened.body);
    let page = "/worries-answer/form";
    let bad = counsellor.fill_in(page, page, &[("worry", "1"), ("who-1", ""), ("words-1", "kept words")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.body.contains("kept words"), "{}", bad.body);
    let fields = [("worry", "1"), ("who-1", "Made-up counsellor"), ("words-1", "we ask the doctor together")];
    for _ in 0..2 {
        assert_eq!(counsellor.fill_in(page, page, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let view = house.casework.view(caller, Part::Worries).await.expect("a view");
    assert_eq!(view.case.worries.first().map(|worry| worry.answers.len()), Some(1));
    for address in ["/case/letter", "/case/opinion", "/case/sheet"] {
        assert_eq!(counsellor.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}
