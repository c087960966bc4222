//! Codes that let others in.

use super::{Caller, Casework, FORM_CODE_SECONDS, INVITATION_SECONDS, open::reaches_untold};
use crate::authority::{Actor, Deed, takes_part};
use crate::id::PersonId;
use crate::keeper::{CaseWrite, Deeded, Key, KeyKind, KeyWrite, Opens, Version, Write};
use crate::moment::Moment;
use crate::people::{Part, Role};
use crate::refusal::Refusal;
use crate::secret::Secret;

impl Casework {
    /// A single-use code for a person of the case, and until when it waits. An earlier one that is still out ends.
    ///
    /// First something is agreed, then someone is invited: for a person to whom nothing is open it is refused as `OutOfOrder`, and for a
    /// patient who has not been told everything as `PatientNotTold`.
    pub async fn invite(&self, caller: Caller, person: PersonId) -> Result<(Secret, Moment), Refusal> {
        let kept = self.kept(caller.case).await?;
        let deed = if person == PersonId::PATIENT { Deed::InvitePatient } else { Deed::Invite };
        self.allow(&kept.case, caller, deed).await?;
        let invited = kept.case.person(person).ok_or(Refusal::NotFound)?;
        if reaches_untold(&kept.case, person) {
            return Err(Refusal::PatientNotTold);
        }
        // The attending doctor comes by the form's code.
        let by_code = invited.role != Role::AttendingDoctor;
        let open = takes_part(&kept.case, Actor { person, by_form_code: false }, self.today());
        if !by_code || !open || person == caller.actor.person {
            return Err(Refusal::OutOfOrder);
        }
        let code = Secret::for_invitation(&*self.chance);
        let key = self.key(KeyKind::Invitation, caller.case, person, INVITATION_SECONDS);
        let until = self.now().plus_seconds(INVITATION_SECONDS);
        let keys =
            vec![KeyWrite::RemoveAll(caller.case, person, vec![KeyKind::Invitation]), KeyWrite::Add(code.clone(), key)];
        let log = vec![self.entry(caller, Deeded::Invited, Some(Part::People))];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok((code, until))
    }

    /// The single-use code for the doctor's form, and until when it waits. It puts the doctor among the people and fills the form in from what
    /// the patient recorded, once. An earlier code that is still out ends, and so does a form that it has open.
    pub async fn invite_doctor(&self, caller: Caller, version: Version) -> Result<(Secret, Moment), Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::InviteDoctor).await?;
        if !kept.is_fresh(version) {
            return Err(Refusal::Stale);
        }
        let until = self.now().plus_seconds(FORM_CODE_SECONDS);
        let (case, doctor) = kept.case.doctor_invited(until)?;
        let code = Secret::for_invitation(&*self.chance);
        let key = self.key(KeyKind::Form, case.id, doctor, FORM_CODE_SECONDS);
        let write = Write {
            keys: vec![KeyWrite::RemoveAll(case.id, doctor, vec![KeyKind::Form]), KeyWrite::Add(code.clone(), key)],
            case: Some(CaseWrite::Changed(Box::new(case), kept.version)),
            log: vec![self.entry(caller, Deeded::Invited, Some(Part::Letter))],
            ..Write::default()
        };
        self.keeper.write(write).await?;
        Ok((code, until))
    }

    /// A new recovery code of one's own. The old one ends.
    pub async fn renew_recovery(&self, caller: Caller) -> Result<Secret, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Recover).await?;
        let (case, person) = (caller.case, caller.actor.person);
        let code = Secret::for_recovery(&*self.chance);
        let key = Key { kind: KeyKind::Recovery, opens: Opens::Case(case, person), until: None, used: None };
        let keys = vec![KeyWrite::RemoveAll(case, person, vec![KeyKind::Recovery]), KeyWrite::Add(code.clone(), key)];
        let log = vec![self.entry(caller, Deeded::Invited, None)];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok(code)
    }
}
