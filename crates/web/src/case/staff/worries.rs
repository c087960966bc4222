//! `/worries-answer/form`: a counsellor without an account answers worries; nothing else of the case is open to them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::service::View;
use casework::worry::{About, Worry};
use casework::{Act, Part, Refusal, Role, WorryId};
use language::Text;

use super::reply::Fault;
use super::words;
use crate::application::Application;
use crate::case::steps::fields::{Form, Line, Summary};
use crate::case::steps::values::Values;
use crate::case::steps::worries::about_words;
use crate::case::{CaseFrame, Open, Sent, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/worries.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    patient: String,
    summary: Summary,
    worries: Vec<Row>,
}

struct Row {
    id: String,
    says: String,
    answers: Vec<String>,
    closed: bool,
    who: Line,
    words: Line,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match seen(&open).await {
        Ok(view) => form(&application, &visitor, &open, &view, None, Vec::new()),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// The worries, for whoever may answer them without being the patient's own page: a counsellor.
async fn seen(open: &Open) -> Result<View, Refusal> {
    open.view(Part::Worries).await
}

pub(super) async fn answer(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let t = visitor.language.text();
    let view = match seen(&open).await {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let worry = WorryId(sent.get("worry").and_then(|text| text.parse().ok()).unwrap_or(0));
    let (who, words) = (sent.text(&format!("who-{worry}")), sent.text(&format!("words-{worry}")).replace("\r\n", "\n"));
    let known = view.case.worries.iter().find(|known| known.id == worry);
    // Pressed twice: the answer is there.
    let same = known.and_then(|known| known.answers.last());
    if same.is_some_and(|answer| answer.who == who && answer.words == words) {
        return go("/worries-answer/form?saved=yes");
    }
    match open.casework.act_in_turn(open.caller, Act::AnswerWorry { worry, who, words }).await {
        Ok(_) => go("/worries-answer/form?saved=yes"),
        Err(Refusal::Troubled(troubles)) => {
            let label = |field: &str| if field == "who" { t.worry_who() } else { t.worry_words() };
            let fault = |trouble: &casework::Trouble| {
                Fault::of(t, &format!("{}-{worry}", trouble.field), &label(trouble.field), trouble.wrong)
            };
            form(&application, &visitor, &open, &view, Some(&sent), troubles.iter().map(fault).collect())
        }
        Err(refusal) => refused::with_words(&application, &visitor, &refusal, sent.written()),
    }
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
    let own = view.case.person(open.caller.actor.person).filter(|person| person.role == Role::Counsellor);
    for worry in &view.case.worries {
        values.put(format!("who-{}", worry.id), own.map(|person| person.name.clone()).unwrap_or_default());
    }
    let mut written = Form::new(t, &values);
    for fault in faults {
        written.say(&fault.field, fault.detail, fault.remedy);
    }
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.worry_title()),
        t,
        case_frame: CaseFrame::new(visitor, open, view, None).alone(),
        patient: words::patient(t, &view.case),
        worries: view.case.worries.iter().map(|worry| row(application, &written, worry)).collect(),
        summary: written.summary(),
    };
    page(status, &shown)
}

fn row(application: &Application, form: &Form<'_>, worry: &Worry) -> Row {
    let (t, id) = (form.t, worry.id);
    let day = |moment| application.door().map(|door| crate::case::words::day_of(t, door, moment)).unwrap_or_default();
    let says = says(t, worry);
    Row {
        id: id.to_string(),
        answers: worry
            .answers
            .iter()
            .map(|answer| t.worry_answered(answer.who.as_str(), day(answer.at), answer.words.as_str()))
            .collect(),
        closed: worry.closed.is_some(),
        who: form.line(&format!("who-{id}"), t.worry_who(), String::new()).of(says.clone()),
        words: form.text(&format!("words-{id}"), t.worry_words(), String::new()).of(says.clone()).lines(3),
        says,
    }
}

/// A worry in the words it was put down in.
pub(super) fn says(t: Text, worry: &Worry) -> String {
    match (worry.about, worry.words.trim()) {
        (About::Own, words) => words.to_owned(),
        (about, "") => about_words(t, about),
        (about, words) => format!("{} {words}", about_words(t, about)),
    }
}
