//! What programs send that cannot be: wrong tokens, wrong bodies, wrong fields.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::case_api::Program;
use crate::case_device::{Answer, House};
use crate::visit::visit;

fn problem(answer: &Answer) -> Value {
    let kind = answer.headers.get("content-type").and_then(|value| value.to_str().ok());
    assert_eq!(kind, Some("application/problem+json"), "{}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

async fn begun(house: &House) -> (casework::service::Begun, String) {
    let begun = house.casework.begin_by_program(casework::service::Beginner::Patient).await.expect("a case");
    let token = begun.cookie.cookie();
    (begun, token)
}

const JSON: (&str, &str) = ("content-type", "application/json");
const FIRST: (&str, &str) = ("if-match", "\"1\"");

#[tokio::test]
async fn an_unknown_token_is_refused_and_a_cookie_opens_nothing() {
    let house = House::new();
    let (_, token) = begun(&house).await;
    let cookie =
        house.casework.begin(casework::service::Beginner::Patient, true).await.expect("a case").cookie.cookie();
    // One letter of the scopes changed, another of the rest; a device's cookie; nothing of the kind.
    let other = |at: usize| {
        let turned = |(place, letter)| match (place == at, letter) {
            (true, '0') => '1',
            (true, _) => '0',
            (false, letter) => letter,
        };
        token.chars().enumerate().map(turned).collect::<String>()
    };
    for wrong in [other(0), other(3), other(30), cookie.clone(), "x".to_owned(), token.chars().skip(1).collect()] {
        let answer = Program::with(&house, &wrong).raw("GET", "/api/v1/case", &[], Body::empty()).await;
        assert_eq!((answer.status, &problem(&answer)["code"]), (StatusCode::UNAUTHORIZED, &json!("token-unknown")));
        assert_eq!(answer.headers.get("www-authenticate").and_then(|value| value.to_str().ok()), Some("Bearer"));
    }
    let outside = Program::with(&house, "");
    for cookie in [format!("case={cookie}"), format!("case={token}")] {
        let answer = outside.raw("GET", "/api/v1/case", &[("cookie", &cookie)], Body::empty()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.body);
    }
    let in_address = outside.raw("GET", &format!("/api/v1/case?access_token={token}"), &[], Body::empty()).await;
    assert_eq!(in_address.status, StatusCode::UNAUTHORIZED);
    // Nor does a token open the pages.
    let page = outside.raw("GET", "/case", &[("cookie", &format!("case={token}"))], Body::empty()).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    let fine = Program::with(&house, &token).raw("GET", "/api/v1/case", &[], Body::empty()).await;
    assert_eq!(fine.status, StatusCode::OK, "{}", fine.body);
}

#[tokio::test]
async fn a_body_that_is_too_large_or_is_no_json_changes_nothing() {
    let house = House::new();
    let (_, token) = begun(&house).await;
    let program = Program::with(&house, &token);
    let put = |headers: Vec<(&'static str, &'static str)>, body: String| {
        let program = &program;
        async move { program.raw("PUT", "/api/v1/case/opinion", &headers, Body::from(body)).await }
    };
    let large = json!({ "unclear": "あ".repeat(30_000) }).to_string();
    let answer = put(vec![JSON, FIRST], large).await;
    assert_eq!((answer.status.as_u16(), &problem(&answer)["code"]), (413, &json!("too-large")));
    for (headers, body, status) in [
        (vec![("content-type", "text/plain"), FIRST], "{}", 415),
        (vec![FIRST], "{}", 415),
        (vec![("content-type", "application/x-www-form-urlencoded"), FIRST], "unclear=x", 415),
        (vec![JSON, FIRST], "", 400),
        (vec![JSON, FIRST], "[]", 400),
        (vec![JSON, FIRST], "{\"unclear\":", 400),
        (vec![JSON, FIRST], "null", 400),
    ] {
        let answer = put(headers, body.to_owned()).await;
        assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.body);
        problem(&answer);
    }
    let deep = format!("{{\"unclear\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(put(vec![JSON, FIRST], deep).await.status, StatusCode::BAD_REQUEST);
    let longest = json!({ "unclear": "あ".repeat(4_000), "treatment": { "told": "い".repeat(4_000) } }).to_string();
    let answer = put(vec![("content-type", "application/json; charset=utf-8"), FIRST], longest).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_in_the_readers_language() {
    let house = House::new();
    let (_, token) = begun(&house).await;
    let program = Program::with(&house, &token);
    let sent = json!({ "diagnosis": "x", "under20": "yes", "said_on": "R8.11.1", "near": "Yamagata" }).to_string();
    let answer = program.raw("PUT", "/api/v1/case/opinion", &[JSON, FIRST], Body::from(sent.clone())).await;
    let told = problem(&answer);
    let mut named: Vec<_> = told["troubles"]
        .as_array()
        .expect("troubles")
        .iter()
        .map(|one| (one["field"].clone(), one["code"].clone()))
        .collect();
    named.sort_by_key(|(field, _)| field.to_string());
    let wanted = [("diagnosis", "unknown-field"), ("said_on", "unreadable"), ("under20", "unreadable")];
    assert_eq!(named, wanted.map(|(field, code)| (json!(field), json!(code))), "{told}");
    let japanese = [JSON, FIRST, ("cookie", "lang=ja")];
    let told = problem(&program.raw("PUT", "/api/v1/case/opinion", &japanese, Body::from(sent)).await);
    assert!(told["detail"].as_str().is_some_and(|detail| detail.contains("この項目はありません")), "{told}");
    for (method, path, body, field, code) in [
        ("PUT", "opinion", json!({ "condition": "nothing-here" }), "condition", "not-a-choice"),
        ("PUT", "opinion", json!({ "institution": "jp-99999" }), "institution", "not-a-choice"),
        ("PUT", "opinion", json!({ "decide_by": { "told": "2026-11-01" } }), "decide_by", "past"),
        ("PUT", "opinion", json!({ "near": "a".repeat(300) }), "near", "too-long"),
        ("POST", "worries", json!({ "words": "?" }), "about", "missing"),
        ("POST", "worries", json!({ "about": "own" }), "words", "missing"),
        ("POST", "worries", json!({ "about": "everything" }), "about", "unreadable"),
        ("PUT", "time", json!({ "signs": ["made-up-sign"] }), "signs", "not-a-choice"),
        ("PUT", "time", json!({ "latest_safe": "2026-12-24" }), "latest_safe_by", "missing"),
        ("PUT", "wish", json!({}), "wish", "missing"),
        ("POST", "choice", json!({ "institution": "jp-99999", "way": "visit" }), "institution", "not-a-choice"),
        ("POST", "choice", json!({ "institution": "jp-00001" }), "way", "missing"),
        ("PUT", "telling", json!({ "reply": "agreed" }), "told_on", "missing"),
        ("PUT", "letter", json!({ "received_on": "2027-01-01" }), "received_on", "too-far"),
        ("POST", "records/1/steps", json!({ "on": "2026-11-23" }), "stage", "missing"),
    ] {
        let path = format!("/api/v1/case/{path}");
        let answer = program.raw(method, &path, &[JSON, FIRST], Body::from(body.to_string())).await;
        let told = problem(&answer);
        assert_eq!((answer.status.as_u16(), &told["troubles"][0]["field"]), (422, &json!(field)), "{path} {told}");
        assert_eq!(told["troubles"][0]["code"], code, "{path} {told}");
    }
    let overview = program.raw("GET", "/api/v1/case", &[], Body::empty()).await;
    assert_eq!(serde_json::from_str::<Value>(&overview.body).expect("JSON")["version"], 1, "nothing was changed");
}

#[tokio::test]
async fn what_cannot_follow_is_refused_with_a_code_of_its_own() {
    let house = House::new();
    let (_, token) = begun(&house).await;
    let program = Program::with(&house, &token);
    let current = json!({ "institution": "jp-00001" }).to_string();
    program.raw("PUT", "/api/v1/case/opinion", &[JSON, FIRST], Body::from(current)).await;
    let second = ("if-match", "\"2\"");
    let choice = json!({ "institution": "jp-00001", "way": "visit" }).to_string();
    let answer = program.raw("POST", "/api/v1/case/choice", &[JSON, second], Body::from(choice)).await;
    assert_eq!((answer.status.as_u16(), &problem(&answer)["code"]), (422, &json!("same-institution")));
    for path in ["records/7/steps", "records/x/steps"] {
        let step = json!({ "stage": "asked", "on": "2026-11-23" }).to_string();
        let answer = program.raw("POST", &format!("/api/v1/case/{path}"), &[JSON, second], Body::from(step)).await;
        assert_eq!((answer.status.as_u16(), &problem(&answer)["code"]), (404, &json!("not-found")));
    }
    let off = program.raw("DELETE", "/api/v1/case/choice/jp-00002", &[second], Body::empty()).await;
    assert_eq!(off.status, StatusCode::NOT_FOUND);
    let method = program.raw("PATCH", "/api/v1/case/opinion", &[JSON, second], Body::empty()).await;
    assert_eq!((method.status.as_u16(), &problem(&method)["status"]), (405, &json!(405)));
}

#[tokio::test]
async fn without_a_place_to_keep_cases_the_interface_says_so() {
    let answer = visit("en", "/api/v1/case").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
    assert!(answer.body.contains("no-cases"), "{}", answer.body);
}

/// The description is written by hand where `casework` writes the JSON: here it is held against what is written and read.
#[tokio::test]
async fn the_description_names_the_fields_that_are_answered() {
    let house = House::new();
    let (_, token) = begun(&house).await;
    let program = Program::with(&house, &token);
    let writes = [
        ("POST", "worries", json!({ "about": "own", "words": "made up" })),
        ("POST", "choice", json!({ "institution": "jp-00001", "way": "doctor-to-doctor" })),
        ("POST", "records", json!({ "words": "made up" })),
        ("POST", "records/1/steps", json!({ "stage": "not-needed", "on": "2026-11-23" })),
    ];
    for (place, (method, path, body)) in writes.iter().enumerate() {
        let (path, tag) = (format!("/api/v1/case/{path}"), format!("\"{}\"", place + 1));
        let headers = [JSON, ("if-match", tag.as_str())];
        let answer = program.raw(method, &path, &headers, Body::from(body.to_string())).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    }
    let description = visit("en", "/api/v1/openapi.json").await;
    let description: Value = serde_json::from_str(&description.body).expect("JSON");
    let schemas = &description["components"]["schemas"];
    for (path, place, schema) in [
        ("", "", "Overview"),
        ("/opinion", "/opinion", "FirstOpinion"),
        ("/worries", "/worries/0", "Worry"),
        ("/time", "", "TimeShown"),
        ("/choice", "/chosen/0", "Chosen"),
        ("/telling", "/telling", "Telling"),
        ("/letter", "", "LetterShown"),
        ("/records", "/records/0", "RecordShown"),
        ("/people", "/people/0", "CasePerson"),
        ("/log", "/log/0", "LogLine"),
    ] {
        let answer = program.raw("GET", &format!("/api/v1/case{path}"), &[], Body::empty()).await;
        let answer: Value = serde_json::from_str(&answer.body).expect("JSON");
        let names = |value: &Value| value.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>());
        let mut told = names(answer.pointer(place).expect("a value"));
        let mut described = names(&schemas[schema]["properties"]);
        told.iter_mut().chain(described.iter_mut()).for_each(|names| names.sort());
        assert_eq!(told, described, "{path} {schema}");
    }
}
