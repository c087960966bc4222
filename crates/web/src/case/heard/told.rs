//! `POST /case/applications/{id}/told`: what a desk on paper answered by telephone, fax or letter, written down by the patient's side.

use axum::extract::{Path, State};
use axum::response::Response;
use casework::Act;
use casework::application::{self, Application as Applied, Channel, Needed, Offer, Reason, Reply, State as Stands};
use casework::choice::Way;
use casework::records::Kind;
use casework::refusal::{Refusal, Wrong as What};
use jiff::civil::{Date, DateTime};
use language::Text;

use super::moves::refused_here;
use super::one::{Wrong, shown};
use super::{clock, go_to, in_turn, to_change, turn, words};
use crate::application::Application;
use crate::case::staff::Twice;
use crate::case::steps::fields::{Choices, Form, Line};
use crate::case::steps::records::kind_words;
use crate::case::steps::values::date_of;
use crate::case::steps::{At, wrong_in_words};
use crate::case::{Open, Sent, Step};
use crate::visitor::Visitor;

/// So many dates can be written down at once.
const DATES: u8 = 3;
/// So many minutes where nothing was said; most desks' shortest consultation (facts A1: 30 to 60 minutes).
const MINUTES: u16 = 30;

/// The kinds of record that a desk asks for by name.
const KINDS: [(&str, Kind); 9] = [
    ("letter", Kind::Letter),
    ("tests", Kind::Tests),
    ("images", Kind::Images),
    ("image-reports", Kind::ImageReports),
    ("pathology-report", Kind::PathologyReport),
    ("slides", Kind::Slides),
    ("endoscopy", Kind::Endoscopy),
    ("heart", Kind::Heart),
    ("medicines", Kind::Medicines),
];

/// What can be written down now.
pub(super) struct Told {
    /// Dates, with which the desk takes it on or offers others; the word of the form and its name.
    pub(super) dates: Option<Dates>,
    pub(super) ask: Option<Ask>,
    pub(super) cancel: Option<Heard>,
    pub(super) doctor: Option<Named>,
    pub(super) decline: Option<Decline>,
}

/// What every one of them asks.
pub(super) struct Heard {
    pub(super) open: bool,
    pub(super) told_by: Line,
    pub(super) words: Line,
}

pub(super) struct Dates {
    pub(super) heard: Heard,
    pub(super) word: &'static str,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) rows: Vec<(Line, Line)>,
    pub(super) minutes: Line,
    pub(super) specialist: Line,
    pub(super) online: Choices,
}

pub(super) struct Ask {
    pub(super) heard: Heard,
    pub(super) kind: Choices,
    pub(super) asked: Line,
}

pub(super) struct Named {
    pub(super) heard: Heard,
    pub(super) doctor: Line,
}

pub(super) struct Decline {
    pub(super) heard: Heard,
    pub(super) reason: Choices,
}

/// The forms for what a desk can answer where the application stands.
pub(super) fn told(t: Text, application: &Applied, form: &Form<'_>) -> Told {
    let state = application.state;
    let new = matches!(state, Stands::Sent | Stands::ItemAsked);
    let again = matches!(state, Stands::Accepted | Stands::Offered);
    Told {
        dates: (new || again).then(|| dates(t, application, form, new)),
        ask: (state == Stands::Sent).then(|| ask(t, form)),
        cancel: (state == Stands::Booked).then(|| heard(t, form, "cancel", &[])),
        doctor: (again || matches!(state, Stands::Booked | Stands::Held)).then(|| Named {
            heard: heard(t, form, "doctor", &["doctor"]),
            doctor: form.line("doctor", t.heard_told_doctor_name(), String::new()),
        }),
        decline: (state != Stands::Held).then(|| decline(t, form)),
    }
}

fn heard(t: Text, form: &Form<'_>, kind: &str, fields: &[&str]) -> Heard {
    let (told_by, words) = (format!("told_by-{kind}"), format!("words-{kind}"));
    let wrong = form.is_wrong(&told_by) || form.is_wrong(&words) || fields.iter().any(|field| form.is_wrong(field));
    Heard {
        open: wrong,
        told_by: form.line(&told_by, t.heard_told_by(), t.heard_told_by_hint()),
        words: form.text(&words, t.heard_told_words(), String::new()),
    }
}

