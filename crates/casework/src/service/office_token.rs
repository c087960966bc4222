//! A desk's own system works for its office.
//!
//! The token opens an office and no case: through it the system reaches the applications that came to this desk, each as the desk itself sees
//! it, and one application at a time. What was not sent along is not there for it, whatever else the case holds. As with a case's token, the
//! scopes stand in the token itself.

use std::collections::BTreeSet;

use super::office::works_as;
use super::queue::{caller_of, in_order};
use super::token::TOKEN_DAYS;
use super::{Caller, Casework, DAY, View, Waiting};
use crate::act::Act;
use crate::application::{Application, Reply, State, missing};
use crate::authority::{Actor, Deed, may};
use crate::case::{Case, no_trouble};
use crate::id::{ApplicationId, AttachmentId, CaseId};
use crate::keeper::{Deeded, Entry, Key, KeyKind, KeyWrite, OfficeWrite, Opens, Who, Write};
use crate::letter::Letter;
use crate::moment::Moment;
use crate::office::{Duty, Numbers, Office, PlanChange};
use crate::opinion::FirstOpinion;
use crate::people::{Part, Role, Told};
use crate::records::Attachment;
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::secret::Secret;
use crate::timing::Timing;

/// One thing an office's token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeScope {
    /// To read the applications and their files.
    Read,
    /// To answer applications.
    Answer,
    /// To read and change the plan.
    Plan,
    /// To read the office's own numbers.
    Numbers,
}

impl OfficeScope {
    /// Every scope.
    pub const ALL: [OfficeScope; 4] = [OfficeScope::Read, OfficeScope::Answer, OfficeScope::Plan, OfficeScope::Numbers];

    /// The word in the interface and in commands.
    pub fn word(self) -> &'static str {
        match self {
            OfficeScope::Read => "read",
            OfficeScope::Answer => "answer",
            OfficeScope::Plan => "plan",
            OfficeScope::Numbers => "numbers",
        }
    }

    /// The scope of a word.
    pub fn from_word(word: &str) -> Option<OfficeScope> {
        OfficeScope::ALL.into_iter().find(|scope| scope.word() == word)
    }

    /// Its bit in a token; a bit once given stays.
    fn bit(self) -> u32 {
        match self {
            OfficeScope::Read => 1,
            OfficeScope::Answer => 1 << 1,
            OfficeScope::Plan => 1 << 2,
            OfficeScope::Numbers => 1 << 3,
        }
    }
}

/// A desk's own system that came with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeProgram {
    /// For which office.
    pub office: String,
    /// Until when.
    pub until: Moment,
    scopes: u32,
}

impl OfficeProgram {
    /// What the token is good for.
    pub fn scopes(&self) -> BTreeSet<OfficeScope> {
        OfficeScope::ALL.into_iter().filter(|scope| self.has(*scope)).collect()
    }

    /// Whether the token was given this.
    pub fn has(&self, scope: OfficeScope) -> bool {
        self.scopes & scope.bit() != 0
    }
}

impl Casework {
    /// A token for a desk's own system, and until when it holds; for whoever runs the machine. It is told once.
    pub async fn make_office_token(
        &self,
        office: &str,
        scopes: &BTreeSet<OfficeScope>,
        days: i64,
    ) -> Result<(Secret, Moment), Refusal> {
        let office = self.keeper.office(office).await?.ok_or(Refusal::NotFound)?;
        if office.duty != Duty::Desk {
            return Err(Refusal::OutOfOrder);
        }
        let mut troubles = Vec::new();
        if scopes.is_empty() {
            troubles.push(Trouble { field: "scopes", wrong: Wrong::Missing });
        }
        if !(1..=TOKEN_DAYS).contains(&days) {
            troubles.push(Trouble { field: "days", wrong: Wrong::NotAChoice });
        }
        no_trouble(troubles)?;
        let token = Secret::for_token(&*self.chance, scopes.iter().fold(0, |bits, scope| bits | scope.bit()));
        let until = self.now().plus_seconds(days * DAY);
        let key = Key { kind: KeyKind::Token, opens: Opens::Office(office.id), until: Some(until), used: None };
        let log = vec![self.beside_cases(Who::Operator, Deeded::Invited)];
        self.keeper.write(Write { keys: vec![KeyWrite::Add(token.clone(), key)], log, ..Write::default() }).await?;
        Ok((token, until))
    }

    /// Ends every token of an office, for whoever runs the machine.
    pub async fn end_office_tokens(&self, office: &str) -> Result<(), Refusal> {
        let office = self.keeper.office(office).await?.ok_or(Refusal::NotFound)?;
        let log = vec![self.beside_cases(Who::Operator, Deeded::Left)];
        let keys = vec![KeyWrite::RemoveOffice(office.id)];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok(())
    }

