//! `/account`: another passphrase, and signing out on every device.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use casework::account::{PASSPHRASE_LETTERS, hash_passphrase};
use casework::{Refusal, Secret};
use language::Text;

use crate::application::Application;
use crate::case::sign_in::SignedIn;
use crate::case::{Guest, Sent, cookies, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/own-account.html")]
struct Page {
    frame: Frame,
    t: Text,
    hidden: String,
    name: String,
    least: usize,
    trouble: Option<String>,
}

pub(crate) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
) -> Response {
    form(&application, &visitor, &guest, &account, None)
}

/// Keeps another passphrase; whoever is signed in elsewhere is signed out.
pub(crate) async fn change(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    sent: Sent,
) -> Response {
    // Whoever sits down at a device that is signed in may not guess the passphrase there either.
    if let Err(seconds) = guest.door.tries().take(guest.client, guest.casework().now()) {
        return refused::too_many(&application, &visitor, seconds);
    }
    let t = visitor.language.text();
    if sent.text("passphrase") != sent.text("passphrase2") {
        return form(&application, &visitor, &guest, &account, Some(t.door_account_differ()));
    }
    match changed(&guest, &account, &sent).await {
        Ok(cookie) => {
            guest.door.tries().right(guest.client);
            let mut response = go("/cases");
            cookies::set(&mut response, &guest.door, cookies::ACCOUNT, &cookie.cookie(), cookies::CASE_SECONDS);
            response
        }
        Err(Refusal::WrongPassphrase) => {
            form(&application, &visitor, &guest, &account, Some(t.own_account_old_wrong()))
        }
        Err(Refusal::Troubled(_)) => {
            form(&application, &visitor, &guest, &account, Some(t.own_account_short(PASSPHRASE_LETTERS)))
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

async fn changed(guest: &Guest, account: &SignedIn, sent: &Sent) -> Result<Secret, Refusal> {
    let asked = guest.casework().own_passphrase(account.cookie()).await?;
    let (old, new) = (sent.text("old"), sent.text("passphrase"));
    let proved = guest.door.hashed(move || asked.verify(&old)).await?;
    let chance = guest.door.chance();
    let hashed = guest.door.hashed(move || hash_passphrase(&new, &*chance)).await??;
    guest.casework().change_passphrase(account.cookie(), proved, hashed).await
}

/// Signs out on every device, this one too.
pub(crate) async fn out(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    _sent: Sent,
    headers: HeaderMap,
) -> Response {
    // A case open here that is not the account's is closed as well, as when signing out here alone.
    if let Some(case) = cookies::secret(&guest.door, &headers, cookies::CASE)
        && let Err(refusal @ Refusal::Unkept(_)) = guest.casework().leave(&case).await
    {
        return refused(&application, &visitor, &refusal);
    }
    match guest.casework().sign_out_everywhere(account.cookie()).await {
        Ok(()) | Err(Refusal::NotOpen) => {
            let mut response = go("/");
            cookies::forget(&mut response, &guest.door, cookies::ACCOUNT);
            cookies::close_case(&mut response, &guest.door);
            response
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

fn form(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    account: &SignedIn,
    trouble: Option<String>,
) -> Response {
    let t = visitor.language.text();
    let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.own_account()),
        t,
        hidden: guest.hidden(),
        name: account.name().to_owned(),
        least: PASSPHRASE_LETTERS,
        trouble,
    };
    guest.shown(page(status, &shown))
}
