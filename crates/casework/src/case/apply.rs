//! What holds after an act. Whether the actor may do it was asked before (`authority`); here stands what can follow from what.

mod application;
mod attach;
mod choice;
mod day;
mod deciding;
mod ease;
mod form;
mod opinion;
mod people;
mod records;
mod second;
mod timing;
mod weighing;
mod worries;

use jiff::civil::Date;

use super::Case;
use super::check::{TEXT_LETTERS, Troubles, happened, near, no_trouble, short};
use crate::act::Act;
use crate::authority::Actor;
use crate::decision::FollowUp;
use crate::moment::Moment;
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::telling::Telling;

/// Who acts, and when.
#[derive(Clone, Copy)]
struct Doing {
    actor: Actor,
    now: Moment,
    today: Date,
}

impl Case {
    /// The case after an act, or why it cannot follow. The case itself stays as it is, so that nothing is ever half done.
    pub fn apply(&self, actor: Actor, act: Act, now: Moment, today: Date) -> Result<Case, Refusal> {
        let mut case = self.clone();
        case.done(Doing { actor, now, today }, act)?;
        case.unsay_compared(self);
        Ok(case)
    }

    fn done(&mut self, doing: Doing, act: Act) -> Result<(), Refusal> {
        match act {
            Act::SaveOpinion(opinion) => self.save_opinion(doing, *opinion),
            Act::SaveTold(told) => self.save_told(doing, told),
            Act::AddWorry { of, about, words } => self.add_worry(doing, of, about, words),
            Act::AnswerWorry { worry, who, words } => self.answer_worry(doing, worry, who, words),
            Act::CloseWorry { worry, answer } => self.close_worry(doing, worry, answer),
            Act::ReopenWorry(worry) => self.reopen_worry(worry),
            Act::AnswerSigns { signs, version } => self.answer_signs(doing, signs, version),
            Act::SaveTiming { treatment, latest_safe, latest_safe_by } => {
                self.save_timing(doing, treatment, latest_safe, latest_safe_by)
            }
            Act::FixStep(step, on) => self.fix_step(doing, step, on),
            Act::FinishStep(step, on) => self.finish_step(doing, step, on),
            Act::SaveWish(wish) => {
                self.choice.wish = Some(wish);
                Ok(())
            }
            Act::Choose { institution, name, way, note } => self.choose(doing, institution, name, way, note),
            Act::Unchoose(institution) => self.unchoose(&institution),
            Act::PutFirst(institution) => self.put_first(&institution),
            Act::SaveCleared(cleared) => self.save_cleared(cleared),
            Act::SaveTelling(telling) => self.save_telling(doing, telling),
            Act::SaveLetter { asked_on, promised_for, received_on } => {
                self.save_letter(doing, asked_on, promised_for, received_on)
            }
            Act::FillForm(form) => self.fill_form(&form),
            Act::SaveForm(form) => self.save_form(doing, *form),
            Act::SignForm(signed) => self.sign_form(doing, signed),
            Act::ListRecords(kinds) => self.list_records(kinds),
            Act::AddRecord { words, loan } => self.add_record(words, loan),
            Act::MoveRecord { record, stage, on } => self.move_record(doing, record, stage, on),
            Act::NoteRecord(record, note) => self.note_record(record, note),
            Act::RemoveRecord(record) => self.remove_record(record),
            Act::Attach { record, name, media_type, size, checked } => {
                self.attach(doing, Some(record), name, media_type, size, checked)
            }
            Act::AttachSignature { name, media_type, size, checked } => {
                self.attach(doing, None, name, media_type, size, checked)
            }
            Act::Scanned(id, checked) => self.scan(id, checked),
            act => self.after_the_letter(doing, act),
        }
    }

    /// The acts of the people of a case.
    fn people_done(&mut self, doing: Doing, act: Act) -> Result<(), Refusal> {
        match act {
            Act::AddPerson { role, name, relation, ground, ground_paper } => {
                self.add_person(role, name, relation, ground, ground_paper)
            }
            Act::NamePerson(person, name) => self.name_person(person, name),
            Act::Agree { person, purpose, parts, until } => self.agree(doing, person, purpose, parts, until),
            Act::Withdraw(person, purpose) => self.withdraw(doing, person, purpose),
            Act::EndGround(person) => self.end_ground(person),
            Act::SaveMail(mail) => self.save_mail(doing, mail),
            // `done` and `after_the_letter` take every other act.
            _ => Err(Refusal::OutOfOrder),
        }
    }

