//! Every statement, in one place (those over many rows stand in `many`): one text for SQLite and PostgreSQL. A test prepares each on both.

use crate::many::{CASES_CHANGE, LOG_ADD};

/// Where the schema stands.
pub(crate) const SCHEMA_MAKE: &str =
    "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)";
pub(crate) const SCHEMA_NUMBER: &str = "SELECT COALESCE(MAX(number), 0) FROM migration";
pub(crate) const SCHEMA_APPLIED: &str = "INSERT INTO migration (number, name) VALUES ($1, $2)";

pub(crate) const MASTER: &str = "SELECT proof FROM master WHERE id = 1";
pub(crate) const MASTER_SET: &str = "INSERT INTO master (id, proof) VALUES (1, $1)";

/// Takes the only turn to write: a row that is locked until the end of the transaction, on both engines.
pub(crate) const TURN: &str = "UPDATE head SET turn = turn + 1 WHERE id = 1 RETURNING sequence, digest, seal";
pub(crate) const HEAD: &str = "SELECT sequence, digest, seal FROM head WHERE id = 1";
pub(crate) const HEAD_START: &str = "INSERT INTO head (id, turn, sequence, digest, seal) VALUES (1, 0, $1, $2, $3)";
pub(crate) const HEAD_MOVE: &str = "UPDATE head SET sequence = $1, digest = $2, seal = $3 WHERE id = 1";

pub(crate) const CASE: &str = "SELECT version, key_sealed, body_sealed FROM cases WHERE id = $1 AND erased_at = 0";
pub(crate) const CASE_KEY: &str = "SELECT key_sealed FROM cases WHERE id = $1 AND erased_at = 0";
/// A hundred at a time.
pub(crate) const CASE_NAMES: &str = "SELECT id FROM cases WHERE id > $1 AND erased_at = 0 ORDER BY id LIMIT 100";
pub(crate) const CASE_BEGIN: &str = "INSERT INTO cases (id, version, key_sealed, body_sealed, begun_at, changed_at, erased_at) \
     VALUES ($1, 1, $2, $3, $4, $4, 0) ON CONFLICT (id) DO NOTHING";
pub(crate) const CASE_CHANGE: &str = "UPDATE cases SET version = version + 1, body_sealed = $1, changed_at = $2 \
     WHERE id = $3 AND version = $4 AND erased_at = 0";
pub(crate) const CASE_ERASE: &str =
    "UPDATE cases SET key_sealed = NULL, body_sealed = NULL, erased_at = $1 WHERE id = $2 AND erased_at = 0";
pub(crate) const CASES: &str = "SELECT id, begun_at, changed_at, erased_at, CAST(COALESCE(length(body_sealed), 0) AS BIGINT), \
     (SELECT CAST(COALESCE(SUM(length(sealed)), 0) AS BIGINT) FROM attachments WHERE case_id = cases.id) \
     FROM cases WHERE id > $1 ORDER BY id LIMIT $2";

pub(crate) const KEY: &str =
    "SELECT kind, case_id, person, account_sealed, office_digest, until_at, used_at FROM keys WHERE digest = $1";
pub(crate) const KEY_ADD: &str = "INSERT INTO keys (digest, kind, case_id, person, account_sealed, office_digest, until_at, used_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (digest) DO UPDATE SET kind = excluded.kind, case_id = excluded.case_id, \
     person = excluded.person, account_sealed = excluded.account_sealed, office_digest = excluded.office_digest, \
     until_at = excluded.until_at, used_at = excluded.used_at";
pub(crate) const KEY_USE_UP: &str = "UPDATE keys SET used_at = $1 WHERE digest = $2 AND used_at = 0";
pub(crate) const KEY_REMOVE: &str = "DELETE FROM keys WHERE digest = $1";
pub(crate) const KEYS_REMOVE: &str = "DELETE FROM keys WHERE case_id = $1 AND person = $2 AND kind = $3";
pub(crate) const KEYS_REMOVE_OFFICE: &str = "DELETE FROM keys WHERE office_digest = $1";
pub(crate) const KEYS_ERASE: &str = "DELETE FROM keys WHERE case_id = $1";

pub(crate) const ACCOUNT: &str = "SELECT sealed FROM accounts WHERE name_digest = $1";
pub(crate) const ACCOUNT_ADD: &str = "INSERT INTO accounts (name_digest, changes, sealed) VALUES ($1, $2, $3) \
     ON CONFLICT (name_digest) DO NOTHING";
pub(crate) const ACCOUNT_CHANGE: &str =
    "UPDATE accounts SET changes = $1, sealed = $2 WHERE name_digest = $3 AND changes = $4";

pub(crate) const OFFICE: &str = "SELECT id_digest, changes, sealed FROM offices WHERE id_digest = $1";
pub(crate) const OFFICES: &str = "SELECT id_digest, changes, sealed FROM offices";
pub(crate) const OFFICE_ADD: &str = "INSERT INTO offices (id_digest, changes, sealed) VALUES ($1, $2, $3) \
     ON CONFLICT (id_digest) DO NOTHING";
