//! Reading a referral that came in: its words fill the letter's form, and whatever was not understood is listed by its place.
//!
//! Nothing is believed: the document may be damaged, huge or made to harm. It is read once with limits on size, depth and count; a member that stands
//! twice is refused, because readers differ in which one they take. Each value of the document is then taken into `Read`, or belongs to the frame
//! that holds a document together (references, types, ids, languages, profiles, when each resource was stored, and the words the profile fixes),
//! or stands in `left`. A coded illness, for example, stays in `left` where its section also says it in words.
//!
//! What is read was a doctor's letter somewhere else. It is not signed here: `Form::signed` stays empty.

mod files;
mod narrative;
mod people;
mod sections;
mod strict;
mod taking;
mod visit;

use casework::letter::Form;
use jiff::civil::Date;
use language::Text;
use serde_json::Value;

use super::check::{self, Finding};
use super::codes;
use super::ereferral::{Gender, Setting};
use taking::Taking;

pub use strict::{BYTES, DEPTH, VALUES};

/// How many values that were not understood are listed; the others are counted.
pub const LEFT: usize = 2_000;

/// Why a document cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is larger than is read, in bytes.
    #[error("the document is larger than {0} bytes; ask for one without large files in it")]
    TooLarge(usize),
    /// It nests deeper than is read.
    #[error("the document nests deeper than {0} levels, which no letter does")]
    TooDeep(usize),
    /// It holds more values than are read.
    #[error("the document holds more than {0} values, which no letter does")]
    TooMany(usize),
    /// It is no JSON.
    #[error("the document is no JSON: it cannot be read on from line {line}, column {column}; ask for it again")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A member stands twice in one element.
    #[error("the member {0:?} stands twice in one element, so it is not certain what is meant; ask for it again")]
    Twice(String),
    /// It is JSON and no document of FHIR.
    #[error("the file is no FHIR document (a Bundle of the type `document`)")]
    NotADocument,
    /// A document, and no letter of introduction.
    #[error("the document is no letter of introduction: it has no Composition of the type 57133-1")]
    NotALetter,
}

impl Unreadable {
    /// The sentence for a person.
    pub fn say(&self, text: Text) -> String {
        match self {
            Unreadable::TooLarge(_) => text.fhir_too_large(),
            Unreadable::TooDeep(_) | Unreadable::TooMany(_) => text.fhir_too_much(),
            Unreadable::NotJson { line, .. } => text.fhir_not_json(*line),
            Unreadable::Twice(_) => text.fhir_twice(),
            Unreadable::NotADocument => text.fhir_not_a_document(),
            Unreadable::NotALetter => text.fhir_not_a_letter(),
        }
    }
}

/// A number by which somebody is known somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// Whose number it is, as an address.
    pub system: String,
    /// The number.
    pub value: String,
}

/// The patient. An empty text is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadPatient {
    /// The name.
    pub name: String,
    /// The family name in it.
    pub family: String,
    /// The given names in it.
    pub given: String,
    /// The name in kana.
    pub kana: String,
    /// Sex.
    pub gender: Option<Gender>,
    /// Birth date, when it is a whole one.
    pub birth: Option<Date>,
    /// Address.
    pub address: String,
    /// Postal code.
    pub postal: String,
    /// Telephone.
    pub phone: String,
    /// Numbers: of the insurance, of the hospital.
    pub numbers: Vec<Number>,
}

/// An institution. An empty text is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadInstitution {
    /// Its name.
    pub name: String,
    /// Its numbers.
    pub numbers: Vec<Number>,
    /// Address.
    pub address: String,
    /// Postal code.
    pub postal: String,
    /// Telephone.
    pub phone: String,
    /// Department.
    pub department: String,
    /// The doctor.
    pub doctor: String,
    /// What the section says in words.
    pub words: String,
}

/// A part of the letter that the form has no field for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// Its code; empty when it has none.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its words.
    pub words: String,
}

/// A file that came along or is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFile {
    /// Its name.
    pub name: String,
    /// Its type, as the document says; the content was not looked at.
    pub media_type: String,
    /// In bytes, as the document says.
    pub size: Option<u64>,
    /// Its hash, as it stands there.
    pub hash: String,
    /// Where it is said to lie; it is never fetched.
    pub address: String,
    /// Its content, when it lies inside.
    pub content: Option<Vec<u8>>,
}

/// A value that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where, as a FHIRPath.
    pub place: String,
    /// The value, shortened to 120 letters.
    pub value: String,
}

