use casework::Case;
use casework::applying::{Hindrance, Rests, Stop, hindrances};
use casework::records::Kind;
use evidence::desk::{Desk, Paper, Refuses, Who};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::bare::{case, desk};

const TODAY: Date = date(2026, 11, 23);
const THERE: &str = "jp-00000";

/// A case in which everything is in hand, with what is given put into it.
fn ready(parts: Value) -> Case {
    let item = |kind: &str| {
        json!({
            "id": 1, "kind": kind, "words": "", "loan": false, "steps": [["received", "2026-11-20"]], "note": "",
            "attachments": []
        })
    };
    let mut whole = json!({
        "choice": {
            "wish": "advice",
            "cleared": [
                "complaint", "lawsuit", "cost-questions", "past-treatment", "jp-00000:no-specialist",
                "jp-00000:no-appointment"
            ]
        },
        "telling": { "told_on": "2026-11-01", "reply": "agreed" },
        "letter": { "received_on": "2026-11-20" },
        "records": Vec::from(["tests", "images", "pathology-report"].map(item)),
    });
    for (name, part) in parts.as_object().unwrap() {
        whole.as_object_mut().unwrap().insert(name.clone(), part.clone());
    }
    case(whole)
}

fn found(case: &Case, desk: Option<&Desk>) -> Vec<Hindrance> {
    hindrances(case, THERE, desk, TODAY)
}

fn stops(case: &Case, desk: Option<&Desk>) -> Vec<Stop> {
    found(case, desk).into_iter().map(|hindrance| hindrance.stop).collect()
}

#[test]
fn nothing_stops_an_application_with_everything_in_hand() {
    assert_eq!(stops(&ready(json!({})), None), []);
}

#[test]
fn a_case_just_begun_is_stopped_by_doctor_letter_and_records() {
    let stops = stops(&case(json!({})), None);
    for stop in [Stop::WishOpen, Stop::DoctorNotTold, Stop::NoLetter, Stop::RecordMissing(Kind::Images)] {
        assert!(stops.contains(&stop), "{stop:?} in {stops:?}");
    }
    assert!(stops.contains(&Stop::AskYourself(Refuses::Complaint)));
    assert!(!stops.contains(&Stop::AskYourself(Refuses::Died)));
}

#[test]
fn the_institution_of_the_first_opinion_is_barred() {
    let here = ready(json!({ "opinion": { "institution": THERE } }));
    let found = found(&here, None);
    assert_eq!((found[0].stop, &found[0].rests, found[0].bars), (Stop::SameInstitution, &Rests::OnOurs, true));
    let elsewhere = ready(json!({ "opinion": { "institution": "jp-11111" } }));
    assert_eq!(stops(&elsewhere, None), []);
}

#[test]
fn the_wish_to_be_treated_there_bars() {
    let treated = ready(json!({ "choice": { "wish": "treatment", "cleared": [] } }));
    assert!(found(&treated, None).iter().any(|hindrance| hindrance.stop == Stop::WantsTransfer && hindrance.bars));
}

#[test]
fn a_desk_that_names_its_refusal_is_named_as_the_ground() {
    let strict = desk(json!({ "refuses": ["wants-transfer", "died", "psychiatric"] }));
    let treated = ready(json!({ "choice": { "wish": "treatment" } }));
    let found = found(&treated, Some(&strict));
    assert!(
        found
            .iter()
            .any(|hindrance| hindrance.stop == Stop::WantsTransfer && matches!(hindrance.rests, Rests::OnDesk(_)))
    );
    let asked: Vec<_> = found.iter().filter(|hindrance| matches!(hindrance.stop, Stop::AskYourself(_))).collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].stop, Stop::AskYourself(Refuses::Psychiatric));
}

