//! Which institutions are asked.

use super::Doing;
use crate::case::Case;
use crate::case::check::{CHOSEN, CLEARED, NAME_LETTERS, TEXT_LETTERS, Troubles, WORD_LETTERS, needed, no_trouble};
use crate::case::check::{room, short};
use crate::choice::{Chosen, Way};
use crate::refusal::Refusal;

impl Case {
    /// The current institution is barred by its id; whether another one belongs to the same group is asked of `evidence` before.
    /// An institution that is on the list already is changed in its place.
    pub(super) fn choose(
        &mut self,
        doing: Doing,
        institution: String,
        name: String,
        way: Way,
        note: String,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        needed(&mut troubles, "institution", &institution, WORD_LETTERS);
        needed(&mut troubles, "name", &name, NAME_LETTERS);
        short(&mut troubles, "note", &note, TEXT_LETTERS);
        no_trouble(troubles)?;
        // A doctor who asks a colleague of the same house gets a second pair of eyes, not a second opinion.
        if self.opinion.institution.as_deref() == Some(institution.as_str()) {
            return Err(Refusal::SameInstitution);
        }
        if let Some(chosen) = self.choice.chosen.iter_mut().find(|chosen| chosen.institution == institution) {
            (chosen.name, chosen.way, chosen.note) = (name, way, note);
            return Ok(());
        }
        room(self.choice.chosen.len(), CHOSEN)?;
        self.choice.chosen.push(Chosen { institution, name, way, at: doing.now, note });
        Ok(())
    }

    pub(super) fn unchoose(&mut self, institution: &str) -> Result<(), Refusal> {
        let place = self.place(institution)?;
        self.choice.chosen.remove(place);
        Ok(())
    }

    pub(super) fn put_first(&mut self, institution: &str) -> Result<(), Refusal> {
        let place = self.place(institution)?;
        let chosen = self.choice.chosen.remove(place);
        self.choice.chosen.insert(0, chosen);
        Ok(())
    }

    pub(super) fn save_cleared(&mut self, cleared: Vec<String>) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        cleared.iter().for_each(|word| short(&mut troubles, "cleared", word, WORD_LETTERS));
        no_trouble(troubles)?;
        if cleared.len() > CLEARED {
            return Err(Refusal::Full(CLEARED));
        }
        self.choice.cleared = cleared;
        Ok(())
    }

    pub(super) fn is_chosen(&self, institution: &str) -> bool {
        self.choice.chosen.iter().any(|chosen| chosen.institution == institution)
    }

    fn place(&self, institution: &str) -> Result<usize, Refusal> {
        self.choice.chosen.iter().position(|chosen| chosen.institution == institution).ok_or(Refusal::NotFound)
    }
}
