//! The request, opinions, consents, desks, published results, and the endpoint's own description.

use std::collections::BTreeSet;

use casework::application::{Reason, State};
use casework::case::Case;
use casework::second::Hand;
use documents::fhir::{capability, desk, measure, outcome, request, searchset};
use evidence::Edition;
use language::Language;
use serde_json::{Value, json};

use super::made_up::put;
use crate::sample::{self, TODAY};

fn all(case: &Case) -> Vec<Value> {
    request::all(case, Language::Japanese, TODAY)
}

fn of_kind<'a>(all: &'a [Value], kind: &str) -> Vec<&'a Value> {
    all.iter().filter(|resource| resource["resourceType"] == kind).collect()
}

fn references(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            out.extend(members.get("reference").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|inner| references(inner, out));
        }
        Value::Array(list) => list.iter().for_each(|inner| references(inner, out)),
        _ => {}
    }
}

fn assert_whole(all: &[Value]) {
    let text = |resource: &Value, name: &str| resource[name].as_str().expect(name).to_owned();
    let known: Vec<String> =
        all.iter().map(|resource| format!("{}/{}", text(resource, "resourceType"), text(resource, "id"))).collect();
    assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len(), "each stands once");
    let mut to = Vec::new();
    all.iter().for_each(|resource| references(resource, &mut to));
    let lost: Vec<&String> = to.iter().filter(|address| !known.contains(address)).collect();
    assert!(lost.is_empty(), "every reference leads somewhere: {lost:?}");
    let plain =
        |id: &str| id.len() <= 64 && id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter));
    assert!(all.iter().all(|resource| plain(resource["id"].as_str().expect("an id"))));
}

#[test]
fn everything_of_a_case_stands_once_and_leads_somewhere() {
    for (name, case) in [("case", sample::full()), ("case-bare", sample::bare()), ("case-unsigned", sample::unsigned())]
    {
        let all = all(&case);
        assert_whole(&all);
        put(&format!("{name}.json"), &searchset("https://example.org/fhir", "https://example.org/fhir/", all));
    }
    assert_eq!(all(&sample::full()), all(&sample::full()), "the same case gives the same resources");
}

#[test]
fn a_made_up_case_is_tagged_as_a_test() {
    let all = all(&sample::full());
    assert!(all.iter().all(|resource| resource["meta"]["tag"][0]["code"] == "HTEST"));
}

#[test]
fn each_state_of_an_application_has_its_status_and_its_own_word() {
    let mut case = sample::full();
    let statuses = [
        (State::Sent, "requested", "active"),
        (State::ItemAsked, "on-hold", "active"),
        (State::Accepted, "accepted", "active"),
        (State::Offered, "accepted", "active"),
        (State::Booked, "ready", "active"),
        (State::Held, "in-progress", "active"),
        (State::Given, "completed", "completed"),
        (State::Declined, "rejected", "revoked"),
        (State::Withdrawn, "cancelled", "revoked"),
    ];
    assert_eq!(statuses.map(|(state, ..)| state), State::ALL);
    for (state, task, request) in statuses {
        case.applications[0].state = state;
        let word = serde_json::to_value(state).expect("a word");
        let made = request::task(&case, &case.applications[0], Language::English);
        assert_eq!(made["status"], task);
        assert_eq!(made["businessStatus"]["coding"][0]["code"], word);
        assert_eq!(request::service_request(&case, &case.applications[0], Language::English)["status"], request);
    }
}

#[test]
fn a_refusal_is_a_code_with_a_sentence_and_says_who_told_it() {
    let case = sample::full();
    let declined = request::task(&case, &case.applications[1], Language::Japanese);
    assert_eq!(declined["statusReason"]["coding"][0]["code"], "no-capacity");
    assert_eq!(declined["statusReason"]["text"], "期日までに空いている日がありません。");
    assert_eq!(declined["note"][0]["authorString"], "窓口の方");
    let mut case = case;
    for reason in Reason::ALL {
        case.applications[1].turns.last_mut().expect("a turn").reason = Some(reason);
        let declined = request::task(&case, &case.applications[1], Language::English);
        let word = serde_json::to_value(reason).expect("a word");
        assert_eq!(declined["statusReason"]["coding"][0]["code"], word);
        assert!(!declined["statusReason"]["text"].as_str().expect("a sentence").is_empty());
    }
}

#[test]
fn a_desk_that_was_not_sent_the_opinion_does_not_learn_the_illness_from_the_request() {
    let mut case = sample::full();
    case.applications[0].parts.clear();
    let made = request::service_request(&case, &case.applications[0], Language::Japanese);
    assert!(made.get("reasonCode").is_none(), "{made}");
}

