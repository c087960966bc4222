//! `/desk/{office}`: what waits at a desk, by date and completeness.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::State as Standing;
use casework::office::Duty;
use casework::opinion::Known;
use casework::people::Part;
use casework::service::Waiting;
use language::Text;

use super::at_office::{AtOffice, Link};
use super::words;
use crate::application::Application;
use crate::case::sign_in::SignedIn;
use crate::case::{Guest, steps};
use crate::frame::Frame;
use crate::parameters::Parameters;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/queue.html")]
struct Page {
    frame: Frame,
    t: Text,
    office: String,
    links: Vec<Link>,
    /// What was just done.
    done: String,
    filters: Vec<Link>,
    count: String,
    none: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    who: String,
    made_up: bool,
    since: String,
    state: String,
    turn: String,
    /// The desk must act.
    ours: bool,
    missing: Vec<String>,
    latest: String,
    agreed: String,
}

/// A choice of what is shown: its word in the address, its name, and which states it has.
type Filter = (&'static str, fn(Text) -> String, &'static [Standing]);

/// What can be shown.
const FILTERS: [Filter; 6] = [
    ("", |t| t.office_filter_all(), &Standing::ALL),
    ("ours", |t| t.office_filter_ours(), &[Standing::Sent, Standing::Accepted]),
    ("patient", |t| t.office_filter_patient(), &[Standing::ItemAsked, Standing::Offered]),
    ("date", |t| t.office_filter_date(), &[Standing::Booked]),
    ("held", |t| t.office_filter_held(), &[Standing::Held]),
    ("over", |t| t.office_filter_over(), &[Standing::Given]),
];

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path(office): Path<String>,
    parameters: Parameters,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let waiting = match at.casework().queue(at.cookie(), &at.office.id).await {
        Ok(waiting) => waiting,
        Err(refusal) => return at.refused(&refusal),
    };
    let t = at.t;
    let asked = parameters.get("state").unwrap_or_default();
    let asked = FILTERS.iter().find(|(word, ..)| *word == asked).unwrap_or(&FILTERS[0]);
    let filters = FILTERS.iter().map(|(word, name, _)| Link {
        href: if word.is_empty() { at.href("") } else { at.href(&format!("?state={word}")) },
        name: name(t),
        here: *word == asked.0,
    });
    let rows: Vec<Row> =
        waiting.iter().filter(|row| asked.2.contains(&row.application.state)).map(|row| view(&at, row)).collect();
    let shown = Page {
        frame: at.frame(t.office_queue_of(at.office.name.as_str())),
        t,
        office: at.office.name.clone(),
        links: at.links(""),
        done: if at.just("declined") { t.office_done_declined() } else { String::new() },
        filters: filters.collect(),
        count: t.office_count(rows.len()),
        none: if waiting.is_empty() { t.office_queue_none() } else { t.office_queue_none_of() },
        rows,
    };
    at.page(StatusCode::OK, &shown)
}

fn view(at: &AtOffice<'_>, row: &Waiting) -> Row {
    let (t, application) = (at.t, &row.application);
    let side = application.waits_for();
    Row {
        href: at.href(&format!("/case/{}", row.view.case.id)),
        who: words::patient(t, &row.view.case),
        made_up: row.view.case.made_up,
        since: steps::day(t, at.guest.door.local(application.sent).date()),
        state: words::state(t, application.state),
        turn: words::turn(t, side),
        ours: side == casework::application::Side::Desk,
        missing: words::missing(t, &row.view.case, &row.missing),
        latest: latest(t, row),
        agreed: application.booked.as_ref().map_or_else(|| t.office_agreed_none(), |booked| words::at(t, booked.at)),
    }
}

/// The latest safe date a doctor named, else the day to decide by; what was not sent along is said to be so.
fn latest(t: Text, row: &Waiting) -> String {
    let (case, parts) = (&row.view.case, &row.application.parts);
    if let Some(date) = case.timing.latest_safe {
        return t.office_latest_doctor(steps::day(t, date));
    }
    match case.opinion.decide_by {
        Known::Told(date) => t.office_latest_decide(steps::day(t, date)),
        _ if parts.contains(&Part::Time) || parts.contains(&Part::Opinion) => t.office_latest_none(),
        _ => t.office_latest_hidden(),
    }
}
