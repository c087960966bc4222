//! What keeps one request from harming the others: limits on its size and time, and a calm page when we fail.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;

use crate::application::Application;
use crate::case::{case_file, disc};
use crate::refusal;
use crate::visitor::Visitor;

/// The longest address in bytes: every answer of the form at its longest fits, in Japanese and percent-encoded.
const LONGEST_ADDRESS: usize = 24 * 1024;
/// All headers together, in bytes.
const LARGEST_HEADERS: usize = 16 * 1024;
/// What is only read carries no body worth the name.
const LARGEST_BODY: u64 = 16 * 1024;
/// What is sent may be an upload, with what stands around it; each form holds its own, much lower limit (`case::body`).
const LARGEST_SENT: u64 = 64 * 1024 * 1024;
/// So long at most may one answer take ...
const LONGEST_ANSWER: Duration = Duration::from_secs(20);
/// ... and one upload, over a slow line.
const LONGEST_UPLOAD: Duration = Duration::from_secs(600);

/// Refuses what is too large, ends what takes too long, and turns a panic into the page for our own failure.
pub(crate) async fn guard(State(application): State<Application>, request: Request, next: Next) -> Response {
    let visitor = Visitor::of(request.method(), request.headers(), request.uri());
    let sends = matches!(*request.method(), Method::POST | Method::PUT);
    let largest = if sends { largest_sent(request.uri()) } else { LARGEST_BODY };
    if let Some(status) = too_large(request.uri(), request.headers(), largest) {
        return refusal::too_large(&application, &visitor, status);
    }
    let longest = match is_upload(request.headers()) {
        // It ends by itself before, and says so on its own page.
        true if request.uri().path() == disc::DISC => disc::LONGEST + LONGEST_ANSWER,
        true => LONGEST_UPLOAD,
        false => LONGEST_ANSWER,
    };
    match tokio::time::timeout(longest, unwound(next.run(request))).await {
        Ok(Some(response)) => response,
        Ok(None) => refusal::failed(&application, &visitor),
        Err(_) => refusal::busy(&application, &visitor),
    }
}

/// A case file may be longer, and a disc that only passes through.
fn largest_sent(uri: &Uri) -> u64 {
    match uri.path() {
        disc::DISC => u64::try_from(disc::LARGEST_BODY).unwrap_or(LARGEST_SENT),
        case_file::BRING => u64::try_from(case_file::LARGEST_BODY).unwrap_or(LARGEST_SENT),
        _ => LARGEST_SENT,
    }
}

fn is_upload(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

fn too_large(uri: &Uri, headers: &HeaderMap, largest: u64) -> Option<StatusCode> {
    let address = uri.path().len() + uri.query().map_or(0, str::len);
    if address > LONGEST_ADDRESS {
        return Some(StatusCode::URI_TOO_LONG);
    }
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > LARGEST_HEADERS {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    let body = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    body.is_some_and(|body: u64| body > largest).then_some(StatusCode::PAYLOAD_TOO_LARGE)
}

/// The answer, or none when making it panicked. Nothing is left half done: a request either only reads, or hands its one write over
/// whole; a write that was handed over is done or refused as a whole, whoever still waits for it.
async fn unwound(answer: impl Future<Output = Response>) -> Option<Response> {
    let mut answer = pin!(answer);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
        Ok(poll) => poll.map(Some),
        Err(_) => Poll::Ready(None),
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use evidence::Edition;
    use tower::ServiceExt as _;

    use super::*;

    async fn fail() -> Response {
        panic!("made up, so that the page can be seen");
    }

    #[tokio::test]
    async fn our_own_failure_is_told_calmly_in_the_visitors_language() {
        let application = Application::new(Arc::new(Edition::default()), crate::shipped_towns(), None);
        let router = Router::new()
            .route("/fail", get(fail))
            .route("/api/v1/fail", get(fail))
            .layer(from_fn_with_state(application, guard));
        for (language, title) in [("en", "Something went wrong on our side"), ("ja", "こちらの不具合です")] {
            for address in ["/fail", "/api/v1/fail"] {
                let request = Request::get(address).header("accept-language", language).body(Body::empty());
                let response = router.clone().oneshot(request.expect("a request")).await.expect("an answer");
                assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
                let body = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
                let text = String::from_utf8_lossy(&body);
                assert!(text.contains(title), "{text}");
            }
        }
    }

    #[test]
    fn too_large_an_address_a_header_or_a_body_is_refused() {
        let none = HeaderMap::new();
        let long: Uri = format!("/compare?near={}", "a".repeat(30_000)).parse().expect("an address");
        assert_eq!(too_large(&long, &none, LARGEST_BODY), Some(StatusCode::URI_TOO_LONG));
        let short = Uri::from_static("/");
        assert_eq!(too_large(&short, &none, LARGEST_BODY), None);
        let header = HeaderMap::from_iter([(CONTENT_LENGTH, "1000000".parse().expect("a value"))]);
        assert_eq!(too_large(&short, &header, LARGEST_BODY), Some(StatusCode::PAYLOAD_TOO_LARGE));
        let header = HeaderMap::from_iter([(CONTENT_LENGTH, "0".repeat(20_000).parse().expect("a value"))]);
        assert_eq!(too_large(&short, &header, LARGEST_BODY), Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE));
    }
}