#[test]
fn only_a_given_opinion_goes_out_and_only_a_doctors_own_is_final() {
    let all = all(&sample::full());
    let opinions = of_kind(&all, "Composition");
    let statuses: Vec<&str> = opinions.iter().map(|opinion| opinion["status"].as_str().expect("a status")).collect();
    assert_eq!(statuses, ["preliminary", "final"]);
    assert!(opinions.iter().all(|opinion| !opinion.to_string().contains("DRAFT WORDS")));
    let points = |opinion: &Value| opinion["section"].as_array().expect("sections").len();
    assert!(opinions.iter().all(|opinion| points(opinion) >= 7), "every point has its section");
    let unclear = &opinions[1]["section"][6];
    assert_eq!(unclear["emptyReason"]["coding"][0]["code"], "unavailable");
    assert!(of_kind(&request::all(&sample::bare(), Language::English, TODAY), "Composition").is_empty());
}

#[test]
fn a_point_that_a_doctor_could_not_say_is_the_doctors_word_and_one_not_understood_the_patients() {
    for language in Language::ALL {
        let t = language.text();
        for (hand, says) in [(Hand::Doctor, t.fhir_cannot_be_said()), (Hand::Told, t.fhir_not_clear())] {
            let mut case = sample::full();
            case.seconds[0].hand = hand;
            let all = request::all(&case, language, TODAY);
            let last = &of_kind(&all, "Composition")[1]["section"][6]["text"]["div"];
            assert!(last.as_str().expect("words").contains(&says), "{last}");
        }
    }
}

#[test]
fn a_consent_permits_by_purpose_and_part_and_stays_when_withdrawn() {
    let mut case = sample::full();
    case.consents[0].withdrawn = Some(sample::hours(0));
    let all = all(&case);
    let consents = of_kind(&all, "Consent");
    assert_eq!(consents.len(), case.consents.len());
    assert_eq!(consents[0]["status"], "inactive");
    assert_eq!(consents[0]["provision"]["period"]["end"], "2026-11-23T00:00:00+00:00");
    assert_eq!(consents[1]["status"], "active");
    assert_eq!(consents[1]["provision"]["purpose"][0]["code"], "write-letter");
    let parts = consents[1]["provision"]["class"].as_array().expect("parts");
    assert_eq!(
        parts.iter().map(|part| part["code"].as_str().expect("a code")).collect::<Vec<_>>(),
        ["opinion", "letter"]
    );
    assert_eq!(consents[1]["provision"]["action"].as_array().expect("actions").len(), 2, "it writes");
}

#[test]
fn every_desk_is_an_organization_a_service_and_a_place_with_its_sources() {
    for desk in evidence::desk::desks() {
        let made = desk::desk(desk, None, Language::Japanese);
        assert_whole(&made);
        let kinds: Vec<&str> = made.iter().map(|resource| resource["resourceType"].as_str().expect("a type")).collect();
        assert_eq!(kinds, ["Organization", "HealthcareService", "Location"]);
        let sources = made[1]["extension"].as_array().map_or(0, Vec::len);
        assert_eq!(sources, desk.sources().len());
        let name = format!("desk-{}.json", desk.id.as_str());
        put(&name, &searchset("https://example.org/fhir", "https://example.org/fhir/", made));
    }
}

#[test]
fn published_results_keep_publisher_terms_and_period_and_mask_what_is_masked() {
    let edition = edition();
    let made = measure::results(&edition, "jp-1", "made-up", Language::English);
    let kinds: Vec<&str> = made.iter().map(|resource| resource["resourceType"].as_str().expect("a type")).collect();
    assert_eq!(kinds, ["Measure", "MeasureReport", "MeasureReport", "Measure", "MeasureReport", "MeasureReport"]);
    assert_eq!(made[0]["publisher"], "Made-up publisher");
    assert_eq!(made[0]["copyright"], "made-up terms");
    assert_eq!(made[1]["period"], json!({ "start": "2021", "end": "2021" }));
    assert_eq!(made[1]["group"][0]["population"][0]["count"], 120);
    let masked = &made[2]["group"][0]["population"][0];
    assert!(masked.get("count").is_none(), "what is masked is not zero");
    assert_eq!(masked["_count"]["extension"][0]["valueCode"], "masked");
    assert_eq!(made[4]["group"][0]["measureScore"]["value"], 2.5);
    let suppressed = &made[5]["group"][0];
    assert!(suppressed.get("population").is_none());
    assert_eq!(suppressed["measureScore"]["extension"][0]["valueCode"], "masked");
    assert!(measure::results(&edition, "jp-9", "made-up", Language::English).is_empty());
    put("results.json", &searchset("https://example.org/fhir", "https://example.org/fhir/", made));
}

