//! Why a letter cannot be issued, each reason with a sentence.

use casework::letter::{Form, Signed, Source};
use language::Text;

use super::given::{Given, GivenInstitution, GivenPatient, Issued};
use crate::fhir::check::form;

/// What is not there, or not in the form it must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The purpose of the referral, in the doctor's words (950).
    Purpose,
    /// Diagnosis and chief complaint, in the doctor's words (340).
    Diagnosis,
    /// The course so far, in the doctor's words (360).
    Course,
    /// Who signed.
    Author,
    /// The patient's family and given name.
    PatientName,
    /// The patient's sex.
    PatientGender,
    /// The patient's birth date.
    PatientBirth,
    /// The patient's address.
    PatientAddress,
    /// The insured person's number, in its form.
    MemberNumber,
    /// The name of the institution that refers.
    FromName,
    /// Its ten digits.
    FromNumber,
    /// The name of the institution that is asked.
    ToName,
    /// Its ten digits.
    ToNumber,
    /// The number of the letter: 1 to 32 letters, digits or hyphens.
    LetterNumber,
    /// The letter's version, from 1.
    Version,
}

/// Why a letter cannot be issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotIssued {
    /// Nobody signed it: as a document it is always final.
    #[error("the letter is not signed; let the doctor sign it, or print the draft")]
    Unsigned,
    /// What the profile requires is not there.
    #[error("the letter lacks what the exchange format requires: {0:?}; fill it in and issue it again")]
    Incomplete(Vec<Missing>),
}

impl NotIssued {
    /// The sentence for a person.
    pub fn say(&self, text: Text) -> String {
        match self {
            NotIssued::Unsigned => text.fhir_unsigned(),
            NotIssued::Incomplete(missing) => {
                let named: Vec<String> = missing.iter().map(|missing| missing.say(text)).collect();
                text.fhir_incomplete(named.join(&text.fhir_and_next()))
            }
        }
    }
}

impl Missing {
    /// What it is called.
    pub fn say(self, text: Text) -> String {
        match self {
            Missing::Purpose => text.fhir_missing_purpose(),
            Missing::Diagnosis => text.fhir_missing_diagnosis(),
            Missing::Course => text.fhir_missing_course(),
            Missing::Author => text.fhir_missing_author(),
            Missing::PatientName => text.fhir_missing_patient_name(),
            Missing::PatientGender => text.fhir_missing_patient_gender(),
            Missing::PatientBirth => text.fhir_missing_patient_birth(),
            Missing::PatientAddress => text.fhir_missing_patient_address(),
            Missing::MemberNumber => text.fhir_missing_member_number(),
            Missing::FromName => text.fhir_missing_from_name(),
            Missing::FromNumber => text.fhir_missing_from_number(),
            Missing::ToName => text.fhir_missing_to_name(),
            Missing::ToNumber => text.fhir_missing_to_number(),
            Missing::LetterNumber => text.fhir_missing_letter_number(),
            Missing::Version => text.fhir_missing_version(),
        }
    }
}

/// Everything at once, in the order of the letter.
pub(super) fn missing(words: &Form, signed: &Signed, given: &Given, issued: &Issued) -> Vec<Missing> {
    // The doctor's own words, or the patient's that the doctor let stand; what only the patient recorded is no part of a signed letter.
    let doctors = |words: &casework::letter::Words| words.source == Source::Doctor && says(&words.text);
    let mut wanted = vec![
        (Missing::Purpose, doctors(&words.purpose)),
        (Missing::Diagnosis, doctors(&words.diagnosis)),
        (Missing::Course, doctors(&words.course)),
        (Missing::Author, says(&signed.by)),
    ];
    wanted.extend(of_patient(&given.patient));
    wanted.extend(of_institution(&given.from, Missing::FromName, Missing::FromNumber));
    wanted.extend(of_institution(&given.to, Missing::ToName, Missing::ToNumber));
    wanted.push((Missing::LetterNumber, form::is_letter_number(&issued.number)));
    wanted.push((Missing::Version, given.version > 0));
    wanted.into_iter().filter(|(_, is_there)| !is_there).map(|(missing, _)| missing).collect()
}

/// Whether a text says something: control characters do not go into a document.
fn says(text: &str) -> bool {
    text.chars().any(|letter| !letter.is_whitespace() && !letter.is_control())
}

fn of_patient(patient: &GivenPatient) -> [(Missing, bool); 5] {
    // Rule R1113: a full-width space may not stand in a name; between family and given name we write a half-width one.
    let name = |text: &str| says(text) && !text.contains('\u{3000}');
    let kana = patient.kana.as_ref().is_none_or(|(family, given)| name(family) && name(given));
    [
        (Missing::PatientName, name(&patient.family) && name(&patient.given) && kana),
        (Missing::PatientGender, patient.gender.is_some()),
        (Missing::PatientBirth, patient.birth.is_some()),
        (Missing::PatientAddress, says(&patient.address)),
        (Missing::MemberNumber, form::is_member_number(&patient.member)),
    ]
}

fn of_institution(known: &GivenInstitution, name: Missing, number: Missing) -> [(Missing, bool); 2] {
    [(name, says(&known.name)), (number, form::is_institution_number(&known.number))]
}
