//! A desk for second opinions as Organization, HealthcareService and Location.
//!
//! Every fact of a desk file carries where it stands and when it was seen; they go along as an extension of the service, because a price of 2019 is
//! no price. What is not known is not said.

use evidence::desk::{Contact, ContactBy, Desk, Source, Title, Words};
use evidence::{Edition, Institution, Precision};
use language::Language;
use serde_json::{Value, json};

use super::build::{Element, coding, identifier, local, said};
use super::codes::own;
use super::people::{ours, test};

/// The longest id that FHIR allows, in letters.
const ID_LETTERS: usize = 64;

/// The institution, its service and its place. `edition` adds where the institution stands, when the desk file names it.
pub fn desk(desk: &Desk, edition: Option<&Edition>, language: Language) -> Vec<Value> {
    let id = short(desk.id.as_str());
    let of = desk.institution.id.as_deref().unwrap_or(desk.id.as_str());
    let institution = edition.and_then(|edition| {
        let index = desk.institution.id.as_deref().and_then(|id| edition.institution_by_id(id))?;
        edition.institution(index)
    });
    let numbers: Vec<Value> = desk.institution.id.iter().map(|id| identifier(&own("institution"), id)).collect();
    let name = desk.institution.name.in_language(language.code());
    let organization = Element::resource("Organization", &short(of))
        .with("meta", test(desk.made_up))
        .with("language", language.code())
        .with("identifier", numbers)
        .with("name", if name.is_empty() { desk.id.as_str() } else { name })
        .done();
    vec![organization, service(desk, &id, of, language), location(desk, &id, of, institution, language)]
}

fn short(id: &str) -> String {
    id.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')).take(ID_LETTERS).collect()
}

fn service(desk: &Desk, id: &str, of: &str, language: Language) -> Value {
    let say = |words: &Words| words.in_language(language.code()).to_owned();
    let name = desk.name.as_ref().map(|fact| say(&fact.value)).filter(|name| !name.is_empty());
    let remarks = desk.only_for.iter().chain(&desk.remarks).map(|fact| say(&fact.value));
    let remarks: Vec<String> = remarks.filter(|words| !words.is_empty()).collect();
    let ways = desk.ways.iter().map(|fact| ours("desk-way", fact.value.word()));
    let needs = desk.needs.iter().map(|fact| json!({ "code": ours("desk-needs", fact.value.word()) }));
    let refuses = desk.refuses.iter().map(|fact| json!({ "code": ours("desk-refuses", fact.value.word()) }));
    let spoken = |code: &String| json!({ "coding": [coding("urn:ietf:bcp:47", code, "")] });
    let request = json!({ "coding": [coding(&own("request"), "second-opinion", "")] });
    Element::resource("HealthcareService", id)
        .with("meta", test(desk.made_up))
        .with("language", language.code())
        .with("extension", desk.sources().into_iter().map(|(of, source)| seen(of, source)).collect::<Vec<Value>>())
        .with("providedBy", local("Organization", &short(of)))
        .with("type", vec![request])
        .with("location", vec![local("Location", &place(id))])
        .with("name", name.unwrap_or_else(|| language.text().fhir_desk()))
        .with("comment", remarks.join("\n"))
        .with("telecom", desk.contacts.iter().filter_map(|fact| telecom(&fact.value)).collect::<Vec<Value>>())
        .with("eligibility", needs.chain(refuses).collect::<Vec<Value>>())
        .with("characteristic", ways.collect::<Vec<Value>>())
        .with("communication", desk.languages.iter().map(|fact| spoken(&fact.value)).collect::<Vec<Value>>())
        .done()
}

/// Where a fact stands and when it was seen.
fn seen(of: &str, source: &Source) -> Value {
    let title = match &source.title {
        Title::Named(title) => title.as_str(),
        Title::NotRecorded => "not recorded",
    };
    let mut parts = vec![
        json!({ "url": "of", "valueString": of }),
        json!({ "url": "title", "valueString": title }),
        json!({ "url": "seen", "valueString": source.seen.text() }),
    ];
    parts.extend(source.address.iter().map(|address| json!({ "url": "address", "valueUri": address })));
    json!({ "url": "urn:anshin:extension:source", "extension": parts })
}

fn telecom(contact: &Contact) -> Option<Value> {
    let system = match contact.by {
        ContactBy::Telephone => "phone",
        ContactBy::Fax => "fax",
        ContactBy::Web => "url",
        ContactBy::Mail => "email",
        // An address for post is no telecommunication.
        ContactBy::Post => return None,
    };
    Some(json!({ "system": system, "value": contact.at, "use": "work" }))
}

fn place(id: &str) -> String {
    short(&format!("at-{id}"))
}

fn location(desk: &Desk, id: &str, of: &str, known: Option<&Institution>, language: Language) -> Value {
    let post = desk.contacts.iter().find(|fact| fact.value.by == ContactBy::Post).map(|fact| fact.value.at.as_str());
    let address = Element::new()
        .with_some("text", post)
        .with_some("city", known.map(|known| known.city.as_str()))
        .with_some("state", known.map(|known| known.region.as_str()))
        .with_some("country", known.map(|known| known.country.code()))
        .done();
    // A point that stands for a whole town would look like the building.
    let exact = known.filter(|known| known.precision == Precision::Building).and_then(|known| known.point);
    let position = exact.map(|point| json!({ "longitude": point.longitude, "latitude": point.latitude }));
    Element::resource("Location", &place(id))
        .with("meta", test(desk.made_up))
        .with("language", language.code())
        .with("status", "active")
        .with("name", desk.institution.name.in_language(language.code()))
        .with("mode", "instance")
        .with("type", vec![said(&language.text().fhir_desk())])
        .with("address", address)
        .with_some("position", position)
        .with("managingOrganization", local("Organization", &short(of)))
        .done()
}
