//! `/case/open`, `/letter` and the other doors (`by_code`): a code is typed in.
//!
//! All doors take every kind of code, so nobody has to know which kind theirs is; only their words differ.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::service::Caller;
use casework::{Refusal, Secret};
use language::Text;

use crate::application::Application;
use crate::case::staff::by_code::{self, FormOf};
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
    /// For whom, what is typed, and the button, at a door to a form; none at the door to a case.
    door: Option<[String; 3]>,
    trouble: Option<(String, String)>,
    typed: String,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, guest: Guest) -> Response {
    form(&application, &visitor, &guest, None, None)
}

pub(crate) async fn open(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    sent: Sent,
) -> Response {
    enter(&application, &visitor, &guest, &sent, None).await
}

/// Opens what the code opens, whichever door it was typed at.
pub(crate) async fn enter(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    sent: &Sent,
    door: Option<FormOf>,
) -> Response {
    let now = guest.casework().now();
    if let Err(seconds) = guest.door.tries().take(guest.client, now) {
        return refused::too_many(application, visitor, seconds);
    }
    let typed = sent.get("code").unwrap_or_default();
    match tried(guest, typed).await {
        Ok((caller, cookie)) => {
            guest.door.tries().right(guest.client);
            let form = match by_code::opens(guest.casework(), caller).await {
                Ok(form) => form,
                Err(refusal) => return refused::refused(application, visitor, &refusal),
            };
            let mut response = go(form.map_or("/case", FormOf::path));
            cookies::open_case(&mut response, &guest.door, &cookie, form);
            response
        }
        Err(Refusal::Unkept(why)) => refused::refused(application, visitor, &Refusal::Unkept(why)),
        Err(refusal) => form(application, visitor, guest, door, Some((typed, &refusal))),
    }
}

/// A recovery code has 25 letters, every other code 12.
async fn tried(guest: &Guest, typed: &str) -> Result<(Caller, Secret), Refusal> {
    let code = Secret::from_typed(typed).ok_or(Refusal::CodeUnknown)?;
    if code.bytes().len() == 25 { guest.casework().recover(&code).await } else { guest.casework().accept(&code).await }
}

/// The door's page.
pub(crate) fn form(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    door: Option<FormOf>,
    wrong: Option<(&str, &Refusal)>,
) -> Response {
    let t = visitor.language.text();
    let action = door.map_or("/case/open", FormOf::door);
    let (title, door) = match door.map(|door| door.words(t)) {
        Some([title, lead, about, go]) => (title, Some([lead, about, go])),
        None => (t.door_enter(), None),
    };
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, title),
        t,
        hidden: guest.hidden(),
        action,
        door,
        trouble: wrong.map(|(_, refusal)| refused::sentences(t, refusal)),
        typed: wrong.map(|(typed, _)| typed.chars().take(60).collect()).unwrap_or_default(),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    guest.shown(page(status, &shown))
}
