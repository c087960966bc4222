//! The store's promises, on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops; the lint sees only functions marked as tests"
)]

mod backups;
#[macro_use]
mod ground;
mod groups;
mod keeping;
mod made_up;
mod offices;
mod opening;
mod promises;
mod schemas;
mod sealing;
mod tampering;
