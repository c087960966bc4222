//! Cases, people, consent and time, asked without a database.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops; the lint sees only functions marked as tests"
)]

mod accounts;
mod application;
mod applying;
mod bare;
mod calendar;
mod changes;
mod codes;
mod consent;
mod cost;
mod dates;
mod day;
mod deciding;
mod ease;
mod everywhere;
mod follow;
mod form;
mod instrument;
mod list;
mod matrix;
mod midway;
mod office;
mod out;
mod properties;
mod records;
mod second;
mod secrets;
mod story;
mod take_in;
mod together;
mod tokens;
mod triage;
mod walk;
mod weighing;
