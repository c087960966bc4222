//! The doctor's letter as a Japanese electronic referral: a document Bundle by `JP_Bundle_eReferral`.
//!
//! The profile knows a letter only as `final`. So there is no draft in this form: a letter that nobody signed is refused here, and goes as a PDF that
//! says that it is a draft. The bundle carries the words of a letter that was signed; it is not itself signed (`Bundle.signature` stays empty),
//! because the fee rules want a signature of the doctor's own (HPKI) for what is delivered electronically. A signature file that was put beside the
//! letter goes along as an attachment.
//!
//! Diagnosis and history stand in words alone. The profile of a Condition demands a code of the MEDIS disease master; nobody recorded one, and
//! none is made up.

mod given;
mod missing;
mod resources;
mod sections;

use casework::case::Case;
use casework::letter::{Form, Signed};
use language::Language;
use serde_json::{Value, json};

use super::build::{Element, cleaned, coding, concept, identifier, reference};
use super::codes;
use super::id::uuid;
use super::people;
use super::time::in_zone;

pub use given::{Enclosed, Gender, Given, GivenInstitution, GivenPatient, Issued, Setting};
pub use missing::{Missing, NotIssued};

/// The letter as an eReferral document (JP-CLINS 1.5.2), of a case that was cut down to what its reader may see.
///
/// `language` is the language of the letter's words; the titles of the profile are Japanese whatever it is. The same input gives the same value.
///
/// Errors: `NotIssued::Unsigned` when nobody signed the letter, `NotIssued::Incomplete` with everything that the profile requires and that is not
/// there, or not in the form it must have.
pub fn bundle(case: &Case, given: &Given, language: Language, issued: &Issued) -> Result<Value, NotIssued> {
    let form = case.letter.form.as_ref().ok_or(NotIssued::Unsigned)?;
    let signed = form.signed.as_ref().ok_or(NotIssued::Unsigned)?;
    let missing = missing::missing(form, signed, given, issued);
    if !missing.is_empty() {
        return Err(NotIssued::Incomplete(missing));
    }
    let letter = Letter { case, form, signed, given, language, at: in_zone(issued.at, issued.zone) };
    let entries = resources::entries(&letter);
    let composition = composition(&letter, &entries, issued);
    let mut entry = vec![letter.entry("Composition", composition)];
    entry.extend(entries.all());
    let number = issued.full_number(given);
    // Each address is a digest of what stands under it.
    let content = json!([number, entry.iter().map(|entry| entry.get("fullUrl")).collect::<Vec<_>>()]);
    let meta = letter.meta(&format!("{}|1", codes::BUNDLE_PROFILE));
    Ok(Element::resource("Bundle", &uuid(case.id, "ereferral", &content))
        .with("meta", meta)
        .with("language", language.code())
        .with("identifier", identifier(codes::BUNDLE_NUMBER, &number))
        .with("type", "document")
        .with("timestamp", letter.at.as_str())
        .with("entry", entry)
        .done())
}

/// Everything the resources are made from.
struct Letter<'a> {
    case: &'a Case,
    form: &'a Form,
    signed: &'a Signed,
    given: &'a Given,
    language: Language,
    at: String,
}

impl Letter<'_> {
    /// A resource as an entry: its address is its id.
    fn entry(&self, what: &str, resource: Element) -> Value {
        let mut resource = cleaned(resource.done());
        let id = uuid(self.case.id, what, &resource);
        let address = format!("urn:uuid:{id}");
        if let Some(members) = resource.as_object_mut() {
            members.insert("id".to_owned(), Value::String(id));
        }
        json!({ "fullUrl": address, "resource": resource })
    }

    /// When it was stored, by which profile; what is made up for trying out is tagged as a test.
    fn meta(&self, profile: &str) -> Value {
        let mut meta = people::meta(self.case);
        if !meta.is_object() {
            meta = json!({});
        }
        if let Some(members) = meta.as_object_mut() {
            members.insert("lastUpdated".to_owned(), Value::from(self.at.as_str()));
            members.insert("profile".to_owned(), json!([profile]));
        }
        meta
    }

    /// A resource by one of the eCS profiles, without its id.
    fn profiled(&self, kind: &str) -> Element {
        let profile = format!("{}{kind}_eCS", codes::ECS_PROFILE);
        Element::new()
            .with("resourceType", kind)
            .with("meta", self.meta(&profile))
            .with("language", self.language.code())
    }
}

fn composition(letter: &Letter<'_>, entries: &resources::Entries, issued: &Issued) -> Element {
    let to = |kind: &str, entry: &Value| reference(kind, resources::address(entry));
    let setting = letter.given.setting;
    let author = [to("Practitioner", &entries.author), to("Organization", &entries.from)];
    let meta = letter.meta(&format!("{}|1", codes::COMPOSITION_PROFILE));
    let version = json!({ "url": codes::VERSION_NUMBER, "valueString": letter.given.version.to_string() });
    let kind = coding(codes::DOCUMENT_TYPES, codes::REFERRAL, codes::TITLE);
    let event = json!({ "code": [{ "text": codes::ISSUED }], "period": { "start": issued.day() } });
    // Who signed, and on which day: a fact of the letter, not a signature of this file.
    let attester = json!({ "mode": "professional", "time": letter.signed.on.to_string(), "party": author.first() });
    Element::new()
        .with("resourceType", "Composition")
        .with("meta", meta)
        .with("language", letter.language.code())
        .with("extension", vec![version])
        .with("identifier", identifier(codes::RESOURCE_NUMBER, &issued.full_number(letter.given)))
        .with("status", "final")
        .with("type", json!({ "coding": [kind] }))
        .with("category", vec![concept(codes::DOCUMENT_SUBTYPES, setting.document(), setting.document_word())])
        .with("subject", to("Patient", &entries.patient))
        .with("encounter", to("Encounter", &entries.encounter))
        .with("date", letter.at.as_str())
        .with("author", author.to_vec())
        .with("title", codes::TITLE)
        .with("attester", vec![attester])
        .with("custodian", to("Organization", &entries.from))
        .with("event", vec![event])
        .with("section", sections::sections(letter, entries))
}
