//! The records list.

use jiff::civil::Date;

use super::Doing;
use crate::case::Case;
use crate::case::check::short;
use crate::case::check::{
    NAME_LETTERS, RECORDS, TEXT_LETTERS, Troubles, happened, near, needed, next, no_trouble, room,
};
use crate::id::RecordId;
use crate::records::{Item, Kind, Stage};
use crate::refusal::Refusal;

impl Case {
    /// Adds what is missing and keeps what is there: a second press changes nothing, and a new condition takes nothing away.
    pub(super) fn list_records(&mut self, kinds: Vec<(Kind, bool)>) -> Result<(), Refusal> {
        for (kind, loan) in kinds {
            if kind != Kind::Own && !self.records.iter().any(|item| item.kind == kind) {
                self.put_record(kind, String::new(), loan)?;
            }
        }
        Ok(())
    }

    pub(super) fn add_record(&mut self, words: String, loan: bool) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        needed(&mut troubles, "words", &words, NAME_LETTERS);
        no_trouble(troubles)?;
        self.put_record(Kind::Own, words, loan)
    }

    /// A step forward is added to the steps; a step back, or the same step on another day, is a correction and takes back what came after.
    pub(super) fn move_record(
        &mut self,
        doing: Doing,
        record: RecordId,
        stage: Stage,
        on: Date,
    ) -> Result<(), Refusal> {
        let item = self.record(record)?;
        let mut troubles = Troubles::new();
        match stage {
            // The day it was promised for, not the day of the promise.
            Stage::Promised => near(&mut troubles, "on", Some(on), doing.today),
            _ => happened(&mut troubles, "on", Some(on), doing.today),
        }
        no_trouble(troubles)?;
        let mut steps: Vec<(Stage, Date)> = item.steps.iter().copied().filter(|(known, _)| *known < stage).collect();
        let reached = |least: Stage| steps.iter().any(|(known, _)| *known >= least);
        // Only a loan goes back, and only from hand.
        if stage == Stage::Returned && !(item.loan && reached(Stage::Received)) {
            return Err(Refusal::OutOfOrder);
        }
        // A promise may be kept early, so its day says nothing about the days after it.
        let latest = steps.iter().filter(|(known, _)| *known != Stage::Promised).map(|(_, day)| *day).max();
        if latest.is_some_and(|latest| on < latest) {
            return Err(Refusal::OutOfOrder);
        }
        // Wanted is where every item stands before its first step.
        if stage != Stage::Wanted {
            steps.push((stage, on));
        }
        item.steps = steps;
        Ok(())
    }

    pub(super) fn note_record(&mut self, record: RecordId, note: String) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        short(&mut troubles, "note", &note, TEXT_LETTERS);
        no_trouble(troubles)?;
        self.record(record)?.note = note;
        Ok(())
    }

    /// Only an item of one's own, and only while no file hangs on it: what the list asks for is marked as not needed instead.
    pub(super) fn remove_record(&mut self, record: RecordId) -> Result<(), Refusal> {
        let item = self.record(record)?;
        if item.kind != Kind::Own || !item.attachments.is_empty() {
            return Err(Refusal::OutOfOrder);
        }
        self.records.retain(|item| item.id != record);
        Ok(())
    }

    pub(super) fn record(&mut self, id: RecordId) -> Result<&mut Item, Refusal> {
        self.records.iter_mut().find(|item| item.id == id).ok_or(Refusal::NotFound)
    }

    fn put_record(&mut self, kind: Kind, words: String, loan: bool) -> Result<(), Refusal> {
        room(self.records.len(), RECORDS)?;
        let id = RecordId(next(self.records.iter().map(|item| item.id.0)));
        let (steps, note, attachments) = (Vec::new(), String::new(), Vec::new());
        self.records.push(Item { id, kind, words, loan, steps, note, attachments });
        Ok(())
    }
}
