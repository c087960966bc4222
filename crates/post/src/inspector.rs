//! Has the scanner look into what waits in quarantine: at the start whatever waited before, then each upload as it comes, and again what could not be scanned.

use std::sync::Arc;
use std::time::Duration;

use casework::records::Checked;
use casework::{AttachmentId, CaseId, Casework, Refusal};
use tokio::time::sleep;

use crate::clamd::{Clamd, Found, Unscanned};
use crate::courier::Doorbell;
use crate::{Teller, Trouble};

/// Works as long as the program does. One file is held at a time.
pub struct Inspector {
    casework: Casework,
    scanner: Clamd,
    bell: Arc<Doorbell>,
    /// So long it rests before it tries again.
    rest: Duration,
    trouble: Teller,
}

/// It looks again after so long.
pub const SCANNER_REST: Duration = Duration::from_secs(60);

impl Inspector {
    /// Over the uploads of a casework, woken by its bell.
    pub fn new(casework: Casework, scanner: Clamd, bell: Arc<Doorbell>, rest: Duration, trouble: Teller) -> Inspector {
        Inspector { casework, scanner, bell, rest, trouble }
    }

    /// Works until it is dropped. What was not scanned by then is found again at the next start.
    pub async fn work(self) {
        let (mut found_before, mut told) = (false, None);
        loop {
            if !found_before {
                found_before = self.casework.find_waiting_uploads().await.is_ok();
            }
            let trouble = self.round().await;
            // Once, and not every minute as long as it lasts.
            if trouble != told {
                trouble.iter().for_each(|trouble| (self.trouble)(trouble.clone()));
                told = trouble;
            }
            tokio::select! {
                () = self.bell.rung() => {}
                () = sleep(self.rest) => {}
            }
        }
    }

    /// Looks into everything that waits; gives what did not work.
    async fn round(&self) -> Option<Trouble> {
        let mut trouble = None;
        for (case, id) in self.casework.waiting_uploads() {
            match self.look(case, id).await {
                Ok(()) => {}
                // Without a scanner the others wait too. One file that takes too long holds up no other.
                Err(Trouble::NotScanned(why @ Unscanned::Unreachable(_))) => return Some(Trouble::NotScanned(why)),
                Err(other) => trouble = Some(other),
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
