//! A program begins or opens a case, and makes and ends tokens.

use std::collections::BTreeSet;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casework::people::Told;
use casework::refusal::Wrong;
use casework::service::{Beginner, Scope};
use casework::{Ground, Refusal, Relation, Secret};
use language::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::bearer::{Bearer, Outside};
use super::described;
use super::problem::{CaseProblem, Early, EnterRefused, FieldTrouble, ReadRefused};
use super::sent::{answered, body, fields, object};
use crate::api::fhir;

/// Who begins a case.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct Beginning {
    /// `patient` or `relative`
    who: String,
    /// For a relative: how they are related
    #[schema(value_type = Option<described::Relation>)]
    relation: Option<Relation>,
    /// For a relative: why they may
    #[schema(value_type = Option<described::Ground>)]
    ground: Option<Ground>,
    /// For a relative in the patient's place: the paper that shows it
    ground_paper: String,
    /// For a relative: how much the patient has been told
    #[schema(value_type = Option<described::Told>)]
    told: Option<Told>,
    /// For a relative: what they are called in the case
    name: String,
}

/// A code.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct Code {
    /// A recovery code or an invitation, as printed
    code: String,
}

/// What a narrower token is to be good for.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct Narrower {
    /// `read:PART` and `write:PART`, with the parts `opinion`, `worries`, `time`, `choice`, `telling`, `letter`, `records`, and to read
    /// also `people` and `log`; or what FHIR resources are made from, as SMART writes it: `patient/Task.rs`, `patient/*.read`
    #[schema(example = json!(["read:letter", "write:letter"]))]
    scopes: Vec<String>,
    /// Days until it ends, from 1 to 365
    days: i64,
}

/// A new token. It is told once and kept nowhere.
#[derive(Serialize, ToSchema)]
pub(crate) struct Token {
    /// To be sent as `Authorization: Bearer …`
    token: String,
    /// When it ends, in seconds since 1970-01-01T00:00:00Z
    until: i64,
    /// What it is good for, as far as its person may
    scopes: Vec<String>,
    /// What it is good for under `/fhir`, as SMART writes it, with blanks between
    scope: String,
    /// The recovery code of a case that was just begun: to be printed; it opens the case when every token is lost
    recovery_code: Option<String>,
}

/// Begins a case. The token is good for everything that who begins it may do, for 30 days.
#[utoipa::path(post, path = "/api/v1/case", tag = "case", request_body = Beginning,
    responses((status = 201, description = "A token, and the recovery code", body = Token), EnterRefused))]
pub(crate) async fn begin_case(outside: Outside, request: Request) -> Result<Response, Early> {
    let t = outside.text();
    let sent: Beginning = fields(t, &object(t, &body(t, request).await?)?)?;
    let beginner = beginner(t, sent)?;
    outside.try_once()?;
    let begun = outside.casework().begin_by_program(beginner).await.map_err(|refusal| outside.refused(&refusal))?;
    told(&outside, &begun.cookie, Some(begun.recovery.printed())).await
}

/// Opens a case with its recovery code or an invitation, as the person for whom it was made. The token is good for everything that person
/// may do, for 30 days; an invitation is used up. A doctor's code is typed on the page `/letter` and is not known here.
#[utoipa::path(post, path = "/api/v1/case/open", tag = "case", request_body = Code,
    responses((status = 201, description = "A token", body = Token), EnterRefused))]
pub(crate) async fn open_case(outside: Outside, request: Request) -> Result<Response, Early> {
    let t = outside.text();
    let sent: Code = fields(t, &object(t, &body(t, request).await?)?)?;
    outside.try_once()?;
    let code = Secret::from_typed(&sent.code).ok_or_else(|| outside.refused(&Refusal::CodeUnknown))?;
    let opened = outside.casework().open_by_program(&code).await;
    let (_, token) = opened.map_err(|refusal| outside.refused(&refusal))?;
    outside.right();
    told(&outside, &token, None).await
}

/// Makes a narrower token, for a program that needs less. Only a token from beginning or opening a case makes one.
#[utoipa::path(post, path = "/api/v1/case/tokens", tag = "case", security(("token" = [])), request_body = Narrower,
    responses((status = 201, description = "A token", body = Token), ReadRefused, EnterRefused))]
