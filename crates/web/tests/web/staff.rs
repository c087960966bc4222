//! A desk's and a counsellor's pages: who sees what, who answers, and what bad input meets.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use casework::application::{Channel, Move, Reply};
use casework::choice::Way;
use casework::office::{Duty, Office};
use casework::opinion::{FirstOpinion, Known};
use casework::service::{Beginner, Caller};
use casework::worry::About;
use casework::{Act, ApplicationId, Part, Role};

use crate::case_device::{Device, House};
use crate::case_matrix::{act, staff};

const INSTITUTION: &str = "made-up-hospital";
const WORRY: &str = "a worry that is nobody's business at the desk";

/// A desk with someone of its staff signed in.
pub async fn desk<'h>(house: &'h House, name: &str) -> Device<'h> {
    let institution = Some(INSTITUTION.to_owned());
    let office = Office::new("made-up-desk".to_owned(), Duty::Desk, "Made-up desk".to_owned(), institution);
    let made = house.casework.make_office(office).await;
    assert!(matches!(made, Ok(()) | Err(casework::Refusal::NameTaken)), "{made:?}");
    signed_in(house, name, Role::Desk, "made-up-desk").await
}

/// Someone of staff, signed in, who works in this office.
pub async fn signed_in<'h>(house: &'h House, name: &str, role: Role, office: &str) -> Device<'h> {
    let cookie = staff(house, name, role).await;
    house.casework.office_staff(name, office).await.expect("an office");
    let mut device = house.device();
    device.cookies.insert("account".to_owned(), cookie.cookie());
    device
}

/// A patient's case with an application to the made-up hospital.
pub async fn applied(house: &House, channel: Channel, blind: bool) -> Caller {
    let patient = house.casework.begin(Beginner::Patient, true).await.expect("a case").caller;
    let opinion = FirstOpinion {
        condition_words: "stomach cancer".to_owned(),
        treatment: Known::Told("the first plan: an operation".to_owned()),
        ..FirstOpinion::default()
    };
    act(house, patient, Act::SaveOpinion(Box::new(opinion))).await;
    act(house, patient, Act::AddWorry { of: None, about: About::Own, words: WORRY.to_owned() }).await;
    act(house, patient, Act::AddRecord { words: "made-up CT".to_owned(), loan: false }).await;
    let (institution, name) = (INSTITUTION.to_owned(), "Made-up hospital".to_owned());
    let chosen = Act::Choose { institution: institution.clone(), name, way: Way::Visit, note: String::new() };
    act(house, patient, chosen).await;
    let parts = BTreeSet::from([Part::Opinion, Part::Records, Part::Letter]);
    let words = "please look at it soon".to_owned();
    let apply = Act::Apply { institution, parts, blind, channel, words };
    house.casework.act_in_turn(patient, apply).await.expect("applied");
    patient
}

/// The patient takes the first date offered.
pub async fn takes(house: &House, patient: Caller) {
    let turn = turn(house, patient).await;
    let take = Act::Move { application: ApplicationId(1), turn, to: Move::Take(0), words: String::new() };
    house.casework.act_in_turn(patient, take).await.expect("taken");
}

/// The desk answers the turn it was shown.
pub async fn answers(house: &House, desk: Caller, turn: u32, reply: Reply) {
    let (application, words) = (ApplicationId(1), String::new());
    let answer = Act::Answer { application, turn, reply, words, told_by: None };
    house.casework.act_in_turn(desk, answer).await.expect("answered");
}

async fn turn(house: &House, patient: Caller) -> u32 {
    let view = house.casework.view(patient, Part::Application).await.expect("a view");
    view.case.applications.first().expect("an application").turn
}

fn page(patient: Caller) -> String {
    format!("/desk/made-up-desk/case/{}", patient.case)
}

#[tokio::test]
async fn the_queue_has_what_waits_for_the_desk_first_with_what_is_missing_and_nothing_a_desk_may_not_see() {
    let house = House::new();
    let mut desk = desk(&house, "desk").await;
    applied(&house, Channel::Queue, false).await;
    let offices = desk.get("/desk").await;
    assert!(offices.body.contains("/desk/made-up-desk/plan"), "{}", offices.body);
    let queue = desk.get("/desk/made-up-desk").await;
    assert_eq!(queue.status, StatusCode::OK);
    for words in ["No name was given", "You act next", "the letter", "made-up CT", "1 application"] {
        assert!(queue.body.contains(words), "{words}: {}", queue.body);
    }
    let none = desk.get("/desk/made-up-desk?state=held").await;
    assert!(none.body.contains("Nothing stands there"), "{}", none.body);
    desk.language = "ja";
    assert!(desk.get("/desk/made-up-desk").await.body.contains("次は窓口の番です"));
}

