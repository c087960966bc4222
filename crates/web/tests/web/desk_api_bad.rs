//! What a desk's own system may not, and what it sends that cannot be.

use axum::body::Body;
use axum::http::StatusCode;
use casework::application::{Channel, Move};
use casework::choice::Way;
use casework::people::Part;
use casework::service::{Beginner, OfficeScope};
use casework::{Act, ApplicationId};
use serde_json::{Value, json};

use crate::case_api::{Program, problem, read, refused};
use crate::case_device::House;
use crate::desk_api::{DESK, act, applied, offices, system, token};
use crate::visit::visit;

const QUEUE: &str = "/api/v1/desk/applications";

#[tokio::test]
async fn another_offices_token_a_cases_token_and_one_that_ended_open_nothing() {
    let house = House::new();
    offices(&house).await;
    let (_, reference) = applied(&house, "jp-00002").await;
    let one = format!("{QUEUE}/{reference}");
    let other = system(&house, "another-desk", &OfficeScope::ALL).await;
    assert_eq!(read(&other.get(QUEUE).await)["applications"], json!([]));
    let body = json!({ "reply": "cancel-date", "turn": 1 });
    for answer in [
        other.get(&one).await,
        other.get(&format!("{one}/files/1")).await,
        other.send("POST", &format!("{one}/answers"), &[], &body).await,
    ] {
        assert_eq!(refused(&answer), problem(404, "not-found"));
    }
    let case = house.casework.begin_by_program(Beginner::Patient).await.expect("a case").cookie.cookie();
    let of_case = Program::with(&house, &case);
    for path in ["/api/v1/desk", QUEUE, one.as_str(), "/api/v1/desk/slots", "/api/v1/desk/numbers"] {
        assert_eq!(refused(&of_case.get(path).await), problem(401, "token-unknown"), "{path}");
        assert_eq!(refused(&Program::with(&house, "").get(path).await), problem(401, "token-unknown"), "{path}");
    }
    let all = token(&house, DESK, &OfficeScope::ALL).await;
    let fine = Program::with(&house, &all);
    assert_eq!(refused(&fine.get("/api/v1/case").await), problem(401, "token-unknown"), "it opens no case");
    assert_eq!(
        fine.raw("GET", "/api/v1/desk", &[("cookie", &format!("account={all}"))], Body::empty()).await.status,
        StatusCode::OK
    );
    let end = fine.raw("DELETE", "/api/v1/desk/tokens/current", &[], Body::empty()).await;
    assert_eq!(end.status, StatusCode::NO_CONTENT);
    assert_eq!(refused(&fine.get(&one).await), problem(401, "token-unknown"));
    let (first, second) =
        (system(&house, DESK, &[OfficeScope::Read]).await, system(&house, DESK, &[OfficeScope::Read]).await);
    assert_eq!(second.get(&one).await.status, StatusCode::OK);
    house.casework.end_office_tokens(DESK).await.expect("ended");
    for ended in [first, second] {
        assert_eq!(refused(&ended.get(&one).await), problem(401, "token-unknown"));
    }
    let late = system(&house, DESK, &[OfficeScope::Read]).await;
    house.later(30 * 86_400);
    assert_eq!(refused(&late.get(&one).await), problem(401, "token-unknown"));
}

