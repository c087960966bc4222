//! A desk's own system: the queue, one application, the answers, the plan and the numbers.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::StatusCode;
use casework::application::{Channel, Move};
use casework::choice::Way;
use casework::office::{Duty, Office};
use casework::opinion::{FirstOpinion, Known};
use casework::people::Part;
use casework::service::{Beginner, Caller, OfficeScope};
use casework::{Act, ApplicationId, RecordId};
use serde_json::{Value, json};

use crate::case_api::{Program, problem, read, refused};
use crate::case_device::House;

pub const DESK: &str = "made-up-desk";
const OTHER: &str = "another-desk";
const QUEUE: &str = "/api/v1/desk/applications";

/// Two desks of made-up hospitals.
pub async fn offices(house: &House) {
    for (id, institution) in [(DESK, "jp-00002"), (OTHER, "jp-00003")] {
        let office = Office::new(id.to_owned(), Duty::Desk, format!("Made-up {id}"), Some(institution.to_owned()));
        house.casework.make_office(office).await.expect("an office");
    }
}

/// A system of an office, with a token for these.
pub async fn system<'h>(house: &'h House, office: &str, scopes: &[OfficeScope]) -> Program<'h> {
    Program::with(house, &token(house, office, scopes).await)
}

pub async fn token(house: &House, office: &str, scopes: &[OfficeScope]) -> String {
    let scopes: BTreeSet<OfficeScope> = scopes.iter().copied().collect();
    house.casework.make_office_token(office, &scopes, 30).await.expect("a token").0.cookie()
}

pub async fn act(house: &House, caller: Caller, act: Act) {
    let version = house.casework.overview(caller).await.expect("a case").version;
    house.casework.act(caller, version, act).await.expect("an act");
}

/// A case with a file and a worry, and the opinion and the records of it sent to a desk.
pub async fn applied(house: &House, institution: &str) -> (Caller, String) {
    let patient = house.casework.begin(Beginner::Patient, true).await.expect("a case").caller;
    let treatment = Known::Told("a made-up operation".to_owned());
    let opinion = FirstOpinion { condition_words: "made-up cancer".to_owned(), treatment, ..FirstOpinion::default() };
    act(house, patient, Act::SaveOpinion(Box::new(opinion))).await;
    let about = casework::worry::About::Own;
    act(house, patient, Act::AddWorry { of: None, about, words: "a made-up secret".to_owned() }).await;
    act(house, patient, Act::AddRecord { words: "made-up scan".to_owned(), loan: false }).await;
    let version = house.casework.overview(patient).await.expect("a case").version;
    let (name, kind) = ("made-up.pdf".to_owned(), "application/pdf".to_owned());
    let kept = house.casework.upload(patient, version, RecordId(1), name, kind, b"%PDF-1.7".to_vec()).await;
    kept.expect("a file");
    let (institution, name) = (institution.to_owned(), "made up".to_owned());
    let choose = Act::Choose { institution: institution.clone(), name, way: Way::Visit, note: "mine alone".to_owned() };
    act(house, patient, choose).await;
    apply(house, patient, &institution).await;
    (patient, format!("{}/1", patient.case))
}

async fn apply(house: &House, patient: Caller, institution: &str) {
    let apply = Act::Apply {
        institution: institution.to_owned(),
        parts: [Part::Opinion, Part::Records].into(),
        blind: false,
        channel: Channel::Queue,
        words: "Please.".to_owned(),
    };
    house.casework.act_in_turn(patient, apply).await.expect("sent");
}

async fn moves(house: &House, patient: Caller, turn: u32, to: Move) {
    let act = Act::Move { application: ApplicationId(1), turn, to, words: String::new() };
    house.casework.act_in_turn(patient, act).await.expect("a move");
}

fn answers(reference: &str) -> String {
    format!("{QUEUE}/{reference}/answers")
}

async fn answered(system: &Program<'_>, reference: &str, turn: u64, reply: Value) -> Value {
    let body = json!({ "reply": reply, "turn": turn });
    let answer = system.send("POST", &answers(reference), &[], &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    read(&answer)
}

async fn turn(system: &Program<'_>, reference: &str) -> u64 {
    let shown = read(&system.get(&format!("{QUEUE}/{reference}")).await);
    shown.pointer("/application/turn").and_then(serde_json::Value::as_u64).expect("a turn")
}

#[tokio::test]
async fn a_desks_system_carries_an_application_from_the_queue_to_the_consultation() {
    let house = House::new();
    offices(&house).await;
    let (patient, reference) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &OfficeScope::ALL).await;
    let office = read(&system.get("/api/v1/desk").await);
    assert_eq!((&office["id"], &office["scopes"]), (&json!(DESK), &json!(["read", "answer", "plan", "numbers"])));
    let day = json!({ "slots": [{ "at": "2026-12-04T14:00:00", "minutes": 45, "specialist": "Dr Made-up" }] });
    let plan = read(&system.send("POST", "/api/v1/desk/slots", &[], &day).await);
    assert_eq!((&plan["slots"][0]["slot"], &plan["slots"][0]["taken"]), (&json!(1), &Value::Null), "{plan}");
    let row = read(&system.get(QUEUE).await)["applications"][0].clone();
    assert_eq!(
        (&row["reference"], &row["state"], &row["waits_for"]),
        (&json!(reference), &json!("sent"), &json!("desk"))
    );
    assert_eq!((&row["complete"], &row["missing"][0]["words"]), (&json!(false), &json!("made-up scan")), "{row}");
    let first = row["turn"].as_u64().expect("a turn");
    let moved = answered(&system, &reference, first, json!({ "ask": { "kind": "pathology-report" } })).await;
    assert_eq!((&moved["state"], &moved["waits_for"]), (&json!("item-asked"), &json!("patient")));
    moves(&house, patient, 2, Move::Supply).await;
    let third = turn(&system, &reference).await;
    let moved = answered(&system, &reference, third, json!({ "accept": [{ "slot": 1 }] })).await;
    assert_eq!(moved["state"], "offered");
    moves(&house, patient, 4, Move::Take(0)).await;
    let plan = read(&system.get("/api/v1/desk/slots").await);
    assert_eq!((&plan["slots"][0]["taken"], &plan["slots"][0]["minutes"]), (&json!(reference), &json!(45)));
    let taken = system.raw("DELETE", "/api/v1/desk/slots/1", &[], Body::empty()).await;
    assert_eq!(refused(&taken), problem(422, "out-of-order"));
    house.later(12 * 86_400);
    let fifth = turn(&system, &reference).await;
    let named = answered(&system, &reference, fifth, json!({ "doctor": "Dr Made-up" })).await;
    let held =
        answered(&system, &reference, named["turn"].as_u64().expect("a turn"), json!({ "held": "2026-12-04" })).await;
    assert_eq!((&held["state"], &held["waits_for"]), (&json!("held"), &json!("doctor")));
    let numbers = read(&system.get("/api/v1/desk/numbers").await);
    assert_eq!(
        (&numbers["applications"], &numbers["held"], &numbers["median_days"]),
        (&json!(1), &json!(1), &json!(11.0))
    );
}

