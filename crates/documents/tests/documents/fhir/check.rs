//! Every rule of the checker, broken one by one.

use std::collections::BTreeSet;

use documents::fhir::check::{RULES, ereferral};
use language::Language;
use serde_json::{Value, json};

use super::made_up::{EXAMPLE_IN_WORDS, example, letter};
use crate::sample;

#[test]
fn the_official_examples_break_no_rule() {
    assert_eq!(ereferral(&example()), []);
    assert_eq!(ereferral(&serde_json::from_str(EXAMPLE_IN_WORDS).expect("JSON")), []);
}

#[test]
fn anything_else_than_a_referral_breaks_rules_and_nothing_panics() {
    for value in [json!(null), json!([]), json!({}), json!({"entry": [1, null, {"resource": []}]}), json!("x")] {
        assert!(!ereferral(&value).is_empty());
    }
}

/// A rule and a way to break it alone, on the official example with its resources and on our own letter with PDF and file.
type Break = (&'static str, fn(&mut Value));

fn at<'a>(bundle: &'a mut Value, path: &str) -> &'a mut Value {
    bundle.pointer_mut(path).unwrap_or_else(|| panic!("{path} stands in the letter"))
}

fn set(bundle: &mut Value, path: &str, value: impl Into<Value>) {
    *at(bundle, path) = value.into();
}

fn remove(bundle: &mut Value, path: &str, name: &str) {
    let inner = at(bundle, path);
    let members = inner.as_object_mut().expect("an element");
    assert!(members.remove(name).is_some(), "{path}/{name} stands in the letter");
}

/// The resource of a type, the first of them.
fn first<'a>(bundle: &'a mut Value, kind: &str) -> &'a mut Value {
    let entries = bundle["entry"].as_array_mut().expect("entries");
    let of_kind = |entry: &&mut Value| entry["resource"]["resourceType"] == kind;
    &mut entries.iter_mut().find(of_kind).expect("there is one")["resource"]
}

/// An outer section, or one in section 300.
fn section<'a>(bundle: &'a mut Value, code: &str) -> &'a mut Value {
    let outer = bundle["entry"][0]["resource"]["section"].as_array_mut().expect("sections");
    let of = |section: &Value| section["code"]["coding"][0]["code"] == code;
    let mut found = None;
    for section in outer {
        if of(section) {
            return section;
        }
        if let Some(inner) = section.get_mut("section").and_then(Value::as_array_mut) {
            found = found.or(inner.iter_mut().find(|section| of(section)));
        }
    }
    found.expect(code)
}

/// A code that the profile does not know, so that the section counts for nothing.
fn rename(bundle: &mut Value, code: &str) {
    section(bundle, code)["code"]["coding"][0]["code"] = json!("999");
}

const FRAME: &[Break] = &[
    ("bundle-type", |b| set(b, "/type", "collection")),
    ("bundle-updated", |b| set(b, "/meta/lastUpdated", "yesterday")),
    ("bundle-profile", |b| set(b, "/meta/profile", json!(["http://example.org/other"]))),
    ("bundle-number-system", |b| set(b, "/identifier/system", "http://example.org")),
    ("bundle-number", |b| set(b, "/identifier/value", "12")),
    ("bundle-timestamp", |b| remove(b, "", "timestamp")),
    ("bundle-composition-first", |b| b["entry"].as_array_mut().expect("entries").swap(0, 1)),
    ("entry-address", |b| {
        b["entry"]
            .as_array_mut()
            .expect("entries")
            .push(json!({ "fullUrl": "nowhere", "resource": { "resourceType": "Basic" } }));
        lead(b, "nowhere");
    }),
    ("entry-resource", |b| {
        let empty = json!({ "fullUrl": "urn:uuid:00000000-0000-8000-8000-000000000000" });
        b["entry"].as_array_mut().expect("entries").push(empty);
        lead(b, "urn:uuid:00000000-0000-8000-8000-000000000000");
    }),
    ("entry-address-once", |b| {
        let twin = json!({ "fullUrl": b["entry"][1]["fullUrl"], "resource": { "resourceType": "Basic" } });
        b["entry"].as_array_mut().expect("entries").push(twin);
    }),
    ("reference-resolves", |b| lead(b, "urn:uuid:00000000-0000-8000-8000-000000000001")),
    ("entry-reachable", |b| {
        let lonely = json!({ "fullUrl": "urn:uuid:00000000-0000-8000-8000-000000000002", "resource": { "resourceType": "Basic" } });
        b["entry"].as_array_mut().expect("entries").push(lonely);
    }),
    ("medication-profile", |b| add(b, json!({ "resourceType": "MedicationRequest" }))),
    ("bundle-one-composition", |b| {
        add(b, json!({ "resourceType": "Composition" }));
    }),
    ("bundle-organizations", |b| {
        for number in 0..3 {
            let other = json!({ "resourceType": "Organization", "name": format!("{number}"),
                "identifier": [{ "system": "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no", "value": "0110000000" }] });
            add(b, other);
        }
    }),
];

