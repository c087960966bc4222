//! What one person sees of a case.

use jiff::civil::Date;

use super::Case;
use crate::authority::{Actor, Deed, may};
use crate::choice::Choice;
use crate::id::{AttachmentId, PersonId};
use crate::letter::Letter;
use crate::opinion::FirstOpinion;
use crate::people::{Part, Person, Told};
use crate::telling::Telling;
use crate::timing::Timing;

impl Case {
    /// The case as the actor may see it: what is not theirs stands empty, as if nobody had put it down.
    ///
    /// Who takes part is seen by the patient and whoever stands in; the others see the patient's name and themselves, because a
    /// family's or a doctor's part in it is nobody else's business. Each sees the consents given to themselves.
    #[must_use]
    pub fn seen_by(&self, actor: Actor, today: Date) -> Case {
        let reads = |part: Part| may(self, actor, Deed::Read(part), today);
        let (opinion, records, people) = (reads(Part::Opinion), reads(Part::Records), reads(Part::People));
        Case {
            id: self.id,
            begun_on: self.begun_on,
            begun_by: self.begun_by,
            made_up: self.made_up,
            people: if people { self.people.clone() } else { self.people_for(actor) },
            consents: self
                .consents
                .iter()
                .filter(|consent| people || (consent.person == actor.person && !actor.by_form_code))
                .cloned()
                .collect(),
            told: if opinion { self.told } else { Told::default() },
            opinion: if opinion { self.opinion.clone() } else { FirstOpinion::default() },
            worries: if reads(Part::Worries) { self.worries.clone() } else { Vec::new() },
            timing: if reads(Part::Time) { self.timing.clone() } else { Timing::default() },
            choice: if reads(Part::Choice) { self.choice.clone() } else { Choice::default() },
            telling: if reads(Part::Telling) { self.telling.clone() } else { Telling::default() },
            letter: self.letter_for(actor, today),
            records: if records { self.records.clone() } else { Vec::new() },
            attachments: self.attachments.iter().filter(|known| reads(self.part_of(known.id))).cloned().collect(),
        }
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

    fn people_for(&self, actor: Actor) -> Vec<Person> {
        let of_patient = |person: &Person| Person {
            relation: None,
            ground: None,
            ground_paper: String::new(),
            joined: None,
            ..person.clone()
        };
        self.people
            .iter()
            .filter(|person| person.id == PersonId::PATIENT || person.id == actor.person)
            .map(|person| if person.id == actor.person { person.clone() } else { of_patient(person) })
            .collect()
    }
}
