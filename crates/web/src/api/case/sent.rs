//! What a program sends: JSON of bounded size, the version it changes, and an idempotency key.
//!
//! First is asked whether it may (404), then whether it can be read (415, 413, 400), then for the version (428), then whether it came before,
//! and only then what it says (422). So whoever may not learns nothing, and whatever is refused has changed nothing.

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::keeper::Version;
use casework::service::View;
use casework::{Act, Deed, Refusal};
use language::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::once::{self, Done, LONGEST_KEY, Ticket, Turn};
use super::problem::{CaseProblem, Early, FieldTrouble};
use crate::case::{LARGEST_FORM, at_most};

/// The largest body in bytes; the longest part at its limits, in Japanese, is below it.
pub(in crate::api) const LARGEST: usize = LARGEST_FORM;

/// The headers of a write.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the headers, which are read by name")]
pub(crate) struct WriteHeaders {
    /// The `ETag` of the case as it was read: `"3"`
    #[param(rename = "If-Match")]
    if_match: String,
    /// The same key with the same content is answered again within 24 hours, and not done again
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// What a write answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Written {
    /// The version that the write made: the `ETag` for the next one.
    version: i64,
    /// The number of the worry or record that was added; null when nothing was, or when the token may not read the part.
    added: Option<u32>,
}

/// A write that may be done.
pub(super) struct Sending {
    bearer: Bearer,
    version: Version,
    object: Map<String, Value>,
    ticket: Option<Ticket>,
}

impl Sending {
    /// Reads a write for a deed; an answer at once where it is refused or was done before.
    pub(super) async fn read(bearer: Bearer, deed: Deed, request: Request) -> Result<Sending, Early> {
        let outside = &bearer.outside;
        let t = outside.text();
        let allowed = outside.casework().allow_program(bearer.program, deed).await;
        allowed.map_err(|refusal| outside.refused(&refusal))?;
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let headers = request.headers().clone();
        let bytes = match method {
            Method::DELETE => Vec::new(),
            _ => body(t, request).await?,
        };
        let object = if method == Method::DELETE { Map::new() } else { object(t, &bytes)? };
        let version = version(t, &headers)?;
        let ticket = match key(t, &headers)? {
            None => None,
            Some(key) => {
                let mark = once::mark(&bearer.token, method.as_str(), &path, key);
                let now = outside.casework().now();
                match outside.door.once().take(mark, once::content(&bytes), now) {
                    Turn::First(ticket) => Some(ticket),
                    Turn::Again(done) => return Err(written(done.version, done.body).into()),
                    Turn::Other => return Err(CaseProblem::key_used(t).into()),
                    Turn::Running => return Err(CaseProblem::key_running(t).into()),
                }
            }
        };
        Ok(Sending { bearer, version, object, ticket })
    }

    /// What was sent, or everything that is wrong with it.
    pub(super) fn fields<T: DeserializeOwned + Default + Serialize>(&self) -> Result<T, Early> {
        fields(self.text(), &self.object)
    }

    pub(super) fn text(&self) -> Text {
        self.bearer.outside.text()
    }

    pub(super) fn troubled(&self, field: &str, wrong: casework::refusal::Wrong) -> Early {
        CaseProblem::troubled(self.text(), vec![FieldTrouble::of(self.text(), field, wrong)]).into()
    }

    /// Does it, act after act. Only the last may find something that is wrong with what was sent.
    pub(super) async fn act(self, acts: Vec<Act>, added: impl Fn(&View) -> Option<u32>) -> Result<Response, Early> {
        let Sending { bearer, mut version, ticket, .. } = self;
        let casework = bearer.outside.casework();
        let mut number = None;
        for act in acts {
            let view = casework.act_by_program(bearer.program, version, act).await;
            let view = view.map_err(|refusal| bearer.outside.refused(&refusal))?;
            (version, number) = (view.version, added(&view));
        }
        let body = serde_json::to_vec(&Written { version: version.0, added: number }).unwrap_or_default();
        if let Some(ticket) = ticket {
            ticket.done(Done { version: Some(version.0), body: body.clone() }, casework.now());
        }
        Ok(written(Some(version.0), body))
    }

    /// The case as it stands, for an act that depends on it.
    pub(super) async fn view(&self, part: casework::Part) -> Result<View, Early> {
        let outside = &self.bearer.outside;
        let view = outside.casework().view_by_program(self.bearer.program, part).await;
        let view = view.map_err(|refusal| outside.refused(&refusal))?;
        if view.is_fresh(self.version) { Ok(view) } else { Err(outside.refused(&Refusal::Stale)) }
    }
}

/// Reads a body that is JSON.
pub(in crate::api) async fn body(t: Text, request: Request) -> Result<Vec<u8>, Early> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(CaseProblem::media_type(t).into());
    }
    at_most(request.into_body(), LARGEST).await.map_err(|status| CaseProblem::body(t, status).into())
}

/// Reads an object; anything else is refused.
pub(in crate::api) fn object(t: Text, bytes: &[u8]) -> Result<Map<String, Value>, Early> {
    serde_json::from_slice(bytes).map_err(|_| CaseProblem::body(t, StatusCode::BAD_REQUEST).into())
}

/// Reads an object's fields and names all that are unknown or of the wrong kind. Every field may be missing; what is known is what an
/// empty `T` writes.
pub(in crate::api) fn fields<T: DeserializeOwned + Default + Serialize>(
    t: Text,
    object: &Map<String, Value>,
) -> Result<T, Early> {
    let known = serde_json::to_value(T::default()).unwrap_or_default();
    let one = |field: &str, value: &Value| Value::Object(Map::from_iter([(field.to_owned(), value.clone())]));
    let troubles: Vec<FieldTrouble> = object
        .iter()
        .filter_map(|(field, value)| match known.get(field) {
            None => Some(FieldTrouble::unknown(t, field)),
            Some(_) => serde_json::from_value::<T>(one(field, value)).err().map(|_| FieldTrouble::unreadable(t, field)),
        })
        .collect();
    if !troubles.is_empty() {
        return Err(CaseProblem::troubled(t, troubles).into());
    }
    let whole = serde_json::from_value(Value::Object(object.clone()));
    whole.map_err(|_| CaseProblem::body(t, StatusCode::BAD_REQUEST).into())
}

/// The version in `If-Match`. One that cannot be read is none that any case has.
fn version(t: Text, headers: &HeaderMap) -> Result<Version, Early> {
    let Some(value) = headers.get(IF_MATCH) else { return Err(CaseProblem::no_version(t).into()) };
    let text = value.to_str().unwrap_or_default().trim();
    // "Whatever it is" names no version.
    if text == "*" {
        return Err(CaseProblem::no_version(t).into());
    }
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Ok(Version(quoted.and_then(|number| number.parse().ok()).unwrap_or(0)))
}

pub(in crate::api) fn key(t: Text, headers: &HeaderMap) -> Result<Option<&str>, Early> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let fits = |key: &&str| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    match value.to_str().ok().filter(fits) {
        Some(key) => Ok(Some(key)),
        None => Err(CaseProblem::no_key(t, LONGEST_KEY).into()),
    }
}

fn written(version: Option<i64>, body: Vec<u8>) -> Response {
    answered(StatusCode::OK, version, body)
}

/// JSON that nobody keeps a copy of, with the version it speaks of.
pub(in crate::api) fn answered(status: StatusCode, version: Option<i64>, body: Vec<u8>) -> Response {
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    let mut response = (status, headers, body).into_response();
    if let Some(tag) = version.and_then(|version| HeaderValue::from_str(&format!("\"{version}\"")).ok()) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}
