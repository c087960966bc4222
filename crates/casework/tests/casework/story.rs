//! A made-up case to tell stories with.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use casework::keeper::{Deeded, Entry, Keeper, Version};
use casework::memory::MemoryKeeper;
use casework::people::{Ground, Purpose, Relation, Role, Told};
use casework::service::{Beginner, Caller, View};
use casework::{Act, Actor, CaseId, Casework, Chance, Clock, Moment, Part, PersonId, Refusal, Secret};
use jiff::ToSpan;
use jiff::civil::{Date, date};

pub const DAY: i64 = 24 * 60 * 60;

/// The second person of a case begun by the patient, or the relative who began it.
pub const SECOND: PersonId = PersonId(2);

/// A clock that stands until it is moved.
#[derive(Default)]
pub struct StandingClock(AtomicI64);

impl StandingClock {
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Moment {
        Moment(1_795_400_000 + self.0.load(Ordering::SeqCst))
    }

    fn today(&self) -> Date {
        FIRST_DAY.saturating_add((self.0.load(Ordering::SeqCst) / DAY).days())
    }
}

pub const FIRST_DAY: Date = date(2026, 11, 23);

/// Draws that are never the same twice and the same in every run.
#[derive(Default)]
pub struct Counted(AtomicU64);

impl Chance for Counted {
    fn fill(&self, room: &mut [u8]) {
        for part in room.chunks_mut(8) {
            let mut state = self.0.fetch_add(1, Ordering::SeqCst).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            state ^= state >> 31;
            part.copy_from_slice(&state.to_le_bytes()[..part.len()]);
        }
    }
}

/// Rings nowhere.
pub struct NoBell;

impl casework::notice::Bell for NoBell {
    fn ring(&self) {}
}

pub struct TestCase {
    pub casework: Casework,
    pub keeper: Arc<MemoryKeeper>,
    pub clock: Arc<StandingClock>,
    pub id: CaseId,
    /// Whoever began it.
    pub beginner: Caller,
    pub cookie: Secret,
    pub recovery: Secret,
}

impl TestCase {
    pub async fn begun_by_patient() -> TestCase {
        TestCase::begun(Beginner::Patient).await.unwrap()
    }

    /// By a daughter in the patient's place, or with their knowledge.
    pub async fn begun_by_daughter(ground: Ground, ground_paper: &str, told: Told) -> Result<TestCase, Refusal> {
        let (ground_paper, name) = (ground_paper.to_owned(), "Hanako".to_owned());
        TestCase::begun(Beginner::Relative { relation: Relation::Child, ground, ground_paper, told, name }).await
    }

    async fn begun(beginner: Beginner) -> Result<TestCase, Refusal> {
        let (keeper, clock) = (Arc::new(MemoryKeeper::new()), Arc::new(StandingClock::default()));
        let casework = Casework::new(keeper.clone(), clock.clone(), Arc::new(Counted::default()));
        let begun = casework.begin(beginner, true).await?;
        let (id, beginner) = (begun.caller.case, begun.caller);
        Ok(TestCase { casework, keeper, clock, id, beginner, cookie: begun.cookie, recovery: begun.recovery })
    }

    /// The daughter is added and may do what is agreed.
    pub async fn with_daughter(self, purpose: Purpose, parts: &[Part]) -> TestCase {
        self.with(Role::Relative, Some(Relation::Child), "Hanako", purpose, parts).await
    }

    pub async fn with_counsellor(self, parts: &[Part]) -> TestCase {
        self.with(Role::Counsellor, None, "Ms Sato", Purpose::Counsel, parts).await
    }

    async fn with(
        self,
        role: Role,
        relation: Option<Relation>,
        name: &str,
        purpose: Purpose,
        parts: &[Part],
    ) -> TestCase {
        let (name, ground_paper) = (name.to_owned(), String::new());
        let view = self.does(Act::AddPerson { role, name, relation, ground: None, ground_paper }).await.unwrap();
        let person = view.case.people.last().unwrap().id;
        self.does(agree(person, purpose, parts)).await.unwrap();
        self
    }

    /// Someone of the case, as if their cookie had been looked up.
    pub fn caller(&self, person: PersonId) -> Caller {
        Caller { case: self.id, actor: Actor { person, by_form_code: false } }
    }

    /// An act by whoever began, on a fresh page.
    pub async fn does(&self, act: Act) -> Result<View, Refusal> {
        self.act(self.beginner, act).await
    }

    /// An act by anyone, on a fresh page.
    pub async fn act(&self, caller: Caller, act: Act) -> Result<View, Refusal> {
        self.casework.act(caller, self.version().await, act).await
    }

    pub async fn version(&self) -> Version {
        self.keeper.case(self.id).await.unwrap().map_or(Version(0), |kept| kept.version)
    }

    /// The person comes in by an invitation of whoever began.
    pub async fn invited(&self, person: PersonId) -> (Caller, Secret) {
        let (code, _) = self.casework.invite(self.beginner, person).await.unwrap();
        self.casework.accept(&code).await.unwrap()
    }

    /// What the log says last.
    pub async fn last_entry(&self) -> Entry {
        self.keeper.log(self.id).await.unwrap().pop().unwrap()
    }

    pub async fn deeds(&self) -> Vec<Deeded> {
        self.keeper.log(self.id).await.unwrap().into_iter().map(|entry| entry.deed).collect()
    }
}

pub fn agree(person: PersonId, purpose: Purpose, parts: &[Part]) -> Act {
    Act::Agree { person, purpose, parts: BTreeSet::from_iter(parts.iter().copied()), until: None }
}

pub fn own_worry(words: &str) -> Act {
    Act::AddWorry { of: None, about: casework::worry::About::Own, words: words.to_owned() }
}

pub fn told(text: &str) -> casework::opinion::Known<String> {
    casework::opinion::Known::Told(text.to_owned())
}

/// Which fields are in trouble.
pub fn fields(refusal: Refusal) -> Vec<&'static str> {
    match refusal {
        Refusal::Troubled(troubles) => troubles.into_iter().map(|trouble| trouble.field).collect(),
        other => panic!("not a trouble: {other:?}"),
    }
}
