//! What is refused: an OperationOutcome with a sentence, kept by nobody.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::Refusal;
use documents::fhir::capability::NotSearched;
use documents::fhir::outcome;
use language::Text;
use serde_json::Value;

use super::MEDIA_TYPE;
use crate::api::case::problem::Early;

/// The most letters of a name from outside that are said again.
const NAME_LETTERS: usize = 100;

/// A resource, of which nobody keeps a copy.
pub(super) fn sent(status: StatusCode, resource: &Value) -> Response {
    let headers = [(CONTENT_TYPE, MEDIA_TYPE), (CACHE_CONTROL, "no-store")];
    (status, headers, resource.to_string()).into_response()
}

/// A refusal that is not this endpoint's own: an address that is not there, a method that is not answered, too much at once.
pub(crate) fn refused(status: StatusCode, detail: &str, remedy: &str) -> Response {
    sent(status, &outcome(issue(status), &format!("{detail} {remedy}")))
}

/// FHIR's word for a status (R4, value set issue-type).
fn issue(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "login",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_ACCEPTABLE => "not-supported",
        StatusCode::URI_TOO_LONG | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            "too-long"
        }
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => "transient",
        status if status.is_server_error() => "exception",
        _ => "invalid",
    }
}

fn early(status: StatusCode, words: &str) -> Early {
    sent(status, &outcome(issue(status), words)).into()
}

/// A refusal that says how to be let in (RFC 6750, 3).
fn asking(status: StatusCode, words: &str, how: &str) -> Early {
    let mut response = sent(status, &outcome(issue(status), words));
    if let Ok(value) = HeaderValue::from_str(how) {
        response.headers_mut().insert(WWW_AUTHENTICATE, value);
    }
    response.into()
}

/// This program keeps no cases.
pub(super) fn no_cases(t: Text) -> Early {
    early(StatusCode::NOT_FOUND, &t.refused_no_cases_detail())
}

/// Nobody who is known.
pub(super) fn no_token(t: Text) -> Early {
    asking(StatusCode::UNAUTHORIZED, &t.fhir_door_no_token(), "Bearer")
}

/// A token without the scope.
pub(super) fn scope(t: Text, kind: &str, scope: &str) -> Early {
    let how = format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"");
    asking(StatusCode::FORBIDDEN, &t.fhir_door_scope(kind, scope), &how)
}

/// Not there, or not for this person.
pub(super) fn hidden(t: Text) -> Early {
    early(StatusCode::NOT_FOUND, &t.fhir_door_hidden())
}

/// A type that is not offered.
pub(super) fn not_offered(t: Text, kind: &str) -> Early {
    early(StatusCode::NOT_FOUND, &NotSearched::Kind(shortened(kind)).say(t))
}

/// A search that is not offered.
pub(super) fn not_searched(t: Text, why: &NotSearched) -> Early {
    let words = match why {
        NotSearched::Parameter(name) => NotSearched::Parameter(shortened(name)).say(t),
        kind @ NotSearched::Kind(_) => kind.say(t),
    };
    sent(StatusCode::BAD_REQUEST, &outcome("not-supported", &words)).into()
}

/// Another format than JSON.
pub(super) fn format(t: Text) -> Early {
    early(StatusCode::NOT_ACCEPTABLE, &t.fhir_door_format())
}

/// Parameters that are none.
pub(super) fn unreadable(t: Text) -> Early {
    early(StatusCode::BAD_REQUEST, &t.fhir_door_query())
}

/// What the case refuses.
pub(super) fn of(t: Text, refusal: &Refusal) -> Early {
    match refusal {
        Refusal::NotOpen => asking(StatusCode::UNAUTHORIZED, &t.fhir_door_token(), "Bearer error=\"invalid_token\""),
        Refusal::Unkept(_) => early(StatusCode::SERVICE_UNAVAILABLE, &t.fhir_door_unkept()),
        _ => hidden(t),
    }
}

/// A name of any length comes from outside.
fn shortened(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(NAME_LETTERS).collect()
}
