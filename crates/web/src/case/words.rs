//! Days, people and parts of a case in words.

use casework::people::{Ground, Purpose};
use casework::{Moment, Part};
pub(crate) use documents::paper::papers::words::{person, relation, role};
use jiff::civil::Date;
use language::Text;

use crate::case::door::Door;

/// "Saturday 3 October 2026".
pub(crate) fn date(t: Text, date: Date) -> String {
    let weekday = i64::from(date.weekday().to_monday_one_offset());
    t.door_date(weekday, i64::from(date.day()), i64::from(date.month()), date.year().to_string())
}

/// The day of a moment, where the program runs.
pub(crate) fn day_of(t: Text, door: &Door, moment: Moment) -> String {
    date(t, door.local(moment).date())
}

/// Day and time of a moment, where the program runs.
pub(crate) fn time_of(t: Text, door: &Door, moment: Moment) -> String {
    let local = door.local(moment);
    t.door_date_time(date(t, local.date()), format!("{:02}:{:02}", local.hour(), local.minute()))
}

/// A part of the case.
pub(crate) fn part(t: Text, part: Part) -> String {
    match part {
        Part::Opinion => t.door_part_opinion(),
        Part::Worries => t.door_part_worries(),
        Part::Time => t.door_part_time(),
        Part::Choice => t.door_part_choice(),
        Part::Telling => t.door_part_telling(),
        Part::Letter => t.door_part_letter(),
        Part::Records => t.door_part_records(),
        Part::Application => t.door_part_application(),
        Part::Day => t.door_part_day(),
        Part::Second => t.door_part_second(),
        Part::Decision => t.door_part_decision(),
        Part::Ease => t.door_part_ease(),
        Part::People => t.door_part_people(),
        Part::Log => t.door_part_log(),
    }
}

/// Why a relative may act.
pub(crate) fn ground(t: Text, ground: Ground) -> String {
    match ground {
        Ground::Consent => t.door_ground_consent(),
        Ground::Minor => t.door_ground_minor(),
        Ground::Incapacity => t.door_ground_incapacity(),
        Ground::PowerOfAttorney => t.door_ground_attorney(),
    }
}

/// What a consent is for.
pub(crate) fn purpose(t: Text, purpose: Purpose) -> String {
    match purpose {
        Purpose::ReadAlong => t.door_purpose_read(),
        Purpose::FillIn => t.door_purpose_fill_in(),
        Purpose::Counsel => t.door_purpose_counsel(),
        Purpose::WriteLetter => t.door_purpose_letter(),
        Purpose::Examine => t.door_purpose_examine(),
    }
}
