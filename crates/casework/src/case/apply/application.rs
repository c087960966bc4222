//! Applications: how they begin, what they open to the desk and its doctor, and what ends with them. What follows from what between the
//! two sides stands with the application itself (`Application::turned`).

use std::collections::BTreeSet;

use super::Doing;
use crate::application::{APPLICATIONS, Application, Channel, Move, Reply, State, Step, Turned, Turning};
use crate::case::Case;
use crate::case::check::{CONSENTS, RECORDS, TEXT_LETTERS, Troubles, next, no_trouble, room, short};
use crate::id::{ApplicationId, PersonId, RecordId};
use crate::people::{Consent, Part, Purpose, Role};
use crate::records::{Item, Kind, Stage};
use crate::refusal::{Refusal, Trouble, Wrong};

impl Case {
    /// Sends an application. What would stop it at the desk was looked at before (`applying`); here stands what never can be: to whom nothing was
    /// chosen, to the house of the first opinion, over the head of a patient who has not been told, twice at once.
    pub(super) fn apply_to(
        &mut self,
        doing: Doing,
        institution: String,
        parts: BTreeSet<Part>,
        blind: bool,
        channel: Channel,
        words: String,
    ) -> Result<(), Refusal> {
        let chosen = self.choice.chosen.iter().find(|chosen| chosen.institution == institution);
        let chosen = chosen.cloned().ok_or(Refusal::NotFound)?;
        check(&parts, &words)?;
        if self.opinion.institution.as_deref() == Some(institution.as_str()) {
            return Err(Refusal::SameInstitution);
        }
        if !self.told.may_write_to_patient() {
            return Err(Refusal::PatientNotTold);
        }
        let mut to_it = self.applications.iter().filter(|known| known.institution == institution);
        if to_it.any(Application::is_live) {
            return Err(Refusal::AlreadyGiven);
        }
        room(self.applications.len(), APPLICATIONS)?;
        let desk = self.desk_of(&institution, &chosen.name)?;
        self.open_to(doing, desk, &parts)?;
        let id = ApplicationId(next(self.applications.iter().map(|known| known.id.0)));
        let (at, by, to) = (doing.now, doing.actor.person, State::Sent);
        self.applications.push(Application {
            id,
            institution,
            name: chosen.name,
            way: chosen.way,
            channel,
            desk,
            doctor: None,
            blind,
            parts,
            state: State::Sent,
            turn: 1,
            sent: doing.now,
            sent_on: doing.today,
            offers: Vec::new(),
            booked: None,
            asked: Vec::new(),
            posted_on: None,
            held_on: None,
            turns: vec![Turned { at, by, told_by: None, to, reason: None, words }],
        });
        Ok(())
    }

    pub(super) fn move_application(
        &mut self,
        doing: Doing,
        id: ApplicationId,
        turn: u32,
        to: Move,
        words: String,
    ) -> Result<(), Refusal> {
        self.own_application(id)?.turned(turn, Step::Move(to), doing.turning(words, None))?;
        self.close_ended(doing, id);
        Ok(())
    }

    pub(super) fn answer_application(
        &mut self,
        doing: Doing,
        id: ApplicationId,
        turn: u32,
        (reply, words, told_by): (Reply, String, Option<String>),
    ) -> Result<(), Refusal> {
        let application = self.own_application(id)?;
        // Another desk's application is not there for this one.
        if told_by.is_none() && application.desk != doing.actor.person {
            return Err(Refusal::NotFound);
        }
        application.turned(turn, Step::Reply(reply.clone()), doing.turning(words, told_by))?;
        match reply {
            Reply::Doctor(name) => self.name_doctor(doing, id, name)?,
            Reply::Ask(asked) => self.want_again(asked.kind),
            _ => {}
        }
        self.close_ended(doing, id);
        Ok(())
    }

    /// Ends every live application to a desk from which what it may see was taken back: what it cannot read it cannot examine.
    pub(super) fn withdraw_from(&mut self, doing: Doing, desk: PersonId) {
        let live = self.applications.iter().filter(|known| known.desk == desk && known.is_live());
        let live: Vec<(ApplicationId, u32)> = live.map(|known| (known.id, known.turn)).collect();
        for (id, turn) in live {
            // Withdrawing follows from every state that is no end.
            let _ = self.move_application(doing, id, turn, Move::Withdraw, String::new());
        }
        // The doctors of those that have ended see what their desk saw, and no longer than it.
        let of_desk = self.applications.iter().filter(|known| known.desk == desk);
        let doctors: Vec<PersonId> = of_desk.filter_map(|known| known.doctor).collect();
        doctors.into_iter().for_each(|doctor| self.close_to(doing, doctor));
    }

