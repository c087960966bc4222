//! A case is erased.

use super::again::again;
use super::{Caller, Casework};
use crate::authority::Deed;
use crate::id::CaseId;
use crate::keeper::{Deeded, Entry, OfficeWrite, Who, Write};
use crate::refusal::Refusal;

impl Casework {
    /// Erases the case for good. The log stays; it names nobody.
    pub async fn erase(&self, caller: Caller) -> Result<(), Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Erase).await?;
        self.erase_with(caller.case, self.entry(caller, Deeded::Erased, None)).await
    }

    /// Erases a case for whoever runs the machine, who has been asked to and sees nothing of it.
    pub async fn erase_by_operator(&self, case: CaseId) -> Result<(), Refusal> {
        self.kept(case).await?;
        let entry = Entry { case: Some(case), at: self.now(), who: Who::Operator, deed: Deeded::Erased, part: None };
        self.erase_with(case, entry).await
    }

    async fn erase_with(&self, case: CaseId, entry: Entry) -> Result<(), Refusal> {
        self.keeper.write(Write { erase: Some(case), log: vec![entry], ..Write::default() }).await?;
        // The case is gone, and that is what was asked for. An office that could not be told just now holds the name of nothing, which its
        // lists pass over.
        let _ = again(|| self.leave_offices(case)).await;
        Ok(())
    }

    async fn leave_offices(&self, case: CaseId) -> Result<(), Refusal> {
        for office in self.keeper.offices().await? {
            if let Some(left) = office.without(case) {
                self.write_office(OfficeWrite::Changed(left)).await?;
            }
        }
        Ok(())
    }
}
