//! A case that was taken out elsewhere begins here anew.

use super::{Begun, Caller, Casework};
use crate::authority::{Actor, takes_part};
use crate::case::Case;
use crate::id::{AttachmentId, CaseId, PersonId};
use crate::keeper::{CaseWrite, Deeded, Key, KeyKind, KeyWrite, Opens, Write};
use crate::moment::Moment;
use crate::people::{Part, Role};
use crate::refusal::Refusal;
use crate::secret::Secret;

/// A case with the bytes of its uploads.
pub type WithUploads = (Case, Vec<(AttachmentId, Vec<u8>)>);

impl Casework {
    /// Begins a case from one that was read from a file, opened as one of its family. `arrive` gives it under the name that is drawn for it here.
    ///
    /// Whoever calls has checked what the file says. `NotFound` when this person is not of the family, or nothing in the case is left to them;
    /// `OutOfOrder` when an upload came without its bytes. Uploads wait for the scanner like every other.
    pub async fn take_in(
        &self,
        by: PersonId,
        arrive: impl FnOnce(CaseId, Moment) -> Option<WithUploads>,
    ) -> Result<Begun, Refusal> {
        let (now, id) = (self.now(), CaseId::drawn(&*self.chance));
        let (case, uploads) = arrive(id, now).ok_or(Refusal::NotFound)?;
        let case = arrived(Case { id, ..case }, by, now)?;
        let caller = Caller { case: id, actor: Actor { person: by, by_form_code: false } };
        if !takes_part(&case, caller.actor, self.today()) {
            return Err(Refusal::NotFound);
        }
        let case = self.unscanned(case, &uploads)?;
        let entrance = self.entrance(KeyKind::Cookie);
        let recovery = Secret::for_recovery(&*self.chance);
        let opens = Opens::Case(id, by);
        let keys = vec![
            self.let_in(&entrance, caller),
            KeyWrite::Add(recovery.clone(), Key { kind: KeyKind::Recovery, opens, until: None, used: None }),
        ];
        let uploaded = uploads.iter().map(|_| self.entry(caller, Deeded::Uploaded, Some(Part::Records)));
        let log = std::iter::once(self.entry(caller, Deeded::BroughtIn, None)).chain(uploaded).collect();
        let attachments = uploads.into_iter().map(|(upload, bytes)| (id, upload, bytes)).collect();
        let new = Some(CaseWrite::New(Box::new(case.clone())));
        self.keeper.write(Write { case: new, keys, attachments, log, ..Write::default() }).await?;
        self.wait_for_scanner(&case);
        Ok(Begun { caller, cookie: entrance.1, recovery })
    }

    fn unscanned(&self, mut case: Case, uploads: &[(AttachmentId, Vec<u8>)]) -> Result<Case, Refusal> {
        let checked = self.unchecked();
        for known in &mut case.attachments {
            let bytes = uploads.iter().find(|(id, _)| *id == known.id).map(|(_, bytes)| bytes.len());
            if bytes.and_then(|bytes| u64::try_from(bytes).ok()) != Some(known.size) {
                return Err(Refusal::OutOfOrder);
            }
            known.checked = checked;
        }
        if uploads.len() == case.attachments.len() { Ok(case) } else { Err(Refusal::OutOfOrder) }
    }
}

/// Nobody but the one who brings it has come in, no code of elsewhere opens anything, and no version of elsewhere counts.
fn arrived(mut case: Case, by: PersonId, now: Moment) -> Result<Case, Refusal> {
    for person in &mut case.people {
        let brings = person.id == by && matches!(person.role, Role::Patient | Role::Relative);
        (person.joined, person.mail) = (brings.then_some(now), None);
    }
    (case.codes, case.letter.invitation, case.scanner_wrote) = (Vec::new(), None, None);
    if case.people.iter().any(|person| person.joined.is_some()) { Ok(case) } else { Err(Refusal::NotFound) }
}
