//! Whose disc is under way: one of a case at a time, and few altogether, because each keeps a thread and a line busy for minutes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use casework::CaseId;

/// So many at once.
const AT_ONCE: usize = 8;

/// The cases whose disc is under way.
#[derive(Clone, Default)]
pub(crate) struct Turns(Arc<Mutex<BTreeSet<CaseId>>>);

/// One disc under way; its turn ends with it, also when the visitor went away.
pub(super) struct Turn {
    of: Turns,
    case: CaseId,
}

impl Turns {
    /// The turn, unless a disc of this case is under way already or too many others are.
    pub(super) fn begin(&self, case: CaseId) -> Option<Turn> {
        let mut held = self.held();
        let free = held.len() < AT_ONCE && held.insert(case);
        free.then(|| Turn { of: self.clone(), case })
    }

    fn held(&self) -> MutexGuard<'_, BTreeSet<CaseId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.of.held().remove(&self.case);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_disc_of_a_case_at_a_time_and_few_altogether() {
        let turns = Turns::default();
        let case = |number: u8| CaseId([number; 16]);
        let first = turns.begin(case(0)).expect("a turn");
        assert!(turns.begin(case(0)).is_none());
        let others: Vec<_> = (1..20).filter_map(|number| turns.begin(case(number))).collect();
        assert_eq!(others.len(), AT_ONCE - 1);
        drop(first);
        assert!(turns.begin(case(0)).is_some());
    }
}
