//! A case as one encrypted file (`.anshin`) that another installation takes in: a patient is not tied to one server.
//!
//! The file begins with two lines in plain letters, its form and its checksum, so that one that is damaged, cut, or of another form is told from one with a
//! wrong passphrase. What follows is sealed with the passphrase in the age format, and `age` opens it too:
//! `tail -n +3 case.anshin | age --decrypt` (a passphrase of full-width letters is typed there in narrow ones: it is folded first). Inside stand the case in JSON, in one line, and the bytes of its uploads, one after another.
//!
//! **What is not carried**, because it opens or binds something where the file was made and nothing where it arrives: the case's own name, codes, who has
//! come in, addresses for notices, places in a desk's plan, drafts of doctors, consents of everyone but relatives (they stay to be read, as withdrawn),
//! and the log, whose chain only its own installation can prove. People stay as names.
//!
//! **What arrives is the patient's word.** Nobody here saw a doctor sign, so a signed form becomes a draft again, what a doctor wrote becomes what was
//! told, and uploads wait for the scanner like every other.
//!
//! Architecture invariant: what is read was written by anybody. It is checked against every limit of a case before it becomes one.

mod carry;
mod check;
mod frame;
pub mod words;

use std::io::{Read, Write};

use casework::secret::Chance;
use casework::{AttachmentId, Case, CaseId, Moment, PersonId};
use passphrase::{DRAWN, Drawn, Opening, Passphrase, Sealing, Unopened};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

pub use frame::NEWEST;
pub use passphrase::WORK;

/// The longest file: every upload a case may have, and room for the case itself.
pub const LONGEST_BYTES: usize = 256 * 1024 * 1024;
/// The fewest letters of a passphrase. The file leaves every server's guard, so only the passphrase stands before it.
pub const PASSPHRASE_LETTERS: usize = 12;
/// The most doublings that opening a file may cost. Our own writer asks for `WORK`; whoever hands in a file that asks for more wants the machine busy.
pub const MOST_WORK: u8 = WORK;
/// The longest case in JSON, in bytes: every list full of the longest texts stays below.
const CASE_BYTES: u64 = 32 * 1024 * 1024;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// The passphrase is too short.
    #[error("the passphrase is too short; use {PASSPHRASE_LETTERS} letters or more, for example four words")]
    PassphraseShort,
    /// The bytes of an upload are missing, or others than the case names.
    #[error("the upload {0} is not whole; take it out of the case, or upload it anew")]
    Upload(AttachmentId),
    /// It would be longer than is read again.
    #[error("the case is too large for one file; take uploads out of it first")]
    TooLong,
    /// Sealing failed.
    #[error("the file could not be sealed: {0}; try again")]
    Unsealed(String),
}

/// Why a file could not be read. Each says what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Another kind of file.
    #[error("this is no case file of Anshin's; choose the file whose name ends in .anshin")]
    NotACaseFile,
    /// Made before the first form that is read.
    #[error(
        "this file was made by an early version whose form ({0}) is no longer read; make it anew where the case is"
    )]
    Older(u32),
    /// Made by a newer version.
    #[error("this file was made by a newer version (form {0}); this installation must be brought up to date first")]
    Newer(u32),
    /// Bytes are missing at its end.
    #[error("this file ends early: {there} of {whole} bytes are there; copy it anew from where it came")]
    Cut {
        /// Bytes that are there.
        there: usize,
        /// Bytes that should be.
        whole: usize,
    },
    /// Something in it was changed on the way.
    #[error("this file was damaged on its way; copy it anew from where it came")]
    Damaged,
    /// It is whole; the passphrase is another.
    #[error(
        "this passphrase does not open the file; look at capitals and small letters, and at where the passphrase was written down"
    )]
    WrongPassphrase,
    /// Longer than any case.
    #[error("this file is too long to be a case (the most is {LONGEST_BYTES} bytes); choose another file")]
    TooLong,
    /// Opened and whole, and yet no case.
    #[error(
        "what is in this file is no case that can be taken in ({0}); tell whoever runs the place where it was made"
    )]
    NoCase(String),
}

/// What stands sealed in a file.
#[derive(Serialize, Deserialize)]
struct Content {
    /// Again as before the seal: there it could have been changed.
    form: u32,
    made: Moment,
    case: Case,
    uploads: Vec<Upload>,
    /// The names of uploads that stayed behind, so that where the file arrives it can be said.
    #[serde(default)]
    left: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Upload {
    id: AttachmentId,
    bytes: u64,
}

/// The bytes of uploads, each by its name.
pub type Uploads = Vec<(AttachmentId, Vec<u8>)>;

/// A case that was read, not yet anybody's.
#[derive(Debug, PartialEq, Eq)]
pub struct Brought {
    case: Case,
    /// The bytes of its uploads; whoever keeps them has the scanner look first.
    pub uploads: Uploads,
    /// When the file was made.
    pub made: Moment,
    /// The names of uploads that stayed where it was made.
    pub left: Vec<String>,
    /// What changed its standing on the way in, to be shown once.
    pub changed: Vec<Changed>,
}

/// What is no longer what it was where the file was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// Consents have ended: each is to be given anew.
    ConsentsEnded,
    /// The letter's form is a draft again: its signature holds where it was made.
    LetterUnsigned,
    /// Doctors' opinions are shown as told.
    OpinionsTold,
    /// Desks that worked with the program there answer by paper or telephone now.
    DesksOnPaper,
}

impl Brought {
    /// Who is in it, for the page that asks before it is taken in.
    pub fn seen(&self) -> &Case {
        &self.case
    }

