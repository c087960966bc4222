//! What a desk's own system reads.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use casework::application::State;
use casework::refusal::Wrong;
use casework::{ApplicationId, AttachmentId, CaseId, Refusal};
use serde::Serialize;

use super::shown::{ApplicationShown, NumbersShown, OfficeShown, Queue, Row};
use super::system::System;
use crate::api::case::described;
use crate::api::case::problem::{CaseProblem, Early, FieldTrouble, ReadRefused};
use crate::api::case::sent::answered;
use crate::parameters::escaped;

/// JSON that nobody keeps a copy of.
pub(super) fn shown(value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => answered(StatusCode::OK, None, body),
        Err(_) => answered(StatusCode::INTERNAL_SERVER_ERROR, None, Vec::new()),
    }
}

/// Which application an address names; none when it is no such name.
pub(super) fn named(case: &str, application: &str) -> Option<(CaseId, ApplicationId)> {
    Some((case.parse().ok()?, ApplicationId(application.parse().ok()?)))
}

/// Whose token it is, and what it is good for.
#[utoipa::path(get, path = "/api/v1/desk", operation_id = "desk_office", tag = "desk", security(("token" = [])),
    responses((status = 200, body = OfficeShown, description = "The office"), ReadRefused))]
pub(crate) async fn office(system: System) -> Result<Response, Early> {
    let office = system.casework().office_by_program(&system.program).await;
    let office = office.map_err(|refusal| system.refused(&refusal))?;
    Ok(shown(&OfficeShown::of(&office, &system.program, system.casework().today())))
}

/// The queue: first what waits for the desk, of these first the complete files, then those that are there the longest. Needs `read`.
#[utoipa::path(get, path = "/api/v1/desk/applications", operation_id = "desk_queue", tag = "desk", security(("token" = [])),
    params(("state" = Option<described::ApplicationState>, Query, description = "Only those in this state")),
    responses((status = 200, body = Queue, description = "The applications that were not declined or withdrawn"),
        (status = 422, body = CaseProblem, content_type = "application/problem+json", description = "A state that there is not"),
        ReadRefused))]
pub(crate) async fn queue(system: System, uri: Uri) -> Result<Response, Early> {
    let state = asked_state(&system, uri.query().unwrap_or_default())?;
    let rows = system.casework().queue_by_program(&system.program, state).await;
    let rows = rows.map_err(|refusal| system.refused(&refusal))?;
    Ok(shown(&Queue { applications: rows.iter().map(Row::of).collect() }))
}

/// One application with everything that was sent along, and nothing else. Of one that was declined or withdrawn is left that it was. The
/// patient sees in the log that it was read. Needs `read`.
#[utoipa::path(get, path = "/api/v1/desk/applications/{case}/{application}", operation_id = "desk_application", tag = "desk",
    security(("token" = [])),
    params(("case" = String, Path, description = "The case"), ("application" = u32, Path, description = "The application")),
    responses((status = 200, body = ApplicationShown, description = "The application"), ReadRefused))]
pub(crate) async fn application(
    system: System,
    Path((case, application)): Path<(String, String)>,
) -> Result<Response, Early> {
    let found = match named(&case, &application) {
        Some((case, id)) => system.casework().application_by_program(&system.program, case, id).await,
        None => Err(Refusal::NotFound),
    };
    found.map(|waiting| shown(&ApplicationShown::of(waiting))).map_err(|refusal| system.refused(&refusal))
}

/// A file that was sent along, as its bytes. Needs `read`.
#[utoipa::path(get, path = "/api/v1/desk/applications/{case}/{application}/files/{file}", operation_id = "desk_file", tag = "desk",
    security(("token" = [])),
    params(("case" = String, Path, description = "The case"), ("application" = u32, Path, description = "The application"),
        ("file" = u32, Path, description = "The file's number")),
    responses((status = 200, content_type = "application/octet-stream", description = "The bytes, in the file's own media type"), ReadRefused))]
pub(crate) async fn file(
    system: System,
    Path((case, application, file)): Path<(String, String, String)>,
) -> Result<Response, Early> {
    let found = match (named(&case, &application), file.parse()) {
        (Some((case, id)), Ok(file)) => {
            system.casework().file_by_program(&system.program, case, id, AttachmentId(file)).await
        }
        _ => Err(Refusal::NotFound),
    };
    let (attachment, bytes) = found.map_err(|refusal| system.refused(&refusal))?;
    let name = escaped(&documents::kind::named(&attachment.name, &attachment.media_type));
    let disposition = format!("attachment; filename=\"file\"; filename*=UTF-8''{name}");
    let headers = [
        (CONTENT_TYPE, attachment.media_type),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// The office's own numbers, by one definition. Needs `numbers`.
#[utoipa::path(get, path = "/api/v1/desk/numbers", operation_id = "desk_numbers", tag = "desk", security(("token" = [])),
    responses((status = 200, body = NumbersShown, description = "Over every application that came here"), ReadRefused))]
pub(crate) async fn numbers(system: System) -> Result<Response, Early> {
    let numbers = system.casework().numbers_by_program(&system.program).await;
    numbers.map(|numbers| shown(&NumbersShown::of(numbers))).map_err(|refusal| system.refused(&refusal))
}

/// Ends the token this comes with. All of an office's are ended by whoever runs the service.
#[utoipa::path(delete, path = "/api/v1/desk/tokens/current", operation_id = "desk_end_token", tag = "desk", security(("token" = [])),
    responses((status = 204, description = "It has ended"), ReadRefused))]
pub(crate) async fn end_token(system: System) -> Result<Response, Early> {
    let ended = system.casework().end_office_token(&system.token).await;
    ended.map(|()| StatusCode::NO_CONTENT.into_response()).map_err(|refusal| system.refused(&refusal))
}

/// The state that is asked for; what else stands behind the question mark is refused, so that a misspelt filter never shows everything.
fn asked_state(system: &System, query: &str) -> Result<Option<State>, Early> {
    let t = system.text();
    let pairs = serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default();
    let mut state = None;
    for (field, word) in pairs {
        if field != "state" {
            return Err(CaseProblem::troubled(t, vec![FieldTrouble::unknown(t, &field)]).into());
        }
        match serde_json::from_value(serde_json::Value::String(word)) {
            Ok(known) => state = Some(known),
            Err(_) => {
                let trouble = FieldTrouble::of(t, "state", Wrong::NotAChoice);
                return Err(CaseProblem::troubled(t, vec![trouble]).into());
            }
        }
    }
    Ok(state)
}
