//! The people of a case as resources of a server, for its request, opinions and consents.

use casework::case::Case;
use casework::id::PersonId;
use casework::people::{Person, Role};
use serde_json::{Value, json};

use super::build::{Element, concept, local, said};
use super::codes::{self, own};
use super::id::lasting;

/// The tag of what is made up for trying out (HL7's code for test data), so that no program takes it for somebody's.
pub(super) fn meta(case: &Case) -> Value {
    test(case.made_up)
}

/// A tag for what is made up for trying out, and nothing for the rest.
pub(super) fn test(made_up: bool) -> Value {
    if made_up { json!({ "tag": [{ "system": codes::REASONS, "code": codes::TEST }] }) } else { Value::Null }
}

/// The patient, as far as the case knows them: the name they gave.
pub fn patient(case: &Case) -> Value {
    let id = lasting(case.id, "patient", PersonId::PATIENT.0);
    let name = case.person(PersonId::PATIENT).map(|person| person.name.trim()).unwrap_or_default();
    let names: Vec<Value> = if name.is_empty() { Vec::new() } else { vec![said(name)] };
    Element::resource("Patient", &id).with("meta", meta(case)).with("name", names).done()
}

/// Everyone but the patient: family as RelatedPerson, doctors as Practitioner, desks and counsellors as Organization.
pub fn others(case: &Case) -> Vec<Value> {
    case.people.iter().filter(|person| person.id != PersonId::PATIENT).map(|person| other(case, person)).collect()
}

fn other(case: &Case, person: &Person) -> Value {
    let kind = kind(person.role);
    let element = Element::resource(kind, &id(case, person)).with("meta", meta(case));
    let name = person.name.trim();
    let spoken: Vec<Value> = if name.is_empty() { Vec::new() } else { vec![said(name)] };
    match kind {
        "RelatedPerson" => {
            let relation = person.relation.and_then(relation);
            let relation: Vec<Value> = relation.into_iter().collect();
            element.with("patient", patient_reference(case)).with("relationship", relation).with("name", spoken).done()
        }
        "Practitioner" => element.with("name", spoken).done(),
        // A desk or a counsellor's office is no single person; without any name it has its role (rule org-1).
        _ => element.with("name", if name.is_empty() { person.role.word() } else { name }).done(),
    }
}

fn kind(role: Role) -> &'static str {
    match role {
        Role::Patient => "Patient",
        Role::Relative => "RelatedPerson",
        Role::AttendingDoctor | Role::SecondDoctor => "Practitioner",
        Role::Desk | Role::Counsellor | Role::Operator => "Organization",
    }
}

fn id(case: &Case, person: &Person) -> String {
    let what = if person.id == PersonId::PATIENT { "patient" } else { "person" };
    lasting(case.id, what, person.id.0)
}

/// How a relative is related, in the codes of HL7 (v3-RoleCode).
fn relation(relation: casework::people::Relation) -> Option<Value> {
    use casework::people::Relation;
    let code = match relation {
        Relation::Spouse => "SPS",
        Relation::Parent => "PRN",
        Relation::Child => "CHILD",
        Relation::Sibling => "SIB",
        // The case does not tell a grandparent from a grandchild.
        Relation::Grand | Relation::OtherFamily => "FAMMEMB",
        Relation::NotFamily => return None,
    };
    Some(concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", code, ""))
}

/// A reference to the patient.
pub(super) fn patient_reference(case: &Case) -> Value {
    local("Patient", &lasting(case.id, "patient", PersonId::PATIENT.0))
}

/// A reference to someone of the case, with the name; none for someone who is not in it.
pub(super) fn reference(case: &Case, person: PersonId) -> Option<Value> {
    let person = case.person(person)?;
    let mut to = local(kind(person.role), &id(case, person));
    let name = person.name.trim();
    if let Some(members) = to.as_object_mut().filter(|_| !name.is_empty()) {
        members.insert("display".to_owned(), Value::from(name));
    }
    Some(to)
}

/// A code of ours with the word behind it, as a concept.
pub(super) fn ours(system: &str, code: &str) -> Value {
    concept(&own(system), code, "")
}
