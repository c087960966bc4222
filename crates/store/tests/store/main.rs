//! The store's promises, on SQLite and on PostgreSQL.

mod ground;
mod made_up;
mod promises;
