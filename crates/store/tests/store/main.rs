//! The store's promises, on SQLite and on PostgreSQL.

mod backups;
mod ground;
mod keeping;
mod made_up;
mod opening;
mod promises;
mod sealing;
mod tampering;
