//! What was observed, with its exact interval.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use crate::comparison::Estimate;

/// So many intervals are remembered in each thread (about 4 MB); an edition has fewer different pairs.
const MOST_REMEMBERED: usize = 60_000;

thread_local! {
    /// An interval depends on events and cases alone and takes a few microseconds, so it is computed once.
    static REMEMBERED: RefCell<Remembered> = RefCell::new(Remembered::default());
}

type Remembered = HashMap<Pair, Option<Estimate>, BuildHasherDefault<PairHasher>>;

/// Events and cases, hashed as one number: looked up for every figure of an answer, so it must be quick.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pair {
    events: u32,
    cases: u32,
}

impl Hash for Pair {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.events) << 32 | u64::from(self.cases));
    }
}

/// One multiplication (Fibonacci hashing), folded so that high and low bits both depend on all of the pair. The figures are the
/// edition's own, so nobody can choose pairs that collide.
#[derive(Default)]
struct PairHasher(u64);

impl Hasher for PairHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let product = u128::from(self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }
}

/// Events of each hundred, with the exact 95 % interval (Clopper and Pearson); none when the numbers cannot be.
pub fn observed(events: u32, cases: u32) -> Option<Estimate> {
    let pair = Pair { events, cases };
    REMEMBERED.with_borrow_mut(|remembered| {
        if let Some(known) = remembered.get(&pair) {
            return *known;
        }
        let estimate = computed(events, cases);
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert(pair, estimate);
        }
        estimate
    })
}

fn computed(events: u32, cases: u32) -> Option<Estimate> {
    let interval = statistics::clopper_pearson(u64::from(events), u64::from(cases), 0.95).ok()?;
    let value = 100.0 * f64::from(events) / f64::from(cases);
    Some(Estimate { value, low: 100.0 * interval.low, high: 100.0 * interval.high })
}