#[tokio::test]
async fn a_token_does_what_it_was_given_and_nothing_else() {
    let house = House::new();
    offices(&house).await;
    let (_, reference) = applied(&house, "jp-00002").await;
    let (one, answers) = (format!("{QUEUE}/{reference}"), format!("{QUEUE}/{reference}/answers"));
    let calls = [
        (OfficeScope::Read, "GET", QUEUE),
        (OfficeScope::Read, "GET", one.as_str()),
        (OfficeScope::Answer, "POST", answers.as_str()),
        (OfficeScope::Plan, "GET", "/api/v1/desk/slots"),
        (OfficeScope::Plan, "POST", "/api/v1/desk/slots"),
        (OfficeScope::Plan, "PUT", "/api/v1/desk/capacity"),
        (OfficeScope::Plan, "DELETE", "/api/v1/desk/slots/7"),
        (OfficeScope::Numbers, "GET", "/api/v1/desk/numbers"),
    ];
    for given in OfficeScope::ALL {
        let system = system(&house, DESK, &[given]).await;
        assert_eq!(read(&system.get("/api/v1/desk").await)["scopes"], json!([given.word()]));
        for (needed, method, path) in calls {
            let status = system.send(method, path, &[], &json!({})).await.status;
            // There is no time 7 to be taken out.
            let passes = status != StatusCode::NOT_FOUND || (method == "DELETE" && given == needed);
            assert_eq!(passes, given == needed, "{method} {path} with {given:?}: {status}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_sent_again_is_answered_again_and_given_once() {
    let house = House::new();
    offices(&house).await;
    let (_, reference) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &OfficeScope::ALL).await;
    let answers = format!("{QUEUE}/{reference}/answers");
    let key = [("idempotency-key", "a-made-up-key")];
    let accept = json!({ "reply": { "accept": [] }, "turn": 1 });
    let first = system.send("POST", &answers, &key, &accept).await;
    let again = system.send("POST", &answers, &key, &accept).await;
    assert_eq!((first.status, again.status, &first.body), (StatusCode::OK, StatusCode::OK, &again.body));
    let other = json!({ "reply": { "decline": "no-capacity" }, "turn": 2 });
    assert_eq!(refused(&system.send("POST", &answers, &key, &other).await), problem(422, "key-used"));
    // Without the key it is a second answer, to a turn that has passed or that is not the desk's to accept.
    assert_eq!(refused(&system.send("POST", &answers, &[], &accept).await), problem(412, "stale"));
    let twice = json!({ "reply": { "accept": [] }, "turn": 2 });
    assert_eq!(refused(&system.send("POST", &answers, &[], &twice).await), problem(422, "not-your-turn"));
    // A decline closes the application to the desk, and is still answered again.
    let key = [("idempotency-key", "another")];
    let declined = system.send("POST", &answers, &key, &other).await;
    let again = system.send("POST", &answers, &key, &other).await;
    assert_eq!((declined.status, &declined.body), (again.status, &again.body), "{}", declined.body);
    assert_eq!(read(&again)["state"], "declined");
    assert_eq!(refused(&system.send("POST", &answers, &[], &other).await), problem(412, "stale"), "as after a restart");
}

#[tokio::test]
async fn what_cannot_be_read_or_cannot_follow_changes_nothing_and_says_what_is_wrong() {
    let house = House::new();
    offices(&house).await;
    let (_, reference) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &OfficeScope::ALL).await;
    let answers = format!("{QUEUE}/{reference}/answers");
    let json_kind = ("content-type", "application/json");
    for (headers, body, status) in [
        (vec![json_kind], "{\"reply\":", 400),
        (vec![json_kind], "[]", 400),
        (vec![("content-type", "text/plain")], "{}", 415),
        (vec![json_kind, ("idempotency-key", "two words")], "{}", 400),
    ] {
        let answer = system.raw("POST", &answers, &headers, Body::from(body)).await;
        assert_eq!(refused(&answer).0, status, "{body}");
    }
    let large = Body::from(format!("{{\"words\":\"{}\"}}", "あ".repeat(30_000)));
    assert_eq!(refused(&system.raw("POST", &answers, &[json_kind], large).await), problem(413, "too-large"));
    let date = |at: &str| json!({ "at": at, "minutes": 30 });
    for (body, field, code) in [
        (json!({}), "reply", "missing"),
        (json!({ "reply": "cancel-date" }), "turn", "missing"),
        (json!({ "reply": "accept", "turn": 1 }), "reply", "unreadable"),
        (json!({ "reply": { "decline": "because" }, "turn": 1 }), "reply", "unreadable"),
        (json!({ "reply": { "accept": [{ "slott": 1 }] }, "turn": 1 }), "reply", "unreadable"),
        (json!({ "reply": { "accept": [] }, "turn": -1 }), "turn", "unreadable"),
        (json!({ "reply": { "accept": [] }, "turn": 1, "told_by": "Ms Made-up" }), "told_by", "unknown-field"),
        (json!({ "reply": { "accept": [{ "minutes": 30 }] }, "turn": 1 }), "at", "missing"),
        (json!({ "reply": { "accept": [date("2026-11-01T10:00:00")] }, "turn": 1 }), "offers", "past"),
        (
            json!({ "reply": { "accept": [date("2026-12-01T10:00:00"), date("2026-12-01T10:00:00")] }, "turn": 1 }),
            "offers",
            "not-a-choice",
        ),
        (json!({ "reply": { "ask": {} }, "turn": 1 }), "asked", "missing"),
        (json!({ "reply": { "decline": "other" }, "turn": 1 }), "words", "missing"),
    ] {
        let answer = system.send("POST", &answers, &[], &body).await;
        assert_eq!(refused(&answer), problem(422, "troubled"), "{body}");
        let trouble = read(&answer)["troubles"][0].clone();
        assert_eq!((&trouble["field"], &trouble["code"]), (&json!(field), &json!(code)), "{body}");
    }
    for (body, told) in [
        (json!({ "reply": { "accept": [{ "slot": 9 }] }, "turn": 1 }), problem(422, "date-taken")),
        (json!({ "reply": { "held": "2026-11-20" }, "turn": 1 }), problem(422, "not-your-turn")),
        (json!({ "reply": { "accept": [] }, "turn": 7 }), problem(412, "stale")),
    ] {
        assert_eq!(refused(&system.send("POST", &answers, &[], &body).await), told, "{body}");
    }
    for path in [format!("{QUEUE}/x/1"), format!("{QUEUE}/{reference}0"), format!("{QUEUE}/{reference}/files/x")] {
        assert_eq!(refused(&system.get(&path).await), problem(404, "not-found"), "{path}");
    }
    let row = read(&system.get(QUEUE).await)["applications"][0].clone();
    assert_eq!((&row["turn"], &row["state"]), (&json!(1), &json!("sent")));
}

#[tokio::test]
async fn a_plan_takes_no_time_twice_no_more_than_the_capacity_and_no_past_day() {
    let house = House::new();
    offices(&house).await;
    let system = system(&house, DESK, &[OfficeScope::Plan]).await;
    let capacity = json!({ "capacity": [{ "specialist": "Dr Made-up", "a_week": 1 }] });
    assert_eq!(system.send("PUT", "/api/v1/desk/capacity", &[], &capacity).await.status, StatusCode::OK);
    let slot = |at: &str| json!({ "slots": [{ "at": at, "minutes": 30, "specialist": "Dr Made-up" }] });
    let key = [("idempotency-key", "slots")];
    for _ in 0..2 {
        let added = system.send("POST", "/api/v1/desk/slots", &key, &slot("2026-12-04T14:00:00")).await;
        assert_eq!(read(&added)["slots"].as_array().map(Vec::len), Some(1), "{}", added.body);
    }
    for (body, told) in [
        (slot("2026-12-04T14:00:00"), problem(422, "troubled")),
        (slot("2026-12-03T14:00:00"), problem(422, "full")),
        (slot("2026-11-20T14:00:00"), problem(422, "troubled")),
        (json!({ "slots": [] }), problem(422, "troubled")),
        (json!({ "slots": [{ "minutes": 30 }] }), problem(422, "troubled")),
    ] {
        assert_eq!(refused(&system.send("POST", "/api/v1/desk/slots", &[], &body).await), told, "{body}");
    }
    let off = system.raw("DELETE", "/api/v1/desk/slots/1", &[], Body::empty()).await;
    assert_eq!(read(&off)["slots"], json!([]));
    for gone in ["1", "x"] {
        let answer = system.raw("DELETE", &format!("/api/v1/desk/slots/{gone}"), &[], Body::empty()).await;
        assert_eq!(refused(&answer), problem(404, "not-found"));
    }
}

#[tokio::test]
async fn a_time_that_two_patients_were_offered_is_one_patients() {
    let house = House::new();
    offices(&house).await;
    let (one, first) = applied(&house, "jp-00002").await;
    let (other, second) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &OfficeScope::ALL).await;
    let slots = json!({ "slots": [{ "at": "2026-12-04T14:00:00", "minutes": 30 }] });
    system.send("POST", "/api/v1/desk/slots", &[], &slots).await;
    for reference in [&first, &second] {
        let accept = json!({ "reply": { "accept": [{ "slot": 1 }] }, "turn": 1 });
        let answer = system.send("POST", &format!("{QUEUE}/{reference}/answers"), &[], &accept).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
    let take = || Act::Move { application: ApplicationId(1), turn: 2, to: Move::Take(0), words: String::new() };
    house.casework.act_in_turn(one, take()).await.expect("taken");
    assert_eq!(house.casework.act_in_turn(other, take()).await.err(), Some(casework::Refusal::DateTaken));
}

#[tokio::test]
async fn what_went_with_another_application_to_the_same_desk_is_not_shown() {
    let house = House::new();
    offices(&house).await;
    let (patient, first) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &[OfficeScope::Read, OfficeScope::Answer]).await;
    let decline = json!({ "reply": { "decline": "missing-material" }, "turn": 1 });
    system.send("POST", &format!("{QUEUE}/{first}/answers"), &[], &decline).await;
    let (institution, name) = ("jp-00002".to_owned(), "made up".to_owned());
    act(&house, patient, Act::Choose { institution: institution.clone(), name, way: Way::Visit, note: String::new() })
        .await;
    let (parts, words) = ([Part::Records].into(), String::new());
    let apply = Act::Apply { institution, parts, blind: false, channel: Channel::Queue, words };
    house.casework.act_in_turn(patient, apply).await.expect("sent");
    let ended = read(&system.get(&format!("{QUEUE}/{first}")).await);
    assert_eq!(
        (&ended["application"]["state"], &ended["files"], &ended["patient"]),
        (&json!("declined"), &json!([]), &json!(""))
    );
    let second = format!("{}/2", patient.case);
    let live = read(&system.get(&format!("{QUEUE}/{second}")).await);
    assert_eq!((&live["opinion"], live["files"].as_array().map(Vec::len)), (&Value::Null, Some(1)), "{live}");
}

