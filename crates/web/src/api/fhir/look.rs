//! `GET /fhir/{type}` and `GET /fhir/{type}/{id}`.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::Uri;
use axum::response::Response;
use casework::service::View;
use documents::fhir::{capability, request, searchset};
use language::Text;
use serde_json::Value;

use super::asker::Asker;
use super::kinds::Kind;
use super::{answered, refused};
use crate::api::case::problem::Early;
use crate::parameters::escaped;

/// How JSON may be asked for (FHIR R4, 3.1.0.1.11).
const FORMATS: [&str; 4] = ["json", "application/json", "application/fhir+json", "text/json"];

/// Every resource of a type that meets the parameters, as a Bundle.
pub(super) async fn search(asker: &Asker, kind: &Kind, uri: &Uri) -> Result<Response, Early> {
    let t = asker.text();
    asker.admit(kind, true).await?;
    let asked = parameters(t, uri)?;
    let own: Vec<_> = asked.iter().map(|(name, value)| (name.clone(), relative(asker, value))).collect();
    // What cannot be asked is refused before anything is read.
    capability::search(Vec::new(), kind.name, &own).map_err(|not| refused::not_searched(t, &not))?;
    let view = asker.view(kind).await?;
    let found = capability::search(resources(asker, &view), kind.name, &own);
    let found = found.map_err(|not| refused::not_searched(t, &not))?;
    let link = address(&format!("{}/{}", asker.base, kind.name), &asked);
    Ok(answered(&searchset(&asker.base, &link, found)))
}

/// One resource.
pub(super) async fn read(
    asker: Asker,
    named: Result<Path<(String, String)>, PathRejection>,
    uri: Uri,
) -> Result<Response, Early> {
    let t = asker.text();
    let Ok(Path((kind, id))) = named else { return Err(refused::hidden(t)) };
    let Some(kind) = Kind::of(&kind) else { return Err(refused::not_offered(t, &kind)) };
    asker.admit(kind, false).await?;
    if let Some((name, _)) = parameters(t, &uri)?.into_iter().next() {
        return Err(refused::not_searched(t, &capability::NotSearched::Parameter(name)));
    }
    let view = asker.view(kind).await?;
    let text = |resource: &Value, name: &str| resource.get(name).and_then(Value::as_str).map(str::to_owned);
    let this = |resource: &Value| {
        text(resource, "resourceType").as_deref() == Some(kind.name) && text(resource, "id").as_ref() == Some(&id)
    };
    let found = resources(&asker, &view).into_iter().find(this);
    found.map(|resource| answered(&resource)).ok_or_else(|| refused::hidden(t))
}

/// Everything of the case that may be seen.
fn resources(asker: &Asker, view: &View) -> Vec<Value> {
    request::all(&view.case, asker.language, view.today)
}

/// What stands behind the question mark, without the format, which must be JSON.
pub(super) fn parameters(t: Text, uri: &Uri) -> Result<Vec<(String, String)>, Early> {
    let pairs = serde_urlencoded::from_str::<Vec<(String, String)>>(uri.query().unwrap_or_default());
    let pairs = pairs.map_err(|_| refused::unreadable(t))?;
    let (formats, asked): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == "_format");
    // A plus that was not escaped is read as a blank.
    let json = |value: &str| FORMATS.contains(&value.replace(' ', "+").as_str());
    if formats.iter().all(|(_, value)| json(value)) { Ok(asked) } else { Err(refused::format(t)) }
}

/// A reference to this server's own resources may be written with its whole address (FHIR R4, 3.1.1.4.12).
fn relative(asker: &Asker, value: &str) -> String {
    value.replace(&format!("{}/", asker.base), "")
}

fn address(path: &str, asked: &[(String, String)]) -> String {
    let pairs: Vec<String> = asked.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}
