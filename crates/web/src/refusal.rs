//! Pages that say what went wrong and what to do next.
//!
//! Three tiers: an address that does not exist (404, here), an answer we cannot give yet because a name is unknown or means
//! several things (422 and 300, with the question kept, in `pages::compare`), and our own failure (500, in `frame::page`).
//! For programs the same refusals are `problem+json`, in `api::problem`.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use language::Text;

use crate::api::problem::Problem;
use crate::application::Application;
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// A page with one message.
#[derive(Template)]
#[template(path = "refusal.html")]
struct Refusal {
    frame: Frame,
    t: Text,
    detail: String,
    remedy: String,
}

/// Any address that is not ours.
pub(crate) async fn not_found(State(application): State<Application>, visitor: Visitor) -> Response {
    if visitor.path.starts_with("/api/") {
        return Problem::no_such_address(visitor.language).into_response();
    }
    missing(&application, &visitor)
}

/// The page for something that is not here.
pub(crate) fn missing(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let frame = Frame::new(visitor, &application.edition, Section::Elsewhere, t.error_404_title());
    let refusal = Refusal { frame, t, detail: t.error_404_detail(), remedy: t.error_404_remedy() };
    page(StatusCode::NOT_FOUND, &refusal)
}

/// A method we do not answer.
pub(crate) async fn wrong_method(State(application): State<Application>, visitor: Visitor) -> Response {
    if visitor.path.starts_with("/api/") {
        return Problem::wrong_method(visitor.language).into_response();
    }
    let t = visitor.language.text();
    let frame = Frame::new(&visitor, &application.edition, Section::Elsewhere, t.error_405_title());
    let refusal = Refusal { frame, t, detail: t.error_405_detail(), remedy: t.error_404_remedy() };
    page(StatusCode::METHOD_NOT_ALLOWED, &refusal)
}
