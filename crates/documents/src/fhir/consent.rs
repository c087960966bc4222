//! What the patient agreed to, as Consent: for one person, one purpose and the parts that were named.

use casework::case::Case;
use casework::id::PersonId;
use casework::people::{self, Part, Purpose};
use jiff::civil::Date;
use language::{Language, Text};
use serde_json::{Value, json};

use super::build::{Element, coding, concept, narrative};
use super::codes::own;
use super::id::lasting;
use super::people::{meta, patient_reference, reference};
use super::time::instant;

/// A consent; none when its person is not in the case as the reader sees it, or its time lies beyond the calendar.
///
/// It stays when it was withdrawn or has ended, as `inactive`: the patient sees what once held. It permits; what is not named is not permitted.
pub fn consent(case: &Case, consent: &people::Consent, language: Language, today: Date) -> Option<Value> {
    let actor = reference(case, consent.person)?;
    let given = instant(consent.given)?;
    let ended = consent.withdrawn.and_then(instant).or_else(|| consent.until.map(|day| day.to_string()));
    let text = language.text();
    let words = if consent.purpose.writes() { text.fhir_share_change() } else { text.fhir_share() };
    let named = consent.parts.iter().map(|part| part_words(*part, text));
    let made_up = case.made_up.then(|| text.fhir_made_up());
    let words: Vec<String> = std::iter::once(words).chain(named).chain(made_up).collect();
    let period = Element::new().with("start", given.as_str()).with_some("end", ended).done();
    let parts: Vec<Value> = consent.parts.iter().map(|part| coding(&own("part"), part.word(), "")).collect();
    let receives = concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP", "");
    let provision = Element::new()
        .with("type", "permit")
        .with("period", period)
        .with("actor", vec![json!({ "role": receives, "reference": actor })])
        .with("action", actions(consent.purpose))
        .with("purpose", vec![coding(&own("purpose"), word(consent.purpose), "")])
        .with("class", parts);
    // Who agreed, as the reader sees them: the patient, or who acts for them.
    let by = reference(case, consent.by).or_else(|| reference(case, PersonId::PATIENT));
    let scope = concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", "");
    Some(
        Element::resource("Consent", &id(case, consent))
            .with("meta", meta(case))
            .with("language", language.code())
            .with("text", narrative("generated", &words.join("\n")))
            .with("status", if consent.holds(today) { "active" } else { "inactive" })
            .with("scope", scope)
            .with("category", vec![concept("http://loinc.org", "59284-0", "Consent Document")])
            .with("patient", patient_reference(case))
            .with("dateTime", given)
            .with("performer", by.into_iter().collect::<Vec<Value>>())
            .with("policyRule", concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN", ""))
            .with("provision", provision.done())
            .done(),
    )
}

/// A consent has no number of its own; person, purpose and time together are one.
fn id(case: &Case, consent: &people::Consent) -> String {
    let what = format!("consent {} {}", word(consent.purpose), consent.given.0);
    lasting(case.id, &what, consent.person.0)
}

fn actions(purpose: Purpose) -> Vec<Value> {
    let action = |code: &str| concept("http://terminology.hl7.org/CodeSystem/consentaction", code, "");
    let codes: &[&str] = if purpose.writes() { &["access", "correct"] } else { &["access"] };
    codes.iter().map(|code| action(code)).collect()
}

fn part_words(part: Part, text: Text) -> String {
    match part {
        Part::Opinion => text.door_part_opinion(),
        Part::Worries => text.door_part_worries(),
        Part::Time => text.door_part_time(),
        Part::Choice => text.door_part_choice(),
        Part::Telling => text.door_part_telling(),
        Part::Letter => text.door_part_letter(),
        Part::Records => text.door_part_records(),
        Part::Application => text.door_part_application(),
        Part::Day => text.door_part_day(),
        Part::Second => text.door_part_second(),
        Part::Decision => text.door_part_decision(),
        Part::Ease => text.door_part_ease(),
        Part::People => text.door_part_people(),
        Part::Log => text.door_part_log(),
    }
}

fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ReadAlong => "read-along",
        Purpose::FillIn => "fill-in",
        Purpose::Counsel => "counsel",
        Purpose::WriteLetter => "write-letter",
        Purpose::Examine => "examine",
    }
}
