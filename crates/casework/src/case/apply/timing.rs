//! Answers about time.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Doing;
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, SIGNS, Troubles, WORD_LETTERS, happened, no_trouble, short, to_come};
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::timing::{Step, Treatment};

impl Case {
    pub(super) fn answer_signs(
        &mut self,
        doing: Doing,
        signs: BTreeSet<String>,
        version: String,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        signs.iter().for_each(|sign| short(&mut troubles, "signs", sign, WORD_LETTERS));
        short(&mut troubles, "version", &version, WORD_LETTERS);
        no_trouble(troubles)?;
        if signs.len() > SIGNS {
            return Err(Refusal::Full(SIGNS));
        }
        self.timing.signs = signs;
        self.timing.signs_read = Some((doing.now, version));
        Ok(())
    }

    pub(super) fn save_timing(
        &mut self,
        doing: Doing,
        treatment: Option<Treatment>,
        latest_safe: Option<Date>,
        latest_safe_by: String,
    ) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        to_come(&mut troubles, "latest_safe", latest_safe, self.timing.latest_safe, doing.today);
        short(&mut troubles, "latest_safe_by", &latest_safe_by, NAME_LETTERS);
        // A date without a doctor's name would be a guess, and this one must not be guessed.
        if latest_safe.is_some() && latest_safe_by.trim().is_empty() {
            troubles.push(Trouble { field: "latest_safe_by", wrong: Wrong::Missing });
        }
        no_trouble(troubles)?;
        self.timing.treatment = treatment;
        self.timing.latest_safe = latest_safe;
        self.timing.latest_safe_by = latest_safe_by;
        Ok(())
    }

    pub(super) fn fix_step(&mut self, doing: Doing, step: Step, on: Option<Date>) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        to_come(&mut troubles, "on", on, day_of(&self.timing.fixed, step), doing.today);
        no_trouble(troubles)?;
        put(&mut self.timing.fixed, step, on);
        Ok(())
    }

    pub(super) fn finish_step(&mut self, doing: Doing, step: Step, on: Option<Date>) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        happened(&mut troubles, "on", on, doing.today);
        no_trouble(troubles)?;
        put(&mut self.timing.done, step, on);
        Ok(())
    }
}

fn day_of(days: &[(Step, Date)], step: Step) -> Option<Date> {
    days.iter().find(|(known, _)| *known == step).map(|(_, on)| *on)
}

/// One day a step, in the order of the steps.
fn put(days: &mut Vec<(Step, Date)>, step: Step, on: Option<Date>) {
    days.retain(|(known, _)| *known != step);
    days.extend(on.map(|on| (step, on)));
    days.sort();
}