fn dates(t: Text, application: &Applied, form: &Form<'_>, new: bool) -> Dates {
    let rows = (1..=DATES).map(|row| {
        let hint = |hint: String| if row == 1 { hint } else { String::new() };
        let numbered = |label: String| t.heard_numbered(label, row);
        let date = form.line(&format!("date{row}"), numbered(t.heard_offer_date()), hint(t.steps_date_hint()));
        let time = form.line(&format!("time{row}"), numbered(t.heard_offer_time()), hint(t.heard_offer_time_hint()));
        (date, time)
    });
    let online = matches!(application.way, Way::Online | Way::OnlineFromNearby);
    let place = |word, label| form.choice("online", word, label);
    let (here, far) = (place("no", t.heard_there()), place("yes", t.heard_online()));
    let neither = !["no", "yes"].iter().any(|word| form.values.has("online", word));
    let choices = match (neither, online) {
        (true, true) => vec![here, far.first()],
        (true, false) => vec![here.first(), far],
        (false, _) => vec![here, far],
    };
    let fields = ["date1", "date2", "date3", "time1", "time2", "time3", "minutes"];
    let (word, title, about) = if new {
        ("accept", t.heard_told_accept(), t.heard_told_accept_about())
    } else {
        ("offer", t.heard_told_offer(), t.heard_told_offer_about())
    };
    Dates {
        heard: heard(t, form, "dates", &fields),
        word,
        title,
        about,
        rows: rows.collect(),
        minutes: form.line("minutes", t.heard_offer_minutes(), t.heard_offer_minutes_hint()),
        specialist: form.line("specialist", t.heard_offer_with(), String::new()),
        online: form.one("online", t.heard_offer_where(), choices),
    }
}

fn ask(t: Text, form: &Form<'_>) -> Ask {
    let kinds = KINDS.iter().map(|(word, kind)| form.choice("kind", word, kind_words(t, *kind)));
    let other = form.choice("kind", "other", t.heard_told_kind_other());
    let none = !KINDS.iter().any(|(word, _)| form.values.has("kind", word));
    let other = if none { other.first() } else { other };
    Ask {
        heard: heard(t, form, "ask", &["asked"]),
        kind: form.one("kind", t.heard_told_kind(), kinds.collect()).and(other),
        asked: form.text("asked", t.heard_told_asked(), t.heard_told_asked_hint()),
    }
}

fn decline(t: Text, form: &Form<'_>) -> Decline {
    let reasons = Reason::ALL.into_iter();
    let reasons = reasons.map(|reason| form.choice("reason", reason.word(), words::reason(t, reason)));
    Decline {
        heard: heard(t, form, "decline", &["reason"]),
        reason: form.one("reason", t.heard_told_reason(), reasons.collect()),
    }
}

pub(super) async fn save(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
    sent: Sent,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Applications).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let applied = match to_change(&at, &id, &sent) {
        Ok(applied) => applied,
        Err(response) => return *response,
    };
    let back = format!("/case/applications/{}?saved=yes", applied.id);
    let turn = turn(&sent);
    // A desk that works here answers for itself: nobody else puts words in its mouth.
    if applied.channel == Channel::Queue {
        return refused_here(&at, &applied, &Refusal::NotYourTurn, &sent);
    }
    let (kind, reply) = match reply(&at, &sent) {
        Ok(reply) => reply,
        Err(wrong) => return shown(&at, &applied, Some(&sent), wrong),
    };
    let (words, by) = (sent.text(&format!("words-{kind}")), sent.text(&format!("told_by-{kind}")));
    if wrote_already(&at, &applied, &Twice { turn, reply: &reply, words: &words }, &by) {
        return go_to(&back);
    }
    let act = Act::Answer { application: applied.id, turn, reply, words, told_by: Some(by) };
    match in_turn(&at, act).await {
        Ok(_) => go_to(&back),
        Err(Refusal::Troubled(troubles)) => {
            let wrong = troubles.iter().map(|trouble| wrong(at.t, &field(kind, trouble.field), trouble.wrong));
            shown(&at, &applied, Some(&sent), wrong.collect())
        }
        Err(refusal) => refused_here(&at, &applied, &refusal, &sent),
    }
}

/// The same form sent twice is written down once. Another answer to the same turn is not the same form: nobody is told that it was kept.
fn wrote_already(at: &At<'_>, applied: &Applied, twice: &Twice<'_>, told_by: &str) -> bool {
    let me = at.view.caller.actor.person;
    let told = applied.turns.last().is_some_and(|last| last.told_by.as_deref() == Some(told_by));
    let named = || applied.doctor.and_then(|doctor| at.view.case.person(doctor)).map(|doctor| doctor.name.as_str());
    told && match twice.reply {
        Reply::Doctor(name) => twice.is_last(applied, me) && named() == Some(name.as_str()),
        _ => twice.is_done(applied, me),
    }
}

/// A field of a rule under its name in the form of this kind.
fn field(kind: &str, field: &str) -> String {
    match field {
        "told_by" | "words" => format!("{field}-{kind}"),
        "offers" => "date1".to_owned(),
        other => other.to_owned(),
    }
}

fn wrong(t: Text, field: &str, wrong: What) -> Wrong {
    let label = super::label(t, field).unwrap_or_else(|| match field {
        "reason" => t.heard_told_reason(),
        _ => t.heard_words(),
    });
    let (detail, remedy) = wrong_in_words(t, &label, wrong);
    (field.to_owned(), detail, remedy)
}

