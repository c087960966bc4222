//! `GET /magazine`: what a ranking has measured, and what it leaves out.

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
#[template(path = "magazine.html")]
struct Magazine {
    frame: Frame,
    t: Text,
    chapters: Vec<Chapter>,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor) -> Response {
    let t = visitor.language.text();
    let frame = Frame::new(&visitor, &application.edition, Section::Elsewhere, t.magazine_title());
    page(StatusCode::OK, &Magazine { frame, t, chapters: chapters(t) })
}

fn chapters(t: Text) -> Vec<Chapter> {
    vec![
        Chapter::new(
            "measured",
            t.magazine_measured(),
            vec![
                advice(t.magazine_measured_count()),
                claim(t.magazine_measured_survival(), t.magazine_source_survival()),
            ],
        ),
        Chapter::new(
            "left-out",
            t.magazine_left_out(),
            vec![
                advice(t.magazine_left_stage()),
                advice(t.magazine_left_chance()),
                claim(t.magazine_left_small(), t.magazine_source_small()),
                advice(t.magazine_left_advice()),
                advice(t.magazine_left_paid()),
            ],
        ),
        Chapter::new(
            "ask",
            t.magazine_ask(),
            vec![
                advice(t.magazine_ask_illness()),
                advice(t.magazine_ask_years()),
                advice(t.magazine_ask_people()),
                advice(t.magazine_ask_source()),
            ],
        ),
        Chapter::new("here", t.magazine_here(), vec![advice(t.magazine_here_same())]),
    ]
}
