//! The sections of a letter.

use casework::letter::{Source, Words};
use serde_json::{Value, json};

use super::Letter;
use super::resources::{Entries, address};
use crate::fhir::build::{Element, coding, narrative, reference};
use crate::fhir::codes::{self, Section, section_of};

/// Who refers and to whom, the letter's parts, the files, the remarks, the letter as PDF.
pub(super) fn sections(letter: &Letter<'_>, entries: &Entries) -> Vec<Value> {
    let given = letter.given;
    let from = [&given.from.name, &given.from.department, &letter.signed.by];
    let to = [&given.to.name, &given.to.department, &given.to.doctor];
    let mut from_entries = vec![reference("Organization", address(&entries.from))];
    from_entries.push(reference("Practitioner", address(&entries.author)));
    let mut to_entries = vec![reference("Organization", address(&entries.to))];
    to_entries.extend(entries.to_doctor.iter().map(|doctor| reference("Practitioner", address(doctor))));
    let document = |file: &Value| reference("DocumentReference", address(file));
    let files: Vec<Value> = entries.files.iter().map(document).collect();
    let pdf: Vec<Value> = entries.pdf.iter().map(document).collect();
    let mut out = vec![
        section("920", &lines(&from)).with("entry", from_entries).done(),
        section("910", &lines(&to)).with("entry", to_entries).done(),
        section("300", "").with("section", inner(letter, entries)).done(),
    ];
    if !files.is_empty() {
        out.push(section("210", "").with("entry", files).done());
    }
    let remarks = remarks(letter);
    if !remarks.is_empty() {
        out.push(section("220", &remarks).done());
    }
    if !pdf.is_empty() {
        out.push(section("230", "").with("entry", pdf).done());
    }
    out
}

/// The parts in words, in the order of the profile; a part without words is left out.
fn inner(letter: &Letter<'_>, entries: &Entries) -> Vec<Value> {
    let form = letter.form;
    let parts: [(&str, &Words); 8] = [
        ("950", &form.purpose),
        ("340", &form.diagnosis),
        ("360", &form.course),
        ("370", &form.past),
        ("510", &form.allergies),
        ("430", &form.medicines),
        // The form has one field for findings and results; it goes where results stand.
        ("620", &form.findings),
        ("420", &form.plan),
    ];
    let filled = parts.into_iter().filter(|(_, words)| !words.text.trim().is_empty());
    filled
        .map(|(code, words)| {
            let section = section(code, &said(letter, words));
            let purpose = vec![reference("Encounter", address(&entries.encounter))];
            if code == "950" { section.with("entry", purpose).done() } else { section.done() }
        })
        .collect()
}

/// The remarks; a made-up letter says first that it is one.
fn remarks(letter: &Letter<'_>) -> String {
    let made_up = if letter.case.made_up { letter.language.text().fhir_made_up() } else { String::new() };
    lines(&[&made_up, &said(letter, &letter.form.remarks)])
}

/// The words, with a line before them where only the patient recorded them: such a field the doctor has not looked at.
fn said(letter: &Letter<'_>, words: &Words) -> String {
    match words.source {
        Source::Patient if !words.text.trim().is_empty() => {
            format!("{}\n{}", letter.language.text().fhir_only_patient(), words.text)
        }
        Source::Patient | Source::Doctor | Source::Empty => words.text.clone(),
    }
}

fn section(code: &str, words: &str) -> Element {
    let known = section_of(code);
    let title = known.map_or("", |section| section.title);
    let display = known.map(Section::display).unwrap_or_default();
    let text = Some(words.trim()).filter(|words| !words.is_empty()).map(|words| narrative("additional", words));
    Element::new()
        .with("title", title)
        .with("code", json!({ "coding": [coding(codes::SECTIONS, code, &display)] }))
        .with_some("text", text)
}

fn lines(texts: &[&String]) -> String {
    let filled: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    filled.join("\n")
}
