//! The visit from which the patient is referred: it repeats what the letter says already, and only such repetitions are taken.

use serde_json::Value;

use super::Read;
use super::taking::{Taking, all};
use crate::fhir::codes;
use crate::fhir::ereferral::Setting;

/// The encounter that the composition and the section of the purpose lead to.
pub(super) fn visit<'a>(taking: &mut Taking<'a>, composition: &'a Value, read: &mut Read) {
    let Some(visit) = composition.get("encounter").and_then(|reference| taking.follow(reference)) else { return };
    if visit.get("resourceType").and_then(Value::as_str) != Some("Encounter") {
        return;
    }
    taking.fixed(visit, "status", "finished");
    if let (Some(class), Some(setting)) = (visit.get("class"), read.setting) {
        same_setting(taking, class, setting);
    }
    for reason in all(visit, "reasonCode") {
        let said = reason.get("text").filter(|text| {
            text.as_str().is_some_and(|text| !text.trim().is_empty() && text.trim() == read.form.purpose.text.trim())
        });
        said.into_iter().for_each(|text| taking.take(text));
    }
}

fn same_setting<'a>(taking: &mut Taking<'a>, class: &'a Value, setting: Setting) {
    let (code, word) = setting.class();
    if taking.fixed(class, "code", code) {
        taking.fixed(class, "system", codes::ACT);
        taking.fixed(class, "display", word);
    }
}
