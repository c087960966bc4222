//! Uploads that wait for the scanner, and what it says of them. For the program itself, not for a caller.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::again::again;
use super::{Caller, Casework};
use crate::authority::Deed;
use crate::case::Case;
use crate::id::{AttachmentId, CaseId};
use crate::keeper::{CaseWrite, Deeded, Entry, Version, Who, Write};
use crate::notice::Bell;
use crate::people::Part;
use crate::records::Checked;
use crate::refusal::Refusal;

/// What waits, by its name, and the bell that is rung when something comes.
pub(super) struct Waiting {
    uploads: Mutex<BTreeSet<(CaseId, AttachmentId)>>,
    bell: Arc<dyn Bell>,
}

impl Waiting {
    fn held(&self) -> MutexGuard<'_, BTreeSet<(CaseId, AttachmentId)>> {
        self.uploads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Casework {
    /// With a scanner: uploads stay in quarantine until `scanned` says what it found. The bell is rung when one waits.
    #[must_use]
    pub fn with_scanner(self, bell: Arc<dyn Bell>) -> Casework {
        Casework { scanner: Some(Arc::new(Waiting { uploads: Mutex::default(), bell })), ..self }
    }

    /// Looks through every case for uploads that wait: those that were waiting when the program ended, and those whose page did not stay until
    /// they were kept. It takes their names and nothing else of a case. A case that cannot be read is passed over; gives why the last of them could not.
    pub async fn find_waiting_uploads(&self) -> Result<Option<Refusal>, Refusal> {
        let (mut after, mut unread) = (None, None);
        loop {
            let cases = self.keeper.cases(after).await?;
            let Some(last) = cases.last() else { return Ok(unread) };
            after = Some(*last);
            for id in cases {
                match self.keeper.case(id).await {
                    Ok(Some(kept)) => self.wait_for_scanner(&kept.case),
                    // One that was erased in between waits for nothing.
                    Ok(None) => {}
                    Err(why) => unread = Some(why.into()),
                }
            }
        }
    }

    /// The uploads that wait.
    pub fn waiting_uploads(&self) -> Vec<(CaseId, AttachmentId)> {
        self.scanner.as_ref().map(|waiting| waiting.held().iter().copied().collect()).unwrap_or_default()
    }

    /// The bytes of an upload that waits; none when it does not, or is no longer there.
    pub async fn waiting_upload(&self, case: CaseId, id: AttachmentId) -> Result<Option<Vec<u8>>, Refusal> {
        let kept = self.keeper.case(case).await?;
        let waits = |known: &crate::records::Attachment| known.id == id && known.checked == Checked::Quarantined;
        let bytes = match kept.is_some_and(|kept| kept.case.attachments.iter().any(waits)) {
            true => self.keeper.attachment(case, id).await?,
            false => None,
        };
        if bytes.is_none() {
            self.waits_no_more(case, id);
        }
        Ok(bytes)
    }

    /// Says what the scanner found. It is no page's answer, so a change in between does not lose it.
    pub async fn scanned(&self, case: CaseId, id: AttachmentId, checked: Checked) -> Result<(), Refusal> {
        again(|| self.scanned_once(case, id, checked)).await?;
        self.waits_no_more(case, id);
        Ok(())
    }

    async fn scanned_once(&self, case: CaseId, id: AttachmentId, checked: Checked) -> Result<(), Refusal> {
        let kept = self.kept(case).await?;
        let scanned = kept.case.scanned(id, checked)?;
        let said = |deed: Deeded, part| Entry { case: Some(case), at: self.now(), who: Who::Operator, deed, part };
        let mut log = vec![said(Deeded::Changed, Deed::Scan.part())];
        // Nobody's page is older for what was found, but for a signature that it ended.
        let scanner_wrote = if scanned.letter == kept.case.letter {
            Some((kept.fresh_since(), Version(kept.version.0 + 1)))
        } else {
            log.push(said(Deeded::SignatureEnded, Some(Part::Letter)));
            None
        };
        let changed = Case { scanner_wrote, ..scanned };
        let case = Some(CaseWrite::Changed(Box::new(changed), kept.version));
        self.keeper.write(Write { case, log, ..Write::default() }).await?;
        Ok(())
    }

    /// How an upload begins.
    pub(super) fn unchecked(&self) -> Checked {
        if self.scanner.is_some() { Checked::Quarantined } else { Checked::Unscanned }
    }

    /// After an upload was kept.
    pub(super) fn uploaded(&self, caller: Caller, id: AttachmentId) {
        if let Some(waiting) = &self.scanner {
            waiting.held().insert((caller.case, id));
            waiting.bell.ring();
        }
    }

    /// After a case was kept that came with its uploads.
    pub(super) fn wait_for_scanner(&self, case: &Case) {
        let Some(waiting) = &self.scanner else { return };
        let waits = case.attachments.iter().filter(|known| known.checked == Checked::Quarantined);
        let waits: Vec<_> = waits.map(|known| (case.id, known.id)).collect();
        if !waits.is_empty() {
            waiting.held().extend(waits);
            waiting.bell.ring();
        }
    }

    fn waits_no_more(&self, case: CaseId, id: AttachmentId) {
        if let Some(waiting) = &self.scanner {
            waiting.held().remove(&(case, id));
        }
    }
}
