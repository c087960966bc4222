//! `GET /case/applications/{id}`: where one application stands, who must act, and what can be done.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, Channel, Needed, Reason, State as Stands};
use casework::authority::may_hand_to;
use casework::{Deed, Part};
use language::Text;

use super::history::{Event, events};
use super::told::{Told, told};
use super::{apply, numbered, words};
use crate::application::Application;
use crate::case::steps::At;
use crate::case::steps::fields::{Form, Line, Summary};
use crate::case::steps::records::kind_words;
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, CodeBox, CodeFor, Open, Sent, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/heard/application.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    id: u32,
    turn: u32,
    state: String,
    acts: String,
    now: String,
    /// The patient's side must act.
    yours: bool,
    booked: String,
    held: String,
    asked: Vec<String>,
    /// Each date offered: its place, when it is as a form says it, and in words.
    offers: Vec<(usize, String, String)>,
    can: Can,
    declined: Option<Declined>,
    words: Line,
    posted_on: Line,
    held_on: Line,
    told: Option<Told>,
    paper: bool,
    doctor: Option<Doctor>,
    facts: Vec<(String, String)>,
    events: Vec<Event>,
    next: Option<(&'static str, String)>,
}

/// The doctor whom a desk on paper named, and the code by which they write the opinion here.
struct Doctor {
    name: String,
    code_box: Option<CodeBox>,
    /// A code is out already, which a new one ends.
    out: bool,
}

/// What the patient's side can do now.
struct Can {
    post: bool,
    supply: bool,
    take: bool,
    call_off: bool,
    held: bool,
    withdraw: bool,
    dossier: bool,
    day: bool,
    opinion: bool,
}

/// Why it was declined, what it means, and who comes next.
struct Declined {
    reason: String,
    after: String,
    urgent: bool,
    /// The next choice, to whom the same papers can go.
    next: Option<NextChoice>,
}

struct NextChoice {
    institution: String,
    name: String,
    parts: Vec<&'static str>,
    blind: bool,
    /// Something stands in the way there: its page says what.
    barred: Option<String>,
}

/// A field or a form that cannot be understood: its name, what is wrong, what to do.
pub(super) type Wrong = (String, String, String);

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Applications).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    match numbered(&at, &id) {
        Ok(applied) => shown(&at, &applied, None, Vec::new()),
        Err(response) => *response,
    }
}