#[tokio::test]
async fn one_page_has_all_that_was_sent_and_nothing_else_and_is_not_there_for_anyone_else() {
    let house = House::new();
    let mut desk = desk(&house, "desk").await;
    let patient = applied(&house, Channel::Queue, false).await;
    let shown = desk.get(&page(patient)).await;
    for words in ["stomach cancer", "the first plan", "made-up CT", "please look at it soon", "Not sent along"] {
        assert!(shown.body.contains(words), "{words}");
    }
    assert!(!shown.body.contains(WORRY));
    let elsewhere = house.casework.begin(Beginner::Patient, true).await.expect("a case").caller;
    assert_eq!(desk.get(&page(elsewhere)).await.status, StatusCode::NOT_FOUND);
    let cookie = staff(&house, "other", Role::Desk).await;
    let mut other = house.device();
    other.cookies.insert("account".to_owned(), cookie.cookie());
    for address in [page(patient), "/desk/made-up-desk".to_owned(), "/desk/made-up-desk/numbers".to_owned()] {
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(house.device().get("/desk").await.location(), "/sign-in");
}

#[tokio::test]
async fn an_answer_pressed_twice_is_given_once_and_a_colleague_who_is_late_gets_the_words_back() {
    let house = House::new();
    let mut one = desk(&house, "one").await;
    let mut other = desk(&house, "other").await;
    let patient = applied(&house, Channel::Queue, false).await;
    let (first, second) = (one.get(&page(patient)).await, other.get(&page(patient)).await);
    let (csrf, turn) = (first.hidden("csrf"), first.hidden("turn"));
    let accept = [
        ("csrf", csrf.as_str()),
        ("do", "accept"),
        ("application", "1"),
        ("turn", turn.as_str()),
        ("date1", "4 December 2026"),
        ("time1", "14:30"),
        ("minutes", "60"),
        ("specialist", "Dr Made-up"),
        ("words-dates", "we look forward"),
    ];
    for _ in 0..2 {
        let sent = one.post(&page(patient), &accept).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    let csrf = second.hidden("csrf");
    let decline = [
        ("csrf", csrf.as_str()),
        ("do", "decline"),
        ("application", "1"),
        ("turn", turn.as_str()),
        ("reason", "no-capacity"),
        ("words-decline", "my colleague was quicker"),
    ];
    let late = other.post(&page(patient), &decline).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for words in ["It has moved on", "my colleague was quicker", "4 December 2026, 14:30", "Dates offered"] {
        assert!(late.body.contains(words), "{words}: {}", late.body);
    }
    let view = house.casework.view(patient, Part::Application).await.expect("a view");
    assert_eq!(view.case.applications.first().map(|known| known.turns.len()), Some(2));
}

#[tokio::test]
async fn what_cannot_be_understood_is_said_with_everything_typed_still_there() {
    let house = House::new();
    let mut desk = desk(&house, "desk").await;
    let patient = applied(&house, Channel::Queue, false).await;
    let turn = desk.get(&page(patient)).await.hidden("turn");
    let base = [("application", "1"), ("turn", turn.as_str())];
    let no_reason = [base[0], base[1], ("do", "decline"), ("words-decline", "kept words")];
    let answer = desk.fill_in(&page(patient), &page(patient), &no_reason).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("choose a reason") && answer.body.contains("kept words"), "{}", answer.body);
    for (date, time, minutes, says) in [
        ("4 December 2026", "soon", "60", "not a time of day"),
        ("4 December 2026", "", "60", "a date needs a time"),
        ("4 December 2020", "14:30", "60", "Date 1"),
        ("4 December 2026", "14:30", "9999", "number from 10 to 240"),
    ] {
        let fields = [base[0], base[1], ("do", "accept"), ("date1", date), ("time1", time), ("minutes", minutes)];
        let answer = desk.fill_in(&page(patient), &page(patient), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{date} {time}");
        assert!(answer.body.contains(says) && answer.body.contains(date), "{says}: {}", answer.body);
    }
    let nothing = desk.fill_in(&page(patient), &page(patient), &base).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_decline_takes_the_file_away_from_the_desk_at_once() {
    let house = House::new();
    let mut desk = desk(&house, "desk").await;
    let patient = applied(&house, Channel::Queue, false).await;
    let turn = desk.get(&page(patient)).await.hidden("turn");
    let decline = [("do", "decline"), ("application", "1"), ("turn", turn.as_str()), ("reason", "no-specialist")];
    let sent = desk.fill_in(&page(patient), &page(patient), &decline).await;
    assert_eq!(sent.location(), "/desk/made-up-desk?done=declined", "{}", sent.body);
    assert!(desk.get("/desk/made-up-desk").await.body.contains("Nothing waits here"));
    assert_eq!(desk.get(&page(patient)).await.status, StatusCode::NOT_FOUND);
    let numbers = desk.get("/desk/made-up-desk/numbers.csv").await;
    assert!(numbers.body.contains("\"declined-no-specialist\"") && numbers.body.contains("\"median-days\""));
    assert!(!desk.get("/desk/made-up-desk/numbers").await.body.contains('%'), "no share of so few");
}

#[tokio::test]
async fn a_date_is_never_given_twice_and_one_that_is_taken_stays_in_the_plan() {
    let house = House::new();
    let mut desk = desk(&house, "desk").await;
    let plan = "/desk/made-up-desk/plan";
    let add = [
        ("do", "add"),
        ("date", "4 December 2026"),
        ("time", "10:00"),
        ("minutes", "60"),
        ("specialist", "Dr Made-up"),
        ("weeks", "2"),
    ];
    assert_eq!(desk.fill_in(plan, plan, &add).await.status, StatusCode::SEE_OTHER);
    let double = desk.fill_in(plan, plan, &add).await;
    assert_eq!(double.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(double.body.contains("has a date at that time already") && double.body.contains("10:00"));
    let limit = [("do", "capacity"), ("who-0", "Dr Made-up"), ("week-0", "1")];
    assert_eq!(desk.fill_in(plan, plan, &limit).await.status, StatusCode::SEE_OTHER);
    let more = [add[0], add[1], ("time", "13:00"), add[3], add[4], ("weeks", "1")];
    let full = desk.fill_in(plan, plan, &more).await;
    assert!(full.body.contains("more than 1 a week"), "{}", full.body);
    let (one, two) = (applied(&house, Channel::Queue, false).await, applied(&house, Channel::Queue, false).await);
    for patient in [one, two] {
        let turn = desk.get(&page(patient)).await.hidden("turn");
        let accept = [("do", "accept"), ("application", "1"), ("turn", turn.as_str()), ("slot", "1")];
        let sent = desk.fill_in(&page(patient), &page(patient), &accept).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    takes(&house, one).await;
    let late = turn(&house, two).await;
    let take = Act::Move { application: ApplicationId(1), turn: late, to: Move::Take(0), words: String::new() };
    assert_eq!(house.casework.act_in_turn(two, take).await.err(), Some(casework::Refusal::DateTaken));
    let shown = desk.get(plan).await;
    assert!(shown.body.contains("taken"));
    let kept = desk.fill_in(plan, plan, &[("do", "remove"), ("slot", "1")]).await;
    assert!(kept.body.contains("stays until it is called off"), "{}", kept.body);
    let out = desk.fill_in(plan, plan, &[("do", "remove"), ("slot", "2")]).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_patient_asks_a_support_centre_and_its_counsellor_sees_only_what_was_agreed() {
    let house = House::new();
    let office = Office::new("made-up-centre".to_owned(), Duty::Support, "Made-up centre".to_owned(), None);
    house.casework.make_office(office).await.expect("an office");
    let mut counsellor = signed_in(&house, "counsellor", Role::Counsellor, "made-up-centre").await;
    let list = "/support-desk/made-up-centre";
    assert!(counsellor.get(list).await.body.contains("Nobody has agreed yet"));
    let mut patient = house.device();
    patient.begin().await;
    let people = patient.get("/case/people").await;
    assert!(people.body.contains("Made-up centre"), "{}", people.body);
    let none = patient.fill_in("/case/people", "/case/people/bring", &[("office", "made-up-centre")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = [("office", "made-up-centre"), ("part", "worries"), ("part", "letter")];
    let brought = patient.fill_in("/case/people", "/case/people/bring", &asked).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.body);
    house.later(20 * 86_400);
    let mut counsellor = again(&house, counsellor).await;
    let shown = counsellor.get(list).await;
    assert!(shown.body.contains("No letter has come"), "{}", shown.body);
    let opened = counsellor.fill_in(list, list, &[("case", &shown.hidden("case"))]).await;
    assert_eq!(opened.location(), "/case", "{}", opened.body);
    assert_eq!(counsellor.get("/case/worries").await.status, StatusCode::OK);
    assert_eq!(counsellor.get("/case/opinion").await.status, StatusCode::NOT_FOUND);
    let sheet = counsellor.get("/case/sheet").await;
    assert!(sheet.body.contains("Promised for") && !sheet.body.contains("What the doctor said"), "{}", sheet.body);
    assert_eq!(counsellor.get("/support-desk/other").await.status, StatusCode::NOT_FOUND);
    assert_eq!(counsellor.get("/desk/made-up-centre").await.status, StatusCode::NOT_FOUND);
}

/// Signs the counsellor in anew: staff stay signed in for a day of work.
async fn again<'h>(house: &'h House, _before: Device<'h>) -> Device<'h> {
    signed_in(house, "counsellor-too", Role::Counsellor, "made-up-centre").await
}
