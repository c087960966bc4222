//! What the patient's side does with an application: sends what was asked, takes a date, cannot come, withdraws.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, Move, State as Stands};
use casework::{Act, Deed, Refusal};
use jiff::civil::Date;
use language::Text;

use super::one::{Wrong, shown};
use super::{go_to, in_turn, numbered, to_change, turn};
use crate::application::Application;
use crate::case::steps::values::date_of;
use crate::case::steps::{At, wrong_in_words};
use crate::case::{CaseFrame, Open, Sent, Step, refused};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/heard/withdraw.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    id: u32,
    turn: u32,
    name: String,
}

/// `POST /case/applications/{id}/move`.
pub(super) async fn make(
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
    match wanted(&at, &sent) {
        Ok(to) => moved(&at, &applied, to, &sent).await,
        Err(wrong) => shown(&at, &applied, Some(&sent), vec![wrong]),
    }
}

/// `GET /case/applications/{id}/withdraw`: what it means, before it is done.
pub(super) async fn show_withdraw(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Applications).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if !at.may(Deed::Apply) {
        return refused(&application, &visitor, &Refusal::NotFound);
    }
    let applied = match numbered(&at, &id) {
        Ok(applied) => applied,
        Err(response) => return *response,
    };
    if !applied.is_live() {
        return go_to(&format!("/case/applications/{}", applied.id));
    }
    let shown = Page {
        frame: at.frame_titled(at.t.heard_withdraw()),
        t: at.t,
        case_frame: at.case_frame(),
        id: applied.id.0,
        turn: applied.turn,
        name: applied.name,
    };
    page(StatusCode::OK, &shown)
}

/// `POST /case/applications/{id}/withdraw`.
pub(super) async fn withdraw(
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
    if !at.may(Deed::Apply) {
        return at.refused(&Refusal::NotFound, &sent);
    }
    match numbered(&at, &id) {
        Ok(applied) => moved(&at, &applied, Move::Withdraw, &sent).await,
        Err(response) => *response,
    }
}

async fn moved(at: &At<'_>, applied: &Applied, to: Move, sent: &Sent) -> Response {
    let back = format!("/case/applications/{}?saved=yes", applied.id);
    if done_already(at, applied, &to, sent) {
        return go_to(&back);
    }
    let act = Act::Move { application: applied.id, turn: turn(sent), to, words: sent.text("words") };
    match in_turn(at, act).await {
        Ok(_) => go_to(&back),
        Err(refusal) => refused_here(at, applied, &refusal, sent),
    }
}

/// The same press twice is one: the last change is this very one, by the same person, on the turn that was answered. Another date taken or
/// other words on the same turn are not, and nobody is told that they were kept.
fn done_already(at: &At<'_>, applied: &Applied, to: &Move, sent: &Sent) -> bool {
    let Some(last) = applied.turns.last() else { return false };
    let before = applied.turns.iter().rev().nth(1).map(|before| before.to);
    let led_here = match to {
        Move::Posted(on) => applied.posted_on == Some(*on),
        Move::Supply => applied.state == Stands::Sent,
        Move::Take(_) => {
            let booked = applied.booked.as_ref().map(|offer| offer.at.to_string());
            applied.state == Stands::Booked && booked.as_deref() == sent.get("at")
        }
        Move::NoneFits => applied.state == Stands::Accepted && before == Some(Stands::Offered),
        Move::CallOff => applied.state == Stands::Accepted && before == Some(Stands::Booked),
        Move::Held(on) => applied.state == Stands::Held && applied.held_on == Some(*on),
        Move::Withdraw => applied.state == Stands::Withdrawn,
    };
    let mine = last.by == at.view.caller.actor.person && last.words == sent.text("words");
    led_here && mine && applied.turn == turn(sent).saturating_add(1)
}

/// A refusal that the form explains stands beside it; every other has its own page.
pub(super) fn refused_here(at: &At<'_>, applied: &Applied, refusal: &Refusal, sent: &Sent) -> Response {
    let t = at.t;
    let wrong: Vec<Wrong> = match refusal {
        Refusal::Troubled(troubles) => {
            let said = troubles.iter().map(|trouble| {
                let label = super::label(t, trouble.field).unwrap_or_else(|| t.heard_words());
                let (detail, remedy) = wrong_in_words(t, &label, trouble.wrong);
                (trouble.field.to_owned(), detail, remedy)
            });
            said.collect()
        }
        Refusal::NotYourTurn | Refusal::DateTaken | Refusal::OutOfOrder | Refusal::AlreadyGiven => {
            let (detail, remedy) = refused::sentences(t, refusal);
            vec![(String::new(), detail, remedy)]
        }
        other => return at.refused(other, sent),
    };
    shown(at, applied, Some(sent), wrong)
}

/// What the form asks for.
fn wanted(at: &At<'_>, sent: &Sent) -> Result<Move, Wrong> {
    let t = at.t;
    match sent.get("do") {
        Some("supply") => Ok(Move::Supply),
        Some("take") => Ok(Move::Take(sent.get("offer").and_then(|place| place.parse().ok()).unwrap_or(u32::MAX))),
        Some("none-fits") => Ok(Move::NoneFits),
        Some("call-off") => Ok(Move::CallOff),
        Some("posted") => day_of(at, sent, "posted_on").map(Move::Posted),
        Some("held") => day_of(at, sent, "held_on").map(Move::Held),
        _ => Err((String::new(), t.heard_nothing_asked(), t.heard_nothing_asked_remedy())),
    }
}

/// The day that a form asks for.
fn day_of(at: &At<'_>, sent: &Sent, field: &'static str) -> Result<Date, Wrong> {
    let wrong = match date_of(sent.get(field), at.view.today) {
        Ok(Some(on)) => return Ok(on),
        Ok(None) => casework::refusal::Wrong::Missing,
        Err(wrong) => wrong,
    };
    let label = super::label(at.t, field).unwrap_or_default();
    let (detail, remedy) = wrong_in_words(at.t, &label, wrong);
    Err((field.to_owned(), detail, remedy))
}
