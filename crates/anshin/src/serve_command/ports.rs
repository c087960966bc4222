//! What a case needs of the machine: the time, and chance.

use std::time::{SystemTime, UNIX_EPOCH};

use casework::{Chance, Clock, Moment};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The system's clock, in the machine's time zone.
pub(crate) struct SystemClock(pub(crate) TimeZone);

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    }

    fn today(&self) -> Date {
        let stamp = Timestamp::from_second(self.now().0).unwrap_or(Timestamp::UNIX_EPOCH);
        self.0.to_datetime(stamp).date()
    }
}

/// Now, for what is done outside a case: a backup, a line of the log.
pub(crate) fn now() -> Moment {
    SystemClock(TimeZone::UTC).now()
}

/// The operating system's generator.
pub(crate) struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, room: &mut [u8]) {
        // A secret that is not drawn would be a secret everyone knows: better no answer than that one.
        while getrandom::fill(room).is_err() {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
}
