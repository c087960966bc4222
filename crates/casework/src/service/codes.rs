//! Codes that open one form each, for those who cannot sign in from where they work.

use super::{Caller, Casework, DAY, FORM_CODE_SECONDS};
use crate::authority::{Deed, may_hand_to};
use crate::case::Case;
use crate::id::PersonId;
use crate::keeper::{CaseWrite, Deeded, Kept, KeyKind, KeyWrite, Version, Write};
use crate::moment::Moment;
use crate::people::{Part, Role};
use crate::refusal::Refusal;
use crate::secret::Secret;

/// How long a desk answers by its code: from the first letter to the consultation.
const DESK_CODE_SECONDS: i64 = 90 * DAY;

impl Casework {
    /// A code that opens one form to someone of the case, and until when it waits: to a desk that is asked on paper its application, to a second
    /// doctor the opinion, to a counsellor the worries, to the first doctor the report. An earlier code of the same person ends.
    pub async fn hand_out_code(
        &self,
        caller: Caller,
        version: Version,
        person: PersonId,
    ) -> Result<(Secret, Moment), Refusal> {
        let kept = self.for_code(caller, version).await?;
        self.hand_out(caller, kept.case, kept.version, person).await
    }

    /// The same for the report to the first doctor, who need not have been in the case before.
    pub async fn hand_out_report_code(&self, caller: Caller, version: Version) -> Result<(Secret, Moment), Refusal> {
        let kept = self.for_code(caller, version).await?;
        let (case, doctor) = kept.case.with_attending_doctor()?;
        self.hand_out(caller, case, kept.version, doctor).await
    }

    async fn for_code(&self, caller: Caller, version: Version) -> Result<Kept, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::HandOutCode).await?;
        if !kept.is_fresh(version) {
            return Err(Refusal::Stale);
        }
        Ok(kept)
    }

    async fn hand_out(
        &self,
        caller: Caller,
        case: Case,
        version: Version,
        person: PersonId,
    ) -> Result<(Secret, Moment), Refusal> {
        if !may_hand_to(&case, caller.actor, person, self.today()) {
            self.refuse(caller, Some(Part::Application)).await?;
        }
        let role = case.person(person).ok_or(Refusal::NotFound)?.role;
        let seconds = if role == Role::Desk { DESK_CODE_SECONDS } else { FORM_CODE_SECONDS };
        let until = self.now().plus_seconds(seconds);
        let case = case.with_code_out(person, until);
        let code = Secret::for_invitation(&*self.chance);
        let key = self.key(KeyKind::Form, case.id, person, seconds);
        let write = Write {
            keys: vec![KeyWrite::RemoveAll(case.id, person, vec![KeyKind::Form]), KeyWrite::Add(code.clone(), key)],
            case: Some(CaseWrite::Changed(Box::new(case), version)),
            log: vec![self.entry(caller, Deeded::Invited, Some(Part::Application))],
            ..Write::default()
        };
        self.keeper.write(write).await?;
        Ok((code, until))
    }
}
