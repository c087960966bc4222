//! Uploads: limited in number, size and type, and apart until they are checked.

use super::Doing;
use crate::case::Case;
use crate::case::check::{ALL_ATTACHMENT_BYTES, ATTACHMENT_BYTES, ATTACHMENTS, NAME_LETTERS, Troubles, needed, next};
use crate::case::check::{no_trouble, room};
use crate::id::{AttachmentId, RecordId};
use crate::letter::Signature;
use crate::records::{Attachment, Checked, MEDIA_TYPES};
use crate::refusal::{Refusal, Trouble, Wrong};

impl Case {
    pub(super) fn attach(
        &mut self,
        doing: Doing,
        record: Option<RecordId>,
        name: String,
        media_type: String,
        size: u64,
        checked: Checked,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        needed(&mut troubles, "name", &name, NAME_LETTERS);
        if !MEDIA_TYPES.contains(&media_type.as_str()) {
            troubles.push(Trouble { field: "file", wrong: Wrong::NotAChoice });
        }
        if size == 0 {
            troubles.push(Trouble { field: "file", wrong: Wrong::Missing });
        }
        no_trouble(troubles)?;
        room(self.attachments.len(), ATTACHMENTS)?;
        full(size, ATTACHMENT_BYTES)?;
        full(self.attachments.iter().map(|known| known.size).sum::<u64>().saturating_add(size), ALL_ATTACHMENT_BYTES)?;
        let id = self.next_attachment();
        if let Some(record) = record {
            self.record(record)?.attachments.push(id);
        }
        self.attachments.push(Attachment { id, name, media_type, size, at: doing.now, checked });
        Ok(())
    }

    /// The number of the next upload.
    pub(crate) fn next_attachment(&self) -> AttachmentId {
        AttachmentId(next(self.attachments.iter().map(|known| known.id.0)))
    }

    /// The case after the scanner looked at an upload.
    pub(crate) fn scanned(&self, id: AttachmentId, checked: Checked) -> Result<Case, Refusal> {
        let mut case = self.clone();
        case.scan(id, checked)?;
        Ok(case)
    }

    /// What was once refused stays refused: a later answer may come from a scanner that knows less. A signature whose file is refused is none.
    pub(super) fn scan(&mut self, id: AttachmentId, checked: Checked) -> Result<(), Refusal> {
        let found = self.attachments.iter_mut().find(|known| known.id == id).ok_or(Refusal::NotFound)?;
        if found.checked == Checked::Refused && checked != Checked::Refused {
            return Err(Refusal::OutOfOrder);
        }
        found.checked = checked;
        if checked == Checked::Refused
            && let Some(form) = &mut self.letter.form
        {
            form.signed.take_if(|signed| signed.how == Signature::File(id));
        }
        Ok(())
    }
}

/// Bytes have limits like everything else; the limit is told in bytes.
fn full(bytes: u64, limit: u64) -> Result<(), Refusal> {
    if bytes > limit { Err(Refusal::Full(usize::try_from(limit).unwrap_or(usize::MAX))) } else { Ok(()) }
}
