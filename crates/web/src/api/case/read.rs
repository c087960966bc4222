//! `GET /api/v1/case` and its parts.

use axum::http::StatusCode;
use axum::response::Response;
use casework::Part;
use casework::service::View;
use serde::Serialize;

use super::bearer::Bearer;
use super::problem::{Early, ReadRefused};
use super::sent::answered;
use super::shown;

fn shown_as(version: i64, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => answered(StatusCode::OK, Some(version), body),
        Err(_) => answered(StatusCode::INTERNAL_SERVER_ERROR, None, Vec::new()),
    }
}

async fn part<T: Serialize>(bearer: &Bearer, part: Part, show: impl Fn(View) -> T) -> Result<Response, Early> {
    let view = bearer.outside.casework().view_by_program(bearer.program, part).await;
    let view = view.map_err(|refusal| bearer.outside.refused(&refusal))?;
    let version = view.version.0;
    Ok(shown_as(version, &show(view)))
}

/// What the case is to this token: its version, and what may be read and written.
#[utoipa::path(get, path = "/api/v1/case", tag = "case", security(("token" = [])), responses(
    (status = 200, body = shown::Overview, description = "The case", headers(("ETag" = String, description = "The version"))),
    ReadRefused))]
pub(crate) async fn overview(bearer: Bearer) -> Result<Response, Early> {
    let view = bearer.outside.casework().overview_by_program(bearer.program).await;
    let view = view.map_err(|refusal| bearer.outside.refused(&refusal))?;
    Ok(shown_as(view.version.0, &shown::Overview::of(&bearer.program, &view)))
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident $path:literal $part:ident $shown:ident;)*) => {$(
        $(#[$doc])*
        #[utoipa::path(get, path = $path, operation_id = concat!("read_", stringify!($name)), tag = "case", security(("token" = [])), responses(
            (status = 200, body = shown::$shown, description = "The part",
             headers(("ETag" = String, description = "The version, for `If-Match`"))),
            ReadRefused))]
        pub(crate) async fn $name(bearer: Bearer) -> Result<Response, Early> {
            part(&bearer, Part::$part, shown::$name).await
        }
    )*};
}

parts! {
    /// The first opinion. Needs `read:opinion`.
    opinion "/api/v1/case/opinion" Opinion OpinionShown;
    /// The worries, with their answers. Needs `read:worries`.
    worries "/api/v1/case/worries" Worries WorriesShown;
    /// What was answered about time. Needs `read:time`.
    time "/api/v1/case/time" Time TimeShown;
    /// Advice or treatment, and the institutions to ask. Needs `read:choice`.
    choice "/api/v1/case/choice" Choice ChoiceShown;
    /// How the doctor is told. Needs `read:telling`.
    telling "/api/v1/case/telling" Telling TellingShown;
    /// How far the letter is, and the doctor's form. Needs `read:letter`.
    letter "/api/v1/case/letter" Letter LetterShown;
    /// The records, and how far each has come. Needs `read:records`.
    records "/api/v1/case/records" Records RecordsShown;
    /// The applications to other institutions, each as both sides see it. Needs `read:application`.
    applications "/api/v1/case/applications" Application ApplicationsShown;
    /// The questions for the consultation, and who comes. Needs `read:day`.
    day "/api/v1/case/day" Day DayShown;
    /// The second opinions. Needs `read:second`.
    second "/api/v1/case/second" Second SecondShown;
    /// Who takes part, and what was agreed. Needs `read:people`.
    people "/api/v1/case/people" People PeopleShown;
}

/// Who opened and changed what. Needs `read:log`.
#[utoipa::path(get, path = "/api/v1/case/log", operation_id = "read_log", tag = "case", security(("token" = [])), responses(
    (status = 200, body = shown::LogShown, description = "The log", headers(("ETag" = String, description = "The version"))),
    ReadRefused))]
pub(crate) async fn log(bearer: Bearer) -> Result<Response, Early> {
    let told = bearer.outside.casework().log_by_program(bearer.program).await;
    let (view, log) = told.map_err(|refusal| bearer.outside.refused(&refusal))?;
    Ok(shown_as(view.version.0, &shown::log(&view, log)))
}
