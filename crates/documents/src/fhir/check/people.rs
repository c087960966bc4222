//! The patient and the institutions.

use serde_json::Value;

use super::Fault;
use super::form::{is_institution_number, is_member_number, is_partial_date};
use super::look::{Entry, Look, list, member, says, text};
use crate::fhir::codes;
use crate::fhir::ereferral::Gender;
use crate::fhir::time::is_instant;

pub(super) fn check(look: &mut Look<'_>) {
    for entry in look.of_kind("Patient") {
        patient_numbers(look, entry);
        patient(look, entry);
    }
    for entry in look.of_kind("Organization").into_iter().filter(is_institution) {
        organization(look, entry);
    }
}

/// An institution, and not a department of one or an insurer, which have profiles of their own.
pub(super) fn is_institution(entry: &Entry<'_>) -> bool {
    let profiles = list(member(entry.resource, "meta"), "profile");
    let other = |named: &str| named.contains("_department") || named.contains("_coveragePayer");
    !profiles.iter().filter_map(Value::as_str).any(other)
}

fn patient_numbers(look: &mut Look<'_>, entry: Entry<'_>) {
    let path = format!("{}.identifier", entry.path());
    let numbers = list(entry.resource, "identifier");
    let valued = numbers.iter().all(|number| says(number, "value"));
    look.must(valued, "patient-number", path.as_str(), Fault::Missing);
    let of_institution: Vec<&str> =
        numbers.iter().filter_map(|number| text(number, "system").strip_prefix(codes::PATIENT_NUMBER)).collect();
    let right = |system: &&str| system.strip_prefix('1').is_some_and(is_institution_number);
    let local = of_institution.len() <= 1 && of_institution.iter().all(right);
    look.must(local, "R1010", format!("{path}.system"), Fault::Form);
    let members: Vec<&Value> = numbers.iter().filter(|number| text(number, "system") == codes::MEMBER_NUMBER).collect();
    let fault = if members.is_empty() { Fault::Missing } else { Fault::TooMany };
    look.must(members.len() == 1, "R1012", path.as_str(), fault);
    let formed = members.iter().all(|number| !says(number, "value") || is_member_number(text(number, "value")));
    look.must(formed, "R1013", format!("{path}.value"), Fault::Form);
}

fn patient(look: &mut Look<'_>, entry: Entry<'_>) {
    let (path, patient) = (entry.path(), entry.resource);
    let at = |name: &str| format!("{path}.{name}");
    let updated = is_instant(text(member(patient, "meta"), "lastUpdated"));
    look.must(updated, "patient-updated", at("meta.lastUpdated"), Fault::Form);
    let one_profile = list(member(patient, "meta"), "profile").len() == 1;
    look.must(one_profile, "patient-profile", at("meta.profile"), Fault::Missing);
    let names = list(patient, "name");
    let full = |name: &Value| says(name, "text") && says(name, "family") && !list(name, "given").is_empty();
    look.must(!names.is_empty() && names.iter().all(full), "patient-name", at("name"), Fault::Missing);
    let written = |name: &&Value| list(name, "extension").iter().any(|known| text(known, "url") == codes::WRITTEN);
    let narrow = names.iter().filter(written).all(|name| !text(name, "text").contains('\u{3000}'));
    look.must(narrow, "R1113", at("name.text"), Fault::Form);
    let gender = Gender::from_code(text(patient, "gender")).is_some();
    look.must(gender, "patient-gender", at("gender"), Fault::Missing);
    look.must(is_partial_date(text(patient, "birthDate")), "patient-birth", at("birthDate"), Fault::Form);
    let addresses = list(patient, "address");
    let one = addresses.len() == 1 && addresses.iter().all(|address| says(address, "text"));
    look.must(one, "patient-address", at("address"), Fault::Missing);
}

fn organization(look: &mut Look<'_>, entry: Entry<'_>) {
    let (path, organization) = (entry.path(), entry.resource);
    let numbers = list(organization, "identifier").iter();
    let digits: Vec<&str> = numbers
        .filter(|number| text(number, "system") == codes::INSTITUTION_NUMBER)
        .map(|number| text(number, "value"))
        .collect();
    let fault = if digits.is_empty() { Fault::Missing } else { Fault::TooMany };
    look.must(digits.len() == 1, "organization-number", format!("{path}.identifier"), fault);
    let formed = digits.iter().all(|number| is_institution_number(number));
    look.must(formed, "organization-number-form", format!("{path}.identifier.value"), Fault::Form);
    look.must(says(organization, "name"), "organization-name", format!("{path}.name"), Fault::Missing);
    let addresses = list(organization, "address");
    let told = addresses.len() <= 1 && addresses.iter().all(|address| says(address, "text"));
    look.must(told, "organization-address", format!("{path}.address"), Fault::Missing);
}
