//! What stands behind the question mark of an address.

use std::convert::Infallible;
use std::fmt::Write as _;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;

/// The parameters of a request, trimmed; an empty one counts as not given, and of one given twice the first counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
}

/// At most so many parameters are read; a form of ours has ten.
const MOST_PARAMETERS: usize = 40;

impl Parameters {
    /// The parameter's value, when it is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.pairs.iter().find(|(key, _)| key == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The parameter's value, or nothing.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// Whether the parameter says `yes`.
    pub(crate) fn yes(&self, name: &str) -> bool {
        self.get(name) == Some("yes")
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map(|query| query.0).unwrap_or_default();
        Ok(Parameters { pairs: pairs.into_iter().take(MOST_PARAMETERS).collect() })
    }
}

/// Writes an address of ours with its parameters; those without a value are left out.
pub(crate) fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    let mut join = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(join);
        out.push_str(name);
        out.push('=');
        escape(&mut out, value);
        join = '&';
    }
    out
}

/// A text as it can stand in an address or a header.
pub(crate) fn escaped(value: &str) -> String {
    let mut out = String::new();
    escape(&mut out, value);
    out
}

/// Percent-encodes all but the unreserved characters (RFC 3986, section 2.3).
fn escape(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_japanese_and_leaves_out_what_is_empty() {
        let made = address("/compare", &[("condition", "胃 a&b"), ("near", "")]);
        assert_eq!(made, "/compare?condition=%E8%83%83%20a%26b");
    }
}
