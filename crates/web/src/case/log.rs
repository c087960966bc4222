//! `GET /case/log`: who opened and changed what, in plain words, the newest first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::keeper::{Deeded, Entry, Who};
use casework::service::View;
use language::Text;

use crate::application::Application;
use crate::case::door::Door;
use crate::case::{CaseFrame, Open, refused, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// So many lines are shown at most; the export holds all.
const MOST_LINES: usize = 500;

#[derive(Template)]
#[template(path = "case/log.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    lines: Vec<Line>,
    /// How many older lines are not shown; empty when all are.
    left_out: String,
}

struct Line {
    at: String,
    who: String,
    what: String,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let Some(door) = application.door() else { return refused::no_cases(&application, &visitor) };
    let (view, entries) = match open.casework.log(open.caller).await {
        Ok(read) => read,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let t = visitor.language.text();
    let folded = folded(&entries);
    let shown = Page {
        lines: folded.iter().take(MOST_LINES).map(|(entry, times)| line(t, door, &view, entry, *times)).collect(),
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.door_log()),
        t,
        case_frame: CaseFrame::new(&visitor, &open, &view, None),
        left_out: folded
            .len()
            .checked_sub(MOST_LINES)
            .filter(|more| *more > 0)
            .map_or_else(String::new, |more| more.to_string()),
    };
    page(StatusCode::OK, &shown)
}

/// Newest first. Whoever reads the same part again and again stands in one line, with how often and the last time: a desk that looks at its list
/// every minute must not push everyone else off the page.
fn folded(entries: &[Entry]) -> Vec<(&Entry, usize)> {
    let mut folded: Vec<(&Entry, usize)> = Vec::new();
    for entry in entries.iter().rev() {
        match folded.last_mut() {
            Some((newer, times)) if is_again(entry, newer) => *times += 1,
            _ => folded.push((entry, 1)),
        }
    }
    folded
}

fn is_again(entry: &Entry, newer: &Entry) -> bool {
    entry.deed == Deeded::Read && (entry.who, entry.deed, entry.part) == (newer.who, newer.deed, newer.part)
}

fn line(t: Text, door: &Door, view: &View, entry: &Entry, times: usize) -> Line {
    let who = match entry.who {
        Who::Person(id) if id == view.caller.actor.person => t.door_log_you(),
        Who::Person(id) => match view.case.person(id) {
            Some(person) => words::person(t, person),
            None => t.door_log_former(),
        },
        Who::Operator => words::role(t, casework::Role::Operator),
        Who::Nobody => t.door_log_unknown(),
    };
    let part = entry.part.map(|part| words::part(t, part));
    let what = what(t, entry.deed, part);
    let what = if times > 1 { t.log_times(what, times) } else { what };
    Line { at: words::time_of(t, door, entry.at), who, what }
}

fn what(t: Text, deed: Deeded, part: Option<String>) -> String {
    match (deed, part) {
        (Deeded::Began, _) => t.door_log_began(),
        (Deeded::BroughtIn, _) => t.door_log_brought_in(),
        (Deeded::Read, Some(part)) => t.door_log_read(part),
        (Deeded::Read, None) => t.door_log_read_overview(),
        (Deeded::Changed, Some(part)) => t.door_log_changed(part),
        (Deeded::Changed, None) => t.door_log_changed_something(),
        (Deeded::Entered, _) => t.door_log_entered(),
        (Deeded::Left, _) => t.door_log_left(),
        (Deeded::Invited, _) => t.door_log_invited(),
        (Deeded::Agreed, Some(part)) => t.door_log_agreed(part),
        (Deeded::Agreed, None) => t.door_log_changed(t.door_part_people()),
        (Deeded::Withdrew, _) => t.door_log_withdrew(),
        (Deeded::Refused, _) => t.door_log_refused(),
        (Deeded::Uploaded, _) => t.door_log_uploaded(),
        (Deeded::Signed, _) => t.door_log_signed(),
        (Deeded::SignatureEnded, _) => t.door_log_signature_ended(),
        (Deeded::Exported, _) => t.door_log_exported(),
        (Deeded::Erased, _) => t.door_log_erased(),
        (Deeded::BackedUp, _) => t.door_log_backed_up(),
        (Deeded::Restored, _) => t.door_log_restored(),
    }
}
