//! The request for a second opinion, as ServiceRequest and Task: what is asked, and where it stands.
//!
//! `ServiceRequest.intent` is `proposal`: the patient asks, and nobody has ordered it. The Task carries the states of `casework::application`, each
//! under its own word in `businessStatus` beside the nearest of FHIR's few, and a refusal as a code in `statusReason`.

use casework::application::{Application, Needed, Reason, Side, State};
use casework::case::Case;
use casework::id::{ApplicationId, PersonId};
use casework::people::Part;
use casework::second::SecondOpinion;
use language::{Language, Text};
use serde_json::{Value, json};

use super::build::{Element, cleaned, concept_said, local, said};
use super::codes::own;
use super::id::lasting;
use super::people::{self, ours};
use super::time::instant;
use super::{consent, opinion};

/// Everything of a case that a program may ask for: the patient, the others, requests, tasks, opinions and consents, each once.
///
/// The case must be cut down to what its reader may see. `today` is where the patient lives; it says which consents still hold.
pub fn all(case: &Case, language: Language, today: jiff::civil::Date) -> Vec<Value> {
    let mut all = vec![people::patient(case)];
    all.extend(people::others(case));
    for application in &case.applications {
        all.push(service_request(case, application, language));
        all.push(task(case, application, language));
    }
    all.extend(opinion::first(case, language));
    all.extend(case.seconds.iter().filter_map(|second| opinion::second(case, second, language)));
    all.extend(case.consents.iter().filter_map(|consent| consent::consent(case, consent, language, today)));
    all.into_iter().map(cleaned).collect()
}

/// What is asked of an institution.
pub fn service_request(case: &Case, application: &Application, language: Language) -> Value {
    let text = language.text();
    let status = match application.state {
        State::Given => "completed",
        State::Declined | State::Withdrawn => "revoked",
        _ => "active",
    };
    // What the desk does not get with the application does not stand in it.
    let illness = Some(case.opinion.condition_words.trim()).filter(|words| !words.is_empty());
    let illness = illness.filter(|_| application.parts.contains(&Part::Opinion)).map(said);
    let held = application.held_on.map(|day| day.to_string());
    Element::resource("ServiceRequest", &request_id(case, application.id))
        .with("meta", people::meta(case))
        .with("status", status)
        .with("intent", "proposal")
        .with("code", concept_said(&own("request"), "second-opinion", &text.fhir_request()))
        .with("subject", people::patient_reference(case))
        .with_some("occurrenceDateTime", held.or_else(|| booked(application)))
        .with_some("authoredOn", instant(application.sent))
        .with_some("requester", requester(case, application))
        .with("performer", performers(case, application))
        .with("reasonCode", illness.into_iter().collect::<Vec<Value>>())
        .done()
}

/// Where the request stands, and who must act.
pub fn task(case: &Case, application: &Application, language: Language) -> Value {
    let text = language.text();
    let reason = application.declined().map(|reason| concept_said(&own("reason"), reason.word(), &say(reason, text)));
    let owner = match application.waits_for() {
        Side::Patient => people::reference(case, PersonId::PATIENT),
        Side::Doctor => application.doctor.and_then(|doctor| people::reference(case, doctor)),
        Side::Desk | Side::Date | Side::Nobody => None,
    };
    let changed = application.turns.last().map_or(application.sent, |turned| turned.at);
    let given = case.seconds.iter().filter(|second| second.application == Some(application.id));
    let output: Vec<Value> = given.filter_map(|second| output(case, second, text)).collect();
    Element::resource("Task", &lasting(case.id, "task", application.id.0))
        .with("meta", people::meta(case))
        .with("status", status(application.state))
        .with_some("statusReason", reason)
        .with("businessStatus", ours("application-state", state_word(application.state)))
        .with("intent", "proposal")
        .with("code", concept_said(&own("request"), "second-opinion", &text.fhir_request()))
        .with("focus", local("ServiceRequest", &request_id(case, application.id)))
        .with("for", people::patient_reference(case))
        .with_some("authoredOn", instant(application.sent))
        .with_some("lastModified", instant(changed))
        .with_some("requester", requester(case, application))
        .with_some("owner", owner.or_else(|| people::reference(case, application.desk)))
        .with("note", notes(application))
        .with("input", application.asked.iter().map(asked).collect::<Vec<Value>>())
        .with("output", output)
        .done()
}