    /// Whose token this is. `NotOpen` when it is unknown or has ended, and when it is one of a case.
    pub async fn office_program(&self, token: &Secret) -> Result<OfficeProgram, Refusal> {
        let known = self.keeper.key(token).await?.filter(|key| key.kind == KeyKind::Token && !self.ended(key));
        match known {
            Some(Key { opens: Opens::Office(office), until: Some(until), .. }) => {
                Ok(OfficeProgram { office, until, scopes: token.scopes() })
            }
            _ => Err(Refusal::NotOpen),
        }
    }

    /// Ends the token itself.
    pub async fn end_office_token(&self, token: &Secret) -> Result<(), Refusal> {
        self.office_program(token).await?;
        let log = vec![self.beside_cases(Who::Nobody, Deeded::Left)];
        self.keeper.write(Write { keys: vec![KeyWrite::Remove(token.clone())], log, ..Write::default() }).await?;
        Ok(())
    }

    /// Asks whether a token was given something, before what was sent is looked at; the log says so where it was not.
    pub async fn allow_office_program(&self, program: &OfficeProgram, scope: OfficeScope) -> Result<(), Refusal> {
        if program.has(scope) {
            return Ok(());
        }
        let log = vec![self.beside_cases(Who::Nobody, Deeded::Refused)];
        self.keeper.write(Write { log, ..Write::default() }).await?;
        Err(Refusal::NotFound)
    }

    /// The office itself, to whatever its token is good for.
    pub async fn office_by_program(&self, program: &OfficeProgram) -> Result<Office, Refusal> {
        let office = self.keeper.office(&program.office).await?.ok_or(Refusal::NotFound)?;
        if works_as(office.duty) == Role::Desk { Ok(office) } else { Err(Refusal::NotFound) }
    }

    /// The queue, in its order; only those in one state when asked. Each case that stands in the list was read, and its log says so.
    pub async fn queue_by_program(
        &self,
        program: &OfficeProgram,
        state: Option<State>,
    ) -> Result<Vec<Waiting>, Refusal> {
        self.allow_office_program(program, OfficeScope::Read).await?;
        let office = self.office_by_program(program).await?;
        let (mut rows, mut log) = (Vec::new(), Vec::new());
        for brought in office.cases {
            let Some(kept) = self.keeper.case(brought.case).await? else { continue };
            let caller = caller_of(&brought);
            if !may(&kept.case, caller.actor, Deed::Read(Part::Application), self.today()) {
                continue;
            }
            let view = self.view_of(&kept, caller);
            let fits = |known: &&Application| known.is_open_to_desk() && state.is_none_or(|state| known.state == state);
            let before = rows.len();
            for application in view.case.applications.iter().filter(fits) {
                let view = one_alone(&view, application);
                let missing = missing(&view.case, application);
                rows.push(Waiting { view, application: application.clone(), missing, since: brought.since });
            }
            if rows.len() > before {
                log.push(self.entry(caller, Deeded::Read, Some(Part::Application)));
            }
        }
        if !log.is_empty() {
            self.keeper.write(Write { log, ..Write::default() }).await?;
        }
        in_order(&mut rows);
        Ok(rows)
    }

    /// One application with everything that was sent along and nothing else. One that was declined or withdrawn is no more than that.
    pub async fn application_by_program(
        &self,
        program: &OfficeProgram,
        case: CaseId,
        id: ApplicationId,
    ) -> Result<Waiting, Refusal> {
        self.allow_office_program(program, OfficeScope::Read).await?;
        let (waiting, _) = self.waiting(program, case, id).await?;
        let sent =
            if waiting.application.is_open_to_desk() { waiting.application.parts.clone() } else { BTreeSet::new() };
        let mut parts = vec![Part::Application];
        parts.extend(sent.into_iter().filter(|part| *part != Part::Application));
        if !waiting.view.case.days.is_empty() {
            parts.push(Part::Day);
        }
        if !waiting.view.case.seconds.is_empty() {
            parts.push(Part::Second);
        }
        let line = |part| self.entry(waiting.view.caller, Deeded::Read, Some(part));
        self.keeper.write(Write { log: parts.into_iter().map(line).collect(), ..Write::default() }).await?;
        Ok(waiting)
    }

    /// A file that was sent along with an application.
    pub async fn file_by_program(
        &self,
        program: &OfficeProgram,
        case: CaseId,
        id: ApplicationId,
        file: AttachmentId,
    ) -> Result<(Attachment, Vec<u8>), Refusal> {
        self.allow_office_program(program, OfficeScope::Read).await?;
        let (waiting, caller) = self.waiting(program, case, id).await?;
        if !waiting.view.case.attachments.iter().any(|known| known.id == file) {
            self.refuse(caller, Some(Part::Records)).await?;
        }
        self.attachment(caller, file).await
    }

