//! The choice of language: remembered in the only cookie there is.

use axum::extract::Request;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use language::Language;

use crate::api::fhir;
use crate::visitor::own_path;

/// Where a page is asked for with `?lang=`, sets the cookie and sends the reader to the same page without it.
///
/// The interfaces of programs are left alone: there `lang` is a parameter like any other.
pub(crate) async fn remember_language(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let read = request.method() == Method::GET || request.method() == Method::HEAD;
    if !read || uri.path().starts_with("/api/") || fhir::is_below(uri.path()) {
        return next.run(request).await;
    }
    let Some((chosen, rest)) = take_language(uri.query().unwrap_or_default()) else {
        return next.run(request).await;
    };
    let mut location = own_path(uri.path());
    if !rest.is_empty() {
        location.push('?');
        location.push_str(&rest);
    }
    let cookie =
        chosen.map(|language| format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language.code()));
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(LOCATION, value);
    }
    if let Some(value) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().insert(SET_COOKIE, value);
    }
    response
}

/// The language in a query, if it names one at all, and the query without it. An unknown language sets no cookie.
fn take_language(query: &str) -> Option<(Option<Language>, String)> {
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang="))?;
    let rest: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
    Some((Language::from_code(asked), rest.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_taken_out_and_the_rest_stays() {
        let (language, rest) = take_language("near=a&lang=ja&x=1").expect("a language");
        assert_eq!((language, rest.as_str()), (Some(Language::Japanese), "near=a&x=1"));
        assert_eq!(take_language("near=a"), None);
        assert_eq!(take_language("lang=xx"), Some((None, String::new())));
    }
}