    /// The acts from the application on.
    fn after_the_letter(&mut self, doing: Doing, act: Act) -> Result<(), Refusal> {
        match act {
            Act::Apply { institution, parts, blind, channel, words } => {
                self.apply_to(doing, institution, parts, blind, channel, words)
            }
            Act::Move { application, turn, to, words } => self.move_application(doing, application, turn, to, words),
            Act::Answer { application, turn, reply, words, told_by } => {
                self.answer_application(doing, application, turn, (reply, words, told_by))
            }
            Act::AskQuestion { words, minutes, worry } => self.ask_question(doing, words, minutes, worry),
            Act::ChangeQuestion { question, words, minutes, answer } => {
                self.change_question(question, words, minutes, answer)
            }
            Act::PlaceQuestion(question, place) => self.place_question(question, place),
            Act::RemoveQuestion(question) => self.remove_question(question),
            Act::SaveDay { application, patient_comes, coming } => {
                self.save_day(doing, application, patient_comes, coming)
            }
            Act::SendQuestions(application) => self.send_questions(doing, application),
            Act::SaveOwnView(application, said) => self.save_own_view(doing, application, said),
            Act::WriteSecond { application, written, give } => self.write_second(doing, application, *written, give),
            Act::TellSecond { opinion, application, written } => {
                self.tell_second(doing, opinion, application, *written)
            }
            Act::SaveFirstPoints(said) => self.save_first_points(said),
            Act::SaveCompared(compared) => self.save_compared(compared),
            Act::SaveMatters(matters) => self.save_matters(matters),
            Act::SaveJoint(joint) => self.save_joint(doing, joint),
            Act::Decide { chooses, words, with, on } => self.decide(doing, chooses, words, with, on),
            Act::SendReport { carried, sent_on, words } => self.send_report(doing, carried, sent_on, words),
            Act::NoteReceipt { who, on, words } => self.note_receipt(doing, who, on, words),
            Act::ReceiveReport { report, who, words } => self.receive_report(doing, report, who, words),
            Act::FollowUp { satisfied, at_ease, words, ring_me, for_desk } => {
                let (at, rung) = (doing.now, None);
                self.follow_up(FollowUp { at, satisfied, at_ease, words, ring_me, for_desk, rung })
            }
            Act::NoteRung { who, on } => self.note_rung(doing, who, on),
            Act::AnswerEase { when, instrument, language, answers } => {
                self.answer_ease(doing, when, (instrument, language), &answers)
            }
            act => self.people_done(doing, act),
        }
    }

    fn save_telling(&mut self, doing: Doing, telling: Telling) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        happened(&mut troubles, "told_on", telling.told_on, doing.today);
        short(&mut troubles, "note", &telling.note, TEXT_LETTERS);
        // An answer comes from a doctor who was told.
        if telling.reply.is_some() && telling.told_on.is_none() {
            troubles.push(Trouble { field: "told_on", wrong: Wrong::Missing });
        }
        no_trouble(troubles)?;
        self.telling = telling;
        Ok(())
    }

    fn save_letter(
        &mut self,
        doing: Doing,
        asked_on: Option<Date>,
        promised_for: Option<Date>,
        received_on: Option<Date>,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        happened(&mut troubles, "asked_on", asked_on, doing.today);
        near(&mut troubles, "promised_for", promised_for, doing.today);
        happened(&mut troubles, "received_on", received_on, doing.today);
        no_trouble(troubles)?;
        let before =
            |earlier: Option<Date>, later: Option<Date>| earlier.zip(later).is_some_and(|(first, then)| then < first);
        if before(asked_on, promised_for) || before(asked_on, received_on) {
            return Err(Refusal::OutOfOrder);
        }
        (self.letter.asked_on, self.letter.promised_for, self.letter.received_on) =
            (asked_on, promised_for, received_on);
        Ok(())
    }
}
