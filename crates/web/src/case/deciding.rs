//! The steps from two opinions to a decision: side by side, how sure, the decision, the report back, some weeks later.
//!
//! Nothing here judges: a person says what is the same, what matters and what is decided; what is not known stays so and becomes a question.

mod after;
mod compare;
mod compare_view;
mod decide;
mod ease;
mod ease_words;
mod joint;
mod matters;
mod report;
mod report_view;
mod turn_to;

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::second::Point;
use casework::{Deed, Part};
use documents::paper::papers::words::{first_doctor, given, point as point_words, second_doctor};
use language::Text;

use crate::case::Step;
use crate::case::routes::{Needs, Routes};

/// Their addresses.
pub(crate) fn routes() -> Routes {
    let read = |part| Needs::Deed(Deed::Read(part));
    let change = Needs::Deed(Deed::Change(Part::Decision));
    Routes::default()
        .get("/case/compare", read(Part::Decision), compare::show)
        .post("/case/compare", change, compare::save)
        .post("/case/compare/matters", change, matters::save)
        .post("/case/compare/joint", change, joint::save)
        .get("/case/ease", read(Part::Ease), ease::show)
        .post("/case/ease", Needs::Deed(Deed::AnswerEase), ease::answer)
        .get("/case/decide", read(Part::Decision), decide::show)
        .post("/case/decide", Needs::Deed(Deed::Decide), decide::save)
        .get("/case/report", read(Part::Decision), report::show)
        .post("/case/report", change, report::send)
        .post("/case/report/receipt", change, report::receipt)
        .post("/case/report/code", Needs::Deed(Deed::HandOutCode), report::code)
        .post("/case/report/code-end", Needs::Deed(Deed::Consent), report::end_code)
        .get("/case/after", read(Part::Decision), after::show)
        .post("/case/after", change, after::save)
        .post("/case/after/rang", change, after::rang)
}

/// What a field into which one writes is called on its step's page; none for what is only ticked or hidden.
pub(crate) fn label(t: Text, step: Step, name: &str) -> Option<String> {
    let (what, of) = name.split_once('-').unwrap_or((name, ""));
    let point = || Point::from_word(of).map(|point| point_words(t, point));
    Some(match (step, what) {
        (Step::Compare, "why") => compare_view::why_label(t, &point()?),
        (Step::Compare, "first") => point()?,
        (Step::Compare, "own") => t.weigh_own(of),
        (Step::Compare, "asked_on") => t.weigh_asked_on(),
        (Step::Compare, "held_on") => t.weigh_held_on(),
        (Step::Compare, "outcome") => t.weigh_outcome(),
        (Step::Decide, "words") => t.decide_words(),
        (Step::Decide, "with") => t.decide_with(),
        (Step::Decide, "on") => t.decide_on(),
        (Step::Report, "sent_on") => t.back_sent_on(),
        (Step::Report, "note") => t.back_note(),
        (Step::Report, "doctor") => t.back_code_who(),
        (Step::Report, "who") => t.back_receipt_who(),
        (Step::Report, "on") => t.back_receipt_on(),
        (Step::Report, "words") => t.back_receipt_words(),
        (Step::After, "words") => t.after_words(),
        _ => return None,
    })
}

/// Stays on a page after saving, at what was being looked at.
fn stay(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/case"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}
