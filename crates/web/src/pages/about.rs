//! `GET /about`: who makes Anshin, under which licence, and what it keeps about a reader: nothing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use language::Text;

use crate::application::Application;
use crate::claim::{Chapter, advice};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    frame: Frame,
    t: Text,
    chapters: Vec<Chapter>,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor) -> Response {
    let t = visitor.language.text();
    let frame = Frame::new(&visitor, &application.edition, Section::About, t.about_title());
    page(StatusCode::OK, &About { frame, t, chapters: chapters(t) })
}

fn chapters(t: Text) -> Vec<Chapter> {
    vec![
        Chapter::new("what", t.about_what(), vec![advice(t.about_what_for()), advice(t.about_what_not())]),
        Chapter::new("money", t.about_money(), vec![advice(t.about_money_none())]),
        Chapter::new(
            "privacy",
            t.about_privacy(),
            vec![
                advice(t.about_privacy_kept()),
                advice(t.about_privacy_cookie()),
                advice(t.about_privacy_address()),
                advice(t.about_privacy_elsewhere()),
            ],
        ),
        Chapter::new(
            "licence",
            t.about_licence(),
            vec![advice(t.about_licence_program()), advice(t.about_licence_figures())],
        ),
        Chapter::new("programs", t.about_programs(), vec![advice(t.about_programs_json())]),
    ]
}
