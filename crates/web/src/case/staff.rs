//! The pages of those who help: the desk, the second doctor, the counsellor; by account, or by a code on paper.
//!
//! Whoever signs in works in offices: `/desk` and `/support-desk`, each page under the office's own address, and asked anew every time
//! whether this account works there and the case was brought there. Whoever has only a code (`by_code`) has one form open and nothing else.

mod answer;
mod answer_form;
mod at_office;
pub(super) mod bring;
pub(super) mod by_code;
mod desks;
mod doctor_code;
mod numbers;
mod one;
mod opinion;
mod opinion_fields;
mod opinion_given;
mod plan;
mod plan_read;
mod queue;
mod receipt;
mod replies;
mod reply;
mod sent_along;
mod sheet;
mod stuck;
mod support;
mod words;
mod worries;

pub(in crate::case) use answer::Twice;

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::{Deed, Part};
use language::Text;

use crate::case::routes::{Needs, Routes};

/// Their addresses.
pub(crate) fn routes() -> Routes {
    by_account().and(by_code_alone()).and(with_the_patient())
}

fn by_account() -> Routes {
    Routes::default()
        .get("/desk", Needs::Account, desks::show)
        .get("/desk/{office}", Needs::Account, queue::show)
        .get("/desk/{office}/case/{case}", Needs::Account, one::show)
        .post("/desk/{office}/case/{case}", Needs::Account, answer::send)
        .post("/desk/{office}/case/{case}/code", Needs::Account, doctor_code::make)
        .get("/desk/{office}/case/{case}/code", Needs::Account, doctor_code::show)
        .get("/desk/{office}/case/{case}/file/{id}", Needs::Account, one::file)
        .get("/desk/{office}/plan", Needs::Account, plan::show)
        .post("/desk/{office}/plan", Needs::Account, plan::change)
        .get("/desk/{office}/numbers", Needs::Account, numbers::show)
        .get("/desk/{office}/numbers.csv", Needs::Account, numbers::table)
        .get("/support-desk/{office}", Needs::Account, support::show)
        .post("/support-desk/{office}", Needs::Account, support::open)
}

fn by_code_alone() -> Routes {
    Routes::default()
        .get("/answer", Needs::Nothing, by_code::show_desk)
        .post("/answer", Needs::Nothing, by_code::open_desk)
        .get("/answer/form", Needs::Deed(Deed::AnswerApplication), answer_form::show)
        .post("/answer/form", Needs::Deed(Deed::AnswerApplication), answer_form::send)
        .get("/opinion", Needs::Nothing, by_code::show_second)
        .post("/opinion", Needs::Nothing, by_code::open_second)
        .get("/opinion/form", Needs::Deed(Deed::WriteOpinion), opinion::show)
        .post("/opinion/form", Needs::Deed(Deed::WriteOpinion), opinion::save)
        .get("/opinion/preview", Needs::Deed(Deed::WriteOpinion), opinion_given::preview)
        .post("/opinion/give", Needs::Deed(Deed::WriteOpinion), opinion_given::give)
        .get("/receipt", Needs::Nothing, by_code::show_first)
        .post("/receipt", Needs::Nothing, by_code::open_first)
        .get("/receipt/form", Needs::Deed(Deed::ReceiveReport), receipt::show)
        .post("/receipt/form", Needs::Deed(Deed::ReceiveReport), receipt::send)
        .get("/worries-answer", Needs::Nothing, by_code::show_counsellor)
        .post("/worries-answer", Needs::Nothing, by_code::open_counsellor)
        .get("/worries-answer/form", Needs::Deed(Deed::Read(Part::Worries)), worries::show)
        .post("/worries-answer/form", Needs::Deed(Deed::Change(Part::Worries)), worries::answer)
}

fn with_the_patient() -> Routes {
    Routes::default()
        .post("/case/people/bring", Needs::Deed(Deed::Consent), bring::bring)
        .post("/case/people/worries-code", Needs::Deed(Deed::HandOutCode), bring::worries_code)
        .get("/case/sheet", Needs::Case, sheet::show)
}

/// Goes on to a page with an office or a number of a case in its address (303).
fn go_to(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/desk"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

/// What a field into which one writes is called; none for what is only ticked or hidden.
pub(crate) fn label(t: Text, name: &str) -> Option<String> {
    let what = name.split_once('-').map_or(name, |(what, _)| what);
    Some(match what {
        "asked" => t.office_ask_words(),
        "words" => t.office_words(),
        "doctor" => t.view_doctor(),
        "specialist" => t.office_specialist(),
        "institution" => t.view_institution(),
        "remarks" => t.view_remarks(),
        "who" => t.receipt_who(),
        _ => return casework::second::Point::from_word(what).map(|point| words::point(t, point)),
    })
}
