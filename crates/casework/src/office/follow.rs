//! An office follows its cases: what waits there, which times are taken, and one line for its own numbers.

use jiff::civil::Date;

use super::{Brought, Duty, OFFICE_CASES, Office, Slot, TALLIES, Tally};
use crate::application::{Application, Channel, Offer, State};
use crate::authority::{Actor, takes_part};
use crate::case::Case;
use crate::decision::OutOfFive;
use crate::id::{ApplicationId, CaseId, PersonId};
use crate::refusal::Refusal;

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
        if office == *self {
            return Ok(None);
        }
        office.changes += 1;
        Ok(Some(office))
    }

    /// The case waits here from today on, for this person of it.
    pub fn bring(&mut self, case: CaseId, person: PersonId, today: Date) -> Result<(), Refusal> {
        if self.cases.iter().any(|brought| brought.case == case && brought.person == person) {
            return Ok(());
        }
        if self.cases.len() >= OFFICE_CASES {
            return Err(Refusal::Full(OFFICE_CASES));
        }
        self.cases.push(Brought { case, person, since: today });
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
            tally.satisfied = satisfied.or(tally.satisfied);
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
        let clashes = |slot: &&Slot| {
            slot.specialist == offer.specialist
                && slot.taken.is_some_and(|taken| taken != of)
                && slot.meets(offer.at, offer.minutes)
        };
        if self.slots.iter().any(|slot| clashes(&slot)) { Err(Refusal::DateTaken) } else { Ok(()) }
    }

    fn book(&mut self, booked: Option<&Offer>, of: (CaseId, ApplicationId)) -> Result<(), Refusal> {
        if let Some(offer) = booked {
            self.is_free(offer, of)?;
        }
        let slot_taken = booked.and_then(|offer| offer.slot);
        for slot in &mut self.slots {
            if Some(slot.id) == slot_taken {
                slot.taken = Some(of);
            } else if slot.taken == Some(of) {
                slot.taken = None;
            }
        }
        Ok(())
    }
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

fn stands(case: &Case, application: &Application) -> Option<crate::second::Stands> {
    if application.state != State::Given {
        return None;
    }
    case.seconds.iter().rev().find(|second| second.application == Some(application.id)).and_then(|second| second.stands)
}

/// One answer counts for one office: that of the last opinion that was given.
fn satisfied(case: &Case, application: ApplicationId) -> Option<OutOfFive> {
    let last = case.applications.iter().rev().find(|known| known.state == State::Given)?;
    if last.id != application {
        return None;
    }
    case.deciding.follow_ups.iter().rev().find_map(|answer| answer.satisfied)
}