    /// Whether the person is the desk or the doctor of an application that has not ended.
    pub(super) fn examines_one(&self, person: PersonId) -> bool {
        let of_it = |known: &&Application| known.desk == person || known.doctor == Some(person);
        self.applications.iter().filter(of_it).any(Application::is_live)
    }

    /// One desk is one person of the case, however often it is asked.
    fn desk_of(&mut self, institution: &str, name: &str) -> Result<PersonId, Refusal> {
        let known = self.applications.iter().find(|known| known.institution == institution);
        match known {
            Some(known) => Ok(known.desk),
            None => self.add(Role::Desk, name.to_owned()),
        }
    }

    /// The doctor sees what the desk sees. One who was named before sees it no longer.
    fn name_doctor(&mut self, doing: Doing, id: ApplicationId, name: String) -> Result<(), Refusal> {
        let application = self.own_application(id)?;
        let (before, parts) = (application.doctor, application.parts.clone());
        if let Some(before) = before {
            self.close_to(doing, before);
        }
        let doctor = self.add(Role::SecondDoctor, name)?;
        self.open_to(doing, doctor, &parts)?;
        self.own_application(id)?.doctor = Some(doctor);
        Ok(())
    }

    /// A record the desk asks for stands on the list as wanted, so that the patient's own pages say so too. A loan in hand stays what it is:
    /// that it must go back is not to be forgotten.
    fn want_again(&mut self, kind: Option<Kind>) {
        let Some(kind) = kind.filter(|kind| *kind != Kind::Own) else { return };
        let loan_in_hand = |item: &Item| item.loan && item.steps.iter().any(|(stage, _)| *stage >= Stage::Received);
        if let Some(item) = self.records.iter_mut().find(|item| item.kind == kind) {
            if !loan_in_hand(item) {
                item.steps.clear();
            }
            return;
        }
        // Where the list is full, the application itself still says what is asked for.
        if self.records.len() < RECORDS {
            let id = RecordId(next(self.records.iter().map(|item| item.id.0)));
            let (words, note, loan) = (String::new(), String::new(), kind == Kind::Slides);
            self.records.push(Item { id, kind, words, loan, steps: Vec::new(), note, attachments: Vec::new() });
        }
    }

    /// After a no of either side the desk and its doctor see nothing more, and no code of theirs opens anything.
    fn close_ended(&mut self, doing: Doing, id: ApplicationId) {
        let Some(ended) = self.applications.iter().find(|known| known.id == id && !known.is_open_to_desk()) else {
            return;
        };
        for person in [Some(ended.desk), ended.doctor].into_iter().flatten() {
            self.close_to(doing, person);
        }
    }

    fn open_to(&mut self, doing: Doing, person: PersonId, parts: &BTreeSet<Part>) -> Result<(), Refusal> {
        room(self.consents.len(), CONSENTS)?;
        self.close_consents(doing, person);
        let parts = parts.iter().copied().chain([Part::Application]).collect();
        let (purpose, given, by) = (Purpose::Examine, doing.now, doing.actor.person);
        self.consents.push(Consent { person, purpose, parts, given, by, until: None, withdrawn: None });
        Ok(())
    }

    fn close_to(&mut self, doing: Doing, person: PersonId) {
        self.close_consents(doing, person);
        self.codes.retain(|out| out.person != person);
    }

    fn close_consents(&mut self, doing: Doing, person: PersonId) {
        let holding = |consent: &&mut Consent| {
            consent.person == person && consent.purpose == Purpose::Examine && consent.withdrawn.is_none()
        };
        self.consents.iter_mut().filter(holding).for_each(|consent| consent.withdrawn = Some(doing.now));
    }

    fn own_application(&mut self, id: ApplicationId) -> Result<&mut Application, Refusal> {
        self.applications.iter_mut().find(|known| known.id == id).ok_or(Refusal::NotFound)
    }
}

impl Doing {
    fn turning(self, words: String, told_by: Option<String>) -> Turning {
        Turning { by: self.actor.person, told_by, words, now: self.now, today: self.today }
    }
}

fn check(parts: &BTreeSet<Part>, words: &str) -> Result<(), Refusal> {
    let mut troubles = Troubles::new();
    if parts.is_empty() {
        troubles.push(Trouble { field: "parts", wrong: Wrong::Missing });
    }
    if parts.iter().any(|part| !Part::SENT.contains(part)) {
        troubles.push(Trouble { field: "parts", wrong: Wrong::NotAChoice });
    }
    short(&mut troubles, "words", words, TEXT_LETTERS);
    no_trouble(troubles)
}
