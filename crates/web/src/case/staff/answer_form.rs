//! `/answer/form`: a desk answers an application that it has on paper. Nothing of the dossier stands here.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::Application as Applied;
use casework::service::View;
use casework::{Act, Refusal, Role};
use language::Text;

use super::answer::{Twice, answered};
use super::replies::{Replies, Sending};
use super::{reply, words};
use crate::application::Application;
use crate::case::given_back::{Given, given_back};
use crate::case::steps::fields::Summary;
use crate::case::{CaseFrame, Open, Sent, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/answer_form.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    institution: String,
    state: String,
    turn: String,
    facts: Vec<(String, String)>,
    summary: Summary,
    moved: bool,
    typed: Vec<Given>,
    replies: Replies,
}

#[derive(Default)]
struct Again<'a> {
    sent: Option<&'a Sent>,
    faults: Vec<reply::Fault>,
    moved: bool,
    typed: Vec<Given>,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match seen(&open).await {
        Ok((view, applied)) => form(&application, &visitor, &open, (&view, &applied), Again::default()),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// The desk's own application: the newest one to it.
async fn seen(open: &Open) -> Result<(View, Applied), Refusal> {
    let view = open.overview().await?;
    let person = view.caller.actor.person;
    let desk = view.case.person(person).is_some_and(|person| person.role == Role::Desk);
    let own = view.case.applications.iter().rev().find(|applied| desk && applied.desk == person).cloned();
    let own = own.ok_or(Refusal::NotFound)?;
    Ok((view, own))
}

pub(super) async fn send(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let t = visitor.language.text();
    let (view, applied) = match seen(&open).await {
        Ok(found) => found,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let again = |faults| Again { sent: Some(&sent), faults, ..Again::default() };
    let (reply, words) = match reply::read(t, &sent, &[], view.today) {
        Ok(read) => read,
        Err(faults) => return form(&application, &visitor, &open, (&view, &applied), again(faults)),
    };
    let (id, turn) = answered(&sent);
    let act = Act::Answer { application: id, turn, reply: reply.clone(), words: words.clone(), told_by: None };
    match open.casework.act_in_turn(open.caller, act).await {
        Ok(_) => go("/answer/form?saved=yes"),
        Err(Refusal::Stale | Refusal::NotYourTurn | Refusal::OutOfOrder | Refusal::AlreadyGiven) => {
            if (Twice { turn, reply: &reply, words: &words }).is_done(&applied, view.caller.actor.person) {
                return go("/answer/form?saved=yes");
            }
            let typed = given_back(t, &visitor.path, sent.written());
            let now = seen(&open).await.unwrap_or((view, applied));
            let again = Again { moved: true, typed, ..Again::default() };
            form(&application, &visitor, &open, (&now.0, &now.1), again)
        }
        Err(refusal) => match reply::faults(t, &refusal, sent.get("do").unwrap_or_default()) {
            Some(faults) => form(&application, &visitor, &open, (&view, &applied), again(faults)),
            None => refused::with_words(&application, &visitor, &refusal, sent.written()),
        },
    }
}

fn form(
    application: &Application,
    visitor: &Visitor,
    open: &Open,
    (view, applied): (&View, &Applied),
    again: Again<'_>,
) -> Response {
    let t = visitor.language.text();
    let status = match (again.moved, again.faults.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let case_frame = CaseFrame::new(visitor, open, view, None).alone();
    let sending = Sending {
        hidden: case_frame.hidden(),
        action: "/answer/form".to_owned(),
        slots: None,
        names_doctor: false,
        today: view.today,
    };
    let (replies, summary) = Replies::new(t, applied, sending, again.sent, again.faults);
    let offered: Vec<String> = applied.offers.iter().map(|offer| words::offer(t, offer)).collect();
    let asked: Vec<String> = applied.asked.iter().map(|asked| words::needed(t, asked)).collect();
    let facts = [
        (t.office_state_item_asked(), asked.join("\n")),
        (t.office_state_offered(), offered.join("\n")),
        (t.office_agreed(), applied.booked.as_ref().map(|booked| words::offer(t, booked)).unwrap_or_default()),
    ];
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.reply_form()),
        t,
        case_frame,
        institution: applied.name.clone(),
        state: words::state(t, applied.state),
        turn: if applied.is_live() { words::turn(t, applied.waits_for()) } else { t.reply_over() },
        facts: facts.into_iter().filter(|(_, says)| !says.is_empty()).collect(),
        summary,
        moved: again.moved,
        typed: again.typed,
        replies,
    };
    page(status, &shown)
}
