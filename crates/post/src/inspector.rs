//! Has the scanner look into what waits in quarantine: at the start whatever waited before, then each upload as it comes, and again what could not be scanned.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use casework::records::Checked;
use casework::{AttachmentId, CaseId, Casework, Refusal};
use tokio::time::{Instant, sleep};

use crate::clamd::{Clamd, Found, Unscanned};
use crate::courier::Doorbell;
use crate::{Teller, Trouble};

/// Works as long as the program does. One file is held at a time.
pub struct Inspector {
    casework: Casework,
    scanner: Clamd,
    bell: Arc<Doorbell>,
    pace: Pace,
    trouble: Teller,
}

/// How often something is done.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// So long it rests before it looks again at what waits.
    pub rest: Duration,
    /// So long it rests at most before it tries again a file that the scanner did not take, and before it looks through every case.
    pub seldom: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { rest: Duration::from_secs(60), seldom: Duration::from_secs(60 * 60) }
    }
}

/// Files that were tried in vain: when each is tried again, and how long it had been put off.
type PutOff = BTreeMap<(CaseId, AttachmentId), (Instant, Duration)>;

impl Inspector {
    /// Over the uploads of a casework, woken by its bell.
    pub fn new(casework: Casework, scanner: Clamd, bell: Arc<Doorbell>, pace: Pace, trouble: Teller) -> Inspector {
        Inspector { casework, scanner, bell, pace, trouble }
    }

    /// Works until it is dropped. What was not scanned by then is found again at the next start.
    pub async fn work(self) {
        let (mut search_at, mut put_off) = (Instant::now(), PutOff::new());
        let (mut told_of_search, mut told) = (None, None);
        loop {
            if Instant::now() >= search_at {
                let unread = match self.casework.find_waiting_uploads().await {
                    Ok(unread) => {
                        search_at = Instant::now() + self.pace.seldom;
                        unread
                    }
                    Err(why) => Some(why),
                };
                self.tell_once(&mut told_of_search, unread.map(|why| Trouble::NotLookedThrough(why.to_string())));
            }
            let trouble = self.round(&mut put_off).await;
            // While a file is put off what was told of it still holds.
            if trouble.is_some() || put_off.is_empty() {
                self.tell_once(&mut told, trouble);
            }
            tokio::select! {
                () = self.bell.rung() => {}
                () = sleep(self.pace.rest) => {}
            }
        }
    }

    /// Once, and not every minute as long as it lasts.
    fn tell_once(&self, told: &mut Option<Trouble>, trouble: Option<Trouble>) {
        if trouble != *told {
            trouble.iter().for_each(|trouble| (self.trouble)(trouble.clone()));
            *told = trouble;
        }
    }

    /// Looks into everything that waits, last into what was tried in vain before; gives what did not work.
    async fn round(&self, put_off: &mut PutOff) -> Option<Trouble> {
        let (began, mut trouble) = (Instant::now(), None);
        let waiting = self.casework.waiting_uploads();
        put_off.retain(|upload, _| waiting.contains(upload));
        // Asked anew after each, so that a slow file holds up nothing that came meanwhile.
        while let Some(upload) = next(&self.casework.waiting_uploads(), put_off, began) {
            match self.look(upload.0, upload.1).await {
                Ok(()) => {
                    put_off.remove(&upload);
                }
                // Without a scanner the others wait too.
                Err(Trouble::NotScanned(why @ Unscanned::Unreachable(_))) => return Some(Trouble::NotScanned(why)),
                // Anything else may be the file's own doing: it holds up no other, and is tried ever more rarely.
                Err(why) => {
                    let pause = match (&why, put_off.get(&upload)) {
                        (Trouble::NotScanned(Unscanned::TooLarge), _) => self.pace.seldom,
                        (_, Some((_, pause))) => self.pace.seldom.min(pause.saturating_mul(2)),
                        (_, None) => self.pace.rest,
                    };
                    put_off.insert(upload, (Instant::now() + pause, pause));
                    trouble = Some(why);
                }
            }
        }
        trouble
    }

    async fn look(&self, case: CaseId, id: AttachmentId) -> Result<(), Trouble> {
        let unkept = |refusal: Refusal| Trouble::NotWritten(refusal.to_string());
        let Some(bytes) = self.casework.waiting_upload(case, id).await.map_err(unkept)? else { return Ok(()) };
        let checked = match self.scanner.scan(&bytes).await.map_err(Trouble::NotScanned)? {
            Found::Nothing => Checked::Clean,
            Found::Something(name) => {
                (self.trouble)(Trouble::ScannerFound(name));
                Checked::Refused
            }
        };
        self.casework.scanned(case, id, checked).await.map_err(unkept)
    }
}

/// What is looked into next: what was not tried in vain, then what was put off until before this moment.
fn next(waiting: &[(CaseId, AttachmentId)], put_off: &PutOff, by: Instant) -> Option<(CaseId, AttachmentId)> {
    let fresh = waiting.iter().find(|upload| !put_off.contains_key(upload));
    let due = || waiting.iter().find(|upload| put_off.get(upload).is_some_and(|(until, _)| *until <= by));
    fresh.or_else(due).copied()
}
