//! `GET` and `POST /case/letter`: how far the hospital's own letter is, or the doctor's form.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::records::{Kind, Stage};
use casework::refusal::{Refusal, Trouble};
use casework::{Act, Deed};
use jiff::civil::Date;
use language::Text;

use super::fields::{Form, Line, Summary};
use super::values::{Values, date};
use super::{At, Failed};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/letter.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    can_invite: bool,
    summary: Summary,
    state: String,
    form_states: Vec<String>,
    dates: Vec<Line>,
    next: Option<(&'static str, String)>,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Letter).await {
        Ok(at) => shown(&at, &kept(&at), &[], false),
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Letter, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut troubles = Vec::new();
    let asked_on = date(&sent, "asked_on", at.view.today, &mut troubles);
    let promised_for = date(&sent, "promised_for", at.view.today, &mut troubles);
    let received_on = date(&sent, "received_on", at.view.today, &mut troubles);
    if !troubles.is_empty() {
        return shown(&at, &Values::of(&sent), &troubles, false);
    }
    let mut acts = vec![Act::SaveLetter { asked_on, promised_for, received_on }];
    acts.extend(listed_too(&at, asked_on, received_on));
    match at.act(acts).await {
        Ok(()) => at.onward(),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => shown(&at, &Values::of(&sent), &troubles, false),
        Err(Failed { refusal: Refusal::OutOfOrder, .. }) => shown(&at, &Values::of(&sent), &[], true),
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// The letter stands on the records list too; who said here that it was asked for or received need not say it there again. What the list
/// already says stays, and days that do not fit it change nothing there.
fn listed_too(at: &At<'_>, asked_on: Option<Date>, received_on: Option<Date>) -> Option<Act> {
    let item = at.view.case.records.iter().find(|item| item.kind == Kind::Letter)?;
    let (stage, on) = match (item.stage(), received_on, asked_on) {
        (Stage::Wanted | Stage::Asked | Stage::Promised, Some(on), _) => (Stage::Received, on),
        (Stage::Wanted, None, Some(on)) => (Stage::Asked, on),
        _ => return None,
    };
    let act = Act::MoveRecord { record: item.id, stage, on };
    let tried = at.view.case.clone().apply(at.view.caller.actor, act.clone(), at.open.casework.now(), at.view.today);
    (at.may(act.deed()) && tried.is_ok()).then_some(act)
}

fn kept(at: &At<'_>) -> Values {
    let letter = &at.view.case.letter;
    let mut values = Values::default();
    let dates =
        [("asked_on", letter.asked_on), ("promised_for", letter.promised_for), ("received_on", letter.received_on)];
    for (name, on) in dates {
        values.put(name, on.map(|on| at.day(on)).unwrap_or_default());
    }
    values
}

fn shown(at: &At<'_>, values: &Values, troubles: &[Trouble], out_of_order: bool) -> Response {
    let t = at.t;
    let mut form = Form::with(t, values, troubles, |field| label(t, field));
    if out_of_order {
        form.say("received_on", t.letter_order(), t.letter_order_remedy());
    }
    let wrong = out_of_order || !troubles.is_empty();
    let line = |name: &str| form.line(name, label(t, name), t.steps_date_hint());
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        can_invite: at.may(Deed::InviteDoctor),
        state: state(at),
        form_states: form_states(at),
        dates: vec![line("asked_on"), line("promised_for"), line("received_on")],
        summary: form.summary(),
        next: at.next(),
    };
    page(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &shown)
}

pub(super) fn label(t: Text, field: &str) -> String {
    match field {
        "asked_on" => t.letter_asked_on(),
        "promised_for" => t.letter_promised_for(),
        _ => t.letter_received_on(),
    }
}

fn state(at: &At<'_>) -> String {
    let (t, letter) = (at.t, &at.view.case.letter);
    match (letter.received_on, letter.promised_for, letter.asked_on) {
        (Some(on), _, _) => t.letter_state_received(at.day(on)),
        (None, Some(on), _) if on < at.view.today => t.letter_state_overdue(at.day(on)),
        (None, Some(on), _) => t.letter_state_promised(at.day(on)),
        (None, None, Some(on)) => t.letter_state_asked(at.day(on)),
        (None, None, None) => t.letter_state_none(),
    }
}

/// What became of the doctor's code and form.
fn form_states(at: &At<'_>) -> Vec<String> {
    let (t, letter) = (at.t, &at.view.case.letter);
    let mut says = Vec::new();
    if let Some(invitation) = &letter.invitation {
        says.push(match invitation.used {
            Some(used) => t.letter_form_used(at.moment_day(used)),
            None => t.letter_form_out(at.moment_day(invitation.until)),
        });
    }
    if let Some(form) = letter.form.as_ref() {
        match &form.signed {
            Some(signed) => says.push(t.letter_form_signed(signed.by.as_str(), at.day(signed.on))),
            None if form.saved.is_some() => says.push(t.letter_form_saved()),
            None => {}
        }
    }
    says
}
