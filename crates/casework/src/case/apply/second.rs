//! Second opinions are written, and given.

use super::Doing;
use crate::application::{Application, State};
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, TEXT_LETTERS, Troubles, happened, needed, next, no_trouble, room, short};
use crate::id::{ApplicationId, OpinionId};
use crate::opinion::Known;
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::second::{Hand, OwnView, SECONDS, Said, SecondOpinion, Written};

impl Case {
    /// The view of a doctor who reads blind. It is saved once: what comes after has been read beside the first plan.
    pub(super) fn save_own_view(&mut self, doing: Doing, id: ApplicationId, said: Said) -> Result<(), Refusal> {
        let application = self.application_of_doctor(doing, id)?;
        if !application.blind {
            return Err(Refusal::OutOfOrder);
        }
        let institution = application.name.clone();
        let mut troubles = Troubles::new();
        let said = only_told(&mut troubles, said);
        something(&mut troubles, &said);
        no_trouble(troubles)?;
        if self.draft(doing, id).is_some() {
            return Err(Refusal::AlreadyGiven);
        }
        room(self.seconds.len(), SECONDS)?;
        let doctor = self.person(doing.actor.person).map_or_else(String::new, |doctor| doctor.name.clone());
        // The opinion begins as the own view; the doctor goes on from there.
        let written = Written { doctor, institution, said: said.clone(), ..Written::default() };
        let mut opinion = self.new_opinion(doing, Some(id), Hand::Doctor, written);
        opinion.own_view = Some(OwnView { said, at: doing.now });
        self.seconds.push(opinion);
        Ok(())
    }

    pub(super) fn write_second(
        &mut self,
        doing: Doing,
        id: ApplicationId,
        written: Written,
        give: bool,
    ) -> Result<(), Refusal> {
        let blind = self.application_of_doctor(doing, id)?.blind;
        let draft = self.draft(doing, id);
        if blind && draft.is_none_or(|place| self.seconds.get(place).is_none_or(|draft| draft.own_view.is_none())) {
            return Err(Refusal::OutOfOrder);
        }
        let written = checked(doing, written, give)?;
        if draft.is_none() {
            room(self.seconds.len(), SECONDS)?;
        }
        // What was told before has ended the application already; the doctor's own words still come to stand beside it.
        let ended = self.application(id)?.state == State::Given;
        if give && !ended {
            self.application(id)?.given(doing.actor.person, doing.now, doing.today)?;
        }
        let given = give.then_some(doing.now);
        match draft.and_then(|place| self.seconds.get_mut(place)) {
            Some(draft) => {
                write(draft, doing, written);
                draft.given = given;
            }
            None => {
                let opinion = self.new_opinion(doing, Some(id), Hand::Doctor, written);
                self.seconds.push(SecondOpinion { given, ..opinion });
            }
        }
        Ok(())
    }

    /// What was said is put down by the patient's side. It stands as told, and is corrected as told; what the doctor gave stands for itself.
    pub(super) fn tell_second(
        &mut self,
        doing: Doing,
        opinion: Option<OpinionId>,
        application: Option<ApplicationId>,
        written: Written,
    ) -> Result<(), Refusal> {
        if let Some(id) = opinion {
            return self.correct_told(doing, id, application, written);
        }
        if let Some(id) = application {
            let state = self.application(id)?.state;
            let recorded = |known: &SecondOpinion| known.application == Some(id) && known.given.is_some();
            if state == State::Given || self.seconds.iter().any(recorded) {
                return Err(Refusal::AlreadyGiven);
            }
        }
        let written = checked(doing, written, true)?;
        room(self.seconds.len(), SECONDS)?;
        if let Some(id) = application {
            self.application(id)?.given(doing.actor.person, doing.now, doing.today)?;
        }
        let opinion = self.new_opinion(doing, application, Hand::Told, written);
        self.seconds.push(SecondOpinion { given: Some(doing.now), ..opinion });
        Ok(())
    }

    fn correct_told(
        &mut self,
        doing: Doing,
        id: OpinionId,
        application: Option<ApplicationId>,
        written: Written,
    ) -> Result<(), Refusal> {
        // A draft is its doctor's alone, and is not there for anyone else.
        let found = self.seconds.iter_mut().find(|known| known.id == id && known.given.is_some());
        let found = found.ok_or(Refusal::NotFound)?;
        if found.hand == Hand::Doctor {
            return Err(Refusal::AlreadyGiven);
        }
        if found.application != application {
            return Err(Refusal::OutOfOrder);
        }
        write(found, doing, checked(doing, written, true)?);
        Ok(())
    }

