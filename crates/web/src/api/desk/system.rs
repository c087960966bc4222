//! A desk's own system with its token.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use casework::service::OfficeProgram;
use casework::{Casework, Refusal, Secret};
use language::Text;

use super::problem;
use crate::api::case::bearer::Outside;
use crate::api::case::problem::Early;
use crate::application::Application;

/// A system that came with a token of its office. Only the header counts.
pub(crate) struct System {
    pub(super) outside: Outside,
    pub(super) program: OfficeProgram,
    pub(super) token: Secret,
}

impl System {
    pub(super) fn casework(&self) -> &Casework {
        self.outside.casework()
    }

    pub(super) fn text(&self) -> Text {
        self.outside.text()
    }

    pub(super) fn refused(&self, refusal: &Refusal) -> Early {
        problem::of(self.outside.language, refusal).into()
    }
}

impl FromRequestParts<Application> for System {
    type Rejection = Early;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<System, Early> {
        let outside = Outside::from_request_parts(parts, application).await?;
        let refused = |refusal: &Refusal| Early::from(problem::of(outside.language, refusal));
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let token = header
            .split_once(' ')
            .filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"))
            .and_then(|(_, token)| Secret::from_cookie(token.trim()));
        let Some(token) = token else { return Err(refused(&Refusal::NotOpen)) };
        match outside.casework().office_program(&token).await {
            Ok(program) => Ok(System { outside, program, token }),
            Err(refusal) => Err(refused(&refusal)),
        }
    }
}
