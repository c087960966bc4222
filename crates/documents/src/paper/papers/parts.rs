//! The sheets of the parts that go to a desk.

use casework::Part;
use casework::letter::{Form, Source, Words};
use language::Text;

use super::given::Given;
use super::words;
use super::writing::Writing;
use crate::paper::sheet::{Entry, Sheet};

/// Plain entries of a numbered list.
pub(super) fn entries(items: Vec<String>) -> Vec<Entry> {
    items.into_iter().map(|words| Entry { words, ..Entry::default() }).collect()
}

/// What the patient was told; without the plan when the doctor reads blind.
pub(super) fn opinion(given: &Given<'_>, blind: bool) -> Sheet {
    let (t, opinion) = (given.text, &given.case.opinion);
    let mut page = Writing::sent(given, words::part_sent(t, Part::Opinion));
    page.words(t.heard_dossier_opinion_note());
    let day = |on| words::day(t, on);
    page.answered([
        (t.opinion_condition(), opinion.condition_words.clone()),
        (t.opinion_site(), words::known(t, &opinion.site)),
        (t.opinion_kind(), words::known(t, &opinion.kind)),
        (t.opinion_stage(), words::known(t, &opinion.stage)),
        (t.opinion_doctor(), words::known(t, &opinion.doctor)),
        (t.opinion_institution(), opinion.institution_words.clone()),
        (t.opinion_said_on(), opinion.said_on.map(day).unwrap_or_default()),
        (t.opinion_decide_by(), opinion.decide_by.told().map(|on| day(*on)).unwrap_or_default()),
    ]);
    if !blind {
        page.answered(plan(given));
    }
    page.done()
}

fn plan(given: &Given<'_>) -> [(String, String); 2] {
    let (t, opinion) = (given.text, &given.case.opinion);
    [(t.opinion_treatment(), words::known(t, &opinion.treatment)), (t.opinion_unclear(), opinion.unclear.clone())]
}

/// How far the letter is, and the doctor's form when there is one; a draft says so.
pub(super) fn letter(given: &Given<'_>, blind: bool) -> Sheet {
    let (t, letter) = (given.text, &given.case.letter);
    let mut page = Writing::sent(given, words::part_sent(t, Part::Letter));
    match letter.received_on {
        Some(on) => page.words(t.heard_dossier_letter_received(words::day(t, on))),
        None => page.words(t.heard_dossier_letter_waits()),
    }
    if blind && letter.received_on.is_some() {
        page.words(t.heard_dossier_letter_blind());
    }
    if let Some(form) = &letter.form {
        match &form.signed {
            Some(signed) => page.words(super::letter::signed_by(t, signed)),
            None => page.mark(t.heard_dossier_draft()),
        }
        page.answered(fields(t, form, |name| !blind || !opened_later(name)));
    }
    page.done()
}

/// What of the letter tells the first doctor's plan.
fn opened_later(name: &str) -> bool {
    matches!(name, "plan" | "purpose" | "remarks")
}

fn fields(t: Text, form: &Form, goes: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let going = form.fields().into_iter().filter(|(name, _)| goes(name));
    going.map(|(name, words)| (label(t, name), said(t, words))).collect()
}

/// A field's words, marked when they are the patient's.
pub(super) fn said(t: Text, words: &Words) -> String {
    let text = words.text.trim();
    if is_patients(words) { t.paper_letter_marked(text, t.door_form_by_patient()) } else { text.to_owned() }
}

/// Whether a field holds what the patient recorded and no doctor has confirmed.
pub(super) fn is_patients(words: &Words) -> bool {
    words.source == Source::Patient && !words.text.trim().is_empty()
}

fn label(t: Text, name: &str) -> String {
    match name {
        "purpose" => t.door_form_purpose(),
        "diagnosis" => t.door_form_diagnosis(),
        "course" => t.door_form_course(),
        "plan" => t.door_form_plan(),
        "past" => t.door_form_past(),
        "allergies" => t.door_form_allergies(),
        "medicines" => t.door_form_medicines(),
        "findings" => t.door_form_findings(),
        "doctor" => t.door_form_doctor(),
        "institution" => t.door_form_institution(),
        _ => t.door_form_remarks(),
    }
}

/// The list of records, each with how it gets to the desk, and the files that go with them.
pub(super) fn records(given: &Given<'_>) -> Sheet {
    let t = given.text;
    let mut page = Writing::sent(given, words::part_sent(t, Part::Records));
    super::records::listed(&mut page, given);
    let files = super::records::files(given);
    if !files.is_empty() {
        page.heading(t.paper_application_files());
        page.list(files);
    }
    page.done()
}

/// Where the treatment stands, and the latest safe date a doctor named.
pub(super) fn time(given: &Given<'_>) -> Sheet {
    let (t, timing) = (given.text, &given.case.timing);
    let mut page = Writing::sent(given, words::part_sent(t, Part::Time));
    let facts = [
        (t.time_treatment(), timing.treatment.map(|treatment| words::treatment(t, treatment)).unwrap_or_default()),
        (t.time_latest(), timing.latest_safe.map(|on| words::day(t, on)).unwrap_or_default()),
        (t.time_latest_by(), timing.latest_safe_by.clone()),
    ];
    if facts.iter().all(|(_, answer)| answer.trim().is_empty()) {
        page.words(t.steps_not_answered());
    }
    page.answered(facts);
    page.done()
}

/// What a doctor who reads blind opens last.
pub(super) fn closed(given: &Given<'_>, with_opinion: bool, with_letter: bool) -> Sheet {
    let t = given.text;
    let mut page = Writing::sent(given, t.heard_dossier_closed());
    page.frame(String::new(), t.heard_dossier_closed_about());
    if with_opinion {
        page.answered(plan(given));
    }
    if let Some(form) = given.case.letter.form.as_ref().filter(|_| with_letter) {
        if form.signed.is_none() {
            page.mark(t.heard_dossier_draft());
        }
        page.answered(fields(t, form, opened_later));
    }
    page.done()
}
