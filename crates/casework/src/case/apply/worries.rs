//! Worries, their answers, and letting them go.

use super::Doing;
use crate::authority::{Deed, may};
use crate::case::Case;
use crate::case::check::{
    ANSWERS, NAME_LETTERS, TEXT_LETTERS, Troubles, WORRIES, needed, next, no_trouble, room, short,
};
use crate::id::{PersonId, WorryId};
use crate::people::Part;
use crate::refusal::Refusal;
use crate::worry::{About, Answer, Closed, Worry};

impl Case {
    pub(super) fn add_worry(
        &mut self,
        doing: Doing,
        of: Option<PersonId>,
        about: About,
        words: String,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        match about {
            About::Own => needed(&mut troubles, "words", &words, TEXT_LETTERS),
            About::Enough | About::Cured | About::Another => short(&mut troubles, "words", &words, TEXT_LETTERS),
        }
        no_trouble(troubles)?;
        room(self.worries.len(), WORRIES)?;
        let of = of.unwrap_or(doing.actor.person);
        // Whoever may not see who takes part must not find it out by writing worries down for one number after the other.
        let known = self.person(of).is_some();
        let seen = of == doing.actor.person || of == PersonId::PATIENT;
        if !known || !(seen || may(self, doing.actor, Deed::Read(Part::People), doing.today)) {
            return Err(Refusal::NotFound);
        }
        let id = WorryId(next(self.worries.iter().map(|worry| worry.id.0)));
        self.worries.push(Worry { id, of, about, words, since: doing.now, answers: Vec::new(), closed: None });
        Ok(())
    }

    pub(super) fn answer_worry(
        &mut self,
        doing: Doing,
        worry: WorryId,
        who: String,
        words: String,
    ) -> Result<(), Refusal> {
        // "Someone said" calms nobody: an answer has a name.
        let mut troubles = Troubles::new();
        needed(&mut troubles, "who", &who, NAME_LETTERS);
        needed(&mut troubles, "words", &words, TEXT_LETTERS);
        no_trouble(troubles)?;
        let worry = self.worry(worry)?;
        room(worry.answers.len(), ANSWERS)?;
        worry.answers.push(Answer { who, words, at: doing.now });
        Ok(())
    }

    pub(super) fn close_worry(&mut self, doing: Doing, worry: WorryId, answer: u32) -> Result<(), Refusal> {
        let worry = self.worry(worry)?;
        let place = usize::try_from(answer).map_err(|_| Refusal::OutOfOrder)?;
        // Every answer has the name of who gave it (`answer_worry`), so an answer that is there is enough.
        worry.answers.get(place).ok_or(Refusal::OutOfOrder)?;
        worry.closed = Some(Closed { answer, at: doing.now });
        Ok(())
    }

    pub(super) fn reopen_worry(&mut self, worry: WorryId) -> Result<(), Refusal> {
        self.worry(worry)?.closed = None;
        Ok(())
    }

    fn worry(&mut self, id: WorryId) -> Result<&mut Worry, Refusal> {
        self.worries.iter_mut().find(|worry| worry.id == id).ok_or(Refusal::NotFound)
    }
}
