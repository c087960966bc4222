//! An office follows its cases: what waits there, which times are taken, and one line for its own numbers.

use jiff::civil::Date;

use super::{Brought, Duty, OFFICE_CASES, Office, Slot, TALLIES, Tally};
use crate::application::{Application, Channel, Offer, State};
use crate::authority::{Actor, takes_part};
use crate::case::Case;
use crate::decision::{FollowUp, OutOfFive};
use crate::id::{ApplicationId, CaseId, PersonId};
use crate::refusal::Refusal;
use crate::second::{Hand, SecondOpinion};

impl Office {
    /// Whether it is the desk of this institution.
    pub fn is_desk_of(&self, institution: &str) -> bool {
        self.duty == Duty::Desk && self.institution.as_deref() == Some(institution)
    }

    /// The office after a case changed; none when nothing of it changes. `DateTaken` when a time that is offered or taken is another's, or
    /// has left the plan.
    pub fn followed(&self, before: &Case, after: &Case, today: Date) -> Result<Option<Office>, Refusal> {
        let mut office = self.clone();
        let own = |application: &&Application| {
            application.channel == Channel::Queue && self.is_desk_of(&application.institution)
        };
        for application in after.applications.iter().filter(own) {
            let was = before.applications.iter().find(|known| known.id == application.id);
            office.follow(after, was, application, today)?;
        }
        office.cases.retain(|brought| brought.case != after.id || is_open(after, brought.person, today));
        for brought in office.cases.iter_mut().filter(|brought| brought.case == after.id) {
            brought.over = is_over(after, brought.person).then(|| brought.over.unwrap_or(today));
        }
        if office == *self {
            return Ok(None);
        }
        office.changes += 1;
        Ok(Some(office))
    }

    /// Whether no further case can wait here.
    pub fn is_full(&self, today: Date) -> bool {
        self.cases.iter().filter(|brought| brought.stands(today)).count() >= OFFICE_CASES
    }

    /// Whether what was changed in a case is this office's own: an application to it, or that it may no longer work the case.
    pub(crate) fn is_reached(&self, before: &Case, after: &Case, today: Date) -> bool {
        let changed = after.applications.iter().filter(|application| !before.applications.contains(application));
        let closed = |brought: &&Brought| {
            brought.case == after.id && is_open(before, brought.person, today) && !is_open(after, brought.person, today)
        };
        changed.into_iter().any(|application| self.is_desk_of(&application.institution))
            || self.cases.iter().any(|brought| closed(&brought))
    }

    /// The case waits here from today on, for this person of it.
    pub fn bring(&mut self, case: CaseId, person: PersonId, today: Date) -> Result<(), Refusal> {
        if let Some(known) = self.cases.iter_mut().find(|brought| brought.case == case && brought.person == person) {
            if known.over.take().is_some() {
                known.since = today;
            }
            return Ok(());
        }
        // What has long been given makes room for what comes.
        self.cases.retain(|brought| brought.stands(today));
        if self.cases.len() >= OFFICE_CASES {
            return Err(Refusal::Full(OFFICE_CASES));
        }
        self.cases.push(Brought { case, person, since: today, over: None });
        Ok(())
    }

    /// The office without a case that was erased; its numbers stay, and say no longer of what.
    pub fn without(&self, case: CaseId) -> Option<Office> {
        let mut office = self.clone();
        office.cases.retain(|brought| brought.case != case);
        for slot in office.slots.iter_mut().filter(|slot| slot.taken.is_some_and(|(taken, _)| taken == case)) {
            slot.taken = None;
        }
        office.events.retain(|event| event.of.0 != case);
        for tally in office.tallies.iter_mut().filter(|tally| tally.of.is_some_and(|(of, _)| of == case)) {
            tally.of = None;
        }
        if office == *self {
            return None;
        }
        office.changes += 1;
        Some(office)
    }

    fn follow(
        &mut self,
        case: &Case,
        was: Option<&Application>,
        application: &Application,
        today: Date,
    ) -> Result<(), Refusal> {
        let of = (case.id, application.id);
        if was.is_none() {
            self.bring(case.id, application.desk, today)?;
            self.count(of, today);
        }
        if was.is_none_or(|was| was.offers != application.offers) {
            application.offers.iter().try_for_each(|offer| self.is_free(offer, of))?;
        }
        if let Some(cancelled) = was.and_then(|was| cancelled_by_desk(was, application)) {
            self.slots.retain(|slot| slot.taken != Some(of) || !slot.is_of(cancelled));
        }
        if was.is_none_or(|was| was.booked != application.booked) {
            self.book(application.booked.as_ref(), of)?;
        }
        self.note_event(was, application, of);
        let (stands, satisfied) = (stands(case, application), satisfied(case, application.id));
        if let Some(tally) = self.tallies.iter_mut().find(|tally| tally.of == Some(of)) {
            tally.held_on = application.held_on;
            tally.declined = application.declined();
            tally.withdrawn = application.state == State::Withdrawn;
            tally.stands = stands;
            tally.satisfied = satisfied;
        }
        Ok(())
    }