#[test]
fn the_doctors_answer_decides_and_a_letter_in_hand_stands_for_a_yes() {
    let of = |telling: Value, letter: Value| stops(&ready(json!({ "telling": telling, "letter": letter })), None);
    let none = json!({});
    let letter = json!({ "received_on": "2026-11-20" });
    assert_eq!(of(json!({}), none.clone()), [Stop::DoctorNotTold, Stop::NoLetter]);
    assert_eq!(of(json!({ "told_on": "2026-11-01" }), none.clone()), [Stop::DoctorThinking, Stop::NoLetter]);
    assert_eq!(of(json!({ "reply": "waiting" }), none.clone()), [Stop::DoctorThinking, Stop::NoLetter]);
    assert_eq!(of(json!({ "reply": "agreed" }), none), [Stop::NoLetter]);
    assert_eq!(of(json!({}), letter.clone()), []);
    assert_eq!(of(json!({ "reply": "refused" }), letter), [Stop::DoctorNotAgreed]);
    let to_come = json!({ "received_on": "2026-12-01" });
    assert_eq!(of(json!({ "reply": "agreed" }), to_come), [Stop::NoLetter]);
}

#[test]
fn what_the_desk_needs_must_be_in_hand_or_not_needed() {
    let wants = desk(json!({ "needs": ["letter", "slides", "consent-form"] }));
    let found = found(&ready(json!({})), Some(&wants));
    assert_eq!(found[0].stop, Stop::RecordMissing(Kind::Slides));
    assert!(found[0].bars && matches!(found[0].rests, Rests::OnDesk(_)));
    assert_eq!((found[1].stop, found[1].bars), (Stop::Bring(Paper::ConsentForm), false));
    assert_eq!(found[1].clears_as.as_deref(), Some("jp-00000:consent-form"));
    assert_eq!(found.len(), 2);
}

#[test]
fn a_record_that_is_only_promised_is_missing() {
    let item = json!({
        "id": 1, "kind": "images", "words": "", "loan": true, "steps": [["promised", "2026-12-20"]], "note": "",
        "attachments": []
    });
    assert_eq!(stops(&ready(json!({ "records": vec![item] })), None), [Stop::RecordMissing(Kind::Images)]);
}

fn with_relative(relation: &str, ground: &str) -> Case {
    let person = |id: u32, role: &str, relation: Value, ground: Value| {
        json!({
            "id": id, "role": role, "name": "", "relation": relation, "ground": ground, "ground_paper": "a paper",
            "joined": null
        })
    };
    let people =
        [person(1, "patient", Value::Null, Value::Null), person(2, "relative", json!(relation), json!(ground))];
    ready(json!({ "people": people, "begun_by": 2, "told": "everything" }))
}

#[test]
fn the_relation_rule_of_the_desk_decides_who_may_come() {
    let rule = |relation: &str| desk(json!({ "may_come": [{ "who": "family-alone", "relation": relation }] }));
    let sibling = with_relative("sibling", "consent");
    assert_eq!(stops(&sibling, Some(&rule("first-degree"))), [Stop::RelationNotAdmitted(Who::FamilyAlone)]);
    assert_eq!(stops(&sibling, Some(&rule("second-degree"))), []);
    assert_eq!(stops(&sibling, None), [Stop::RelationNotKnown(Who::FamilyAlone)]);
    let friend = with_relative("not-family", "power-of-attorney");
    assert_eq!(stops(&friend, Some(&rule("power-of-attorney"))), []);
    assert_eq!(stops(&friend, Some(&rule("first-degree"))), [Stop::RelationNotAdmitted(Who::FamilyAlone)]);
}

#[test]
fn the_papers_for_whoever_comes_are_named() {
    let rule = desk(json!({ "may_come": [{ "who": "under-18", "papers": ["proof-of-relationship"] }] }));
    assert_eq!(stops(&with_relative("parent", "minor"), Some(&rule)), [Stop::Bring(Paper::ProofOfRelationship)]);
    assert_eq!(stops(&with_relative("child", "incapacity"), Some(&rule)), [Stop::RelationNotKnown(Who::Incapacity)]);
}

#[test]
fn a_patient_who_was_not_told_everything_bars_and_the_support_centre_comes_first() {
    let untold = ready(json!({ "told": "part" }));
    assert_eq!(stops(&untold, None), [Stop::PatientNotTold]);
}

