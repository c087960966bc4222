//! The decision, the report back and the question weeks later.

use jiff::civil::Date;

use super::Doing;
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, TEXT_LETTERS, Troubles, happened, needed, no_trouble, room, short};
use crate::decision::{Carried, Chooses, DECISIONS, Decision, FOLLOW_UPS, FollowUp, OutOfFive, REPORTS};
use crate::decision::{Receipt, Report, Rung, TOOK_PART};
use crate::people::Role;
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::second::SecondOpinion;

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
        if let Chooses::Second(id) | Chooses::SecondThere(id) = chooses {
            let given = |second: &&SecondOpinion| second.id == id && second.given.is_some();
            let followed = self.seconds.iter().find(given).ok_or(Refusal::NotFound)?;
            if followed.said_on.is_some_and(|said| on < said) {
                troubles.push(Trouble { field: "on", wrong: Wrong::TooEarly });
            }
        }
        no_trouble(troubles)?;
        if with.len() > TOOK_PART {
            return Err(Refusal::Full(TOOK_PART));
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
        let place = u32::try_from(deciding.reports.len()).unwrap_or(u32::MAX);
        deciding.reports.push(Report { place, decision, carried, sent_on, words, received: None });
        // Whoever has the code of an earlier report was not handed this one.
        self.end_report_code();
        Ok(())
    }

    pub(super) fn note_receipt(&mut self, doing: Doing, who: String, on: Date, words: String) -> Result<(), Refusal> {
        self.received(doing, who, on, words)?;
        // The doctor has it: nothing is left to be opened by a code.
        self.end_report_code();
        Ok(())
    }

    /// The doctor who has just received it may read it on until the visit by code ends; the code itself was used up by coming in.
    pub(super) fn receive_report(
        &mut self,
        doing: Doing,
        report: u32,
        who: String,
        words: String,
    ) -> Result<(), Refusal> {
        if self.deciding.last_report().is_some_and(|last| last != report) {
            return Err(Refusal::Stale);
        }
        self.received(doing, who, doing.today, words)
    }

    fn end_report_code(&mut self) {
        let people = &self.people;
        let first = |id| people.iter().any(|person| person.id == id && person.role == Role::AttendingDoctor);
        self.codes.retain(|out| !first(out.person));
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

    pub(super) fn follow_up(&mut self, answer: FollowUp) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        for (field, answer) in [("satisfied", answer.satisfied), ("at_ease", answer.at_ease)] {
            if answer.is_some_and(|OutOfFive(value)| !(1..=5).contains(&value)) {
                troubles.push(Trouble { field, wrong: Wrong::NotAChoice });
            }
        }
        short(&mut troubles, "words", &answer.words, TEXT_LETTERS);
        let says = answer.satisfied.is_some() || answer.at_ease.is_some() || !answer.words.trim().is_empty();
        if !says && !answer.ring_me {
            troubles.push(Trouble { field: "satisfied", wrong: Wrong::Missing });
        }
        no_trouble(troubles)?;
        if self.deciding.decisions.is_empty() {
            return Err(Refusal::OutOfOrder);
        }
        room(self.deciding.follow_ups.len(), FOLLOW_UPS)?;
        self.deciding.follow_ups.push(answer);
        Ok(())
    }

    /// One call answers every wish to be rung that is there.
    pub(super) fn note_rung(&mut self, doing: Doing, who: String, on: Date) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        needed(&mut troubles, "rang", &who, NAME_LETTERS);
        happened(&mut troubles, "rang_on", Some(on), doing.today);
        no_trouble(troubles)?;
        let waits = self.deciding.follow_ups.iter_mut().filter(|answer| answer.waits_for_a_ring());
        let rung = waits.map(|answer| answer.rung = Some(Rung { who: who.clone(), on })).count();
        if rung == 0 { Err(Refusal::OutOfOrder) } else { Ok(()) }
    }
}
