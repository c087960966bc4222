//! A case is opened on a device, and left.

use super::account::is_staff;
use super::again::again;
use super::{Caller, Casework, FORM_SECONDS, OPINION_FORM_SECONDS};
use crate::authority::{Actor, takes_part};
use crate::case::Case;
use crate::id::{CaseId, PersonId};
use crate::keeper::{CaseWrite, Deeded, Entry, Kept, Key, KeyKind, KeyWrite, Opens, Who, Write};
use crate::people::Role;
use crate::refusal::Refusal;
use crate::secret::Secret;

impl Casework {
    /// Who holds this cookie. `NotOpen` when it is unknown or has ended.
    pub async fn caller(&self, cookie: &Secret) -> Result<Caller, Refusal> {
        // A printed code is never a cookie, even though the doctor's cookie is kept under the same kind as the doctor's code.
        if !cookie.is_for_cookie() {
            return Err(Refusal::NotOpen);
        }
        let key = self.keeper.key(cookie).await?.filter(|key| !self.ended(key)).ok_or(Refusal::NotOpen)?;
        match (key.kind, key.opens) {
            (kind @ (KeyKind::Cookie | KeyKind::Form), Opens::Case(case, person)) => {
                Ok(Caller { case, actor: Actor { person, by_form_code: kind == KeyKind::Form } })
            }
            _ => Err(Refusal::NotOpen),
        }
    }

    /// Opens a case with its recovery code, on this device too.
    pub async fn recover(&self, code: &Secret) -> Result<(Caller, Secret), Refusal> {
        self.recover_with(code, KeyKind::Cookie).await
    }

    /// The same for a device or a program.
    pub(super) async fn recover_with(&self, code: &Secret, kind: KeyKind) -> Result<(Caller, Secret), Refusal> {
        let key =
            self.keeper.key(code).await?.filter(|key| key.kind == KeyKind::Recovery).ok_or(Refusal::CodeUnknown)?;
        let Opens::Case(case, person) = key.opens else { return Err(Refusal::CodeUnknown) };
        let kept = self.keeper.case(case).await?.ok_or(Refusal::CodeUnknown)?;
        let caller = Caller { case, actor: Actor { person, by_form_code: false } };
        if !takes_part(&kept.case, caller.actor, self.today()) {
            return self.refuse_code(case, Refusal::CodeEnded).await;
        }
        let entrance = self.entrance(kind);
        let keys = vec![self.let_in(&entrance, caller)];
        let log = vec![self.entry(caller, Deeded::Entered, None)];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok((caller, entrance.1))
    }

    /// Uses an invitation or a doctor's code up and opens the case for whom it was made.
    pub async fn accept(&self, code: &Secret) -> Result<(Caller, Secret), Refusal> {
        self.accept_with(code, KeyKind::Cookie).await
    }

    /// The same for a device or a program; for a program a doctor's code is unknown.
    pub(super) async fn accept_with(&self, code: &Secret, kind: KeyKind) -> Result<(Caller, Secret), Refusal> {
        again(|| self.accept_once(code, kind)).await
    }

    async fn accept_once(&self, code: &Secret, kind: KeyKind) -> Result<(Caller, Secret), Refusal> {
        let (caller, kept, form) = self.invited(code).await?;
        let role = kept.case.person(caller.actor.person).map(|person| person.role);
        // A code alone would open a case to staff for a month without a passphrase; the code stays good for signing in with it.
        if !form && role.is_some_and(is_staff) {
            return Err(Refusal::AccountNeeded);
        }
        let entrance = self.entrance(kind);
        let add = match (form, kind) {
            (true, KeyKind::Token) => return Err(Refusal::CodeUnknown),
            (true, _) => {
                let seconds = if role == Some(Role::SecondDoctor) { OPINION_FORM_SECONDS } else { FORM_SECONDS };
                let key = self.key(KeyKind::Form, caller.case, caller.actor.person, seconds);
                KeyWrite::Add(entrance.1.clone(), key)
            }
            (false, _) => self.let_in(&entrance, caller),
        };
        // A desk answers more than once by the same code: accepts, offers dates, says that the consultation took place.
        let many = form && role == Some(Role::Desk);
        let used_up = (!many).then(|| KeyWrite::UseUp(code.clone(), self.now()));
        let keys = used_up.into_iter().chain([add]).collect();
        let write = Write {
            case: self.joined(&kept, caller),
            keys,
            log: vec![self.entry(caller, Deeded::Entered, None)],
            ..Write::default()
        };
        self.keeper.write(write).await?;
        Ok((caller, entrance.1))
    }

