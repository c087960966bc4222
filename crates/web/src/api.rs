//! The JSON interface: the same answers, named as the command's options are.

pub(crate) mod case;
mod compare;
mod conditions;
pub(crate) mod desk;
pub(crate) mod fhir;
mod institutions;
mod json;
mod openapi;
pub(crate) mod problem;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use language::Language;
use serde::Serialize;

use crate::application::Application;
use crate::parameters::Parameters;
use crate::visitor::Visitor;

/// The addresses of the interface.
pub(crate) fn routes() -> Router<Application> {
    Router::new()
        .route("/api/v1/compare", get(compare::answer))
        .route("/api/v1/conditions", get(conditions::answer))
        .route("/api/v1/institutions", get(institutions::answer))
        .route("/api/v1/openapi.json", get(openapi::answer))
        .merge(case::routes().and(desk::routes()).and(fhir::routes()).router())
}

/// The language of an answer: the parameter `lang`, else the header.
fn language(parameters: &Parameters, visitor: &Visitor) -> Language {
    parameters.get("lang").and_then(Language::from_code).unwrap_or(visitor.language)
}

/// Sends a value as JSON, written once into bytes.
fn json(status: StatusCode, media_type: &'static str, value: &impl Serialize) -> Response {
    match json::to_bytes(value) {
        Ok(bytes) => {
            let headers = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, "private, no-cache")];
            (status, headers, Bytes::from(bytes)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