/// A letter that came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The letter's words.
    pub form: Form,
    /// The patient.
    pub patient: ReadPatient,
    /// Who refers.
    pub from: ReadInstitution,
    /// To whom.
    pub to: ReadInstitution,
    /// The numbers of the document and of the letter.
    pub numbers: Vec<Number>,
    /// The letter's version.
    pub version: String,
    /// When it was written, as it stands there.
    pub written: String,
    /// When the document was put together, as it stands there.
    pub put_together: String,
    /// When it was issued, as it stands there.
    pub issued: String,
    /// Where the patient was seen.
    pub setting: Option<Setting>,
    /// The day on which its writer signed, as it stands there; whether it was so nobody checked.
    pub signed: String,
    /// Whether the document, its letter or its patient is said to be made up for trying out.
    pub made_up: bool,
    /// Parts that the form has no field for.
    pub more: Vec<More>,
    /// Files.
    pub files: Vec<ReadFile>,
    /// What was not understood, in the order of the document.
    pub left: Vec<Left>,
    /// How much more was not understood than is listed.
    pub left_off: usize,
    /// The rules it breaks; a letter that breaks some can still be read.
    pub findings: Vec<Finding>,
}

/// Reads a letter (JSON, UTF-8, at most `BYTES` bytes).
pub fn ereferral(bytes: &[u8]) -> Result<Read, Unreadable> {
    let document = strict::read(bytes)?;
    let text = |name: &str| document.get(name).and_then(Value::as_str);
    if text("resourceType") != Some("Bundle") || text("type") != Some("document") {
        return Err(Unreadable::NotADocument);
    }
    let mut taking = Taking::of(&document);
    let composition = taking.first("Composition").filter(|found| is_letter(found)).ok_or(Unreadable::NotALetter)?;
    let mut read = Read::default();
    frame(&mut taking, &mut read);
    head(&mut taking, composition, &mut read);
    people::patient(&mut taking, composition, &mut read.patient);
    sections::sections(&mut taking, composition, &mut read);
    people::custodian(&mut taking, composition);
    read.signed = people::signed(&mut taking, composition);
    visit::visit(&mut taking, composition, &mut read);
    (read.left, read.left_off) = taking.left();
    read.findings = check::ereferral(&document);
    Ok(read)
}

fn is_letter(composition: &Value) -> bool {
    let codings = composition.pointer("/type/coding").and_then(Value::as_array);
    codings.into_iter().flatten().any(|coding| coding.get("code").and_then(Value::as_str) == Some(codes::REFERRAL))
}

/// What every document has around its words.
fn frame<'a>(taking: &mut Taking<'a>, read: &mut Read) {
    let document = taking.document();
    taking.fixed(document, "type", "document");
    read.put_together = taking.text(document, "timestamp");
    read.numbers.extend(number(taking, document));
    read.made_up = taking.frames();
}

fn number<'a>(taking: &mut Taking<'a>, of: &'a Value) -> Option<Number> {
    let identifier = of.get("identifier")?;
    Some(Number { system: taking.text(identifier, "system"), value: taking.text(identifier, "value") })
}

/// What the composition says of itself.
fn head<'a>(taking: &mut Taking<'a>, composition: &'a Value, read: &mut Read) {
    read.numbers.extend(number(taking, composition));
    read.written = taking.text(composition, "date");
    taking.fixed(composition, "status", "final");
    taking.fixed(composition, "title", codes::TITLE);
    for extension in taking::all(composition, "extension") {
        if taking.fixed(extension, "url", codes::VERSION_NUMBER) {
            read.version = taking.text(extension, "valueString");
        }
    }
    for coding in composition.get("type").map(|kind| taking::all(kind, "coding")).unwrap_or_default() {
        taking.fixed(coding, "code", codes::REFERRAL);
        taking.fixed(coding, "system", codes::DOCUMENT_TYPES);
        taking.fixed(coding, "display", codes::TITLE);
    }
    for coding in taking::all(composition, "category").iter().flat_map(|category| taking::all(category, "coding")) {
        for (setting, code, word) in Setting::documents() {
            if taking.fixed(coding, "code", code) {
                read.setting = Some(setting);
                taking.fixed(coding, "display", word);
                taking.fixed(coding, "system", codes::DOCUMENT_SUBTYPES);
            }
        }
    }
    for event in taking::all(composition, "event") {
        taking::all(event, "code").iter().for_each(|code| {
            taking.fixed(code, "text", codes::ISSUED);
        });
        if let Some(period) = event.get("period").filter(|_| read.issued.is_empty()) {
            read.issued = taking.text(period, "start");
        }
    }
}
