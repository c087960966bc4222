//! What lies in a dossier: one sheet a part, and only the parts that were sent.

use casework::application::Application as Applied;
use casework::letter::{Form, Words};
use casework::opinion::Known;
use casework::records::Item;
use casework::timing::Treatment;
use casework::{Consent, Deed, Part};
use language::Text;

use super::apply::part_words;
use crate::case::letter_form;
use crate::case::steps::At;
use crate::case::steps::records::{item_words, stage_words};
use crate::case::words;

/// One sheet.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) title: String,
    /// What it is not yet: a draft.
    pub(super) mark: String,
    pub(super) notes: Vec<String>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) list: Vec<String>,
    /// To be opened by the doctor only after the own view is written down.
    pub(super) closed: bool,
}

/// Every sheet, in the order of reading; the closed ones are the last, so that they can be folded.
pub(super) fn sheets(at: &At<'_>, application: &Applied) -> Vec<Sheet> {
    let goes = |part: Part| application.parts.contains(&part) && at.may(Deed::Read(part));
    let sheets = [
        goes(Part::Opinion).then(|| opinion(at, application.blind)),
        goes(Part::Letter).then(|| letter(at, application.blind)),
        goes(Part::Records).then(|| records(at)),
        goes(Part::Time).then(|| time(at)),
        questions(at, application).filter(|_| !application.blind),
        coming(at, application),
        Some(consent(at, application)),
        (application.blind && (goes(Part::Opinion) || goes(Part::Letter)))
            .then(|| closed(at, goes(Part::Opinion), goes(Part::Letter))),
        // What one asks tells what was proposed.
        questions(at, application).filter(|_| application.blind).map(|sheet| Sheet {
            title: at.t.heard_dossier_closed_questions(),
            notes: vec![at.t.heard_dossier_closed_about()],
            closed: true,
            ..sheet
        }),
    ];
    sheets.into_iter().flatten().collect()
}

/// What was answered; what was not asked or answered is left out.
fn given(facts: Vec<(String, String)>) -> Vec<(String, String)> {
    facts.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()
}

fn known(t: Text, known: &Known<String>) -> String {
    match known {
        Known::Told(text) => text.clone(),
        Known::Unclear => t.steps_unclear_shown(),
        Known::Open => String::new(),
    }
}

fn opinion(at: &At<'_>, blind: bool) -> Sheet {
    let (t, opinion) = (at.t, &at.view.case.opinion);
    let mut facts = vec![
        (t.opinion_condition(), opinion.condition_words.clone()),
        (t.opinion_site(), known(t, &opinion.site)),
        (t.opinion_kind(), known(t, &opinion.kind)),
        (t.opinion_stage(), known(t, &opinion.stage)),
        (t.opinion_doctor(), known(t, &opinion.doctor)),
        (t.opinion_institution(), opinion.institution_words.clone()),
        (t.opinion_said_on(), opinion.said_on.map(|on| at.day(on)).unwrap_or_default()),
        (t.opinion_decide_by(), opinion.decide_by.told().map(|on| at.day(*on)).unwrap_or_default()),
    ];
    if !blind {
        facts.extend(plan(at));
    }
    let notes = vec![t.heard_dossier_opinion_note()];
    Sheet { title: part_words(t, Part::Opinion).0, notes, facts: given(facts), ..Sheet::default() }
}

fn plan(at: &At<'_>) -> Vec<(String, String)> {
    let (t, opinion) = (at.t, &at.view.case.opinion);
    vec![(t.opinion_treatment(), known(t, &opinion.treatment)), (t.opinion_unclear(), opinion.unclear.clone())]
}

fn letter(at: &At<'_>, blind: bool) -> Sheet {
    let (t, letter) = (at.t, &at.view.case.letter);
    let mut sheet = Sheet { title: part_words(t, Part::Letter).0, ..Sheet::default() };
    if let Some(on) = letter.received_on {
        sheet.notes.push(t.heard_dossier_letter_received(at.day(on)));
        if blind {
            sheet.notes.push(t.heard_dossier_letter_blind());
        }
    } else {
        sheet.notes.push(t.heard_dossier_letter_waits());
    }
    if let Some(form) = &letter.form {
        match &form.signed {
            Some(signed) => sheet.notes.push(t.letter_form_signed(signed.by.as_str(), at.day(signed.on))),
            None => sheet.mark = t.heard_dossier_draft(),
        }
        sheet.facts = given(fields(t, form, |name| !blind || !opened_later(name)));
    }
    sheet
}

/// What of the letter tells the first doctor's plan.
fn opened_later(name: &str) -> bool {
    matches!(name, "plan" | "purpose" | "remarks")
}

