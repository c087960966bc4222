//! A visitor who asks for one address and looks at what comes back.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use evidence::Edition;
use tower::ServiceExt as _;

use crate::made_up;

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Asks for an address in a language.
pub async fn visit(language: &str, address: &str) -> Answer {
    send(Request::get(address).header("accept-language", language).body(Body::empty()).expect("a request")).await
}

/// Asks an edition of one's own for an address in a language.
pub async fn visit_in(edition: Edition, language: &str, address: &str) -> Answer {
    let request = Request::get(address).header("accept-language", language).body(Body::empty()).expect("a request");
    send_to(edition, request).await
}

/// Sends any request.
pub async fn send(request: Request<Body>) -> Answer {
    send_to(made_up::edition(), request).await
}

async fn send_to(edition: Edition, request: Request<Body>) -> Answer {
    let response = web::router(Arc::new(edition)).oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 10 << 20).await.expect("a body");
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}
