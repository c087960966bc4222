//! `GET` and `POST /case/bring`: a case that was taken out elsewhere begins here anew.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use casework::service::Begun;
use casework::{Case, PersonId, Refusal, Role};
use documents::portable::{Brought, Unreadable, read, words as said};
use language::Text;

use super::received::{NotReceived, Received};
use crate::application::Application;
use crate::case::begin::begun_here;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::{Guest, cookies, csrf, refused, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// After so many seconds the turn has come for most who were told to wait.
const COME_BACK_SECONDS: u32 = 30;

#[derive(Template)]
#[template(path = "case/bring.html")]
struct Page {
    frame: Frame,
    t: Text,
    hidden: String,
    trouble: Option<String>,
    /// Who was ticked: `patient` or `relative`.
    who: String,
    name: String,
}

#[derive(Template)]
#[template(path = "case/brought.html")]
struct Arrived {
    frame: Frame,
    t: Text,
    made: String,
    changed: Vec<String>,
    /// Uploads that stayed where the file was made.
    left: Vec<String>,
}

/// Why no case was begun: what is said above the form, and the status that it is said with.
struct Trouble {
    status: StatusCode,
    words: String,
}

impl Trouble {
    fn of(words: String) -> Trouble {
        Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, words }
    }
}

/// What ends the sending: a page of its own, or the form once more.
enum Ended {
    Page(Response),
    Form(Trouble),
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Ended {
        Ended::Form(trouble)
    }
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, guest: Guest) -> Response {
    form(&application, &visitor, &guest, None, ("", ""))
}

/// Opens the file and begins the case. Where anything is wrong nothing is kept, and the form says what to do.
///
/// A try is taken before anything is received, so that whoever has none left sends no file; what never came to the passphrase gives it back.
pub(super) async fn bring(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    request: Request,
) -> Response {
    if let Err(seconds) = guest.door.tries().take(guest.client, guest.casework().now()) {
        return refused::too_many(&application, &visitor, seconds);
    }
    let received = match Received::of(request, &application, &guest).await {
        Ok(received) => received,
        Err(why) => {
            guest.door.tries().right(guest.client);
            return not_received(&application, &visitor, &guest, &why);
        }
    };
    let asked = (received.text("who").to_owned(), received.text("name").to_owned());
    match brought(&application, &visitor, &guest, received).await {
        Ok(response) | Err(Ended::Page(response)) => response,
        Err(Ended::Form(trouble)) => form(&application, &visitor, &guest, Some(trouble), (&asked.0, &asked.1)),
    }
}

async fn brought(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    received: Received,
) -> Result<Response, Ended> {
    let t = visitor.language.text();
    let now = guest.casework().now();
    // The same press again, however soon, waits here for the first.
    let mark = format!("{} {}", received.text("csrf"), received.text("mark"));
    let pressed = guest.door.presses().of(mark, now);
    let mut pressed = pressed.lock().await;
    if let Some(cookie) = pressed.as_ref()
        && guest.casework().caller(cookie).await.is_ok()
    {
        return Ok(begun_here(guest, cookie));
    }
    let (who, name) = (received.text("who").to_owned(), received.text("name").to_owned());
    if let Some(missing) = missing(t, &received) {
        guest.door.tries().right(guest.client);
        return Err(missing.into());
    }
    let opened = opened(application, visitor, guest, received).await?;
    let person = bringer(t, opened.seen(), &who, &name)?;
    if let Err(seconds) = guest.door.begun().take(guest.client, now) {
        return Err(Ended::Page(refused::too_many(application, visitor, seconds)));
    }
    let arrived = Arrived {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.bring_file_done()),
        t,
        made: words::date(t, guest.door.local(opened.made).date()),
        changed: opened.changed.iter().map(|changed| said::changed(t, *changed)).collect(),
        left: opened.left.clone(),
    };
    match guest.casework().take_in(person, |id, now| opened.taken_in(id, person, now)).await {
        Ok(begun) => {
            // Of what came to the passphrase only what began a case gives its try back: the rest costs the turn that all share.
            guest.door.tries().right(guest.client);
            *pressed = Some(begun.cookie.clone());
            Ok(begun_with(guest, &arrived, &begun))
        }
        Err(Refusal::NotFound) => Err(Trouble::of(t.bring_file_ended()).into()),
        Err(refusal) => Err(Ended::Page(refused::refused(application, visitor, &refusal))),
    }
}

