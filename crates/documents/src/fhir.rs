//! FHIR R4: the letter as an eReferral document, the request, opinions, consent, desks and published results.
//!
//! What goes out is built here from what is recorded, by small functions over JSON; what comes in is read by `read`, which lists what it did not
//! understand; `check` holds a letter against the Japanese rules (JP-CLINS 1.5.2 on JP Core 1.1.2), which no validator that others wrote knows.
//!
//! Nothing here invents: a letter that lacks what the profile requires, or that nobody signed, is refused with the names of what is missing. The
//! same case gives the same bytes, because every id is worked out from the case's number and the content.
//!
//! *Why JSON values and not a crate with a struct for each resource:* the ones that exist cost a minute and more to build, or speak another release
//! than R4; a dozen resources need a dozen functions, and two validators of others hold them.

mod build;
pub mod capability;
pub mod check;
pub mod codes;
pub mod consent;
pub mod desk;
pub mod ereferral;
mod id;
pub mod measure;
pub mod opinion;
pub mod people;
pub mod read;
pub mod request;
mod time;

pub use build::{outcome, searchset};
