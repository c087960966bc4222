//! An office's plan: times in which consultations can be, and how many a week.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::{Capacity, Office, Slot};
use crate::application::MINUTES;
use crate::case::{NAME_LETTERS, needed, no_trouble, short};
use crate::refusal::{Refusal, Trouble, Wrong};

/// Times in a plan at one time.
pub const SLOTS: usize = 500;
/// Specialists with a capacity.
const SPECIALISTS: usize = 100;
/// How many years ahead a plan reaches: as far as a date can be offered.
const PLAN_YEARS: i32 = 2;
/// How long a time that has passed stays in the plan, in days.
const PASSED_DAYS: i32 = 30;
/// More consultations than a specialist has in a week.
const A_WEEK_MOST: u16 = 200;

/// A time that is put into the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When, where the office is.
    pub at: DateTime,
    /// So many minutes.
    pub minutes: u16,
    /// With whom.
    pub specialist: String,
    /// Online or there.
    pub online: bool,
}

/// A change to the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChange {
    /// Puts times in.
    Add(Vec<Opening>),
    /// Takes a time out; one that is taken stays until its date is called off.
    Remove(u32),
    /// How many a week, by specialist; it replaces what was set.
    Capacity(Vec<Capacity>),
}

impl Slot {
    /// Whether it and a time of so many minutes overlap.
    pub(super) fn meets(&self, at: DateTime, minutes: u16) -> bool {
        let end = |at: DateTime, minutes: u16| at.saturating_add(i64::from(minutes).minutes());
        self.at < end(at, minutes) && at < end(self.at, self.minutes)
    }
}

impl Office {
    /// The office after a change to its plan. Times long past go.
    pub fn planned(&self, change: PlanChange, today: Date) -> Result<Office, Refusal> {
        let mut office = self.clone();
        let old = today.saturating_sub(PASSED_DAYS.days());
        office.slots.retain(|slot| slot.at.date() >= old);
        match change {
            PlanChange::Add(openings) => openings.into_iter().try_for_each(|opening| office.open(opening, today))?,
            PlanChange::Remove(id) => office.close(id)?,
            PlanChange::Capacity(capacity) => office.set_capacity(capacity)?,
        }
        office.changes += 1;
        Ok(office)
    }

    fn open(&mut self, opening: Opening, today: Date) -> Result<(), Refusal> {
        let mut troubles = Vec::new();
        short(&mut troubles, "specialist", &opening.specialist, NAME_LETTERS);
        let day = opening.at.date();
        if day < today {
            troubles.push(Trouble { field: "at", wrong: Wrong::Past });
        }
        if day > today.saturating_add(PLAN_YEARS.years()) {
            troubles.push(Trouble { field: "at", wrong: Wrong::TooFar });
        }
        if !MINUTES.contains(&opening.minutes) {
            troubles.push(Trouble { field: "minutes", wrong: Wrong::NotAChoice });
        }
        let same = |slot: &Slot| slot.specialist == opening.specialist && slot.meets(opening.at, opening.minutes);
        if self.slots.iter().any(same) {
            troubles.push(Trouble { field: "at", wrong: Wrong::NotAChoice });
        }
        no_trouble(troubles)?;
        if self.slots.len() >= SLOTS {
            return Err(Refusal::Full(SLOTS));
        }
        self.keep_capacity(&opening)?;
        // Never a number that was given before: an offer that is still out names its slot by it.
        let id = self.last_slot.saturating_add(1);
        self.last_slot = id;
        let Opening { at, minutes, specialist, online } = opening;
        self.slots.push(Slot { id, at, minutes, specialist, online, taken: None });
        self.slots.sort_by_key(|slot| (slot.at, slot.id));
        Ok(())
    }

    /// Not more in one week, Monday to Sunday, than the specialist can see.
    fn keep_capacity(&self, opening: &Opening) -> Result<(), Refusal> {
        let Some(capacity) = self.capacity.iter().find(|known| known.specialist == opening.specialist) else {
            return Ok(());
        };
        let week = |at: DateTime| {
            let day = at.date().iso_week_date();
            (day.year(), day.week())
        };
        let same = |slot: &&Slot| slot.specialist == opening.specialist && week(slot.at) == week(opening.at);
        let most = usize::from(capacity.a_week);
        if self.slots.iter().filter(same).count() >= most { Err(Refusal::Full(most)) } else { Ok(()) }
    }

    fn close(&mut self, id: u32) -> Result<(), Refusal> {
        let slot = self.slots.iter().find(|slot| slot.id == id).ok_or(Refusal::NotFound)?;
        if slot.taken.is_some() {
            return Err(Refusal::OutOfOrder);
        }
        self.slots.retain(|slot| slot.id != id);
        Ok(())
    }

    fn set_capacity(&mut self, capacity: Vec<Capacity>) -> Result<(), Refusal> {
        let mut troubles = Vec::new();
        for (place, one) in capacity.iter().enumerate() {
            needed(&mut troubles, "specialist", &one.specialist, NAME_LETTERS);
            let double = capacity.iter().take(place).any(|other| other.specialist == one.specialist);
            if one.a_week > A_WEEK_MOST || double {
                troubles.push(Trouble { field: "a_week", wrong: Wrong::NotAChoice });
            }
        }
        no_trouble(troubles)?;
        if capacity.len() > SPECIALISTS {
            return Err(Refusal::Full(SPECIALISTS));
        }
        self.capacity = capacity;
        Ok(())
    }
}
