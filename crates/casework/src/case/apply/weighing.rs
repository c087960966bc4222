//! Both opinions side by side.

use std::collections::BTreeSet;

use super::Doing;
use super::second::only_told;
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, TEXT_LETTERS, Troubles, happened, needed, no_trouble, short};
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::second::Said;
use crate::weigh::{ASKED_LATER, Compared, Compares, Joint, MATTERS, MOST_WEIGHT, Matter, Way, What, first_said};

impl Case {
    /// What the first doctor said on the points the first page does not ask for; that page keeps the others, so that nothing stands twice.
    pub(super) fn save_first_points(&mut self, said: Said) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        for point in said.keys().filter(|point| !ASKED_LATER.contains(point)) {
            troubles.push(Trouble { field: point.word(), wrong: Wrong::NotAChoice });
        }
        let said = only_told(&mut troubles, said);
        no_trouble(troubles)?;
        self.weighing.first = said;
        Ok(())
    }

    /// Puts down how points compare; a point that is not named stays as it was, one that is unknown without a word is taken off.
    pub(super) fn save_compared(&mut self, compared: Vec<Compared>) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        let mut named = BTreeSet::new();
        for one in &compared {
            let second = self.seconds.iter().find(|second| second.id == one.opinion && second.given.is_some());
            let second = second.ok_or(Refusal::NotFound)?;
            let both = first_said(self, one.point).told().is_some() && second.of(one.point).told().is_some();
            // Where one side is not known, nobody can say that it is the same or another.
            let guessed = one.compares != Compares::Unknown && !both;
            if guessed || !named.insert((one.opinion, one.point)) {
                troubles.push(Trouble { field: one.point.word(), wrong: Wrong::NotAChoice });
            }
            short(&mut troubles, "why", &one.why, TEXT_LETTERS);
        }
        no_trouble(troubles)?;
        let known = &mut self.weighing.compared;
        known.retain(|one| !named.contains(&(one.opinion, one.point)));
        known
            .extend(compared.into_iter().filter(|one| one.compares != Compares::Unknown || !one.why.trim().is_empty()));
        known.sort_by_key(|one| (one.opinion, one.point));
        Ok(())
    }

    /// Whoever said that two points are the same said it of the words that stood there. Where these have changed it is not known any more;
    /// what was written about it stays.
    pub(super) fn unsay_compared(&mut self, before: &Case) {
        let words = |case: &Case, one: &Compared| {
            let second = case.seconds.iter().find(|second| second.id == one.opinion);
            (first_said(case, one.point), second.map(|second| second.of(one.point)))
        };
        let mut compared = std::mem::take(&mut self.weighing.compared);
        for one in &mut compared {
            if words(before, one) != words(self, one) {
                one.compares = Compares::Unknown;
            }
        }
        compared.retain(|one| one.compares != Compares::Unknown || !one.why.trim().is_empty());
        self.weighing.compared = compared;
    }

    pub(super) fn save_matters(&mut self, matters: Vec<Matter>) -> Result<(), Refusal> {
        if matters.len() > MATTERS {
            return Err(Refusal::Full(MATTERS));
        }
        let mut troubles = Troubles::new();
        let mut named = BTreeSet::new();
        for matter in &matters {
            if let What::Own(words) = &matter.what {
                needed(&mut troubles, "own", words, NAME_LETTERS);
            }
            if !(1..=MOST_WEIGHT).contains(&matter.weight) {
                troubles.push(Trouble { field: "weight", wrong: Wrong::NotAChoice });
            }
            if !named.insert(&matter.what) {
                troubles.push(Trouble { field: "matters", wrong: Wrong::NotAChoice });
            }
        }
        no_trouble(troubles)?;
        self.weighing.matters = matters;
        Ok(())
    }

    pub(super) fn save_joint(&mut self, doing: Doing, joint: Option<Joint>) -> Result<(), Refusal> {
        if let Some(joint) = &joint {
            let mut troubles = Troubles::new();
            happened(&mut troubles, "asked_on", joint.asked_on, doing.today);
            happened(&mut troubles, "held_on", joint.held_on, doing.today);
            short(&mut troubles, "outcome", &joint.outcome, TEXT_LETTERS);
            // What came of a talk comes from one that took place. Why there is none needs no day.
            let took_place = joint.way == Way::None || joint.held_on.is_some();
            if !joint.outcome.trim().is_empty() && !took_place {
                troubles.push(Trouble { field: "held_on", wrong: Wrong::Missing });
            }
            no_trouble(troubles)?;
            if joint.asked_on.zip(joint.held_on).is_some_and(|(asked, held)| held < asked) {
                return Err(Refusal::OutOfOrder);
            }
        }
        self.weighing.joint = joint;
        Ok(())
    }
}