#[test]
fn treatment_that_has_begun_is_looked_at_and_can_be_cleared() {
    let begun = ready(json!({ "timing": { "treatment": "begun" } }));
    let found = found(&begun, None);
    assert_eq!((found[0].stop, found[0].bars), (Stop::TreatmentBegun, false));
    assert_eq!(found[0].clears_as.as_deref(), Some("treatment-finished"));
    let cleared = json!({ "wish": "advice", "cleared": [
        "treatment-finished", "complaint", "lawsuit", "cost-questions", "past-treatment", "jp-00000:no-specialist",
                "jp-00000:no-appointment"
    ] });
    assert_eq!(stops(&ready(json!({ "timing": { "treatment": "begun" }, "choice": cleared })), None), []);
}

#[test]
fn what_a_desk_names_is_missing_though_the_patient_thinks_it_not_needed() {
    let named = desk(json!({ "needs": ["slides"] }));
    let item = json!({
        "id": 1, "kind": "slides", "words": "", "loan": true, "steps": [["not-needed", "2026-11-20"]], "note": "",
        "attachments": []
    });
    let mut records = serde_json::to_value(ready(json!({})).records).unwrap();
    records.as_array_mut().unwrap().push(item);
    let waived = ready(json!({ "records": records }));
    assert_eq!(stops(&waived, Some(&named)), [Stop::RecordMissing(Kind::Slides)]);
    assert_eq!(stops(&waived, None), []);
}

#[test]
fn a_file_that_names_one_paper_does_not_silence_what_every_desk_needs() {
    let only_report = desk(json!({ "needs": ["pathology-report"] }));
    let empty = found(&ready(json!({ "records": [] })), Some(&only_report));
    let seen: Vec<_> = empty.iter().map(|hindrance| (hindrance.stop, hindrance.bars)).collect();
    assert_eq!(
        seen,
        [
            (Stop::RecordMissing(Kind::PathologyReport), true),
            (Stop::RecordMissing(Kind::Tests), false),
            (Stop::RecordMissing(Kind::Images), false),
        ]
    );
}

#[test]
fn a_desk_that_refuses_finished_treatment_is_answered_also_when_nothing_was_said_about_it() {
    let refuses = desk(json!({ "refuses": ["treatment-finished"] }));
    assert_eq!(stops(&ready(json!({})), Some(&refuses)), [Stop::AskYourself(Refuses::TreatmentFinished)]);
    let not_begun = ready(json!({ "timing": { "treatment": "not-started" } }));
    assert_eq!(stops(&not_begun, Some(&refuses)), []);
}

#[test]
fn a_relative_whose_consent_was_withdrawn_stops_nothing() {
    let first_degree = desk(json!({ "may_come": [{ "who": "family-alone", "relation": "first-degree" }] }));
    let mut sibling = with_relative("sibling", "consent");
    let consent = |withdrawn: Value| {
        json!({
            "person": 2, "purpose": "fill-in", "parts": ["opinion"], "given": 0, "by": 2, "until": null,
            "withdrawn": withdrawn
        })
    };
    sibling.consents = serde_json::from_value(json!([consent(Value::Null)])).unwrap();
    assert_eq!(stops(&sibling, Some(&first_degree)), [Stop::RelationNotAdmitted(Who::FamilyAlone)]);
    sibling.consents = serde_json::from_value(json!([consent(json!(1))])).unwrap();
    assert_eq!(stops(&sibling, Some(&first_degree)), []);
}

#[test]
fn what_was_said_of_one_desk_clears_nothing_at_another() {
    let case = ready(json!({}));
    let elsewhere: Vec<Stop> =
        hindrances(&case, "jp-00009", None, TODAY).into_iter().map(|hindrance| hindrance.stop).collect();
    assert_eq!(elsewhere, [Stop::AskYourself(Refuses::NoSpecialist), Stop::AskYourself(Refuses::NoAppointment)]);
}
