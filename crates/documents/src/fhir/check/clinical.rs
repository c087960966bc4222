//! Visits, illnesses, allergies and files.

use serde_json::Value;

use super::Fault;
use super::look::{Entry, Look, has_profile, list, member, says, text};
use crate::fhir::codes;
use crate::fhir::time::is_instant;

/// The disease master's own number (MEDIS), which the profile of a condition demands.
const MEDIS: &str = "http://medis.or.jp/CodeSystem/master-disease-keyNumber";

/// The profile of a prescription in a referral.
const MEDICATION_PROFILE: &str = "http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_MedicationRequest_eCS";

pub(super) fn check(look: &mut Look<'_>) {
    for entry in look.of_kind("Encounter") {
        let path = entry.path();
        let finished = text(entry.resource, "status") == "finished";
        look.must(finished, "encounter-status", format!("{path}.status"), Fault::Fixed("finished"));
        let class = member(entry.resource, "class");
        let full = text(class, "system") == codes::ACT && says(class, "code") && says(class, "display");
        look.must(full, "encounter-class", format!("{path}.class"), Fault::Form);
        let meta = !member(entry.resource, "meta").is_null();
        look.must(meta, "encounter-meta", format!("{path}.meta"), Fault::Missing);
        let worded = list(entry.resource, "reasonCode").iter().all(|reason| says(reason, "text"));
        look.must(worded, "encounter-reason", format!("{path}.reasonCode.text"), Fault::Missing);
    }
    for entry in look.of_kind("Condition") {
        look.must(is_condition(entry), "condition-shape", entry.path(), Fault::Missing);
    }
    for entry in look.of_kind("AllergyIntolerance") {
        look.must(is_allergy(entry), "allergy-shape", entry.path(), Fault::Missing);
    }
    for entry in look.of_kind("MedicationRequest") {
        // The bundle's own rule (validEntryProfile-MedicationRequest).
        let profile = has_profile(entry.resource, MEDICATION_PROFILE);
        let place = format!("{}.meta.profile", entry.path());
        look.must(profile, "medication-profile", place, Fault::Fixed(MEDICATION_PROFILE));
    }
    for entry in look.of_kind("DocumentReference") {
        let content = list(entry.resource, "content");
        let full = !content.is_empty() && content.iter().all(|part| part.get("attachment").is_some());
        look.must(full && says(entry.resource, "status"), "document-content", entry.path(), Fault::Missing);
    }
}

/// Number, certainty, one category, a code of the disease master and words, whose it is (JP_Condition_eCS).
fn is_condition(entry: Entry<'_>) -> bool {
    let condition = entry.resource;
    let code = member(condition, "code");
    let master = |coding: &Value| text(coding, "system") == MEDIS && says(coding, "code") && says(coding, "display");
    has_frame(condition)
        && !member(condition, "verificationStatus").is_null()
        && list(condition, "category").len() == 1
        && list(code, "coding").iter().any(master)
        && says(code, "text")
        && says(member(condition, "subject"), "reference")
}

/// Number, codes with words, whose it is (JP_AllergyIntolerance_eCS).
fn is_allergy(entry: Entry<'_>) -> bool {
    let allergy = entry.resource;
    let code = member(allergy, "code");
    let codings = list(code, "coding");
    let full = |coding: &Value| says(coding, "system") && says(coding, "code") && says(coding, "display");
    has_frame(allergy)
        && !codings.is_empty()
        && codings.iter().all(full)
        && says(code, "text")
        && says(member(allergy, "patient"), "reference")
}

fn has_frame(resource: &Value) -> bool {
    let mut numbers = list(resource, "identifier").iter();
    let numbered = numbers.any(|number| text(number, "system") == codes::RESOURCE_NUMBER && says(number, "value"));
    numbered && is_instant(text(member(resource, "meta"), "lastUpdated"))
}