/// Adds an entry to which the composition leads.
fn add(bundle: &mut Value, resource: Value) {
    let entries = bundle["entry"].as_array_mut().expect("entries");
    let address = format!("urn:uuid:00000000-0000-8000-8000-{:012}", entries.len());
    entries.push(json!({ "fullUrl": address, "resource": resource }));
    lead(bundle, &address);
}

fn lead(bundle: &mut Value, address: &str) {
    let extensions = first(bundle, "Composition")["extension"].as_array_mut().expect("extensions");
    extensions.push(json!({ "url": "http://example.org", "valueReference": { "reference": address } }));
}

const COMPOSITION: &[Break] = &[
    ("composition-updated", |b| remove(b, "/entry/0/resource/meta", "lastUpdated")),
    ("composition-profile", |b| remove(b, "/entry/0/resource/meta", "profile")),
    ("composition-version", |b| set(b, "/entry/0/resource/extension/0/valueString", "")),
    ("composition-number-system", |b| set(b, "/entry/0/resource/identifier/system", "http://example.org")),
    ("composition-number", |b| set(b, "/entry/0/resource/identifier/value", "1311234567^20^1")),
    ("composition-status", |b| set(b, "/entry/0/resource/status", "preliminary")),
    ("composition-type", |b| set(b, "/entry/0/resource/type/coding/0/code", "18842-5")),
    ("composition-type-system", |b| set(b, "/entry/0/resource/type/coding/0/system", "http://loinc.org")),
    ("composition-type-word", |b| set(b, "/entry/0/resource/type/coding/0/display", "紹介状")),
    ("composition-category", |b| set(b, "/entry/0/resource/category/0/coding/0/code", "SECONDOP")),
    ("composition-category-system", |b| set(b, "/entry/0/resource/category/0/coding/0/system", "http://example.org")),
    ("composition-date", |b| set(b, "/entry/0/resource/date", "2026-11-23")),
    ("composition-author-doctor", |b| {
        b["entry"][0]["resource"]["author"].as_array_mut().expect("authors").remove(0);
    }),
    ("composition-author-institution", |b| {
        b["entry"][0]["resource"]["author"].as_array_mut().expect("authors").remove(1);
    }),
    ("composition-title", |b| set(b, "/entry/0/resource/title", "紹介状")),
    ("composition-custodian", |b| {
        let patient = b["entry"][0]["resource"]["subject"].clone();
        set(b, "/entry/0/resource/custodian", patient);
    }),
    ("composition-event", |b| remove(b, "/entry/0/resource", "event")),
    ("composition-event-words", |b| set(b, "/entry/0/resource/event/0/code/0/text", "発行")),
    ("composition-event-code", |b| {
        at(b, "/entry/0/resource/event/0/code/0")["coding"] = json!([{ "code": "1" }]);
    }),
    ("composition-event-start", |b| set(b, "/entry/0/resource/event/0/period/start", "23.11.2026")),
];

