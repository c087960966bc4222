//! Who takes part, and what is agreed.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Doing;
use crate::case::Case;
use crate::case::check::{CONSENTS, NAME_LETTERS, PEOPLE, Troubles, needed, next, no_trouble, room, short};
use crate::id::PersonId;
use crate::notice::{ADDRESS_BYTES, Mail};
use crate::people::{Consent, Ground, Part, Person, Purpose, Relation, Role};
use crate::refusal::{Refusal, Trouble, Wrong};

impl Case {
    pub(super) fn add_person(
        &mut self,
        role: Role,
        name: String,
        relation: Option<Relation>,
        ground: Option<Ground>,
        ground_paper: String,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        needed(&mut troubles, "name", &name, NAME_LETTERS);
        short(&mut troubles, "ground_paper", &ground_paper, NAME_LETTERS);
        // One patient a case, and whoever runs the machine is in none.
        if matches!(role, Role::Patient | Role::Operator) {
            troubles.push(Trouble { field: "role", wrong: Wrong::NotAChoice });
        }
        let is_relative = role == Role::Relative;
        if is_relative && relation.is_none() {
            troubles.push(Trouble { field: "relation", wrong: Wrong::Missing });
        }
        if !is_relative && (relation.is_some() || ground.is_some()) {
            troubles.push(Trouble { field: "ground", wrong: Wrong::NotAChoice });
        }
        no_trouble(troubles)?;
        if ground.is_some_and(|ground| ground != Ground::Consent) && ground_paper.trim().is_empty() {
            return Err(Refusal::PaperNeeded);
        }
        room(self.people.len(), PEOPLE)?;
        let id = PersonId(next(self.people.iter().map(|person| person.id.0)));
        self.people.push(Person { id, role, name, relation, ground, ground_paper, joined: None, mail: None });
        Ok(())
    }

    /// A patient may take the own name back; everyone else has one, or nobody could tell who is meant.
    pub(super) fn name_person(&mut self, person: PersonId, name: String) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        if person == PersonId::PATIENT {
            short(&mut troubles, "name", &name, NAME_LETTERS);
        } else {
            needed(&mut troubles, "name", &name, NAME_LETTERS);
        }
        no_trouble(troubles)?;
        self.person_mut(person)?.name = name;
        Ok(())
    }

    pub(super) fn agree(
        &mut self,
        doing: Doing,
        person: PersonId,
        purpose: Purpose,
        parts: BTreeSet<Part>,
        until: Option<Date>,
    ) -> Result<(), Refusal> {
        let role = self.person(person).ok_or(Refusal::NotFound)?.role;
        let mut troubles = Troubles::new();
        if !purpose.fits(role) || person == doing.actor.person {
            troubles.push(Trouble { field: "purpose", wrong: Wrong::NotAChoice });
        }
        if parts.is_empty() {
            troubles.push(Trouble { field: "parts", wrong: Wrong::Missing });
        }
        if parts.iter().any(|part| !Part::SHARED.contains(part)) {
            troubles.push(Trouble { field: "parts", wrong: Wrong::NotAChoice });
        }
        if until.is_some_and(|until| until < doing.today) {
            troubles.push(Trouble { field: "until", wrong: Wrong::Past });
        }
        no_trouble(troubles)?;
        // What goes with an application was agreed to when it was sent, and holds for its desk and its doctor alike until it ends.
        if purpose == Purpose::Examine && self.examines_one(person) {
            return Err(Refusal::OutOfOrder);
        }
        room(self.consents.len(), CONSENTS)?;
        self.end_consents(doing, person, purpose);
        let (given, by, withdrawn) = (doing.now, doing.actor.person, None);
        self.consents.push(Consent { person, purpose, parts, given, by, until, withdrawn });
        Ok(())
    }

    pub(super) fn withdraw(&mut self, doing: Doing, person: PersonId, purpose: Purpose) -> Result<(), Refusal> {
        self.person(person).ok_or(Refusal::NotFound)?;
        let mut ended = self.end_consents(doing, person, purpose);
        // The doctor's code is a consent on paper, and is withdrawn as one.
        if purpose == Purpose::WriteLetter && self.letter.invitation.is_some_and(|out| out.person == person) {
            self.letter.invitation = None;
            ended = true;
        }
        if purpose == Purpose::Examine {
            self.withdraw_from(doing, person);
        }
        // So is the code of the report, for which nothing else was agreed.
        if purpose == Purpose::WriteLetter {
            ended |= self.codes.iter().any(|out| out.person == person);
        }
        // A code on paper is good as long as what it shows is agreed to.
        if ended {
            self.codes.retain(|out| out.person != person);
        }
        if ended { Ok(()) } else { Err(Refusal::OutOfOrder) }
    }

    /// Whoever may agree may end it: the patient for anyone, and one who stands in by law for themselves or another.
    pub(super) fn end_ground(&mut self, person: PersonId) -> Result<(), Refusal> {
        let found = self.person_mut(person)?;
        if found.ground.is_none_or(|ground| ground == Ground::Consent) {
            return Err(Refusal::OutOfOrder);
        }
        found.ground = None;
        found.ground_paper.clear();
        Ok(())
    }

    /// The address was read by whatever will write to it; here only its bounds are held.
    pub(super) fn save_mail(&mut self, doing: Doing, mail: Option<Mail>) -> Result<(), Refusal> {
        let is_none = |mail: &Mail| {
            let bytes = &mail.address;
            bytes.len() > ADDRESS_BYTES || !bytes.contains('@') || bytes.chars().any(char::is_control)
        };
        if mail.as_ref().is_some_and(is_none) {
            return Err(Refusal::Troubled(vec![Trouble { field: "mail", wrong: Wrong::NotAChoice }]));
        }
        self.person_mut(doing.actor.person)?.mail = mail;
        Ok(())
    }

    fn end_consents(&mut self, doing: Doing, person: PersonId, purpose: Purpose) -> bool {
        let mut ended = false;
        for consent in &mut self.consents {
            if consent.person == person && consent.purpose == purpose && consent.withdrawn.is_none() {
                consent.withdrawn = Some(doing.now);
                ended = true;
            }
        }
        ended
    }

    fn person_mut(&mut self, id: PersonId) -> Result<&mut Person, Refusal> {
        self.people.iter_mut().find(|person| person.id == id).ok_or(Refusal::NotFound)
    }
}
