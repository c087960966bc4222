//! `GET /case/day/{id}/sheet`: the questions on paper, with room for the answers, and what to bring.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::PersonId;
use casework::day::fit;
use language::Text;

use super::{bring, coming, numbered, words};
use crate::application::Application;
use crate::case::steps::At;
use crate::case::{CaseFrame, Open, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/heard/sheet.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    id: u32,
    name: String,
    patient: String,
    date: String,
    /// Each question, what was answered, and whether there may be no time for it.
    questions: Vec<(String, String, bool)>,
    coming: Vec<String>,
    bring: Vec<String>,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Day).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let applied = match numbered(&at, &id) {
        Ok(applied) => applied,
        Err(response) => return *response,
    };
    let (t, case) = (at.t, &at.view.case);
    let minutes = applied.booked.as_ref().map_or(0, |offer| offer.minutes);
    let left = if minutes > 0 { fit(&case.questions, minutes).left } else { Vec::new() };
    let questions = case.questions.iter();
    let day = case.days.iter().find(|day| day.application == applied.id);
    let comes = day.is_none_or(|day| day.patient_comes);
    let patient = if comes { t.heard_patient_comes_yes() } else { t.heard_patient_comes_no() };
    let others = day.map(|day| day.coming.iter().map(|one| coming::in_words(t, one)).collect::<Vec<_>>());
    let shown = Page {
        frame: at.frame_titled(t.heard_sheet()),
        t,
        case_frame: at.case_frame(),
        id: applied.id.0,
        name: applied.name.clone(),
        patient: case.person(PersonId::PATIENT).map(|patient| patient.name.clone()).unwrap_or_default(),
        date: applied.booked.as_ref().map(|offer| words::offer(t, offer)).unwrap_or_default(),
        questions: questions
            .map(|question| (question.words.clone(), question.answer.clone(), left.contains(&question.id)))
            .collect(),
        coming: std::iter::once(patient).chain(others.unwrap_or_default()).collect(),
        bring: bring::list(&at, &applied),
    };
    page(StatusCode::OK, &shown)
}
