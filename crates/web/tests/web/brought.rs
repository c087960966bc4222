//! The two questions of the start page go along into a case that is begun after the answer.

use axum::http::StatusCode;

use crate::case_device::House;

const QUESTION: &str = "/compare?condition=invented%20cancer&near=%E4%BD%9C%E5%B8%82";
const BEGIN: &str = "/case/new?condition=made-up-cancer&near=%E4%BD%9C%E5%B8%82";

/// Every hidden field of the page's first form that begins a case.
fn carried(body: &str, who: &str) -> Vec<(String, String)> {
    let form = body.split("<form").find(|form| form.contains(&format!("value=\"{who}\""))).expect("a form");
    let fields = form.split("type=\"hidden\" name=\"").skip(1).filter_map(|field| {
        let (name, rest) = field.split_once("\" value=\"")?;
        Some((name.to_owned(), rest.split_once('"')?.0.to_owned()))
    });
    fields.collect()
}

#[tokio::test]
async fn a_patient_who_compared_begins_a_case_with_the_illness_and_the_place_of_the_question() {
    let house = House::new();
    let mut device = house.device();
    let answer = device.get(QUESTION).await;
    assert!(answer.body.contains(&format!("href=\"{}\"", BEGIN.replace('&', "&#38;"))), "{}", answer.body);
    let asked = device.get(BEGIN).await;
    assert!(asked.body.contains("Your case will begin with what you compared: made-up cancer, from 作市."));
    let fields = carried(&asked.body, "patient");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let begun = device.post("/case/new", &fields).await;
    assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/case/recovery"), "{}", begun.body);
    let opinion = device.get("/case/opinion").await.body;
    for value in ["value=\"made-up cancer\"", "value=\"作市\""] {
        assert!(opinion.contains(value), "{value}: {opinion}");
    }
    let choose = device.get("/case/choose").await.body;
    assert!(choose.contains("作りもの病院2"), "the comparison stands there without another question: {choose}");
    assert!(device.get("/case/log").await.body.contains("changed"), "the act is in the log");
}

#[tokio::test]
async fn a_relative_brings_the_question_too_and_a_form_that_was_refused_still_carries_it() {
    let house = House::new();
    let mut device = house.device();
    let asked = device.get(BEGIN).await;
    let carried = carried(&asked.body, "relative");
    let mut fields: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = device.post("/case/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.hidden("condition"), "made-up-cancer");
    assert_eq!(refused.hidden("near"), "作市");
    fields.extend([("relation", "child"), ("ground", "consent"), ("told", "everything"), ("name", "daughter")]);
    let begun = device.post("/case/new", &fields).await;
    assert_eq!(begun.location(), "/case/recovery", "{}", begun.body);
    let opinion = device.get("/case/opinion").await.body;
    assert!(opinion.contains("value=\"made-up cancer\"") && opinion.contains("value=\"作市\""), "{opinion}");
}

#[tokio::test]
async fn nothing_that_is_not_found_is_taken_from_an_address_into_a_case() {
    let house = House::new();
    let mut device = house.device();
    let asked = device.get("/case/new?condition=my%20own%20words&near=nowhere%20at%20all").await;
    assert_eq!(asked.status, StatusCode::OK);
    for words in ["my own words", "nowhere at all", "Your case will begin"] {
        assert!(!asked.body.contains(&format!("value=\"{words}")) && !asked.body.contains("Your case will"), "{words}");
    }
    let begun = device.fill_in("/case/new", "/case/new", &[("who", "patient"), ("condition", "own words")]).await;
    assert_eq!(begun.location(), "/case/recovery");
    assert!(!device.get("/case/opinion").await.body.contains("own words"));
    let place = device.get("/case/new?near=jp-00001").await;
    assert_eq!(place.hidden("near"), "Tsukuri (作県作市)", "an id is shown and kept by the place's name");
}

#[tokio::test]
async fn an_illness_page_offers_to_begin_a_case_with_that_illness() {
    let house = House::new();
    let page = house.device().get("/condition/made-up-cancer").await.body;
    assert!(page.contains("href=\"/case/new?condition=made-up-cancer\""), "{page}");
}
