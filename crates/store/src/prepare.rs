//! A write, made ready before it waits: everything is sealed by whoever asks, so that the one writer only hands rows to SQL.

use casework::keeper::{
    AccountWrite, CaseWrite, Entry, Key as Opened, KeyKind, KeyWrite, OfficeWrite, Opens, Unkept, Write,
};
use casework::{AttachmentId, CaseId, Moment};

use crate::seal::{Key, Keys, Named, seal_body, seal_upload};

/// One write, sealed.
pub(crate) struct Ready {
    /// What is done, in order.
    pub(crate) steps: Vec<Step>,
    /// What the log says.
    pub(crate) log: Vec<Entry>,
    /// How much room it takes, roughly.
    pub(crate) bytes: usize,
    /// Whether something was erased.
    pub(crate) erases: bool,
}

/// One statement and its values. A key that opens no case has the name of what it opens sealed, and for an office its digest too.
pub(crate) enum Step {
    BeginCase { id: CaseId, key: Vec<u8>, body: Vec<u8>, at: Moment },
    ChangeCase { id: CaseId, body: Vec<u8>, at: Moment, version: i64 },
    AddKey { digest: Vec<u8>, key: Opened, sealed: Option<Vec<u8>>, office: Option<Vec<u8>> },
    UseUp { digest: Vec<u8>, at: Moment },
    RemoveKey { digest: Vec<u8> },
    RemoveKeys { case: CaseId, person: u32, kind: i64 },
    RemoveOfficeKeys { office: Vec<u8> },
    AddOffice { id: Vec<u8>, changes: i64, sealed: Vec<u8> },
    ChangeOffice { id: Vec<u8>, changes: i64, sealed: Vec<u8> },
    AddAccount { name: Vec<u8>, changes: i64, sealed: Vec<u8> },
    ChangeAccount { name: Vec<u8>, changes: i64, sealed: Vec<u8> },
    Attach { case: CaseId, id: AttachmentId, sealed: Vec<u8> },
    Erase { case: CaseId, at: Moment },
}

impl Step {
    /// Whether it can find that the world has changed meanwhile.
    pub(crate) fn may_refuse(&self) -> bool {
        !matches!(
            self,
            Step::AddKey { .. }
                | Step::RemoveKey { .. }
                | Step::RemoveKeys { .. }
                | Step::RemoveOfficeKeys { .. }
                | Step::Attach { .. }
                | Step::Erase { .. }
        )
    }
}

/// The case key for a write that changes or begins a case, or brings uploads.
pub(crate) struct CaseKey {
    pub(crate) case: CaseId,
    pub(crate) key: Key,
}

/// The case whose key a write needs, if it needs one, and whether it begins it.
pub(crate) fn case_of(write: &Write) -> Option<(CaseId, bool)> {
    match &write.case {
        Some(CaseWrite::New(case)) => Some((case.id, true)),
        Some(CaseWrite::Changed(case, _)) => Some((case.id, false)),
        None => write.attachments.first().map(|(case, _, _)| (*case, false)),
    }
}

/// Seals a write. `key` is the key of `case_of(write)`.
pub(crate) fn prepare(keys: &Keys, key: Option<&CaseKey>, write: Write) -> Result<Ready, Unkept> {
    let Some(at) = write.log.first().map(|entry| entry.at) else {
        return Err(Unkept::Broken("a write without a line in the log".to_owned()));
    };
    let key_of = |id: CaseId| match key {
        Some(found) if found.case == id => Ok(&found.key),
        _ => Err(Unkept::Broken("a write concerns more than one case".to_owned())),
    };
    // What can refuse comes first: a write that is refused at its first step has changed nothing yet.
    let mut steps = Vec::with_capacity(2 + write.keys.len() + write.attachments.len());
    match write.case {
        Some(CaseWrite::New(case)) => {
            let key = key_of(case.id)?;
            let sealed = keys.seal_case_key(case.id, key)?;
            steps.push(Step::BeginCase { id: case.id, key: sealed, body: seal_body(key, &case, 1)?, at });
        }
        Some(CaseWrite::Changed(case, version)) => {
            let body = seal_body(key_of(case.id)?, &case, version.0.saturating_add(1))?;
            steps.push(Step::ChangeCase { id: case.id, body, at, version: version.0 });
        }
        None => {}
    }
    for change in write.keys {
        prepare_key(keys, change, &mut steps)?;
    }
    if let Some(office) = write.office {
        steps.push(prepare_office(keys, &office)?);
    }
    if let Some(account) = write.account {
        steps.push(prepare_account(keys, &account)?);
    }
    for (case, id, bytes) in write.attachments {
        steps.push(Step::Attach { case, id, sealed: seal_upload(key_of(case)?, case, id, &bytes)? });
    }
    steps.extend(write.erase.map(|case| Step::Erase { case, at }));
    let bytes = steps.iter().map(size).sum();
    Ok(Ready { steps, log: write.log, bytes, erases: write.erase.is_some() })
}

