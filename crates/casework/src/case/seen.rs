//! What one person sees of a case.

mod eyes;
mod nameless;

use jiff::civil::Date;

use super::Case;
use crate::authority::{Actor, Deed, may};
use crate::choice::Choice;
use crate::id::{AttachmentId, PersonId};
use crate::letter::Letter;
use crate::people::{Part, Person, Told};
use crate::telling::Telling;
use crate::weigh::Weighing;
use eyes::Eyes;

impl Case {
    /// The case as the actor may see it: what is not theirs stands empty, as if nobody had put it down.
    ///
    /// Who takes part is seen by the patient and whoever stands in; the others see the patient's name and themselves, because a
    /// family's or a doctor's part in it is nobody else's business; with an application they see the names of its desk and its doctor. Each sees the consents given to themselves.
    #[must_use]
    pub fn seen_by(&self, actor: Actor, today: Date) -> Case {
        let reads = |part: Part| may(self, actor, Deed::Read(part), today);
        let eyes = Eyes::of(self, actor, today);
        let (opinion, records, people) = (reads(Part::Opinion), reads(Part::Records), reads(Part::People));
        Case {
            id: self.id,
            begun_on: self.begun_on,
            begun_by: self.begun_by,
            made_up: self.made_up,
            people: self.people_for(actor, people, &eyes.there()),
            consents: self
                .consents
                .iter()
                .filter(|consent| people || (consent.person == actor.person && !actor.by_form_code))
                .cloned()
                .collect(),
            told: if opinion { self.told } else { Told::default() },
            opinion: eyes.opinion(),
            worries: if reads(Part::Worries) { self.worries.clone() } else { Vec::new() },
            timing: eyes.timing(),
            choice: if reads(Part::Choice) { self.choice.clone() } else { Choice::default() },
            telling: if reads(Part::Telling) { self.telling.clone() } else { Telling::default() },
            letter: eyes.sealed(self.letter_for(actor, today)),
            records: if records { self.records.clone() } else { Vec::new() },
            applications: eyes.applications(),
            questions: eyes.questions(),
            days: eyes.days(),
            seconds: eyes.seconds(),
            weighing: if reads(Part::Decision) { self.weighing.clone() } else { Weighing::default() },
            deciding: eyes.deciding(),
            ease: if reads(Part::Ease) { self.ease.clone() } else { Vec::new() },
            codes: eyes.codes(),
            scanner_wrote: None,
            attachments: self.attachments.iter().filter(|known| eyes.attachment(known.id)).cloned().collect(),
        }
    }

    /// Whether this is a doctor who reads blind and has not saved a view of their own yet.
    pub(crate) fn reads_blind(&self, actor: Actor, today: Date) -> bool {
        Eyes::of(self, actor, today).reads_blind()
    }

    /// The part an upload belongs to: what hangs on no item of the records list is the file of the letter's signature.
    pub(crate) fn part_of(&self, upload: AttachmentId) -> Part {
        let on_list = self.records.iter().any(|item| item.attachments.contains(&upload));
        let known = self.attachments.iter().any(|attachment| attachment.id == upload);
        if known && !on_list { Part::Letter } else { Part::Records }
    }

    /// The doctor by code sees the form and what it is signed with, and not how the patient went about asking for it.
    fn letter_for(&self, actor: Actor, today: Date) -> Letter {
        if may(self, actor, Deed::Read(Part::Letter), today) {
            self.letter.clone()
        } else if may(self, actor, Deed::WriteForm, today) {
            Letter { form: self.letter.form.clone(), ..Letter::default() }
        } else {
            Letter::default()
        }
    }

    fn people_for(&self, actor: Actor, all: bool, there: &[PersonId]) -> Vec<Person> {
        // Where somebody is told is theirs alone, whoever else sees who takes part.
        let own = |person: &Person| person.id == actor.person && !actor.by_form_code;
        let without_mail =
            |person: &Person| Person { mail: person.mail.clone().filter(|_| own(person)), ..person.clone() };
        let of_patient = |person: Person| Person {
            relation: None,
            ground: None,
            ground_paper: String::new(),
            joined: None,
            ..person
        };
        self.people
            .iter()
            .filter(|person| {
                all || [PersonId::PATIENT, actor.person].contains(&person.id) || there.contains(&person.id)
            })
            .map(without_mail)
            .map(|person| if all || person.id == actor.person { person } else { of_patient(person) })
            .collect()
    }
}
