//! Idempotency keys: a write that is sent again is answered again, and not done again.
//!
//! In memory, bounded, and forgotten when the program ends. That is enough: each write names the version it changes, so one that was done
//! and is sent again after a restart is refused as stale. Only what was done is remembered; what was refused may be sent again.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use casework::{Moment, Secret};
use sha2::{Digest as _, Sha256};

/// So long is a key remembered.
const SECONDS: i64 = 24 * 60 * 60;
/// So many writes are remembered; the oldest go first.
const MOST: usize = 10_000;
/// The longest key, in bytes.
pub(in crate::api) const LONGEST_KEY: usize = 200;

type Mark = [u8; 32];

/// The writes of the last day.
#[derive(Clone, Default)]
pub(crate) struct Once(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    known: HashMap<Mark, Known>,
    /// In the order of being done.
    done: VecDeque<(Moment, Mark)>,
}

struct Known {
    content: Mark,
    answer: Option<Done>,
}

/// How a write was answered: the version it made, where there is one, and the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::api) struct Done {
    pub(in crate::api) version: Option<i64>,
    pub(in crate::api) body: Vec<u8>,
}

/// Whether a write is to be done.
pub(in crate::api) enum Turn {
    /// It came for the first time.
    First(Ticket),
    /// It was done.
    Again(Done),
    /// The key belongs to another write.
    Other,
    /// It is under way.
    Running,
}

/// Holds the place of a write that is under way; without an answer it is given up again.
pub(in crate::api) struct Ticket {
    once: Once,
    mark: Mark,
}

/// What one write is known by: whose token, which address, and the key. Nothing of it can be read back.
pub(in crate::api) fn mark(token: &Secret, method: &str, path: &str, key: &str) -> Mark {
    let mut digest = Sha256::new();
    for part in [token.bytes(), method.as_bytes(), path.as_bytes(), key.as_bytes()] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// What content is compared by.
pub(in crate::api) fn content(bytes: &[u8]) -> Mark {
    Sha256::digest(bytes).into()
}

impl Once {
    pub(in crate::api) fn take(&self, mark: Mark, content: Mark, now: Moment) -> Turn {
        let mut held = self.held();
        held.forget(now);
        match held.known.get(&mark) {
            Some(known) if known.content != content => return Turn::Other,
            Some(Known { answer: Some(done), .. }) => return Turn::Again(done.clone()),
            Some(_) => return Turn::Running,
            None => {}
        }
        held.known.insert(mark, Known { content, answer: None });
        Turn::First(Ticket { once: self.clone(), mark })
    }

    /// Each change is one step, so what a thread that panicked leaves behind can be read on.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn forget(&mut self, now: Moment) {
        let over = |at: Moment| at.plus_seconds(SECONDS) <= now;
        while self.done.len() > MOST || self.done.front().is_some_and(|(at, _)| over(*at)) {
            let Some((_, mark)) = self.done.pop_front() else { return };
            self.known.remove(&mark);
        }
    }
}

impl Ticket {
    /// Remembers the answer.
    pub(in crate::api) fn done(self, done: Done, now: Moment) {
        let mut held = self.once.held();
        if let Some(known) = held.known.get_mut(&self.mark) {
            known.answer = Some(done);
            held.done.push_back((now, self.mark));
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut held = self.once.held();
        if held.known.get(&self.mark).is_some_and(|known| known.answer.is_none()) {
            held.known.remove(&self.mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(turn: Turn) -> Ticket {
        match turn {
            Turn::First(ticket) => ticket,
            _ => panic!("not the first time"),
        }
    }

    fn numbered(number: u32) -> Mark {
        content(&number.to_be_bytes())
    }

    #[test]
    fn a_write_is_answered_again_for_a_day_and_one_that_was_refused_may_be_sent_again() {
        let once = Once::default();
        let done = Done { version: Some(2), body: b"{}".to_vec() };
        let ticket = first(once.take(numbered(1), numbered(7), Moment(0)));
        assert!(matches!(once.take(numbered(1), numbered(7), Moment(0)), Turn::Running));
        drop(ticket);
        first(once.take(numbered(1), numbered(7), Moment(0))).done(done.clone(), Moment(0));
        assert!(
            matches!(once.take(numbered(1), numbered(7), Moment(SECONDS - 1)), Turn::Again(again) if again == done)
        );
        assert!(matches!(once.take(numbered(1), numbered(8), Moment(SECONDS - 1)), Turn::Other));
        assert!(matches!(once.take(numbered(1), numbered(8), Moment(SECONDS)), Turn::First(_)));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let once = Once::default();
        for number in 0..20_000 {
            let ticket = first(once.take(numbered(number), numbered(0), Moment(5)));
            ticket.done(Done { version: Some(1), body: Vec::new() }, Moment(5));
        }
        assert!(once.held().known.len() <= MOST + 2);
    }
}
