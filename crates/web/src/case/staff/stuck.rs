//! Where a case is stuck, in words.

use casework::stuck::Stuck;
use language::Text;

use crate::case::steps::{calendar, day};

/// Each in one line.
pub(super) fn words(t: Text, stuck: &Stuck) -> String {
    match stuck {
        Stuck::RingMe => t.stuck_ring_me(),
        Stuck::WorryHigh => t.stuck_worry_high(),
        Stuck::DateNear(date) => t.stuck_date_near(day(t, *date)),
        Stuck::ItemAsked(_) => t.stuck_item_asked(),
        Stuck::OffersWait(_) => t.stuck_offers_wait(),
        Stuck::NobodyAsked => t.stuck_nobody_asked(),
        Stuck::DeskSilent(_) => t.stuck_desk_silent(),
        Stuck::NotHeld(_) => t.stuck_not_held(),
        Stuck::OpinionLate(_) => t.stuck_opinion_late(),
        Stuck::LetterLate(date) => t.stuck_letter_late(day(t, *date)),
        Stuck::NoLetter => t.stuck_no_letter(),
        Stuck::StepLate(step, days) => t.stuck_step_late(calendar::name(t, *step), *days),
        Stuck::WorryOpen(_) => t.stuck_worry_open(),
        Stuck::NoReport => t.stuck_no_report(),
    }
}
