//! What the read-only endpoint offers, and the search behind it: one table, so that nothing is declared that is not answered.

use language::Text;
use serde_json::{Value, json};

/// The day this description was last changed.
const CHANGED: &str = "2026-11-23";

/// One type of resource that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The type.
    pub kind: &'static str,
    /// The member that names the patient; none for the patient, who is found by id.
    pub patient: Option<&'static str>,
    /// Whether `status` can be searched.
    pub status: bool,
}

const fn offered(kind: &'static str, patient: Option<&'static str>, status: bool) -> Offered {
    Offered { kind, patient, status }
}

/// Every type of a case that is offered.
pub const OFFERED: [Offered; 8] = [
    offered("Patient", None, false),
    offered("RelatedPerson", Some("patient"), false),
    offered("Practitioner", None, false),
    offered("Organization", None, false),
    offered("ServiceRequest", Some("subject"), true),
    offered("Task", Some("for"), true),
    offered("Composition", Some("subject"), true),
    offered("Consent", Some("patient"), true),
];

/// Why a search is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSearched {
    /// The type is not offered.
    #[error("resources of the type {0:?} are not offered; the CapabilityStatement names those that are")]
    Kind(String),
    /// The parameter is not offered for the type.
    #[error("the search parameter {0:?} is not offered here; the CapabilityStatement names those that are")]
    Parameter(String),
}

impl NotSearched {
    /// The sentence for whoever wrote the program that asked.
    pub fn say(&self, text: Text) -> String {
        match self {
            NotSearched::Kind(kind) => text.fhir_kind_not_offered(kind.as_str()),
            NotSearched::Parameter(name) => text.fhir_parameter_not_offered(name.as_str()),
        }
    }
}

/// Whether one of the scopes of a token, with blanks between them, lets its bearer read a type that is offered: `patient/Task.read` or `patient/*.read`
/// (SMART App Launch 1), `patient/Task.r`, `patient/Task.rs` (2). `searches` asks for finding, too, which version 2 names by its own letter.
///
/// A scope with a condition behind it (`?category=…`) is not understood and lets nobody in.
pub fn allows(scopes: &str, kind: &str, searches: bool) -> bool {
    let known = OFFERED.iter().any(|offered| offered.kind == kind);
    known
        && scopes.split_whitespace().any(|scope| {
            let Some((of, what)) = scope.strip_prefix("patient/").and_then(|rest| rest.split_once('.')) else {
                return false;
            };
            let kinds = of == "*" || of == kind;
            let letters = !what.is_empty() && what.chars().all(|letter| "cruds".contains(letter));
            let version_2 = letters && what.contains('r') && (!searches || what.contains('s'));
            kinds && (matches!(what, "read" | "*") || version_2)
        })
}

/// The resources of a type that meet every parameter. `all` are those of the caller's own cases, already cut down to what the caller may see.
///
/// Offered are `_id` everywhere, `patient` (an id, or `Patient/` and the id) and `status` where the table says so; several values of one parameter
/// stand with commas between and any of them may meet (FHIR R4, 3.1.1.3). An unknown parameter is refused: to leave it out would find too much.
pub fn search(all: Vec<Value>, kind: &str, parameters: &[(String, String)]) -> Result<Vec<Value>, NotSearched> {
    let known = OFFERED.iter().find(|known| known.kind == kind).ok_or_else(|| NotSearched::Kind(kind.to_owned()))?;
    let mut found: Vec<Value> = all.into_iter().filter(|resource| text(resource, "resourceType") == kind).collect();
    for (name, value) in parameters {
        let wanted: Vec<&str> = value.split(',').map(str::trim).collect();
        match (name.as_str(), known.patient) {
            ("_id", _) => found.retain(|resource| wanted.contains(&text(resource, "id"))),
            ("status", _) if known.status => found.retain(|resource| wanted.contains(&text(resource, "status"))),
            ("patient", Some(member)) => found.retain(|resource| {
                let patient = resource.get(member).map_or("", |reference| text(reference, "reference"));
                wanted
                    .iter()
                    .any(|wanted| patient.trim_start_matches("Patient/") == wanted.trim_start_matches("Patient/"))
            }),
            _ => return Err(NotSearched::Parameter(name.clone())),
        }
    }
    Ok(found)
}

fn text<'a>(of: &'a Value, name: &str) -> &'a str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The CapabilityStatement of an endpoint at `base`, an address without a slash at its end.
pub fn capability(base: &str) -> Value {
    // In words alone: HL7's code for SMART stands for a way of logging in that is not offered here.
    let security = json!({
        "service": [{ "text": "Bearer token (RFC 6750)" }],
        "description": "A bearer token of one case, with scopes of the form patient/Task.rs or patient/Task.read. Reading alone is offered, and each look stands in the patient's log.",
    });
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": CHANGED,
        "kind": "instance",
        "implementation": { "description": "Anshin: the caller's own cases, read only", "url": base },
        "software": { "name": "Anshin", "version": env!("CARGO_PKG_VERSION") },
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [{
            "mode": "server",
            "security": security,
            "resource": OFFERED.iter().map(resource).collect::<Vec<Value>>(),
        }],
    })
}

fn resource(offered: &Offered) -> Value {
    let mut parameters = vec![json!({ "name": "_id", "type": "token" })];
    if offered.patient.is_some() {
        parameters.push(json!({ "name": "patient", "type": "reference" }));
    }
    if offered.status {
        parameters.push(json!({ "name": "status", "type": "token" }));
    }
    json!({
        "type": offered.kind,
        "interaction": [{ "code": "read" }, { "code": "search-type" }],
        "versioning": "no-version",
        "searchParam": parameters,
    })
}
