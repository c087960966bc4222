//! The case that is open on this device.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use casework::keeper::Version;
use casework::service::{Caller, View};
use casework::{Act, Casework, Part, Refusal, Secret};

use crate::application::Application;
use crate::case::body::Written;
use crate::case::{cookies, csrf, refused};
use crate::visitor::Visitor;

/// Someone who has a case open; without one the answer is the page that opens or begins a case.
pub(crate) struct Open {
    /// Which case, and as whom.
    pub(crate) caller: Caller,
    /// For the hidden field of every form.
    pub(crate) csrf: String,
    /// What reads and changes it.
    pub(crate) casework: Casework,
    /// The cookie's secret.
    pub(crate) secret: Secret,
}

impl Open {
    /// The case, when this person may read the part; it is cut down to what they may see.
    pub(crate) async fn view(&self, part: Part) -> Result<View, Refusal> {
        self.casework.view(self.caller, part).await
    }

    /// The case, whatever may be seen of it.
    pub(crate) async fn overview(&self) -> Result<View, Refusal> {
        self.casework.overview(self.caller).await
    }

    /// Changes the case.
    pub(crate) async fn act(&self, version: Version, act: Act) -> Result<View, Refusal> {
        self.casework.act(self.caller, version, act).await
    }
}

impl FromRequestParts<Application> for Open {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<Open, Response> {
        let visitor = Visitor::of(&parts.method, &parts.headers, &parts.uri);
        let Some(door) = application.door() else { return Err(refused::no_cases(application, &visitor)) };
        let casework = door.casework().clone();
        let found = match cookies::secret(door, &parts.headers, cookies::CASE) {
            Some(secret) => casework.caller(&secret).await.map(|caller| (caller, secret)),
            None => Err(Refusal::NotOpen),
        };
        match found {
            Ok((caller, secret)) => {
                let csrf = csrf::token_of_case(cookies::value(door, &parts.headers, cookies::CASE).unwrap_or_default());
                Ok(Open { caller, csrf, casework, secret })
            }
            Err(refusal) => {
                let written = parts.extensions.get::<Written>().cloned().unwrap_or_default();
                Err(refused::with_words(application, &visitor, &refusal, &written))
            }
        }
    }
}
