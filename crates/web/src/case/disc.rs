//! `/case/records/disc`: what lies on a CD or in a folder of images, before it is posted.
//!
//! The files stream through: of each the header is read, piece by piece, and the rest is counted and dropped as it comes. Nothing of them is kept, in memory or
//! anywhere else.

mod looking;
mod turns;

use std::time::Duration;

use askama::Template;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use casework::dates::parse_date;
use casework::service::View;
use casework::{Deed, Part, PersonId};
use documents::disc::{Looking, Report, Verdict, Whose, sentences};
use jiff::civil::Date;
use language::Text;

use crate::application::Application;
use crate::case::door::Door;
use crate::case::routes::{Needs, Routes};
use crate::case::{CaseFrame, Open, csrf, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;
use looking::Looker;

pub(crate) use turns::Turns;

/// Where a disc is looked at, for the limits on what may be sent there and for how long.
pub(crate) const DISC: &str = "/case/records/disc";
/// The most bytes of one disc: a DVD's. They pass through; none is kept.
pub(crate) const LARGEST_BODY: usize = 5_000_000_000;
/// So long at most may a disc take to arrive.
pub(crate) const LONGEST: Duration = Duration::from_secs(30 * 60);
/// The most fields beside the files, and the longest of them in bytes.
const MOST_FIELDS: usize = 8;
const LONGEST_FIELD: usize = 4 * 1024;

#[derive(Template)]
#[template(path = "case/disc.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    trouble: Option<String>,
    born: String,
    found: Option<Found>,
}

/// What was found.
struct Found {
    verdict: Verdict,
    said: Vec<String>,
}

/// The addresses.
pub(super) fn routes() -> Routes {
    let needs = Needs::Deed(Deed::Read(Part::Records));
    Routes::default().get(DISC, needs, show).post(DISC, needs, look)
}

