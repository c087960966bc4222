//! `/fhir`: what a case holds as FHIR R4 resources, to be read by programs.
//!
//! `kinds` says which parts of a case each type of resource is made from, and so what a token must be good for; `asker` finds whose token it is,
//! `look` searches and reads, `refused` says what is refused: always an OperationOutcome with a sentence.
//!
//! Architecture invariant: nothing is declared that is not answered. The CapabilityStatement, the addresses and the search come from one table
//! (`documents::fhir::capability::OFFERED`).
//! Architecture invariant: no type has rights of its own. A resource is made from a case that was cut down to the parts that token and person may
//! read, and each of them stands in the patient's log.

mod asker;
mod kinds;
mod look;
mod refused;

use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use casework::Deed;
use documents::fhir::capability;
use serde_json::Value;

use asker::Asker;
use kinds::{KINDS, Kind};

pub(in crate::api) use kinds::{asked_for, scope_of};
pub(crate) use refused::refused;

use crate::api::case::problem::Early;
use crate::application::Application;
use crate::case::{Needs, Routes};
use crate::visitor::Visitor;

/// The type of every answer.
const MEDIA_TYPE: &str = "application/fhir+json";

/// Whether an address is one of the endpoint's.
pub(crate) fn is_below(path: &str) -> bool {
    path == "/fhir" || path.starts_with("/fhir/")
}

/// Every address of the endpoint, with what it needs.
pub(crate) fn routes() -> Routes {
    let mut routes = Routes::default().get("/fhir/metadata", Needs::Nothing, metadata);
    for kind in &KINDS {
        let search = move |asker: Asker, uri: Uri| async move { look::search(&asker, kind, &uri).await };
        routes = routes.get(kind.path, needs(kind), search);
    }
    routes.get("/fhir/{kind}", Needs::Token, other).get("/fhir/{kind}/{id}", Needs::Token, look::read)
}

/// What one must be allowed for a type; the patient is seen by everyone in the case.
fn needs(kind: &Kind) -> Needs {
    match kind.parts {
        _ if kind.is_seen_by_all() => Needs::Token,
        [one, other, ..] => Needs::OneOf([Deed::Read(*one), Deed::Read(*other)]),
        [one] => Needs::Deed(Deed::Read(*one)),
        [] => Needs::Token,
    }
}

/// The CapabilityStatement.
async fn metadata(State(application): State<Application>, visitor: Visitor, uri: Uri) -> Result<Response, Early> {
    let t = visitor.language.text();
    let Some(door) = application.door() else { return Err(refused::no_cases(t)) };
    look::parameters(t, &uri)?;
    Ok(answered(&capability::capability(&base(door.address()))))
}

/// A type that is not offered.
async fn other(asker: Asker, uri: Uri) -> Early {
    refused::not_offered(asker.text(), uri.path().trim_start_matches("/fhir/"))
}

fn base(address: &str) -> String {
    format!("{address}/fhir")
}

fn answered(resource: &Value) -> Response {
    refused::sent(StatusCode::OK, resource)
}
