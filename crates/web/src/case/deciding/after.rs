//! `GET` and `POST /case/after`: some weeks later, whether the patient is glad to have asked, and at ease.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, Channel, State as Stands};
use casework::decision::{FOLLOW_UP_DAYS, FollowUp, OutOfFive, follow_up_due};
use casework::refusal::{Trouble, Wrong};
use casework::{Act, Deed, Refusal};
use jiff::ToSpan as _;
use language::Text;

use super::turn_to::TurnTo;
use super::{label, stay};
use crate::application::Application;
use crate::case::steps::fields::{Choices, Form, Line, Summary};
use crate::case::steps::values::{Values, date};
use crate::case::steps::{At, Failed};
use crate::case::{CaseFrame, Open, Sent, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

/// Up to this answer someone is said not to be at ease, and is given someone to ring.
const NOT_AT_EASE: u8 = 2;

#[derive(Template)]
#[template(path = "case/deciding/after.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    can_answer_ease: bool,
    decided: bool,
    when: String,
    thanks: bool,
    not_at_ease: bool,
    summary: Summary,
    scales: Vec<Choices>,
    words: Line,
    ring: Choices,
    /// Whether a desk that works here may count the answer; asked where there is one.
    desk: Option<Choices>,
    /// Somebody waits to be rung: who rang, and when.
    rang: Option<(Line, Line)>,
    earlier: Vec<Earlier>,
    turn_to: TurnTo,
    next: Option<(&'static str, String)>,
}

/// One earlier answer.
struct Earlier {
    on: String,
    lines: Vec<String>,
    words: String,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::After).await {
        Ok(at) => shown(&at, &Values::default(), None),
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::After, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut troubles = Vec::new();
    let satisfied = out_of_five(&sent, "satisfied", &mut troubles);
    let at_ease = out_of_five(&sent, "at_ease", &mut troubles);
    if !troubles.is_empty() {
        return shown(&at, &Values::of(&sent), Some(&troubles));
    }
    let (ring_me, for_desk) = (sent.yes("ring"), sent.yes("desk"));
    let act = Act::FollowUp { satisfied, at_ease, words: sent.text("words"), ring_me, for_desk };
    match at.act(vec![act]).await {
        Ok(()) => stay("/case/after?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => shown(&at, &Values::of(&sent), Some(&troubles)),
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// `POST /case/after/rang`: somebody rang.
pub(super) async fn rang(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::After, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut troubles = Vec::new();
    let on = date(&sent, "rang_on", at.view.today, &mut troubles).unwrap_or(at.view.today);
    if !troubles.is_empty() {
        return shown(&at, &Values::of(&sent), Some(&troubles));
    }
    match at.act(vec![Act::NoteRung { who: sent.text("rang"), on }]).await {
        Ok(()) => stay("/case/after?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => shown(&at, &Values::of(&sent), Some(&troubles)),
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// Only a desk that works here has numbers of its own in which the answer could be counted.
fn asks_desk(at: &At<'_>) -> bool {
    let here = |application: &Applied| application.channel == Channel::Queue && application.state == Stands::Given;
    at.view.case.applications.iter().any(here)
}

/// An answer on the scale; the rules say which numbers there are.
fn out_of_five(sent: &Sent, name: &'static str, troubles: &mut Vec<Trouble>) -> Option<OutOfFive> {
    let answer = sent.get(name)?;
    let read = answer.parse().ok().map(OutOfFive);
    if read.is_none() {
        troubles.push(Trouble { field: name, wrong: Wrong::NotAChoice });
    }
    read
}

fn shown(at: &At<'_>, values: &Values, wrong: Option<&[Trouble]>) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let deciding = &case.deciding;
    let mut form = Form::new(t, values);
    for trouble in wrong.unwrap_or_default() {
        if trouble.wrong == Wrong::Missing {
            form.say(trouble.field, t.after_nothing(), t.after_nothing_remedy());
        } else {
            form.wrong(trouble.field, &field_words(t, trouble.field), trouble.wrong);
        }
    }
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let last = deciding.follow_ups.last();
    let low = last.and_then(|last| last.at_ease).is_some_and(|OutOfFive(value)| value <= NOT_AT_EASE);
    let scale = |name: &str| {
        let choice = |value: u8| form.choice(name, &value.to_string(), scale_words(t, value));
        form.one(name, field_words(t, name), (1..=5).map(choice).collect())
    };
    let ring = form.choice("ring", "yes", t.after_ring()).about(t.after_ring_about());
    let case_frame = at.case_frame();
    let shown = Page {
        frame: at.frame(),
        t,
        can_change: at.can_change(),
        can_answer_ease: at.may(Deed::AnswerEase),
        decided: !deciding.decisions.is_empty(),
        when: when(at),
        thanks: case_frame.saved && last.is_some(),
        case_frame,
        not_at_ease: low,
        scales: vec![scale("satisfied"), scale("at_ease")],
        words: form.text("words", t.after_words(), t.after_words_hint()),
        ring: form.any("ring", t.after_ring(), vec![ring]).in_row(),
        desk: asks_desk(at).then(|| {
            let may = form.choice("desk", "yes", t.after_desk()).about(t.after_desk_about());
            form.any("desk", t.after_desk(), vec![may]).in_row()
        }),
        rang: deciding.follow_ups.iter().any(FollowUp::waits_for_a_ring).then(|| {
            (
                form.line("rang", t.after_rang_who(), String::new()),
                form.line("rang_on", t.after_rang_on(), t.steps_date_hint()),
            )
        }),
        earlier: deciding.follow_ups.iter().rev().map(|follow_up| earlier(at, follow_up)).collect(),
        turn_to: TurnTo::of(at, "turn-to"),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

fn field_words(t: Text, field: &str) -> String {
    match field {
        "satisfied" => t.after_satisfied(),
        "at_ease" => t.after_at_ease(),
        "rang" => t.after_rang_who(),
        "rang_on" => t.after_rang_on(),
        other => label(t, Step::After, other).unwrap_or_default(),
    }
}

fn scale_words(t: Text, value: u8) -> String {
    let words = match value {
        1 => t.after_scale_1(),
        2 => t.after_scale_2(),
        3 => t.after_scale_3(),
        4 => t.after_scale_4(),
        _ => t.after_scale_5(),
    };
    t.after_scale(value.to_string(), words)
}

/// That it is time to look back, or from when on the page is meant; nothing once it was answered.
fn when(at: &At<'_>) -> String {
    let (t, case) = (at.t, &at.view.case);
    if follow_up_due(case, at.view.today).is_some() {
        return t.after_due();
    }
    let due = case.deciding.decided().and_then(|decision| decision.on.checked_add(FOLLOW_UP_DAYS.days()).ok());
    due.filter(|due| *due > at.view.today).map(|due| t.after_early(at.day(due))).unwrap_or_default()
}

fn earlier(at: &At<'_>, follow_up: &FollowUp) -> Earlier {
    let t = at.t;
    let said = |answer: Option<OutOfFive>| {
        answer.map_or_else(|| t.after_not_answered(), |OutOfFive(value)| scale_words(t, value))
    };
    let mut lines =
        vec![t.after_line_satisfied(said(follow_up.satisfied)), t.after_line_at_ease(said(follow_up.at_ease))];
    if follow_up.ring_me {
        lines.push(t.after_line_ring());
    }
    if let Some(rung) = &follow_up.rung {
        lines.push(t.after_line_rung(rung.who.as_str(), at.day(rung.on)));
    }
    Earlier { on: at.moment_day(follow_up.at), lines, words: follow_up.words.clone() }
}
