//! Uploads.

use super::change::CHANGE_TRIES;
use super::{Caller, Casework, View};
use crate::act::Act;
use crate::id::{AttachmentId, RecordId};
use crate::keeper::Version;
use crate::records::Attachment;
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
        Ok(self.put_down(caller, version, act, bytes).await?.0)
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
        self.put_down(caller, version, act, bytes).await
    }

    async fn put_down(
        &self,
        caller: Caller,
        version: Version,
        act: Act,
        mut bytes: Vec<u8>,
    ) -> Result<(View, AttachmentId), Refusal> {
        let mut left = CHANGE_TRIES;
        loop {
            let kept = self.fresh(caller, version, &act).await?;
            let id = kept.case.next_attachment();
            // While a large file is written the scanner may have said something of the one before; then it is written again.
            let again = (self.scanner.is_some() && left > 0).then(|| bytes.clone());
            match (self.change(caller, kept, act.clone(), Some(bytes)).await, again) {
                (Err(Refusal::Stale), Some(again)) => (bytes, left) = (again, left - 1),
                (done, _) => {
                    let view = done?;
                    self.uploaded(caller, id);
                    return Ok((view, id));
                }
            }
        }
    }

    /// An upload's bytes: nothing that waits for the scanner or was refused by it.
    pub async fn attachment(&self, caller: Caller, id: AttachmentId) -> Result<(Attachment, Vec<u8>), Refusal> {
        let part = self.kept(caller.case).await?.case.part_of(id);
        let view = self.view(caller, part).await?;
        let found =
            view.case.attachments.into_iter().find(|attachment| attachment.id == id).ok_or(Refusal::NotFound)?;
        if !found.may_leave() {
            return Err(Refusal::NotFound);
        }
        let bytes = self.keeper.attachment(caller.case, id).await?.ok_or(Refusal::NotFound)?;
        Ok((found, bytes))
    }
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
