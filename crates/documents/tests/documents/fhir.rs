//! Tests of `documents::fhir`.

mod check;
mod made_up;
mod reading;
mod referral;
mod resources;
