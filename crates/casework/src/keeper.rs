//! What keeps cases: the port that `store` fills.
//!
//! Every write carries its entries for the log, so that no change and no reading goes unrecorded; the keeper answers a write only when it
//! would survive a power cut.

use std::future::Future;
use std::pin::Pin;

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::id::{AttachmentId, CaseId, PersonId};
use crate::moment::Moment;
use crate::office::Office;
use crate::people::{Part, Role};
use crate::secret::Secret;

/// An answer that is waited for.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Unkept>> + Send + 'a>>;

/// How often a case was changed; 1 when it was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version(pub i64);

/// A case as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The case.
    pub case: Case,
    /// Its version.
    pub version: Version,
}

impl Kept {
    /// The oldest version of which a page is still fresh: what the scanner says of an upload is no change that a page could overwrite.
    pub fn fresh_since(&self) -> Version {
        let scanner_wrote = self.case.scanner_wrote.filter(|(_, last)| *last == self.version);
        scanner_wrote.map_or(self.version, |(first, _)| first)
    }

    /// Whether a page of this version is still fresh.
    pub fn is_fresh(&self, version: Version) -> bool {
        (self.fresh_since()..=self.version).contains(&version)
    }
}

/// Keeps cases, what opens them, and the log.
pub trait Keeper: Send + Sync {
    /// A case; none when there is none of that name, or it was erased.
    fn case(&self, id: CaseId) -> Answer<'_, Option<Kept>>;
    /// The names of the next cases after one, in their order, erased ones left out; none when there are no more.
    fn cases(&self, after: Option<CaseId>) -> Answer<'_, Vec<CaseId>>;
    /// Writes all of it or nothing, and answers when it is safe.
    fn write(&self, write: Write) -> Answer<'_, ()>;
    /// What a secret opens. Used and ended ones are given too: whoever asks must look.
    fn key<'a>(&'a self, secret: &'a Secret) -> Answer<'a, Option<Key>>;
    /// The log of one case, oldest first.
    fn log(&self, case: CaseId) -> Answer<'_, Vec<Entry>>;
    /// The bytes of an upload.
    fn attachment(&self, case: CaseId, id: AttachmentId) -> Answer<'_, Option<Vec<u8>>>;
    /// An account by its name (as typed, folded by the service).
    fn account<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Account>>;
    /// An office by its id.
    fn office<'a>(&'a self, id: &'a str) -> Answer<'a, Option<Office>>;
    /// Every office; there are few (one an institution that takes part).
    fn offices(&self) -> Answer<'_, Vec<Office>>;
}

/// One write.
#[derive(Clone, Debug, Default)]
pub struct Write {
    /// The case that is begun or changed.
    pub case: Option<CaseWrite>,
    /// Changes to what opens cases.
    pub keys: Vec<KeyWrite>,
    /// An account that is made or changed.
    pub account: Option<AccountWrite>,
    /// An office that is made or changed.
    pub office: Option<OfficeWrite>,
    /// Uploads that come with it.
    pub attachments: Vec<(CaseId, AttachmentId, Vec<u8>)>,
    /// Erases a case: its key is destroyed, what opens it and its uploads are removed. The log stays; it names nobody.
    pub erase: Option<CaseId>,
    /// What the log says of it; never empty.
    pub log: Vec<Entry>,
}

/// A case to be kept.
#[derive(Clone, Debug)]
pub enum CaseWrite {
    /// A case that is begun.
    New(Box<Case>),
    /// A case that was changed; refused as `Stale` unless it still has this version.
    Changed(Box<Case>, Version),
}

/// An account to be kept.
#[derive(Clone, Debug)]
pub enum AccountWrite {
    /// A new account; refused as `Taken` when there is one of that name.
    New(Account),
    /// An account that was changed; refused as `Stale` unless the kept one was changed exactly once less. Without it one one-time
    /// password could be used twice at the same moment.
    Changed(Account),
}

/// An office to be kept.
#[derive(Clone, Debug)]
pub enum OfficeWrite {
    /// A new office; refused as `Taken` when there is one of that id.
    New(Office),
    /// An office that was changed; refused as `Stale` unless the kept one was changed exactly once less. So one slot is never given twice.
    Changed(Office),
}