pub(crate) async fn make_token(bearer: Bearer, request: Request) -> Result<Response, Early> {
    let Bearer { outside, program, .. } = bearer;
    let t = outside.text();
    if !program.has(Scope::Tokens) {
        // The refusal is put into the log by whoever decides it.
        let refused = outside.casework().make_token(program, &BTreeSet::new(), 0).await;
        return Err(outside.refused(&refused.err().unwrap_or(Refusal::NotFound)));
    }
    let sent: Narrower = fields(t, &object(t, &body(t, request).await?)?)?;
    let scopes: Option<Vec<BTreeSet<Scope>>> = sent.scopes.iter().map(|word| scopes_of(word)).collect();
    let Some(scopes) = scopes.map(|scopes| scopes.into_iter().flatten().collect::<BTreeSet<Scope>>()) else {
        return Err(troubled(t, &[("scopes", Wrong::NotAChoice)]));
    };
    outside.try_once()?;
    let made = outside.casework().make_token(program, &scopes, sent.days).await;
    let (token, _) = made.map_err(|refusal| outside.refused(&refusal))?;
    told(&outside, &token, None).await
}

/// Ends the token this comes with.
#[utoipa::path(delete, path = "/api/v1/case/tokens/current", tag = "case", security(("token" = [])),
    responses((status = 204, description = "It has ended"), ReadRefused))]
pub(crate) async fn end_token(bearer: Bearer) -> Result<Response, Early> {
    let ended = bearer.outside.casework().end_token(&bearer.token).await;
    ended.map_err(|refusal| bearer.outside.refused(&refusal))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Ends every token of the person, this one too: for one that was lost. The recovery code opens the case anew.
#[utoipa::path(delete, path = "/api/v1/case/tokens", tag = "case", security(("token" = [])),
    responses((status = 204, description = "They have ended"), ReadRefused))]
pub(crate) async fn end_tokens(bearer: Bearer) -> Result<Response, Early> {
    let ended = bearer.outside.casework().end_tokens(bearer.program).await;
    ended.map_err(|refusal| bearer.outside.refused(&refusal))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn told(outside: &Outside, token: &Secret, recovery_code: Option<String>) -> Result<Response, Early> {
    let program = outside.casework().program(token).await.map_err(|refusal| outside.refused(&refusal))?;
    let scopes = program.scopes().into_iter().map(Scope::word).collect();
    let scope = fhir::scope_of(&program);
    let token = Token { token: token.cookie(), until: program.until.0, scopes, scope, recovery_code };
    Ok(answered(StatusCode::CREATED, None, serde_json::to_vec(&token).unwrap_or_default()))
}

/// What one word asks for: a part of the case, or what a type of FHIR resources is made from.
fn scopes_of(word: &str) -> Option<BTreeSet<Scope>> {
    Scope::from_word(word).map(|scope| BTreeSet::from([scope])).or_else(|| fhir::asked_for(word))
}

fn beginner(t: Text, sent: Beginning) -> Result<Beginner, Early> {
    match sent.who.as_str() {
        "patient" => Ok(Beginner::Patient),
        "relative" => match (sent.relation, sent.ground, sent.told) {
            (Some(relation), Some(ground), Some(told)) => {
                let Beginning { ground_paper, name, .. } = sent;
                Ok(Beginner::Relative { relation, ground, ground_paper, told, name })
            }
            (relation, ground, told) => {
                let answered =
                    [("relation", relation.is_some()), ("ground", ground.is_some()), ("told", told.is_some())];
                let missing = answered.into_iter().filter(|(_, there)| !there);
                Err(troubled(t, &missing.map(|(field, _)| (field, Wrong::Missing)).collect::<Vec<_>>()))
            }
        },
        "" => Err(troubled(t, &[("who", Wrong::Missing)])),
        _ => Err(troubled(t, &[("who", Wrong::NotAChoice)])),
    }
}

fn troubled(t: Text, fields: &[(&str, Wrong)]) -> Early {
    let troubles = fields.iter().map(|(field, wrong)| FieldTrouble::of(t, field, *wrong)).collect();
    CaseProblem::troubled(t, troubles).into()
}
