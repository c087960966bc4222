//! What needs help now, before anything else, and what to do about time.
//!
//! The signs stand in one file that clinicians own (`data/triage/signs.toml`), each with where its wording comes from. Architecture invariant: it
//! names no disease and never reassures; nothing here says how long it is safe to wait.

mod read;

use std::sync::OnceLock;

use evidence::{Bilingual, Country};
use jiff::civil::Date;

use crate::timing::{Timing, Treatment};

/// The file of signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triage {
    /// Its version.
    pub version: String,
    /// Whether a clinician has reviewed it.
    pub review: Review,
    /// The public protocols it follows, by name.
    pub protocol: Bilingual,
    /// Which number to call.
    pub numbers: Vec<Number>,
    /// The signs, in the order of the page.
    pub signs: Vec<Sign>,
}

/// Whether the file was reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Review {
    /// No clinician has reviewed it: the page says so.
    Draft,
    /// Reviewed.
    Reviewed {
        /// By whom, with the profession.
        by: String,
        /// When.
        on: Date,
    },
}

/// The number to call in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where.
    pub country: Country,
    /// The number.
    pub number: String,
    /// Where that stands.
    pub source: Cited,
}

/// What to do about a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Call an ambulance.
    Ambulance,
    /// Ring the hospital that treats you now, at night too.
    Hospital,
}

/// One sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its id.
    pub id: String,
    /// Where in the body, or what kind: a heading for the page.
    pub group: Bilingual,
    /// The sign in plain words.
    pub words: Bilingual,
    /// What to do.
    pub level: Level,
    /// Where its wording comes from.
    pub source: Cited,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// What it is called.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its address.
    pub address: String,
    /// When it was read.
    pub seen: String,
    /// The item within it.
    pub item: String,
}

/// What to do about time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// The signs were not answered yet: they come first.
    SignsFirst,
    /// Call an ambulance now: these signs.
    RedNow(Vec<&'static Sign>),
    /// Ring the hospital that treats you now: these signs.
    HospitalNow(Vec<&'static Sign>),
    /// Treatment has begun: do not stop or postpone it without your doctor.
    InTreatment,
    /// It is to begin within days, or the patient is in hospital: ask today; records can be read by telephone or online meanwhile.
    AskToday,
    /// Ask the doctor for the latest safe date.
    AskDoctor,
}

/// The signs that come with the program.
pub fn triage() -> &'static Triage {
    static TRIAGE: OnceLock<Triage> = OnceLock::new();
    TRIAGE.get_or_init(read::embedded)
}

/// What to do now.
///
/// A sign that this file does not know (it was ticked in another version of it) counts as one that needs an ambulance, and signs that were
/// answered in another version are asked again when none was ticked: nothing is concluded from a list the person did not see.
pub fn next(timing: &Timing, triage: &'static Triage) -> Path {
    let ticked = |level| -> Vec<&'static Sign> {
        triage.signs.iter().filter(|sign| sign.level == level && timing.signs.contains(&sign.id)).collect()
    };
    let unknown = timing.signs.iter().any(|id| !triage.signs.iter().any(|sign| sign.id == *id));
    let red = ticked(Level::Ambulance);
    if unknown || !red.is_empty() {
        return Path::RedNow(red);
    }
    let hospital = ticked(Level::Hospital);
    if !hospital.is_empty() {
        return Path::HospitalNow(hospital);
    }
    if timing.signs_read.as_ref().is_none_or(|(_, version)| *version != triage.version) {
        return Path::SignsFirst;
    }
    match timing.treatment {
        Some(Treatment::Begun) => Path::InTreatment,
        Some(Treatment::WithinDays | Treatment::InHospital) => Path::AskToday,
        Some(Treatment::NotStarted | Treatment::Unknown) | None => Path::AskDoctor,
    }
}