async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match open.view(Part::Records).await {
        Ok(view) => shown(&application, &visitor, &open, &view, Shown::default()),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// What was sent beside the files.
#[derive(Default)]
struct Sent {
    csrf: String,
    born: String,
}

/// Why a disc was not looked at to its end.
enum Stopped {
    Elsewhere,
    Unreadable,
    TooLarge,
    TooSlow,
    /// No file was chosen.
    Nothing,
    /// This case has a disc under way already, or many have.
    Busy,
    Failed,
}

async fn look(State(application): State<Application>, visitor: Visitor, open: Open, request: Request) -> Response {
    let Some(door) = application.door() else { return refused::no_cases(&application, &visitor) };
    let view = match open.view(Part::Records).await {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let t = visitor.language.text();
    let mut sent = Sent::default();
    let looked = looked_at(&application, door, &open, request, &mut sent).await;
    let (looking, has_folders) = match looked {
        Ok(looked) => looked,
        Err(Stopped::Elsewhere) => return refused::from_elsewhere(&application, &visitor, &Default::default()),
        Err(Stopped::Unreadable) => return refused::unreadable(&application, &visitor, StatusCode::BAD_REQUEST),
        Err(stopped) => {
            let (status, trouble) = stopped_words(t, stopped);
            let again = Shown { status, trouble: Some(trouble), born: sent.born, found: None };
            return shown(&application, &visitor, &open, &view, again);
        }
    };
    let (born, unclear) = birth_date(&sent.born, view.today);
    let name = view.case.person(PersonId::PATIENT).map_or("", |patient| patient.name.as_str());
    let found = found(t, looking.close(Whose { name, born }), has_folders, unclear);
    shown(&application, &visitor, &open, &view, Shown { born: sent.born, found: Some(found), ..Shown::default() })
}

/// Looks at the files as they come: what was found, and whether any file came with its folder.
async fn looked_at(
    application: &Application,
    door: &Door,
    open: &Open,
    mut request: Request,
    sent: &mut Sent,
) -> Result<(Looking, bool), Stopped> {
    let headers = request.headers().clone();
    if csrf::from_elsewhere(door, &headers) {
        return Err(Stopped::Elsewhere);
    }
    let Some(_turn) = door.discs().begin(open.caller.case) else { return Err(Stopped::Busy) };
    DefaultBodyLimit::max(LARGEST_BODY).apply(&mut request);
    let multipart = Multipart::from_request(request, application).await.map_err(|_| Stopped::Unreadable)?;
    let looking = stream(multipart, door, &headers, sent);
    tokio::time::timeout(LONGEST, looking).await.unwrap_or(Err(Stopped::TooSlow))
}

/// Reads the fields, then hands on file after file. The token stands first, so files from elsewhere are not even looked at.
async fn stream(
    mut multipart: Multipart,
    door: &Door,
    headers: &HeaderMap,
    sent: &mut Sent,
) -> Result<(Looking, bool), Stopped> {
    let (mut looker, mut fields, mut files, mut has_folders) = (Looker::start(), 0_usize, 0_usize, false);
    while let Some(field) = multipart.next_field().await.map_err(|error| of_status(error.status()))? {
        let Some(path) = field.file_name().map(looking::place) else {
            fields += 1;
            let name = field.name().unwrap_or_default().to_owned();
            let value = short(field).await?;
            match name.as_str() {
                "csrf" => sent.csrf = value,
                "born" => sent.born = value.trim().to_owned(),
                _ if fields > MOST_FIELDS => return Err(Stopped::Unreadable),
                _ => {}
            }
            continue;
        };
        if !csrf::fits(door, headers, &sent.csrf) {
            return Err(Stopped::Elsewhere);
        }
        // A browser sends a file without a name where none was chosen.
        if path.is_empty() {
            continue;
        }
        files += 1;
        has_folders |= path.contains('/');
        looker.take(path, field).await.map_err(of_status)?;
    }
    let looking = looker.end().await.ok_or(Stopped::Failed)?;
    if !csrf::fits(door, headers, &sent.csrf) {
        return Err(Stopped::Elsewhere);
    }
    if files == 0 {
        return Err(Stopped::Nothing);
    }
    Ok((looking, has_folders))
}

fn of_status(status: StatusCode) -> Stopped {
    if status == StatusCode::PAYLOAD_TOO_LARGE { Stopped::TooLarge } else { Stopped::Unreadable }
}

async fn short(mut field: Field<'_>) -> Result<String, Stopped> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| of_status(error.status()))? {
        if bytes.len() + piece.len() > LONGEST_FIELD {
            return Err(Stopped::Unreadable);
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| Stopped::Unreadable)
}

/// The birth date, and whether something else was written: a disc that took minutes is not sent again for that.
fn birth_date(written: &str, today: Date) -> (Option<Date>, bool) {
    if written.is_empty() {
        return (None, false);
    }
    let born = parse_date(written, today).ok();
    (born, born.is_none())
}

fn found(t: Text, mut report: Report, has_folders: bool, born_unclear: bool) -> Found {
    let mut notes = Vec::new();
    if born_unclear {
        notes.push(t.disc_page_born_unclear());
    }
    // A disc's own list names files in folders; where the browser left those out, every file would seem to be missing.
    if !has_folders && !report.listings.is_empty() {
        report.listings.clear();
        notes.push(t.disc_page_no_folders());
    }
    Found { verdict: report.verdict(), said: sentences(t, &report).into_iter().chain(notes).collect() }
}

fn stopped_words(t: Text, stopped: Stopped) -> (StatusCode, String) {
    match stopped {
        Stopped::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, t.disc_page_too_large(LARGEST_BODY / 1_000_000_000)),
        Stopped::TooSlow => (StatusCode::REQUEST_TIMEOUT, t.disc_page_too_slow(LONGEST.as_secs() / 60)),
        Stopped::Nothing => (StatusCode::UNPROCESSABLE_ENTITY, t.disc_page_nothing()),
        Stopped::Busy => (StatusCode::SERVICE_UNAVAILABLE, t.disc_page_busy()),
        Stopped::Failed | Stopped::Elsewhere | Stopped::Unreadable => {
            (StatusCode::SERVICE_UNAVAILABLE, t.disc_page_failed())
        }
    }
}

#[derive(Default)]
struct Shown {
    status: StatusCode,
    trouble: Option<String>,
    born: String,
    found: Option<Found>,
}

fn shown(application: &Application, visitor: &Visitor, open: &Open, view: &View, shown: Shown) -> Response {
    let t = visitor.language.text();
    let Shown { status, trouble, born, found } = shown;
    let frame = Frame::new(visitor, &application.edition, Section::Elsewhere, t.disc_page());
    page(status, &Page { frame, t, case_frame: CaseFrame::new(visitor, open, view, None), trouble, born, found })
}
