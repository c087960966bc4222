//! What waits in an office.

use super::account::cookie_seconds;
use super::office::works_as;
use super::{Caller, Casework, View};
use crate::application::{Application, Missing, Side, missing};
use crate::authority::{Actor, Deed, may, takes_part};
use crate::id::CaseId;
use crate::keeper::{Deeded, KeyKind, KeyWrite, Write};
use crate::office::{Brought, Duty};
use crate::people::Part;
use crate::refusal::Refusal;
use crate::secret::Secret;
use crate::stuck::{Stuck, stuck};

/// One application that waits at a desk.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The case, as the desk sees it.
    pub view: View,
    /// The application.
    pub application: Application,
    /// What is not there yet; empty for a complete file.
    pub missing: Vec<Missing>,
    /// Since when it is here.
    pub since: jiff::civil::Date,
}

/// One case that a counsellor works.
#[derive(Clone, Debug)]
pub struct Helped {
    /// The case, as the counsellor sees it.
    pub view: View,
    /// Where it is stuck, most pressing first; empty when it is not.
    pub stuck: Vec<Stuck>,
    /// Since when it is here.
    pub since: jiff::civil::Date,
}

impl Casework {
    /// The applications of a desk that have not been declined or withdrawn: first those that wait for it, of these first the complete ones,
    /// and the longest there first. Each case that stands in the list was read, and its log says so.
    pub async fn queue(&self, cookie: &Secret, office: &str) -> Result<Vec<Waiting>, Refusal> {
        let mut rows = Vec::new();
        for (view, brought) in self.brought(cookie, office, Duty::Desk, Some(Part::Application)).await? {
            let own = view.case.applications.iter().filter(|known| known.is_open_to_desk());
            for application in own.cloned().collect::<Vec<_>>() {
                let missing = missing(&view.case, &application);
                rows.push(Waiting { view: view.clone(), application, missing, since: brought.since });
            }
        }
        in_order(&mut rows);
        Ok(rows)
    }

    /// The cases that were brought to a support office, those that are stuck first.
    pub async fn helped(&self, cookie: &Secret, office: &str) -> Result<Vec<Helped>, Refusal> {
        let mut rows: Vec<Helped> = self
            .brought(cookie, office, Duty::Support, None)
            .await?
            .into_iter()
            .map(|(view, brought)| Helped {
                stuck: stuck(&view.case, view.caller.actor, view.today),
                view,
                since: brought.since,
            })
            .collect();
        rows.sort_by(|one, other| {
            let first = |row: &Helped| row.stuck.iter().map(Stuck::presses).min().unwrap_or(u8::MAX);
            (first(one), one.since).cmp(&(first(other), other.since))
        });
        Ok(rows)
    }

    /// Who staff of an office are in one of its cases, for pages under the office's own address. Everything is asked anew each time.
    pub async fn caller_from_office(&self, cookie: &Secret, office: &str, case: CaseId) -> Result<Caller, Refusal> {
        let (office, _) = self.worked_in(cookie, office).await?;
        let brought = office.cases.iter().find(|brought| brought.case == case && brought.stands(self.today()));
        let brought = brought.ok_or(Refusal::NotFound)?;
        let caller = caller_of(brought);
        let kept = self.kept(case).await?;
        if !takes_part(&kept.case, caller.actor, self.today()) {
            self.refuse(caller, None).await?;
        }
        Ok(caller)
    }

    /// Opens a case of an office on this device, for as long as its staff stay signed in.
    pub async fn open_from_office(
        &self,
        cookie: &Secret,
        office: &str,
        case: CaseId,
    ) -> Result<(Caller, Secret), Refusal> {
        let caller = self.caller_from_office(cookie, office, case).await?;
        let duty = self.worked_in(cookie, office).await?.0.duty;
        let opened = Secret::for_cookie(&*self.chance);
        let key = self.key(KeyKind::Cookie, case, caller.actor.person, cookie_seconds(works_as(duty)));
        let keys = vec![KeyWrite::Add(opened.clone(), key)];
        let log = vec![self.entry(caller, Deeded::Entered, None)];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok((caller, opened))
    }

    /// The cases of an office that are still open to it, each as it sees them, with the lines for their logs written at once.
    async fn brought(
        &self,
        cookie: &Secret,
        office: &str,
        duty: Duty,
        part: Option<Part>,
    ) -> Result<Vec<(View, Brought)>, Refusal> {
        let (office, _) = self.worked_in(cookie, office).await?;
        if office.duty != duty {
            return Err(Refusal::NotFound);
        }
        let (mut views, mut log) = (Vec::new(), Vec::new());
        let today = self.today();
        for brought in office.cases.into_iter().filter(|brought| brought.stands(today)) {
            // A case that was erased meanwhile, or is no longer open, waits nowhere.
            let Some(kept) = self.keeper.case(brought.case).await? else { continue };
            let caller = caller_of(&brought);
            let open = match part {
                Some(part) => may(&kept.case, caller.actor, Deed::Read(part), self.today()),
                None => takes_part(&kept.case, caller.actor, self.today()),
            };
            if open {
                log.push(self.entry(caller, Deeded::Read, part));
                views.push((self.view_of(&kept, caller), brought));
            }
        }
        if !log.is_empty() {
            self.keeper.write(Write { log, ..Write::default() }).await?;
        }
        Ok(views)
    }
}

/// The order of a queue: what waits for the desk before what does not, the complete before the others, then the longest there.
pub(super) fn in_order(rows: &mut [Waiting]) {
    rows.sort_by_key(|row| {
        let later = row.application.waits_for() != Side::Desk;
        (row.application.state.is_end(), later, !row.missing.is_empty(), row.application.sent)
    });
}

pub(super) fn caller_of(brought: &Brought) -> Caller {
    Caller { case: brought.case, actor: Actor { person: brought.person, by_form_code: false } }
}
