//! The JSON, key by key.

use compare::report::report;
use evidence::{Country, Kind, Offer, Scope};
use language::Language;
use serde_json::Value;

use crate::made_up::{MadeUp, both};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The order of keys is part of the description, and a parsed object may not keep it.
fn in_order(json: &str, keys: &str) {
    let mut from = 0;
    for key in keys.split_whitespace() {
        let found = json[from..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} after {from} in {json}"));
        from += found;
    }
}

#[test]
fn the_json_has_the_keys_of_its_description_in_their_order() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.with_cases(measure, 5.0, 50);
    made_up.outcome(deaths, hospital, 2022, |_| {});
    made_up.edition.offers.push(Offer {
        institution: hospital,
        what: both("a desk"),
        source: "https://desk.example".to_owned(),
        date: String::new(),
    });
    let comparison = made_up.ask(|_| {});
    let json = serde_json::to_string(&report(&made_up.edition, &comparison, Language::English)).unwrap();
    in_order(
        &json,
        "edition condition id name name_ja scope place latitude longitude widened_to_km \
         institutions",
    );
    in_order(
        &json,
        "institutions id name also_known_as distance_km travel_minutes group band same_group \
         offers_second_opinion answer what source date publishes_results answer link date \
         experience kind publisher period months counts at_least cases operations endoscopic \
         other_operations no_operation percentile among trend results measure kind publisher period \
         scope cases events expected observed adjusted unit shrunken probability_best_quarter \
         published_verdict whole period_note pooled notes cautions pairs",
    );
    let value: Value = serde_json::from_str(&json).unwrap();
    let institution = &value["institutions"][0];
    assert_eq!(keys(&value).len(), 7);
    assert_eq!(keys(institution).len(), 13);
    assert_eq!(institution["group"], "published");
    assert_eq!(institution["experience"]["counts"], "admissions");
    assert_eq!(institution["experience"]["operations"], Value::Null, "absent is null, never 0");
    assert_eq!(institution["experience"]["period"], "2021-04/2022-03");
    assert_eq!(institution["offers_second_opinion"]["answer"], "yes");
    assert_eq!(institution["offers_second_opinion"]["date"], Value::Null);
    assert_eq!(institution["publishes_results"]["answer"], "yes");
    assert_eq!(institution["results"][0]["period"], "2022");
    assert_eq!(institution["results"][0]["adjusted"], Value::Null);
}

#[test]
fn what_is_not_known_is_said_to_be_not_known() {
    let mut made_up = MadeUp::new();
    made_up.admissions();
    let other = made_up.measure("other", Kind::Volume, Scope::Broader, |_| {});
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.volume(other, hospital, |volume| volume.cases = Some(12));
    let comparison = made_up.ask(|question| question.within_km = Some(50.0));
    let value = serde_json::to_value(report(&made_up.edition, &comparison, Language::Japanese)).unwrap();
    let institution = &value["institutions"][0];
    assert_eq!(institution["offers_second_opinion"]["answer"], "not known");
    assert_eq!(institution["publishes_results"]["answer"], "not checked");
    assert_eq!(value["widened_to_km"], Value::Null);
    for note in institution["notes"].as_array().unwrap() {
        assert!(note.as_str().unwrap().ends_with('。'), "{note}");
    }
}
