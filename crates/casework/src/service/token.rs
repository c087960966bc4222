//! A program works in a case for one of its people.
//!
//! What a program may do is what its person may (`may`), and of that only what its token was given. The scopes stand in the token itself, in
//! its first four bytes, and what is kept is a keyed digest of all of it: whoever changes a scope has a token that nobody knows. So a
//! token cannot be kept apart from its scopes, and none of them stands in a database to be changed there.
//!
//! Whoever begins or opens a case with a program gets a token for everything their person may, for as long as a device stays open. Only such
//! a token makes others, and those make none: a narrow token never grows, in breadth or in time.

use std::collections::BTreeSet;

use super::{Begun, COOKIE_SECONDS, Caller, Casework, DAY, View};
use crate::act::Act;
use crate::authority::{Deed, may, takes_part};
use crate::case::Case;
use crate::choice::Choice;
use crate::decision::Deciding;
use crate::keeper::{Deeded, Entry, Key, KeyKind, KeyWrite, Opens, Version, Write};
use crate::letter::Letter;
use crate::moment::Moment;
use crate::opinion::FirstOpinion;
use crate::people::{Part, Told};
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::secret::Secret;
use crate::telling::Telling;
use crate::timing::Timing;
use crate::weigh::Weighing;

/// The most days a token that was made from another lives.
pub const TOKEN_DAYS: i64 = 365;

/// One thing a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// To read a part.
    Read(Part),
    /// To change a part.
    Write(Part),
    /// To make narrower tokens, and to end all of the person's.
    Tokens,
}

/// The bit of `Scope::Tokens`; below it stands what is read, above it what is written.
const TOKENS_BIT: u32 = 15;

impl Scope {
    /// Everything there is, in the order of the journey. Who takes part and the log are only read: a program neither agrees nor invites.
    pub fn all() -> Vec<Scope> {
        let read = Part::ALL.into_iter().map(Scope::Read);
        read.chain(Part::SHARED.into_iter().map(Scope::Write)).chain([Scope::Tokens]).collect()
    }

    /// The word in the interface: `read:opinion`, `write:letter`, `tokens`.
    pub fn word(self) -> String {
        match self {
            Scope::Read(part) => format!("read:{}", part.word()),
            Scope::Write(part) => format!("write:{}", part.word()),
            Scope::Tokens => "tokens".to_owned(),
        }
    }

    /// The scope of a word.
    pub fn from_word(word: &str) -> Option<Scope> {
        Scope::all().into_iter().find(|scope| scope.word() == word)
    }

    /// What a deed needs; none where no token reaches.
    fn of(deed: Deed) -> Option<Scope> {
        match deed {
            Deed::Read(part) => Some(Scope::Read(part)),
            Deed::Change(part) => Some(Scope::Write(part)),
            _ => None,
        }
    }

    /// Its bit in a token; a bit once given stays.
    fn bit(self) -> u32 {
        let place = |part: Part| match part {
            Part::Opinion => 0,
            Part::Worries => 1,
            Part::Time => 2,
            Part::Choice => 3,
            Part::Telling => 4,
            Part::Letter => 5,
            Part::Records => 6,
            Part::People => 7,
            Part::Log => 8,
            Part::Application => 9,
            Part::Day => 10,
            Part::Second => 11,
            Part::Decision => 12,
            Part::Ease => 13,
        };
        match self {
            Scope::Read(part) => 1 << place(part),
            Scope::Write(part) => 1 << (TOKENS_BIT + 1 + place(part)),
            Scope::Tokens => 1 << TOKENS_BIT,
        }
    }
}

/// A program that came with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// Which case, and for whom.
    pub caller: Caller,
    /// Until when.
    pub until: Moment,
    scopes: u32,
}

impl Program {
    /// What the token is good for.
    pub fn scopes(&self) -> BTreeSet<Scope> {
        Scope::all().into_iter().filter(|scope| self.has(*scope)).collect()
    }

    /// Whether the token was given this.
    pub fn has(&self, scope: Scope) -> bool {
        self.scopes & scope.bit() != 0
    }

    /// Whether the token and its person may do this, in the case as the person sees it.
    pub fn may(&self, view: &View, deed: Deed) -> bool {
        Scope::of(deed).is_some_and(|scope| self.has(scope)) && may(&view.case, self.caller.actor, deed, view.today)
    }
}

impl Casework {
    /// Begins a case; `cookie` is a token for everything that who begins it may do.
    pub async fn begin_by_program(&self, beginner: super::Beginner) -> Result<Begun, Refusal> {
        self.begin_with(beginner, false, KeyKind::Token).await
    }

