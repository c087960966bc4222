//! A case is read. Every reading is written down before it is answered.

use super::{Caller, Casework, View};
use crate::authority::{Deed, may, takes_part};
use crate::id::AttachmentId;
use crate::keeper::{Deeded, Entry, Write};
use crate::people::Part;
use crate::refusal::Refusal;

impl Casework {
    /// The case as the caller may see it, opened to read one part.
    pub async fn view(&self, caller: Caller, part: Part) -> Result<View, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Read(part)).await?;
        self.note(caller, Deeded::Read, Some(part)).await?;
        Ok(self.view_of(&kept, caller))
    }

    /// The case as the caller may see it. For the doctor by code it holds the form and the patient's name.
    pub async fn overview(&self, caller: Caller) -> Result<View, Refusal> {
        let kept = self.kept(caller.case).await?;
        if !takes_part(&kept.case, caller.actor, self.today()) {
            self.refuse(caller, None).await?;
        }
        self.note(caller, Deeded::Read, None).await?;
        Ok(self.view_of(&kept, caller))
    }

    /// Who opened and changed what, oldest first; this reading is its last line.
    pub async fn log(&self, caller: Caller) -> Result<(View, Vec<Entry>), Refusal> {
        let view = self.view(caller, Part::Log).await?;
        Ok((view, self.keeper.log(caller.case).await?))
    }

    /// The case as the caller may see it, opened to print one part, and with it those of the others that the caller may read. Gives every part
    /// that the caller may read; each that is printed stands in the log.
    pub async fn printed(&self, caller: Caller, part: Part, along: &[Part]) -> Result<(View, Vec<Part>), Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Read(part)).await?;
        let may_read = |part: &Part| may(&kept.case, caller.actor, Deed::Read(*part), self.today());
        let seen: Vec<Part> = Part::ALL.into_iter().filter(may_read).collect();
        let printed = seen.iter().filter(|known| **known == part || along.contains(known));
        let log = printed.map(|part| self.entry(caller, Deeded::Read, Some(*part))).collect();
        self.keeper.write(Write { log, ..Write::default() }).await?;
        Ok((self.view_of(&kept, caller), seen))
    }

    /// Everything, to be taken out. Uploads that wait for the scanner or were refused by it stay behind.
    pub async fn taken_out(&self, caller: Caller) -> Result<TakenOut, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Export).await?;
        self.note(caller, Deeded::Exported, None).await?;
        let log = self.keeper.log(caller.case).await?;
        let view = self.view_of(&kept, caller);
        let mut uploads = Vec::new();
        for known in &view.case.attachments {
            if known.may_leave() {
                let bytes = self.keeper.attachment(caller.case, known.id).await?;
                uploads.extend(bytes.map(|bytes| (known.id, bytes)));
            }
        }
        Ok(TakenOut { view, log, uploads })
    }

    async fn note(&self, caller: Caller, deed: Deeded, part: Option<Part>) -> Result<(), Refusal> {
        self.keeper.write(Write { log: vec![self.entry(caller, deed, part)], ..Write::default() }).await?;
        Ok(())
    }
}

/// Everything that a patient has.
#[derive(Clone, Debug)]
pub struct TakenOut {
    /// The case, as the caller may see it.
    pub view: View,
    /// Who opened and changed what, oldest first; this taking out is its last line.
    pub log: Vec<Entry>,
    /// The uploads.
    pub uploads: Vec<(AttachmentId, Vec<u8>)>,
}
