//! `GET /case/applications/{id}/dossier`: everything that goes to the desk, as one file to print. Nothing that was not sent stands in it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, Channel};
use casework::{Deed, PersonId, Refusal};
use language::Text;

use super::dossier_parts::{Sheet, sheets};
use super::{go_to, numbered};
use crate::application::Application;
use crate::case::steps::At;
use crate::case::steps::choose::way_words;
use crate::case::{CaseFrame, CodeBox, CodeFor, FreshCode, Open, Sent, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/heard/dossier.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    id: u32,
    date: String,
    to: String,
    name: String,
    way: String,
    words: String,
    asked: Vec<String>,
    blind: bool,
    paper: bool,
    sheets: Vec<Sheet>,
    /// What the desk can tick on paper.
    answers: [String; 3],
    code_box: Option<CodeBox>,
    can_make_code: bool,
    /// A code is out already, which a new one ends.
    out: bool,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Applications).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    match numbered(&at, &id) {
        Ok(applied) => shown(&at, &applied),
        Err(response) => *response,
    }
}

/// `POST /case/applications/{id}/code`: makes the desk's code and shows it on the dossier, or the doctor's, shown with the application.
pub(super) async fn code(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
    sent: Sent,
) -> Response {
    let deed = (Step::Applications, Deed::HandOutCode);
    let at = match At::sent_to(&application, &visitor, &open, deed, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if !at.may(Deed::HandOutCode) {
        return at.refused(&Refusal::NotFound, &sent);
    }
    let applied = match numbered(&at, &id) {
        Ok(applied) => applied,
        Err(response) => return *response,
    };
    let here = format!("/case/applications/{}", applied.id);
    let (person, what, back) = match applied.doctor.filter(|_| sent.get("for") == Some("doctor")) {
        Some(doctor) => (doctor, CodeFor::Opinion(doctor), format!("{here}#code")),
        None => (applied.desk, CodeFor::Desk(applied.desk), format!("{here}/dossier")),
    };
    match open.casework.hand_out_code(open.caller, sent.version(), person).await {
        Ok((secret, until)) => {
            if let Some(door) = application.door() {
                let code = FreshCode { secret, until: Some(until) };
                door.fresh().put(open.caller, what, code, open.casework.now());
            }
            go_to(&back)
        }
        // Whoever saw the button may hand it out; what has changed since is that the doctor writes.
        Err(Refusal::NotFound) if applied.doctor == Some(person) => {
            let begun = (String::new(), at.t.heard_doctor_begun(), at.t.heard_doctor_begun_remedy());
            super::one::shown(&at, &applied, None, vec![begun])
        }
        Err(refusal) => at.refused(&refusal, &sent),
    }
}

fn shown(at: &At<'_>, application: &Applied) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let paper = application.channel == Channel::Paper;
    let code_box = CodeBox::fresh(at.application, at.visitor, at.open, CodeFor::Desk(application.desk));
    let shown = Page {
        frame: at.frame_titled(t.heard_dossier()),
        t,
        case_frame: at.case_frame(),
        id: application.id.0,
        date: at.day(at.view.today),
        to: application.name.clone(),
        name: case.person(PersonId::PATIENT).map(|patient| patient.name.clone()).unwrap_or_default(),
        way: way_words(t, application.way),
        words: application.turns.first().map(|first| first.words.clone()).unwrap_or_default(),
        asked: super::one::asked(t, application),
        blind: application.blind,
        paper,
        sheets: sheets(at, application),
        answers: [t.heard_dossier_yes(), t.heard_dossier_item(), t.heard_dossier_no()],
        can_make_code: paper && application.is_live() && code_box.is_none() && at.may(Deed::HandOutCode),
        out: case.codes.iter().any(|out| out.person == application.desk),
        code_box,
    };
    page(StatusCode::OK, &shown)
}
