//! Who asks, as far as a page needs it: in which language, and for which address.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use language::{Language, Text};

use crate::case;

/// What a device has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// Nothing.
    Nothing,
    /// A case.
    Case,
    /// One form, as someone who came by a printed code.
    Form(case::FormOf),
}

impl Opened {
    /// What its link is called; none where nothing is open.
    pub(crate) fn name(self, t: Text) -> Option<String> {
        match self {
            Opened::Nothing => None,
            Opened::Case => Some(t.door_to_case()),
            Opened::Form(form) => Some(form.name(t)),
        }
    }
}

/// The reader of a page.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// The language: chosen (cookie), else asked for by the browser.
    pub(crate) language: Language,
    /// The path of the page, safe to stand in a link.
    pub(crate) path: String,
    /// What stands behind the question mark.
    pub(crate) query: String,
    /// Whether a form was sent. What it carried stands only on the page that answers it, so a link to that page's other language would
    /// lose it.
    pub(crate) sent: bool,
    /// What may be open on this device: its link then stands on every page.
    pub(crate) opened: Opened,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Visitor::of(&parts.method, &parts.headers, &parts.uri))
    }
}

impl Visitor {
    pub(crate) fn of(method: &Method, headers: &HeaderMap, uri: &Uri) -> Visitor {
        Visitor {
            language: language_of(headers),
            path: own_path(uri.path()),
            query: uri.query().unwrap_or_default().to_owned(),
            sent: method == Method::POST,
            opened: case::opened(headers),
        }
    }
}

/// A path that can stand in a link: with one leading slash only, as `//elsewhere` and `/\elsewhere` would name another machine.
pub(crate) fn own_path(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_link_never_names_another_machine() {
        for path in ["//elsewhere.example", "/\\elsewhere.example", "///elsewhere.example", "\\/elsewhere.example"] {
            assert_eq!(own_path(path), "/elsewhere.example");
        }
        assert_eq!(own_path("/compare"), "/compare");
        assert_eq!(own_path(""), "/");
    }
}
