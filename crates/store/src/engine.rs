//! What differs between SQLite and PostgreSQL: how they are reached, and how they are told to keep what they acknowledge.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::AnyConnection;
use sqlx::any::AnyConnectOptions;
use sqlx::{ConnectOptions, Connection, Row};

use crate::failure::{OpenError, of_sql};

/// Which database keeps the cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite(PathBuf),
    /// A server, by its address. It may hold a password, so it is never shown.
    Postgres(String),
}

/// Waits for another writer at most so long (`anshin case erase` beside a server).
const SQLITE_WAIT: &str = "PRAGMA busy_timeout = 10000";

/// Moves what is synced in the write-ahead log into the file every 16 megabytes: pages that many groups change are moved once.
const SQLITE_MOVES: &str = "PRAGMA wal_autocheckpoint = 4096";
/// What a statement would need to be undone is kept in memory and not written to a file beside.
const SQLITE_UNDO: &str = "PRAGMA temp_store = MEMORY";

/// The number is Anshin's own; who holds it serves the database.
const CLAIM: &str = "SELECT CAST(CAST(pg_try_advisory_lock(4702110) AS INTEGER) AS BIGINT)";
const TRIES_TO_CLAIM: u32 = 20;

impl Engine {
    /// Reads `sqlite:PATH` and `postgres://…`.
    pub fn of_address(address: &str) -> Result<Engine, OpenError> {
        if let Some(path) = address.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.starts_with(':') || path.contains('\0') {
                return Err(OpenError::Address);
            }
            let path = std::path::absolute(path).map_err(|_| OpenError::Address)?;
            return Ok(Engine::Sqlite(path));
        }
        let rest = address.strip_prefix("postgres://").or_else(|| address.strip_prefix("postgresql://"));
        match rest {
            Some(rest) if !rest.is_empty() => Ok(Engine::Postgres(address.to_owned())),
            _ => Err(OpenError::Address),
        }
    }

    /// The file, for what is done with it beside SQL.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Engine::Sqlite(path) => Some(path),
            Engine::Postgres(_) => None,
        }
    }

    /// How it is reached. Statements are not logged: their values would be.
    pub(crate) fn options(&self) -> Result<AnyConnectOptions, OpenError> {
        let address = match self {
            Engine::Sqlite(path) => format!("sqlite://{}?mode=rw", escaped(path)?),
            Engine::Postgres(address) => address.clone(),
        };
        let options = AnyConnectOptions::from_str(&address).map_err(|_| OpenError::Address)?;
        Ok(options.disable_statement_logging())
    }

    /// Makes the file where there is none, for its owner only; its folder must be there.
    pub(crate) fn make_file(&self) -> Result<(), OpenError> {
        let Engine::Sqlite(path) = self else { return Ok(()) };
        let folder = path.parent().unwrap_or(Path::new("/"));
        if !folder.is_dir() {
            return Err(OpenError::NoFolder(folder.to_owned()));
        }
        if path.is_dir() {
            return Err(OpenError::NotADatabase(path.clone()));
        }
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) if is_refused(&error) => Err(OpenError::ReadOnly),
            Err(error) => Err(OpenError::Broken(error.to_string())),
        }
    }

    /// One connection, told to keep what it acknowledges.
    pub(crate) async fn connect(&self) -> Result<AnyConnection, OpenError> {
        let mut connection =
            AnyConnection::connect_with(&self.options()?).await.map_err(|error| self.refused(&error))?;
        self.settle(&mut connection).await.map_err(|error| self.refused(&error))?;
        Ok(connection)
    }

    /// What went wrong while opening.
    pub(crate) fn refused(&self, error: &sqlx::Error) -> OpenError {
        of_sql(self, error)
    }

    /// Tells a new connection to sync every commit.
    pub(crate) async fn settle(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let told: &[&str] = match self {
            // Erased pages are overwritten, so that nothing of an erased case stays in the file.
            Engine::Sqlite(_) => &[
                SQLITE_WAIT,
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA secure_delete = ON",
                SQLITE_MOVES,
                SQLITE_UNDO,
            ],
            Engine::Postgres(_) => &["SET synchronous_commit = on", "SET client_min_messages = warning"],
        };
        for text in told {
            sqlx::raw_sql(*text).execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Tells a new connection that it only reads.
    pub(crate) async fn settle_reader(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let told: &[&str] = match self {
            Engine::Sqlite(_) => &[SQLITE_WAIT, "PRAGMA query_only = ON"],
            Engine::Postgres(_) => &["SET default_transaction_read_only = on"],
        };
        for text in told {
            sqlx::raw_sql(*text).execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Asks whether commits are synced; a database that only pretends to is refused.
    pub(crate) async fn check_sync(&self, connection: &mut AnyConnection) -> Result<(), OpenError> {
        let broken = |error: sqlx::Error| self.refused(&error);
        match self {
            Engine::Sqlite(_) => {
                let row = sqlx::query("PRAGMA synchronous").fetch_one(&mut *connection).await.map_err(broken)?;
                let level: i64 = row.try_get(0).map_err(broken)?;
                let row = sqlx::query("PRAGMA journal_mode").fetch_one(&mut *connection).await.map_err(broken)?;
                let journal: String = row.try_get(0).map_err(broken)?;
                // 2 is FULL, 3 is EXTRA.
                if level < 2 || matches!(journal.as_str(), "memory" | "off") {
                    return Err(OpenError::NotSynced);
                }
            }
            Engine::Postgres(_) => {
                for text in ["SHOW fsync", "SHOW synchronous_commit"] {
                    let row = sqlx::query(text).fetch_one(&mut *connection).await.map_err(broken)?;
                    let value: String = row.try_get(0).map_err(broken)?;
                    if value == "off" {
                        return Err(OpenError::NotSynced);
                    }
                }
            }
        }
        Ok(())
    }

    /// How a transaction begins that sees one moment of the whole database.
    pub(crate) fn begin_snapshot(&self) -> &'static str {
        match self {
            Engine::Sqlite(_) => "BEGIN DEFERRED",
            Engine::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// Makes what was erased unreadable in the database's own files as far as the engine can.
    pub(crate) async fn forget(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let text = match self {
            Engine::Sqlite(_) => "PRAGMA wal_checkpoint(TRUNCATE)",
            Engine::Postgres(_) => "VACUUM cases, keys, attachments, offices",
        };
        sqlx::raw_sql(text).execute(connection).await.map(|_| ())
    }

    /// Says that this program serves this database; a second one is refused. The lock ends with the file or the connection.
    pub(crate) async fn claim(&self, connection: &mut AnyConnection) -> Result<Option<File>, OpenError> {
        match self {
            Engine::Sqlite(path) => {
                let mut name = path.clone().into_os_string();
                name.push(".lock");
                let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(name);
                let file = file.map_err(|error| {
                    if is_refused(&error) { OpenError::ReadOnly } else { OpenError::Broken(error.to_string()) }
                })?;
                match file.try_lock() {
                    Ok(()) => Ok(Some(file)),
                    Err(fs::TryLockError::WouldBlock) => Err(OpenError::InUse),
                    Err(fs::TryLockError::Error(error)) => Err(OpenError::Broken(error.to_string())),
                }
            }
            Engine::Postgres(_) => {
                // A server that has just ended may still be holding it for a moment.
                for _ in 0..TRIES_TO_CLAIM {
                    let row =
                        sqlx::query(CLAIM).fetch_one(&mut *connection).await.map_err(|error| self.refused(&error))?;
                    let held: i64 = row.try_get(0).map_err(|error| self.refused(&error))?;
                    if held == 1 {
                        return Ok(None);
                    }
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                Err(OpenError::InUse)
            }
        }
    }

    /// Which file stands at the path now; a file that was taken away or replaced is another one.
    pub(crate) fn identity(&self) -> Option<(u64, u64)> {
        let found = fs::metadata(self.file()?).ok()?;
        Some((found.dev(), found.ino()))
    }
}

fn is_refused(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// The path inside an address: everything but plain letters is escaped, so that no `?` ends it.
fn escaped(path: &Path) -> Result<String, OpenError> {
    let path = path.to_str().ok_or(OpenError::Address)?;
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Ok(out)
}
