//! What goes out of the program by itself: to a person, that there is something new; to an office's own system, that something waits for it.
//!
//! Architecture invariant: nothing of a case goes out by mail. A `Notice` has no room for it: it is a kind and a language.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::authority::{Actor, Deed, may};
use crate::case::Case;
use crate::id::{CaseId, PersonId};
use crate::instrument::Language;
use crate::moment::Moment;
use crate::people::{Part, Person};

/// The bytes of a mail address (RFC 5321).
pub const ADDRESS_BYTES: usize = 254;
/// A person is told at most once in so many seconds: who writes much at once shall not fill anybody's box.
const QUIET_SECONDS: i64 = 12 * 60 * 60;
/// So many people are remembered as told; whoever was told longest ago is forgotten first, and may be told a little early.
const REMEMBERED: usize = 10_000;

/// Where a person is told. The person alone put it down, and sees it alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The mail address.
    pub address: String,
    /// In which language.
    pub language: Language,
}

/// What a mail says: its kind, in a language. There is one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is something new.
    SomethingNew(Language),
}

/// What carries notices; the program's own sends mail.
pub trait Notices: Send + Sync {
    /// The address as it will be used; none when it is none.
    fn address(&self, written: &str) -> Option<String>;
    /// Takes a notice on, at once: it never waits, and what cannot be carried is dropped.
    fn tell(&self, to: &Mail, notice: Notice);
}

/// What is rung when an event waits in an office; it never waits itself.
pub trait Bell: Send + Sync {
    /// Something waits.
    fn ring(&self);
}

/// Notices, and who was told when.
pub(crate) struct Outgoing {
    pub(crate) notices: Arc<dyn Notices>,
    told: Mutex<BTreeMap<(CaseId, PersonId), Moment>>,
}

impl Outgoing {
    pub(crate) fn new(notices: Arc<dyn Notices>) -> Outgoing {
        Outgoing { notices, told: Mutex::default() }
    }

    /// Tells everyone else who sees the case otherwise than before, by a change to this part.
    pub(crate) fn tell_others(&self, before: &Case, after: &Case, by: Actor, part: Part, now: Moment, today: Date) {
        for person in after.people.iter().filter(|person| person.id != by.person) {
            let Some(mail) = &person.mail else { continue };
            if concerns(before, after, person, part, today) && self.is_time((after.id, person.id), now) {
                self.notices.tell(mail, Notice::SomethingNew(mail.language));
            }
        }
    }

    fn is_time(&self, who: (CaseId, PersonId), now: Moment) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.get(&who).is_some_and(|last| now < last.plus_seconds(QUIET_SECONDS)) {
            return false;
        }
        if told.len() >= REMEMBERED
            && let Some(oldest) = told.iter().min_by_key(|(_, last)| **last).map(|(who, _)| *who)
        {
            told.remove(&oldest);
        }
        told.insert(who, now);
        true
    }
}

/// Whether a person is to be told: they are in, may read the part, and see something else than before (a draft of somebody else is none of it).
/// A patient who has not been told everything is written to by nobody.
fn concerns(before: &Case, after: &Case, person: &Person, part: Part, today: Date) -> bool {
    let actor = Actor { person: person.id, by_form_code: false };
    let kept_from = person.id == PersonId::PATIENT && !after.told.may_write_to_patient();
    person.joined.is_some()
        && !kept_from
        && may(after, actor, Deed::Read(part), today)
        && before.seen_by(actor, today) != after.seen_by(actor, today)
}
