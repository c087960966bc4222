//! `/case/people/bring`: the patient asks a support office to work with them; and the code for a counsellor without an account.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use casework::office::Duty;
use casework::{Casework, Deed, Part, PersonId, Refusal, Role, may};

use super::go_to;
use crate::application::Application;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::people::person;
use crate::case::{Open, Sent, go, refused};
use crate::visitor::Visitor;

/// The support offices that use this service: their ids and their names.
pub(in crate::case) async fn offered(casework: &Casework) -> Result<Vec<(String, String)>, Refusal> {
    let offices = casework.offices().await?.into_iter().filter(|office| office.duty == Duty::Support);
    Ok(offices.map(|office| (office.id, office.name)).collect())
}

/// Agrees that a support office works the case with the patient.
pub(super) async fn bring(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let parts: BTreeSet<Part> = sent.all("part").into_iter().filter_map(Part::from_word).collect();
    if parts.is_empty() {
        return refused::no_part(&application, &visitor);
    }
    let office = sent.text("office");
    match open.casework.bring(open.caller, sent.version(), &office, parts).await {
        Ok(_) => go("/case/people?saved=yes"),
        Err(refusal) => refused::with_words(&application, &visitor, &refusal, sent.written()),
    }
}

/// A code with which a counsellor without an account answers worries.
pub(super) async fn worries_code(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let person = person(&sent);
    if let Err(refusal) = for_counsellor(&open, person).await {
        return refused::with_words(&application, &visitor, &refusal, sent.written());
    }
    match open.casework.hand_out_code(open.caller, sent.version(), person).await {
        Ok((secret, until)) => {
            if let Some(door) = application.door() {
                let code = FreshCode { secret, until: Some(until) };
                door.fresh().put(open.caller, CodeFor::Worries(person), code, open.casework.now());
            }
            go_to(&format!("/case/people/code?person={person}&for=worries"))
        }
        Err(refusal) => refused::with_words(&application, &visitor, &refusal, sent.written()),
    }
}

/// The other codes are handed out where their own forms are spoken of.
async fn for_counsellor(open: &Open, person: PersonId) -> Result<(), Refusal> {
    let view = open.overview().await?;
    if !may(&view.case, view.caller.actor, Deed::HandOutCode, view.today) {
        return Err(Refusal::NotFound);
    }
    let counsellor = view.case.person(person).is_some_and(|person| person.role == Role::Counsellor);
    if counsellor { Ok(()) } else { Err(Refusal::OutOfOrder) }
}
