//! An office's own numbers, by one definition: over the applications that came to it here, as they stand.

use std::collections::BTreeMap;

use super::{Office, Tally};
use crate::application::Reason;
use crate::second::Stands;

/// So many patients must have answered before how satisfied they are is shown: one answer alone would say who gave it.
pub const SATISFIED_LEAST: u32 = 5;

/// The numbers of an office.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// Applications that came.
    pub applications: u32,
    /// Of these, those that had a consultation: over them `median_days` is taken.
    pub held: u32,
    /// The median of the days from the application to the consultation.
    pub median_days: Option<f64>,
    /// Declined, by reason.
    pub declined: BTreeMap<Reason, u32>,
    /// Withdrawn by the patient's side.
    pub withdrawn: u32,
    /// Neither held nor ended yet.
    pub open: u32,
    /// Opinions that agree with the first.
    pub agrees: u32,
    /// Opinions that agree and refine something.
    pub refines: u32,
    /// Opinions that differ.
    pub differs: u32,
    /// How many answered how satisfied they are.
    pub satisfied_answers: u32,
    /// How many answered 1, 2, 3, 4 and 5; none below `SATISFIED_LEAST` answers.
    pub satisfied: Option<[u32; 5]>,
}

impl Office {
    /// The numbers of everything that came so far.
    pub fn numbers(&self) -> Numbers {
        let mut numbers = Numbers::default();
        let (mut days, mut satisfied) = (Vec::new(), [0; 5]);
        for tally in &self.tallies {
            numbers.applications += 1;
            days.extend(waited(tally));
            if let Some(reason) = tally.declined {
                *numbers.declined.entry(reason).or_default() += 1;
            }
            numbers.withdrawn += u32::from(tally.withdrawn);
            let ended = tally.declined.is_some() || tally.withdrawn;
            numbers.open += u32::from(tally.held_on.is_none() && !ended);
            match tally.stands {
                Some(Stands::Agrees) => numbers.agrees += 1,
                Some(Stands::Refines) => numbers.refines += 1,
                Some(Stands::Differs) => numbers.differs += 1,
                None => {}
            }
            if let Some(answer) = tally.satisfied
                && let Some(count) = satisfied.get_mut(usize::from(answer.0).wrapping_sub(1))
            {
                *count += 1;
                numbers.satisfied_answers += 1;
            }
        }
        numbers.held = u32::try_from(days.len()).unwrap_or(u32::MAX);
        numbers.median_days = median(days);
        numbers.satisfied = (numbers.satisfied_answers >= SATISFIED_LEAST).then_some(satisfied);
        numbers
    }
}

/// Days from the application to the consultation.
fn waited(tally: &Tally) -> Option<i32> {
    tally.held_on?.since(tally.applied_on).ok().map(|span| span.get_days())
}

fn median(mut days: Vec<i32>) -> Option<f64> {
    days.sort_unstable();
    let high = *days.get(days.len() / 2)?;
    let low = if days.len().is_multiple_of(2) { *days.get((days.len() / 2).checked_sub(1)?)? } else { high };
    Some(f64::from(low).midpoint(f64::from(high)))
}
