//! The one stylesheet and the small mark beside the page's name.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

/// The stylesheet's address, which changes with its content.
pub(crate) const STYLESHEET_PATH: &str = env!("STYLESHEET_PATH");

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /assets/anshin.<hash>.css`
pub(crate) async fn stylesheet() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, FOR_EVER)];
    (headers, include_str!("../assets/anshin.css"))
}

/// `GET /assets/mark.svg`
pub(crate) async fn mark() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")];
    (headers, include_str!("../assets/mark.svg"))
}
