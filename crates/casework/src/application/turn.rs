//! What follows from what, for one application and without anything else of the case.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{ASKED, Application, Channel, MINUTES, Move, Needed, OFFER_YEARS, OFFERS, Offer, Reason, Reply};
use super::{State, TURNS, Turned};
use crate::case::{NAME_LETTERS, TEXT_LETTERS, happened, needed, no_trouble, short};
use crate::id::PersonId;
use crate::moment::Moment;
use crate::records::Kind;
use crate::refusal::{Refusal, Trouble, Wrong};

/// What is done to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// By the patient's side.
    Move(Move),
    /// By the desk, or as it told the patient's side.
    Reply(Reply),
    /// The opinion is given, by its doctor or as the patient was told.
    Give,
}

/// Who does it, when, and with which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// Who.
    pub by: PersonId,
    /// Who said it by telephone, fax or letter; only for a reply.
    pub told_by: Option<String>,
    /// Words to the other side.
    pub words: String,
    /// When.
    pub now: Moment,
    /// The day.
    pub today: Date,
}

/// What a step leads to, worked out before anything is changed.
struct Follows {
    to: State,
    reason: Option<Reason>,
}

impl Application {
    /// Takes a step if it can follow from where the application stands; otherwise nothing changes. `turn` is the turn that was answered.
    ///
    /// `Stale` when the application has moved since, `AlreadyGiven` and `OutOfOrder` after its end, `NotYourTurn` when the other side must
    /// act first or the desk answers another way, `Troubled` when what was typed cannot be.
    pub fn turned(&mut self, turn: u32, step: Step, turning: Turning) -> Result<(), Refusal> {
        if turn != self.turn {
            return Err(Refusal::Stale);
        }
        match self.state {
            State::Given => return Err(Refusal::AlreadyGiven),
            State::Declined | State::Withdrawn => return Err(Refusal::OutOfOrder),
            _ => {}
        }
        let follows = self.follows(&step)?;
        self.check(&step, &turning)?;
        if self.turns.len() >= TURNS && !matches!(follows.to, State::Held) && !follows.to.is_end() {
            return Err(Refusal::Full(TURNS));
        }
        self.keep(step);
        let Follows { to, reason } = follows;
        self.state = to;
        self.turn = self.turn.saturating_add(1);
        let Turning { by, told_by, words, now, .. } = turning;
        self.turns.push(Turned { at: now, by, told_by, to, reason, words });
        Ok(())
    }

    /// The opinion is given, which ends the application. One whose agreed day has come was held on it: whoever gives the opinion or writes down
    /// what was said was there, and need not wait for someone to say so.
    pub(crate) fn given(&mut self, by: PersonId, now: Moment, today: Date) -> Result<(), Refusal> {
        let turning = || Turning { by, told_by: None, words: String::new(), now, today };
        if let (State::Booked, Some(booked)) = (self.state, &self.booked) {
            let on = booked.at.date();
            self.turned(self.turn, Step::Move(Move::Held(on)), turning())?;
        }
        self.turned(self.turn, Step::Give, turning())
    }

    /// The table of the states: where a step leads, or that it is not this side's turn.
    fn follows(&self, step: &Step) -> Result<Follows, Refusal> {
        use State::{Accepted, Booked, Held, ItemAsked, Offered, Sent};
        let to = match (self.state, step) {
            (Sent | ItemAsked, Step::Reply(Reply::Ask(_))) => ItemAsked,
            (Sent, Step::Move(Move::Posted(_))) if self.is_to_be_posted() => Sent,
            (ItemAsked, Step::Move(Move::Supply)) => Sent,
            (Sent | ItemAsked, Step::Reply(Reply::Accept(offers))) if offers.is_empty() => Accepted,
            (Sent | ItemAsked, Step::Reply(Reply::Accept(_))) => Offered,
            (Accepted | Offered, Step::Reply(Reply::Offer(_))) => Offered,
            (Offered, Step::Move(Move::Take(_))) => Booked,
            (Offered, Step::Move(Move::NoneFits)) => Accepted,
            (Booked, Step::Move(Move::CallOff) | Step::Reply(Reply::CancelDate)) => Accepted,
            (Booked, Step::Move(Move::Held(_)) | Step::Reply(Reply::Held(_))) => Held,
            (Accepted | Offered | Booked | Held, Step::Reply(Reply::Doctor(_))) => self.state,
            (Held, Step::Give) => State::Given,
            (Sent | ItemAsked | Accepted | Offered | Booked, Step::Reply(Reply::Decline(_))) => State::Declined,
            (_, Step::Move(Move::Withdraw)) => State::Withdrawn,
            _ => return Err(Refusal::NotYourTurn),
        };
        let reason = match step {
            Step::Reply(Reply::Decline(reason)) => Some(*reason),
            _ => None,
        };
        Ok(Follows { to, reason })
    }

