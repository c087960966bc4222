//! The first opinion is put down.

use super::Doing;
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, TEXT_LETTERS, Troubles, WORD_LETTERS, happened, no_trouble, short, to_come};
use crate::id::PersonId;
use crate::opinion::{FirstOpinion, Known};
use crate::people::Told;
use crate::refusal::{Refusal, Trouble, Wrong};

impl Case {
    pub(super) fn save_opinion(&mut self, doing: Doing, opinion: FirstOpinion) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        let ids = [("condition", &opinion.condition), ("institution", &opinion.institution)];
        for (field, id) in ids {
            short(&mut troubles, field, id.as_deref().unwrap_or(""), WORD_LETTERS);
        }
        let lines = [
            ("condition_words", opinion.condition_words.as_str()),
            ("institution_words", opinion.institution_words.as_str()),
            ("near", opinion.near.as_str()),
            ("site", told(&opinion.site)),
            ("kind", told(&opinion.kind)),
            ("stage", told(&opinion.stage)),
            ("doctor", told(&opinion.doctor)),
        ];
        for (field, text) in lines {
            short(&mut troubles, field, text, NAME_LETTERS);
        }
        short(&mut troubles, "treatment", told(&opinion.treatment), TEXT_LETTERS);
        short(&mut troubles, "unclear", &opinion.unclear, TEXT_LETTERS);
        happened(&mut troubles, "said_on", opinion.said_on, doing.today);
        let (decide, before) = (opinion.decide_by.told().copied(), self.opinion.decide_by.told().copied());
        to_come(&mut troubles, "decide_by", decide, before, doing.today);
        no_trouble(troubles)?;
        // An institution on the list that turns out to be the current one: whoever saves decides which of the two is wrong.
        if opinion.institution.as_ref().is_some_and(|current| self.is_chosen(current)) {
            return Err(Refusal::SameInstitution);
        }
        self.opinion = opinion;
        Ok(())
    }

    /// What the patient knows is asked when someone else fills in; it cannot be less than everything once the patient takes part.
    pub(super) fn save_told(&mut self, doing: Doing, patient_told: Told) -> Result<(), Refusal> {
        let by_patient = doing.actor.person == PersonId::PATIENT;
        if patient_told == Told::NotAsked && !by_patient {
            return Err(Refusal::Troubled(vec![Trouble { field: "told", wrong: Wrong::Missing }]));
        }
        let joined = self.person(PersonId::PATIENT).is_some_and(|patient| patient.joined.is_some());
        if !patient_told.may_write_to_patient() && (by_patient || joined) {
            return Err(Refusal::OutOfOrder);
        }
        self.told = patient_told;
        Ok(())
    }
}

fn told(known: &Known<String>) -> &str {
    known.told().map_or("", String::as_str)
}