#[tokio::test]
async fn an_application_is_shown_with_what_was_sent_along_and_nothing_else_and_the_patient_sees_that_it_was_read() {
    let house = House::new();
    offices(&house).await;
    let (patient, reference) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &[OfficeScope::Read]).await;
    let answer = system.get(&format!("{QUEUE}/{reference}")).await;
    assert_eq!(answer.headers.get("cache-control").and_then(|value| value.to_str().ok()), Some("no-store"));
    let shown = read(&answer);
    assert_eq!(shown["opinion"]["treatment"]["told"], "a made-up operation");
    assert_eq!((&shown["letter"], &shown["time"], &shown["day"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(shown["application"]["turns"][0]["words"], "Please.");
    for own in ["a made-up secret", "mine alone"] {
        assert!(!answer.body.contains(own), "{own}");
    }
    let file = system.get(&format!("{QUEUE}/{reference}/files/{}", shown["files"][0]["id"])).await;
    assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, "%PDF-1.7"));
    assert_eq!(file.headers.get("content-type").and_then(|value| value.to_str().ok()), Some("application/pdf"));
    let log = house.casework.log(patient).await.expect("a log").1;
    let by_desk = |part: Part| {
        let line = |entry: &&casework::keeper::Entry| {
            entry.part == Some(part) && entry.who == casework::keeper::Who::Person(casework::PersonId(2))
        };
        log.iter().filter(line).count()
    };
    assert_eq!((by_desk(Part::Application), by_desk(Part::Opinion), by_desk(Part::Records)), (1, 1, 2));
    assert_eq!((by_desk(Part::Worries), by_desk(Part::Letter)), (0, 0));
}

#[tokio::test]
async fn the_queue_is_asked_by_state_and_a_misspelt_filter_is_refused() {
    let house = House::new();
    offices(&house).await;
    let (_, first) = applied(&house, "jp-00002").await;
    let (_, second) = applied(&house, "jp-00002").await;
    applied(&house, "jp-00003").await;
    let system = system(&house, DESK, &[OfficeScope::Read, OfficeScope::Answer]).await;
    answered(&system, &first, 1, json!({ "accept": [] })).await;
    for (state, there) in [("sent", vec![&second]), ("accepted", vec![&first]), ("booked", vec![])] {
        let queue = read(&system.get(&format!("{QUEUE}?state={state}")).await);
        let rows: Vec<_> =
            queue["applications"].as_array().expect("rows").iter().map(|row| row["reference"].clone()).collect();
        assert_eq!(rows, there.into_iter().map(|one| json!(one)).collect::<Vec<_>>(), "{state}");
    }
    for (query, field) in [("state=waiting", "state"), ("stat=sent", "stat")] {
        let answer = system.get(&format!("{QUEUE}?{query}")).await;
        assert_eq!(refused(&answer), problem(422, "troubled"));
        assert_eq!(read(&answer)["troubles"][0]["field"], field);
    }
}

#[tokio::test]
async fn of_an_application_that_ended_its_desk_learns_that_it_did_and_no_more() {
    let house = House::new();
    offices(&house).await;
    let (patient, reference) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &[OfficeScope::Read, OfficeScope::Answer]).await;
    let file = format!("{QUEUE}/{reference}/files/1");
    assert_eq!(system.get(&file).await.status, StatusCode::OK);
    moves(&house, patient, 1, Move::Withdraw).await;
    let shown = read(&system.get(&format!("{QUEUE}/{reference}")).await);
    assert_eq!((&shown["application"]["state"], &shown["waits_for"]), (&json!("withdrawn"), &json!("nobody")));
    assert_eq!((&shown["opinion"], &shown["records"], &shown["files"]), (&Value::Null, &json!([]), &json!([])));
    assert_eq!(shown["patient"], "");
    assert_eq!(refused(&system.get(&file).await), problem(404, "not-found"));
    assert_eq!(read(&system.get(QUEUE).await)["applications"], json!([]));
    for (turn, told) in [(1, problem(412, "stale")), (2, problem(422, "out-of-order"))] {
        let late = json!({ "reply": { "accept": [] }, "turn": turn });
        assert_eq!(refused(&system.send("POST", &answers(&reference), &[], &late).await), told);
    }
}
