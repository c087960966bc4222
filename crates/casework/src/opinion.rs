//! The first opinion, in the patient's words.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something a patient may know, may have been told unclearly, or was not asked yet. What is unclear stays unclear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known<T> {
    /// Not answered.
    #[default]
    Open,
    /// The patient says that it is not clear; it becomes a question to the doctor. In an opinion that a doctor wrote it is the doctor's word
    /// (`second::Hand::says`).
    Unclear,
    /// As the patient was told.
    Told(T),
}

impl<T> Known<T> {
    /// What was told.
    pub fn told(&self) -> Option<&T> {
        match self {
            Known::Told(told) => Some(told),
            Known::Open | Known::Unclear => None,
        }
    }
}

/// What the first doctor said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstOpinion {
    /// The illness: an id of the edition's catalogue, when it was found there.
    pub condition: Option<String>,
    /// The illness as the patient wrote it.
    pub condition_words: String,
    /// Where in the body.
    pub site: Known<String>,
    /// Which type (of tissue, of tumour).
    pub kind: Known<String>,
    /// The stage, as told.
    pub stage: Known<String>,
    /// Who said it.
    pub doctor: Known<String>,
    /// Where: an id of the edition's institutions, when it was found there.
    pub institution: Option<String>,
    /// Where, as the patient wrote it.
    pub institution_words: String,
    /// When it was said.
    pub said_on: Option<Date>,
    /// The treatment proposed.
    pub treatment: Known<String>,
    /// By when to decide.
    pub decide_by: Known<Date>,
    /// Anything else, and what is not understood.
    pub unclear: String,
    /// Where the patient lives or would set out from, as written; the comparison starts there.
    pub near: String,
    /// Under 20: other figures and other rules then hold.
    pub under20: bool,
}