    fn count(&mut self, of: (CaseId, ApplicationId), today: Date) {
        if self.tallies.len() >= TALLIES {
            self.tallies.remove(0);
        }
        self.tallies.push(Tally {
            of: Some(of),
            applied_on: today,
            held_on: None,
            declined: None,
            withdrawn: false,
            stands: None,
            satisfied: None,
        });
    }

    /// A slot may be offered to several; whoever takes it first has it.
    fn is_free(&self, offer: &Offer, of: (CaseId, ApplicationId)) -> Result<(), Refusal> {
        let Some(id) = offer.slot else { return self.is_free_beside_plan(offer, of) };
        let slot = self.slots.iter().find(|slot| slot.id == id).ok_or(Refusal::DateTaken)?;
        let as_planned = (slot.at, slot.minutes, &slot.specialist, slot.online)
            == (offer.at, offer.minutes, &offer.specialist, offer.online);
        if as_planned && slot.taken.is_none_or(|taken| taken == of) { Ok(()) } else { Err(Refusal::DateTaken) }
    }

    /// A date that was typed in may not fall on a time of the plan in which the same specialist is taken.
    fn is_free_beside_plan(&self, offer: &Offer, of: (CaseId, ApplicationId)) -> Result<(), Refusal> {
        let clashes = |slot: &&Slot| slot.is_filled_by(offer) && slot.taken.is_some_and(|taken| taken != of);
        if self.slots.iter().any(|slot| clashes(&slot)) { Err(Refusal::DateTaken) } else { Ok(()) }
    }

    fn book(&mut self, booked: Option<&Offer>, of: (CaseId, ApplicationId)) -> Result<(), Refusal> {
        if let Some(offer) = booked {
            self.is_free(offer, of)?;
        }
        for slot in &mut self.slots {
            if booked.is_some_and(|offer| slot.is_of(offer) || slot.is_filled_by(offer)) {
                slot.taken = Some(of);
            } else if slot.taken == Some(of) {
                slot.taken = None;
            }
        }
        Ok(())
    }
}

impl Slot {
    /// Whether an offer is this time: by its number, or typed in as it stands here.
    fn is_of(&self, offer: &Offer) -> bool {
        match offer.slot {
            Some(id) => self.id == id,
            None => self.at == offer.at && self.specialist == offer.specialist,
        }
    }

    /// Whether a date that was typed in reaches into this time, so that nobody else can have it with the same specialist.
    fn is_filled_by(&self, offer: &Offer) -> bool {
        offer.slot.is_none() && self.specialist == offer.specialist && self.meets(offer.at, offer.minutes)
    }
}

/// The agreed date that the desk could not keep: its time is no time of the plan any more.
fn cancelled_by_desk<'a>(was: &'a Application, is: &Application) -> Option<&'a Offer> {
    let by_desk = is.turns.last().is_some_and(|turned| turned.by == is.desk);
    let called_off = (was.state, is.state) == (State::Booked, State::Accepted);
    was.booked.as_ref().filter(|_| called_off && by_desk)
}

/// Whether the case still waits for this person: a desk as long as an application to it was not declined or withdrawn, a support office as
/// long as the patient agrees.
fn is_open(case: &Case, person: PersonId, today: Date) -> bool {
    let mut own = case.applications.iter().filter(|application| application.desk == person).peekable();
    if own.peek().is_some() {
        return own.any(Application::is_open_to_desk);
    }
    takes_part(case, Actor { person, by_form_code: false }, today)
}

/// Whether this is a desk whose every application has ended.
fn is_over(case: &Case, person: PersonId) -> bool {
    let mut own = case.applications.iter().filter(|application| application.desk == person).peekable();
    own.peek().is_some() && own.all(|application| !application.is_live())
}

/// How the opinion stands to the first, in its doctor's own hand: what the patient understood is nothing the desk's numbers can tell.
fn stands(case: &Case, application: &Application) -> Option<crate::second::Stands> {
    let by_doctor = |second: &&SecondOpinion| {
        second.application == Some(application.id) && second.hand == Hand::Doctor && second.given.is_some()
    };
    case.seconds.iter().rev().find(by_doctor).and_then(|second| second.stands)
}

/// One answer counts for one office: that of the opinion that was given last before it.
fn satisfied(case: &Case, application: ApplicationId) -> Option<OutOfFive> {
    let given = |known: &Application| {
        let turned = known.turns.iter().find(|turned| turned.to == State::Given)?;
        Some((turned.at, known.id))
    };
    let of_it = |answer: &&FollowUp| {
        let before = case.applications.iter().filter_map(given).filter(|(at, _)| *at <= answer.at);
        before.max().is_some_and(|(_, last)| last == application)
    };
    case.deciding.follow_ups.iter().rev().filter(of_it).find_map(FollowUp::counted)
}
