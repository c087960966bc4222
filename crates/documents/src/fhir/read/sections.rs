//! The words of a letter that came in, section by section.

use casework::letter::{Form, Source, Words};
use serde_json::Value;

use super::taking::{Taking, all};
use super::{More, Read, files, narrative, people};
use crate::fhir::codes::{self, section_of};

/// Every section, outer and inner.
pub(super) fn sections<'a>(taking: &mut Taking<'a>, composition: &'a Value, read: &mut Read) {
    for section in all(composition, "section") {
        let code = named(taking, section);
        match code {
            "920" => {
                people::institution(taking, section, &mut read.from);
                read.from.words = words(taking, section);
            }
            "910" => {
                people::institution(taking, section, &mut read.to);
                read.to.words = words(taking, section);
            }
            "300" => {
                all(section, "section").iter().for_each(|inner| part(taking, inner, read));
                more(taking, section, code, read);
            }
            _ => part(taking, section, read),
        }
    }
    let from = &read.from;
    let doctor = [from.doctor.as_str(), from.department.as_str()];
    let doctor: Vec<&str> = doctor.into_iter().filter(|text| !text.is_empty()).collect();
    add(&mut read.form.doctor, doctor.join("\n"));
    add(&mut read.form.institution, from.name.clone());
}

/// Takes a section's code and title where they are those of the profile, and gives its code.
fn named<'a>(taking: &mut Taking<'a>, section: &'a Value) -> &'a str {
    let coding = section.get("code").and_then(|code| all(code, "coding").first());
    let Some(coding) = coding else { return "" };
    let code = coding.get("code").and_then(Value::as_str).unwrap_or_default();
    if let Some(known) = section_of(code) {
        taking.fixed(coding, "code", code);
        taking.fixed(coding, "system", codes::SECTIONS);
        taking.fixed(coding, "display", &known.display());
        taking.fixed(section, "title", known.title);
    }
    code
}

/// One part: its words go into the field they belong to, or stand with their title; its files are files.
fn part<'a>(taking: &mut Taking<'a>, section: &'a Value, read: &mut Read) {
    let code = named(taking, section);
    files::files(taking, section, read);
    let Some(field) = field(&mut read.form, code) else {
        more(taking, section, code, read);
        return;
    };
    let mut words = words(taking, section);
    if words.is_empty() {
        words = said_by_entries(taking, section);
    } else {
        // The same words stand in the visit, too.
        repeated(taking, section, &words);
    }
    add(field, words);
}

fn field<'a>(form: &'a mut Form, code: &str) -> Option<&'a mut Words> {
    match code {
        "950" => Some(&mut form.purpose),
        "340" => Some(&mut form.diagnosis),
        "360" => Some(&mut form.course),
        "370" => Some(&mut form.past),
        "510" => Some(&mut form.allergies),
        "430" => Some(&mut form.medicines),
        "610" | "620" => Some(&mut form.findings),
        "420" => Some(&mut form.plan),
        "220" => Some(&mut form.remarks),
        _ => None,
    }
}

fn more<'a>(taking: &mut Taking<'a>, section: &'a Value, code: &str, read: &mut Read) {
    let mut words = words(taking, section);
    if words.is_empty() {
        words = said_by_entries(taking, section);
    }
    if words.is_empty() {
        return;
    }
    let title = match section_of(code) {
        Some(known) => known.title.to_owned(),
        None => taking.text(section, "title"),
    };
    read.more.push(More { code: code.to_owned(), title, words });
}

/// A section's narrative as text. One that says more than its letters is read and also left.
fn words<'a>(taking: &mut Taking<'a>, section: &'a Value) -> String {
    let Some(narrative) = section.get("text") else { return String::new() };
    taking.fixed(narrative, "status", "additional");
    let Some(div) = narrative.get("div") else { return String::new() };
    let (text, whole) = narrative::text(div.as_str().unwrap_or_default());
    if whole && div.is_string() {
        taking.take(div);
    }
    text
}

/// What the entries say, for a section that says nothing itself; what they say beside it is left.
fn said_by_entries<'a>(taking: &mut Taking<'a>, section: &'a Value) -> String {
    let mut lines = Vec::new();
    for reference in all(section, "entry") {
        if let Some(resource) = taking.follow(reference) {
            lines.extend(said(taking, resource));
        }
    }
    lines.retain(|line: &String| !line.is_empty());
    lines.join("\n")
}

/// A resource in words: of its code, its value, its notes.
fn said<'a>(taking: &mut Taking<'a>, resource: &'a Value) -> Vec<String> {
    let mut out = Vec::new();
    for name in ["code", "medicationCodeableConcept"] {
        if let Some(concept) = resource.get(name) {
            let text = taking.text(concept, "text");
            let coding = all(concept, "coding").first().filter(|_| text.is_empty());
            out.push(coding.map_or(text, |coding| taking.text(coding, "display")));
        }
    }
    out.extend(all(resource, "reasonCode").iter().map(|reason| taking.text(reason, "text")));
    out.push(taking.text(resource, "valueString"));
    out.push(taking.text(resource, "description"));
    for name in ["note", "dosageInstruction"] {
        out.extend(all(resource, name).iter().map(|note| taking.text(note, "text")));
    }
    out
}

/// Takes the reasons of a visit where they are the purpose's own words, and the references that lead there.
fn repeated<'a>(taking: &mut Taking<'a>, section: &'a Value, words: &str) {
    for reference in all(section, "entry") {
        let Some(resource) = taking.follow(reference) else { continue };
        for reason in all(resource, "reasonCode") {
            let flat = |text: &str| text.split_whitespace().collect::<String>();
            let said = reason.get("text").and_then(Value::as_str).unwrap_or_default();
            if !said.is_empty() && flat(said) == flat(words) {
                taking.fixed(reason, "text", said);
            }
        }
    }
}

/// Adds words to a field; two sections of one field stand below each other.
fn add(field: &mut Words, words: String) {
    if words.is_empty() {
        return;
    }
    if !field.text.is_empty() {
        field.text.push_str("\n\n");
    }
    field.text.push_str(&words);
    field.source = Source::Doctor;
}