    /// The desk's system answers an application, as the desk. What then holds of it is given back.
    pub async fn answer_by_program(
        &self,
        program: &OfficeProgram,
        case: CaseId,
        id: ApplicationId,
        turn: u32,
        reply: Reply,
        words: String,
    ) -> Result<Application, Refusal> {
        self.allow_office_program(program, OfficeScope::Answer).await?;
        let (waiting, caller) = self.waiting(program, case, id).await?;
        // An application that was declined or withdrawn lets nobody answer any more: that it moved on is what the system must learn.
        if waiting.application.turn != turn {
            return Err(Refusal::Stale);
        }
        if !waiting.application.is_open_to_desk() {
            return Err(Refusal::OutOfOrder);
        }
        let act = Act::Answer { application: id, turn, reply, words, told_by: None };
        let view = self.act_in_turn(caller, act).await?;
        view.case.applications.into_iter().find(|known| known.id == id).ok_or(Refusal::NotFound)
    }

    /// Changes the plan of the office.
    pub async fn plan_by_program(&self, program: &OfficeProgram, change: PlanChange) -> Result<Office, Refusal> {
        self.allow_office_program(program, OfficeScope::Plan).await?;
        super::again::again(|| async {
            let planned = self.office_by_program(program).await?.planned(change.clone(), self.today())?;
            self.write_office(OfficeWrite::Changed(planned.clone())).await?;
            Ok(planned)
        })
        .await
    }

    /// The office's own numbers.
    pub async fn numbers_by_program(&self, program: &OfficeProgram) -> Result<Numbers, Refusal> {
        self.allow_office_program(program, OfficeScope::Numbers).await?;
        Ok(self.office_by_program(program).await?.numbers())
    }

    /// An application that came to this office, as its desk sees it. One of a case that no longer waits here is known by the office's own
    /// numbers, so that the system learns that it has ended.
    async fn waiting(
        &self,
        program: &OfficeProgram,
        case: CaseId,
        id: ApplicationId,
    ) -> Result<(Waiting, Caller), Refusal> {
        let office = self.office_by_program(program).await?;
        let came = office.tallies.iter().any(|tally| tally.of == Some((case, id)));
        let brought = office.cases.iter().find(|brought| brought.case == case);
        if !came && brought.is_none() {
            return Err(Refusal::NotFound);
        }
        let kept = self.kept(case).await?;
        let of_desk = |known: &&Application| known.id == id && office.is_desk_of(&known.institution);
        let application = kept.case.applications.iter().find(of_desk).ok_or(Refusal::NotFound)?;
        let actor = Actor { person: application.desk, by_form_code: false };
        let caller = Caller { case, actor };
        self.allow(&kept.case, caller, Deed::Read(Part::Application)).await?;
        let view = self.view_of(&kept, caller);
        let seen = view.case.applications.iter().find(|known| known.id == id).cloned().ok_or(Refusal::NotFound)?;
        let since = brought.map_or(seen.sent_on, |brought| brought.since);
        let view = one_alone(&view, &seen);
        let missing = if seen.is_open_to_desk() { missing(&view.case, &seen) } else { Vec::new() };
        Ok((Waiting { view, application: seen, missing, since }, caller))
    }

    /// A line of the log that concerns no case.
    fn beside_cases(&self, who: Who, deed: Deeded) -> Entry {
        Entry { case: None, at: self.now(), who, deed, part: None }
    }
}

/// What a desk sees, cut down to one of its applications: what went with another one to the same desk stands empty.
fn one_alone(view: &View, application: &Application) -> View {
    let mut case: Case = view.case.clone();
    let open = application.is_open_to_desk();
    let sent = |part: Part| open && application.parts.contains(&part);
    case.applications.retain(|known| known.id == application.id);
    let own = |person| person == application.desk || application.doctor == Some(person);
    case.people.retain(|known| own(known.id) || (open && known.role == Role::Patient));
    case.days.retain(|day| open && day.application == application.id);
    case.seconds.retain(|second| open && second.application == Some(application.id));
    if !case.days.iter().any(|day| day.sent_ahead.is_some()) {
        case.questions = Vec::new();
    }
    let uploads: BTreeSet<_> =
        case.attachments.iter().filter(|known| sent(case.part_of(known.id))).map(|known| known.id).collect();
    case.attachments.retain(|known| uploads.contains(&known.id));
    if !sent(Part::Opinion) {
        (case.opinion, case.told) = (FirstOpinion::default(), Told::default());
    }
    if !sent(Part::Letter) {
        case.letter = Letter::default();
    }
    if !sent(Part::Records) {
        case.records = Vec::new();
    }
    if !sent(Part::Time) {
        case.timing = Timing::default();
    }
    View { case, ..view.clone() }
}
