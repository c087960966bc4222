//! Where a unit stands against the reference, in a word.

use crate::bands::Belief;
use crate::shrinkage::Posterior;

/// The word for a unit's ratio against 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Fewer events than the reference: the probability of a ratio below 1 is at least 97.5 %.
    Lower,
    /// Neither, and the interval leaves out both half as many events again and a third fewer.
    Similar,
    /// Neither, and the interval is too wide for that: too few cases to tell.
    TooFew,
    /// More events than the reference: the probability of a ratio above 1 is at least 97.5 %.
    Higher,
}

/// The probability from which a difference is called one.
const SURE: f64 = 0.975;
/// A ratio within this factor of 1, both ways, is called similar. It is our own choice; no body has set one.
const SIMILAR: f64 = 1.5;

impl Posterior {
    /// The two numbers that comparing it with another needs.
    #[must_use]
    pub fn belief(&self) -> Belief {
        Belief { mean: self.log_mean, deviation: self.log_deviation }
    }

    /// The word for this unit.
    #[must_use]
    pub fn standing(&self) -> Standing {
        if self.probability_lower >= SURE {
            Standing::Lower
        } else if self.probability_lower <= 1.0 - SURE {
            Standing::Higher
        } else if self.ratio.low > SIMILAR.recip() && self.ratio.high < SIMILAR {
            Standing::Similar
        } else {
            Standing::TooFew
        }
    }
}