fn prepare_key(keys: &Keys, change: KeyWrite, steps: &mut Vec<Step>) -> Result<(), Unkept> {
    match change {
        KeyWrite::Add(secret, key) => {
            let digest = keys.secret(secret.bytes());
            let (sealed, office) = match &key.opens {
                Opens::Case(..) => (None, None),
                Opens::Account(name) => (Some(keys.seal_opened(Named::Account, &digest, name)?), None),
                Opens::Office(id) => (Some(keys.seal_opened(Named::Office, &digest, id)?), Some(keys.office(id))),
            };
            steps.push(Step::AddKey { digest, key, sealed, office });
        }
        KeyWrite::UseUp(secret, at) => steps.push(Step::UseUp { digest: keys.secret(secret.bytes()), at }),
        KeyWrite::Remove(secret) => steps.push(Step::RemoveKey { digest: keys.secret(secret.bytes()) }),
        KeyWrite::RemoveAll(case, person, kinds) => {
            let each = kinds.into_iter().map(|kind| Step::RemoveKeys { case, person: person.0, kind: number(kind) });
            steps.extend(each);
        }
        KeyWrite::RemoveOffice(id) => steps.push(Step::RemoveOfficeKeys { office: keys.office(&id) }),
    }
    Ok(())
}

fn prepare_account(keys: &Keys, write: &AccountWrite) -> Result<Step, Unkept> {
    let (AccountWrite::New(account) | AccountWrite::Changed(account)) = write;
    let (name, changes, sealed) = (keys.name(&account.name), account.changes, keys.seal_account(account)?);
    Ok(match write {
        AccountWrite::New(_) => Step::AddAccount { name, changes, sealed },
        AccountWrite::Changed(_) => Step::ChangeAccount { name, changes, sealed },
    })
}

fn prepare_office(keys: &Keys, write: &OfficeWrite) -> Result<Step, Unkept> {
    let (OfficeWrite::New(office) | OfficeWrite::Changed(office)) = write;
    let (id, changes, sealed) = (keys.office(&office.id), office.changes, keys.seal_office(office)?);
    Ok(match write {
        OfficeWrite::New(_) => Step::AddOffice { id, changes, sealed },
        OfficeWrite::Changed(_) => Step::ChangeOffice { id, changes, sealed },
    })
}

fn size(step: &Step) -> usize {
    match step {
        Step::BeginCase { body, .. } | Step::ChangeCase { body, .. } => body.len(),
        Step::AddAccount { sealed, .. }
        | Step::ChangeAccount { sealed, .. }
        | Step::AddOffice { sealed, .. }
        | Step::ChangeOffice { sealed, .. }
        | Step::Attach { sealed, .. } => sealed.len(),
        _ => 200,
    }
}

/// The number of a kind in the database; a number once given stays.
pub(crate) fn number(kind: KeyKind) -> i64 {
    match kind {
        KeyKind::Cookie => 1,
        KeyKind::Recovery => 2,
        KeyKind::Invitation => 3,
        KeyKind::Form => 4,
        KeyKind::Account => 5,
        KeyKind::Token => 6,
    }
}

/// The kind of a number.
pub(crate) fn kind(number: i64) -> Option<KeyKind> {
    let all =
        [KeyKind::Cookie, KeyKind::Recovery, KeyKind::Invitation, KeyKind::Form, KeyKind::Account, KeyKind::Token];
    all.into_iter().find(|kind| self::number(*kind) == number)
}
