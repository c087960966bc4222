//! What the pages of cases share: the casework, the public address, and what is remembered for minutes only.

use std::sync::Arc;

use casework::{Casework, Chance, Moment, Refusal};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use tokio::sync::Semaphore;

use crate::api::case::Once;
use crate::case::case_file::Turns;
use crate::case::disc;
use crate::case::fresh::Fresh;
use crate::case::pressed::Presses;
use crate::case::tries::Tries;

/// So many files are read at once: each may need 50 MB.
const UPLOADS_AT_ONCE: usize = 4;

/// So many passphrases are looked at once: each takes 19 MB and a processor, and whoever tries many at a time shall fill neither.
const HASHES_AT_ONCE: usize = 4;

/// How cases are reached.
#[derive(Clone)]
pub struct Settings {
    /// The address that people type and that stands on printed pages: `https://…`, or where the program listens.
    pub address: String,
    /// In which time zone days and hours are written.
    pub zone: TimeZone,
    /// What draws the key of this start and the salt of a passphrase.
    pub chance: Arc<dyn Chance>,
    /// How slow guessing the passphrase of a case file is made: `portable::WORK` but in tests.
    pub work: u8,
}

/// The door to the cases; cloning it is cloning a pointer.
#[derive(Clone)]
pub(crate) struct Door(Arc<Inside>);

struct Inside {
    casework: Casework,
    settings: Settings,
    /// Drawn at every start: marks the forms of visitors who have no case open yet.
    key: [u8; 32],
    tries: Tries,
    begun: Tries,
    presses: Presses,
    uploads: Semaphore,
    hashes: Arc<Semaphore>,
    turns: Turns,
    discs: disc::Turns,
    fresh: Fresh,
    once: Once,
}

impl Door {
    pub(crate) fn new(casework: Casework, settings: Settings) -> Door {
        let mut key = [0; 32];
        settings.chance.fill(&mut key);
        Door(Arc::new(Inside {
            casework,
            settings,
            key,
            tries: Tries::new(),
            begun: Tries::of_begun(),
            presses: Presses::default(),
            uploads: Semaphore::new(UPLOADS_AT_ONCE),
            hashes: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
            turns: Turns::default(),
            discs: disc::Turns::default(),
            fresh: Fresh::default(),
            once: Once::default(),
        }))
    }

    pub(crate) fn casework(&self) -> &Casework {
        &self.0.casework
    }

    /// The public address, without a slash at its end.
    pub(crate) fn address(&self) -> &str {
        self.0.settings.address.trim_end_matches('/')
    }

    /// Whether cookies may travel over TLS only.
    pub(crate) fn secure(&self) -> bool {
        self.0.settings.address.starts_with("https://")
    }

    /// A moment on the clock of where the program runs.
    pub(crate) fn local(&self, moment: Moment) -> DateTime {
        let stamp = Timestamp::from_second(moment.0).unwrap_or(Timestamp::UNIX_EPOCH);
        self.0.settings.zone.to_datetime(stamp)
    }

    pub(crate) fn key(&self) -> &[u8; 32] {
        &self.0.key
    }

    pub(crate) fn chance(&self) -> Arc<dyn Chance> {
        Arc::clone(&self.0.settings.chance)
    }

    pub(crate) fn tries(&self) -> &Tries {
        &self.0.tries
    }

    /// How many cases may still be begun.
    pub(crate) fn begun(&self) -> &Tries {
        &self.0.begun
    }

    /// Forms that began a case already.
    pub(crate) fn presses(&self) -> &Presses {
        &self.0.presses
    }

    /// Room for files that are being read.
    pub(crate) fn uploads(&self) -> &Semaphore {
        &self.0.uploads
    }

    /// Does slow work on a passphrase, on a thread made for it. The turn goes with the work, so that a request that was given up does not
    /// let another begin before its own work has ended.
    pub(crate) async fn hashed<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let unkept = |error: String| Refusal::Unkept(error);
        let turn = Arc::clone(&self.0.hashes).acquire_owned().await.map_err(|error| unkept(error.to_string()))?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(|error| unkept(error.to_string()))
    }

    /// Who seals or opens a case file.
    pub(crate) fn turns(&self) -> &Turns {
        &self.0.turns
    }

    /// Whose disc is under way.
    pub(crate) fn discs(&self) -> &disc::Turns {
        &self.0.discs
    }

    /// How slow guessing the passphrase of a case file is made.
    pub(crate) fn work(&self) -> u8 {
        self.0.settings.work
    }

    /// In which time zone days and hours are written.
    pub(crate) fn zone(&self) -> &TimeZone {
        &self.0.settings.zone
    }

    /// Codes just made, to be shown on the next page.
    pub(crate) fn fresh(&self) -> &Fresh {
        &self.0.fresh
    }

    /// Writes of programs that were answered already.
    pub(crate) fn once(&self) -> &Once {
        &self.0.once
    }
}
