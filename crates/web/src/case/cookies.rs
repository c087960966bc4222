//! The cookies of a case: read and written in one place.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use casework::Secret;

use crate::case::door::Door;
use crate::case::staff::by_code::FormOf;

/// Opens a case on this device.
pub(crate) const CASE: &str = "case";
/// Stands beside `CASE` where that opens one form alone, and says which, so that a link can be called what it opens. It opens nothing.
pub(crate) const ONE_FORM: &str = "letter";
/// Signed in to an account on this device.
pub(crate) const ACCOUNT: &str = "account";
/// Binds the forms of a visitor without a case to their device.
pub(crate) const FORM: &str = "form";

/// A case stays open on a device for 30 days.
pub(crate) const CASE_SECONDS: u32 = 30 * 24 * 3600;
/// A form that a code opened stays open for a day, or for some.
const DAY_SECONDS: u32 = 24 * 3600;

/// Over TLS a cookie bears this: a browser then takes it from this very machine only, so that a neighbouring site under the same domain
/// cannot put a case of its own on someone's device (RFC 6265bis, section 4.1.3.2).
const OURS_ALONE: &str = "__Host-";

/// The value of a cookie, when it can be a secret of ours.
pub(crate) fn secret(door: &Door, headers: &HeaderMap, name: &str) -> Option<Secret> {
    Secret::from_cookie(value(door, headers, name)?)
}

/// The value of one of our cookies.
pub(crate) fn value<'a>(door: &Door, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    found(headers, &written_name(door, name))
}

/// Whether a cookie of this name is there at all, for a link only.
pub(crate) fn may_be_there(headers: &HeaderMap, name: &str) -> bool {
    found(headers, name).or_else(|| found(headers, &format!("{OURS_ALONE}{name}"))).is_some()
}

fn written_name(door: &Door, name: &str) -> String {
    if door.secure() { format!("{OURS_ALONE}{name}") } else { name.to_owned() }
}

fn found<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

/// Sets a cookie that no script can read and that other sites' forms do not carry.
pub(crate) fn set(response: &mut Response, door: &Door, name: &str, value: &str, seconds: u32) {
    let secure = if door.secure() { "; Secure" } else { "" };
    let name = written_name(door, name);
    let written = format!("{name}={value}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}{secure}");
    if let Ok(value) = HeaderValue::from_str(&written) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// Opens a case on this device, or one form of it.
pub(crate) fn open_case(response: &mut Response, door: &Door, secret: &Secret, form: Option<FormOf>) {
    let seconds = form.map_or(CASE_SECONDS, |form| form.days() * DAY_SECONDS);
    set(response, door, CASE, &secret.cookie(), seconds);
    match form {
        Some(form) => set(response, door, ONE_FORM, form.word(), seconds),
        None => forget(response, door, ONE_FORM),
    }
}

/// Which form alone is open here, for a link only.
pub(crate) fn one_form(headers: &HeaderMap) -> Option<FormOf> {
    let word = found(headers, ONE_FORM).or_else(|| found(headers, &format!("{OURS_ALONE}{ONE_FORM}")))?;
    FormOf::from_word(word)
}

/// Closes what is open on this device.
pub(crate) fn close_case(response: &mut Response, door: &Door) {
    forget(response, door, CASE);
    forget(response, door, ONE_FORM);
}

/// Takes a cookie away.
pub(crate) fn forget(response: &mut Response, door: &Door, name: &str) {
    set(response, door, name, "", 0);
}
