//! The people, institutions and files of a letter.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::letter::Signature;
use casework::records::Attachment;
use serde_json::{Value, json};

use super::Letter;
use super::given::{Enclosed, GivenInstitution};
use crate::fhir::build::{Element, coding, identifier};
use crate::fhir::codes;

/// The entries beside the composition.
pub(super) struct Entries {
    pub(super) patient: Value,
    pub(super) author: Value,
    pub(super) from: Value,
    pub(super) to: Value,
    pub(super) to_doctor: Option<Value>,
    pub(super) encounter: Value,
    pub(super) files: Vec<Value>,
    pub(super) pdf: Option<Value>,
}

impl Entries {
    /// In the order of the document.
    pub(super) fn all(self) -> Vec<Value> {
        let mut all = vec![self.patient, self.encounter, self.author];
        all.extend(self.to_doctor);
        all.extend([self.from, self.to]);
        all.extend(self.files);
        all.extend(self.pdf);
        all
    }
}

/// The address of an entry.
pub(super) fn address(entry: &Value) -> &str {
    entry.get("fullUrl").and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn entries(letter: &Letter<'_>) -> Entries {
    let given = letter.given;
    let to_doctor = Some(given.to.doctor.trim()).filter(|name| !name.is_empty());
    Entries {
        patient: patient(letter),
        author: doctor(letter, "author", &letter.signed.by),
        from: institution(letter, "from", &given.from),
        to: institution(letter, "to", &given.to),
        to_doctor: to_doctor.map(|name| doctor(letter, "to-doctor", name)),
        encounter: encounter(letter),
        files: files(letter),
        pdf: given.pdf.as_deref().map(|bytes| pdf(letter, bytes)),
    }
}

fn patient(letter: &Letter<'_>) -> Value {
    let patient = &letter.given.patient;
    let mut numbers = vec![identifier(codes::MEMBER_NUMBER, patient.member.trim())];
    if !patient.number.trim().is_empty() {
        let system = format!("{}1{}", codes::PATIENT_NUMBER, letter.given.from.number);
        numbers.push(identifier(&system, patient.number.trim()));
    }
    let mut names = vec![name("IDE", &patient.family, &patient.given)];
    names.extend(patient.kana.as_ref().map(|(family, given)| name("SYL", family, given)));
    let phone = phone(&patient.phone);
    let address = Element::new().with("text", patient.address.trim()).with("postalCode", patient.postal.trim());
    let resource = letter
        .profiled("Patient")
        .with("identifier", numbers)
        .with("name", names)
        .with("telecom", phone)
        .with_some("gender", patient.gender.map(super::Gender::code))
        .with_some("birthDate", patient.birth.map(|day| day.to_string()))
        .with("address", vec![address.done()]);
    letter.entry("Patient", resource)
}

fn name(written: &str, family: &str, given: &str) -> Value {
    let (family, given) = (family.trim(), given.trim());
    json!({
        "extension": [{ "url": codes::WRITTEN, "valueCode": written }],
        "use": "official",
        "text": format!("{family} {given}"),
        "family": family,
        "given": [given],
    })
}

fn phone(number: &str) -> Vec<Value> {
    let number = Some(number.trim()).filter(|number| !number.is_empty());
    number.map(|number| json!({ "system": "phone", "value": number })).into_iter().collect()
}

/// A doctor by the name as it stands; where the family name ends nobody recorded.
fn doctor(letter: &Letter<'_>, what: &str, said: &str) -> Value {
    let name = json!({
        "extension": [{ "url": codes::WRITTEN, "valueCode": "IDE" }],
        "use": "official",
        "text": said.trim(),
    });
    letter.entry(what, letter.profiled("Practitioner").with("name", vec![name]))
}

fn institution(letter: &Letter<'_>, what: &str, given: &GivenInstitution) -> Value {
    let address = Element::new().with("text", given.address.trim()).with("postalCode", given.postal.trim());
    // Without a text the profile knows no address.
    let addresses = if given.address.trim().is_empty() { Vec::new() } else { vec![address.done()] };
    let department = given.department.trim();
    let departments = Some(department).filter(|department| !department.is_empty());
    let department =
        departments.map(|words| json!({ "url": codes::DEPARTMENT, "valueCodeableConcept": { "text": words } }));
    let provider = json!({ "coding": [coding("http://terminology.hl7.org/CodeSystem/organization-type", "prov", "")] });
    let resource = letter
        .profiled("Organization")
        .with("extension", department.into_iter().collect::<Vec<Value>>())
        .with("identifier", vec![identifier(codes::INSTITUTION_NUMBER, given.number.trim())])
        .with("type", vec![provider])
        .with("name", given.name.trim())
        .with("telecom", phone(&given.phone))
        .with("address", addresses);
    letter.entry(what, resource)
}

/// The visit from which the patient is referred; the purpose stands in it, too, as in the official example.
fn encounter(letter: &Letter<'_>) -> Value {
    let (class, word) = letter.given.setting.class();
    let resource = letter
        .profiled("Encounter")
        .with("status", "finished")
        .with("class", coding(codes::ACT, class, word))
        .with("reasonCode", vec![json!({ "text": letter.form.purpose.text.trim() })]);
    letter.entry("Encounter", resource)
}

/// The files that were asked to go along, and the letter's signature file. What no scanner passed does not leave, unless none is configured.
fn files(letter: &Letter<'_>) -> Vec<Value> {
    let signature = match letter.signed.how {
        Signature::File(id) => Some(Enclosed { id, sha1: None, content: None }),
        Signature::OnPaper => None,
    };
    let asked = &letter.given.enclosed;
    let signature = signature.filter(|file| asked.iter().all(|enclosed| enclosed.id != file.id));
    let enclosed = asked.iter().chain(signature.as_ref());
    let known = |id| letter.case.attachments.iter().find(|attachment| attachment.id == id);
    let fit = |attachment: &&Attachment| attachment.may_leave();
    enclosed
        .filter_map(|file| known(file.id).filter(fit).map(|attachment| document(letter, attachment, file)))
        .collect()
}

fn document(letter: &Letter<'_>, known: &Attachment, enclosed: &Enclosed) -> Value {
    let attachment = Element::new()
        .with("contentType", known.media_type.as_str())
        .with_some("data", enclosed.content.as_ref().map(|bytes| STANDARD.encode(bytes)))
        .with("size", known.size)
        .with_some("hash", enclosed.sha1.map(|hash| STANDARD.encode(hash)))
        .with("title", known.name.as_str());
    let resource = letter
        .profiled("DocumentReference")
        .with("status", "current")
        .with("description", known.name.as_str())
        .with("content", vec![json!({ "attachment": attachment.done() })]);
    // Two files may be alike but for their place in the case.
    letter.entry(&format!("file {}", known.id), resource)
}

fn pdf(letter: &Letter<'_>, bytes: &[u8]) -> Value {
    let attachment = Element::new()
        .with("contentType", "application/pdf")
        .with("data", STANDARD.encode(bytes))
        .with("size", bytes.len())
        .with("title", codes::TITLE);
    let resource = letter
        .profiled("DocumentReference")
        .with("status", "current")
        .with("description", codes::TITLE)
        .with("content", vec![json!({ "attachment": attachment.done() })]);
    letter.entry("pdf", resource)
}