const SECTIONS: &[Break] = &[
    ("section-from", |b| rename(b, "920")),
    ("section-to", |b| rename(b, "910")),
    ("section-cda-or-structured", |b| rename(b, "300")),
    ("section-purpose", |b| rename(b, "950")),
    ("section-diagnosis", |b| rename(b, "340")),
    ("section-course", |b| rename(b, "360")),
    ("section-once", |b| {
        let twin = section(b, "370").clone();
        section(b, "300")["section"].as_array_mut().expect("inner sections").push(twin);
    }),
    ("section-system", |b| section(b, "340")["code"]["coding"][0]["system"] = json!("http://loinc.org")),
    ("section-title", |b| section(b, "360")["title"] = json!("病歴")),
    ("section-word", |b| section(b, "360")["code"]["coding"][0]["display"] = json!("病歴")),
    ("section-content", |b| {
        let empty = json!({ "code": { "coding": [{ "system": "http://jpfhir.jp/fhir/clins/CodeSystem/document-section", "code": "999" }] } });
        section(b, "300")["section"].as_array_mut().expect("inner sections").push(empty);
    }),
    ("section-text-status", |b| section(b, "360")["text"]["status"] = json!("generated")),
    ("section-text", |b| section(b, "360")["text"]["div"] = json!("text alone")),
    ("section-no-mode", |b| section(b, "360")["mode"] = json!("snapshot")),
    ("section-no-deeper", |b| section(b, "360")["section"] = json!([])),
    ("section-institution", |b| {
        section(b, "920")["entry"].as_array_mut().expect("entries").remove(0);
    }),
    ("section-entry-kind", |b| {
        let patient = b["entry"][0]["resource"]["subject"].clone();
        section(b, "370")["entry"] = json!([patient]);
    }),
];

const PEOPLE: &[Break] = &[
    ("patient-updated", |b| drop(first(b, "Patient")["meta"].as_object_mut().expect("meta").remove("lastUpdated"))),
    ("patient-number", |b| {
        let numbers = first(b, "Patient")["identifier"].as_array_mut().expect("numbers");
        numbers.push(json!({ "system": "http://example.org" }));
    }),
    ("R1010", |b| {
        let numbers = first(b, "Patient")["identifier"].as_array_mut().expect("numbers");
        let prefix = "urn:oid:1.2.392.100495.20.3.51.";
        let local =
            numbers.iter_mut().find(|number| number["system"].as_str().is_some_and(|text| text.starts_with(prefix)));
        local.expect("a number of the hospital")["system"] = json!(format!("{prefix}21318814790"));
    }),
    ("R1012", |b| {
        let numbers = first(b, "Patient")["identifier"].as_array_mut().expect("numbers");
        numbers.retain(|number| number["system"] != "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID");
        numbers.push(json!({ "system": "http://example.org", "value": "1" }));
    }),
    ("R1013", |b| {
        let numbers = first(b, "Patient")["identifier"].as_array_mut().expect("numbers");
        let member = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
        numbers
            .iter_mut()
            .filter(|number| number["system"] == member)
            .for_each(|number| number["value"] = json!("1234:1:2:"));
    }),
    ("patient-name", |b| drop(first(b, "Patient")["name"][0].as_object_mut().expect("a name").remove("family"))),
    ("R1113", |b| first(b, "Patient")["name"][0]["text"] = json!("牧野\u{3000}爛漫")),
    ("patient-gender", |b| first(b, "Patient")["gender"] = json!("女")),
    ("patient-birth", |b| first(b, "Patient")["birthDate"] = json!("昭和5年")),
    ("patient-address", |b| {
        drop(first(b, "Patient")["address"][0].as_object_mut().expect("an address").remove("text"))
    }),
    ("organization-number", |b| first(b, "Organization")["identifier"][0]["system"] = json!("http://example.org")),
    ("organization-number-form", |b| first(b, "Organization")["identifier"][0]["value"] = json!("9919876543")),
    ("organization-name", |b| drop(first(b, "Organization").as_object_mut().expect("it").remove("name"))),
    ("organization-address", |b| {
        drop(first(b, "Organization")["address"][0].as_object_mut().expect("an address").remove("text"))
    }),
    ("patient-profile", |b| first(b, "Patient")["meta"]["profile"] = json!([])),
    ("encounter-meta", |b| drop(first(b, "Encounter").as_object_mut().expect("a visit").remove("meta"))),
    ("encounter-reason", |b| first(b, "Encounter")["reasonCode"] = json!([{ "coding": [{ "code": "1" }] }])),
    ("encounter-status", |b| first(b, "Encounter")["status"] = json!("planned")),
    ("encounter-class", |b| drop(first(b, "Encounter")["class"].as_object_mut().expect("a class").remove("display"))),
];

