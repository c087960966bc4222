//! Codes that were just made, until they have been written down.
//!
//! A code is kept nowhere but as a digest. So that the page that shows it can be loaded again while it is printed, and neither an
//! address nor a cookie carries it, it stands here for ten minutes, in memory only.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use casework::service::Caller;
use casework::{Moment, PersonId, Secret};

/// So long a code can be looked at again.
const SHOWN_SECONDS: i64 = 600;
/// So many are remembered; the oldest go first.
const MOST: usize = 2_000;

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeFor {
    /// Opens the case on another device.
    Recovery,
    /// Lets one person in.
    Person(PersonId),
    /// Lets the attending doctor in to the form.
    Form,
    /// Lets the desk of an application on paper answer it.
    Desk(PersonId),
    /// Lets the first doctor say that the report came.
    Report,
    /// Lets the doctor of an application write the opinion.
    Opinion(PersonId),
    /// Lets a counsellor answer the worries.
    Worries(PersonId),
}

/// A code that can still be shown.
#[derive(Clone)]
pub(crate) struct FreshCode {
    pub(crate) secret: Secret,
    /// Until when it can be used; none for a recovery code.
    pub(crate) until: Option<Moment>,
}

/// The codes that can still be shown.
#[derive(Default)]
pub(crate) struct Fresh(Mutex<VecDeque<Shown>>);

struct Shown {
    to: Caller,
    what: CodeFor,
    code: FreshCode,
    made: Moment,
}

impl Fresh {
    /// Remembers a code for whoever made it; an earlier one for the same purpose is forgotten.
    pub(crate) fn put(&self, to: Caller, what: CodeFor, code: FreshCode, now: Moment) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|shown| shown.still(now) && !(shown.to == to && shown.what == what));
        if held.len() >= MOST {
            held.pop_front();
        }
        held.push_back(Shown { to, what, code, made: now });
    }

    /// The code, as long as it can be shown.
    pub(crate) fn get(&self, to: Caller, what: CodeFor, now: Moment) -> Option<FreshCode> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = held.iter().find(|shown| shown.to == to && shown.what == what && shown.still(now))?;
        Some(shown.code.clone())
    }

    /// Forgets every code of a case on this side: it was left or erased.
    pub(crate) fn forget(&self, to: Caller) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|shown| shown.to != to);
    }
}

impl Shown {
    fn still(&self, now: Moment) -> bool {
        (0..SHOWN_SECONDS).contains(&(now.0 - self.made.0))
    }
}
