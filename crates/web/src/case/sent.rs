//! A form that was sent, after it was found to come from a page of ours.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use casework::keeper::Version;

use crate::application::Application;
use crate::case::body::Written;
use crate::case::{csrf, refused};
use crate::visitor::Visitor;

/// The fields of a form, trimmed; an empty one counts as not given. It stands after `Open` among a handler's arguments.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    written: Written,
}

impl Sent {
    /// The first value of this name, when it is not empty.
    pub(crate) fn get<'a>(&'a self, name: &str) -> Option<&'a str> {
        self.values(name).next()
    }

    /// The value, or nothing.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// Every value of this name: of boxes that can be ticked together.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a str> {
        self.values(name).collect()
    }

    /// Whether the value is `yes`.
    pub(crate) fn yes(&self, name: &str) -> bool {
        self.get(name) == Some("yes")
    }

    /// Every field with its value, as sent.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.written.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The version of the case that the page was made from; one that no case has when it is missing.
    pub(crate) fn version(&self) -> Version {
        Version(self.get("version").and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// What was written, for a page that gives it back.
    pub(crate) fn written(&self) -> &Written {
        &self.written
    }

    fn values<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        let named = self.written.0.iter().filter(move |(key, _)| key == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

impl FromRequestParts<Application> for Sent {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<Sent, Response> {
        let visitor = Visitor::of(&parts.method, &parts.headers, &parts.uri);
        let Some(door) = application.door() else { return Err(refused::no_cases(application, &visitor)) };
        let written = parts.extensions.get::<Written>().cloned().unwrap_or_default();
        let sent = Sent { written };
        let token = sent.get("csrf").unwrap_or_default();
        if csrf::from_elsewhere(door, &parts.headers) || !csrf::fits(door, &parts.headers, token) {
            return Err(refused::from_elsewhere(application, &visitor, sent.written()));
        }
        Ok(sent)
    }
}
