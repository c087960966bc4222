//! `/case/open` and `/letter`: a code is typed in.
//!
//! Both doors take every kind of code, so nobody has to know which kind theirs is; only their words differ.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::service::Caller;
use casework::{Refusal, Secret};
use language::Text;

use crate::application::Application;
use crate::case::{Guest, Sent, cookies, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/enter.html")]
struct Page {
    frame: Frame,
    t: Text,
    hidden: String,
    action: &'static str,
    doctor: bool,
    trouble: Option<(String, String)>,
    typed: String,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, guest: Guest) -> Response {
    form(&application, &visitor, &guest, false, None)
}

pub(crate) async fn show_doctor(State(application): State<Application>, visitor: Visitor, guest: Guest) -> Response {
    form(&application, &visitor, &guest, true, None)
}

pub(crate) async fn open(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    sent: Sent,
) -> Response {
    enter(&application, &visitor, &guest, &sent, false).await
}

pub(crate) async fn open_doctor(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    sent: Sent,
) -> Response {
    enter(&application, &visitor, &guest, &sent, true).await
}

async fn enter(application: &Application, visitor: &Visitor, guest: &Guest, sent: &Sent, doctor: bool) -> Response {
    let now = guest.casework().now();
    if let Err(seconds) = guest.door.tries().take(guest.client, now) {
        return refused::too_many(application, visitor, seconds);
    }
    let typed = sent.get("code").unwrap_or_default();
    match tried(guest, typed).await {
        Ok((caller, cookie)) => {
            guest.door.tries().right(guest.client);
            let by_form = caller.actor.by_form_code;
            let (to, seconds) =
                if by_form { ("/letter/form", cookies::DOCTOR_SECONDS) } else { ("/case", cookies::CASE_SECONDS) };
            let mut response = go(to);
            cookies::set(&mut response, &guest.door, cookies::CASE, &cookie.cookie(), seconds);
            response
        }
        Err(Refusal::Unkept(why)) => refused::refused(application, visitor, &Refusal::Unkept(why)),
        Err(refusal) => form(application, visitor, guest, doctor, Some((typed, &refusal))),
    }
}

/// A recovery code has 25 letters, every other code 12.
async fn tried(guest: &Guest, typed: &str) -> Result<(Caller, Secret), Refusal> {
    let code = Secret::from_typed(typed).ok_or(Refusal::CodeUnknown)?;
    if code.bytes().len() == 25 { guest.casework().recover(&code).await } else { guest.casework().accept(&code).await }
}

fn form(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    doctor: bool,
    wrong: Option<(&str, &Refusal)>,
) -> Response {
    let t = visitor.language.text();
    let (title, action) = if doctor { (t.door_letter(), "/letter") } else { (t.door_enter(), "/case/open") };
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, title),
        t,
        hidden: guest.hidden(),
        action,
        doctor,
        trouble: wrong.map(|(_, refusal)| refused::sentences(t, refusal)),
        typed: wrong.map(|(typed, _)| typed.chars().take(60).collect()).unwrap_or_default(),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    guest.shown(page(status, &shown))
}