    /// Opens a case with its recovery code or an invitation, and gives a token for everything that person may do. A doctor's code opens
    /// a form to be read and signed, which no program does: here it is unknown, and stays good.
    pub async fn open_by_program(&self, code: &Secret) -> Result<(Caller, Secret), Refusal> {
        if code.is_recovery() {
            self.recover_with(code, KeyKind::Token).await
        } else {
            self.accept_with(code, KeyKind::Token).await
        }
    }

    /// Whose token this is. `NotOpen` when it is unknown or has ended.
    pub async fn program(&self, token: &Secret) -> Result<Program, Refusal> {
        let known = self.keeper.key(token).await?.filter(|key| key.kind == KeyKind::Token && !self.ended(key));
        match known {
            Some(Key { opens: Opens::Case(case, person), until: Some(until), .. }) => {
                let actor = crate::authority::Actor { person, by_form_code: false };
                Ok(Program { caller: Caller { case, actor }, until, scopes: token.scopes() })
            }
            _ => Err(Refusal::NotOpen),
        }
    }

    /// A narrower token, and until when it holds. Only a token for everything makes one, and it cannot pass that on.
    pub async fn make_token(
        &self,
        program: Program,
        scopes: &BTreeSet<Scope>,
        days: i64,
    ) -> Result<(Secret, Moment), Refusal> {
        let caller = program.caller;
        let kept = self.kept(caller.case).await?;
        if !program.has(Scope::Tokens) || !takes_part(&kept.case, caller.actor, self.today()) {
            self.refuse(caller, None).await?;
        }
        let mut troubles = Vec::new();
        if scopes.is_empty() {
            troubles.push(Trouble { field: "scopes", wrong: Wrong::Missing });
        }
        if scopes.iter().any(|scope| *scope == Scope::Tokens || !program.has(*scope)) {
            troubles.push(Trouble { field: "scopes", wrong: Wrong::NotAChoice });
        }
        if !(1..=TOKEN_DAYS).contains(&days) {
            troubles.push(Trouble { field: "days", wrong: Wrong::NotAChoice });
        }
        crate::case::no_trouble(troubles)?;
        let token = Secret::for_token(&*self.chance, bits(scopes));
        let seconds = days * DAY;
        let key = self.key(KeyKind::Token, caller.case, caller.actor.person, seconds);
        let until = self.now().plus_seconds(seconds);
        let log = vec![self.entry(caller, Deeded::Invited, None)];
        self.keeper.write(Write { keys: vec![KeyWrite::Add(token.clone(), key)], log, ..Write::default() }).await?;
        Ok((token, until))
    }

    /// Ends one token.
    pub async fn end_token(&self, token: &Secret) -> Result<(), Refusal> {
        let program = self.program(token).await?;
        let log = vec![self.entry(program.caller, Deeded::Left, None)];
        self.keeper.write(Write { keys: vec![KeyWrite::Remove(token.clone())], log, ..Write::default() }).await?;
        Ok(())
    }

    /// Ends every token of the person, this one too: for one that was lost.
    pub async fn end_tokens(&self, program: Program) -> Result<(), Refusal> {
        let caller = program.caller;
        if !program.has(Scope::Tokens) {
            self.refuse(caller, None).await?;
        }
        let keys = vec![KeyWrite::RemoveAll(caller.case, caller.actor.person, vec![KeyKind::Token])];
        let log = vec![self.entry(caller, Deeded::Left, None)];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok(())
    }

    /// One part, for a program: what its token was not given stands empty.
    pub async fn view_by_program(&self, program: Program, part: Part) -> Result<View, Refusal> {
        self.within(program, Deed::Read(part)).await?;
        self.view(program.caller, part).await.map(|view| cut_down(program, view))
    }

    /// The case, for a program that asks what it may do in it.
    pub async fn overview_by_program(&self, program: Program) -> Result<View, Refusal> {
        self.overview(program.caller).await.map(|view| cut_down(program, view))
    }

