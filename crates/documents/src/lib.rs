//! The papers of a case that doctors and desks accept, and checks of what comes in.
//!
//! Every paper is made from a case that was already cut down to what its reader may see, and from a clock that is handed in: the same input gives
//! the same bytes. What comes in (a letter in FHIR, a CD, a case file) is read by somebody's rules and never believed: what was not
//! understood is listed, what is damaged is named, and nothing here panics over it.
//!
//! Architecture invariant: no SQL, no HTTP, no clock of its own, and no word on who may see what.

pub mod calendar;
pub mod disc;
pub mod export;
pub mod fhir;
pub mod kind;
pub mod paper;
pub mod portable;