    /// The case under its new name, with the one who brings it having come in. None when that is neither the patient nor a relative of the case.
    pub fn taken_in(mut self, id: CaseId, by: PersonId, now: Moment) -> Option<(Case, Uploads)> {
        use casework::Role::{Patient, Relative};
        let mut people = self.case.people.iter_mut();
        let bringer = people.find(|person| person.id == by && matches!(person.role, Patient | Relative))?;
        bringer.joined = Some(now);
        self.case.id = id;
        Some((self.case, self.uploads))
    }
}

/// Writes a case that was cut down to its patient (`Case::seen_by`), with the bytes of its uploads.
///
/// `work` is `WORK` but in tests. The same case, chance and moment give the same bytes.
pub fn write(
    case: &Case,
    uploads: &[(AttachmentId, Vec<u8>)],
    passphrase: &str,
    work: u8,
    chance: &dyn Chance,
    now: Moment,
) -> Result<Vec<u8>, Unwritten> {
    if passphrase.chars().count() < PASSPHRASE_LETTERS {
        return Err(Unwritten::PassphraseShort);
    }
    let left = left_behind(case).into_iter().map(|known| known.name.clone()).collect();
    let case = carry::out(case, now);
    let uploads = of_case(&case, uploads)?;
    let listed = uploads.iter().map(|(id, bytes)| Upload { id: *id, bytes: length(bytes) }).collect();
    let content = Content { form: NEWEST, made: now, case, uploads: listed, left };
    let unsealed = |error: &dyn std::fmt::Display| Unwritten::Unsealed(error.to_string());
    let mut drawn = [0; DRAWN];
    chance.fill(&mut drawn);
    let seal = || -> std::io::Result<Vec<u8>> {
        let json = serde_json::to_vec(&content)?;
        let passphrase = Passphrase { text: &folded(passphrase), work };
        let mut sealing = Sealing::new(Vec::new(), &passphrase, Drawn(drawn))?;
        sealing.write_all(&length(&json).to_be_bytes())?;
        sealing.write_all(&json)?;
        for (_, bytes) in &uploads {
            sealing.write_all(bytes)?;
        }
        sealing.finish()
    };
    let sealed = seal().map_err(|error| unsealed(&error))?;
    let file = frame::around(&sealed);
    if file.len() > LONGEST_BYTES { Err(Unwritten::TooLong) } else { Ok(file) }
}

/// The uploads that `write` leaves out, because no scanner has passed them: they wait for it, or it found something.
pub fn left_behind(case: &Case) -> Vec<&casework::records::Attachment> {
    case.attachments.iter().filter(|known| !carry::may_go(known)).collect()
}

/// Reads a file.
pub fn read(file: &[u8], passphrase: &str) -> Result<Brought, Unreadable> {
    if file.len() > LONGEST_BYTES {
        return Err(Unreadable::TooLong);
    }
    let (form, sealed) = frame::within(file)?;
    let mut opening = Opening::within(sealed, &folded(passphrase), MOST_WORK).map_err(unopened)?;
    let content = content(&mut opening)?;
    if content.form != form {
        return Err(Unreadable::Damaged);
    }
    let mut uploads = Vec::new();
    for upload in &content.uploads {
        uploads.push((upload.id, exactly(&mut opening, upload.bytes)?));
    }
    if opening.read(&mut [0]).map_err(|_| Unreadable::Damaged)? != 0 {
        return Err(no_case("something stands behind its end"));
    }
    let (made, left) = (content.made, content.left);
    let mut brought = Brought { case: content.case, uploads, made, left, changed: Vec::new() };
    check::check(&brought)?;
    carry::into(&mut brought);
    Ok(brought)
}

fn content(opening: &mut impl Read) -> Result<Content, Unreadable> {
    let mut first = [0; 8];
    opening.read_exact(&mut first).map_err(|_| Unreadable::Damaged)?;
    let length = u64::from_be_bytes(first);
    if length > CASE_BYTES {
        return Err(no_case("the case is too long"));
    }
    let json = exactly(opening, length)?;
    serde_json::from_slice(&json).map_err(|error| no_case(&format!("line {}, column {}", error.line(), error.column())))
}

/// So many bytes; what is set aside grows with what comes, not with what is said.
fn exactly(opening: &mut impl Read, length: u64) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let read = Read::by_ref(opening).take(length).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
    if u64::try_from(read) == Ok(length) { Ok(bytes) } else { Err(no_case("an upload is missing")) }
}

/// The uploads that the case names, in its order.
fn of_case(case: &Case, uploads: &[(AttachmentId, Vec<u8>)]) -> Result<Uploads, Unwritten> {
    let of = |known: &casework::records::Attachment| {
        let found = uploads.iter().find(|(id, bytes)| *id == known.id && length(bytes) == known.size);
        found.cloned().ok_or(Unwritten::Upload(known.id))
    };
    case.attachments.iter().map(of).collect()
}

/// Whether letters were typed narrow or full width, a passphrase is the same one.
fn folded(passphrase: &str) -> String {
    passphrase.nfkc().collect()
}

fn unopened(why: Unopened) -> Unreadable {
    match why {
        Unopened::TooSlow(work) => no_case(&format!("sealed with 2^{work} rounds, the most is 2^{MOST_WORK}")),
        Unopened::WrongPassphrase => Unreadable::WrongPassphrase,
        Unopened::Damaged(_) => Unreadable::Damaged,
    }
}

fn no_case(why: &str) -> Unreadable {
    Unreadable::NoCase(why.to_owned())
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