    /// The case for an answer that is made from several parts: each that token and person may read stands in the log, and every other part is empty.
    /// Refused where none of `parts` may be read; those `along` are read where they may. For a doctor who reads blind the first opinion would look
    /// as if nothing had been proposed, and an answer cannot say otherwise: it is empty. Names stand in it only where it is also made from `People`.
    pub async fn parts_by_program(&self, program: Program, parts: &[Part], along: &[Part]) -> Result<View, Refusal> {
        let caller = program.caller;
        let kept = self.kept(caller.case).await?;
        let reads = |part: &Part| {
            program.has(Scope::Read(*part)) && may(&kept.case, caller.actor, Deed::Read(*part), self.today())
        };
        if !parts.iter().any(reads) {
            self.refuse(caller, parts.first().copied()).await?;
        }
        let read: BTreeSet<Part> = parts.iter().chain(along).copied().filter(reads).collect();
        let log = read.iter().map(|part| self.entry(caller, Deeded::Read, Some(*part))).collect();
        self.keeper.write(Write { log, ..Write::default() }).await?;
        let named = read.contains(&Part::People);
        let scopes = bits(&read.into_iter().map(Scope::Read).collect());
        let mut view = cut_down(Program { scopes, ..program }, self.view_of(&kept, caller));
        if !named {
            // Even whose token it is: a name is what a program may not know that follows no more than where a request stands.
            view.case = view.case.without_names();
        }
        if kept.case.reads_blind(caller.actor, self.today()) {
            view.case.opinion = FirstOpinion::default();
        }
        Ok(view)
    }

    /// The log, for a program.
    pub async fn log_by_program(&self, program: Program) -> Result<(View, Vec<Entry>), Refusal> {
        self.within(program, Deed::Read(Part::Log)).await?;
        self.log(program.caller).await.map(|(view, log)| (cut_down(program, view), log))
    }

    /// Asks whether a program may do a deed before what it sent is looked at; the log says so where it may not.
    pub async fn allow_program(&self, program: Program, deed: Deed) -> Result<(), Refusal> {
        self.within(program, deed).await?;
        let kept = self.kept(program.caller.case).await?;
        self.allow(&kept.case, program.caller, deed).await
    }

    /// Does an act for a program.
    pub async fn act_by_program(&self, program: Program, version: Version, act: Act) -> Result<View, Refusal> {
        self.within(program, act.deed()).await?;
        self.act(program.caller, version, act).await.map(|view| cut_down(program, view))
    }

    async fn within(&self, program: Program, deed: Deed) -> Result<(), Refusal> {
        if Scope::of(deed).is_some_and(|scope| program.has(scope)) {
            return Ok(());
        }
        self.refuse(program.caller, deed.part()).await
    }

    /// A new secret that lets one person in, of one of the two kinds that are held: by a device or by a program.
    pub(super) fn entrance(&self, kind: KeyKind) -> (KeyKind, Secret) {
        let secret = match kind {
            KeyKind::Token => Secret::for_token(&*self.chance, bits(&Scope::all().into_iter().collect())),
            _ => Secret::for_cookie(&*self.chance),
        };
        (kind, secret)
    }

    /// Keeps it for as long as a device stays open.
    pub(super) fn let_in(&self, (kind, secret): &(KeyKind, Secret), caller: Caller) -> KeyWrite {
        KeyWrite::Add(secret.clone(), self.key(*kind, caller.case, caller.actor.person, COOKIE_SECONDS))
    }
}

fn bits(scopes: &BTreeSet<Scope>) -> u32 {
    scopes.iter().fold(0, |bits, scope| bits | scope.bit())
}

/// Empties what the token was not given, though its person may see it.
fn cut_down(program: Program, view: View) -> View {
    let reads = |part: Part| program.has(Scope::Read(part));
    let (opinion, people) = (reads(Part::Opinion), reads(Part::People));
    let mut case: Case = view.case;
    let person = program.caller.actor.person;
    let uploads: BTreeSet<_> =
        case.attachments.iter().filter(|known| reads(case.part_of(known.id))).map(|known| known.id).collect();
    case.attachments.retain(|known| uploads.contains(&known.id));
    case.people.retain(|known| people || known.id == person);
    case.consents.retain(|consent| people || consent.person == person);
    if !opinion {
        (case.opinion, case.told) = (FirstOpinion::default(), Told::default());
    }
    if !reads(Part::Worries) {
        case.worries = Vec::new();
    }
    if !reads(Part::Time) {
        case.timing = Timing::default();
    }
    if !reads(Part::Choice) {
        case.choice = Choice::default();
    }
    if !reads(Part::Telling) {
        case.telling = Telling::default();
    }
    if !reads(Part::Letter) {
        case.letter = Letter::default();
    }
    if !reads(Part::Records) {
        case.records = Vec::new();
    }
    if !reads(Part::Application) {
        (case.applications, case.codes) = (Vec::new(), Vec::new());
    }
    if !reads(Part::Day) {
        (case.questions, case.days) = (Vec::new(), Vec::new());
    }
    if !reads(Part::Second) {
        case.seconds = Vec::new();
    }
    if !reads(Part::Decision) {
        (case.weighing, case.deciding) = (Weighing::default(), Deciding::default());
    }
    if !reads(Part::Ease) {
        case.ease = Vec::new();
    }
    View { case, ..view }
}
