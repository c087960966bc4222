//! `/case/report`: the report back to the first doctor, how it went, and that it has come.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::decision::{Carried, Report};
use casework::people::Purpose;
use casework::refusal::{Trouble, Wrong};
use casework::{Act, Deed, Part, PersonId, Refusal, Role};
use language::Text;

use super::report_view::Letter;
use super::{given, label, stay};
use crate::application::Application;
use crate::case::steps::fields::{Choices, Form, Line, Summary};
use crate::case::steps::values::{Values, date};
use crate::case::steps::{At, Failed};
use crate::case::{CaseFrame, CodeBox, CodeFor, FreshCode, Open, Sent, Step, refused};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/deciding/report.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    can_hand_out: bool,
    /// A code is out, which can be ended.
    can_end_code: bool,
    decided: bool,
    due: bool,
    again: bool,
    summary: Summary,
    letter: Option<Letter>,
    code_box: Option<CodeBox>,
    history: Vec<Sending>,
    /// How it is told, as long as it was not received.
    sending: Option<(Choices, Vec<Line>)>,
    receipt: Option<Vec<Line>>,
    next: Option<(&'static str, String)>,
}

/// One report that was sent.
struct Sending {
    line: String,
    old: bool,
    words: String,
    received: Option<(String, String, String)>,
}

const WAYS: [(&str, Carried); 4] = [
    ("by-hand", Carried::ByHand),
    ("post", Carried::Post),
    ("second-doctor", Carried::SecondDoctor),
    ("code", Carried::Code),
];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Report).await {
        Ok(at) => shown(&at, &kept(&at), None),
        Err(response) => response,
    }
}

