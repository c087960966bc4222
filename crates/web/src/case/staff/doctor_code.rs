//! `/desk/{office}/case/{case}/code`: a code with which the doctor who was named opens the form for the opinion.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::Refusal;
use casework::office::Duty;
use language::Text;

use super::at_office::{AtOffice, Link};
use super::go_to;
use super::one::seen;
use crate::application::Application;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::sign_in::SignedIn;
use crate::case::{CodeBox, Guest, Sent};
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/doctor_code.html")]
struct Page {
    frame: Frame,
    t: Text,
    links: Vec<Link>,
    made_up: bool,
    doctor: String,
    back: String,
    code_box: Option<CodeBox>,
}

pub(super) async fn make(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path((office, case)): Path<(String, String)>,
    _sent: Sent,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let (view, applied) = match seen(&at, &case).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let Some(doctor) = applied.doctor else { return at.refused(&Refusal::OutOfOrder) };
    match at.casework().hand_out_code(view.caller, view.version, doctor).await {
        Ok((secret, until)) => {
            let code = FreshCode { secret, until: Some(until) };
            guest.door.fresh().put(view.caller, CodeFor::Opinion(doctor), code, guest.casework().now());
            go_to(&at.href(&format!("/case/{case}/code")))
        }
        Err(refusal) => at.refused(&refusal),
    }
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path((office, case)): Path<(String, String)>,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let (view, applied) = match seen(&at, &case).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let Some(doctor) = applied.doctor else { return at.refused(&Refusal::NotFound) };
    let t = at.t;
    let name = view.case.person(doctor).map(|doctor| doctor.name.clone()).unwrap_or_default();
    let shown = Page {
        frame: at.frame(t.office_doctor_code_title()),
        t,
        links: at.links("/case"),
        made_up: view.case.made_up,
        doctor: if name.is_empty() { String::new() } else { t.office_code_lead(name) },
        back: at.href(&format!("/case/{case}")),
        code_box: CodeBox::of(&application, &visitor, view.caller, CodeFor::Opinion(doctor)),
    };
    at.page(StatusCode::OK, &shown)
}