/// What only the official example has.
const CODED: &[Break] = &[
    ("condition-shape", |b| first(b, "Condition")["code"]["coding"][0]["system"] = json!("http://example.org")),
    ("allergy-shape", |b| drop(first(b, "AllergyIntolerance")["code"].as_object_mut().expect("a code").remove("text"))),
];

/// What only our own letter has.
const FILES: &[Break] = &[
    ("document-content", |b| first(b, "DocumentReference")["content"] = json!([])),
    ("section-file", |b| {
        let file = section(b, "210")["entry"][0].clone();
        let address = file["reference"].as_str().expect("an address").to_owned();
        section(b, "210")["entry"] = json!([]);
        section(b, "210")["text"] =
            json!({ "status": "additional", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>" });
        lead(b, &address);
    }),
    ("section-pdf-no-text", |b| {
        section(b, "230")["text"] =
            json!({ "status": "additional", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>" });
    }),
];

/// A rule, the others that break with it, and the way.
type BreakMore = (&'static str, &'static [&'static str], fn(&mut Value));

/// What cannot be broken without breaking another rule, with the others.
const TOGETHER: &[BreakMore] = &[
    ("composition-subject", &["entry-reachable"], |b| {
        let institution = b["entry"][0]["resource"]["custodian"].clone();
        set(b, "/entry/0/resource/subject", institution);
    }),
    ("bundle-one-patient", &["composition-subject"], |b| first(b, "Patient")["resourceType"] = json!("Basic")),
    ("bundle-practitioner", &["composition-author-doctor", "section-entry-kind"], |b| {
        for entry in b["entry"].as_array_mut().expect("entries") {
            if entry["resource"]["resourceType"] == "Practitioner" {
                entry["resource"]["resourceType"] = json!("Basic");
            }
        }
    }),
    ("bundle-entries", &[], |b| b["entry"].as_array_mut().expect("entries").truncate(4)),
];

fn broken(bundle: &Value) -> BTreeSet<&'static str> {
    ereferral(bundle).into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn each_broken_rule_is_found_and_no_other() {
    let ours = letter(&sample::full()).expect("it can be issued");
    for (rule, breaks) in [FRAME, COMPOSITION, SECTIONS, PEOPLE, FILES].into_iter().flatten() {
        let mut bundle = ours.clone();
        breaks(&mut bundle);
        assert_eq!(broken(&bundle), BTreeSet::from([*rule]), "our letter: {rule}: {:?}", ereferral(&bundle));
    }
    for (rule, breaks) in [FRAME, COMPOSITION, PEOPLE, CODED].into_iter().flatten() {
        let mut bundle = example();
        breaks(&mut bundle);
        assert_eq!(broken(&bundle), BTreeSet::from([*rule]), "the example: {rule}: {:?}", ereferral(&bundle));
    }
    for (rule, others, breaks) in TOGETHER {
        let mut bundle = ours.clone();
        breaks(&mut bundle);
        let broken = broken(&bundle);
        assert!(broken.contains(rule), "{rule}: {broken:?}");
        assert!(others.iter().all(|other| broken.contains(other)), "{rule}: {broken:?}");
    }
}

#[test]
fn every_rule_has_a_way_to_break_it() {
    let single = [FRAME, COMPOSITION, SECTIONS, PEOPLE, CODED, FILES].into_iter().flatten().map(|(rule, _)| *rule);
    let tried: BTreeSet<&str> = single.chain(TOGETHER.iter().map(|(rule, ..)| *rule)).collect();
    assert_eq!(tried, RULES.into_iter().collect());
}

#[test]
fn a_finding_says_where_and_what_in_both_languages() {
    let mut bundle = example();
    set(&mut bundle, "/entry/0/resource/title", "紹介状");
    let findings = ereferral(&bundle);
    let finding = findings.first().expect("a finding");
    assert_eq!(finding.place, "Bundle.entry[0].resource.title");
    assert_eq!(finding.say(Language::English.text()), "Bundle.entry[0].resource.title: this must be “診療情報提供書”.");
    assert!(finding.say(Language::Japanese.text()).contains("「診療情報提供書」"));
}
