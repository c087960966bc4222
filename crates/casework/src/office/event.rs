//! What an office's own system is told: that an application changed, and which. No word of the case, and nobody's name.
//!
//! Events wait in the office itself, so that none is lost when the program starts anew. One that cannot be delivered is tried again with
//! growing pauses for about a day, then given up; what really holds is always read from the case.

use serde::{Deserialize, Serialize};

use super::{Hook, Office};
use crate::application::{Application, State};
use crate::id::{ApplicationId, CaseId};
use crate::moment::Moment;

/// Events of one office that wait; the oldest is given up when there are more.
pub const EVENTS: usize = 500;
/// So many events of one office are sent before what came of them is written down.
pub const AT_ONCE: usize = 20;
/// So long is waited after each try, in seconds; with the last one an event has waited about a day.
const PAUSES: [i64; 7] = [60, 5 * 60, 15 * 60, 3_600, 3 * 3_600, 6 * 3_600, 13 * 3_600];
/// So often an event is tried.
pub const TRIES: usize = PAUSES.len() + 1;

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its number within the office.
    pub number: u32,
    /// What.
    pub what: Happened,
    /// To which application.
    pub of: (CaseId, ApplicationId),
    /// When.
    pub at: Moment,
    /// How often it was tried in vain.
    #[serde(default)]
    pub tried: usize,
    /// Not to be tried before.
    pub due: Moment,
}

impl Event {
    /// Its name: it is sent again under the same one. The moment stands in it because a backup that was put back counts from an older number.
    pub fn id(&self) -> String {
        format!("{}-{}", self.at.0, self.number)
    }
}

/// What can happen, as the office's system is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// It came.
    Sent,
    /// The desk asked for something.
    ItemAsked,
    /// What was asked for is on its way.
    Supplied,
    /// The desk takes it on.
    Accepted,
    /// Dates are offered, or others than before.
    DatesOffered,
    /// None of the dates fits.
    NoneFits,
    /// A date is agreed.
    DateTaken,
    /// The agreed date was called off, by either side.
    DateCalledOff,
    /// The consultation took place.
    Held,
    /// The opinion is given.
    Given,
    /// The desk declined.
    Declined,
    /// The patient's side withdrew.
    Withdrawn,
}

impl Happened {
    /// Every one, in the order of the journey.
    pub const ALL: [Happened; 12] = [
        Happened::Sent,
        Happened::ItemAsked,
        Happened::Supplied,
        Happened::Accepted,
        Happened::DatesOffered,
        Happened::NoneFits,
        Happened::DateTaken,
        Happened::DateCalledOff,
        Happened::Held,
        Happened::Given,
        Happened::Declined,
        Happened::Withdrawn,
    ];

    /// The word by which a program knows it.
    pub fn word(self) -> &'static str {
        match self {
            Happened::Sent => "sent",
            Happened::ItemAsked => "item-asked",
            Happened::Supplied => "supplied",
            Happened::Accepted => "accepted",
            Happened::DatesOffered => "dates-offered",
            Happened::NoneFits => "none-fits",
            Happened::DateTaken => "date-taken",
            Happened::DateCalledOff => "date-called-off",
            Happened::Held => "held",
            Happened::Given => "given",
            Happened::Declined => "declined",
            Happened::Withdrawn => "withdrawn",
        }
    }

    /// What happened between the two; none when nothing did that the other side's system must know.
    pub fn between(was: Option<&Application>, is: &Application) -> Option<Happened> {
        let Some(was) = was else { return Some(Happened::Sent) };
        if was.state == is.state {
            let others = is.state == State::Offered && was.offers != is.offers;
            return others.then_some(Happened::DatesOffered);
        }
        Some(match (was.state, is.state) {
            (_, State::Sent) => Happened::Supplied,
            (_, State::ItemAsked) => Happened::ItemAsked,
            (State::Offered, State::Accepted) => Happened::NoneFits,
            (State::Booked, State::Accepted) => Happened::DateCalledOff,
            (_, State::Accepted) => Happened::Accepted,
            (_, State::Offered) => Happened::DatesOffered,
            (_, State::Booked) => Happened::DateTaken,
            (_, State::Held) => Happened::Held,
            (_, State::Given) => Happened::Given,
            (_, State::Declined) => Happened::Declined,
            (_, State::Withdrawn) => Happened::Withdrawn,
        })
    }
}

/// What is to be sent to one office now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The office's id.
    pub office: String,
    /// Where to.
    pub hook: Hook,
    /// What, the oldest first; so many at once at most that it is written down soon what came of them.
    pub events: Vec<Event>,
}

impl Office {
    /// Puts down what happened to an application, for an office that wants to be told.
    pub(super) fn note_event(&mut self, was: Option<&Application>, is: &Application, of: (CaseId, ApplicationId)) {
        let (Some(_), Some(what), Some(turned)) = (&self.hook, Happened::between(was, is), is.turns.last()) else {
            return;
        };
        if self.events.len() >= EVENTS {
            self.events.remove(0);
            self.given_up = self.given_up.saturating_add(1);
        }
        self.last_event = self.last_event.saturating_add(1);
        self.events.push(Event { number: self.last_event, what, of, at: turned.at, tried: 0, due: turned.at });
    }

    /// What waits and is to be sent now.
    pub fn events_due(&self, now: Moment) -> Option<Due> {
        let hook = self.hook.clone()?;
        let due = self.events.iter().filter(|event| event.due <= now);
        let events: Vec<Event> = due.take(AT_ONCE).cloned().collect();
        (!events.is_empty()).then(|| Due { office: self.id.clone(), hook, events })
    }

    /// When the next event is to be sent.
    pub fn next_due(&self) -> Option<Moment> {
        self.hook.as_ref()?;
        self.events.iter().map(|event| event.due).min()
    }

    /// The office after some events were sent: those that arrived are gone, the others wait, or are given up when they were tried often enough.
    #[must_use]
    pub fn events_sent(&self, sent: &[(u32, bool)], now: Moment) -> Office {
        let mut office = self.clone();
        let arrived = |number: u32| sent.iter().find(|(known, _)| *known == number).map(|(_, arrived)| *arrived);
        let mut given_up = 0;
        office.events.retain_mut(|event| match arrived(event.number) {
            None => true,
            Some(true) => false,
            Some(false) => match PAUSES.get(event.tried) {
                Some(pause) => {
                    event.tried += 1;
                    event.due = now.plus_seconds(*pause);
                    true
                }
                None => {
                    given_up += 1;
                    false
                }
            },
        });
        // Where one did not arrive the next hardly will: they wait too, and it does not count as a try.
        if sent.iter().any(|(_, arrived)| !arrived) {
            let soon = now.plus_seconds(PAUSES.first().copied().unwrap_or_default());
            office.events.iter_mut().filter(|event| event.due <= now).for_each(|event| event.due = soon);
        }
        office.given_up = office.given_up.saturating_add(given_up);
        office.changes += 1;
        office
    }
}
