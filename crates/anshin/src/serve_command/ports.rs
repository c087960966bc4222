//! What a case needs of the machine: the time, and chance.

use std::time::{SystemTime, UNIX_EPOCH};

use casework::{Chance, Clock, Moment};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The system's clock, in the machine's time zone.
pub(crate) struct SystemClock {
    zone: TimeZone,
    /// So many seconds ahead of the machine's; nothing but trying out asks for that.
    ahead: i64,
}

/// Seconds of a day without a change of the clocks.
const DAY: i64 = 24 * 60 * 60;

impl SystemClock {
    /// The machine's own time.
    pub(crate) fn of(zone: TimeZone) -> SystemClock {
        SystemClock { zone, ahead: 0 }
    }

    /// So many days later, to see what a page says weeks from now.
    pub(crate) fn days_ahead(zone: TimeZone, days: u16) -> SystemClock {
        SystemClock { zone, ahead: i64::from(days) * DAY }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX).saturating_add(self.ahead))
    }

    fn today(&self) -> Date {
        let stamp = Timestamp::from_second(self.now().0).unwrap_or(Timestamp::UNIX_EPOCH);
        self.zone.to_datetime(stamp).date()
    }
}

/// Now, for what is done outside a case: a backup, a line of the log.
pub(crate) fn now() -> Moment {
    SystemClock::of(TimeZone::UTC).now()
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
