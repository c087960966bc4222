//! `/receipt/form`: the first doctor says that the report came.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::second::{Point, Says, SecondOpinion};
use casework::service::View;
use casework::{Act, Refusal, Role};
use language::Text;

use super::reply::Fault;
use super::words;
use crate::application::Application;
use crate::case::steps::fields::{Form, Line, Summary};
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, Open, Sent, go, refused, steps};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/receipt.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    patient: String,
    done: bool,
    /// The report that is shown.
    report: u32,
    facts: Vec<(String, String)>,
    /// What the second doctors said, each with its points.
    seconds: Vec<(String, Vec<(String, String)>)>,
    summary: Summary,
    who: Line,
    words: Line,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match seen(&open).await {
        Ok(view) => form(&application, &visitor, &open, &view, None, Vec::new()),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// The case for the first doctor: the report's code opens only what the report itself says.
async fn seen(open: &Open) -> Result<View, Refusal> {
    let view = open.overview().await?;
    let doctor = view.case.person(open.caller.actor.person).is_some_and(|person| person.role == Role::AttendingDoctor);
    // The code of the letter's form is not the report's.
    let by_code = open.caller.actor.by_form_code && view.case.letter.form.is_none();
    if doctor && by_code { Ok(view) } else { Err(Refusal::NotFound) }
}

pub(super) async fn send(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let t = visitor.language.text();
    let view = match seen(&open).await {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let report = sent.get("report").and_then(|report| report.parse().ok()).unwrap_or(u32::MAX);
    let (who, words) = (sent.text("who"), sent.text("words").replace("\r\n", "\n"));
    let act = Act::ReceiveReport { report, who: who.clone(), words: words.clone() };
    match open.casework.act_in_turn(open.caller, act).await {
        Ok(_) => go("/receipt/form?done=yes"),
        Err(Refusal::AlreadyGiven) if is_the_same(&open, (report, &who, &words)).await => go("/receipt/form?done=yes"),
        Err(Refusal::Troubled(troubles)) => {
            let label = |field: &str| if field == "who" { t.receipt_who() } else { t.receipt_answer() };
            let fault = |trouble: &casework::Trouble| Fault::of(t, trouble.field, &label(trouble.field), trouble.wrong);
            let faults = troubles.iter().map(fault).collect();
            form(&application, &visitor, &open, &view, Some(&sent), faults)
        }
        Err(refusal) => refused::with_words(&application, &visitor, &refusal, sent.written()),
    }
}

/// Whether just this was received before: the same form sent twice is no mistake, other words would be lost.
async fn is_the_same(open: &Open, (report, who, words): (u32, &str, &str)) -> bool {
    let Ok(view) = seen(open).await else { return false };
    let last = view.case.deciding.reports.last().filter(|last| last.place == report);
    let received = last.and_then(|last| last.received.as_ref());
    received.is_some_and(|receipt| receipt.who == who && receipt.words == words)
}

fn form(
    application: &Application,
    visitor: &Visitor,
    open: &Open,
    view: &View,
    sent: Option<&Sent>,
    faults: Vec<Fault>,
) -> Response {
    let t = visitor.language.text();
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut values = sent.map(Values::of).unwrap_or_default();
    if sent.is_none() {
        let own = view.case.person(open.caller.actor.person).map(|person| person.name.clone());
        values.put("who", own.unwrap_or_default());
    }
    let mut written = Form::new(t, &values);
    for fault in faults {
        written.say(&fault.field, fault.detail, fault.remedy);
    }
    let received = view.case.deciding.reports.last().is_some_and(|report| report.received.is_some());
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.receipt_title()),
        t,
        case_frame: CaseFrame::new(visitor, open, view, None).alone(),
        patient: words::patient(t, &view.case),
        done: received,
        report: view.case.deciding.last_report().unwrap_or_default(),
        facts: facts(t, view),
        seconds: view.case.seconds.iter().map(|second| said(t, second)).collect(),
        who: written.line("who", t.receipt_who(), String::new()).autocomplete("name"),
        words: written.text("words", t.receipt_answer(), t.receipt_answer_hint()),
        summary: written.summary(),
    };
    page(status, &shown)
}

/// The decision that is reported, where this code shows it.
fn facts(t: Text, view: &View) -> Vec<(String, String)> {
    let deciding = &view.case.deciding;
    let Some(report) = deciding.reports.last() else { return Vec::new() };
    let place = usize::try_from(report.decision).ok();
    let decision = place.and_then(|place| deciding.decisions.get(place));
    let decided = decision.map(|decision| {
        let what = words::chooses(t, decision.chooses);
        let words = decision.words.trim();
        if words.is_empty() { what } else { format!("{what}\n{words}") }
    });
    let all = [
        (t.receipt_decided(), decided.unwrap_or_default()),
        (t.receipt_on(), decision.map(|decision| steps::day(t, decision.on)).unwrap_or_default()),
        (t.receipt_words(), report.words.clone()),
    ];
    all.into_iter().filter(|(_, says)| !says.trim().is_empty()).collect()
}

fn said(t: Text, second: &SecondOpinion) -> (String, Vec<(String, String)>) {
    let who = [second.doctor.as_str(), second.institution.as_str()];
    let who = who.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(&t.words_comma());
    let stands = second.stands.map(|stands| (t.view_stands(), words::stands(t, stands)));
    let remarks = Some(second.remarks.clone()).filter(|remarks| !remarks.is_empty());
    let remarks = remarks.map(|remarks| (t.view_remarks(), remarks));
    let points = Point::ALL.into_iter().filter_map(|point| {
        let says = match second.hand.says(second.said.get(&point)?) {
            Says::Words(words) => words.to_owned(),
            Says::CannotBeSaid => t.weigh_cannot_be_said(),
            Says::NotClear => t.sent_not_clear(),
            Says::Nothing => return None,
        };
        Some((words::point(t, point), says))
    });
    (who, stands.into_iter().chain(points).chain(remarks).collect())
}
