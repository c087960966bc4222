//! Uploads.

use super::again::again;
use super::{Caller, Casework, View};
use crate::act::Act;
use crate::authority::Deed;
use crate::id::{AttachmentId, CaseId, RecordId};
use crate::keeper::{CaseWrite, Deeded, Entry, Version, Who, Write};
use crate::records::{Attachment, Checked};
use crate::refusal::Refusal;

impl Casework {
    /// Puts a file to an item of the records list. Whoever calls has found the media type from the content and looked at what it unpacks to.
    pub async fn upload(
        &self,
        caller: Caller,
        version: Version,
        record: RecordId,
        name: String,
        media_type: String,
        bytes: Vec<u8>,
    ) -> Result<View, Refusal> {
        let act = Act::Attach { record, name, media_type, size: size(&bytes), checked: self.unchecked() };
        let kept = self.fresh(caller, version, &act).await?;
        self.change(caller, kept, act, Some(bytes)).await
    }

    /// Puts the file of the doctor's electronic signature beside the form, and names it for `SignForm`.
    pub async fn upload_signature(
        &self,
        caller: Caller,
        version: Version,
        name: String,
        media_type: String,
        bytes: Vec<u8>,
    ) -> Result<(View, AttachmentId), Refusal> {
        let act = Act::AttachSignature { name, media_type, size: size(&bytes), checked: self.unchecked() };
        let kept = self.fresh(caller, version, &act).await?;
        let id = kept.case.next_attachment();
        Ok((self.change(caller, kept, act, Some(bytes)).await?, id))
    }

    /// An upload's bytes: nothing that waits for the scanner or was refused by it.
    pub async fn attachment(&self, caller: Caller, id: AttachmentId) -> Result<(Attachment, Vec<u8>), Refusal> {
        let part = self.kept(caller.case).await?.case.part_of(id);
        let view = self.view(caller, part).await?;
        let found =
            view.case.attachments.into_iter().find(|attachment| attachment.id == id).ok_or(Refusal::NotFound)?;
        if !matches!(found.checked, Checked::Clean | Checked::Unscanned) {
            return Err(Refusal::NotFound);
        }
        let bytes = self.keeper.attachment(caller.case, id).await?.ok_or(Refusal::NotFound)?;
        Ok((found, bytes))
    }

    /// Says what the scanner found; for the program itself, not for a caller. It is no page's answer, so a change in between does not lose it.
    pub async fn scanned(&self, case: CaseId, id: AttachmentId, checked: Checked) -> Result<(), Refusal> {
        again(|| self.scanned_once(case, id, checked)).await
    }

    async fn scanned_once(&self, case: CaseId, id: AttachmentId, checked: Checked) -> Result<(), Refusal> {
        let kept = self.kept(case).await?;
        let changed = kept.case.scanned(id, checked)?;
        let part = Deed::Scan.part();
        let entry = Entry { case: Some(case), at: self.now(), who: Who::Operator, deed: Deeded::Changed, part };
        let case = Some(CaseWrite::Changed(Box::new(changed), kept.version));
        self.keeper.write(Write { case, log: vec![entry], ..Write::default() }).await?;
        Ok(())
    }

    /// How an upload begins.
    pub(super) fn unchecked(&self) -> Checked {
        if self.scanned_first { Checked::Quarantined } else { Checked::Unscanned }
    }
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
