//! What a desk's form says: the reply that was chosen, read from its fields.

use casework::application::{MINUTES, Needed, Offer, Reply};
use casework::office::Slot;
use casework::records::Kind;
use casework::refusal::{Refusal, Wrong};
use jiff::civil::{Date, DateTime};
use language::Text;

use super::words::REASONS;
use crate::case::Sent;
use crate::case::heard::clock;
use crate::case::steps::values::date_of;
use crate::case::steps::wrong_in_words;

/// Dates that can be typed at once.
pub(super) const TYPED: [&str; 3] = ["1", "2", "3"];
/// As long as most consultations that desks publish.
pub(super) const USUAL_MINUTES: &str = "60";

/// Something that is wrong with a field: which, what, and what to do.
pub(super) struct Fault {
    pub(super) field: String,
    pub(super) detail: String,
    pub(super) remedy: String,
}

impl Fault {
    pub(super) fn new(field: &str, detail: String, remedy: String) -> Fault {
        Fault { field: field.to_owned(), detail, remedy }
    }

    pub(super) fn of(t: Text, field: &str, label: &str, wrong: Wrong) -> Fault {
        let (detail, remedy) = wrong_in_words(t, label, wrong);
        Fault::new(field, detail, remedy)
    }
}

/// What a desk can ask for, by its word in a form.
pub(super) const KINDS: [(&str, Kind); 10] = [
    ("letter", Kind::Letter),
    ("tests", Kind::Tests),
    ("images", Kind::Images),
    ("image-reports", Kind::ImageReports),
    ("pathology-report", Kind::PathologyReport),
    ("slides", Kind::Slides),
    ("endoscopy", Kind::Endoscopy),
    ("heart", Kind::Heart),
    ("summaries", Kind::Summaries),
    ("medicines", Kind::Medicines),
];

/// The reply with the words beside it.
pub(super) fn read(t: Text, sent: &Sent, slots: &[Slot], today: Date) -> Result<(Reply, String), Vec<Fault>> {
    let words = |form: &str| sent.text(&format!("words-{form}")).replace("\r\n", "\n");
    match sent.get("do") {
        Some("accept") => Ok((Reply::Accept(offers(t, sent, slots, today)?), words("dates"))),
        Some("offer") => Ok((Reply::Offer(offers(t, sent, slots, today)?), words("dates"))),
        Some("ask") => {
            let kind = KINDS.iter().find(|(word, _)| sent.get("kind") == Some(word)).map(|(_, kind)| *kind);
            Ok((Reply::Ask(Needed { kind, words: sent.text("asked").replace("\r\n", "\n") }), String::new()))
        }
        Some("decline") => {
            let reason = REASONS.iter().find(|(word, _)| sent.get("reason") == Some(word)).map(|(_, reason)| *reason);
            let missing = || vec![Fault::new("reason", t.office_choose_reason(), t.office_choose_reason_remedy())];
            Ok((Reply::Decline(reason.ok_or_else(missing)?), words("decline")))
        }
        Some("cancel") => Ok((Reply::CancelDate, words("cancel"))),
        Some("held") => {
            let label = t.office_held_on();
            let fault = |wrong| vec![Fault::of(t, "held_on", &label, wrong)];
            let on = date_of(sent.get("held_on"), today).map_err(fault)?;
            Ok((Reply::Held(on.ok_or_else(|| fault(Wrong::Missing))?), String::new()))
        }
        Some("doctor") => Ok((Reply::Doctor(sent.text("doctor")), String::new())),
        _ => Err(vec![Fault::new("", t.office_nothing_chosen(), t.office_nothing_chosen_remedy())]),
    }
}