pub(super) fn shown(at: &At<'_>, application: &Applied, sent: Option<&Sent>, wrong: Vec<Wrong>) -> Response {
    let t = at.t;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let values = sent.map(Values::of).unwrap_or_default();
    let mut form = Form::new(t, &values);
    for (field, detail, remedy) in wrong {
        form.say(&field, detail, remedy);
    }
    let offers = application
        .offers
        .iter()
        .enumerate()
        .map(|(place, offer)| (place, offer.at.to_string(), words::offer(t, offer)));
    let paper = application.channel == Channel::Paper;
    let shown = Page {
        frame: at.frame_titled(t.heard_application_title(application.name.as_str())),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        id: application.id.0,
        turn: application.turn,
        state: words::stands_now(t, application),
        acts: words::who_acts(t, application),
        now: words::what_now(t, application),
        yours: words::who_acts(t, application) == t.heard_acts_you(),
        booked: application.booked.as_ref().map(|offer| words::offer(t, offer)).unwrap_or_default(),
        held: application.held_on.map(|on| at.day(on)).unwrap_or_default(),
        asked: asked(t, application),
        offers: if application.state == Stands::Offered { offers.collect() } else { Vec::new() },
        can: can(at, application),
        declined: declined(at, application),
        words: form.text("words", t.heard_words_desk(), t.heard_words_hint()),
        posted_on: form.line("posted_on", t.heard_posted_on(), t.steps_date_hint()),
        held_on: form.line("held_on", t.heard_held_on(), t.steps_date_hint()),
        told: (paper && at.can_change() && application.is_live()).then(|| told(t, application, &form)),
        paper,
        doctor: doctor(at, application),
        facts: facts(at, application),
        events: events(at, application),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

/// A desk that works here hands its doctor the code itself; for one on paper the patient's side does.
fn doctor(at: &At<'_>, application: &Applied) -> Option<Doctor> {
    let case = &at.view.case;
    let named = application.doctor.filter(|doctor| {
        application.channel == Channel::Paper && may_hand_to(case, at.view.caller.actor, *doctor, at.view.today)
    })?;
    Some(Doctor {
        name: case.person(named).map(|person| person.name.clone()).unwrap_or_default(),
        code_box: CodeBox::fresh(at.application, at.visitor, at.open, CodeFor::Opinion(named)),
        out: case.codes.iter().any(|out| out.person == named),
    })
}

/// What the desk waits for.
pub(super) fn asked(t: Text, application: &Applied) -> Vec<String> {
    if application.state != Stands::ItemAsked {
        return Vec::new();
    }
    let one = |needed: &Needed| match (needed.kind, needed.words.trim()) {
        (Some(kind), "") => kind_words(t, kind),
        (Some(kind), words) => format!("{}{}{words}", kind_words(t, kind), t.words_colon()),
        (None, words) => words.to_owned(),
    };
    application.asked.iter().map(one).collect()
}

fn can(at: &At<'_>, application: &Applied) -> Can {
    let (state, change) = (application.state, at.can_change());
    let come = application.booked.as_ref().is_some_and(|offer| offer.at.date() <= at.view.today);
    let agreed = matches!(state, Stands::Booked | Stands::Held);
    Can {
        post: change && application.is_to_be_posted(),
        supply: change && state == Stands::ItemAsked,
        take: change && state == Stands::Offered,
        call_off: change && state == Stands::Booked,
        held: change && state == Stands::Booked && come,
        withdraw: application.is_live() && at.may(Deed::Apply),
        dossier: application.is_live(),
        day: agreed && at.may(Deed::Read(Part::Day)),
        opinion: matches!(state, Stands::Held | Stands::Given) && at.may(Deed::Read(Part::Second)),
    }
}

fn declined(at: &At<'_>, application: &Applied) -> Option<Declined> {
    let t = at.t;
    let reason = application.declined().filter(|_| application.state == Stands::Declined)?;
    let next = apply::next_choice(&at.view.case).filter(|_| at.may(Deed::Apply)).map(|chosen| {
        let barred = apply::in_the_way(at, chosen).iter().any(|hindrance| hindrance.bars);
        let place = at.view.case.choice.chosen.iter().position(|known| known == chosen).unwrap_or_default();
        NextChoice {
            institution: chosen.institution.clone(),
            name: chosen.name.clone(),
            parts: application.parts.iter().filter(|part| Part::SENT.contains(part)).map(|part| part.word()).collect(),
            blind: application.blind,
            barred: barred.then(|| format!("/case/applications?choice={}", place + 1)),
        }
    });
    Some(Declined {
        reason: words::reason(t, reason),
        after: words::after(t, reason),
        urgent: reason == Reason::TooUrgent,
        next,
    })
}

/// What was sent, when and how.
fn facts(at: &At<'_>, application: &Applied) -> Vec<(String, String)> {
    let t = at.t;
    let parts = Part::SENT.into_iter().filter(|part| application.parts.contains(part));
    let parts: Vec<String> = parts.map(|part| apply::part_words(t, part).0).collect();
    let parts = if parts.is_empty() { t.heard_parts_none() } else { parts.join(&t.words_semicolon()) };
    let channel = match application.channel {
        Channel::Queue => t.heard_channel_queue(),
        Channel::Paper => t.heard_channel_paper(),
    };
    let blind = if application.blind { t.heard_blind_yes() } else { t.heard_blind_no() };
    vec![
        (t.heard_sent_on(), at.moment_day(application.sent)),
        (t.heard_way(), crate::case::steps::choose::way_words(t, application.way)),
        (t.heard_channel(), channel),
        (t.heard_parts_sent(), parts),
        (t.heard_blind_legend(), blind),
    ]
}
