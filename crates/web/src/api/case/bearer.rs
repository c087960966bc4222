//! A program that comes with a token, or with none yet.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use casework::service::Program;
use casework::{Casework, Refusal, Secret};
use language::{Language, Text};

use super::problem::{CaseProblem, Early};
use crate::application::Application;
use crate::case::{Client, Door};
use crate::visitor::Visitor;

/// A program without a token.
pub(crate) struct Outside {
    pub(in crate::api) door: Door,
    pub(in crate::api) language: Language,
    client: Client,
}

impl Outside {
    pub(in crate::api) fn casework(&self) -> &Casework {
        self.door.casework()
    }

    pub(in crate::api) fn text(&self) -> Text {
        self.language.text()
    }

    pub(in crate::api) fn refused(&self, refusal: &Refusal) -> Early {
        CaseProblem::of(self.language, refusal).into()
    }

    /// Takes one try, as the pages do: codes cannot be guessed here faster than there.
    pub(in crate::api) fn try_once(&self) -> Result<(), Early> {
        let taken = self.door.tries().take(self.client, self.casework().now());
        taken.map_err(|seconds| CaseProblem::too_many(self.text(), seconds).into())
    }

    /// It was the right code.
    pub(in crate::api) fn right(&self) {
        self.door.tries().right(self.client);
    }
}

impl FromRequestParts<Application> for Outside {
    type Rejection = Early;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<Outside, Early> {
        let language = Visitor::of(&parts.method, &parts.headers, &parts.uri).language;
        let Some(door) = application.door() else {
            return Err(CaseProblem::no_cases(language.text()).into());
        };
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|known| known.0.ip());
        Ok(Outside { door: door.clone(), language, client: Client::of(address) })
    }
}

/// A program with a token. Only the header counts: a cookie would come along with a request that some other page has made.
pub(crate) struct Bearer {
    pub(in crate::api) outside: Outside,
    pub(in crate::api) program: Program,
    pub(in crate::api) token: Secret,
}

/// The token of a request, as it was sent.
pub(in crate::api) fn sent(headers: &HeaderMap) -> Option<&str> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok())?;
    let (_, token) = header.split_once(' ').filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"))?;
    Some(token.trim())
}

impl FromRequestParts<Application> for Bearer {
    type Rejection = Early;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<Bearer, Early> {
        let outside = Outside::from_request_parts(parts, application).await?;
        let Some(token) = sent(&parts.headers).and_then(Secret::from_cookie) else {
            return Err(outside.refused(&Refusal::NotOpen));
        };
        match outside.casework().program(&token).await {
            Ok(program) => Ok(Bearer { outside, program, token }),
            Err(refusal) => Err(outside.refused(&refusal)),
        }
    }
}