/// The dates of the plan that were ticked, then those that were typed.
fn offers(t: Text, sent: &Sent, slots: &[Slot], today: Date) -> Result<Vec<Offer>, Vec<Fault>> {
    let (mut offers, mut faults) = (Vec::new(), Vec::new());
    for ticked in sent.all("slot") {
        match slots.iter().find(|slot| slot.id.to_string() == ticked) {
            Some(slot) => offers.push(Offer {
                slot: Some(slot.id),
                at: slot.at,
                minutes: slot.minutes,
                specialist: slot.specialist.clone(),
                online: slot.online,
            }),
            None => faults.push(Fault::new("slot", t.office_date_taken(), t.office_date_taken_remedy())),
        }
    }
    let typed = TYPED.iter().filter_map(|number| typed(t, sent, number, today).transpose());
    let mut times = Vec::new();
    for at in typed {
        match at {
            Ok(at) => times.push(at),
            Err(fault) => faults.push(fault),
        }
    }
    if !times.is_empty() {
        match minutes(t, sent) {
            Ok(minutes) => offers.extend(times.into_iter().map(|at| Offer {
                slot: None,
                at,
                minutes,
                specialist: sent.text("specialist"),
                online: sent.yes("online"),
            })),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(offers) } else { Err(faults) }
}

fn typed(t: Text, sent: &Sent, number: &str, today: Date) -> Result<Option<DateTime>, Fault> {
    let (date, time) = (format!("date{number}"), format!("time{number}"));
    let on = date_of(sent.get(&date), today).map_err(|wrong| Fault::of(t, &date, &t.office_date_nth(number), wrong))?;
    match (on, sent.get(&time)) {
        (None, None) => Ok(None),
        (Some(on), Some(text)) => {
            let unread = || {
                let what = t.office_time_nth(number);
                Fault::new(&time, t.office_time_unreadable(what), t.office_time_unreadable_remedy())
            };
            Ok(Some(on.to_datetime(clock::time(text).ok_or_else(unread)?)))
        }
        (Some(_), None) => Err(alone(t, &time, t.office_time_nth(number))),
        (None, Some(_)) => Err(alone(t, &date, t.office_date_nth(number))),
    }
}

fn alone(t: Text, field: &str, what: String) -> Fault {
    Fault::new(field, t.office_date_alone(what), t.office_date_alone_remedy())
}

/// How long, as a number that may be written in full width.
pub(super) fn minutes(t: Text, sent: &Sent) -> Result<u16, Fault> {
    let read = number(sent.get("minutes").unwrap_or(USUAL_MINUTES)).filter(|minutes| MINUTES.contains(minutes));
    let (least, most) = (MINUTES.start(), MINUTES.end());
    let unread =
        || Fault::new("minutes", t.office_minutes_unreadable(least, most), t.office_minutes_unreadable_remedy());
    read.ok_or_else(unread)
}

/// A whole number, in narrow or full-width digits.
pub(super) fn number(text: &str) -> Option<u16> {
    let narrow = |sign: char| match sign {
        '０'..='９' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        other => other,
    };
    text.trim().chars().map(narrow).collect::<String>().parse().ok()
}

/// What a refusal says of the form that was sent; none when the page itself must change.
pub(super) fn faults(t: Text, refusal: &Refusal, which: &str) -> Option<Vec<Fault>> {
    let form = match which {
        "accept" | "offer" => "dates",
        other => other,
    };
    match refusal {
        Refusal::Troubled(troubles) => Some(
            troubles
                .iter()
                .map(|trouble| {
                    let field = match trouble.field {
                        "words" => format!("words-{form}"),
                        "offers" => "date1".to_owned(),
                        other => other.to_owned(),
                    };
                    Fault::of(t, &field, &label(t, &field), trouble.wrong)
                })
                .collect(),
        ),
        Refusal::DateTaken => Some(vec![Fault::new("slot", t.office_date_taken(), t.office_date_taken_remedy())]),
        Refusal::Full(_) => {
            let (detail, remedy) = crate::case::refused::sentences(t, refusal);
            Some(vec![Fault::new("", detail, remedy)])
        }
        _ => None,
    }
}

fn label(t: Text, field: &str) -> String {
    match field {
        "date1" => t.office_date_nth("1"),
        "minutes" => t.office_minutes(),
        "specialist" => t.office_specialist(),
        "asked" => t.office_ask_words(),
        "held_on" => t.office_held_on(),
        "doctor" => t.office_doctor_name(),
        _ => t.office_words(),
    }
}
