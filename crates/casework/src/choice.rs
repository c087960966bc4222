//! Advice only or treated there, and which institutions are asked.

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// The fork. Desks for second opinions refuse whoever wants to be treated there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// An opinion; treatment stays with the first doctor.
    Advice,
    /// To be treated there: the way goes through the ordinary outpatient department.
    Treatment,
    /// Not sure yet.
    Unsure,
}

/// How the opinion is to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// At the institution.
    Visit,
    /// Online from home.
    Online,
    /// Online, from the hospital nearby.
    OnlineFromNearby,
    /// The attending doctor asks the other doctor, or a tumour board.
    DoctorToDoctor,
}

/// One institution the patient means to ask, in the order of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// An id of the edition's institutions.
    pub institution: String,
    /// Its name as shown when it was chosen.
    pub name: String,
    /// How.
    pub way: Way,
    /// When it was chosen.
    pub at: Moment,
    /// The patient's own note.
    pub note: String,
}

/// The choice so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// Advice or treatment.
    pub wish: Option<Wish>,
    /// The institutions, first choice first; at most five.
    pub chosen: Vec<Chosen>,
    /// What the patient answered to a desk's refusals (they stop an application before it is sent), by the refusal's word.
    pub cleared: Vec<String>,
}