fn request_id(case: &Case, application: ApplicationId) -> String {
    lasting(case.id, "request", application.0)
}

/// Who sent it, as the reader sees them; otherwise the patient, whose request it is.
fn requester(case: &Case, application: &Application) -> Option<Value> {
    // Of an application that ended, a desk sees the last turn alone, and that may be its own.
    let sent = application.turns.first().filter(|turned| turned.to == State::Sent);
    sent.and_then(|turned| people::reference(case, turned.by)).or_else(|| people::reference(case, PersonId::PATIENT))
}

/// The desk, and the doctor once named.
fn performers(case: &Case, application: &Application) -> Vec<Value> {
    let people = std::iter::once(application.desk).chain(application.doctor);
    people.filter_map(|person| people::reference(case, person)).collect()
}

/// The agreed date. Its zone is the institution's and not recorded, so the day alone stands.
fn booked(application: &Application) -> Option<String> {
    application.booked.as_ref().map(|offer| offer.at.date().to_string())
}

/// FHIR's status of a state.
fn status(state: State) -> &'static str {
    match state {
        State::Sent => "requested",
        State::ItemAsked => "on-hold",
        State::Accepted | State::Offered => "accepted",
        State::Booked => "ready",
        State::Held => "in-progress",
        State::Given => "completed",
        State::Declined => "rejected",
        State::Withdrawn => "cancelled",
    }
}

/// Our own word of a state, as it stands in a case's JSON.
fn state_word(state: State) -> &'static str {
    match state {
        State::Sent => "sent",
        State::ItemAsked => "item-asked",
        State::Accepted => "accepted",
        State::Offered => "offered",
        State::Booked => "booked",
        State::Held => "held",
        State::Given => "given",
        State::Declined => "declined",
        State::Withdrawn => "withdrawn",
    }
}

fn say(reason: Reason, text: Text) -> String {
    match reason {
        Reason::NoSpecialist => text.fhir_reason_no_specialist(),
        Reason::NoCapacity => text.fhir_reason_no_capacity(),
        Reason::MissingMaterial => text.fhir_reason_missing_material(),
        Reason::DoctorNotAgreed => text.fhir_reason_doctor_not_agreed(),
        Reason::WantsTransfer => text.fhir_reason_wants_transfer(),
        Reason::PastTreatment => text.fhir_reason_past_treatment(),
        Reason::NotMedical => text.fhir_reason_not_medical(),
        Reason::RelationNotAdmitted => text.fhir_reason_relation_not_admitted(),
        Reason::TooUrgent => text.fhir_reason_too_urgent(),
        Reason::Other => text.fhir_reason_other(),
    }
}

/// What was said at each change, oldest first; who told it by telephone stands as its author.
fn notes(application: &Application) -> Vec<Value> {
    let said = application.turns.iter().filter(|turned| !turned.words.trim().is_empty());
    said.map(|turned| {
        Element::new()
            .with_some("authorString", turned.told_by.as_deref())
            .with_some("time", instant(turned.at))
            .with("text", turned.words.trim())
            .done()
    })
    .collect()
}

/// Something the desk asked for.
fn asked(needed: &Needed) -> Value {
    let kind = needed.kind.and_then(|kind| serde_json::to_value(kind).ok());
    let kind = kind.as_ref().and_then(Value::as_str).unwrap_or("own");
    let words = if needed.words.trim().is_empty() { kind } else { needed.words.trim() };
    json!({ "type": ours("record-kind", kind), "valueString": words })
}

fn output(case: &Case, second: &SecondOpinion, text: Text) -> Option<Value> {
    second.given?;
    let to = local("Composition", &opinion::second_id(case, second));
    Some(json!({ "type": said(&text.fhir_second_opinion()), "valueReference": to }))
}
