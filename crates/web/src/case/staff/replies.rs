//! The forms with which a desk answers: what can follow from where the application stands, each in one action.

use askama::Template;
use casework::application::{Application as Applied, Side, State};
use casework::choice::Way;
use casework::office::Slot;
use jiff::civil::Date;
use language::Text;

use super::reply::{Fault, KINDS, TYPED, USUAL_MINUTES};
use super::words;
use crate::case::Sent;
use crate::case::steps::day;
use crate::case::steps::fields::{Choice, Choices, Form, Line, Summary};
use crate::case::steps::records;
use crate::case::steps::values::Values;

/// Free dates shown to choose from; the nearest ones.
const SHOWN: usize = 15;

/// A block of a page; a template writes it with `{{ replies|safe }}`.
#[derive(Template)]
#[template(path = "case/staff/replies.html")]
pub(super) struct Replies {
    t: Text,
    hidden: String,
    action: String,
    application: String,
    turn: String,
    dates: Option<Dates>,
    ask: Option<(Choices, Line)>,
    decline: Option<(Choices, Line)>,
    cancel: Option<Line>,
    held: Option<Line>,
    doctor: Option<Line>,
    doctor_title: String,
    /// The form that was sent and is to stand open.
    open: String,
}

/// Offering dates, with accepting or after it.
struct Dates {
    what: &'static str,
    title: String,
    about: String,
    go: String,
    slots: Option<Choices>,
    typed: Vec<(Line, Line)>,
    minutes: Line,
    specialist: Line,
    online: Choices,
    words: Line,
}

/// Where the forms go, and with what.
pub(super) struct Sending {
    pub(super) hidden: String,
    pub(super) action: String,
    /// The free dates of the plan; none for a desk that has no plan here.
    pub(super) slots: Option<Vec<Slot>>,
    /// A desk by code names no doctor: it could not hand out the code.
    pub(super) names_doctor: bool,
    pub(super) today: Date,
}

impl Replies {
    /// The forms, and what is wrong with the one that was sent.
    pub(super) fn new(
        t: Text,
        applied: &Applied,
        sending: Sending,
        sent: Option<&Sent>,
        faults: Vec<Fault>,
    ) -> (Replies, Summary) {
        let values = sent.map_or_else(|| fresh(t, applied), Values::of);
        let mut form = Form::new(t, &values);
        for fault in faults {
            form.say(&fault.field, fault.detail, fault.remedy);
        }
        let examines = matches!(applied.state, State::Sent | State::ItemAsked);
        let offers = matches!(applied.state, State::Accepted | State::Offered);
        let booked = applied.state == State::Booked;
        let live = applied.waits_for() != Side::Nobody;
        let named = applied.doctor.is_some();
        let replies = Replies {
            t,
            dates: (examines || offers).then(|| dates(&form, examines, &sending)),
            ask: examines.then(|| ask(&form)),
            decline: (live && applied.state != State::Held).then(|| decline(&form)),
            cancel: booked.then(|| words_line(&form, "words-cancel")),
            held: booked.then(|| form.line("held_on", t.office_held_on(), t.steps_date_hint())),
            doctor: (sending.names_doctor && live && !examines)
                .then(|| form.line("doctor", t.office_doctor_name(), String::new())),
            doctor_title: if named { t.office_name_doctor_again() } else { t.office_name_doctor() },
            open: sent.map(|sent| sent.text("do")).unwrap_or_default(),
            hidden: sending.hidden,
            action: sending.action,
            application: applied.id.to_string(),
            turn: applied.turn.to_string(),
        };
        (replies, form.summary())
    }

    /// What every one of the forms carries. All of it is of our own making.
    fn start(&self, what: &str) -> String {
        format!(
            "{}<input type=\"hidden\" name=\"application\" value=\"{}\"><input type=\"hidden\" name=\"turn\" value=\"{}\">\
             <input type=\"hidden\" name=\"do\" value=\"{what}\">",
            self.hidden, self.application, self.turn
        )
    }

    /// Whether the typed dates stand open: there is nothing else to choose from, or this form was sent.
    fn types(&self, dates: &Dates) -> bool {
        self.open == dates.what || dates.slots.as_ref().is_none_or(Choices::is_empty)
    }

    /// Whether there is anything to answer.
    pub(super) fn any(&self) -> bool {
        self.dates.is_some() || self.decline.is_some() || self.doctor.is_some()
    }
}

fn fresh(t: Text, applied: &Applied) -> Values {
    let mut values = Values::default();
    values.put("minutes", USUAL_MINUTES);
    if applied.way == Way::Online {
        values.put("online", "yes");
    }
    if let Some(booked) = &applied.booked {
        values.put("held_on", day(t, booked.at.date()));
    }
    values
}

fn dates(form: &Form<'_>, examines: bool, sending: &Sending) -> Dates {
    let t = form.t;
    let (what, title, about, go) = if examines {
        ("accept", t.office_accept(), t.office_accept_about(), t.office_accept_go())
    } else {
        ("offer", t.office_offer(), t.office_offer_about(), t.office_offer_go())
    };
    let slots = sending.slots.as_ref().map(|slots| {
        let free = slots.iter().filter(|slot| slot.taken.is_none() && slot.at.date() >= sending.today).take(SHOWN);
        form.any("slot", t.office_slots(), free.map(|slot| choice(form, slot)).collect())
    });
    let typed = TYPED.iter().map(|number| {
        let hint = if *number == "1" { t.office_date_hint() } else { String::new() };
        let date = form.line(&format!("date{number}"), t.office_date_nth(*number), hint);
        (date, form.line(&format!("time{number}"), t.office_time_nth(*number), String::new()))
    });
    Dates {
        what,
        title,
        about,
        go,
        slots,
        typed: typed.collect(),
        minutes: form.line("minutes", t.office_minutes(), String::new()),
        specialist: form.line("specialist", t.office_specialist(), t.office_specialist_hint()),
        online: form.any("online", String::new(), vec![form.choice("online", "yes", t.office_online())]),
        words: words_line(form, "words-dates"),
    }
}

fn choice(form: &Form<'_>, slot: &Slot) -> Choice {
    form.choice("slot", &slot.id.to_string(), words::slot(form.t, slot))
}

fn words_line(form: &Form<'_>, name: &str) -> Line {
    form.text(name, form.t.office_words(), form.t.office_words_hint()).lines(2)
}

fn ask(form: &Form<'_>) -> (Choices, Line) {
    let t = form.t;
    let kinds = KINDS.iter().map(|(word, kind)| form.choice("kind", word, records::kind_words(t, *kind)));
    let other = form.choice("kind", "other", t.office_ask_other());
    let kinds = form.one("kind", t.office_ask_kind(), kinds.chain([other]).collect());
    (kinds, form.text("asked", t.office_ask_words(), String::new()).lines(2))
}

fn decline(form: &Form<'_>) -> (Choices, Line) {
    let t = form.t;
    let reasons = words::REASONS.iter().map(|(word, reason)| form.choice("reason", word, words::reason(t, *reason)));
    (form.one("reason", t.office_decline_why(), reasons.collect()), words_line(form, "words-decline"))
}
