//! A program that asks, with its token. Only the header counts: a cookie would come along with a request that some other page has made.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use casework::service::{Program, View};
use casework::{Casework, Deed, Refusal, Secret};
use documents::fhir::capability;
use language::{Language, Text};

use super::kinds::{Kind, scope_of};
use super::{base, refused};
use crate::api::case::bearer;
use crate::api::case::problem::Early;
use crate::application::Application;
use crate::visitor::Visitor;

/// A program with a token of a case.
pub(super) struct Asker {
    casework: Casework,
    /// The address that stands before every resource's own.
    pub(super) base: String,
    pub(super) language: Language,
    program: Program,
}

impl Asker {
    pub(super) fn text(&self) -> Text {
        self.language.text()
    }

    /// Refuses a type that the token is not good for; the log says that it was tried.
    pub(super) async fn admit(&self, kind: &Kind, searches: bool) -> Result<(), Early> {
        if capability::allows(&scope_of(&self.program), kind.name, searches) {
            return Ok(());
        }
        if let Some(part) = kind.parts.first() {
            match self.casework.allow_program(self.program, Deed::Read(*part)).await {
                Ok(()) | Err(Refusal::NotFound) => {}
                Err(other) => return Err(refused::of(self.text(), &other)),
            }
        }
        Err(refused::scope(self.text(), kind.name, &kind.scope()))
    }

    /// The case with what the type is made from, as far as token and person may read it, and nothing else.
    pub(super) async fn view(&self, kind: &Kind) -> Result<View, Early> {
        let view = if kind.is_seen_by_all() {
            self.casework.overview_by_program(self.program).await
        } else {
            self.casework.parts_by_program(self.program, kind.parts, kind.along).await
        };
        view.map_err(|refusal| refused::of(self.text(), &refusal))
    }
}

impl FromRequestParts<Application> for Asker {
    type Rejection = Early;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<Asker, Early> {
        let language = Visitor::of(&parts.method, &parts.headers, &parts.uri).language;
        let t = language.text();
        let Some(door) = application.door() else { return Err(refused::no_cases(t)) };
        let Some(sent) = bearer::sent(&parts.headers) else { return Err(refused::no_token(t)) };
        let casework = door.casework().clone();
        let found = match Secret::from_cookie(sent) {
            Some(token) => casework.program(&token).await,
            None => Err(Refusal::NotOpen),
        };
        let program = found.map_err(|refusal| refused::of(t, &refusal))?;
        Ok(Asker { casework, base: base(door.address()), language, program })
    }
}
