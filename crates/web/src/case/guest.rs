//! A visitor without a case: their forms are bound to the device by a cookie that opens nothing.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use casework::Casework;
use std::net::{IpAddr, SocketAddr};

use crate::application::Application;
use crate::case::door::Door;
use crate::case::tries::Client;
use crate::case::{cookies, csrf, refused};
use crate::visitor::Visitor;

/// Someone for whom no case needs to be open.
pub(crate) struct Guest {
    pub(crate) door: Door,
    /// For the hidden field of a form.
    csrf: String,
    /// Where tries are counted.
    pub(crate) client: Client,
    cookie: String,
    new: bool,
}

/// A form for a code, a passphrase or a page that begins a case stays good for a day.
const FORM_SECONDS: u32 = 24 * 3600;

impl Guest {
    pub(crate) fn casework(&self) -> &Casework {
        self.door.casework()
    }

    /// The hidden field of every form of a guest.
    pub(crate) fn hidden(&self) -> String {
        format!("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", self.csrf)
    }

    /// Sends a page with a form, and with the cookie that the form is bound to.
    pub(crate) fn shown(&self, mut response: Response) -> Response {
        if self.new {
            cookies::set(&mut response, &self.door, cookies::FORM, &self.cookie, FORM_SECONDS);
        }
        response
    }
}

impl FromRequestParts<Application> for Guest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, application: &Application) -> Result<Guest, Response> {
        let visitor = Visitor::of(&parts.method, &parts.headers, &parts.uri);
        let Some(door) = application.door() else { return Err(refused::no_cases(application, &visitor)) };
        let known = cookies::value(door, &parts.headers, cookies::FORM).filter(|value| is_ours(value));
        let (cookie, new) = match known {
            Some(value) => (value.to_owned(), false),
            None => (csrf::draw(door), true),
        };
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|known| known.0.ip());
        Ok(Guest {
            door: door.clone(),
            csrf: csrf::token(door, &cookie),
            client: Client::of(address.map(|address| behind_proxy(address, &parts.headers))),
            cookie,
            new,
        })
    }
}

/// Whom a proxy on this machine speaks for: the last address of `X-Forwarded-For`, which that proxy wrote itself. Without it everyone
/// behind the proxy would share one client's tries. From elsewhere the header is anybody's word and counts for nothing.
fn behind_proxy(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    if !peer.to_canonical().is_loopback() {
        return peer;
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    last.and_then(|value| value.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer)
}

fn is_ours(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_counted_per_visitor_behind_a_proxy_on_this_machine_and_nobody_else_can_say_who_they_are() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "198.51.100.9, 192.0.2.7".parse().expect("a header"));
        let (here, elsewhere) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([203, 0, 113, 5]));
        assert_eq!(behind_proxy(here, &headers), IpAddr::from([192, 0, 2, 7]));
        assert_eq!(behind_proxy(elsewhere, &headers), elsewhere);
        assert_eq!(behind_proxy(here, &HeaderMap::new()), here);
        headers.insert("x-forwarded-for", "someone".parse().expect("a header"));
        assert_eq!(behind_proxy(here, &headers), here);
    }
}
