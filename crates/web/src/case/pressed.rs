//! A button that begins a case and was pressed twice begins one.
//!
//! The form carries a mark that no other page has. Whoever sends the same mark again within ten minutes is led to what was begun with it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use casework::{Moment, Secret};

/// So long a second press counts as the same one.
const SAME_SECONDS: i64 = 600;
/// So many are remembered; the oldest go first.
const MOST: usize = 2_000;

/// What was begun with one mark: nothing yet, or the case that this cookie opens. Whoever comes second waits for the lock.
pub(crate) type Pressed = Arc<tokio::sync::Mutex<Option<Secret>>>;

/// The marks that came back.
#[derive(Default)]
pub(crate) struct Presses(Mutex<VecDeque<(String, Moment, Pressed)>>);

impl Presses {
    /// The place for what this mark begins. The mark is bound to its device by the form's token, which stands before it.
    pub(crate) fn of(&self, mark: String, now: Moment) -> Pressed {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(_, made, _)| (0..SAME_SECONDS).contains(&(now.0 - made.0)));
        if let Some((_, _, pressed)) = held.iter().find(|(known, _, _)| *known == mark) {
            return Arc::clone(pressed);
        }
        if held.len() >= MOST {
            held.pop_front();
        }
        let pressed = Pressed::default();
        held.push_back((mark, now, Arc::clone(&pressed)));
        pressed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_of_presses_is_bounded_and_ends_after_ten_minutes() {
        let presses = Presses::default();
        let first = presses.of("one".to_owned(), Moment(0));
        assert!(Arc::ptr_eq(&first, &presses.of("one".to_owned(), Moment(599))));
        assert!(!Arc::ptr_eq(&first, &presses.of("one".to_owned(), Moment(600))));
        (0..5_000).for_each(|number: i32| drop(presses.of(number.to_string(), Moment(601))));
        assert_eq!(presses.0.lock().expect("a lock").len(), MOST);
    }
}