fn fields(t: Text, form: &Form, goes: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let all: [(&str, &Words); 11] = [
        ("purpose", &form.purpose),
        ("diagnosis", &form.diagnosis),
        ("course", &form.course),
        ("plan", &form.plan),
        ("past", &form.past),
        ("allergies", &form.allergies),
        ("medicines", &form.medicines),
        ("findings", &form.findings),
        ("remarks", &form.remarks),
        ("doctor", &form.doctor),
        ("institution", &form.institution),
    ];
    let going = all.into_iter().filter(|(name, _)| goes(name));
    going.map(|(name, words)| (letter_form::label(t, name).unwrap_or_default(), words.text.clone())).collect()
}

fn records(at: &At<'_>) -> Sheet {
    let (t, case) = (at.t, &at.view.case);
    let one = |item: &Item| {
        let since = item.steps.last().map(|(_, on)| at.day(*on));
        let files = item.attachments.len();
        let parts = [
            Some(item_words(t, item)),
            Some(stage_words(t, item.stage())),
            since,
            item.loan.then(|| t.records_loan()),
            (files > 0).then(|| t.heard_files(files)),
            Some(item.note.clone()).filter(|note| !note.trim().is_empty()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(&t.words_semicolon())
    };
    let list: Vec<String> = case.records.iter().map(one).collect();
    let notes = if list.is_empty() { vec![t.records_none()] } else { Vec::new() };
    Sheet { title: part_words(t, Part::Records).0, notes, list, ..Sheet::default() }
}

fn time(at: &At<'_>) -> Sheet {
    let (t, timing) = (at.t, &at.view.case.timing);
    let treatment = timing.treatment.map(|treatment| match treatment {
        Treatment::NotStarted => t.time_treatment_not_started(),
        Treatment::WithinDays => t.time_treatment_within_days(),
        Treatment::InHospital => t.time_treatment_in_hospital(),
        Treatment::Begun => t.time_treatment_begun(),
        Treatment::Unknown => t.time_treatment_unknown(),
    });
    let facts = given(vec![
        (t.time_treatment(), treatment.unwrap_or_default()),
        (t.time_latest(), timing.latest_safe.map(|on| at.day(on)).unwrap_or_default()),
        (t.time_latest_by(), timing.latest_safe_by.clone()),
    ]);
    let notes = if facts.is_empty() { vec![t.steps_not_answered()] } else { Vec::new() };
    Sheet { title: part_words(t, Part::Time).0, notes, facts, ..Sheet::default() }
}

/// The questions, when they were sent ahead.
fn questions(at: &At<'_>, application: &Applied) -> Option<Sheet> {
    let case = &at.view.case;
    let day = case.days.iter().find(|day| day.application == application.id)?;
    day.sent_ahead.filter(|_| at.may(Deed::Read(Part::Day)))?;
    let list = case.questions.iter().map(|question| question.words.clone()).collect();
    Some(Sheet { title: at.t.heard_questions(), list, ..Sheet::default() })
}

fn coming(at: &At<'_>, application: &Applied) -> Option<Sheet> {
    let (t, case) = (at.t, &at.view.case);
    let day = case.days.iter().find(|day| day.application == application.id)?;
    let patient = if day.patient_comes { t.heard_patient_comes_yes() } else { t.heard_patient_comes_no() };
    Some(Sheet {
        title: t.heard_coming(),
        notes: vec![patient],
        list: day.coming.iter().map(|one| super::coming::in_words(t, one)).collect(),
        ..Sheet::default()
    })
}

/// Who agreed to what.
fn consent(at: &At<'_>, application: &Applied) -> Sheet {
    let (t, case) = (at.t, &at.view.case);
    let mut sheet = Sheet { title: t.heard_dossier_consent(), ..Sheet::default() };
    // Only what stands there and still holds: who agreed is not guessed, and nothing that was taken back is shown as agreed.
    let holding = |consent: &&Consent| consent.person == application.desk && consent.holds(at.view.today);
    if let Some(agreed) = case.consents.iter().rev().find(holding) {
        let by = case.person(agreed.by).map_or_else(|| t.door_role_patient(), |person| words::person(t, person));
        sheet.notes.push(t.heard_dossier_agreed(by, at.moment_day(agreed.given)));
        let parts = Part::SENT.into_iter().filter(|part| application.parts.contains(part));
        sheet.list = parts.map(|part| part_words(t, part).0).collect();
    }
    sheet.notes.extend([t.heard_dossier_ends(), t.heard_dossier_sign()]);
    sheet
}

/// What a doctor who reads blind opens last.
fn closed(at: &At<'_>, with_opinion: bool, with_letter: bool) -> Sheet {
    let t = at.t;
    let mut facts = if with_opinion { plan(at) } else { Vec::new() };
    if let Some(form) = at.view.case.letter.form.as_ref().filter(|_| with_letter) {
        facts.extend(fields(t, form, opened_later));
    }
    Sheet {
        title: t.heard_dossier_closed(),
        notes: vec![t.heard_dossier_closed_about()],
        facts: given(facts),
        closed: true,
        ..Sheet::default()
    }
}