pub(crate) const OFFICE_CHANGE: &str =
    "UPDATE offices SET changes = $1, sealed = $2 WHERE id_digest = $3 AND changes = $4";

pub(crate) const ATTACHMENT: &str = "SELECT sealed FROM attachments WHERE case_id = $1 AND id = $2";
pub(crate) const ATTACHMENT_ADD: &str = "INSERT INTO attachments (case_id, id, sealed) VALUES ($1, $2, $3) \
     ON CONFLICT (case_id, id) DO UPDATE SET sealed = excluded.sealed";
pub(crate) const ATTACHMENTS_ERASE: &str = "DELETE FROM attachments WHERE case_id = $1";

pub(crate) const LOG_OF_CASE: &str =
    "SELECT sequence, case_id, at, who, deed, part, digest FROM log WHERE case_id = $1 ORDER BY sequence";
pub(crate) const LOG_AFTER: &str =
    "SELECT sequence, case_id, at, who, deed, part, digest FROM log WHERE sequence > $1 ORDER BY sequence LIMIT $2";

/// For a backup: each table in the order of its key, from one row to the next.
pub(crate) const CASES_AFTER: &str = "SELECT id, version, key_sealed, body_sealed, begun_at, changed_at, erased_at \
     FROM cases WHERE id > $1 ORDER BY id LIMIT $2";
pub(crate) const KEYS_AFTER: &str = "SELECT digest, kind, case_id, person, account_sealed, office_digest, until_at, used_at \
     FROM keys WHERE digest > $1 ORDER BY digest LIMIT $2";
pub(crate) const ACCOUNTS_AFTER: &str =
    "SELECT name_digest, changes, sealed FROM accounts WHERE name_digest > $1 ORDER BY name_digest LIMIT $2";
pub(crate) const OFFICES_AFTER: &str =
    "SELECT id_digest, changes, sealed FROM offices WHERE id_digest > $1 ORDER BY id_digest LIMIT $2";
pub(crate) const ATTACHMENTS_AFTER: &str =
    "SELECT case_id, id, sealed FROM attachments WHERE (case_id, id) > ($1, $2) ORDER BY case_id, id LIMIT 1";

/// For putting one back.
pub(crate) const HOW_MUCH: &str = "SELECT (SELECT COUNT(*) FROM log) + (SELECT COUNT(*) FROM cases) \
     + (SELECT COUNT(*) FROM accounts) + (SELECT COUNT(*) FROM offices)";
pub(crate) const CASE_RESTORE: &str = "INSERT INTO cases (id, version, key_sealed, body_sealed, begun_at, changed_at, erased_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";
pub(crate) const EMPTYING: &[&str] = &[
    "DELETE FROM cases",
    "DELETE FROM keys",
    "DELETE FROM accounts",
    "DELETE FROM offices",
    "DELETE FROM attachments",
    "DELETE FROM log",
    "DELETE FROM head",
    "DELETE FROM master",
];

pub(crate) const SAVEPOINT: &str = "SAVEPOINT one";
pub(crate) const SAVEPOINT_BACK: &str = "ROLLBACK TO SAVEPOINT one";
pub(crate) const SAVEPOINT_KEEP: &str = "RELEASE SAVEPOINT one";

/// All that are prepared; the three about savepoints take no part in that on SQLite or PostgreSQL.
pub fn all() -> impl Iterator<Item = &'static str> {
    ONE_BY_ONE.iter().copied().chain(CASES_CHANGE.texts()).chain(LOG_ADD.texts())
}

const ONE_BY_ONE: &[&str] = &[
    SCHEMA_NUMBER,
    SCHEMA_APPLIED,
    MASTER,
    MASTER_SET,
    TURN,
    HEAD,
    HEAD_START,
    HEAD_MOVE,
    CASE,
    CASE_KEY,
    CASE_NAMES,
    CASE_BEGIN,
    CASE_CHANGE,
    CASE_ERASE,
    CASES,
    KEY,
    KEY_ADD,
    KEY_USE_UP,
    KEY_REMOVE,
    KEYS_REMOVE,
    KEYS_REMOVE_OFFICE,
    KEYS_ERASE,
    ACCOUNT,
    ACCOUNT_ADD,
    ACCOUNT_CHANGE,
    OFFICE,
    OFFICES,
    OFFICE_ADD,
    OFFICE_CHANGE,
    ATTACHMENT,
    ATTACHMENT_ADD,
    ATTACHMENTS_ERASE,
    LOG_OF_CASE,
    LOG_AFTER,
    CASES_AFTER,
    KEYS_AFTER,
    ACCOUNTS_AFTER,
    OFFICES_AFTER,
    ATTACHMENTS_AFTER,
    HOW_MUCH,
    CASE_RESTORE,
];
