//! The decision, the report back and the question weeks later.

use jiff::civil::Date;

use super::Doing;
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, TEXT_LETTERS, Troubles, happened, needed, no_trouble, room, short};
use crate::decision::{Carried, Chooses, DECISIONS, Decision, FOLLOW_UPS, FollowUp, OutOfFive, REPORTS};
use crate::decision::{Receipt, Report, TOOK_PART};
use crate::refusal::{Refusal, Trouble, Wrong};

impl Case {
    /// Decides. An earlier decision stays and is followed by this one.
    pub(super) fn decide(
        &mut self,
        doing: Doing,
        chooses: Chooses,
        words: String,
        with: Vec<String>,
        on: Date,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        match chooses {
            // What else it is, only words can say.
            Chooses::Another => needed(&mut troubles, "words", &words, TEXT_LETTERS),
            _ => short(&mut troubles, "words", &words, TEXT_LETTERS),
        }
        with.iter().for_each(|name| needed(&mut troubles, "with", name, NAME_LETTERS));
        happened(&mut troubles, "on", Some(on), doing.today);
        no_trouble(troubles)?;
        if with.len() > TOOK_PART {
            return Err(Refusal::Full(TOOK_PART));
        }
        if let Chooses::Second(id) | Chooses::SecondThere(id) = chooses {
            let given = self.seconds.iter().any(|second| second.id == id && second.given.is_some());
            given.then_some(()).ok_or(Refusal::NotFound)?;
        }
        room(self.deciding.decisions.len(), DECISIONS)?;
        self.deciding.decisions.push(Decision { chooses, words, with, on, by: doing.actor.person, at: doing.now });
        Ok(())
    }

    /// Says that the report of the last decision went. One without a receipt may have been lost, and can go again.
    pub(super) fn send_report(
        &mut self,
        doing: Doing,
        carried: Carried,
        sent_on: Date,
        words: String,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        happened(&mut troubles, "sent_on", Some(sent_on), doing.today);
        short(&mut troubles, "words", &words, TEXT_LETTERS);
        no_trouble(troubles)?;
        let deciding = &mut self.deciding;
        let last = deciding.decisions.last().ok_or(Refusal::OutOfOrder)?;
        let decision = deciding.place_of_last().ok_or(Refusal::OutOfOrder)?;
        // The second doctor's own report can have gone before the patient decided; ours tells of the decision.
        if sent_on < last.on && carried != Carried::SecondDoctor {
            return Err(Refusal::OutOfOrder);
        }
        if deciding.reports.iter().any(|report| report.decision == decision && report.received.is_some()) {
            return Err(Refusal::AlreadyGiven);
        }
        room(deciding.reports.len(), REPORTS)?;
        deciding.reports.push(Report { decision, carried, sent_on, words, received: None });
        Ok(())
    }

    pub(super) fn note_receipt(&mut self, doing: Doing, who: String, on: Date, words: String) -> Result<(), Refusal> {
        self.received(doing, who, on, words)
    }

    pub(super) fn receive_report(&mut self, doing: Doing, who: String, words: String) -> Result<(), Refusal> {
        self.received(doing, who, doing.today, words)
    }

    /// The last report has come: in the doctor's own hand, or as the patient was told.
    fn received(&mut self, doing: Doing, who: String, on: Date, words: String) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        needed(&mut troubles, "who", &who, NAME_LETTERS);
        happened(&mut troubles, "on", Some(on), doing.today);
        short(&mut troubles, "words", &words, TEXT_LETTERS);
        no_trouble(troubles)?;
        let report = self.deciding.reports.last_mut().ok_or(Refusal::OutOfOrder)?;
        if report.received.is_some() {
            return Err(Refusal::AlreadyGiven);
        }
        if on < report.sent_on {
            return Err(Refusal::OutOfOrder);
        }
        report.received = Some(Receipt { who, on, by: doing.actor.person, words });
        Ok(())
    }

    pub(super) fn follow_up(
        &mut self,
        doing: Doing,
        satisfied: Option<OutOfFive>,
        at_ease: Option<OutOfFive>,
        words: String,
        ring_me: bool,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        for (field, answer) in [("satisfied", satisfied), ("at_ease", at_ease)] {
            if answer.is_some_and(|OutOfFive(value)| !(1..=5).contains(&value)) {
                troubles.push(Trouble { field, wrong: Wrong::NotAChoice });
            }
        }
        short(&mut troubles, "words", &words, TEXT_LETTERS);
        if satisfied.is_none() && at_ease.is_none() && words.trim().is_empty() && !ring_me {
            troubles.push(Trouble { field: "satisfied", wrong: Wrong::Missing });
        }
        no_trouble(troubles)?;
        if self.deciding.decisions.is_empty() {
            return Err(Refusal::OutOfOrder);
        }
        room(self.deciding.follow_ups.len(), FOLLOW_UPS)?;
        self.deciding.follow_ups.push(FollowUp { at: doing.now, satisfied, at_ease, words, ring_me });
        Ok(())
    }
}