/// One institution with a volume and an outcome, each once told and once masked.
fn edition() -> Edition {
    let two = |english: &str| json!({ "en": english, "ja": english });
    let measure = |id: &str, kind: &str| {
        json!({ "id": id, "publisher": 0, "kind": kind, "name": two(id), "numerator": two("deaths"),
            "denominator": two("people"), "adjustment": two("none"), "ages": two("all"), "not_said": two("why"),
            "direction": "LowerIsBetter", "rate_unit": "Percent", "counts": "Operations", "at_least": false, "shrunken": false,
            "separable": { "resections": false, "endoscopic": false, "reason": two("") }, "remarks": two("") })
    };
    let volume = |year: u16, cases: Value| {
        json!({ "measure": 0, "institution": 0, "period": { "first": year, "last": year }, "months": 12, "cases": cases,
            "operations": null, "endoscopic": null, "other_operations": null, "no_operation": null,
            "masked": 1, "masked_operations": 0, "masked_endoscopic": 0, "series": 0 })
    };
    let outcome = |year: u16, state: &str| {
        json!({ "measure": 1, "institution": 0, "period": { "first": year, "last": year }, "cases": 200, "events": 5,
            "expected": 6.1, "rate": 2.5, "low": 0.8, "high": 5.7, "verdict": null, "verdict_word": "Average",
            "state": state, "series": 0 })
    };
    let link = |index: u32| json!({ "condition": 0, "measure": index, "scope": "Exact", "note": two("") });
    let links = [link(0), link(1)];
    let edition = json!({
        "version": "1", "created": "2026-11-23",
        "publishers": [{ "id": "p", "name": two("Made-up publisher"), "homepage": "", "terms": two("made-up terms") }],
        "sources": [], "measures": [measure("volume", "Volume"), measure("deaths", "Outcome")],
        "conditions": [{ "id": "made-up", "name": two("made up"), "kana": "", "synonyms_en": [], "synonyms_ja": [],
            "icd10": "", "kind": "", "plain": true, "rare": false }],
        "links": links,
        "institutions": [{ "id": "jp-1", "country": "Japan", "region": "", "city": "", "name": "Made-up hospital",
            "also_known_as": [], "point": null, "precision": "Unknown", "affiliation": null, "beds": null, "ended": false, "keys": [] }],
        "volumes": [volume(2021, json!(120)), volume(2022, json!(null))],
        "results": [outcome(2021, "Usable"), outcome(2022, "Suppressed")],
        "totals": [], "posteriors": [], "profiles": [], "period_notes": [], "standards": [], "offers": [], "readings": [], "findings": [],
        "places": serde_json::to_value(evidence::Places::default()).expect("places"),
    });
    serde_json::from_value(edition).expect("an edition")
}

#[test]
fn every_declared_search_is_answered_and_every_other_refused() {
    let all = all(&sample::full());
    let patient = of_kind(&all, "Patient")[0]["id"].as_str().expect("an id").to_owned();
    let declared = capability::capability("https://example.org/fhir");
    put("capability.json", &declared);
    for resource in declared["rest"][0]["resource"].as_array().expect("resources") {
        let kind = resource["type"].as_str().expect("a type");
        let whole = of_kind(&all, kind).len();
        for parameter in resource["searchParam"].as_array().expect("parameters") {
            let name = parameter["name"].as_str().expect("a name").to_owned();
            let search = |value: &str| capability::search(all.clone(), kind, &[(name.clone(), value.to_owned())]);
            assert_eq!(search("no-such-value").expect("it is answered"), Vec::<Value>::new());
            if name == "patient" {
                assert_eq!(search(&patient).expect("it is answered").len(), whole, "{kind}");
                assert_eq!(search(&format!("Patient/{patient}")).expect("it is answered").len(), whole);
            }
        }
        assert!(capability::search(all.clone(), kind, &[("name".to_owned(), "x".to_owned())]).is_err());
    }
    let active = [("status".to_owned(), "active,inactive".to_owned())];
    let consents = capability::search(all.clone(), "Consent", &active).expect("it is answered");
    assert_eq!(consents.len(), of_kind(&all, "Consent").len());
    let refused = capability::search(all, "Observation", &[]).expect_err("it is not offered");
    assert!(refused.say(Language::English.text()).contains("Observation"));
}

#[test]
fn a_scope_opens_its_type_and_no_other() {
    let opens = |scopes: &str, kind: &str, searches: bool| capability::allows(scopes, kind, searches);
    for scopes in ["patient/Task.read", "launch patient/*.read", "patient/Task.rs", "patient/*.cruds", "patient/Task.*"]
    {
        assert!(opens(scopes, "Task", true), "{scopes}");
    }
    assert!(opens("patient/Task.r", "Task", false) && !opens("patient/Task.r", "Task", true));
    for scopes in [
        "",
        "patient/Task.write",
        "patient/Task.c",
        "user/Task.read",
        "patient/Consent.read",
        "patient/Task.rs?status=x",
    ] {
        assert!(!opens(scopes, "Task", false), "{scopes}");
    }
    assert!(!opens("patient/*.read", "Observation", false), "what is not offered opens nothing");
}

#[test]
fn a_refusal_and_an_empty_answer_are_fhir_too() {
    put("outcome.json", &outcome("not-found", "It is not there."));
    let empty = searchset("https://example.org/fhir", "https://example.org/fhir/Task", Vec::new());
    assert_eq!(empty["total"], 0);
    assert!(empty.get("entry").is_none());
    put("empty.json", &empty);
}
