//! The frame of the document.

use std::collections::HashSet;

use super::Fault;
use super::form::is_full_number;
use super::look::{Look, has_profile, list, member, text};
use super::people::is_institution;
use crate::fhir::codes;
use crate::fhir::time::is_instant;

pub(super) fn check(look: &mut Look<'_>) {
    let document = look.document;
    look.must(text(document, "type") == "document", "bundle-type", "Bundle.type", Fault::Fixed("document"));
    let updated = is_instant(text(member(document, "meta"), "lastUpdated"));
    look.must(updated, "bundle-updated", "Bundle.meta.lastUpdated", Fault::Form);
    let profile = has_profile(document, codes::BUNDLE_PROFILE);
    look.must(profile, "bundle-profile", "Bundle.meta.profile", Fault::Fixed(codes::BUNDLE_PROFILE));
    let number = member(document, "identifier");
    let system = text(number, "system") == codes::BUNDLE_NUMBER;
    look.must(system, "bundle-number-system", "Bundle.identifier.system", Fault::Fixed(codes::BUNDLE_NUMBER));
    look.must(is_full_number(text(number, "value")), "bundle-number", "Bundle.identifier.value", Fault::Form);
    look.must(is_instant(text(document, "timestamp")), "bundle-timestamp", "Bundle.timestamp", Fault::Form);
    look.must(look.entries.len() >= 5, "bundle-entries", "Bundle.entry", Fault::Missing);
    counts(look);
    entries(look);
}

fn counts(look: &mut Look<'_>) {
    let count = |look: &Look<'_>, kind: &str| look.of_kind(kind).len();
    let first = look.entries.first().is_some_and(|entry| entry.kind() == "Composition");
    look.must(first, "bundle-composition-first", "Bundle.entry[0].resource", Fault::OtherKind);
    let one = |count: usize| if count == 0 { Fault::Missing } else { Fault::TooMany };
    let compositions = count(look, "Composition");
    look.must(compositions == 1, "bundle-one-composition", "Bundle.entry", one(compositions));
    let patients = count(look, "Patient");
    look.must(patients == 1, "bundle-one-patient", "Bundle.entry", one(patients));
    let practitioners = count(look, "Practitioner");
    look.must(practitioners > 0, "bundle-practitioner", "Bundle.entry", Fault::Missing);
    let organizations = look.of_kind("Organization").iter().filter(|entry| is_institution(entry)).count();
    let fault = if organizations < 2 { Fault::Missing } else { Fault::TooMany };
    look.must((2..=4).contains(&organizations), "bundle-organizations", "Bundle.entry", fault);
}

fn entries(look: &mut Look<'_>) {
    let mut seen = HashSet::new();
    for (place, entry) in list(look.document, "entry").iter().enumerate() {
        let address = text(entry, "fullUrl");
        let is_address = address.starts_with("urn:uuid:") || address.starts_with("http");
        look.must(is_address, "entry-address", format!("Bundle.entry[{place}].fullUrl"), Fault::Form);
        let resource = member(entry, "resource");
        let has_type = !text(resource, "resourceType").is_empty();
        look.must(has_type, "entry-resource", format!("Bundle.entry[{place}].resource"), Fault::Missing);
        let new = address.is_empty() || seen.insert(address);
        look.must(new, "entry-address-once", format!("Bundle.entry[{place}].fullUrl"), Fault::TooMany);
    }
}