    fn new_opinion(
        &self,
        doing: Doing,
        application: Option<ApplicationId>,
        hand: Hand,
        written: Written,
    ) -> SecondOpinion {
        let mut opinion = SecondOpinion {
            id: OpinionId(next(self.seconds.iter().map(|known| known.id.0))),
            application,
            hand,
            by: doing.actor.person,
            doctor: String::new(),
            institution: String::new(),
            said_on: None,
            said: Said::new(),
            stands: None,
            remarks: String::new(),
            own_view: None,
            saved: doing.now,
            given: None,
        };
        write(&mut opinion, doing, written);
        opinion
    }

    fn application(&mut self, id: ApplicationId) -> Result<&mut Application, Refusal> {
        self.applications.iter_mut().find(|application| application.id == id).ok_or(Refusal::NotFound)
    }

    /// The application the actor is the doctor of, while an opinion on it can be written: from the day it is booked until
    /// a doctor gave one. What the patient's side wrote down of the talk takes nothing from the doctor.
    fn application_of_doctor(&self, doing: Doing, id: ApplicationId) -> Result<&Application, Refusal> {
        let known = self.applications.iter().find(|application| application.id == id);
        let known = known.filter(|application| application.doctor == Some(doing.actor.person));
        let known = known.ok_or(Refusal::NotFound)?;
        match known.state {
            State::Booked | State::Held => Ok(known),
            State::Given if self.only_told(id) => Ok(known),
            State::Given => Err(Refusal::AlreadyGiven),
            _ => Err(Refusal::OutOfOrder),
        }
    }

    /// The place of the doctor's own draft for an application; what a colleague began before stays the colleague's.
    fn draft(&self, doing: Doing, id: ApplicationId) -> Option<usize> {
        let of_it = |known: &SecondOpinion| known.application == Some(id) && known.hand == Hand::Doctor;
        let own = |known: &SecondOpinion| known.by == doing.actor.person && known.given.is_none();
        self.seconds.iter().position(|known| of_it(known) && own(known))
    }
}

fn write(opinion: &mut SecondOpinion, doing: Doing, written: Written) {
    (opinion.by, opinion.saved) = (doing.actor.person, doing.now);
    (opinion.doctor, opinion.institution) = (written.doctor, written.institution);
    (opinion.said_on, opinion.said) = (written.said_on, written.said);
    (opinion.stands, opinion.remarks) = (written.stands, written.remarks);
}

/// What was written, if it can stand. To be given it says something, and who says it.
fn checked(doing: Doing, written: Written, give: bool) -> Result<Written, Refusal> {
    let mut troubles = Troubles::new();
    if give {
        needed(&mut troubles, "doctor", &written.doctor, NAME_LETTERS);
    } else {
        short(&mut troubles, "doctor", &written.doctor, NAME_LETTERS);
    }
    short(&mut troubles, "institution", &written.institution, NAME_LETTERS);
    happened(&mut troubles, "said_on", written.said_on, doing.today);
    let said = only_told(&mut troubles, written.said);
    if give {
        something(&mut troubles, &said);
    }
    short(&mut troubles, "remarks", &written.remarks, TEXT_LETTERS);
    no_trouble(troubles)?;
    Ok(Written { said, ..written })
}

/// At least one point was told.
fn something(troubles: &mut Troubles, said: &Said) {
    if !said.values().any(|known| known.told().is_some()) {
        troubles.push(Trouble { field: "said", wrong: Wrong::Missing });
    }
}

/// The points of which something is known; a point with nothing in it is open, and not told.
pub(super) fn only_told(troubles: &mut Troubles, said: Said) -> Said {
    let mut kept = said;
    kept.retain(|_, known| match known {
        Known::Open => false,
        Known::Unclear => true,
        Known::Told(text) => !text.trim().is_empty(),
    });
    for (point, known) in &kept {
        short(troubles, point.word(), known.told().map_or("", String::as_str), TEXT_LETTERS);
    }
    kept
}
