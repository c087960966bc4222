//! What was typed into the forms of a plan.

use casework::office::{Capacity, Office, Opening, PlanChange};
use casework::refusal::{Refusal, Wrong};
use jiff::ToSpan;
use jiff::civil::Date;
use language::Text;

use super::reply::{Fault, minutes, number};
use super::words;
use crate::case::Sent;
use crate::case::heard::clock;
use crate::case::steps::values::date_of;

/// So many weeks at once: half a year.
const MOST_WEEKS: u16 = 26;
/// The most lines of one form.
const MOST_LINES: usize = 100;

/// The change that a form asks for.
pub(super) fn read(t: Text, sent: &Sent, today: Date) -> Result<PlanChange, Vec<Fault>> {
    match sent.get("do") {
        Some("add") => openings(t, sent, today).map(PlanChange::Add),
        Some("remove") => Ok(PlanChange::Remove(sent.get("slot").and_then(|text| text.parse().ok()).unwrap_or(0))),
        Some("capacity") => capacity(t, sent).map(PlanChange::Capacity),
        _ => Err(vec![Fault::new("", t.office_nothing_chosen(), t.office_nothing_chosen_remedy())]),
    }
}

fn openings(t: Text, sent: &Sent, today: Date) -> Result<Vec<Opening>, Vec<Fault>> {
    let mut faults = Vec::new();
    let on = match date_of(sent.get("date"), today) {
        Ok(Some(on)) => Some(on),
        Ok(None) => {
            faults.push(Fault::of(t, "date", &t.plan_date(), Wrong::Missing));
            None
        }
        Err(wrong) => {
            faults.push(Fault::of(t, "date", &t.plan_date(), wrong));
            None
        }
    };
    let time = clock::time(sent.get("time").unwrap_or_default());
    if time.is_none() {
        faults.push(Fault::new("time", t.office_time_unreadable(t.plan_time()), t.office_time_unreadable_remedy()));
    }
    let minutes = minutes(t, sent).map_err(|fault| faults.push(fault)).ok();
    let weeks = number(sent.get("weeks").unwrap_or("1")).filter(|weeks| (1..=MOST_WEEKS).contains(weeks));
    if weeks.is_none() {
        faults.push(Fault::new("weeks", t.plan_weeks_bad(), String::new()));
    }
    let (Some(on), Some(time), Some(minutes), Some(weeks)) = (on, time, minutes, weeks) else { return Err(faults) };
    let opening = |week: u16| Opening {
        at: on.saturating_add(i32::from(week).weeks()).to_datetime(time),
        minutes,
        specialist: sent.text("specialist"),
        online: sent.yes("online"),
    };
    Ok((0..weeks).map(opening).collect())
}

fn capacity(t: Text, sent: &Sent) -> Result<Vec<Capacity>, Vec<Fault>> {
    let (mut capacity, mut faults) = (Vec::new(), Vec::new());
    for place in 0..MOST_LINES {
        let week = format!("week-{place}");
        let (specialist, typed) = (sent.text(&format!("who-{place}")), sent.get(&week));
        // Without a name, or without a number, there is no limit.
        let (false, Some(typed)) = (specialist.is_empty(), typed) else { continue };
        match number(typed) {
            Some(a_week) => capacity.push(Capacity { specialist, a_week }),
            None => faults.push(Fault::new(&week, t.plan_capacity_bad(), t.plan_capacity_bad_remedy())),
        }
    }
    if faults.is_empty() { Ok(capacity) } else { Err(faults) }
}

/// What a refusal says of the fields; none when something else is wrong.
pub(super) fn faults(t: Text, refusal: &Refusal, change: &PlanChange, office: &Office) -> Option<Vec<Fault>> {
    match (refusal, change) {
        (Refusal::Troubled(troubles), PlanChange::Add(openings)) => {
            let first = troubles.first()?;
            Some(vec![match (first.field, first.wrong) {
                // The rules know only that it cannot be; which date it is, the plan says.
                ("at", Wrong::NotAChoice) => {
                    let taken = openings.iter().find(|opening| {
                        let same = |at, who: &str| at == opening.at && who == opening.specialist;
                        office.slots.iter().any(|slot| same(slot.at, &slot.specialist))
                    });
                    let when = taken.or(openings.first()).map(|opening| words::at(t, opening.at)).unwrap_or_default();
                    Fault::new("time", t.plan_double(when), t.plan_double_remedy())
                }
                ("at", wrong) => Fault::of(t, "date", &t.plan_date(), wrong),
                ("minutes", wrong) => Fault::of(t, "minutes", &t.office_minutes(), wrong),
                (_, wrong) => Fault::of(t, "specialist", &t.office_specialist(), wrong),
            }])
        }
        (Refusal::Full(most), PlanChange::Add(openings)) => {
            let who = openings.first().map(|opening| opening.specialist.as_str()).unwrap_or_default();
            let limited =
                office.capacity.iter().any(|known| known.specialist == who && usize::from(known.a_week) == *most);
            limited.then(|| vec![Fault::new("date", t.plan_full(most.to_string()), t.plan_full_remedy())])
        }
        (Refusal::Troubled(_), PlanChange::Capacity(_)) => {
            Some(vec![Fault::new("who-0", t.plan_capacity_bad(), t.plan_capacity_bad_remedy())])
        }
        (Refusal::OutOfOrder, PlanChange::Remove(_)) => Some(vec![Fault::new("", t.plan_in_use(), String::new())]),
        _ => None,
    }
}