/// `POST /case/report`: notes how the doctor is told. By a code, the code is made at once.
pub(super) async fn send(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Report, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut troubles = Vec::new();
    let sent_on = date(&sent, "sent_on", at.view.today, &mut troubles);
    if sent_on.is_none() && troubles.is_empty() {
        troubles.push(Trouble { field: "sent_on", wrong: Wrong::Missing });
    }
    let carried = WAYS.iter().find(|(word, _)| sent.get("carried") == Some(word)).map(|(_, carried)| *carried);
    if carried.is_none() {
        let wrong = if sent.get("carried").is_some() { Wrong::NotAChoice } else { Wrong::Missing };
        troubles.insert(0, Trouble { field: "carried", wrong });
    }
    let (Some(carried), Some(sent_on), true) = (carried, sent_on, troubles.is_empty()) else {
        return shown(&at, &Values::of(&sent), Some(&troubles));
    };
    match at.act(vec![Act::SendReport { carried, sent_on, words: sent.text("note") }]).await {
        Ok(()) if carried == Carried::Code && at.may(Deed::HandOutCode) => match open.view(Part::Decision).await {
            Ok(view) => make_code(&application, &visitor, &open, view.version, &sent).await,
            Err(refusal) => at.refused(&refusal, &sent),
        },
        Ok(()) => stay("/case/report?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(mut troubles), .. }) => {
            // The rules call the words to the doctor by another name than the form.
            troubles.iter_mut().filter(|trouble| trouble.field == "words").for_each(|trouble| trouble.field = "note");
            shown(&at, &Values::of(&sent), Some(&troubles))
        }
        Err(Failed { refusal: Refusal::OutOfOrder, .. }) if !at.view.case.deciding.decisions.is_empty() => {
            // It cannot have gone before the decision that it tells of.
            let wrong = Trouble { field: "sent_on", wrong: Wrong::Past };
            shown(&at, &Values::of(&sent), Some(&[wrong]))
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// `POST /case/report/receipt`: notes that it has come, as the patient was told.
pub(super) async fn receipt(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Report, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut troubles = Vec::new();
    let on = date(&sent, "on", at.view.today, &mut troubles);
    if on.is_none() && troubles.is_empty() {
        troubles.push(Trouble { field: "on", wrong: Wrong::Missing });
    }
    let who = sent.text("who");
    if who.is_empty() {
        troubles.insert(0, Trouble { field: "who", wrong: Wrong::Missing });
    }
    let (Some(on), true) = (on, troubles.is_empty()) else {
        return shown(&at, &Values::of(&sent), Some(&troubles));
    };
    match at.act(vec![Act::NoteReceipt { who, on, words: sent.text("words") }]).await {
        Ok(()) => stay("/case/report?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => shown(&at, &Values::of(&sent), Some(&troubles)),
        Err(Failed { refusal: Refusal::OutOfOrder, .. }) if !at.view.case.deciding.reports.is_empty() => {
            let wrong = Trouble { field: "on", wrong: Wrong::Past };
            shown(&at, &Values::of(&sent), Some(&[wrong]))
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// `POST /case/report/code`: makes the doctor's code anew and shows it on the letter.
pub(super) async fn code(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    make_code(&application, &visitor, &open, sent.version(), &sent).await
}

/// `POST /case/report/code-end`: the code that is out opens nothing any more.
pub(super) async fn end_code(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let deed = (Step::Report, Deed::Consent);
    let at = match At::sent_to(&application, &visitor, &open, deed, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let Some(doctor) = holder(&at) else { return at.refused(&Refusal::NotFound, &sent) };
    match at.act(vec![Act::Withdraw(doctor, Purpose::WriteLetter)]).await {
        Ok(()) => stay("/case/report?saved=yes"),
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// The first doctor, while a code of the report is out.
fn holder(at: &At<'_>) -> Option<PersonId> {
    let case = &at.view.case;
    let first = |id| case.person(id).is_some_and(|person| person.role == Role::AttendingDoctor);
    case.codes.iter().map(|out| out.person).find(|id| first(*id))
}

async fn make_code(
    application: &Application,
    visitor: &Visitor,
    open: &Open,
    version: casework::keeper::Version,
    sent: &Sent,
) -> Response {
    match open.casework.hand_out_report_code(open.caller, version).await {
        Ok((secret, until)) => {
            if let Some(door) = application.door() {
                let code = FreshCode { secret, until: Some(until) };
                door.fresh().put(open.caller, CodeFor::Report, code, open.casework.now());
            }
            stay("/case/report?saved=yes")
        }
        Err(refusal) => refused::with_words(application, visitor, &refusal, sent.written()),
    }
}

/// What stands in the fields at first: today, and who is likely to have received it.
fn kept(at: &At<'_>) -> Values {
    let mut values = Values::default();
    let today = at.day(at.view.today);
    values.put("sent_on", today.as_str());
    values.put("on", today.as_str());
    values.put("who", at.view.case.opinion.doctor.told().cloned().unwrap_or_default());
    values
}

fn shown(at: &At<'_>, values: &Values, wrong: Option<&[Trouble]>) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let deciding = &case.deciding;
    let named = |name: &str| label(t, Step::Report, name).unwrap_or_else(|| t.back_how());
    let form = Form::with(t, values, wrong.unwrap_or_default(), named);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let last = deciding.reports.last();
    let of_last = last.filter(|report| deciding.is_of_last(report));
    let received = of_last.is_some_and(|report| report.received.is_some());
    let can_see = at.may(Deed::Read(Part::Second)) && at.may(Deed::Read(Part::Opinion));
    let decided = !deciding.decisions.is_empty();
    let letter = (can_see && given(case).next().is_some()).then(|| Letter::of(at));
    let can_hand_out = at.may(Deed::HandOutCode);
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        can_hand_out: can_hand_out && of_last.is_some_and(|report| report.carried == Carried::Code) && !received,
        can_end_code: at.may(Deed::Consent) && holder(at).is_some(),
        decided,
        due: deciding.report_due(),
        again: deciding.report_due() && !deciding.reports.is_empty(),
        letter,
        code_box: CodeBox::fresh(at.application, at.visitor, at.open, CodeFor::Report),
        history: deciding.reports.iter().rev().map(|report| sending(at, report)).collect(),
        sending: (decided && !received && at.can_change()).then(|| fields(t, &form)),
        receipt: (last.is_some_and(|report| report.received.is_none()) && at.can_change())
            .then(|| receipt_fields(t, &form)),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

fn fields(t: Text, form: &Form<'_>) -> (Choices, Vec<Line>) {
    let ways = WAYS.iter().map(|(word, carried)| form.choice("carried", word, how(t, *carried)));
    let lines = vec![
        form.line("sent_on", t.back_sent_on(), t.steps_date_hint()),
        form.text("note", t.back_note(), t.back_note_hint()).lines(3),
    ];
    (form.one("carried", t.back_how(), ways.collect()), lines)
}

fn receipt_fields(t: Text, form: &Form<'_>) -> Vec<Line> {
    vec![
        form.line("who", t.back_receipt_who(), String::new()),
        form.line("on", t.back_receipt_on(), t.steps_date_hint()),
        form.text("words", t.back_receipt_words(), String::new()).lines(3),
    ]
}

fn how(t: Text, carried: Carried) -> String {
    match carried {
        Carried::ByHand => t.back_by_hand(),
        Carried::Post => t.back_post(),
        Carried::SecondDoctor => t.back_second_doctor(),
        Carried::Code => t.back_code(),
    }
}

fn sending(at: &At<'_>, report: &Report) -> Sending {
    let t = at.t;
    let received = report.received.as_ref().map(|receipt| {
        let own = at.view.case.person(receipt.by).is_some_and(|by| by.role == Role::AttendingDoctor);
        let hand = if own { t.back_received_own() } else { t.back_received_told() };
        (t.back_received(receipt.who.as_str(), at.day(receipt.on)), hand, receipt.words.clone())
    });
    Sending {
        line: t.back_history_line(at.day(report.sent_on), how(t, report.carried)),
        old: !at.view.case.deciding.is_of_last(report),
        words: report.words.clone(),
        received,
    }
}