/// A change to what opens cases; several are done in their order.
#[derive(Clone, Debug)]
pub enum KeyWrite {
    /// A new secret.
    Add(Secret, Key),
    /// Uses a single-use secret up; refused as `UsedUp` when it was used before.
    UseUp(Secret, Moment),
    /// Takes one secret back.
    Remove(Secret),
    /// Takes every secret of some kinds back, of one person of a case.
    RemoveAll(CaseId, PersonId, Vec<KeyKind>),
    /// Takes every token of an office back.
    RemoveOffice(String),
}

/// What a secret opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What kind of secret it is.
    pub kind: KeyKind,
    /// What it opens.
    pub opens: Opens,
    /// Until when; none for a recovery code.
    pub until: Option<Moment>,
    /// When a single-use code was used.
    pub used: Option<Moment>,
}

/// Kinds of secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyKind {
    /// In a cookie of a device.
    Cookie,
    /// Printed by the patient, opens the case on another device.
    Recovery,
    /// Single use: lets a person of the case in.
    Invitation,
    /// Opens one form and nothing else: the letter to its doctor, an application to a desk on paper, an opinion to its doctor, worries to a
    /// counsellor, the report to the first doctor. Single use, but for a desk's: it answers more than once.
    Form,
    /// In a cookie of someone signed in to an account.
    Account,
    /// A program's token (the interface for desks' systems).
    Token,
}

/// What is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// A case, as one of its people.
    Case(CaseId, PersonId),
    /// An account, by its name.
    Account(String),
    /// An office, by its id: a program's token of that office.
    Office(String),
}

/// An account: for whoever takes part in more than one case or wants no code. Kept sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name it is signed in with, folded.
    pub name: String,
    /// The passphrase's hash (argon2id, PHC string).
    pub passphrase: String,
    /// The secret of one-time passwords (RFC 6238), for staff.
    pub one_time: Option<Vec<u8>>,
    /// The last one-time step used, so that none is used twice.
    pub one_time_used: i64,
    /// What the person is: staff are desks, counsellors and operators.
    pub role: Role,
    /// The cases it opens, each as one of its people.
    pub cases: Vec<(CaseId, PersonId)>,
    /// The offices it works for, by their ids: staff only.
    #[serde(default)]
    pub offices: Vec<String>,
    /// Since when.
    pub since: Moment,
    /// When it was last signed out everywhere: what signed in until then has ended.
    #[serde(default)]
    pub signed_out: Option<Moment>,
    /// How often it was changed; 0 when it is new.
    #[serde(default)]
    pub changes: i64,
}

/// One line of the log. It names nobody: people are numbers within their case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The case; none for what concerns no case (a backup).
    pub case: Option<CaseId>,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: Who,
    /// What was done.
    pub deed: Deeded,
    /// Which part of the case, if one.
    pub part: Option<Part>,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Someone of the case.
    Person(PersonId),
    /// Whoever runs the machine.
    Operator,
    /// A secret nobody could be told from (a wrong or used code).
    Nobody,
}

/// What was done, as the log says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deeded {
    /// Began the case.
    Began,
    /// Brought the case in from another installation.
    BroughtIn,
    /// Opened a part to read.
    Read,
    /// Changed a part.
    Changed,
    /// Signed the letter.
    Signed,
    /// Changed a signed letter, so that the signature no longer holds.
    SignatureEnded,
    /// Opened the case on a device, with a recovery code, an invitation or an account.
    Entered,
    /// Left the case on a device.
    Left,
    /// Made a code for someone.
    Invited,
    /// Agreed that someone sees a part.
    Agreed,
    /// Withdrew a consent.
    Withdrew,
    /// Was refused.
    Refused,
    /// Uploaded a file.
    Uploaded,
    /// Took everything out (export).
    Exported,
    /// Erased the case.
    Erased,
    /// Made a backup.
    BackedUp,
    /// Put a backup back.
    Restored,
}

/// Why something could not be kept or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unkept {
    /// Someone else changed the case in between.
    #[error("the case was changed in between")]
    Stale,
    /// A single-use secret was used before.
    #[error("the code was used before")]
    UsedUp,
    /// The name of an account is taken.
    #[error("the name is taken")]
    Taken,
    /// Too much waits to be written.
    #[error("too much waits to be written")]
    Busy,
    /// The keeper cannot write: no room, read only, gone. The text is for whoever runs the machine and names nobody.
    #[error("{0}")]
    Broken(String),
}