    /// Whom a single-use code lets in, and whether to the form only.
    pub(super) async fn invited(&self, code: &Secret) -> Result<(Caller, Kept, bool), Refusal> {
        if code.is_for_cookie() {
            return Err(Refusal::CodeUnknown);
        }
        let key = self.keeper.key(code).await?.ok_or(Refusal::CodeUnknown)?;
        let form = match key.kind {
            KeyKind::Form => true,
            KeyKind::Invitation => false,
            _ => return Err(Refusal::CodeUnknown),
        };
        let Opens::Case(case, person) = key.opens else { return Err(Refusal::CodeUnknown) };
        let kept = self.keeper.case(case).await?.ok_or(Refusal::CodeUnknown)?;
        if key.used.is_some() {
            return self.refuse_code(case, Refusal::CodeUsed).await;
        }
        let caller = Caller { case, actor: Actor { person, by_form_code: form } };
        // A patient whom someone has meanwhile not told everything learns nothing here, not even that; a person whose consent ended neither.
        let holds = takes_part(&kept.case, caller.actor, self.today()) && !reaches_untold(&kept.case, person);
        if self.ended(&key) || !holds {
            return self.refuse_code(case, Refusal::CodeEnded).await;
        }
        Ok((caller, kept, form))
    }

    /// The case with the caller marked as joined; none when nothing changes.
    pub(super) fn joined(&self, kept: &Kept, caller: Caller) -> Option<CaseWrite> {
        let now = self.now();
        let mut case = kept.case.clone();
        for person in case.people.iter_mut().filter(|person| person.id == caller.actor.person) {
            person.joined = person.joined.or(Some(now));
        }
        if caller.actor.by_form_code {
            let out = case.letter.invitation.iter_mut().chain(&mut case.codes);
            for out in out.filter(|out| out.person == caller.actor.person) {
                out.used = out.used.or(Some(now));
            }
        }
        (case != kept.case).then(|| CaseWrite::Changed(Box::new(case), kept.version))
    }

    /// Closes the case on this device.
    pub async fn leave(&self, cookie: &Secret) -> Result<(), Refusal> {
        let caller = self.caller(cookie).await?;
        let log = vec![self.entry(caller, Deeded::Left, None)];
        self.keeper.write(Write { keys: vec![KeyWrite::Remove(cookie.clone())], log, ..Write::default() }).await?;
        Ok(())
    }

    /// A used or ended code names nobody who could be told from it, but the patient sees that someone tried.
    async fn refuse_code<T>(&self, case: CaseId, refusal: Refusal) -> Result<T, Refusal> {
        let entry = Entry { case: Some(case), at: self.now(), who: Who::Nobody, deed: Deeded::Refused, part: None };
        self.keeper.write(Write { log: vec![entry], ..Write::default() }).await?;
        Err(refusal)
    }

    pub(super) fn ended(&self, key: &Key) -> bool {
        key.until.is_some_and(|until| until <= self.now())
    }
}

/// Whether letting this person in would reach a patient who has not been told everything.
pub(super) fn reaches_untold(case: &Case, person: PersonId) -> bool {
    person == PersonId::PATIENT && !case.told.may_write_to_patient()
}
