//! The patient and the institutions of a letter that came in.

use std::collections::HashSet;

use serde_json::Value;

use super::taking::{Taking, all};
use super::{Number, ReadInstitution, ReadPatient};
use crate::fhir::codes;
use crate::fhir::ereferral::Gender;

/// The patient the composition is about.
pub(super) fn patient<'a>(taking: &mut Taking<'a>, composition: &'a Value, read: &mut ReadPatient) {
    let subject = composition.get("subject").and_then(|subject| taking.follow(subject));
    let Some(patient) = subject.or_else(|| taking.first("Patient")) else { return };
    read.numbers = numbers(taking, patient);
    for name in all(patient, "name") {
        let kana = is_kana(taking, name);
        let text = taking.text(name, "text");
        if kana && read.kana.is_empty() {
            read.kana = if text.is_empty() { parts(taking, name).join(" ") } else { repeated(taking, name, text) };
        } else if !kana && read.name.is_empty() {
            let [family, given] = parts(taking, name);
            read.name = if text.is_empty() { format!("{family} {given}").trim().to_owned() } else { text };
            (read.family, read.given) = (family, given);
        }
        taking.fixed(name, "use", "official");
    }
    if let Some(gender) = patient.get("gender").and_then(Value::as_str).and_then(Gender::from_code) {
        read.gender = Some(gender);
        patient.get("gender").into_iter().for_each(|value| taking.take(value));
    }
    if let Some(birth) = patient.get("birthDate") {
        read.birth = birth.as_str().and_then(|text| text.parse().ok());
        if read.birth.is_some() {
            taking.take(birth);
        }
    }
    read.phone = phone(taking, patient);
    if let Some(address) = all(patient, "address").first() {
        read.address = taking.text(address, "text");
        read.postal = taking.text(address, "postalCode");
    }
}

/// Family and given name of a name that is also said as a whole: taken where the whole says them.
fn repeated<'a>(taking: &mut Taking<'a>, name: &'a Value, whole: String) -> String {
    let given = all(name, "given").iter().chain(name.get("family"));
    for part in given.filter(|part| part.as_str().is_some_and(|text| whole.contains(text))) {
        taking.take(part);
    }
    whole
}

fn parts<'a>(taking: &mut Taking<'a>, name: &'a Value) -> [String; 2] {
    let family = taking.text(name, "family");
    let given: Vec<&str> = all(name, "given").iter().filter_map(Value::as_str).collect();
    all(name, "given").iter().filter(|given| given.is_string()).for_each(|given| taking.take(given));
    [family, given.join(" ")]
}

fn is_kana<'a>(taking: &mut Taking<'a>, name: &'a Value) -> bool {
    let mut kana = false;
    for extension in all(name, "extension") {
        if taking.fixed(extension, "url", codes::WRITTEN) {
            kana |= taking.fixed(extension, "valueCode", "SYL");
            taking.fixed(extension, "valueCode", "IDE");
        }
    }
    kana
}

fn numbers<'a>(taking: &mut Taking<'a>, of: &'a Value) -> Vec<Number> {
    let identifiers = all(of, "identifier").iter();
    identifiers
        .map(|number| Number { system: taking.text(number, "system"), value: taking.text(number, "value") })
        .filter(|number| !number.value.is_empty() || !number.system.is_empty())
        .collect()
}

/// The first telephone number.
fn phone<'a>(taking: &mut Taking<'a>, of: &'a Value) -> String {
    for telecom in all(of, "telecom") {
        if taking.fixed(telecom, "system", "phone") {
            return taking.text(telecom, "value");
        }
    }
    String::new()
}

/// An institution and a doctor, from what a section leads to.
pub(super) fn institution<'a>(taking: &mut Taking<'a>, section: &'a Value, read: &mut ReadInstitution) {
    for reference in all(section, "entry") {
        let Some(resource) = taking.follow(reference) else { continue };
        match resource.get("resourceType").and_then(Value::as_str) {
            Some("Organization") if read.name.is_empty() => organization(taking, resource, read),
            Some("Practitioner") if read.doctor.is_empty() => read.doctor = doctor(taking, resource),
            _ => {}
        }
    }
}

fn organization<'a>(taking: &mut Taking<'a>, organization: &'a Value, read: &mut ReadInstitution) {
    read.name = taking.text(organization, "name");
    read.numbers = numbers(taking, organization);
    read.phone = phone(taking, organization);
    if let Some(address) = all(organization, "address").first() {
        read.address = taking.text(address, "text");
        read.postal = taking.text(address, "postalCode");
    }
    for extension in all(organization, "extension") {
        let Some(department) = extension.get("valueCodeableConcept") else { continue };
        if !taking.fixed(extension, "url", codes::DEPARTMENT) {
            continue;
        }
        let said = taking.text(department, "text");
        // The word of its code is as good; the code itself stays where it is.
        let coded = || all(department, "coding").first().filter(|_| said.is_empty());
        read.department = match coded() {
            Some(coding) => taking.text(coding, "display"),
            None => said,
        };
    }
    for coding in all(organization, "type").iter().flat_map(|kind| all(kind, "coding")) {
        // Every institution in a referral provides care.
        if taking.fixed(coding, "code", "prov") {
            taking.fixed(coding, "system", "http://terminology.hl7.org/CodeSystem/organization-type");
        }
    }
}

/// A doctor's name in characters; the kana one is left.
fn doctor<'a>(taking: &mut Taking<'a>, practitioner: &'a Value) -> String {
    for name in all(practitioner, "name") {
        let spelled =
            all(name, "extension").iter().any(|known| known.get("valueCode").and_then(Value::as_str) == Some("SYL"));
        if spelled {
            continue;
        }
        is_kana(taking, name);
        taking.fixed(name, "use", "official");
        let text = taking.text(name, "text");
        return if text.is_empty() { parts(taking, name).join(" ") } else { repeated(taking, name, text) };
    }
    String::new()
}

/// The day on which the doctor who wrote it signed, as it stands there; another who vouches for the letter, and otherwise, is left.
pub(super) fn signed<'a>(taking: &mut Taking<'a>, composition: &'a Value) -> String {
    let writers = writers(composition);
    for attester in all(composition, "attester") {
        let Some(party) = attester.get("party") else { continue };
        let address = party.get("reference").and_then(Value::as_str);
        let of_writer = address.is_some_and(|address| writers.contains(address));
        if !of_writer || taking.kind_of(party) != Some("Practitioner") {
            continue;
        }
        let mode = taking.fixed(attester, "mode", "professional") || taking.fixed(attester, "mode", "legal");
        if mode && taking.follow(party).is_some() {
            return taking.text(attester, "time");
        }
    }
    String::new()
}

/// The addresses that the section of who refers leads to.
fn writers(composition: &Value) -> HashSet<&str> {
    let from = all(composition, "section").iter();
    let from = from.filter(|section| section.pointer("/code/coding/0/code").and_then(Value::as_str) == Some("920"));
    from.flat_map(|section| all(section, "entry"))
        .filter_map(|entry| entry.get("reference").and_then(Value::as_str))
        .collect()
}

/// Who wrote it and who answers for it: the same as the section says, so only the references are taken.
pub(super) fn custodian<'a>(taking: &mut Taking<'a>, composition: &'a Value) {
    let references = composition.get("custodian").into_iter().chain(all(composition, "author"));
    let known = writers(composition);
    for reference in references {
        let address = reference.get("reference").and_then(Value::as_str);
        if address.is_some_and(|address| known.contains(address)) {
            taking.follow(reference);
        }
    }
}
