//! `/case/account`: a name and a passphrase for a case, for who wants no code or takes part in several; and, where the program can write
//! mail, a mail when there is something new.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::account::{PASSPHRASE_LETTERS, hash_passphrase};
use casework::instrument;
use casework::notice::Mail;
use casework::service::View;
use casework::{Deed, Refusal};
use language::{Language, Text};

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
    mail: Option<MailForm>,
}

/// Where mails go now, or what was written and is no address.
struct MailForm {
    to: Option<String>,
    written: String,
    is_bad: bool,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    form(&application, &visitor, &open, Again::default()).await
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
            form(&application, &visitor, &open, Again { account: Some((&sent, &refusal)), mail: None }).await
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// `POST /case/account/mail`: takes a mail address on, or off again.
pub(crate) async fn mail(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let language = match visitor.language {
        Language::English => instrument::Language::En,
        Language::Japanese => instrument::Language::Ja,
    };
    let mail = (!sent.yes("stop")).then(|| Mail { address: sent.text("mail"), language });
    match open.casework.save_mail(open.caller, sent.version(), mail).await {
        Ok(_) => go("/case/account"),
        Err(Refusal::Troubled(_)) => {
            form(&application, &visitor, &open, Again { account: None, mail: Some(sent.text("mail")) }).await
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

/// What was refused of the page.
#[derive(Default)]
struct Again<'a> {
    account: Option<(&'a Sent, &'a Refusal)>,
    mail: Option<String>,
}

fn mail_form(open: &Open, view: &View, bad: Option<String>) -> Option<MailForm> {
    let own = view.case.person(open.caller.actor.person).and_then(|person| person.mail.as_ref());
    let to = own.map(|mail| mail.address.clone());
    open.casework.tells().then(|| MailForm { to, is_bad: bad.is_some(), written: bad.unwrap_or_default() })
}

async fn form(application: &Application, visitor: &Visitor, open: &Open, refusals: Again<'_>) -> Response {
    let Again { account: again, mail } = refusals;
    let was_refused = again.is_some() || mail.is_some();
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
        mail: mail_form(open, &view, mail),
    };
    page(if was_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &shown)
}
