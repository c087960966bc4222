//! A case is read. Every reading is written down before it is answered.

use serde::Serialize;

use super::{Caller, Casework, View};
use crate::authority::{Deed, takes_part};
use crate::case::Case;
use crate::keeper::{Deeded, Entry, Write};
use crate::moment::Moment;
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

    /// Everything, as JSON: the case as the caller sees it and its log. Uploads are named; their bytes are fetched one by one.
    pub async fn export(&self, caller: Caller) -> Result<String, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Export).await?;
        self.note(caller, Deeded::Exported, None).await?;
        let log = self.keeper.log(caller.case).await?;
        let view = self.view_of(&kept, caller);
        let exported =
            Exported { format: "anshin-case", version: 1, exported: self.now(), case: &view.case, log: &log };
        serde_json::to_string_pretty(&exported).map_err(|error| Refusal::Unkept(error.to_string()))
    }

    async fn note(&self, caller: Caller, deed: Deeded, part: Option<Part>) -> Result<(), Refusal> {
        self.keeper.write(Write { log: vec![self.entry(caller, deed, part)], ..Write::default() }).await?;
        Ok(())
    }
}

/// What an export holds.
#[derive(Serialize)]
struct Exported<'a> {
    format: &'static str,
    version: u32,
    exported: Moment,
    case: &'a Case,
    log: &'a [Entry],
}
