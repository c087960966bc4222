//! The pages of a case.
//!
//! `door` holds what they share, `open` finds the case that is open on a device, `sent` a form that came from a page of ours,
//! `refused` says what is refused and gives back what was written, `standing` is the frame with the steps; `steps` are the pages of the
//! journey, the others are named for what they show. `routes` is the one table of addresses.
//!
//! Architecture invariant: what may be seen is decided in `casework` alone; a page asks, and what is refused does not exist (404).
//! Architecture invariant: no name, no illness and no code of a case stands in an address, a redirect or a log of ours. (`/case/new` is asked
//! before there is one; like `/compare` it may carry the question.)

mod account;
mod begin;
mod body;
pub(crate) mod brought;
pub(crate) mod case_file;
mod code_box;
mod cookies;
mod csrf;
mod deciding;
pub(crate) mod disc;
mod door;
mod end;
mod enter;
mod fresh;
mod given_back;
mod guest;
mod heard;
mod invite;
mod letter_form;
mod log;
mod open;
mod overview;
mod own_account;
mod papers;
mod people;
mod pressed;
mod qr;
mod recovery;
mod referral;
pub(crate) mod refused;
mod routes;
mod sent;
mod sign_in;
mod staff;
mod standing;
pub(crate) mod steps;
mod tries;
mod upload;
pub(crate) mod words;

pub(crate) use body::{LARGEST_FORM, at_most};
pub(crate) use code_box::CodeBox;
pub(crate) use door::Door;
pub use door::Settings;
pub(crate) use fresh::{CodeFor, FreshCode};
pub(crate) use guest::Guest;
pub(crate) use open::Open;
pub(crate) use refused::refused;
pub(crate) use routes::Routes;
pub use routes::{Listed, Needs};
pub(crate) use sent::Sent;
pub(crate) use staff::by_code::FormOf;
pub(crate) use standing::{CaseFrame, Step};
pub(crate) use tries::Client;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};

use casework::{Deed, Part};

use crate::api;
use crate::application::Application;
use crate::visitor::Opened;

/// The router over every address of a case.
pub(crate) fn router(application: &Application) -> Router<Application> {
    all()
        .router()
        .route_layer(from_fn_with_state(application.clone(), body::of_case))
        .layer(DefaultBodyLimit::max(upload::LARGEST_BODY))
}

/// Every address of a case with what it needs, for people and for programs.
pub fn listed() -> Vec<Listed> {
    all().and(api::case::routes()).and(api::desk::routes()).and(api::fhir::routes()).list()
}

fn all() -> Routes {
    let journey = steps::routes().and(heard::routes()).and(deciding::routes());
    doors()
        .and(people_and_end())
        .and(case_file::routes())
        .and(disc::routes())
        .and(files())
        .and(papers::routes())
        .and(referral::routes())
        .and(journey)
        .and(staff::routes())
}

/// What opens a case.
fn doors() -> Routes {
    Routes::default()
        .get("/case/new", Needs::Nothing, begin::show)
        .post("/case/new", Needs::Nothing, begin::begin)
        .get("/case/open", Needs::Nothing, enter::show)
        .post("/case/open", Needs::Nothing, enter::open)
        .get("/letter", Needs::Nothing, staff::by_code::show_doctor)
        .post("/letter", Needs::Nothing, staff::by_code::open_doctor)
        .get("/sign-in", Needs::Nothing, sign_in::show)
        .post("/sign-in", Needs::Nothing, sign_in::enter)
        .post("/sign-out", Needs::Account, sign_in::leave)
        .get("/account", Needs::Account, own_account::show)
        .post("/account/passphrase", Needs::Account, own_account::change)
        .post("/account/out", Needs::Account, own_account::out)
        .get("/cases", Needs::Account, sign_in::cases)
        .post("/cases", Needs::Account, sign_in::open)
        .get("/case", Needs::Case, overview::show)
        .get("/case/recovery", Needs::Deed(Deed::Recover), recovery::show)
        .post("/case/recovery", Needs::Deed(Deed::Recover), recovery::renew)
        .get("/case/account", Needs::Deed(Deed::Recover), account::show)
        .post("/case/account", Needs::Deed(Deed::Recover), account::make)
        .post("/case/account/mail", Needs::Deed(Deed::Recover), account::mail)
}

/// Who takes part, and how a case is left, taken out and ended.
fn people_and_end() -> Routes {
    Routes::default()
        .get("/case/people", Needs::Deed(Deed::Read(Part::People)), people::show)
        .post("/case/people/add", Needs::Deed(Deed::Change(Part::People)), people::add)
        .post("/case/people/name", Needs::Deed(Deed::Change(Part::People)), people::name)
        .post("/case/people/agree", Needs::Deed(Deed::Consent), people::agree)
        .post("/case/people/withdraw", Needs::Deed(Deed::Consent), people::withdraw)
        .post("/case/people/end-ground", Needs::Deed(Deed::Consent), people::end_ground)
        .post("/case/people/invite", Needs::Deed(Deed::Invite), invite::invite)
        .get("/case/people/code", Needs::Deed(Deed::Read(Part::People)), invite::show)
        .get("/case/log", Needs::Deed(Deed::Read(Part::Log)), log::show)
        .get("/case/leave", Needs::Case, end::show_leave)
        .post("/case/leave", Needs::Case, end::leave)
        .get("/case/export", Needs::Deed(Deed::Export), end::show_export)
        .post("/case/export", Needs::Deed(Deed::Export), end::export)
        .get("/case/erase", Needs::Deed(Deed::Erase), end::show_erase)
        .post("/case/erase", Needs::Deed(Deed::Erase), end::erase)
}

/// The doctor's form, and files.
fn files() -> Routes {
    Routes::default()
        .get("/letter/form", Needs::Deed(Deed::WriteForm), letter_form::show)
        .post("/letter/form", Needs::Deed(Deed::WriteForm), letter_form::save)
        .post("/letter/form/signature", Needs::Deed(Deed::WriteForm), letter_form::signature)
        .post("/case/records/upload", Needs::Deed(Deed::Change(Part::Records)), upload::of_record)
        .get("/case/records/file/{id}", Needs::Deed(Deed::Read(Part::Records)), upload::give)
}

/// What may be open on this device, for the name of a link only.
pub(crate) fn opened(headers: &HeaderMap) -> Opened {
    match cookies::may_be_there(headers, cookies::CASE) {
        false => Opened::Nothing,
        true => cookies::one_form(headers).map_or(Opened::Case, Opened::Form),
    }
}

/// Goes on to a page of ours (303), so that loading it again sends nothing twice.
pub(crate) fn go(to: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static(to))]).into_response()
}