/// What was told, with the word of its form; everything that is wrong at once.
fn reply(at: &At<'_>, sent: &Sent) -> Result<(&'static str, Reply), Vec<Wrong>> {
    let t = at.t;
    let mut wrongs = Vec::new();
    let word = sent.get("do").unwrap_or_default();
    let (kind, reply) = match word {
        "accept" => ("dates", Reply::Accept(offers(at, sent, &mut wrongs))),
        "offer" => {
            let offers = offers(at, sent, &mut wrongs);
            if offers.is_empty() && wrongs.is_empty() {
                wrongs.push(wrong(t, "date1", What::Missing));
            }
            ("dates", Reply::Offer(offers))
        }
        "ask" => {
            let kind = KINDS.iter().find(|(word, _)| sent.get("kind") == Some(word)).map(|(_, kind)| *kind);
            let words = sent.text("asked");
            if kind.is_none() && words.is_empty() {
                wrongs.push(wrong(t, "asked", What::Missing));
            }
            ("ask", Reply::Ask(Needed { kind, words }))
        }
        "cancel" => ("cancel", Reply::CancelDate),
        "doctor" => {
            let name = sent.text("doctor");
            if name.is_empty() {
                wrongs.push(wrong(t, "doctor", What::Missing));
            }
            ("doctor", Reply::Doctor(name))
        }
        "decline" => {
            let reason = Reason::ALL.into_iter().find(|reason| sent.get("reason") == Some(reason.word()));
            if reason.is_none() {
                wrongs.push(wrong(t, "reason", What::NotAChoice));
            }
            ("decline", Reply::Decline(reason.unwrap_or(Reason::Other)))
        }
        _ => return Err(vec![(String::new(), t.heard_nothing_asked(), t.heard_nothing_asked_remedy())]),
    };
    let told_by = format!("told_by-{kind}");
    if sent.get(&told_by).is_none() {
        wrongs.push(wrong(t, &told_by, What::Missing));
    }
    if wrongs.is_empty() { Ok((kind, reply)) } else { Err(wrongs) }
}

/// The dates that were written; a row without anything is none.
fn offers(at: &At<'_>, sent: &Sent, wrongs: &mut Vec<Wrong>) -> Vec<Offer> {
    let t = at.t;
    let minutes = minutes(sent).unwrap_or_else(|| {
        let (least, most) = (*application::MINUTES.start(), *application::MINUTES.end());
        let (detail, remedy) = (t.heard_minutes_wrong(), t.heard_told_minutes_remedy(least, most));
        wrongs.push(("minutes".to_owned(), detail, remedy));
        MINUTES
    });
    let mut offers = Vec::new();
    for row in 1..=DATES {
        let (date, time) = (format!("date{row}"), format!("time{row}"));
        if sent.get(&date).is_none() && sent.get(&time).is_none() {
            continue;
        }
        match moment(sent, (&date, &time), at.view.today) {
            Ok(at) => offers.push(Offer {
                slot: None,
                at,
                minutes,
                specialist: sent.text("specialist"),
                online: sent.yes("online"),
            }),
            Err(None) => {
                wrongs.push((time, t.heard_time_wrong(), t.heard_time_wrong_remedy()));
            }
            Err(Some(what)) => wrongs.push(wrong(t, &date, what)),
        }
    }
    offers
}

/// A day and a time that were written; without a reason it is the time that cannot be read.
fn moment(sent: &Sent, (date, time): (&str, &str), today: Date) -> Result<DateTime, Option<What>> {
    let day = date_of(sent.get(date), today).map_err(Some)?.ok_or(Some(What::Missing))?;
    if day < today {
        return Err(Some(What::Past));
    }
    let time = sent.get(time).and_then(clock::time).ok_or(None)?;
    Ok(day.to_datetime(time))
}

/// So many minutes; none where what was written is no such number.
fn minutes(sent: &Sent) -> Option<u16> {
    match sent.get("minutes") {
        None => Some(MINUTES),
        Some(text) => number(text).filter(|minutes| application::MINUTES.contains(minutes)),
    }
}

/// A whole number as it is typed, full-width digits and a unit behind it too.
pub(super) fn number(text: &str) -> Option<u16> {
    let narrow = text.chars().map(|sign| match sign {
        '０'..='９' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        _ => sign,
    });
    let narrow: String = narrow.collect();
    let digits = narrow.trim().trim_end_matches(|sign: char| sign.is_alphabetic() || sign.is_whitespace());
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn minutes_are_read_with_full_width_digits_and_with_their_unit() {
        for written in ["30", "３０", "30分", "３０分", "30 minutes", " 30 min"] {
            assert_eq!(number(written), Some(30), "{written}");
        }
        for written in ["", "half an hour", "-5", "99999"] {
            assert_eq!(number(written), None, "{written}");
        }
    }
}
