//! Time, as an argument.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A point in time: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment(pub i64);

impl Moment {
    /// This moment so many seconds later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds))
    }

    /// Its day in universal time. Where the patient lives it can be the day before or after: good enough to look at, never to count a deadline from.
    pub(crate) fn utc_day(self) -> Date {
        const DAY_SECONDS: i64 = 24 * 60 * 60;
        // Days beyond the calendar stop at its end.
        const DAYS: i64 = 3_000_000;
        let days = self.0.div_euclid(DAY_SECONDS).clamp(-DAYS, DAYS);
        date(1970, 1, 1).saturating_add(days.days())
    }
}

/// What tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
    /// Today, where the program runs: a case is worked on where the patient lives.
    fn today(&self) -> Date;
}
