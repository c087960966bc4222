//! A keeper in memory, with every promise of a keeper but outliving the program: for trying out and for tests.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::id::{AttachmentId, CaseId};
use crate::keeper::{Account, AccountWrite, Answer, CaseWrite, Entry, Keeper, Kept, Key, KeyWrite, Opens, Unkept};
use crate::keeper::{OfficeWrite, Version, Write};
use crate::office::Office;
use crate::secret::Secret;

/// So many names of cases are given at once.
const CASES_AT_ONCE: usize = 100;

/// Keeps everything until the program ends.
#[derive(Default)]
pub struct MemoryKeeper {
    held: Mutex<Held>,
}

/// What is held.
#[derive(Default)]
struct Held {
    cases: BTreeMap<CaseId, Kept>,
    keys: HashMap<Vec<u8>, Key>,
    accounts: HashMap<String, Account>,
    offices: BTreeMap<String, Office>,
    attachments: BTreeMap<(CaseId, AttachmentId), Vec<u8>>,
    log: Vec<Entry>,
}

impl MemoryKeeper {
    /// An empty one.
    pub fn new() -> MemoryKeeper {
        MemoryKeeper::default()
    }

    /// A write checks before it changes anything, so what a thread that panicked leaves behind can be read on.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper for MemoryKeeper {
    fn case(&self, id: CaseId) -> Answer<'_, Option<Kept>> {
        Box::pin(async move { Ok(self.held().cases.get(&id).cloned()) })
    }

    fn cases(&self, after: Option<CaseId>) -> Answer<'_, Vec<CaseId>> {
        Box::pin(async move {
            let held = self.held();
            let later = held.cases.keys().filter(|id| after.is_none_or(|after| **id > after));
            Ok(later.take(CASES_AT_ONCE).copied().collect())
        })
    }

    fn write(&self, write: Write) -> Answer<'_, ()> {
        Box::pin(async move { self.held().write(write) })
    }

    fn key<'a>(&'a self, secret: &'a Secret) -> Answer<'a, Option<Key>> {
        Box::pin(async move { Ok(self.held().keys.get(secret.bytes()).cloned()) })
    }

    fn log(&self, case: CaseId) -> Answer<'_, Vec<Entry>> {
        Box::pin(async move { Ok(self.held().log.iter().filter(|entry| entry.case == Some(case)).cloned().collect()) })
    }

    fn attachment(&self, case: CaseId, id: AttachmentId) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(async move { Ok(self.held().attachments.get(&(case, id)).cloned()) })
    }

    fn account<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Account>> {
        Box::pin(async move { Ok(self.held().accounts.get(name).cloned()) })
    }

    fn office<'a>(&'a self, id: &'a str) -> Answer<'a, Option<Office>> {
        Box::pin(async move { Ok(self.held().offices.get(id).cloned()) })
    }

    fn offices(&self) -> Answer<'_, Vec<Office>> {
        Box::pin(async move { Ok(self.held().offices.values().cloned().collect()) })
    }
}

impl Held {
    /// Everything that can refuse comes first, so that a write is done whole or not at all.
    fn write(&mut self, write: Write) -> Result<(), Unkept> {
        self.check(&write)?;
        if let Some(case) = write.case {
            let kept = match case {
                CaseWrite::New(case) => Kept { case: *case, version: Version(1) },
                CaseWrite::Changed(case, version) => Kept { case: *case, version: Version(version.0 + 1) },
            };
            self.cases.insert(kept.case.id, kept);
        }
        for key in write.keys {
            self.keep_key(key);
        }
        if let Some(AccountWrite::New(account) | AccountWrite::Changed(account)) = write.account {
            self.accounts.insert(account.name.clone(), account);
        }
        if let Some(OfficeWrite::New(office) | OfficeWrite::Changed(office)) = write.office {
            self.offices.insert(office.id.clone(), office);
        }
        for (case, id, bytes) in write.attachments {
            self.attachments.insert((case, id), bytes);
        }
        if let Some(id) = write.erase {
            self.cases.remove(&id);
            self.keys.retain(|_, key| !matches!(&key.opens, Opens::Case(case, _) if *case == id));
            self.attachments.retain(|(case, _), _| *case != id);
        }
        self.log.extend(write.log);
        Ok(())
    }

    fn check(&self, write: &Write) -> Result<(), Unkept> {
        if write.log.is_empty() {
            return Err(Unkept::Broken("a write without a line in the log".to_owned()));
        }
        match &write.case {
            Some(CaseWrite::New(case)) if self.cases.contains_key(&case.id) => {
                return Err(Unkept::Broken("there is a case of that name already".to_owned()));
            }
            Some(CaseWrite::Changed(case, version))
                if self.cases.get(&case.id).map(|kept| kept.version) != Some(*version) =>
            {
                return Err(Unkept::Stale);
            }
            _ => {}
        }
        for key in &write.keys {
            let KeyWrite::UseUp(secret, _) = key else { continue };
            if self.keys.get(secret.bytes()).is_none_or(|key| key.used.is_some()) {
                return Err(Unkept::UsedUp);
            }
        }
        match &write.office {
            Some(OfficeWrite::New(office)) if self.offices.contains_key(&office.id) => return Err(Unkept::Taken),
            Some(OfficeWrite::Changed(office))
                if self.offices.get(&office.id).map(|kept| kept.changes + 1) != Some(office.changes) =>
            {
                return Err(Unkept::Stale);
            }
            _ => {}
        }
        match &write.account {
            Some(AccountWrite::New(account)) if self.accounts.contains_key(&account.name) => Err(Unkept::Taken),
            Some(AccountWrite::Changed(account))
                if self.accounts.get(&account.name).map(|kept| kept.changes + 1) != Some(account.changes) =>
            {
                Err(Unkept::Stale)
            }
            _ => Ok(()),
        }
    }

    fn keep_key(&mut self, write: KeyWrite) {
        match write {
            KeyWrite::Add(secret, key) => {
                self.keys.insert(secret.bytes().to_vec(), key);
            }
            KeyWrite::UseUp(secret, at) => {
                if let Some(key) = self.keys.get_mut(secret.bytes()) {
                    key.used = Some(at);
                }
            }
            KeyWrite::Remove(secret) => {
                self.keys.remove(secret.bytes());
            }
            KeyWrite::RemoveAll(case, person, kinds) => {
                self.keys.retain(|_, key| key.opens != Opens::Case(case, person) || !kinds.contains(&key.kind));
            }
            KeyWrite::RemoveOffice(id) => {
                self.keys.retain(|_, key| !matches!(&key.opens, Opens::Office(of) if *of == id));
            }
        }
    }
}