/// What the form lacks before its file can be opened.
fn missing(t: Text, received: &Received) -> Option<Trouble> {
    if !matches!(received.text("who"), "patient" | "relative") {
        return Some(Trouble::of(t.bring_file_who_missing()));
    }
    received.file.is_empty().then(|| Trouble::of(t.bring_file_none()))
}

/// What is in the file; its room is given back when it was read.
async fn opened(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    received: Received,
) -> Result<Brought, Ended> {
    let t = visitor.language.text();
    let passphrase = received.text("passphrase").to_owned();
    let Received { file, held, .. } = received;
    let work = move || {
        let read = read(&file, &passphrase);
        drop(held);
        read
    };
    let Some(turn) = guest.door.turns().turn().await else {
        guest.door.tries().right(guest.client);
        return Err(busy(t).into());
    };
    match turn.spent_on(work).await {
        Ok(Ok(brought)) => Ok(brought),
        Ok(Err(why)) => {
            // No passphrase is tried on these.
            if matches!(
                why,
                Unreadable::NotACaseFile | Unreadable::Older(_) | Unreadable::Newer(_) | Unreadable::Cut { .. }
            ) {
                guest.door.tries().right(guest.client);
            }
            Err(Trouble::of(said::unreadable(t, &why)).into())
        }
        Err(refusal) => Err(Ended::Page(refused::refused(application, visitor, &refusal))),
    }
}

/// Whom of the family the file is brought by; a name is asked for only where there are several.
fn bringer(t: Text, case: &Case, who: &str, name: &str) -> Result<PersonId, Trouble> {
    if who == "patient" {
        return Ok(PersonId::PATIENT);
    }
    let relatives: Vec<_> = case.people.iter().filter(|person| person.role == Role::Relative).collect();
    let named: Vec<_> = relatives.iter().filter(|person| name.is_empty() || person.name.trim() == name).collect();
    match (relatives.is_empty(), named.as_slice()) {
        (true, _) => Err(Trouble::of(t.bring_file_no_relative())),
        (false, [one]) => Ok(one.id),
        (false, _) => {
            let names: Vec<&str> = relatives.iter().map(|person| person.name.as_str()).collect();
            Err(Trouble::of(t.bring_file_which_relative(names.join(t.words_semicolon().as_str()))))
        }
    }
}

fn begun_with(guest: &Guest, arrived: &Arrived, begun: &Begun) -> Response {
    let code = FreshCode { secret: begun.recovery.clone(), until: None };
    guest.door.fresh().put(begun.caller, CodeFor::Recovery, code, guest.casework().now());
    let mut response = page(StatusCode::OK, arrived);
    cookies::open_case(&mut response, &guest.door, &begun.cookie, None);
    response
}

fn busy(t: Text) -> Trouble {
    Trouble { status: StatusCode::SERVICE_UNAVAILABLE, words: t.bring_file_busy(COME_BACK_SECONDS) }
}

fn not_received(application: &Application, visitor: &Visitor, guest: &Guest, why: &NotReceived) -> Response {
    let t = visitor.language.text();
    match why {
        NotReceived::Elsewhere => refused::from_elsewhere(application, visitor, &Default::default()),
        NotReceived::Unreadable => refused::unreadable(application, visitor, StatusCode::BAD_REQUEST),
        NotReceived::TooLong => {
            let words = said::unreadable(t, &Unreadable::TooLong);
            let trouble = Trouble { status: StatusCode::PAYLOAD_TOO_LARGE, words };
            form(application, visitor, guest, Some(trouble), ("", ""))
        }
        NotReceived::Busy => form(application, visitor, guest, Some(busy(t)), ("", "")),
    }
}

fn form(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    trouble: Option<Trouble>,
    (who, name): (&str, &str),
) -> Response {
    let t = visitor.language.text();
    let status = trouble.as_ref().map_or(StatusCode::OK, |trouble| trouble.status);
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.bring_file()),
        t,
        hidden: format!(
            "{}<input type=\"hidden\" name=\"mark\" value=\"{}\">",
            guest.hidden(),
            csrf::draw(&guest.door)
        ),
        trouble: trouble.map(|trouble| trouble.words),
        who: who.to_owned(),
        name: name.to_owned(),
    };
    let mut response = guest.shown(page(status, &shown));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(COME_BACK_SECONDS));
    }
    response
}
