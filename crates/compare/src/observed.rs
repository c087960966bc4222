//! What was observed, with its exact interval.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::comparison::Estimate;

/// So many intervals are remembered in each thread (about 4 MB); an edition has fewer different pairs.
const MOST_REMEMBERED: usize = 60_000;

thread_local! {
    /// An interval depends on events and cases alone and takes a few microseconds, so it is computed once.
    static REMEMBERED: RefCell<HashMap<(u32, u32), Option<Estimate>>> = RefCell::new(HashMap::new());
}

/// Events of each hundred, with the exact 95 % interval (Clopper and Pearson); none when the numbers cannot be.
pub fn observed(events: u32, cases: u32) -> Option<Estimate> {
    REMEMBERED.with_borrow_mut(|remembered| {
        if let Some(known) = remembered.get(&(events, cases)) {
            return *known;
        }
        let estimate = computed(events, cases);
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert((events, cases), estimate);
        }
        estimate
    })
}

fn computed(events: u32, cases: u32) -> Option<Estimate> {
    let interval = statistics::clopper_pearson(u64::from(events), u64::from(cases), 0.95).ok()?;
    let value = 100.0 * f64::from(events) / f64::from(cases);
    Some(Estimate { value, low: 100.0 * interval.low, high: 100.0 * interval.high })
}
