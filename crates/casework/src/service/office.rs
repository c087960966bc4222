//! Offices: made by whoever runs the machine, worked in by their staff.

use std::collections::BTreeSet;

use super::again::again;
use super::{Caller, Casework, View};
use crate::authority::Deed;
use crate::case::{NAME_LETTERS, WORD_LETTERS, needed, no_trouble};
use crate::keeper::{Account, AccountWrite, CaseWrite, Deeded, Entry, Kept, OfficeWrite, Version, Who, Write};
use crate::office::{Duty, Hook, Numbers, Office, PlanChange};
use crate::people::{Part, Role};
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::secret::Secret;

/// The letters of an office's id: it stands in addresses and is typed in commands.
const ID_LETTERS: usize = 40;
/// Offices of one account.
const ACCOUNT_OFFICES: usize = 20;

impl Casework {
    /// Makes an office, for whoever runs the machine. `NameTaken` when there is one of that id, or a desk of that institution already.
    pub async fn make_office(&self, office: Office) -> Result<(), Refusal> {
        let mut troubles = Vec::new();
        let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        needed(&mut troubles, "id", &office.id, ID_LETTERS);
        if !office.id.chars().all(letters) {
            troubles.push(Trouble { field: "id", wrong: Wrong::NotAChoice });
        }
        needed(&mut troubles, "name", &office.name, NAME_LETTERS);
        match (&office.institution, office.duty) {
            (Some(institution), Duty::Desk) => needed(&mut troubles, "institution", institution, WORD_LETTERS),
            (None, Duty::Desk) => troubles.push(Trouble { field: "institution", wrong: Wrong::Missing }),
            (Some(_), Duty::Support) => troubles.push(Trouble { field: "institution", wrong: Wrong::NotAChoice }),
            (None, Duty::Support) => {}
        }
        no_trouble(troubles)?;
        if let Some(institution) = &office.institution
            && self.desk_for(institution).await?.is_some()
        {
            return Err(Refusal::NameTaken);
        }
        let new = Office::new(office.id, office.duty, office.name, office.institution);
        self.write_office(OfficeWrite::New(new)).await
    }

    /// Lets an account of staff work in an office, for whoever runs the machine. A desk's people work in desks, counsellors in support offices.
    pub async fn office_staff(&self, name: &str, office: &str) -> Result<(), Refusal> {
        let name = crate::account::fold_name(name)?;
        again(|| self.office_staff_once(&name, office)).await
    }

    async fn office_staff_once(&self, name: &str, office: &str) -> Result<(), Refusal> {
        let office = self.keeper.office(office).await?.ok_or(Refusal::NotFound)?;
        let mut account = self.keeper.account(name).await?.ok_or(Refusal::NotFound)?;
        if account.role != works_as(office.duty) {
            return Err(Refusal::OutOfOrder);
        }
        if account.offices.contains(&office.id) {
            return Ok(());
        }
        if account.offices.len() >= ACCOUNT_OFFICES {
            return Err(Refusal::Full(ACCOUNT_OFFICES));
        }
        account.offices.push(office.id);
        account.changes += 1;
        let (account, log) = (Some(AccountWrite::Changed(account)), vec![self.by_operator()]);
        self.keeper.write(Write { account, log, ..Write::default() }).await?;
        Ok(())
    }

    /// Takes an account out of an office, for whoever runs the machine: its lists and cases are closed to it at once. A case that it has open
    /// on a device stays open there until the working day's cookie ends.
    pub async fn office_staff_left(&self, name: &str, office: &str) -> Result<(), Refusal> {
        let name = crate::account::fold_name(name)?;
        again(|| async {
            let mut account = self.keeper.account(&name).await?.ok_or(Refusal::NotFound)?;
            let before = account.offices.len();
            account.offices.retain(|known| known != office);
            if account.offices.len() == before {
                return Err(Refusal::NotFound);
            }
            account.changes += 1;
            let (account, log) = (Some(AccountWrite::Changed(account)), vec![self.by_operator()]);
            self.keeper.write(Write { account, log, ..Write::default() }).await?;
            Ok(())
        })
        .await
    }

    /// Says where an office's own system is told, for whoever runs the machine; none ends it.
    pub async fn set_hook(&self, office: &str, hook: Option<Hook>) -> Result<(), Refusal> {
        again(|| async {
            let mut office = self.keeper.office(office).await?.ok_or(Refusal::NotFound)?;
            office.hook = hook.clone();
            // A new address begins anew: what waited was for the old one.
            office.events.clear();
            office.given_up = 0;
            office.changes += 1;
            self.write_office(OfficeWrite::Changed(office)).await
        })
        .await
    }

