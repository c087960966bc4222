//! `GET /api/v1/openapi.json`: the interface described by itself.

use std::sync::OnceLock;

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Anshin",
        description = "Published treatment results, institution by institution. Volume is not outcome; nothing here ranks."
    ),
    paths(super::compare::answer, super::conditions::answer, super::institutions::answer)
)]
struct Description;

pub(crate) async fn answer() -> impl IntoResponse {
    static WRITTEN: OnceLock<Bytes> = OnceLock::new();
    let written = WRITTEN.get_or_init(|| {
        let whole = Description::openapi().merge_from(super::case::described()).merge_from(super::desk::described());
        serde_json::to_vec_pretty(&whole).unwrap_or_default().into()
    });
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=3600")], written.clone())
}
