//! What a referral needs and a case does not hold: numbers, the patient's papers, the institutions.

use casework::id::AttachmentId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// A patient's sex as it stands in the papers of the insurance (FHIR R4, administrative-gender).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Other.
    Other,
    /// Not known.
    Unknown,
}

impl Gender {
    /// FHIR's code.
    pub fn code(self) -> &'static str {
        match self {
            Gender::Male => "male",
            Gender::Female => "female",
            Gender::Other => "other",
            Gender::Unknown => "unknown",
        }
    }

    /// The sex of FHIR's code.
    pub fn from_code(code: &str) -> Option<Gender> {
        [Gender::Male, Gender::Female, Gender::Other, Gender::Unknown].into_iter().find(|known| known.code() == code)
    }
}

/// Where the patient was seen when the letter was written; the profile allows these two (its definition of the category's code).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// As an outpatient.
    Outpatient,
    /// On leaving the hospital.
    Discharge,
}

impl Setting {
    /// Each with the code and the word of its kind of document.
    pub(in crate::fhir) fn documents() -> [(Setting, &'static str, &'static str); 2] {
        [Setting::Outpatient, Setting::Discharge].map(|setting| (setting, setting.document(), setting.document_word()))
    }

    pub(super) fn document(self) -> &'static str {
        match self {
            Setting::Outpatient => "OUTPATIENT",
            Setting::Discharge => "DISCHARGE",
        }
    }

    pub(super) fn document_word(self) -> &'static str {
        match self {
            Setting::Outpatient => "外来文書",
            Setting::Discharge => "退院時文書",
        }
    }

    /// The encounter's class (v3-ActCode) with its word.
    pub(in crate::fhir) fn class(self) -> (&'static str, &'static str) {
        match self {
            Setting::Outpatient => ("AMB", "外来"),
            Setting::Discharge => ("IMP", "入院"),
        }
    }
}

/// The patient as the insurance and the hospital know them. An empty text is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPatient {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Family and given name in kana.
    pub kana: Option<(String, String)>,
    /// Sex.
    pub gender: Option<Gender>,
    /// Birth date.
    pub birth: Option<Date>,
    /// Address, in one text.
    pub address: String,
    /// Postal code.
    pub postal: String,
    /// Telephone.
    pub phone: String,
    /// The insured person's number: `insurer (8 digits):symbol:number:branch (2 digits or nothing)` (rule R1013 of JP_Patient_eCS).
    pub member: String,
    /// The patient's number at the institution that refers.
    pub number: String,
}

/// An institution that refers or is referred to. An empty text is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenInstitution {
    /// The ten digits of a medical institution (保険医療機関番号): prefecture, 1, and seven digits.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Address, in one text.
    pub address: String,
    /// Postal code.
    pub postal: String,
    /// Telephone.
    pub phone: String,
    /// Department, in words.
    pub department: String,
    /// The doctor there; of the one that refers, who signed counts.
    pub doctor: String,
}

/// A file of the case that goes along. Without content its name, type and size are told, so that its absence is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Which.
    pub id: AttachmentId,
    /// SHA-1 of its content, which FHIR asks for (`Attachment.hash`).
    pub sha1: Option<[u8; 20]>,
    /// Its content, when it is to go inside the document.
    pub content: Option<Vec<u8>>,
}

/// What is handed in for one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The patient.
    pub patient: GivenPatient,
    /// Who refers.
    pub from: GivenInstitution,
    /// To whom.
    pub to: GivenInstitution,
    /// Where the patient was seen.
    pub setting: Setting,
    /// The letter's version, from 1.
    pub version: u32,
    /// Files of the case.
    pub enclosed: Vec<Enclosed>,
    /// The letter as PDF.
    pub pdf: Option<Vec<u8>>,
}

/// When a letter is issued, and under which number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The point in time; seconds count.
    pub at: Timestamp,
    /// The zone it is written in.
    pub zone: Offset,
    /// The number among the year's letters of the institution: 1 to 32 letters, digits, hyphens.
    pub number: String,
}

impl Issued {
    /// The day, where it was issued.
    pub(super) fn day(&self) -> String {
        self.zone.to_datetime(self.at).date().to_string()
    }

    /// Institution, year and number, with a circumflex between them (JP_Composition_eReferral, identifier.value).
    pub(super) fn full_number(&self, given: &Given) -> String {
        format!("{}^{:04}^{}", given.from.number, self.zone.to_datetime(self.at).year(), self.number)
    }
}
