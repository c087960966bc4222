//! Which periods of a measure can stand side by side.

use super::Months;

/// Keeps the newest period, then the newest that shares no month with it, and so on back, rising.
///
/// Periods with the same last month: the longer one is older.
pub(super) fn newest(periods: impl Iterator<Item = Months>) -> Vec<Months> {
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
