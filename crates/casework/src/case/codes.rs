//! Codes that are out, and who is there to use them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Case, PEOPLE};
use crate::act::Act;
use crate::authority::Actor;
use crate::case::check::{next, room};
use crate::id::PersonId;
use crate::letter::Invitation;
use crate::moment::Moment;
use crate::people::{Part, Person, Purpose, Role};
use crate::refusal::Refusal;

impl Case {
    /// The case with a code out for this person; an earlier one of theirs ends, the letter's too, because both open by the same door.
    pub(crate) fn with_code_out(mut self, person: PersonId, until: Moment) -> Case {
        self.codes.retain(|out| out.person != person);
        self.letter.invitation = self.letter.invitation.filter(|out| out.person != person);
        self.codes.push(Invitation { person, until, used: None });
        self
    }

    /// The case with the first doctor among the people, and who that is.
    pub(crate) fn with_attending_doctor(mut self) -> Result<(Case, PersonId), Refusal> {
        let known = self.people.iter().find(|person| person.role == Role::AttendingDoctor).map(|person| person.id);
        let doctor = match known {
            Some(doctor) => doctor,
            None => {
                let name = self.opinion.doctor.told().cloned().unwrap_or_default();
                self.add(Role::AttendingDoctor, name)?
            }
        };
        Ok((self, doctor))
    }

    /// The case with a support office as its counsellor, agreed to for these parts: the one it was before, or a new one.
    pub(crate) fn counselled(
        &self,
        actor: Actor,
        known: Option<PersonId>,
        name: &str,
        parts: BTreeSet<Part>,
        now: Moment,
        today: Date,
    ) -> Result<(Case, PersonId), Refusal> {
        let mut case = self.clone();
        let person = match known {
            Some(person) => person,
            None => case.add(Role::Counsellor, name.to_owned())?,
        };
        let agreed = Act::Agree { person, purpose: Purpose::Counsel, parts, until: None };
        Ok((case.apply(actor, agreed, now, today)?, person))
    }

    /// Someone of whom only the role and the name are known.
    pub(crate) fn add(&mut self, role: Role, name: String) -> Result<PersonId, Refusal> {
        room(self.people.len(), PEOPLE)?;
        let id = PersonId(next(self.people.iter().map(|person| person.id.0)));
        self.people.push(Person::of(id, role, name));
        Ok(id)
    }
}