/// The description is written by hand where `casework` writes the JSON: here it is held against what is answered.
#[tokio::test]
async fn the_description_names_the_fields_that_a_desks_system_is_answered() {
    let house = House::new();
    offices(&house).await;
    let (_, reference) = applied(&house, "jp-00002").await;
    let system = system(&house, DESK, &OfficeScope::ALL).await;
    let slots = json!({ "slots": [{ "at": "2026-12-04T14:00:00", "minutes": 30 }] });
    system.send("POST", "/api/v1/desk/slots", &[], &slots).await;
    let accept = json!({ "reply": { "accept": [{ "slot": 1 }] }, "turn": 1 });
    system.send("POST", &format!("{QUEUE}/{reference}/answers"), &[], &accept).await;
    let description = read_text(&visit("en", "/api/v1/openapi.json").await.body);
    let schemas = &description["components"]["schemas"];
    let one = format!("{QUEUE}/{reference}");
    for (path, place, schema) in [
        ("/api/v1/desk", "", "OfficeShown"),
        (QUEUE, "/applications/0", "Row"),
        (QUEUE, "/applications/0/missing/0", "MissingShown"),
        (one.as_str(), "", "ApplicationShown"),
        (one.as_str(), "/application", "Application"),
        (one.as_str(), "/application/turns/0", "Turned"),
        (one.as_str(), "/application/offers/0", "DateOffer"),
        (one.as_str(), "/opinion", "FirstOpinion"),
        ("/api/v1/desk/slots", "/slots/0", "SlotShown"),
        ("/api/v1/desk/numbers", "", "NumbersShown"),
    ] {
        let answer = read(&system.get(path).await);
        let names = |value: &Value| value.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>());
        let mut told = names(answer.pointer(place).expect("a value"));
        let mut described = names(&schemas[schema]["properties"]);
        told.iter_mut().chain(described.iter_mut()).for_each(|names| names.sort());
        assert_eq!(told, described, "{path} {schema}");
    }
}

fn read_text(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