    /// Every office, for whoever runs the machine.
    pub async fn offices(&self) -> Result<Vec<Office>, Refusal> {
        Ok(self.keeper.offices().await?)
    }

    /// The office that is the desk of an institution, if it works with this program.
    pub async fn desk_for(&self, institution: &str) -> Result<Option<Office>, Refusal> {
        Ok(self.keeper.offices().await?.into_iter().find(|office| office.is_desk_of(institution)))
    }

    /// The offices in which whoever is signed in works.
    pub async fn offices_of(&self, cookie: &Secret) -> Result<Vec<Office>, Refusal> {
        let account = self.signed_in(cookie).await?;
        let mut offices = Vec::new();
        for id in &account.offices {
            offices.extend(self.keeper.office(id).await?.filter(|office| works_as(office.duty) == account.role));
        }
        Ok(offices)
    }

    /// Changes the plan of an office. `DateTaken` is not possible here: a time that is taken stays.
    pub async fn plan(&self, cookie: &Secret, office: &str, change: PlanChange) -> Result<Office, Refusal> {
        again(|| self.plan_once(cookie, office, change.clone())).await
    }

    async fn plan_once(&self, cookie: &Secret, office: &str, change: PlanChange) -> Result<Office, Refusal> {
        let (office, _) = self.worked_in(cookie, office).await?;
        let planned = office.planned(change, self.today())?;
        self.write_office(OfficeWrite::Changed(planned.clone())).await?;
        Ok(planned)
    }

    /// The office's own numbers.
    pub async fn numbers(&self, cookie: &Secret, office: &str) -> Result<Numbers, Refusal> {
        Ok(self.worked_in(cookie, office).await?.0.numbers())
    }

    /// The patient agrees that a support office works the case with them: it takes part as a counsellor from then on, in these parts. It ends
    /// by withdrawing, as with everyone. Another patient's agreement with the same office in the same moment does not stand in its way.
    pub async fn bring(
        &self,
        caller: Caller,
        version: Version,
        office: &str,
        parts: BTreeSet<Part>,
    ) -> Result<View, Refusal> {
        again(|| self.bring_once(caller, version, office, parts.clone())).await
    }

    async fn bring_once(
        &self,
        caller: Caller,
        version: Version,
        office: &str,
        parts: BTreeSet<Part>,
    ) -> Result<View, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Consent).await?;
        if !kept.is_fresh(version) {
            return Err(Refusal::Stale);
        }
        let mut office = self.keeper.office(office).await?.filter(|office| office.duty == Duty::Support);
        let office = office.as_mut().ok_or(Refusal::NotFound)?;
        let known = office.cases.iter().find(|brought| brought.case == caller.case).map(|brought| brought.person);
        let parts_named = parts.clone();
        let (case, person) =
            kept.case.counselled(caller.actor, known, &office.name, parts, self.now(), self.today())?;
        office.bring(case.id, person, self.today())?;
        office.changes += 1;
        let write = Write {
            case: Some(CaseWrite::Changed(Box::new(case.clone()), kept.version)),
            office: Some(OfficeWrite::Changed(office.clone())),
            log: parts_named.into_iter().map(|part| self.entry(caller, Deeded::Agreed, Some(part))).collect(),
            ..Write::default()
        };
        self.keeper.write(write).await?;
        Ok(self.view_of(&Kept { case, version: Version(kept.version.0 + 1) }, caller))
    }

    /// An office and the account that works in it; to everyone else there is no such office.
    pub(super) async fn worked_in(&self, cookie: &Secret, office: &str) -> Result<(Office, Account), Refusal> {
        let account = self.signed_in(cookie).await?;
        if !account.offices.iter().any(|known| known == office) {
            return Err(Refusal::NotFound);
        }
        let office = self.keeper.office(office).await?.ok_or(Refusal::NotFound)?;
        if works_as(office.duty) != account.role {
            return Err(Refusal::NotFound);
        }
        Ok((office, account))
    }

    pub(super) async fn write_office(&self, office: OfficeWrite) -> Result<(), Refusal> {
        let log = vec![self.by_operator()];
        self.keeper.write(Write { office: Some(office), log, ..Write::default() }).await?;
        Ok(())
    }

    /// A line of the log about an office itself, and no case.
    fn by_operator(&self) -> Entry {
        Entry { case: None, at: self.now(), who: Who::Operator, deed: Deeded::Changed, part: None }
    }
}

/// What the people of an office are in the cases brought to it.
pub(super) fn works_as(duty: Duty) -> Role {
    match duty {
        Duty::Desk => Role::Desk,
        Duty::Support => Role::Counsellor,
    }
}
