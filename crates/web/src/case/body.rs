//! Reads a form once, before anything else, so that no refusal loses what was written.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::application::Application;
use crate::case::{csrf, refused};
use crate::visitor::Visitor;

/// The largest form in bytes: every field of the longest one at its limit, in Japanese and percent-encoded, is below it.
pub(crate) const LARGEST_FORM: usize = 64 * 1024;
/// So much of what is too large is still taken in and thrown away: a browser shows an answer only when it could send all.
const THROWN_AWAY: usize = 16 * 1024 * 1024;
/// The most fields of one form.
const MOST_FIELDS: usize = 400;

/// What a form carried, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written(pub(crate) Arc<Vec<(String, String)>>);

/// Answers every page of a case: reads its form, refuses what is too large, and lets nobody keep a copy of the page.
pub(crate) async fn of_case(State(application): State<Application>, request: Request, next: Next) -> Response {
    let visitor = Visitor::of(request.method(), request.headers(), request.uri());
    if application.door().is_none() {
        return refused::no_cases(&application, &visitor);
    }
    let elsewhere = application.door().is_some_and(|door| csrf::from_elsewhere(door, request.headers()));
    let mut response = match read(request, elsewhere).await {
        Ok(request) => next.run(request).await,
        Err(status) => refused::unreadable(&application, &visitor, status),
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A form from elsewhere is read and dropped: it will be refused, and what another site wrote shall not stand on a page of ours.
async fn read(request: Request, elsewhere: bool) -> Result<Request, StatusCode> {
    if request.method() != Method::POST || !is_form(request.headers()) {
        return Ok(request);
    }
    let (mut parts, body) = request.into_parts();
    let bytes = at_most(body, LARGEST_FORM).await?;
    let Ok(pairs) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(&bytes) else {
        return Err(StatusCode::BAD_REQUEST);
    };
    if pairs.len() > MOST_FIELDS {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    parts.extensions.insert(Written(Arc::new(if elsewhere { Vec::new() } else { pairs })));
    Ok(Request::from_parts(parts, Body::empty()))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// Reads at most so many bytes; what is more is thrown away.
pub(crate) async fn at_most(body: Body, most: usize) -> Result<Vec<u8>, StatusCode> {
    let mut stream = body.into_data_stream();
    let (mut bytes, mut seen) = (Vec::new(), 0_usize);
    while let Some(part) = next_part(&mut stream).await {
        let part = part.map_err(|_| StatusCode::BAD_REQUEST)?;
        seen = seen.saturating_add(part.len());
        if seen > THROWN_AWAY {
            break;
        }
        if seen <= most {
            bytes.extend_from_slice(&part);
        } else {
            bytes = Vec::new();
        }
    }
    if seen > most { Err(StatusCode::PAYLOAD_TOO_LARGE) } else { Ok(bytes) }
}

async fn next_part(stream: &mut axum::body::BodyDataStream) -> Option<Result<axum::body::Bytes, axum::Error>> {
    use futures_core::Stream as _;
    std::future::poll_fn(|context| std::pin::Pin::new(&mut *stream).poll_next(context)).await
}
