//! `GET` and `POST /case/records/referral`: a letter that came as a file fills the form of the letter, and the page lists what was taken and what was not.
//!
//! It is one step, because the file itself is kept nowhere. Where it cannot be told that the letter is this patient's, nothing is taken until a person
//! says that it is.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::letter::Form;
use casework::{Act, Refusal};
use documents::fhir::read::{self, Read};
use language::Text;

use super::said::{Said, Whose};
use crate::application::Application;
use crate::case::steps::At;
use crate::case::upload::Received;
use crate::case::{CaseFrame, Open, Step, refused};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/referral/take.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    /// Why the file could not be read.
    unread: String,
}

#[derive(Template)]
#[template(path = "case/referral/said.html")]
struct SaidPage {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    said: Said,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Letter).await {
        Ok(at) if at.can_change() => asked(&at, String::new()),
        Ok(_) => refused(&application, &visitor, &Refusal::NotFound),
        Err(response) => response,
    }
}

pub(super) async fn take(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    received: Received,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Letter).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let version = received.version();
    if !at.can_change() {
        // Whoever refuses it puts it into the log.
        let refused_by = open.act(version, Act::FillForm(Box::default())).await.err();
        return refused(&application, &visitor, &refused_by.unwrap_or(Refusal::NotFound));
    }
    if !at.view.is_fresh(version) {
        return refused(&application, &visitor, &Refusal::Stale);
    }
    let (anyway, bytes) = (received.text("anyway") == "yes", received.file.bytes);
    // A large file is read beside the others' requests.
    let read = tokio::task::spawn_blocking(move || read::ereferral(&bytes)).await;
    match read {
        Ok(Ok(read)) => taken(at, &open, read, anyway).await,
        Ok(Err(unread)) => asked(&at, unread.say(at.t)),
        Err(error) => refused(&application, &visitor, &Refusal::Unkept(error.to_string())),
    }
}

/// Takes in what can be taken, and lists it.
async fn taken(mut at: At<'_>, open: &Open, read: Read, anyway: bool) -> Response {
    let whose = Whose::of(&at.view.case, &read.patient);
    let before = at.view.case.letter.form.clone().unwrap_or_default();
    let held = before.signed.is_some() || (whose.is_to_be_asked(&at.view.case, &read) && !anyway);
    let (brought, long) = fitting(&at, read.form.clone());
    let brings = !held && brought.fields().iter().any(|(_, words)| !words.text.trim().is_empty());
    if brings {
        match open.act(at.view.version, Act::FillForm(Box::new(brought))).await {
            Ok(view) => at.view = view,
            Err(refusal) => return refused(at.application, at.visitor, &refusal),
        }
    }
    let said = Said::of(at.t, &read, &before, &long, whose, held);
    let title = at.t.referral_in_said_title();
    let shown = SaidPage { frame: at.frame_titled(title), t: at.t, case_frame: at.case_frame(), said };
    page(StatusCode::OK, &shown)
}

/// What fits into the form, and the names of the fields that do not.
fn fitting(at: &At<'_>, mut brought: Form) -> (Form, Vec<&'static str>) {
    let actor = at.view.caller.actor;
    let tried =
        at.view.case.apply(actor, Act::FillForm(Box::new(brought.clone())), at.open.casework.now(), at.view.today);
    let Err(Refusal::Troubled(troubles)) = tried else { return (brought, Vec::new()) };
    let long: Vec<&'static str> = troubles.iter().map(|trouble| trouble.field).collect();
    let names: Vec<&'static str> = brought.fields().into_iter().map(|(name, _)| name).collect();
    for (words, name) in brought.fields_mut().into_iter().zip(names) {
        if long.contains(&name) {
            *words = casework::letter::Words::default();
        }
    }
    (brought, long)
}

fn asked(at: &At<'_>, unread: String) -> Response {
    let status = if unread.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = at.t.referral_in_title();
    page(status, &Page { frame: at.frame_titled(title), t: at.t, case_frame: at.case_frame(), unread })
}
