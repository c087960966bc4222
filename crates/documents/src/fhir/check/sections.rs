//! The sections: which must be there, what each is called, what it may lead to.

use serde_json::Value;

use super::Fault;
use super::look::{Look, list, member, text};
use crate::fhir::codes::{self, INNER, OUTER, Section};

/// A section with its place and what the profile says of its code; nothing for a code of somebody else's, which the profile lets stand.
struct Place<'a> {
    section: &'a Value,
    path: String,
    known: Option<&'static Section>,
}

pub(super) fn check(look: &mut Look<'_>) {
    let Some(entry) = look.composition() else { return };
    let path = format!("{}.section", entry.path());
    let outer = places(entry.resource, &path, &OUTER);
    let count = |code: &str| outer.iter().filter(|place| code_of(place.section) == code).count();
    for (code, rule) in [("920", "section-from"), ("910", "section-to")] {
        exactly_one(look, count(code), rule, &path);
    }
    let either = (count("200") == 0) != (count("300") == 0);
    look.must(either, "section-cda-or-structured", path.as_str(), Fault::OneOfTwo);
    for code in ["200", "300"] {
        look.must(count(code) <= 1, "section-once", path.as_str(), Fault::TooMany);
    }
    for place in &outer {
        one(look, place);
        if code_of(place.section) == "300" {
            inner(look, place);
        } else {
            deeper(look, place);
        }
    }
}

fn inner(look: &mut Look<'_>, structured: &Place<'_>) {
    let path = format!("{}.section", structured.path);
    let places = places(structured.section, &path, &INNER);
    let count = |code: &str| places.iter().filter(|place| code_of(place.section) == code).count();
    for (code, rule) in [("950", "section-purpose"), ("340", "section-diagnosis"), ("360", "section-course")] {
        exactly_one(look, count(code), rule, &path);
    }
    for section in INNER.iter().filter(|section| !section.required) {
        look.must(count(section.code) <= 1, "section-once", path.as_str(), Fault::TooMany);
    }
    for place in &places {
        one(look, place);
        deeper(look, place);
    }
}

fn places<'a>(of: &'a Value, path: &str, known: &'static [Section]) -> Vec<Place<'a>> {
    let place = |(number, section): (usize, &'a Value)| {
        let code = code_of(section);
        Place { section, path: format!("{path}[{number}]"), known: known.iter().find(|known| known.code == code) }
    };
    list(of, "section").iter().enumerate().map(place).collect()
}

fn code_of(section: &Value) -> &str {
    list(member(section, "code"), "coding").first().map_or("", |coding| text(coding, "code"))
}

fn exactly_one(look: &mut Look<'_>, count: usize, rule: &'static str, path: &str) {
    let fault = if count == 0 { Fault::Missing } else { Fault::TooMany };
    look.must(count == 1, rule, path, fault);
}

/// What holds for each section.
fn one(look: &mut Look<'_>, place: &Place<'_>) {
    let (section, path) = (place.section, place.path.as_str());
    let codings = list(member(section, "code"), "coding");
    let system = codings.len() == 1 && codings.iter().all(|coding| text(coding, "system") == codes::SECTIONS);
    look.must(system, "section-system", format!("{path}.code.coding"), Fault::Fixed(codes::SECTIONS));
    let narrative = member(section, "text");
    let content = !narrative.is_null() || !list(section, "entry").is_empty() || !list(section, "section").is_empty();
    look.must(content, "section-content", path, Fault::Missing);
    if !narrative.is_null() {
        let status = text(narrative, "status") == "additional";
        look.must(status, "section-text-status", format!("{path}.text.status"), Fault::Fixed("additional"));
        let div = text(narrative, "div");
        let is_div = div.starts_with("<div") && div.contains("http://www.w3.org/1999/xhtml");
        look.must(is_div, "section-text", format!("{path}.text.div"), Fault::Form);
    }
    let plain = section.get("mode").is_none() && section.get("orderedBy").is_none();
    look.must(plain, "section-no-mode", path, Fault::NotAllowed);
    if let Some(known) = place.known {
        named(look, place, known);
        entries(look, place, known);
    }
}

fn named(look: &mut Look<'_>, place: &Place<'_>, known: &'static Section) {
    let titled = text(place.section, "title") == known.title;
    look.must(titled, "section-title", format!("{}.title", place.path), Fault::Fixed(known.title));
    for coding in list(member(place.section, "code"), "coding") {
        // The profile fixes no word for 910.
        let word = known.code == "910" || coding.get("display").is_none() || text(coding, "display") == known.display();
        look.must(word, "section-word", format!("{}.code.coding.display", place.path), Fault::Fixed(known.title));
    }
}

fn entries(look: &mut Look<'_>, place: &Place<'_>, known: &'static Section) {
    let entries = list(place.section, "entry");
    let path = format!("{}.entry", place.path);
    let kinds: Vec<&str> = entries.iter().map(|entry| look.kind_of(entry)).collect();
    let count = |kind: &str| kinds.iter().filter(|known| **known == kind).count();
    match known.code {
        "920" | "910" => {
            let one = count("Organization") == 1 && count("Practitioner") <= 1;
            look.must(one, "section-institution", path.as_str(), Fault::OtherKind);
        }
        "210" | "230" => look.must(!entries.is_empty(), "section-file", path.as_str(), Fault::Missing),
        "200" => exactly_one(look, entries.len(), "section-file", &path),
        "220" => look.must(entries.len() <= 1, "section-file", path.as_str(), Fault::TooMany),
        _ => {}
    }
    if known.code == "230" {
        let without = place.section.get("text").is_none();
        look.must(without, "section-pdf-no-text", format!("{}.text", place.path), Fault::NotAllowed);
    }
    // Section 300 has no entries of its own kind; what does not resolve is told by the rule of references.
    let fits = |kind: &&str| kind.is_empty() || known.entries.is_empty() || known.entries.contains(kind);
    for (number, _) in kinds.iter().enumerate().filter(|(_, kind)| !fits(kind)) {
        look.must(false, "section-entry-kind", format!("{path}[{number}]"), Fault::OtherKind);
    }
}

fn deeper(look: &mut Look<'_>, place: &Place<'_>) {
    let flat = place.known.is_none() || place.section.get("section").is_none();
    look.must(flat, "section-no-deeper", format!("{}.section", place.path), Fault::NotAllowed);
}
