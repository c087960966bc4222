-- Offices (desks, support centres), by a keyed digest of their id. Sealed as a whole, bound to how often it was changed.
CREATE TABLE offices (
    id_digest blob PRIMARY KEY,
    changes BIGINT NOT NULL,
    sealed blob NOT NULL
);

-- What opens an office rather than an account: with it the name in `account_sealed` is the office's id.
ALTER TABLE keys ADD COLUMN office_digest blob;
CREATE INDEX keys_of_office ON keys (office_digest);
