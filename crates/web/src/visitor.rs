//! Who asks, as far as a page needs it: in which language, and for which address.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use language::Language;

/// The reader of a page.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// The language: chosen (cookie), else asked for by the browser.
    pub(crate) language: Language,
    /// The path of the page.
    pub(crate) path: String,
    /// What stands behind the question mark.
    pub(crate) query: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Visitor {
            language: language_of(&parts.headers),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
        })
    }
}

/// The language of a request: the cookie's, else the header's.
pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let chosen = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix("lang="))
        .and_then(Language::from_code);
    chosen.unwrap_or_else(|| {
        let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        language::from_accept_language(header)
    })
}
