//! Pages that say what went wrong and what to do next.
//!
//! Three tiers: an address that does not exist (404, here), an answer we cannot give yet because a name is unknown or means
//! several things (422 and 300, with the question kept, in `pages::compare`), and our own failure (500, and 503 when too many
//! ask at once). For programs the same refusals are `problem+json`, in `api::problem`, and below `/fhir` an OperationOutcome, in `api::fhir`.

use askama::Template;
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use language::Text;

use crate::api::fhir;
use crate::api::problem::Problem;
use crate::application::Application;
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// Seconds after which it is worth asking again.
const COME_BACK_AFTER: &str = "10";

/// A page with one message.
#[derive(Template)]
#[template(path = "refusal.html")]
struct Refusal {
    frame: Frame,
    t: Text,
    detail: String,
    remedy: String,
}

/// What is refused, in words.
struct Words {
    title: String,
    detail: String,
    /// What a reader can do.
    remedy: String,
    /// What a program can do.
    remedy_for_programs: String,
}

/// Any address that is not ours.
pub(crate) async fn not_found(State(application): State<Application>, visitor: Visitor) -> Response {
    missing(&application, &visitor)
}

/// The page for something that is not here.
pub(crate) fn missing(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.error_404_title(),
        detail: t.error_404_detail(),
        remedy: t.error_404_remedy(),
        remedy_for_programs: t.error_api_remedy(),
    };
    refused(application, visitor, StatusCode::NOT_FOUND, words)
}

/// A method we do not answer.
pub(crate) async fn wrong_method(State(application): State<Application>, visitor: Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.error_405_title(),
        detail: t.error_405_detail(),
        remedy: t.error_404_remedy(),
        remedy_for_programs: t.error_api_remedy(),
    };
    refused(&application, &visitor, StatusCode::METHOD_NOT_ALLOWED, words)
}

/// A request with too long an address or too much beside it.
pub(crate) fn too_large(application: &Application, visitor: &Visitor, status: StatusCode) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.error_too_long(),
        detail: t.error_large_detail(),
        remedy: t.error_404_remedy(),
        remedy_for_programs: t.error_api_remedy(),
    };
    refused(application, visitor, status, words)
}

/// Too many ask at once.
pub(crate) fn busy(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.error_503_title(),
        detail: t.error_503_detail(),
        remedy: t.error_503_remedy(),
        remedy_for_programs: t.error_503_remedy(),
    };
    let mut response = refused(application, visitor, StatusCode::SERVICE_UNAVAILABLE, words);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(COME_BACK_AFTER));
    response
}

/// Our own failure.
pub(crate) fn failed(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.error_500_title(),
        detail: t.error_500_detail(),
        remedy: t.error_500_remedy(),
        remedy_for_programs: t.error_500_remedy(),
    };
    refused(application, visitor, StatusCode::INTERNAL_SERVER_ERROR, words)
}

fn refused(application: &Application, visitor: &Visitor, status: StatusCode, words: Words) -> Response {
    if fhir::is_below(&visitor.path) {
        return fhir::refused(status, &words.detail, &words.remedy_for_programs);
    }
    if visitor.path.starts_with("/api/") {
        return Problem::plain(status, words.title, words.detail, words.remedy_for_programs).into_response();
    }
    let frame = Frame::new(visitor, &application.edition, Section::Elsewhere, words.title);
    let t = visitor.language.text();
    page(status, &Refusal { frame, t, detail: words.detail, remedy: words.remedy })
}
