//! Keeps cases: SQL for SQLite and PostgreSQL, sealed fields, the audit chain, backup.
//!
//! `open` gives a `Store`, which fills `casework`'s port `Keeper`. Reading goes over a few connections; every write goes through one
//! `writer`, which puts what waits into one transaction and answers when the disk has it. What is personal is sealed before it reaches SQL:
//! each case under a key of its own, that key under the master key; erasing a case destroys its key. Each reading and each change is a line
//! of the log, and each line's digest covers the line before (`chain`).
//!
//! Architecture invariant: one SQL text and one set of migrations for both engines; what differs stands in `engine`. Architecture
//! invariant: no rule of the case stands here; what may be written is decided in `casework`.

pub mod backup;
mod chain;
mod engine;
mod failure;
mod many;
mod master;
mod open;
mod prepare;
mod read;
mod schema;
mod seal;
mod statement;
mod store;
mod turn;
mod writer;

pub use chain::{Broken, Sound};
pub use engine::Engine;
pub use failure::OpenError;
pub use master::{KeyError, MasterKey};
pub use open::{open, open_beside, open_limited};
pub use schema::NEWEST;
pub use statement::all as statements;
pub use store::{Listed, Store};
pub use writer::Limits;
