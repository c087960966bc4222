//! The token in every form: only a page of ours, shown to this device, can know it.
//!
//! It is an HMAC over the secret of the cookie that the form will be sent with, so it needs no keeping and ends with the cookie.
//! Before there is a case, a cookie of its own binds the form to the device.

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::case::cookies;
use crate::case::door::Door;

/// The token of a form that will be sent with a cookie of this value.
pub(crate) fn token(door: &Door, cookie: &str) -> String {
    keyed(door.key(), &["form", cookie])
}

/// The token of a form of someone who has a case open: it holds over a restart.
pub(crate) fn token_of_case(cookie: &str) -> String {
    keyed(cookie.as_bytes(), &["form of a case"])
}

/// The value of a new cookie for a visitor who has none: drawn from the key of this start and a counter.
pub(crate) fn draw(door: &Door) -> String {
    static DRAWN: AtomicU64 = AtomicU64::new(0);
    keyed(door.key(), &["cookie", &DRAWN.fetch_add(1, Ordering::Relaxed).to_string()])
}

/// Whether a token fits one of the cookies that came with it.
pub(crate) fn fits(door: &Door, headers: &HeaderMap, sent: &str) -> bool {
    let own = cookies::value(door, headers, cookies::CASE).map(token_of_case);
    let form = cookies::value(door, headers, cookies::FORM).map(|cookie| token(door, cookie));
    [own, form].into_iter().flatten().any(|wanted| same(&wanted, sent))
}

/// Whether the browser says that the form was sent from elsewhere. One that says nothing is judged by the token alone; `null` says
/// nothing, because our pages send no referrer.
pub(crate) fn from_elsewhere(door: &Door, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN.as_str()).filter(|origin| *origin != "null") else { return false };
    let machine = |address: &str| address.split_once("://").map_or(address, |(_, rest)| rest).to_ascii_lowercase();
    let ours = [Some(door.address()), text(HOST.as_str())];
    !ours.into_iter().flatten().any(|own| machine(own) == machine(origin))
}

fn keyed(key: &[u8], words: &[&str]) -> String {
    // A key of any length is taken, so there is no failure to speak of.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    for word in words {
        mac.update(word.as_bytes());
        mac.update(&[0]);
    }
    let mut out = String::new();
    for byte in mac.finalize().into_bytes() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Compares without telling by its time where the first difference stands.
fn same(wanted: &str, sent: &str) -> bool {
    !wanted.is_empty()
        && wanted.len() == sent.len()
        && wanted.bytes().zip(sent.bytes()).fold(0, |difference, (one, other)| difference | (one ^ other)) == 0
}
