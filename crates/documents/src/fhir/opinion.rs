//! First and second opinion as Composition, point by point.
//!
//! What only the patient was told is `preliminary` and its author is the patient's side: no doctor wrote it. What a doctor wrote and gave here is
//! `final`. Drafts do not go out. A point that was not said has its section with the reason why it is empty.

use casework::case::Case;
use casework::id::PersonId;
use casework::opinion::Known;
use casework::second::{Hand, Point, Says, SecondOpinion, Stands};
use casework::weigh::first_said;
use language::{Language, Text};
use serde_json::{Value, json};

use super::build::{Element, coding, concept, narrative, said};
use super::codes::own;
use super::id::lasting;
use super::people;
use super::time::instant;

/// The first opinion as it was told; none while nothing of it is put down, or without the day from which a composition must date.
pub fn first(case: &Case, language: Language) -> Option<Value> {
    let text = language.text();
    let points: Vec<(Point, Known<String>)> =
        Point::ALL.into_iter().map(|point| (point, first_said(case, point))).collect();
    if points.iter().all(|(_, known)| known.told().is_none()) {
        return None;
    }
    // The day it was said, or the day the case was begun: it was known then.
    let day = case.opinion.said_on.unwrap_or(case.begun_on);
    let mut sections: Vec<Value> =
        points.iter().map(|(point, known)| section(*point, Hand::Told.says(known), text)).collect();
    sections.extend(remarks(&case.opinion.unclear, text));
    let id = lasting(case.id, "first opinion", 0);
    let frame = frame(case, &id, &text.fhir_first_opinion(), language);
    let author = people::reference(case, case.begun_by).or_else(|| people::reference(case, PersonId::PATIENT));
    let author = author.unwrap_or_else(|| people::patient_reference(case));
    Some(
        frame
            .with("status", "preliminary")
            .with("date", day.to_string())
            .with("author", vec![author])
            .with("section", sections)
            .done(),
    )
}

/// A second opinion that was given; none for a draft.
pub fn second(case: &Case, second: &SecondOpinion, language: Language) -> Option<Value> {
    let text = language.text();
    let given = instant(second.given?)?;
    let told = second.hand == Hand::Told;
    let title = if told { text.fhir_second_told() } else { text.fhir_second_opinion() };
    let mut sections: Vec<Value> =
        Point::ALL.into_iter().map(|point| section(point, second.hand.says(&second.of(point)), text)).collect();
    let stands = second.stands.map(|stands| match stands {
        Stands::Agrees => ("agrees", text.fhir_stands_agrees()),
        Stands::Refines => ("refines", text.fhir_stands_refines()),
        Stands::Differs => ("differs", text.fhir_stands_differs()),
    });
    sections.extend(stands.map(|(code, words)| worded("stands", code, &words)));
    sections.extend(remarks(&second.remarks, text));
    let author = match second.hand {
        Hand::Told => people::reference(case, second.by).unwrap_or_else(|| people::patient_reference(case)),
        Hand::Doctor => doctor(case, second, text),
    };
    Some(
        frame(case, &second_id(case, second), &title, language)
            .with("status", if told { "preliminary" } else { "final" })
            .with("date", second.said_on.map_or(given, |day| day.to_string()))
            .with("author", vec![author])
            .with("section", sections)
            .done(),
    )
}

/// The id of a second opinion.
pub(super) fn second_id(case: &Case, second: &SecondOpinion) -> String {
    lasting(case.id, "second opinion", second.id.0)
}

fn frame(case: &Case, id: &str, title: &str, language: Language) -> Element {
    // LOINC's consultation note; the title says which opinion it is.
    let kind = coding("http://loinc.org", "11488-4", "Consult note");
    Element::resource("Composition", id)
        .with("meta", people::meta(case))
        .with("language", language.code())
        .with("type", json!({ "coding": [kind] }))
        .with("subject", people::patient_reference(case))
        .with("title", title)
}

/// The doctor by the name that stands on the opinion, which need not be a person of the case. Where no name may be read, it stays a doctor who wrote it.
fn doctor(case: &Case, second: &SecondOpinion, text: Text) -> Value {
    let names = [second.doctor.trim(), second.institution.trim()];
    let named: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let by_name = |words: &str| json!({ "type": "Practitioner", "display": words });
    if second.doctor.trim().is_empty() {
        return people::reference(case, second.by).unwrap_or_else(|| by_name(&text.weigh_second_nobody()));
    }
    by_name(&named.join(", "))
}

fn section(point: Point, says: Says<'_>, text: Text) -> Value {
    let title = match point {
        Point::Diagnosis => text.fhir_point_diagnosis(),
        Point::Stage => text.fhir_point_stage(),
        Point::Treatment => text.fhir_point_treatment(),
        Point::Aim => text.fhir_point_aim(),
        Point::Benefits => text.fhir_point_benefits(),
        Point::Harms => text.fhir_point_harms(),
        Point::Nothing => text.fhir_point_nothing(),
    };
    let (words, why_empty) = match says {
        Says::Words(words) => (words.to_owned(), None),
        Says::CannotBeSaid => (text.fhir_cannot_be_said(), Some("unavailable")),
        Says::NotClear => (text.fhir_not_clear(), Some("unavailable")),
        Says::Nothing => (text.fhir_not_said(), Some("unavailable")),
    };
    let empty = |code: &str| concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", code, "");
    Element::new()
        .with("title", title)
        .with("code", people::ours("point", point.word()))
        .with("text", narrative("generated", &words))
        .with_some("emptyReason", why_empty.map(empty))
        .done()
}

fn worded(system: &str, code: &str, words: &str) -> Value {
    Element::new().with("code", concept(&own(system), code, "")).with("text", narrative("generated", words)).done()
}

fn remarks(words: &str, text: Text) -> Option<Value> {
    let words = Some(words.trim()).filter(|words| !words.is_empty())?;
    let title = text.fhir_point_remarks();
    let element = Element::new().with("title", title.as_str()).with("code", said(&title));
    Some(element.with("text", narrative("generated", words)).done())
}
