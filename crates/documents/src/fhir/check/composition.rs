//! The composition: what the document says of itself.

use serde_json::Value;

use super::Fault;
use super::form::{is_full_number, is_partial_date};
use super::look::{Entry, Look, has_profile, list, member, says, text};
use crate::fhir::codes;
use crate::fhir::time::is_instant;

pub(super) fn check(look: &mut Look<'_>) {
    // Without one, the frame's rule says so.
    let Some(entry) = look.composition() else { return };
    let path = entry.path();
    let composition = entry.resource;
    let at = |name: &str| format!("{path}.{name}");
    let updated = is_instant(text(member(composition, "meta"), "lastUpdated"));
    look.must(updated, "composition-updated", at("meta.lastUpdated"), Fault::Form);
    let profile = has_profile(composition, codes::COMPOSITION_PROFILE);
    look.must(profile, "composition-profile", at("meta.profile"), Fault::Fixed(codes::COMPOSITION_PROFILE));
    let extensions = list(composition, "extension").iter();
    let versions = extensions.filter(|known| text(known, "url") == codes::VERSION_NUMBER && says(known, "valueString"));
    let one_version = versions.count() == 1;
    look.must(one_version, "composition-version", at("extension"), Fault::Fixed(codes::VERSION_NUMBER));
    let number = member(composition, "identifier");
    let system = text(number, "system") == codes::RESOURCE_NUMBER;
    let fault = Fault::Fixed(codes::RESOURCE_NUMBER);
    look.must(system, "composition-number-system", at("identifier.system"), fault);
    look.must(is_full_number(text(number, "value")), "composition-number", at("identifier.value"), Fault::Form);
    let is_final = text(composition, "status") == "final";
    look.must(is_final, "composition-status", at("status"), Fault::Fixed("final"));
    let title = text(composition, "title") == codes::TITLE;
    look.must(title, "composition-title", at("title"), Fault::Fixed(codes::TITLE));
    look.must(is_instant(text(composition, "date")), "composition-date", at("date"), Fault::Form);
    kind(look, entry);
    people(look, entry);
    event(look, entry);
}

fn kind(look: &mut Look<'_>, entry: Entry<'_>) {
    let path = entry.path();
    let codings = list(member(entry.resource, "type"), "coding");
    let one = codings.first().filter(|_| codings.len() == 1);
    let right = one.is_some_and(|coding| text(coding, "code") == codes::REFERRAL);
    look.must(right, "composition-type", format!("{path}.type.coding"), Fault::Fixed(codes::REFERRAL));
    for coding in codings {
        // The profile lets both be absent.
        let system = coding.get("system").is_none() || text(coding, "system") == codes::DOCUMENT_TYPES;
        let fault = Fault::Fixed(codes::DOCUMENT_TYPES);
        look.must(system, "composition-type-system", format!("{path}.type.coding.system"), fault);
        let word = coding.get("display").is_none() || text(coding, "display") == codes::TITLE;
        look.must(word, "composition-type-word", format!("{path}.type.coding.display"), Fault::Fixed(codes::TITLE));
    }
    let categories = list(entry.resource, "category");
    let codings: Vec<&Value> = categories.iter().flat_map(|category| list(category, "coding")).collect();
    let right = |coding: &&Value| matches!(text(coding, "code"), "OUTPATIENT" | "DISCHARGE");
    let one = categories.len() == 1 && codings.len() == 1 && codings.iter().all(right);
    let fault = Fault::Fixed("OUTPATIENT, DISCHARGE");
    look.must(one, "composition-category", format!("{path}.category"), fault);
    let system = codings.iter().all(|coding| text(coding, "system") == codes::DOCUMENT_SUBTYPES);
    let fault = Fault::Fixed(codes::DOCUMENT_SUBTYPES);
    look.must(system, "composition-category-system", format!("{path}.category.coding.system"), fault);
}

fn people(look: &mut Look<'_>, entry: Entry<'_>) {
    let path = entry.path();
    let subject = look.kind_of(member(entry.resource, "subject")) == "Patient";
    look.must(subject, "composition-subject", format!("{path}.subject"), Fault::OtherKind);
    let authors: Vec<&str> = list(entry.resource, "author").iter().map(|reference| look.kind_of(reference)).collect();
    let doctor = authors.contains(&"Practitioner");
    look.must(doctor, "composition-author-doctor", format!("{path}.author"), Fault::Missing);
    let institution = authors.contains(&"Organization");
    look.must(institution, "composition-author-institution", format!("{path}.author"), Fault::Missing);
    let custodian = look.kind_of(member(entry.resource, "custodian")) == "Organization";
    look.must(custodian, "composition-custodian", format!("{path}.custodian"), Fault::OtherKind);
}

fn event(look: &mut Look<'_>, entry: Entry<'_>) {
    let path = entry.path();
    let events = list(entry.resource, "event");
    let one = events.len() == 1;
    look.must(one, "composition-event", format!("{path}.event"), Fault::Missing);
    let Some(event) = events.first() else { return };
    let codes = list(event, "code");
    let words = codes.len() == 1 && codes.iter().all(|code| text(code, "text") == codes::ISSUED);
    let place = format!("{path}.event[0].code");
    look.must(words, "composition-event-words", format!("{place}.text"), Fault::Fixed(codes::ISSUED));
    let plain = codes.iter().all(|code| code.get("coding").is_none());
    look.must(plain, "composition-event-code", format!("{place}.coding"), Fault::NotAllowed);
    let start = text(member(event, "period"), "start");
    let dated = is_partial_date(start) || is_instant(start);
    look.must(dated, "composition-event-start", format!("{path}.event[0].period.start"), Fault::Form);
}
