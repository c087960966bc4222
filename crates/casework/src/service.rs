//! The door for pages and programs.
//!
//! Every way in asks the same three things in the same order: is it there, may this caller (if not, the log says that someone known tried,
//! and the answer is `NotFound`), and only then whether the page is still fresh. Whatever a call changes, it writes at once together with its
//! lines in the log.

mod account;
mod again;
mod applying;
mod attach;
mod begin;
mod change;
mod codes;
mod end;
mod everywhere;
mod invite;
mod office;
mod office_token;
mod open;
mod out;
mod queue;
mod read;
mod scan;
mod take_in;
mod token;

use std::sync::Arc;

use jiff::civil::Date;

use crate::authority::{Actor, Deed, may};
use crate::case::Case;
use crate::id::{CaseId, PersonId};
use crate::keeper::{Deeded, Entry, Keeper, Kept, Key, KeyKind, Opens, Version, Who, Write};
use crate::moment::{Clock, Moment};
use crate::notice::{Bell, Outgoing};
use crate::people::Part;
use crate::refusal::Refusal;
use crate::secret::{Chance, Secret};

pub use office_token::{OfficeProgram, OfficeScope};
pub use queue::{Helped, Waiting};
pub use read::TakenOut;
pub use take_in::WithUploads;
pub use token::{Program, Scope, TOKEN_DAYS};

const DAY: i64 = 24 * 60 * 60;
/// How long a device stays open: as long as getting letter and records may take without a visit to the page.
const COOKIE_SECONDS: i64 = 30 * DAY;
/// How long an invitation waits.
const INVITATION_SECONDS: i64 = 14 * DAY;
/// How long the doctor's code waits: a letter takes weeks.
const FORM_CODE_SECONDS: i64 = 60 * DAY;
/// How long the doctor's form stays open once the code was used.
const FORM_SECONDS: i64 = DAY;
/// How long a second doctor's form stays open: an opinion is written over more than one evening.
const OPINION_FORM_SECONDS: i64 = 7 * DAY;

/// Opens, reads and changes cases for whoever may.
#[derive(Clone)]
pub struct Casework {
    keeper: Arc<dyn Keeper>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    scanner: Option<Arc<scan::Waiting>>,
    notices: Option<Arc<Outgoing>>,
    bell: Option<Arc<dyn Bell>>,
}

impl Casework {
    /// Over a keeper, with what tells the time and what draws secrets.
    pub fn new(keeper: Arc<dyn Keeper>, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Casework {
        Casework { keeper, clock, chance, scanner: None, notices: None, bell: None }
    }

    /// Today, where the program runs.
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    /// Now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    async fn kept(&self, case: CaseId) -> Result<Kept, Refusal> {
        self.keeper.case(case).await?.ok_or(Refusal::NotFound)
    }

    /// Lets the caller pass, or puts the try into the log and answers as if there were nothing.
    async fn allow(&self, case: &Case, caller: Caller, deed: Deed) -> Result<(), Refusal> {
        if may(case, caller.actor, deed, self.today()) {
            return Ok(());
        }
        self.refuse(caller, deed.part()).await
    }

    async fn refuse(&self, caller: Caller, part: Option<Part>) -> Result<(), Refusal> {
        self.keeper.write(Write { log: vec![self.entry(caller, Deeded::Refused, part)], ..Write::default() }).await?;
        Err(Refusal::NotFound)
    }

    fn entry(&self, caller: Caller, deed: Deeded, part: Option<Part>) -> Entry {
        Entry { case: Some(caller.case), at: self.now(), who: Who::Person(caller.actor.person), deed, part }
    }

    fn view_of(&self, kept: &Kept, caller: Caller) -> View {
        let today = self.today();
        let case = kept.case.seen_by(caller.actor, today);
        View { case, version: kept.version, fresh_since: kept.fresh_since(), caller, today }
    }

    /// What lets one person of a case in, for so many seconds.
    fn key(&self, kind: KeyKind, case: CaseId, person: PersonId, seconds: i64) -> Key {
        Key { kind, opens: Opens::Case(case, person), until: Some(self.now().plus_seconds(seconds)), used: None }
    }
}

/// Someone who has opened a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Which case.
    pub case: CaseId,
    /// As whom.
    pub actor: Actor,
}

/// A case as one person sees it: parts that are not theirs stand empty.
#[derive(Clone, Debug)]
pub struct View {
    /// The case, cut down to what the caller may see.
    pub case: Case,
    /// Its version, for the next change.
    pub version: Version,
    /// The oldest version of which a page is still fresh; since then nobody wrote but the scanner.
    pub fresh_since: Version,
    /// Who looks.
    pub caller: Caller,
    /// Today.
    pub today: Date,
}

impl View {
    /// Whether a page of this version is still fresh.
    pub fn is_fresh(&self, version: Version) -> bool {
        (self.fresh_since..=self.version).contains(&version)
    }
}

/// A case that was just begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Who began it.
    pub caller: Caller,
    /// For the cookie; for a program, its token.
    pub cookie: Secret,
    /// To be printed: it opens the case elsewhere.
    pub recovery: Secret,
}

/// How a case is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beginner {
    /// By the patient, without a name.
    Patient,
    /// By a relative, in the patient's place or with their knowledge.
    Relative {
        /// How they are related.
        relation: crate::people::Relation,
        /// Why they may.
        ground: crate::people::Ground,
        /// The paper that shows it.
        ground_paper: String,
        /// What the patient has been told.
        told: crate::people::Told,
        /// As the family calls the relative.
        name: String,
    },
}
