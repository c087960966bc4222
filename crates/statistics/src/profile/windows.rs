//! Which periods of a measure can stand side by side.

use super::Months;

impl Months {
    /// The middle of the stretch, in years.
    #[must_use]
    pub fn middle(self) -> f64 {
        (f64::from(self.first) + f64::from(self.last) + 1.0) / 24.0
    }

    /// Whether the two stretches share a month.
    #[must_use]
    pub fn overlaps(self, other: Months) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Keeps the newest period, then the newest that shares no month with it, and so on back, rising.
///
/// Periods with the same last month: the longer one is older. A period named twice counts once.
#[must_use]
pub fn newest_apart(periods: impl Iterator<Item = Months>) -> Vec<Months> {
    let mut falling: Vec<Months> = periods.collect();
    falling.sort_unstable_by_key(|months| std::cmp::Reverse((months.last, months.first)));
    let mut kept: Vec<Months> = Vec::new();
    for months in falling {
        // They fall by their last month, so only the one kept last can reach into this one.
        if kept.last().is_none_or(|newer| months.last < newer.first) {
            kept.push(months);
        }
    }
    kept.reverse();
    kept
}
