//! `/case/account`: a name and a passphrase for a case, for who wants no code or takes part in several.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::account::{PASSPHRASE_LETTERS, hash_passphrase};
use casework::{Deed, Refusal};
use language::Text;

use crate::application::Application;
use crate::case::{CaseFrame, Guest, Open, Sent, cookies, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/account.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    trouble: Option<(String, String)>,
    name: String,
    least: usize,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    form(&application, &visitor, &open, None).await
}

pub(crate) async fn make(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    open: Open,
    sent: Sent,
) -> Response {
    // A hash costs time on purpose, so it is counted as a try.
    if let Err(seconds) = guest.door.tries().take(guest.client, open.casework.now()) {
        return refused::too_many(&application, &visitor, seconds);
    }
    match made(&guest, &open, &sent).await {
        Ok(cookie) => {
            let mut response = go("/cases");
            cookies::set(&mut response, &guest.door, cookies::ACCOUNT, &cookie.cookie(), cookies::CASE_SECONDS);
            response
        }
        Err(refusal @ (Refusal::Troubled(_) | Refusal::NameTaken)) => {
            form(&application, &visitor, &open, Some((&sent, &refusal))).await
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

async fn made(guest: &Guest, open: &Open, sent: &Sent) -> Result<casework::Secret, Refusal> {
    let passphrase = sent.text("passphrase");
    if passphrase != sent.text("passphrase2") {
        return Err(Refusal::Troubled(Vec::new()));
    }
    let chance = guest.door.chance();
    let hashed = guest.door.hashed(move || hash_passphrase(&passphrase, &*chance)).await??;
    open.casework.make_account(open.caller, &sent.text("name"), hashed).await
}

async fn form(application: &Application, visitor: &Visitor, open: &Open, again: Option<(&Sent, &Refusal)>) -> Response {
    let view = match open.overview().await {
        Ok(view) => view,
        Err(refusal) => return refused(application, visitor, &refusal),
    };
    if !casework::may(&view.case, open.caller.actor, Deed::Recover, view.today) {
        return refused(application, visitor, &Refusal::NotFound);
    }
    let t = visitor.language.text();
    let trouble = again.map(|(sent, refusal)| match refusal {
        Refusal::NameTaken => refused::sentences(t, refusal),
        _ if sent.text("passphrase") != sent.text("passphrase2") => (t.door_account_differ(), String::new()),
        _ => (t.door_account_short(PASSPHRASE_LETTERS), String::new()),
    });
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.door_account()),
        t,
        case_frame: CaseFrame::new(visitor, open, &view, None),
        trouble,
        name: again.map(|(sent, _)| sent.text("name")).unwrap_or_default(),
        least: PASSPHRASE_LETTERS,
    };
    page(if again.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &shown)
}
