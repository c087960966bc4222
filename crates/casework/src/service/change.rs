//! A case is changed.

use super::applying::{Reach, left_out};
use super::{Caller, Casework, View};
use crate::act::Act;
use crate::authority::{Actor, takes_part};
use crate::case::Case;
use crate::id::{AttachmentId, CaseId, PersonId};
use crate::keeper::{CaseWrite, Deeded, Entry, Kept, KeyKind, KeyWrite, Version, Write};
use crate::people::Part;
use crate::refusal::Refusal;

/// How often a change that was overtaken is tried again.
pub(super) const CHANGE_TRIES: usize = 7;

impl Casework {
    /// Does an act: `NotFound` when the caller may not, `Stale` when the case was changed since the caller saw it.
    pub async fn act(&self, caller: Caller, version: Version, act: Act) -> Result<View, Refusal> {
        // An upload without its bytes would be a promise that nothing keeps.
        if matches!(act, Act::Attach { .. } | Act::AttachSignature { .. }) {
            return Err(Refusal::OutOfOrder);
        }
        // An office is written by others too, and the scanner writes to the case. As long as the page is fresh, its change is tried again.
        let mut left = CHANGE_TRIES;
        loop {
            let kept = self.fresh(caller, version, &act).await?;
            match self.change(caller, kept, act.clone(), None).await {
                Err(Refusal::Stale) if left > 0 => left -= 1,
                done => return done,
            }
        }
    }

    /// The case as it stands, for an act that the caller may do and of which the page knew the newest version.
    pub(super) async fn fresh(&self, caller: Caller, version: Version, act: &Act) -> Result<Kept, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, act.deed()).await?;
        if !kept.is_fresh(version) {
            return Err(Refusal::Stale);
        }
        Ok(kept)
    }

    /// Applies an act and keeps what then holds, with the bytes that belong to it.
    pub(super) async fn change(
        &self,
        caller: Caller,
        kept: Kept,
        act: Act,
        bytes: Option<Vec<u8>>,
    ) -> Result<View, Refusal> {
        let (deed, part) = (deeded(&act), act.deed().part());
        let mut log = match &act {
            Act::Agree { parts, .. } => parts.iter().map(|part| self.entry(caller, deed, Some(*part))).collect(),
            _ => vec![self.entry(caller, deed, part)],
        };
        let (left_out, reach) = (left_out(&kept.case, &act), Reach::of(&act));
        let case = kept.case.apply(caller.actor, act, self.now(), self.today())?;
        log.extend(self.signature_ended(caller, &kept.case, &case));
        let keys = left_out.into_iter().filter_map(|person| self.shut_out(&kept.case, &case, person)).collect();
        let office = self.office_after(&kept.case, &case, reach).await?;
        let attachments = bytes.and_then(|bytes| Some((case.id, newest(&case)?, bytes))).into_iter().collect::<Vec<(
            CaseId,
            AttachmentId,
            Vec<u8>,
        )>>();
        let changed = Some(CaseWrite::Changed(Box::new(case.clone()), kept.version));
        let rings = office.is_some();
        self.keeper.write(Write { case: changed, keys, office, attachments, log, ..Write::default() }).await?;
        self.tell(caller, &kept.case, &case, part, rings);
        Ok(self.view_of(&Kept { case, version: Version(kept.version.0 + 1) }, caller))
    }

    /// Takes back whatever opens the case for a person for whom nothing is left in it, on every device and at once.
    fn shut_out(&self, before: &Case, after: &Case, person: PersonId) -> Option<KeyWrite> {
        let mut kinds = Vec::new();
        let open = |case: &Case| takes_part(case, Actor { person, by_form_code: false }, self.today());
        if !open(after) {
            kinds.extend([KeyKind::Cookie, KeyKind::Recovery, KeyKind::Invitation, KeyKind::Token]);
        }
        let out = |case: &Case| case.letter.invitation.iter().chain(&case.codes).any(|out| out.person == person);
        if out(before) && !out(after) {
            kinds.push(KeyKind::Form);
        }
        (!kinds.is_empty()).then_some(KeyWrite::RemoveAll(after.id, person, kinds))
    }

    fn signature_ended(&self, caller: Caller, before: &Case, after: &Case) -> Option<Entry> {
        let signed = |case: &Case| case.letter.form.as_ref().is_some_and(|form| form.signed.is_some());
        (signed(before) && !signed(after)).then(|| self.entry(caller, Deeded::SignatureEnded, Some(Part::Letter)))
    }
}

/// The upload that was put down last.
fn newest(case: &Case) -> Option<AttachmentId> {
    case.attachments.iter().map(|attachment| attachment.id).max()
}

fn deeded(act: &Act) -> Deeded {
    match act {
        Act::Agree { .. } => Deeded::Agreed,
        Act::Withdraw(..) | Act::EndGround(_) => Deeded::Withdrew,
        Act::Attach { .. } | Act::AttachSignature { .. } => Deeded::Uploaded,
        Act::SignForm(_) => Deeded::Signed,
        _ => Deeded::Changed,
    }
}
