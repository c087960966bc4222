//! `GET` and `POST /case/papers/referral`: asks for what the format needs, then gives the signed letter out as a file, with the printed letter and
//! the files that were chosen inside it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::service::View;
use casework::{AttachmentId, Part, Refusal};
use documents::fhir::check::{self, Finding};
use documents::fhir::ereferral::{Enclosed, Given, Issued, Missing, NotIssued, bundle};
use documents::paper::papers::Paper;
use jiff::Timestamp;
use language::Text;
use serde_json::Value;

use super::given::{self, Fields, field_of};
use super::uploads;
use crate::application::Application;
use crate::case::door::Door;
use crate::case::papers::{self, is_sealed};
use crate::case::steps::fields::{Choices, Form, Summary};
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, Open, Sent, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// So many broken rules are named.
const FINDINGS: usize = 30;

#[derive(Template)]
#[template(path = "case/referral/issue.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    signed: bool,
    /// Whether the form stands there: for a signed letter, and where something was typed already.
    asks: bool,
    summary: Summary,
    findings: Vec<String>,
    fields: Fields,
    /// The files of the case that can go along; none when there are none.
    uploads: Choices,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    // The names of files stand on the page.
    let view = match open.casework.printed(open.caller, Part::Letter, &[Part::Records]).await {
        Ok((view, _)) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    if sealed(&view) {
        return refused(&application, &visitor, &Refusal::NotFound);
    }
    let from = view.case.letter.form.as_ref().map(|form| form.institution.text.clone()).unwrap_or_default();
    let to = view.case.applications.iter().rev().find(|applied| applied.is_live());
    let values = given::at_first(from.trim(), to.map_or("", |applied| applied.name.as_str()));
    let form = Form::new(visitor.language.text(), &values);
    shown(&application, &visitor, (&open, &view), StatusCode::OK, form, &[])
}

/// Gives the file out, or says what it lacks with everything typed still there.
pub(super) async fn make(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    // Nothing is read or logged for who is told to come again.
    let Some(turn) = papers::turn().await else { return refused::busy(&application, &visitor, sent.written()) };
    let along = [Paper::Letter.parts(), &[Part::Records]].concat();
    let (view, seen) = match open.casework.printed(open.caller, Part::Letter, &along).await {
        Ok(opened) => opened,
        Err(refusal) => return refused::with_words(&application, &visitor, &refusal, sent.written()),
    };
    let Some(door) = application.door().filter(|_| !sealed(&view)) else {
        return refused::with_words(&application, &visitor, &Refusal::NotFound, sent.written());
    };
    let (t, values) = (visitor.language.text(), Values::of(&sent));
    let again = |form: Form<'_>, findings: &[Finding]| {
        shown(&application, &visitor, (&open, &view), StatusCode::UNPROCESSABLE_ENTITY, form, findings)
    };
    let (given, number) = match given::given(&sent, view.today) {
        Ok(given) => given,
        Err(trouble) => {
            let named = |field: &str| given::label(t, field).unwrap_or_default();
            return again(Form::with(t, &values, &[trouble], named), &[]);
        }
    };
    let chosen = match uploads::chosen(&view, &sent) {
        Ok(chosen) => chosen,
        Err(trouble) => {
            let mut form = Form::new(t, &values);
            trouble.say(&mut form);
            return again(form, &[]);
        }
    };
    let issued = issued(door, number);
    // What is missing is said before anything is read or set.
    match bundle(&view.case, &given, visitor.language, &issued) {
        Err(NotIssued::Unsigned) => return again(Form::new(t, &values), &[]),
        Err(NotIssued::Incomplete(missing)) => return again(lacking(t, &values, &missing), &[]),
        Ok(_) => {}
    }
    let filled = async {
        let pdf = papers::letter(&application, door, (&view, &seen), visitor.language, turn).await?;
        Ok(Given { pdf: Some(pdf), enclosed: enclosed(&open, &chosen).await?, ..given })
    };
    let given: Given = match filled.await {
        Ok(given) => given,
        Err(refusal) => return refused::with_words(&application, &visitor, &refusal, sent.written()),
    };
    match bundle(&view.case, &given, visitor.language, &issued) {
        Ok(letter) => match check::ereferral(&letter) {
            findings if findings.is_empty() => given_out(&letter),
            findings => again(Form::new(t, &values), &findings),
        },
        // It was whole a moment ago, and nothing was taken away.
        Err(_) => again(Form::new(t, &values), &[]),
    }
}

/// The chosen files with what is in them.
async fn enclosed(open: &Open, chosen: &[AttachmentId]) -> Result<Vec<Enclosed>, Refusal> {
    let mut enclosed = Vec::new();
    for id in chosen {
        let (_, bytes) = open.casework.attachment(open.caller, *id).await?;
        enclosed.push(Enclosed { id: *id, sha1: None, content: Some(bytes) });
    }
    Ok(enclosed)
}

/// For a doctor who reads blind the letter would look as if nothing had been proposed.
fn sealed(view: &View) -> bool {
    view.case.applications.iter().any(|applied| is_sealed(view, applied))
}

fn issued(door: &Door, number: String) -> Issued {
    let at = Timestamp::from_second(door.casework().now().0).unwrap_or(Timestamp::UNIX_EPOCH);
    Issued { at, zone: door.zone().to_offset(at), number }
}

/// The form with what is missing, each at its field.
fn lacking<'a>(t: Text, values: &'a Values, missing: &[Missing]) -> Form<'a> {
    let mut form = Form::new(t, values);
    for one in missing {
        match field_of(*one) {
            Some(field) => form.say(field, t.referral_out_needed(one.say(t)), t.referral_out_needed_remedy()),
            None => form.say("", t.referral_out_lacks(one.say(t)), t.referral_out_lacks_remedy()),
        }
    }
    form
}

fn given_out(letter: &Value) -> Response {
    let mut bytes = serde_json::to_vec_pretty(letter).unwrap_or_default();
    bytes.push(b'\n');
    let headers = [
        (CONTENT_TYPE, "application/fhir+json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"anshin-referral.json\""),
    ];
    (headers, bytes).into_response()
}

fn shown(
    application: &Application,
    visitor: &Visitor,
    (open, view): (&Open, &View),
    status: StatusCode,
    form: Form<'_>,
    findings: &[Finding],
) -> Response {
    let t = visitor.language.text();
    let signed = view.case.letter.form.as_ref().is_some_and(|form| form.signed.is_some());
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.referral_out_title()),
        t,
        case_frame: CaseFrame::new(visitor, open, view, None),
        signed,
        asks: signed || status != StatusCode::OK,
        findings: findings.iter().take(FINDINGS).map(|finding| finding.say(t)).collect(),
        fields: Fields::of(t, &form),
        uploads: uploads::choices(view, &form),
        summary: form.summary(),
    };
    page(status, &shown)
}