    /// What was typed, and whether the desk answers this way.
    fn check(&self, step: &Step, turning: &Turning) -> Result<(), Refusal> {
        let mut troubles = Vec::new();
        short(&mut troubles, "words", &turning.words, TEXT_LETTERS);
        if let Some(told_by) = &turning.told_by {
            // A desk that works here says it here: nobody else puts words in its mouth.
            if self.channel == Channel::Queue || !matches!(step, Step::Reply(_)) {
                return Err(Refusal::NotYourTurn);
            }
            needed(&mut troubles, "told_by", told_by, NAME_LETTERS);
        }
        match step {
            Step::Move(Move::Take(place)) => match self.offer(*place) {
                None => troubles.push(Trouble { field: "take", wrong: Wrong::NotAChoice }),
                Some(offer) if offer.at.date() < turning.today => {
                    troubles.push(Trouble { field: "take", wrong: Wrong::Past });
                }
                Some(_) => {}
            },
            Step::Move(Move::Posted(on)) if *on < self.sent_on => {
                troubles.push(Trouble { field: "posted_on", wrong: Wrong::TooEarly });
            }
            Step::Move(Move::Posted(on)) => happened(&mut troubles, "posted_on", Some(*on), turning.today),
            Step::Move(Move::Held(on)) | Step::Reply(Reply::Held(on)) => self.check_held(&mut troubles, *on, turning),
            Step::Reply(Reply::Accept(offers)) => self.check_offers(&mut troubles, offers, turning),
            Step::Reply(Reply::Offer(offers)) => {
                if offers.is_empty() {
                    troubles.push(Trouble { field: "offers", wrong: Wrong::Missing });
                }
                self.check_offers(&mut troubles, offers, turning);
            }
            Step::Reply(Reply::Ask(asked)) => check_asked(&mut troubles, asked),
            Step::Reply(Reply::Doctor(name)) => needed(&mut troubles, "doctor", name, NAME_LETTERS),
            // The other reasons say enough by themselves.
            Step::Reply(Reply::Decline(Reason::Other)) if turning.words.trim().is_empty() => {
                troubles.push(Trouble { field: "words", wrong: Wrong::Missing });
            }
            _ => {}
        }
        no_trouble(troubles)?;
        match step {
            Step::Reply(Reply::Accept(offers) | Reply::Offer(offers)) if offers.len() > OFFERS => {
                Err(Refusal::Full(OFFERS))
            }
            Step::Reply(Reply::Ask(_)) if self.asked.len() >= ASKED => Err(Refusal::Full(ASKED)),
            _ => Ok(()),
        }
    }

    /// The consultation was on the agreed day or, moved by telephone, after it; a day to come is still to be waited for.
    fn check_held(&self, troubles: &mut Vec<Trouble>, on: Date, turning: &Turning) {
        if on > turning.today {
            troubles.push(Trouble { field: "held_on", wrong: Wrong::TooFar });
        }
        if self.booked.as_ref().is_some_and(|booked| on < booked.at.date()) {
            troubles.push(Trouble { field: "held_on", wrong: Wrong::Past });
        }
    }

    fn check_offers(&self, troubles: &mut Vec<Trouble>, offers: &[Offer], turning: &Turning) {
        let last = turning.today.saturating_add(OFFER_YEARS.years());
        for (place, offer) in offers.iter().enumerate() {
            short(troubles, "specialist", &offer.specialist, NAME_LETTERS);
            if offer.at.date() < turning.today {
                troubles.push(Trouble { field: "offers", wrong: Wrong::Past });
            }
            if offer.at.date() > last {
                troubles.push(Trouble { field: "offers", wrong: Wrong::TooFar });
            }
            if !MINUTES.contains(&offer.minutes) {
                troubles.push(Trouble { field: "minutes", wrong: Wrong::NotAChoice });
            }
            let double = |other: &&Offer| {
                let same_slot = other.slot.is_some() && other.slot == offer.slot;
                same_slot || (other.at == offer.at && other.specialist == offer.specialist)
            };
            // The numbers of a plan mean something only where there is a plan.
            let foreign = offer.slot.is_some() && self.channel == Channel::Paper;
            if foreign || offers.iter().take(place).any(|other| double(&other)) {
                troubles.push(Trouble { field: "offers", wrong: Wrong::NotAChoice });
            }
        }
    }

    /// What a step leaves behind beside the state.
    fn keep(&mut self, step: Step) {
        match step {
            Step::Move(Move::Posted(on)) => self.posted_on = Some(on),
            Step::Move(Move::Supply) => self.asked.clear(),
            Step::Move(Move::Take(place)) => {
                self.booked = self.offer(place).cloned();
                self.offers.clear();
            }
            Step::Move(Move::Held(on)) | Step::Reply(Reply::Held(on)) => self.held_on = Some(on),
            Step::Move(Move::NoneFits) => self.offers.clear(),
            Step::Move(Move::CallOff | Move::Withdraw) | Step::Reply(Reply::CancelDate | Reply::Decline(_)) => {
                self.offers.clear();
                self.asked.clear();
                self.booked = None;
            }
            Step::Reply(Reply::Accept(offers) | Reply::Offer(offers)) => {
                self.asked.clear();
                self.offers = offers;
            }
            Step::Reply(Reply::Ask(asked)) => self.asked.push(asked),
            // Who the doctor is, is a person of the case.
            Step::Reply(Reply::Doctor(_)) | Step::Give => {}
        }
    }

    fn offer(&self, place: u32) -> Option<&Offer> {
        self.offers.get(usize::try_from(place).ok()?)
    }
}

fn check_asked(troubles: &mut Vec<Trouble>, asked: &Needed) {
    match asked.kind {
        None | Some(Kind::Own) => needed(troubles, "asked", &asked.words, TEXT_LETTERS),
        Some(_) => short(troubles, "asked", &asked.words, TEXT_LETTERS),
    }
}
