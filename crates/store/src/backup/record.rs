//! What stands in a backup: rows, one after another, with a beginning that says what they are and an end that counts them.

use std::io::{Read, Write};

use casework::Moment;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{BackupError, Checked};
use crate::chain::{Head, Line, Walk};
use crate::master::MasterKey;
use crate::schema;
use crate::seal::Keys;

/// The form of what follows; it goes up when an older program could not read it.
const FORM: u32 = 2;
/// No row is longer: an upload and what sealing adds.
const LONGEST: u32 = 256 * 1024 * 1024;

/// One piece. Each is known by its place in this list, so a new one is added at the end.
#[derive(Serialize, Deserialize)]
pub(crate) enum Record {
    Start {
        form: u32,
        schema: i64,
        made: i64,
        master: Zeroizing<String>,
    },
    Case {
        id: Vec<u8>,
        version: i64,
        key: Option<Vec<u8>>,
        body: Option<Vec<u8>>,
        begun: i64,
        changed: i64,
        erased: i64,
    },
    Key(KeyRow),
    Account {
        name: Vec<u8>,
        changes: i64,
        sealed: Vec<u8>,
    },
    Attachment {
        case: Vec<u8>,
        id: i64,
        sealed: Vec<u8>,
    },
    Line {
        sequence: i64,
        case: Option<Vec<u8>>,
        at: i64,
        who: String,
        deed: String,
        part: String,
        digest: Vec<u8>,
    },
    /// How a backup of form 1 ends, which knows no offices: cases, keys, accounts, uploads, lines. It is read, and no longer written.
    FirstEnd {
        counted: [u64; 5],
        sequence: i64,
        digest: [u8; 32],
    },
    Office {
        id: Vec<u8>,
        changes: i64,
        sealed: Vec<u8>,
    },
    /// A row of what opens cases, and the office it opens instead.
    OfficeKey {
        key: KeyRow,
        office: Vec<u8>,
    },
    End {
        counted: Counted,
        sequence: i64,
        digest: [u8; 32],
    },
}

/// A row of what opens cases.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeyRow {
    pub(crate) digest: Vec<u8>,
    pub(crate) kind: i64,
    pub(crate) case: Option<Vec<u8>>,
    pub(crate) person: Option<i64>,
    pub(crate) account: Option<Vec<u8>>,
    pub(crate) until: i64,
    pub(crate) used: i64,
}

/// How much a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Cases, erased ones too.
    pub cases: u64,
    /// What opens them.
    pub keys: u64,
    /// Accounts.
    pub accounts: u64,
    /// Uploads.
    pub attachments: u64,
    /// Lines of the log.
    pub lines: u64,
    /// Offices.
    pub offices: u64,
}

impl Counted {
    pub(crate) fn take(&mut self, record: &Record) {
        match record {
            Record::Case { .. } => self.cases += 1,
            Record::Key(_) | Record::OfficeKey { .. } => self.keys += 1,
            Record::Office { .. } => self.offices += 1,
            Record::Account { .. } => self.accounts += 1,
            Record::Attachment { .. } => self.attachments += 1,
            Record::Line { .. } => self.lines += 1,
            Record::Start { .. } | Record::FirstEnd { .. } | Record::End { .. } => {}
        }
    }
}

impl Record {
    pub(crate) fn start(master: &MasterKey, now: Moment) -> Record {
        Record::Start { form: FORM, schema: schema::NEWEST, made: now.0, master: master.to_text() }
    }

    pub(crate) fn of_line(line: Line) -> Record {
        let Line { sequence, case, at, who, deed, part, digest } = line;
        Record::Line { sequence, case, at, who, deed, part, digest }
    }

    pub(crate) fn line(&self) -> Option<Line> {
        let Record::Line { sequence, case, at, who, deed, part, digest } = self else { return None };
        Some(Line {
            sequence: *sequence,
            case: case.clone(),
            at: *at,
            who: who.clone(),
            deed: deed.clone(),
            part: part.clone(),
            digest: digest.clone(),
        })
    }
}

/// Writes one: its length, then itself.
pub(crate) fn write(out: &mut impl Write, record: &Record) -> Result<(), BackupError> {
    let bytes = postcard::to_stdvec(record).map_err(|error| BackupError::Damaged(error.to_string()))?;
    let bytes = Zeroizing::new(bytes);
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| BackupError::Damaged("a row is too long".to_owned()))?;
    let written = out.write_all(&length.to_be_bytes()).and_then(|()| out.write_all(&bytes));
    written.map_err(|error| BackupError::File { path: "the backup".into(), why: error.to_string() })
}

/// Reads the next; none after the last.
pub(crate) fn read(from: &mut impl Read) -> Result<Option<Record>, BackupError> {
    let damaged = |error: std::io::Error| BackupError::Damaged(error.to_string());
    let mut first = [0; 4];
    let read = from.read(&mut first).map_err(damaged)?;
    if read == 0 {
        return Ok(None);
    }
    from.read_exact(first.get_mut(read..).unwrap_or_default()).map_err(damaged)?;
    let length = u32::from_be_bytes(first);
    if length > LONGEST {
        return Err(BackupError::Damaged("a row is too long".to_owned()));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    Read::by_ref(from).take(u64::from(length)).read_to_end(&mut bytes).map_err(damaged)?;
    let record = postcard::from_bytes(&bytes).map_err(|_| BackupError::Damaged("a row cannot be read".to_owned()))?;
    Ok(Some(of_today(record)))
}

/// A piece of an earlier form, as it would be written now.
fn of_today(record: Record) -> Record {
    match record {
        Record::FirstEnd { counted: [cases, keys, accounts, attachments, lines], sequence, digest } => {
            let counted = Counted { cases, keys, accounts, attachments, lines, offices: 0 };
            Record::End { counted, sequence, digest }
        }
        other => other,
    }
}

/// Takes every record in order and says at the end whether they are whole.
#[derive(Default)]
pub(crate) struct Check {
    start: Option<(MasterKey, Moment)>,
    lines: Vec<Line>,
    counted: Counted,
    end: Option<(Counted, Head)>,
}

impl Check {
    pub(crate) fn take(&mut self, record: &Record) -> Result<(), BackupError> {
        let strange = || BackupError::Damaged("its rows are in the wrong order".to_owned());
        if self.end.is_some() || self.start.is_none() != matches!(record, Record::Start { .. }) {
            return Err(strange());
        }
        match record {
            Record::Start { form, schema, .. } if *form > FORM || *schema > schema::NEWEST => {
                return Err(BackupError::Newer);
            }
            Record::Start { made, master, .. } => {
                let master = MasterKey::from_text(master).map_err(|_| strange())?;
                self.start = Some((master, Moment(*made)));
            }
            Record::End { counted, sequence, digest } => {
                self.end = Some((*counted, Head { sequence: *sequence, digest: *digest }));
            }
            _ => {}
        }
        self.counted.take(record);
        self.lines.extend(record.line());
        Ok(())
    }

    pub(crate) fn close(self) -> Result<Checked, BackupError> {
        let (Some((master, made)), Some((counted, head))) = (self.start, self.end) else {
            return Err(BackupError::Damaged("its end is missing".to_owned()));
        };
        if counted != self.counted {
            return Err(BackupError::Damaged("rows are missing".to_owned()));
        }
        let keys = Keys::of(&master);
        let mut walk = Walk::new(&keys.chain);
        for line in &self.lines {
            walk.step(line).map_err(BackupError::Log)?;
        }
        walk.close(Some(head)).map_err(BackupError::Log)?;
        Ok(Checked { counted, made, master })
    }
}
