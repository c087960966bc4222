//! What the papers of a case must hold.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops; the lint sees only functions marked as tests"
)]

mod calendar;
mod disc;
mod disc_whole;
mod export;
mod fhir;
mod kind;
mod paper;
mod papers;
mod portable;
mod portable_refused;
mod sample;
