//! The log as a chain: each line's digest covers the line before it, and the end is kept apart, sealed.
//!
//! The digests are keyed (HMAC-SHA256), so that a line which was changed, taken out or put in is seen even when all digests after it were
//! made anew by someone who has the database but not the master key. A log that was cut short no longer ends where `head` says.

use casework::keeper::{Deeded, Entry, Unkept, Who};
use casework::{CaseId, Moment, Part, PersonId};
use sqlx::AnyConnection;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::failure::unkept;
use crate::master::keyed_digest;
use crate::seal::Key;
use crate::statement::{HEAD, LOG_AFTER};

/// So many lines are read at once while checking.
const AT_ONCE: i64 = 2000;

/// The end of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) sequence: i64,
    pub(crate) digest: [u8; 32],
}

/// A line as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) sequence: i64,
    pub(crate) case: Option<Vec<u8>>,
    pub(crate) at: i64,
    pub(crate) who: String,
    pub(crate) deed: String,
    pub(crate) part: String,
    pub(crate) digest: Vec<u8>,
}

/// A log in which every line is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// How many lines it has.
    pub lines: i64,
}

/// What is wrong with the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// This line is not as it was written, or one before it is missing.
    Line(i64),
    /// The log ends after this line; it once was longer.
    CutAfter(i64),
    /// Lines stand after the end, from this one on.
    LongerFrom(i64),
    /// The end itself was changed.
    Head,
}

impl Head {
    /// Before the first line.
    pub(crate) const START: Head = Head { sequence: 0, digest: [0; 32] };

    /// What shows that the end was written by whoever has the key.
    pub(crate) fn seal(&self, key: &Key) -> Vec<u8> {
        keyed_digest(key, &[b"head", &self.sequence.to_be_bytes(), &self.digest]).to_vec()
    }

    /// Reads the end; none when it was changed.
    pub(crate) fn of_row(row: &AnyRow, key: &Key) -> Result<Option<Head>, sqlx::Error> {
        let (sequence, digest, seal): (i64, Vec<u8>, Vec<u8>) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let Ok(digest) = <[u8; 32]>::try_from(digest) else { return Ok(None) };
        let head = Head { sequence, digest };
        Ok((head.seal(key) == seal).then_some(head))
    }

    /// Adds a line to the end.
    pub(crate) fn link(&mut self, key: &Key, entry: &Entry) -> Line {
        let mut line = Line {
            sequence: self.sequence + 1,
            case: entry.case.map(|case| case.0.to_vec()),
            at: entry.at.0,
            who: match entry.who {
                Who::Person(PersonId(number)) => number.to_string(),
                Who::Operator => "operator".to_owned(),
                Who::Nobody => "nobody".to_owned(),
            },
            deed: word(&entry.deed),
            part: entry.part.map_or_else(String::new, |part| part.word().to_owned()),
            digest: Vec::new(),
        };
        self.digest = line.covering(key, &self.digest);
        self.sequence = line.sequence;
        line.digest = self.digest.to_vec();
        line
    }
}

impl Line {
    pub(crate) fn of_row(row: &AnyRow) -> Result<Line, sqlx::Error> {
        Ok(Line {
            sequence: row.try_get(0)?,
            case: row.try_get(1)?,
            at: row.try_get(2)?,
            who: row.try_get(3)?,
            deed: row.try_get(4)?,
            part: row.try_get(5)?,
            digest: row.try_get(6)?,
        })
    }

    /// The digest of this line after the one before.
    fn covering(&self, key: &Key, before: &[u8; 32]) -> [u8; 32] {
        let case = self.case.as_deref();
        let parts: [&[u8]; 9] = [
            b"line",
            before,
            &self.sequence.to_be_bytes(),
            &[u8::from(case.is_some())],
            case.unwrap_or_default(),
            &self.at.to_be_bytes(),
            self.who.as_bytes(),
            self.deed.as_bytes(),
            self.part.as_bytes(),
        ];
        keyed_digest(key, &parts)
    }

    /// The line as it was meant; none when it holds words that this program does not know.
    pub(crate) fn entry(&self) -> Option<Entry> {
        let who = match self.who.as_str() {
            "operator" => Who::Operator,
            "nobody" => Who::Nobody,
            number => Who::Person(PersonId(number.parse().ok()?)),
        };
        let deed: Deeded = serde_json::from_value(serde_json::Value::String(self.deed.clone())).ok()?;
        let case = match &self.case {
            Some(bytes) => Some(CaseId(bytes.as_slice().try_into().ok()?)),
            None => None,
        };
        Some(Entry { case, at: Moment(self.at), who, deed, part: Part::from_word(&self.part) })
    }
}

/// The word of a deed, as serde writes it.
fn word(deed: &Deeded) -> String {
    serde_json::to_value(deed).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Walks a chain line by line.
pub(crate) struct Walk<'a> {
    key: &'a Key,
    at: Head,
}

impl Walk<'_> {
    pub(crate) fn new(key: &Key) -> Walk<'_> {
        Walk { key, at: Head::START }
    }

    /// Takes the next line.
    pub(crate) fn step(&mut self, line: &Line) -> Result<(), Broken> {
        let expected = self.at.sequence + 1;
        let digest = line.covering(self.key, &self.at.digest);
        if line.sequence != expected || line.digest != digest {
            return Err(Broken::Line(expected));
        }
        self.at = Head { sequence: line.sequence, digest };
        Ok(())
    }

    /// Holds where it ended against where it should.
    pub(crate) fn close(self, head: Option<Head>) -> Result<Sound, Broken> {
        match head {
            None => Err(Broken::Head),
            Some(head) if head == self.at => Ok(Sound { lines: head.sequence }),
            Some(head) if head.sequence > self.at.sequence => Err(Broken::CutAfter(self.at.sequence)),
            Some(head) if head.sequence < self.at.sequence => Err(Broken::LongerFrom(head.sequence + 1)),
            Some(_) => Err(Broken::Head),
        }
    }
}

/// Checks the whole log; the transaction must see one moment.
pub(crate) async fn verify(connection: &mut AnyConnection, key: &Key) -> Result<Result<Sound, Broken>, Unkept> {
    let broken = |error: sqlx::Error| unkept(&error);
    let row = sqlx::query(HEAD).fetch_optional(&mut *connection).await.map_err(broken)?;
    let head = match row {
        Some(row) => Head::of_row(&row, key).map_err(broken)?,
        None => None,
    };
    let mut walk = Walk::new(key);
    // One below the first, so that a line put before it is met too.
    let mut after = i64::MIN;
    loop {
        let rows =
            sqlx::query(LOG_AFTER).bind(after).bind(AT_ONCE).fetch_all(&mut *connection).await.map_err(broken)?;
        for row in &rows {
            let line = Line::of_row(row).map_err(broken)?;
            if let Err(found) = walk.step(&line) {
                return Ok(Err(found));
            }
            after = line.sequence;
        }
        if rows.is_empty() {
            return Ok(walk.close(head));
        }
    }
}
