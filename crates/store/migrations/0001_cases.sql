-- One text for SQLite and PostgreSQL. On PostgreSQL `blob` is a domain over bytea, made before the first migration.
-- Times are seconds since 1970-01-01T00:00:00Z; 0 where something has not happened.

-- A case. Its key is sealed under the master key, its body under its key; an erased case has neither.
CREATE TABLE cases (
    id blob PRIMARY KEY,
    version BIGINT NOT NULL,
    key_sealed blob,
    body_sealed blob,
    begun_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    erased_at BIGINT NOT NULL
);

-- What opens cases and accounts: a keyed digest of the secret, never the secret.
CREATE TABLE keys (
    digest blob PRIMARY KEY,
    kind BIGINT NOT NULL,
    case_id blob,
    person BIGINT,
    account_sealed blob,
    until_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX keys_of_case ON keys (case_id, person, kind);

-- Accounts, by a keyed digest of their name.
CREATE TABLE accounts (
    name_digest blob PRIMARY KEY,
    changes BIGINT NOT NULL,
    sealed blob NOT NULL
);

-- Uploads, each sealed under the key of its case.
CREATE TABLE attachments (
    case_id blob NOT NULL,
    id BIGINT NOT NULL,
    sealed blob NOT NULL,
    PRIMARY KEY (case_id, id)
);

-- Every reading and every change; each digest covers the one before.
CREATE TABLE log (
    sequence BIGINT PRIMARY KEY,
    case_id blob,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    deed TEXT NOT NULL,
    part TEXT NOT NULL,
    digest blob NOT NULL
);
CREATE INDEX log_of_case ON log (case_id, sequence);

-- The end of the log, so that a log that was cut short is seen. `turn` is counted up by each write: who counts holds the only turn.
CREATE TABLE head (
    id BIGINT PRIMARY KEY,
    turn BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    digest blob NOT NULL,
    seal blob NOT NULL
);

-- One row, sealed under the master key: it shows whether a key is the right one.
CREATE TABLE master (
    id BIGINT PRIMARY KEY,
    proof blob NOT NULL
);
