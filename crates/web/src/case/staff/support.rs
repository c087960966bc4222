//! `/support-desk/{office}`: a counsellor's quiet list of who agreed, those who are stuck first.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::office::Duty;
use casework::service::Helped;
use casework::{CaseId, Refusal};
use language::Text;

use super::at_office::AtOffice;
use super::{stuck, words};
use crate::application::Application;
use crate::case::sign_in::SignedIn;
use crate::case::{Guest, Sent, cookies, go, steps};
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/support.html")]
struct Page {
    frame: Frame,
    t: Text,
    hidden: String,
    action: String,
    office: String,
    count: String,
    people: Vec<Row>,
}

struct Row {
    case: String,
    who: String,
    made_up: bool,
    since: String,
    stuck: Vec<String>,
    open: String,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path(office): Path<String>,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Support)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let helped = match at.casework().helped(at.cookie(), &at.office.id).await {
        Ok(helped) => helped,
        Err(refusal) => return at.refused(&refusal),
    };
    let t = at.t;
    let count = helped.iter().filter(|one| !one.stuck.is_empty()).count();
    let shown = Page {
        frame: at.frame(t.support_title(at.office.name.as_str())),
        t,
        hidden: at.guest.hidden(),
        action: format!("/support-desk/{}", at.office.id),
        office: at.office.name.clone(),
        count: if count == 0 { t.support_stuck_none() } else { t.support_stuck(count) },
        people: helped.iter().map(|one| row(t, one)).collect(),
    };
    at.page(StatusCode::OK, &shown)
}

fn row(t: Text, helped: &Helped) -> Row {
    let who = words::patient(t, &helped.view.case);
    Row {
        case: helped.view.case.id.to_string(),
        made_up: helped.view.case.made_up,
        since: t.support_since(steps::day(t, helped.since)),
        stuck: helped.stuck.iter().map(|one| stuck::words(t, one)).collect(),
        open: t.support_open_of(who.as_str()),
        who,
    }
}

/// Opens one case on this device, as its counsellor.
pub(super) async fn open(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path(office): Path<String>,
    sent: Sent,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Support)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let opened = match sent.get("case").and_then(|text| text.parse::<CaseId>().ok()) {
        Some(case) => at.casework().open_from_office(at.cookie(), &at.office.id, case).await,
        None => Err(Refusal::NotFound),
    };
    match opened {
        Ok((_, cookie)) => {
            let mut response = go("/case");
            cookies::open_case(&mut response, &guest.door, &cookie, None);
            response
        }
        Err(refusal) => at.refused(&refusal),
    }
}
