//! The JSON interface and its description.

use axum::http::StatusCode;
use serde_json::Value;

use crate::visit::visit;

fn read(body: &str) -> Value {
    serde_json::from_str(body).expect("JSON")
}

#[tokio::test]
async fn the_description_is_the_reviewed_one() {
    let answer = visit("en", "/api/v1/openapi.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    insta::assert_json_snapshot!("openapi", read(&answer.body));
}

/// Every place that another is named at, and every name of an operation.
fn named<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get(name).and_then(Value::as_str));
            fields.values().for_each(|value| named(value, name, found));
        }
        Value::Array(values) => values.iter().for_each(|value| named(value, name, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_description_names_nothing_that_is_not_in_it_and_no_operation_twice() {
    let description = read(&visit("en", "/api/v1/openapi.json").await.body);
    let (mut references, mut operations) = (Vec::new(), Vec::new());
    named(&description, "$ref", &mut references);
    named(&description, "operationId", &mut operations);
    let missing = |place: &&str| description.pointer(place.trim_start_matches('#')).is_none();
    assert_eq!(references.iter().copied().filter(missing).collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(references.len() > 100 && operations.len() > 25, "{} {}", references.len(), operations.len());
    let mut once = operations.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), operations.len(), "{operations:?}");
}

#[tokio::test]
async fn a_comparison_is_answered_as_json() {
    let answer = visit("en", "/api/v1/compare?condition=made-up%20cancer&near=jp-00001&limit=2").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let report = read(&answer.body);
    assert_eq!(report["condition"]["id"], "made-up-cancer");
    assert_eq!(report["institutions"].as_array().map(Vec::len), Some(2));
    let first = &report["institutions"][0]["experience"];
    assert_eq!((&first["counts"], &first["at_least"]), (&Value::from("admissions"), &Value::from(true)));
    assert!(report["institutions"][0]["band"].is_null());
}

#[tokio::test]
async fn bad_input_names_the_field_and_the_remedy() {
    for (address, field) in [
        ("/api/v1/compare?near=jp-00001", "condition"),
        ("/api/v1/compare?condition=xqzvw&near=jp-00001", "condition"),
        ("/api/v1/compare?condition=made-up-cancer&near=Twinville", "near"),
        ("/api/v1/compare?condition=made-up-cancer&near=jp-00001&within=far", "within"),
        ("/api/v1/compare?condition=made-up-cancer&near=jp-00001&limit=0", "limit"),
        ("/api/v1/compare?condition=made-up-cancer&near=jp-00001&age=200", "age"),
        ("/api/v1/compare?condition=made-up-cancer&near=jp-00001&treatment=magic", "treatment"),
    ] {
        let answer = visit("en", address).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = read(&answer.body);
        assert_eq!((problem["field"].as_str(), problem["status"].as_u64()), (Some(field), Some(422)), "{address}");
        assert!(problem["remedy"].as_str().is_some_and(|remedy| remedy.len() > 10) && problem["type"].is_string());
    }
    let nowhere = visit("ja", "/api/v1/nothing").await;
    assert_eq!((nowhere.status, nowhere.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
}

#[tokio::test]
async fn searches_answer_with_ids_to_ask_with() {
    let conditions = read(&visit("en", "/api/v1/conditions?q=cancer").await.body);
    assert_eq!(conditions["conditions"][0]["id"], "made-up-cancer");
    let institutions = read(&visit("en", "/api/v1/institutions?q=Made-up%20American").await.body);
    assert_eq!(institutions["institutions"][0]["id"], "us-made-up-1");
    assert_eq!(read(&visit("en", "/api/v1/institutions").await.body)["institutions"], Value::Array(Vec::new()));
}
