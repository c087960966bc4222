//! Questions and the day.

use std::collections::BTreeSet;

use super::Doing;
use crate::application::Application;
use crate::authority::{Deed, may};
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, TEXT_LETTERS, Troubles, needed, next, no_trouble, room, short};
use crate::day::{COMING, Coming, Day, QUESTION_MINUTES, QUESTIONS, Question};
use crate::id::{ApplicationId, PersonId, QuestionId, WorryId};
use crate::people::Part;
use crate::refusal::{Refusal, Trouble, Wrong};

impl Case {
    pub(super) fn ask_question(
        &mut self,
        doing: Doing,
        words: String,
        minutes: u8,
        worry: Option<WorryId>,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        asked(&mut troubles, &words, minutes);
        no_trouble(troubles)?;
        room(self.questions.len(), QUESTIONS)?;
        if let Some(worry) = worry {
            // Whoever may not see the worries must not find out by asking how many there are.
            let known = self.worries.iter().any(|known| known.id == worry);
            if !known || !may(self, doing.actor, Deed::Read(Part::Worries), doing.today) {
                return Err(Refusal::NotFound);
            }
        }
        let id = QuestionId(next(self.questions.iter().map(|question| question.id.0)));
        self.questions.push(Question { id, of: doing.actor.person, words, minutes, worry, answer: String::new() });
        Ok(())
    }

    /// An answer to a question lets no worry go, though the question came from one: only the patient does.
    pub(super) fn change_question(
        &mut self,
        id: QuestionId,
        words: String,
        minutes: u8,
        answer: String,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        asked(&mut troubles, &words, minutes);
        short(&mut troubles, "answer", &answer, TEXT_LETTERS);
        no_trouble(troubles)?;
        let place = self.place_of(id)?;
        let question = self.questions.get_mut(place).ok_or(Refusal::NotFound)?;
        (question.words, question.minutes, question.answer) = (words, minutes, answer);
        Ok(())
    }

    pub(super) fn place_question(&mut self, id: QuestionId, place: u32) -> Result<(), Refusal> {
        let from = self.place_of(id)?;
        let to = usize::try_from(place).ok().filter(|to| *to < self.questions.len()).ok_or(Refusal::OutOfOrder)?;
        let question = self.questions.remove(from);
        self.questions.insert(to, question);
        Ok(())
    }

    pub(super) fn remove_question(&mut self, id: QuestionId) -> Result<(), Refusal> {
        let place = self.place_of(id)?;
        self.questions.remove(place);
        Ok(())
    }

    pub(super) fn save_day(
        &mut self,
        doing: Doing,
        application: ApplicationId,
        patient_comes: bool,
        coming: Vec<Coming>,
    ) -> Result<(), Refusal> {
        self.live(application)?;
        if coming.len() > COMING {
            return Err(Refusal::Full(COMING));
        }
        let mut troubles = Troubles::new();
        for one in &coming {
            needed(&mut troubles, "name", &one.name, NAME_LETTERS);
            short(&mut troubles, "from", &one.from, NAME_LETTERS);
        }
        let people: Vec<PersonId> = coming.iter().filter_map(|one| one.person).collect();
        // The patient is said apart, and nobody comes twice.
        let twice = people.iter().collect::<BTreeSet<_>>().len() < people.len();
        if twice || people.contains(&PersonId::PATIENT) {
            troubles.push(Trouble { field: "coming", wrong: Wrong::NotAChoice });
        }
        if !patient_comes && coming.is_empty() {
            troubles.push(Trouble { field: "coming", wrong: Wrong::Missing });
        }
        no_trouble(troubles)?;
        // Whoever may not see who takes part must not find it out by letting one number after the other come along.
        let sees_people = may(self, doing.actor, Deed::Read(Part::People), doing.today);
        let known = |id: &PersonId| self.person(*id).is_some() && (sees_people || *id == doing.actor.person);
        let kept = self.days.iter().find(|day| day.application == application);
        let stood = |id: &PersonId| kept.is_some_and(|day| day.coming.iter().any(|one| one.person == Some(*id)));
        if !people.iter().all(|id| known(id) || stood(id)) {
            return Err(Refusal::NotFound);
        }
        self.change_day(application, |day| (day.patient_comes, day.coming) = (patient_comes, coming));
        Ok(())
    }

    /// Sends the questions ahead. The desk reads them as they stand; sending them again says that it should look again.
    pub(super) fn send_questions(&mut self, doing: Doing, application: ApplicationId) -> Result<(), Refusal> {
        self.live(application)?;
        if self.questions.is_empty() {
            return Err(Refusal::Troubled(vec![Trouble { field: "questions", wrong: Wrong::Missing }]));
        }
        self.change_day(application, |day| day.sent_ahead = Some(doing.now));
        Ok(())
    }

    /// An application that has not ended.
    fn live(&self, id: ApplicationId) -> Result<&Application, Refusal> {
        let known = self.applications.iter().find(|application| application.id == id).ok_or(Refusal::NotFound)?;
        if known.state.is_end() { Err(Refusal::OutOfOrder) } else { Ok(known) }
    }

    /// Changes the day of an application; before anyone said who comes, it is the patient alone.
    fn change_day(&mut self, application: ApplicationId, change: impl FnOnce(&mut Day)) {
        if let Some(day) = self.days.iter_mut().find(|day| day.application == application) {
            change(day);
            return;
        }
        let mut day = Day { application, patient_comes: true, coming: Vec::new(), sent_ahead: None };
        change(&mut day);
        self.days.push(day);
    }

    fn place_of(&self, id: QuestionId) -> Result<usize, Refusal> {
        self.questions.iter().position(|question| question.id == id).ok_or(Refusal::NotFound)
    }
}

fn asked(troubles: &mut Troubles, words: &str, minutes: u8) {
    needed(troubles, "words", words, TEXT_LETTERS);
    if !(1..=QUESTION_MINUTES).contains(&minutes) {
        troubles.push(Trouble { field: "minutes", wrong: Wrong::NotAChoice });
    }
}
