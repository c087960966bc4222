//! `/desk/{office}/plan`: the dates of a desk, and how many a week its specialists can see.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::Refusal;
use casework::office::{Duty, Office, Slot};
use jiff::civil::Date;
use language::Text;

use super::at_office::{AtOffice, Link};
use super::reply::{Fault, USUAL_MINUTES};
use super::{go_to, plan_read, words};
use crate::application::Application;
use crate::case::sign_in::SignedIn;
use crate::case::steps::fields::{Choices, Form, Line, Summary};
use crate::case::steps::values::Values;
use crate::case::{Guest, Sent};
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/plan.html")]
struct Page {
    frame: Frame,
    t: Text,
    hidden: String,
    action: String,
    office: String,
    links: Vec<Link>,
    saved: bool,
    summary: Summary,
    slots: Vec<SlotView>,
    specialists: Vec<Ahead>,
    add: Adding,
    capacity: Vec<(Line, Line)>,
}

struct SlotView {
    id: u32,
    says: String,
    when: String,
    minutes: String,
    with: String,
    place: String,
    state: String,
    /// The application that has it.
    href: String,
    removable: bool,
}

/// What lies ahead for one specialist.
struct Ahead {
    who: String,
    a_week: String,
    free: usize,
    taken: usize,
}

struct Adding {
    date: Line,
    time: Line,
    minutes: Line,
    specialist: Line,
    online: Choices,
    weeks: Line,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path(office): Path<String>,
) -> Response {
    match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => page_of(&at, None, Vec::new()),
        Err(response) => response,
    }
}

pub(super) async fn change(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path(office): Path<String>,
    sent: Sent,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let change = match plan_read::read(at.t, &sent, at.today()) {
        Ok(change) => change,
        Err(faults) => return page_of(&at, Some(&sent), faults),
    };
    match at.casework().plan(at.cookie(), &at.office.id, change.clone()).await {
        Ok(_) => go_to(&at.href("/plan?done=saved")),
        // Pressed twice: it is out already.
        Err(Refusal::NotFound) if sent.get("do") == Some("remove") => go_to(&at.href("/plan?done=saved")),
        Err(refusal) => match plan_read::faults(at.t, &refusal, &change, &at.office) {
            Some(faults) => page_of(&at, Some(&sent), faults),
            None => at.refused_with(&refusal, sent.written()),
        },
    }
}

fn page_of(at: &AtOffice<'_>, sent: Option<&Sent>, faults: Vec<Fault>) -> Response {
    let (t, office, today) = (at.t, &at.office, at.today());
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    // A form that is shown again keeps what was typed; the other forms of the page stand as they are kept.
    let mut values = sent.map(Values::of).unwrap_or_default();
    keep(&mut values, office);
    let mut form = Form::new(t, &values);
    for fault in faults {
        form.say(&fault.field, fault.detail, fault.remedy);
    }
    let shown = Page {
        frame: at.frame(t.office_plan_of(office.name.as_str())),
        t,
        hidden: at.guest.hidden(),
        action: at.href("/plan"),
        office: office.name.clone(),
        links: at.links("/plan"),
        saved: at.just("saved"),
        slots: office.slots.iter().map(|slot| view(at, slot, today)).collect(),
        specialists: specialists(office).iter().map(|who| ahead(t, office, who, today)).collect(),
        add: adding(&form),
        capacity: capacity(&form, office),
        summary: form.summary(),
    };
    at.page(status, &shown)
}

fn keep(values: &mut Values, office: &Office) {
    values.put("minutes", USUAL_MINUTES);
    values.put("weeks", "1");
    for (place, who) in specialists(office).iter().enumerate() {
        values.put(format!("who-{place}"), who.as_str());
        let known = office.capacity.iter().find(|known| known.specialist == *who);
        values.put(format!("week-{place}"), known.map(|known| known.a_week.to_string()).unwrap_or_default());
    }
}

/// Everyone with a number or a date.
fn specialists(office: &Office) -> Vec<String> {
    let named = office.capacity.iter().map(|known| &known.specialist);
    let mut all: Vec<String> = named.chain(office.slots.iter().map(|slot| &slot.specialist)).cloned().collect();
    all.sort();
    all.dedup();
    all.retain(|who| !who.is_empty());
    all
}

fn ahead(t: Text, office: &Office, who: &str, today: Date) -> Ahead {
    let of = |taken: bool| {
        let own = |slot: &&Slot| slot.specialist == who && slot.at.date() >= today && slot.taken.is_some() == taken;
        office.slots.iter().filter(own).count()
    };
    let known = office.capacity.iter().find(|known| known.specialist == who);
    let a_week = known.map_or_else(|| t.numbers_none(), |known| known.a_week.to_string());
    Ahead { who: who.to_owned(), a_week, free: of(false), taken: of(true) }
}

fn view(at: &AtOffice<'_>, slot: &Slot, today: Date) -> SlotView {
    let t = at.t;
    let passed = slot.at.date() < today;
    let state = match (slot.taken, passed) {
        (Some(_), _) => t.plan_taken(),
        (None, true) => t.plan_passed(),
        (None, false) => t.plan_free(),
    };
    SlotView {
        id: slot.id,
        says: words::slot(t, slot),
        when: words::at(t, slot.at),
        minutes: slot.minutes.to_string(),
        with: if slot.specialist.is_empty() { t.plan_anyone() } else { slot.specialist.clone() },
        place: if slot.online { t.plan_online() } else { t.plan_there() },
        state,
        href: slot.taken.map(|(case, _)| at.href(&format!("/case/{case}"))).unwrap_or_default(),
        removable: slot.taken.is_none(),
    }
}

fn adding(form: &Form<'_>) -> Adding {
    let t = form.t;
    Adding {
        date: form.line("date", t.plan_date(), t.steps_date_hint()),
        time: form.line("time", t.plan_time(), String::new()),
        minutes: form.line("minutes", t.office_minutes(), String::new()),
        specialist: form.line("specialist", t.office_specialist(), t.office_specialist_hint()),
        online: form.any("online", String::new(), vec![form.choice("online", "yes", t.office_online())]),
        weeks: form.line("weeks", t.plan_weeks(), t.plan_weeks_hint()),
    }
}

/// A line for each specialist, and an empty one.
fn capacity(form: &Form<'_>, office: &Office) -> Vec<(Line, Line)> {
    let t = form.t;
    let lines = 0..=specialists(office).len();
    lines
        .map(|place| {
            let (who, week) = (format!("who-{place}"), format!("week-{place}"));
            let named = form.values.text(&who).to_owned();
            let label = if named.is_empty() { t.plan_a_week() } else { t.plan_a_week_of(named) };
            (form.line(&who, t.office_specialist(), String::new()), form.line(&week, label, String::new()))
        })
        .collect()
}
