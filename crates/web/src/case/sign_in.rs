//! `/sign-in`, `/sign-out` and `/cases`: an account, and the cases it opens.

use std::str::FromStr as _;

use askama::Template;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use casework::{CaseId, Refusal, Role, Secret};
use language::Text;

use crate::application::Application;
use crate::case::{Guest, Sent, cookies, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// Someone who is signed in to an account; without one the answer is the page that signs in.
pub(crate) struct SignedIn {
    cookie: Secret,
    name: String,
    role: Role,
}

impl SignedIn {
    /// The account's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The cookie's secret.
    pub(crate) fn cookie(&self) -> &Secret {
        &self.cookie
    }
}

impl FromRequestParts<Application> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<SignedIn, Response> {
        let visitor = Visitor::of(&parts.method, &parts.headers, &parts.uri);
        let Some(door) = application.door() else { return Err(refused::no_cases(application, &visitor)) };
        let Some(cookie) = cookies::secret(door, &parts.headers, cookies::ACCOUNT) else { return Err(go("/sign-in")) };
        match door.casework().account(&cookie).await {
            Ok((name, role)) => Ok(SignedIn { cookie, name, role }),
            Err(Refusal::NotOpen) => Err(go("/sign-in")),
            Err(refusal) => Err(refused::refused(application, &visitor, &refusal)),
        }
    }
}

#[derive(Template)]
#[template(path = "case/sign-in.html")]
struct Door {
    frame: Frame,
    t: Text,
    hidden: String,
    trouble: Option<(String, String)>,
    name: String,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, guest: Guest) -> Response {
    form(&application, &visitor, &guest, None)
}

pub(crate) async fn enter(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    sent: Sent,
) -> Response {
    if let Err(seconds) = guest.door.tries().take(guest.client, guest.casework().now()) {
        return refused::too_many(&application, &visitor, seconds);
    }
    match signed_in(&guest, &sent).await {
        Ok(cookie) => {
            guest.door.tries().right(guest.client);
            // Whoever works in an office goes to work there; everyone else to their cases.
            let works = guest.casework().offices_of(&cookie).await.is_ok_and(|offices| !offices.is_empty());
            let mut response = go(if works { "/desk" } else { "/cases" });
            // The keeper ends it earlier for staff; the cookie itself may outlive that.
            cookies::set(&mut response, &guest.door, cookies::ACCOUNT, &cookie.cookie(), cookies::CASE_SECONDS);
            response
        }
        Err(Refusal::WrongPassphrase) => form(&application, &visitor, &guest, Some(&sent)),
        Err(refusal) => refused::refused(&application, &visitor, &refusal),
    }
}

async fn signed_in(guest: &Guest, sent: &Sent) -> Result<Secret, Refusal> {
    let asked = guest.casework().account_named(&sent.text("name")).await?;
    let passphrase = sent.text("passphrase");
    let proved = guest.door.hashed(move || asked.verify(&passphrase)).await?;
    guest.casework().sign_in(proved, sent.get("one-time")).await
}

fn form(application: &Application, visitor: &Visitor, guest: &Guest, wrong: Option<&Sent>) -> Response {
    let t = visitor.language.text();
    let shown = Door {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.door_sign_in()),
        t,
        hidden: guest.hidden(),
        trouble: wrong.map(|_| refused::sentences(t, &Refusal::WrongPassphrase)),
        name: wrong.map(|sent| sent.text("name")).unwrap_or_default(),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    guest.shown(page(status, &shown))
}

#[derive(Template)]
#[template(path = "case/cases.html")]
struct Cases {
    frame: Frame,
    t: Text,
    hidden: String,
    name: String,
    staff: bool,
    /// Each with its name for the form, and its number in the list.
    cases: Vec<(String, String)>,
    trouble: Option<(String, String)>,
}

pub(crate) async fn cases(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
) -> Response {
    list(&application, &visitor, &guest, &account, None).await
}

async fn list(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    account: &SignedIn,
    wrong: Option<&Refusal>,
) -> Response {
    let cases = match guest.casework().account_cases(&account.cookie).await {
        Ok(cases) => cases,
        Err(refusal) => return refused::refused(application, visitor, &refusal),
    };
    let t = visitor.language.text();
    let shown = Cases {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.door_cases()),
        t,
        hidden: guest.hidden(),
        name: account.name.clone(),
        staff: matches!(account.role, Role::Desk | Role::Counsellor | Role::Operator),
        cases: cases.iter().enumerate().map(|(place, (case, _))| (case.to_string(), (place + 1).to_string())).collect(),
        trouble: wrong.map(|refusal| refused::sentences(t, refusal)),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    guest.shown(page(status, &shown))
}

/// Opens one case of the account on this device, or takes a new one in by its code.
pub(crate) async fn open(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    sent: Sent,
) -> Response {
    let opened = match sent.get("case").map(CaseId::from_str) {
        Some(Ok(case)) => guest.casework().open_case(&account.cookie, case).await,
        Some(Err(())) => Err(Refusal::NotFound),
        None => {
            if let Err(seconds) = guest.door.tries().take(guest.client, guest.casework().now()) {
                return refused::too_many(&application, &visitor, seconds);
            }
            match Secret::from_typed(sent.get("code").unwrap_or_default()) {
                Some(code) => guest.casework().accept_with_account(&account.cookie, &code).await,
                None => Err(Refusal::CodeUnknown),
            }
        }
    };
    match opened {
        Ok((_, cookie)) => {
            let mut response = go("/case");
            cookies::open_case(&mut response, &guest.door, &cookie, None);
            response
        }
        Err(refusal @ (Refusal::CodeUnknown | Refusal::CodeUsed | Refusal::CodeEnded)) => {
            list(&application, &visitor, &guest, &account, Some(&refusal)).await
        }
        Err(refusal) => refused::refused(&application, &visitor, &refusal),
    }
}

/// Signs out; the case that is open on this device is left with it.
pub(crate) async fn leave(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    _sent: Sent,
    headers: HeaderMap,
) -> Response {
    // The case is closed where it is kept, not only by forgetting the cookie.
    if let Some(case) = cookies::secret(&guest.door, &headers, cookies::CASE)
        && let Err(refusal @ Refusal::Unkept(_)) = guest.casework().leave(&case).await
    {
        return refused::refused(&application, &visitor, &refusal);
    }
    match guest.casework().sign_out(&account.cookie).await {
        Ok(()) | Err(Refusal::NotOpen) => {
            let mut response = go("/");
            cookies::forget(&mut response, &guest.door, cookies::ACCOUNT);
            cookies::close_case(&mut response, &guest.door);
            response
        }
        Err(refusal) => refused::refused(&application, &visitor, &refusal),
    }
}
