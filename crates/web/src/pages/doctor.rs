//! `GET /doctor`: what can be known about one doctor, and what cannot. No figure here compares doctors.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use language::Text;

use crate::application::Application;
use crate::claim::{Chapter, advice, claim};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "doctor.html")]
struct Doctor {
    frame: Frame,
    t: Text,
    chapters: Vec<Chapter>,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor) -> Response {
    let t = visitor.language.text();
    let frame = Frame::new(&visitor, &application.edition, Section::Elsewhere, t.doctor_title());
    page(StatusCode::OK, &Doctor { frame, t, chapters: chapters(t) })
}

fn chapters(t: Text) -> Vec<Chapter> {
    vec![
        Chapter::new(
            "cannot",
            t.doctor_cannot(),
            vec![
                advice(t.doctor_cannot_figures()),
                claim(t.doctor_cannot_card(), t.doctor_source_card()),
                advice(t.doctor_cannot_fame()),
            ],
        ),
        Chapter::new(
            "can",
            t.doctor_can(),
            vec![advice(t.doctor_can_hospital()), advice(t.doctor_can_specialist()), advice(t.doctor_can_desk())],
        ),
        Chapter::new(
            "ask",
            t.doctor_ask(),
            vec![
                advice(t.doctor_ask_often()),
                advice(t.doctor_ask_results()),
                advice(t.doctor_ask_team()),
                advice(t.doctor_ask_who()),
            ],
        ),
    ]
}
