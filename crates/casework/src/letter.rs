//! The letter of introduction (診療情報提供書): normally the hospital's own, asked for on one page; or the form by code.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{AttachmentId, PersonId};
use crate::moment::Moment;

/// The letter so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// When the request was handed to the document desk or the doctor.
    pub asked_on: Option<Date>,
    /// The day it was promised for.
    pub promised_for: Option<Date>,
    /// When the sealed letter was received. Anshin needs no more than this.
    pub received_on: Option<Date>,
    /// The doctor's form, when a doctor wanted it.
    pub form: Option<Form>,
    /// The code handed out for the form, and for whom.
    pub invitation: Option<Invitation>,
}

/// A single-use code that is out; the code itself is kept nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Whom it lets in.
    pub person: PersonId,
    /// Until when.
    pub until: Moment,
    /// When it was used.
    pub used: Option<Moment>,
}

/// Where the words of a field come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Nothing yet.
    #[default]
    Empty,
    /// As the patient recorded it, not yet looked at by the doctor: shown as such everywhere.
    Patient,
    /// The doctor wrote it, or read it and let it stand.
    Doctor,
}

/// One field of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Whose words they are.
    pub source: Source,
}

/// The form: the parts that the Japanese exchange format requires first (sections 950, 340, 360), the rest may stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Purpose of the referral (950). Required.
    pub purpose: Words,
    /// Diagnosis and chief complaint (340). Required.
    pub diagnosis: Words,
    /// Present illness: course so far (360). Required.
    pub course: Words,
    /// The treatment proposed (420).
    pub plan: Words,
    /// Past illnesses (370).
    pub past: Words,
    /// Allergies (510).
    pub allergies: Words,
    /// Medicines (430).
    pub medicines: Words,
    /// Findings and test results (610, 620).
    pub findings: Words,
    /// Anything else (220).
    pub remarks: Words,
    /// The doctor's name and department, as it is to stand on the letter.
    pub doctor: Words,
    /// The doctor's institution, as it is to stand on the letter.
    pub institution: Words,
    /// When it was last saved.
    pub saved: Option<Moment>,
    /// How it was signed. Unsigned it is a draft and says so.
    pub signed: Option<Signed>,
}

/// How a letter was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The name of who signed.
    pub by: String,
    /// When.
    pub on: Date,
    /// With what.
    pub how: Signature,
}

/// Ways of signing that the fee rules know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signature {
    /// Printed and signed or sealed by hand.
    OnPaper,
    /// An electronic signature file that was uploaded beside it.
    File(AttachmentId),
}
