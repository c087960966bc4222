//! The store: `casework`'s port, filled.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use casework::keeper::{Account, Answer, Entry, Keeper, Kept, Key, Unkept, Write};
use casework::office::Office;
use casework::{AttachmentId, CaseId, Moment, Secret};
use sqlx::Acquire;
use sqlx::AnyPool;

use crate::chain::{self, Broken, Sound};
use crate::engine::Engine;
use crate::failure::unkept;
use crate::prepare::{CaseKey, case_of, prepare};
use crate::seal::{self, Keys};
use crate::writer::Writer;

/// The keys of so many cases are kept at hand.
const KEYS_AT_HAND: usize = 1024;

/// Keeps cases in a database. Many may read at once, one writes; see `open`.
pub struct Store {
    pub(crate) engine: Engine,
    pub(crate) identity: Option<(u64, u64)>,
    pub(crate) keys: Keys,
    pub(crate) pool: AnyPool,
    pub(crate) writer: Writer,
    at_hand: Mutex<HashMap<CaseId, seal::Key>>,
}

/// A case as whoever runs the machine may see it: no name, no word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name in addresses and commands.
    pub id: CaseId,
    /// When it was begun.
    pub begun: Moment,
    /// When it was changed last.
    pub changed: Moment,
    /// When it was erased.
    pub erased: Option<Moment>,
    /// How much it takes, sealed, with its uploads.
    pub bytes: u64,
}

impl Store {
    pub(crate) fn new(engine: Engine, keys: Keys, pool: AnyPool, writer: Writer) -> Store {
        let identity = engine.identity();
        Store { engine, identity, keys, pool, writer, at_hand: Mutex::new(HashMap::new()) }
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The connections for reading, unless the file was taken away under them.
    pub(crate) fn readers(&self) -> Result<&AnyPool, Unkept> {
        if self.engine.identity() == self.identity {
            return Ok(&self.pool);
        }
        Err(Unkept::Broken("the database file was taken away while it was open; start Anshin again".to_owned()))
    }

    /// Walks the whole log and says whether every line is as it was written.
    pub async fn verify(&self) -> Result<Result<Sound, Broken>, Unkept> {
        let broken = |error: sqlx::Error| unkept(&error);
        let mut connection = self.readers()?.acquire().await.map_err(broken)?;
        let connection = connection.acquire().await.map_err(broken)?;
        sqlx::raw_sql(self.engine.begin_snapshot()).execute(&mut *connection).await.map_err(broken)?;
        let found = chain::verify(&mut *connection, &self.keys.chain).await;
        sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await.map_err(broken)?;
        found
    }

    /// How many groups of writes were committed so far, each with one sync.
    pub fn groups(&self) -> u64 {
        self.writer.groups()
    }

    /// Writes what waits, and closes every connection.
    pub async fn close(self) {
        self.writer.close().await;
        self.pool.close().await;
    }

    async fn write_now(&self, write: Write) -> Result<(), Unkept> {
        let key = match case_of(&write) {
            Some((case, true)) => Some(CaseKey { case, key: self.keys.draw_case_key()? }),
            Some((case, false)) => match self.case_key(case).await? {
                Some(key) => Some(CaseKey { case, key }),
                // Erased or never there: whoever changes it looks at something older.
                None => return Err(Unkept::Stale),
            },
            None => None,
        };
        if let Some(erased) = write.erase {
            self.hand().remove(&erased);
        }
        let ready = prepare(&self.keys, key.as_ref(), write)?;
        self.writer.write(ready).await
    }

    async fn case_key(&self, id: CaseId) -> Result<Option<seal::Key>, Unkept> {
        if let Some(key) = self.hand().get(&id) {
            return Ok(Some(key.clone()));
        }
        let key = self.read_case_key(id).await?;
        if let Some(key) = &key {
            let mut hand = self.hand();
            if hand.len() >= KEYS_AT_HAND {
                hand.clear();
            }
            hand.insert(id, key.clone());
        }
        Ok(key)
    }

    fn hand(&self) -> std::sync::MutexGuard<'_, HashMap<CaseId, seal::Key>> {
        self.at_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper for Store {
    fn case(&self, id: CaseId) -> Answer<'_, Option<Kept>> {
        Box::pin(self.read_case(id))
    }

    fn cases(&self, after: Option<CaseId>) -> Answer<'_, Vec<CaseId>> {
        Box::pin(self.read_cases(after))
    }

    fn write(&self, write: Write) -> Answer<'_, ()> {
        Box::pin(self.write_now(write))
    }

    fn key<'a>(&'a self, secret: &'a Secret) -> Answer<'a, Option<Key>> {
        Box::pin(self.read_key(secret))
    }

    fn log(&self, case: CaseId) -> Answer<'_, Vec<Entry>> {
        Box::pin(self.read_log(case))
    }

    fn attachment(&self, case: CaseId, id: AttachmentId) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(self.read_attachment(case, id))
    }

    fn account<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Account>> {
        Box::pin(self.read_account(name))
    }

    fn office<'a>(&'a self, id: &'a str) -> Answer<'a, Option<Office>> {
        Box::pin(self.read_office(id))
    }

    fn offices(&self) -> Answer<'_, Vec<Office>> {
        Box::pin(self.read_offices())
    }
}
