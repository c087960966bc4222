//! What a desk's own system sends: JSON of bounded size, and an idempotency key.
//!
//! First is asked whether the token was given this (404), then whether it can be read (415, 413, 400), then whether it came before, and only
//! then what it says and whether it may follow. A decline that is sent again finds an application that is closed to the desk, so what was
//! answered is looked for before the application is.

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use casework::Refusal;
use casework::refusal::Wrong;
use casework::service::OfficeScope;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::IntoParams;

use super::system::System;
use crate::api::case::once::{self, Done, Ticket, Turn};
use crate::api::case::problem::{CaseProblem, Early, FieldTrouble};
use crate::api::case::sent::{answered, body, fields, key, object};

/// The header of a write.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the header, which is read by name")]
pub(crate) struct KeyHeader {
    /// The same key with the same content is answered again within 24 hours, and not done again
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// A write that may be done.
pub(super) struct Sending {
    pub(super) system: System,
    object: Map<String, Value>,
    ticket: Option<Ticket>,
}

impl Sending {
    /// Reads a write; an answer at once where it is refused or was done before.
    pub(super) async fn read(system: System, scope: OfficeScope, request: Request) -> Result<Sending, Early> {
        let t = system.text();
        let allowed = system.casework().allow_office_program(&system.program, scope).await;
        allowed.map_err(|refusal| system.refused(&refusal))?;
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let headers = request.headers().clone();
        let (bytes, object) = match method {
            Method::DELETE => (Vec::new(), Map::new()),
            _ => {
                let bytes = body(t, request).await?;
                let object = object(t, &bytes)?;
                (bytes, object)
            }
        };
        let ticket = match key(t, &headers)? {
            None => None,
            Some(key) => {
                let mark = once::mark(&system.token, method.as_str(), &path, key);
                match system.outside.door.once().take(mark, once::content(&bytes), system.casework().now()) {
                    Turn::First(ticket) => Some(ticket),
                    Turn::Again(done) => return Err(answered(StatusCode::OK, None, done.body).into()),
                    Turn::Other => return Err(CaseProblem::key_used(t).into()),
                    Turn::Running => return Err(CaseProblem::key_running(t).into()),
                }
            }
        };
        Ok(Sending { system, object, ticket })
    }

    /// What was sent, or everything that is wrong with it.
    pub(super) fn fields<T: DeserializeOwned + Default + Serialize>(&self) -> Result<T, Early> {
        fields(self.system.text(), &self.object)
    }

    pub(super) fn troubled(&self, troubles: &[(&str, Wrong)]) -> Early {
        let t = self.system.text();
        let of = |(field, wrong): &(&str, Wrong)| FieldTrouble::of(t, field, *wrong);
        CaseProblem::troubled(t, troubles.iter().map(of).collect()).into()
    }

    /// Answers with what then holds, and remembers the answer for when the same comes again.
    pub(super) fn done<T: Serialize>(self, result: Result<T, Refusal>) -> Result<Response, Early> {
        let Sending { system, ticket, .. } = self;
        let value = result.map_err(|refusal| system.refused(&refusal))?;
        let body = serde_json::to_vec(&value).unwrap_or_default();
        if let Some(ticket) = ticket {
            ticket.done(Done { version: None, body: body.clone() }, system.casework().now());
        }
        Ok(answered(StatusCode::OK, None, body))
    }
}
