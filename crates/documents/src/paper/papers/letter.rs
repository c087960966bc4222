//! The letter of introduction: the fields of form 別紙様式11, in Japanese as that form and in English as an international referral letter.
//!
//! It is a draft until a doctor signs. Words of the patient's own record are marked as such one by one, and what nobody wrote is an empty row: the
//! form of a case holds no address, telephone, sex, date of birth, occupation, family history or course of treatment.

use casework::Case;
use casework::letter::{Form, Signature, Signed, Source, Words};
use casework::opinion::Known;
use language::{Language, Text};

use super::given::Given;
use super::parts::{is_patients, said};
use super::words;
use super::writing::{Writing, patient_name};
use crate::paper::sheet::Sheet;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let (t, case) = (given.text, given.case);
    let form = case.letter.form.clone().unwrap_or_else(|| prefilled(case));
    let mut page = Writing::of(given, t.paper_letter_title());
    page.under(&[&t.paper_letter_under()]);
    let signed_on = form.signed.as_ref().map(|signed| words::day(t, signed.on));
    let patients = form.fields().iter().any(|(_, words)| is_patients(words));
    let patients = if patients { t.paper_letter_patients(t.door_form_by_patient()) } else { String::new() };
    match &form.signed {
        None => {
            page.mark(t.door_form_draft());
            let to_do = [t.paper_letter_unsigned(), patients, t.paper_letter_more_pages()];
            page.remark(to_do.join(&t.words_gap()));
        }
        Some(signed) => {
            page.words(signed_by(t, signed));
            page.remark(patients);
        }
    }
    page.form([(t.paper_letter_date(), signed_on.unwrap_or_default())]);
    page.form(addressee(given));
    page.form(sender(t, &form));
    page.form(patient(given));
    page.form(body(t, &form));
    page.blank(t.door_form_sign_here());
    if is_foreign(t, &form) {
        page.remark(t.paper_letter_tongue());
    }
    page.done()
}

/// Who checked the words and how they sign. No title is put to the name: doctors write it as it is to stand on the letter.
pub(super) fn signed_by(t: Text, signed: &Signed) -> String {
    let (by, on) = (signed.by.trim(), words::day(t, signed.on));
    match signed.how {
        Signature::OnPaper => t.door_form_signed_paper(by, on),
        Signature::File(_) => t.door_form_signed_file(by, on),
    }
}

/// The institution that is asked, and its doctor once one is named.
fn addressee(given: &Given<'_>) -> Vec<(String, String)> {
    let (t, case) = (given.text, given.case);
    let applied = given.applied();
    let first = || case.choice.chosen.first().map(|chosen| chosen.name.as_str());
    let institution = applied.map(|known| known.name.as_str()).or_else(first).unwrap_or_default().to_owned();
    let doctor = applied.and_then(|known| case.person(known.doctor?)).map(|doctor| doctor.name.trim());
    let doctor = doctor.unwrap_or_default().to_owned();
    let doctor_label = if doctor.is_empty() { t.paper_letter_to_doctor_blank() } else { t.paper_letter_to_doctor() };
    vec![(t.paper_letter_to(), institution), (doctor_label, doctor)]
}

fn sender(t: Text, form: &Form) -> Vec<(String, String)> {
    let doctor = match (&form.signed, said(t, &form.doctor)) {
        (Some(signed), doctor) if doctor.is_empty() => signed.by.clone(),
        (_, doctor) => doctor,
    };
    vec![
        (t.paper_letter_place(), String::new()),
        (t.paper_letter_from(), said(t, &form.institution)),
        (t.paper_letter_from_telephone(), String::new()),
        (t.paper_letter_doctor(), doctor),
    ]
}

fn patient(given: &Given<'_>) -> Vec<(String, String)> {
    let t = given.text;
    let blank = |name| (name, String::new());
    vec![
        (t.paper_letter_patient(), patient_name(given).to_owned()),
        blank(t.paper_letter_sex()),
        blank(t.paper_letter_address()),
        blank(t.paper_letter_telephone()),
        blank(t.paper_letter_born()),
        blank(t.paper_letter_work()),
    ]
}

/// What the doctor says of the patient, in the order of the form; the treatment plan, which the fee rule for a second opinion asks for (B010),
/// follows the course of treatment.
fn body(t: Text, form: &Form) -> Vec<(String, String)> {
    let named = |words: &Words, named: fn(&Text, String) -> String| {
        Some(said(t, words)).filter(|words| !words.is_empty()).map(|words| named(&t, words))
    };
    let lines = |first: String, second: Option<String>| {
        let lines = [Some(first).filter(|first| !first.is_empty()), second];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    };
    let allergies = named(&form.allergies, |t, words| t.paper_letter_allergies(words));
    let findings = named(&form.findings, |t, words| t.paper_letter_findings(words));
    vec![
        (t.paper_letter_diagnosis(), said(t, &form.diagnosis)),
        (t.paper_letter_purpose(), said(t, &form.purpose)),
        (t.paper_letter_past(), lines(said(t, &form.past), allergies)),
        (t.paper_letter_course(), lines(said(t, &form.course), findings)),
        (t.paper_letter_treated(), String::new()),
        (t.paper_letter_plan(), said(t, &form.plan)),
        (t.paper_letter_medicines(), said(t, &form.medicines)),
        (t.paper_letter_remarks(), said(t, &form.remarks)),
    ]
}

/// Whether the words of the form are in another language than the letter: Japanese is known by its letters.
fn is_foreign(t: Text, form: &Form) -> bool {
    let japanese =
        |text: &str| text.chars().any(|letter| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
    let mut written = form.fields().into_iter().map(|(_, words)| words.text.trim()).filter(|text| !text.is_empty());
    match t.language() {
        Language::English => written.any(japanese),
        Language::Japanese => written.clone().next().is_some() && !written.any(japanese),
    }
}

/// The draft before there is a form: what the patient recorded, and nothing else.
fn prefilled(case: &Case) -> Form {
    let opinion = &case.opinion;
    let diagnosis = [Some(&opinion.condition_words), opinion.site.told(), opinion.kind.told(), opinion.stage.told()];
    let lines: Vec<&str> =
        diagnosis.into_iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let patients = |text: String| Words { text, source: Source::Patient };
    let told = |known: &Known<String>| known.told().cloned().unwrap_or_default();
    Form {
        diagnosis: patients(lines.join("\n")),
        plan: patients(told(&opinion.treatment)),
        doctor: patients(told(&opinion.doctor)),
        institution: patients(opinion.institution_words.clone()),
        ..Form::default()
    }
}
