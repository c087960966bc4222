//! `GET` and `POST /case/papers/referral`: asks for what the format needs, then gives the signed letter out as a file, with the printed letter and
//! the files that were chosen inside it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::service::View;
use casework::{AttachmentId, Part, PersonId, Refusal};
use documents::fhir::check::{self, Finding};
use documents::fhir::ereferral::{Enclosed, Given, Issued, Missing, NotIssued, bundle};
use documents::paper::papers::Paper;
use jiff::Timestamp;
use language::{Language, Text};
use tokio::sync::Semaphore;

use super::given::{self, Fields, field_of};
use super::uploads;
use crate::application::Application;
use crate::case::case_file::one_of;
use crate::case::door::Door;
use crate::case::papers::{self, is_sealed};
use crate::case::steps::fields::{Choices, Form, Summary};
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, Open, Sent, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// So many broken rules are named.
const FINDINGS: usize = 30;

/// So many files are put together at once: with uploads in it each takes a hundred megabytes and a second of a processor.
static ROOM: Semaphore = Semaphore::const_new(2);

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
    /// Whether the typed name is not that of the case, so that somebody has to say that it is the same person.
    anyway: bool,
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
    let Some(room) = one_of(&ROOM).await else { return refused::busy(&application, &visitor, sent.written()) };
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
    let again = |view: &View, form: Form<'_>, findings: &[Finding]| {
        shown(&application, &visitor, (&open, view), StatusCode::UNPROCESSABLE_ENTITY, form, findings)
    };
    let mut form = Form::new(t, &values);
    let asked = match asked(&view, &sent, &mut form, door) {
        Ok(asked) => asked,
        Err(NotReady) => return again(&view, form, &[]),
    };
    // What is missing is said before anything is read or set.
    match bundle(&view.case, &asked.given, asked.language, &asked.issued) {
        Err(NotIssued::Unsigned) => return again(&view, form, &[]),
        Err(NotIssued::Incomplete(missing)) => {
            lacking(&mut form, &missing);
            return again(&view, form, &[]);
        }
        Ok(_) => {}
    }
    let filled = async {
        let pdf = papers::letter(&application, door, (&view, &seen), asked.language, turn).await?;
        let enclosed = enclosed(&open, &asked.files).await?;
        Ok(Asked { given: Given { pdf: Some(pdf), enclosed, ..asked.given }, ..asked })
    };
    let asked: Asked = match filled.await {
        Ok(asked) => asked,
        Err(refusal) => return refused::with_words(&application, &visitor, &refusal, sent.written()),
    };
    // With files in it this takes a second of a processor.
    let made = tokio::task::spawn_blocking(move || {
        let made = put_together(&view, &asked);
        drop(room);
        (view, made)
    });
    match made.await {
        Ok((_, Ok(file))) => given_out(file),
        Ok((view, Err(findings))) => again(&view, form, &findings),
        Err(error) => {
            let refusal = Refusal::Unkept(error.to_string());
            refused::with_words(&application, &visitor, &refusal, sent.written())
        }
    }
}

/// What was typed and chosen, ready to be made a file.
struct Asked {
    given: Given,
    issued: Issued,
    /// Which files go along, each with whether its content does.
    files: Vec<(AttachmentId, bool)>,
    /// The language of the printed letter, and of the file.
    language: Language,
}

/// Something is to be put right first; the form says what.
struct NotReady;

fn asked(view: &View, sent: &Sent, form: &mut Form<'_>, door: &Door) -> Result<Asked, NotReady> {
    let typed = given::given(sent, view.today).map_err(|odd| odd.say(form));
    let files = uploads::chosen(view, sent).map_err(|unfit| unfit.say(form));
    let (Ok((given, number)), Ok(files)) = (typed, files) else { return Err(NotReady) };
    if !sent.yes("anyway") && given::is_anothers(&view.case, &given) {
        let typed = format!("{} {}", given.patient.family, given.patient.given);
        let here = view.case.person(PersonId::PATIENT).map(|person| person.name.clone()).unwrap_or_default();
        let remedy = form.t.referral_out_other_name_remedy();
        form.say("anyway", form.t.referral_out_other_name(typed, here), remedy);
        return Err(NotReady);
    }
    let language = sent.get("language").and_then(Language::from_code).unwrap_or(Language::Japanese);
    let files = files.into_iter().map(|(known, whole)| (known.id, whole)).collect();
    Ok(Asked { given, issued: issued(door, number), files, language })
}

/// The file, or the rules that it would not keep.
fn put_together(view: &View, asked: &Asked) -> Result<Vec<u8>, Vec<Finding>> {
    // It was whole a moment ago, and nothing was taken away: what it lacked was said then.
    let letter = bundle(&view.case, &asked.given, asked.language, &asked.issued).map_err(|_| Vec::new())?;
    let findings = check::ereferral(&letter);
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut bytes = serde_json::to_vec_pretty(&letter).unwrap_or_default();
    bytes.push(b'\n');
    Ok(bytes)
}

/// The chosen files with what is in them.
async fn enclosed(open: &Open, files: &[(AttachmentId, bool)]) -> Result<Vec<Enclosed>, Refusal> {
    let mut enclosed = Vec::new();
    for (id, whole) in files {
        let content = if *whole { Some(open.casework.attachment(open.caller, *id).await?.1) } else { None };
        enclosed.push(Enclosed { id: *id, sha1: None, content });
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

/// Says what is missing, each at its field.
fn lacking(form: &mut Form<'_>, missing: &[Missing]) {
    let t = form.t;
    for one in missing {
        match field_of(*one) {
            Some(field) => form.say(field, t.referral_out_needed(one.say(t)), t.referral_out_needed_remedy()),
            None => form.say("", t.referral_out_lacks(one.say(t)), t.referral_out_lacks_remedy()),
        }
    }
}

fn given_out(file: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/fhir+json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"anshin-referral.json\""),
    ];
    (headers, file).into_response()
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
        anyway: form.is_wrong("anyway"),
        summary: form.summary().saying(t.referral_out_summary()),
    };
    page(status, &shown)
}
