//! What can go wrong, in words for whoever runs the machine. No text here names a person or shows a value.

use std::path::PathBuf;

use casework::keeper::Unkept;

use crate::engine::Engine;

/// Why a database cannot be opened.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The address is neither `sqlite:PATH` nor `postgres://…`.
    #[error("the address of the database cannot be read")]
    Address,
    /// The file's folder is not there.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// The file is something else.
    #[error("{} is not a database of Anshin's", .0.display())]
    NotADatabase(PathBuf),
    /// It can be read and not written.
    #[error("the database can only be read, not written")]
    ReadOnly,
    /// A newer Anshin has changed it.
    #[error("the database is of version {found}; this Anshin knows versions up to {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// The master key is not the one it was sealed with.
    #[error("the master key is not the one this database was sealed with")]
    OtherMasterKey,
    /// Another Anshin serves it.
    #[error("another Anshin is using this database")]
    InUse,
    /// It does not sync what it acknowledges.
    #[error("the database does not sync what it acknowledges (fsync or synchronous_commit is off)")]
    NotSynced,
    /// The server does not answer.
    #[error("the database server cannot be reached: {0}")]
    Unreachable(String),
    /// Anything else.
    #[error("{0}")]
    Broken(String),
}

/// What a database's error means while opening.
pub(crate) fn of_sql(engine: &Engine, error: &sqlx::Error) -> OpenError {
    match (engine, kind(error)) {
        (Engine::Sqlite(path), Kind::NotADatabase) => OpenError::NotADatabase(path.clone()),
        (_, Kind::ReadOnly) => OpenError::ReadOnly,
        (Engine::Postgres(_), Kind::Unreachable) => OpenError::Unreachable(told(error)),
        _ => OpenError::Broken(told(error)),
    }
}

/// What a database's error means while it runs.
pub(crate) fn unkept(error: &sqlx::Error) -> Unkept {
    let sentence = match kind(error) {
        Kind::Full => "there is no room left for the database".to_owned(),
        Kind::ReadOnly => "the database can only be read, not written".to_owned(),
        Kind::NotADatabase => "the database file is damaged".to_owned(),
        Kind::Busy => return Unkept::Busy,
        Kind::Unreachable | Kind::Other => told(error),
    };
    Unkept::Broken(sentence)
}

/// Whether the connection itself is of no more use.
pub(crate) fn is_lost(error: &sqlx::Error) -> bool {
    let closed = error
        .as_database_error()
        .and_then(|error| error.code())
        .is_some_and(|code| code.starts_with("57P") || code.starts_with("08"));
    closed
        || matches!(
            error,
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed
        )
}

enum Kind {
    ReadOnly,
    Full,
    NotADatabase,
    Busy,
    Unreachable,
    Other,
}

/// SQLite's result codes are numbers (the lowest byte is the kind), PostgreSQL's are five letters.
fn kind(error: &sqlx::Error) -> Kind {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut => Kind::Unreachable,
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            match code.as_ref() {
                "25006" | "42501" => return Kind::ReadOnly,
                "53100" => return Kind::Full,
                "55P03" | "40001" | "40P01" => return Kind::Busy,
                "28000" | "28P01" | "3D000" | "57P03" | "53300" => return Kind::Unreachable,
                _ => {}
            }
            match code.parse::<u32>().map(|code| code & 0xFF) {
                _ if code.len() == 5 => Kind::Other,
                Ok(8) => Kind::ReadOnly,
                Ok(13) => Kind::Full,
                Ok(11 | 26) => Kind::NotADatabase,
                Ok(5 | 6) => Kind::Busy,
                _ => Kind::Other,
            }
        }
        _ => Kind::Other,
    }
}

/// The database's own sentence. It names tables and columns; values stand in its detail, which is left out.
fn told(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => format!("the database says: {}", error.message()),
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::PoolTimedOut => "the database did not answer in time".to_owned(),
        sqlx::Error::ColumnDecode { index, .. } => format!("the column {index} cannot be read"),
        other => other.to_string(),
    }
}
