//! The steps from the application to the second opinion: applying, the day, what was said.
//!
//! An application is one truth for two sides: its page says where it stands, who must act and what they can do, and a form names the turn it
//! answers. What was shown and has been overtaken is refused (409) with what was written; the same thing sent twice is done once.

mod apply;
mod bring;
pub(super) mod clock;
mod coming;
mod day;
mod desk_says;
mod dossier;
mod dossier_parts;
mod history;
mod moves;
mod one;
mod questions;
mod second;
mod second_form;
mod sheet;
mod told;
mod words;

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::application::Application as Applied;
use casework::{Act, ApplicationId, Deed, Part, Refusal};
use language::Text;

use crate::case::routes::{Needs, Routes};
use crate::case::steps::At;
use crate::case::{Sent, refused};

/// Their addresses.
pub(crate) fn routes() -> Routes {
    let read = |part| Needs::Deed(Deed::Read(part));
    let change = |part| Needs::Deed(Deed::Change(part));
    Routes::default()
        .get("/case/applications", read(Part::Application), apply::show)
        .post("/case/applications", Needs::Deed(Deed::Apply), apply::send)
        .get("/case/applications/{id}", read(Part::Application), one::show)
        .post("/case/applications/{id}/move", change(Part::Application), moves::make)
        .post("/case/applications/{id}/told", change(Part::Application), told::save)
        .get("/case/applications/{id}/withdraw", Needs::Deed(Deed::Apply), moves::show_withdraw)
        .post("/case/applications/{id}/withdraw", Needs::Deed(Deed::Apply), moves::withdraw)
        .get("/case/applications/{id}/dossier", read(Part::Application), dossier::show)
        .post("/case/applications/{id}/code", Needs::Deed(Deed::HandOutCode), dossier::code)
        .get("/case/day", read(Part::Day), day::list)
        .get("/case/day/{id}", read(Part::Day), day::show)
        .post("/case/day/{id}", change(Part::Day), coming::save)
        .post("/case/day/{id}/ahead", change(Part::Day), questions::ahead)
        .get("/case/day/{id}/sheet", read(Part::Day), sheet::show)
        .post("/case/day/question", change(Part::Day), questions::save)
        .get("/case/second", read(Part::Second), second::show)
        .post("/case/second", change(Part::Second), second::save)
}

/// The application of this number, when this person sees it.
fn numbered(at: &At<'_>, id: &str) -> Result<Applied, Box<Response>> {
    let id = id.parse().ok().map(ApplicationId);
    let found = at.view.case.applications.iter().find(|application| Some(application.id) == id);
    found.cloned().ok_or_else(|| Box::new(refused(at.application, at.visitor, &Refusal::NotFound)))
}

/// The same for whoever sends a form: whoever may not change it is told nothing about it, not even that an answer is missing.
fn to_change(at: &At<'_>, id: &str, sent: &Sent) -> Result<Applied, Box<Response>> {
    if !at.can_change() {
        return Err(Box::new(at.refused(&Refusal::NotFound, sent)));
    }
    numbered(at, id)
}

/// Goes on to a page with a number of the case in its address (303).
fn go_to(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/case"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

/// The turn that a form answers; one that no application has when it is missing.
fn turn(sent: &Sent) -> u32 {
    sent.get("turn").and_then(|turn| turn.parse().ok()).unwrap_or(u32::MAX)
}

/// Does an act that names the turn it answers: a change elsewhere in the case is no reason to refuse it.
async fn in_turn(at: &At<'_>, act: Act) -> Result<casework::service::View, Refusal> {
    at.open.casework.act_in_turn(at.open.caller, act).await
}

/// What a field into which one writes is called; none for what is only ticked or hidden.
pub(crate) fn label(t: Text, name: &str) -> Option<String> {
    let what = name.split_once('-').map_or(name, |(what, _)| what);
    Some(match what {
        "words" => t.heard_words(),
        "told_by" => t.heard_told_by(),
        "date1" | "date2" | "date3" => t.heard_offer_date(),
        "time1" | "time2" | "time3" => t.heard_offer_time(),
        "minutes" => t.heard_offer_minutes(),
        "specialist" => t.heard_offer_with(),
        "asked" => t.heard_told_asked(),
        "posted_on" => t.heard_posted_on(),
        "held_on" => t.heard_held_on(),
        "doctor" => t.heard_told_doctor_name(),
        "question" => t.heard_question(),
        "answer" => t.heard_answer(),
        "name" => t.heard_coming_name(),
        "from" => t.heard_coming_from(),
        _ => return second_form::label(t, what),
    })
}
