//! `/opinion/preview` and `/opinion/give`: the doctor looks at the opinion as the patient will read it, and gives it. Nothing changes after.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::opinion::Known;
use casework::second::{Point, Said, SecondOpinion, Written};
use casework::{Act, Refusal};
use language::Text;

use super::opinion::{AtOpinion, faults, form};
use super::reply::Fault;
use super::words;
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, go, steps};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/opinion_given.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    /// When it was given; none for a draft that is looked at.
    given: Option<String>,
    who: String,
    said: Vec<(String, String)>,
    stands: String,
    remarks: String,
    doctor: String,
    /// The very draft that is shown, for the button that gives it.
    saved: String,
}

/// What the doctor who looks at it has written, by point; what was not said is left out.
pub(super) fn said(t: Text, said: &Said) -> Vec<(String, String)> {
    let known = |point: Point| match said.get(&point)? {
        Known::Told(text) => Some((words::point(t, point), text.clone())),
        Known::Unclear => Some((words::point(t, point), t.view_unclear())),
        Known::Open => None,
    };
    Point::ALL.into_iter().filter_map(known).collect()
}

pub(super) async fn preview(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let at = match AtOpinion::read(&application, &visitor, &open).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    match (at.given(), at.draft()) {
        (None, Some(draft)) => shown(&at, draft, at.t.view_preview_title(), StatusCode::OK),
        _ => go("/opinion/form"),
    }
}

/// Gives the draft that was looked at.
pub(super) async fn give(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match AtOpinion::read(&application, &visitor, &open).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if at.given().is_some() {
        return go("/opinion/form");
    }
    let Some(draft) = at.draft() else { return go("/opinion/form") };
    // Another page of the same doctor may have saved something else since: what is given is what was looked at.
    if sent.get("saved") != Some(draft.saved.0.to_string().as_str()) {
        return shown(&at, draft, at.t.view_preview_title(), StatusCode::CONFLICT);
    }
    let act = Act::WriteSecond { application: at.applied.id, written: Box::new(written(draft)), give: true };
    match at.act(act).await {
        Ok(_) => go("/opinion/form"),
        Err(Refusal::OutOfOrder) => form(&at, None, vec![Fault::new("", at.t.view_not_held(), String::new())]),
        Err(refusal) => match faults(at.t, &refusal) {
            Some(faults) => form(&at, None, faults),
            None => at.refused(&refusal, &sent),
        },
    }
}

fn written(draft: &SecondOpinion) -> Written {
    Written {
        doctor: draft.doctor.clone(),
        institution: draft.institution.clone(),
        said_on: draft.said_on,
        said: draft.said.clone(),
        stands: draft.stands,
        remarks: draft.remarks.clone(),
    }
}

/// The opinion that was given; where it is not this doctor's to read, that there is one.
pub(super) fn given_page(at: &AtOpinion<'_>) -> Response {
    let own = at.given().filter(|given| given.by == at.view.caller.actor.person);
    match own {
        Some(given) => shown(at, given, at.t.view_title(), StatusCode::OK),
        None => {
            let shown = Page {
                frame: at.frame(at.t.view_title()),
                t: at.t,
                case_frame: at.case_frame(),
                given: Some(at.t.view_given_other()),
                who: words::patient(at.t, &at.view.case),
                said: Vec::new(),
                stands: String::new(),
                remarks: String::new(),
                doctor: String::new(),
                saved: String::new(),
            };
            page(StatusCode::OK, &shown)
        }
    }
}

fn shown(at: &AtOpinion<'_>, opinion: &SecondOpinion, title: String, status: StatusCode) -> Response {
    let t = at.t;
    let said_on = opinion.said_on.map(|on| steps::day(t, on));
    let doctor = [Some(opinion.doctor.clone()), Some(opinion.institution.clone()), said_on];
    let doctor = doctor.into_iter().flatten().filter(|part| !part.trim().is_empty());
    let shown = Page {
        frame: at.frame(title),
        t,
        case_frame: at.case_frame(),
        given: opinion.given.map(|given| t.view_given(at.time_of(given))),
        who: words::patient(t, &at.view.case),
        said: said(t, &opinion.said),
        stands: opinion.stands.map(|stands| words::stands(t, stands)).unwrap_or_default(),
        remarks: opinion.remarks.clone(),
        doctor: doctor.collect::<Vec<_>>().join(&t.words_comma()),
        saved: opinion.saved.0.to_string(),
    };
    page(status, &shown)
}
