//! `/desk/{office}/case/{case}`: one page a case, with everything that was sent and the answers that can follow.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::application::{Application as Applied, Changed, Turned};
use casework::office::Duty;
use casework::people::Part;
use casework::service::View;
use casework::{AttachmentId, PersonId, Refusal};
use language::Text;

use super::at_office::{AtOffice, Link};
use super::replies::{Replies, Sending};
use super::reply::Fault;
use super::sent_along::SentAlong;
use super::words;
use crate::application::Application;
use crate::case::given_back::Given;
use crate::case::sign_in::SignedIn;
use crate::case::steps::fields::Summary;
use crate::case::{Guest, Sent, refused, steps};
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/one.html")]
struct Page {
    frame: Frame,
    t: Text,
    links: Vec<Link>,
    made_up: bool,
    done: bool,
    summary: Summary,
    /// It moved on: what was typed stands beside what holds now.
    moved: bool,
    typed: Vec<Given>,
    state: String,
    turn: String,
    facts: Vec<(String, String)>,
    blind: bool,
    sent_along: SentAlong,
    replies: Replies,
    code: Option<Code>,
    history: Vec<Event>,
}

/// Making a code for the doctor who was named.
struct Code {
    hidden: String,
    action: String,
}

/// One change, with the words beside it.
struct Event {
    says: String,
    reason: String,
    words: String,
}

/// What a form that was sent led to, for the page that shows it again.
#[derive(Default)]
pub(super) struct Again<'a> {
    pub(super) sent: Option<&'a Sent>,
    pub(super) faults: Vec<Fault>,
    pub(super) moved: bool,
    pub(super) typed: Vec<Given>,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path((office, case)): Path<(String, String)>,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    match seen(&at, &case).await {
        Ok((view, applied)) => page_of(&at, &view, &applied, Again::default()),
        Err(response) => response,
    }
}

/// The case as this desk sees it, and its newest application here. Reading it is written down.
pub(super) async fn seen(at: &AtOffice<'_>, case: &str) -> Result<(View, Applied), Response> {
    let caller = at.caller(case).await?;
    let view = at.casework().view(caller, Part::Application).await.map_err(|refusal| at.refused(&refusal))?;
    let own = view.case.applications.iter().rev().find(|applied| applied.desk == caller.actor.person).cloned();
    let own = own.ok_or_else(|| at.refused(&Refusal::NotFound))?;
    Ok((view, own))
}

pub(super) fn page_of(at: &AtOffice<'_>, view: &View, applied: &Applied, again: Again<'_>) -> Response {
    let (t, here) = (at.t, at.href(&format!("/case/{}", view.case.id)));
    let status = match (again.moved, again.faults.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let sending = Sending {
        hidden: at.guest.hidden(),
        action: here.clone(),
        slots: Some(at.office.slots.clone()),
        names_doctor: true,
        today: view.today,
    };
    let (replies, summary) = Replies::new(t, applied, sending, again.sent, again.faults);
    let who = words::patient(t, &view.case);
    let code = applied.doctor.filter(|_| applied.is_live());
    let shown = Page {
        frame: at.frame(t.office_case(who.as_str())),
        t,
        links: at.links("/case"),
        made_up: view.case.made_up,
        done: at.just("answered"),
        summary,
        moved: again.moved,
        typed: again.typed,
        state: words::state(t, applied.state),
        turn: words::turn(t, applied.waits_for()),
        facts: facts(at, view, applied),
        blind: applied.blind,
        sent_along: SentAlong::new(
            (at.application, at.visitor),
            &view.case,
            applied,
            (&format!("{here}/file/"), false),
        ),
        replies,
        code: code.map(|_| Code { hidden: at.guest.hidden(), action: format!("{here}/code") }),
        history: applied.changes().map(|change| event(at, view, applied, change)).collect(),
    };
    at.page(status, &shown)
}

fn facts(at: &AtOffice<'_>, view: &View, applied: &Applied) -> Vec<(String, String)> {
    let t = at.t;
    let words_sent = applied.turns.first().map(|turned| turned.words.clone()).unwrap_or_default();
    let doctor = applied.doctor.and_then(|doctor| view.case.person(doctor)).map(|doctor| doctor.name.clone());
    let offered: Vec<String> = applied.offers.iter().map(|offer| words::offer(t, offer)).collect();
    let asked: Vec<String> = applied.asked.iter().map(|asked| words::needed(t, asked)).collect();
    let missing = words::missing(t, &view.case, &casework::application::missing(&view.case, applied));
    let missing = if missing.is_empty() { t.office_missing_none() } else { missing.join(&t.words_semicolon()) };
    let all = [
        (t.office_since(), steps::day(t, at.guest.door.local(applied.sent).date())),
        (t.office_way(), words::way(t, applied.way)),
        (t.office_missing(), if applied.is_live() { missing } else { String::new() }),
        (t.office_state_item_asked(), asked.join("\n")),
        (t.office_state_offered(), offered.join("\n")),
        (t.office_agreed(), applied.booked.as_ref().map(|booked| words::offer(t, booked)).unwrap_or_default()),
        (t.office_held(), applied.held_on.map(|on| steps::day(t, on)).unwrap_or_default()),
        (t.office_doctor(), doctor.unwrap_or_default()),
        (t.office_words_sent(), words_sent),
    ];
    all.into_iter().filter(|(_, says)| !says.trim().is_empty()).collect()
}

fn event(at: &AtOffice<'_>, view: &View, applied: &Applied, (changed, turned): (Changed, &Turned)) -> Event {
    let t = at.t;
    let what = match changed {
        Changed::To(state) => words::state(t, state),
        Changed::Posted => t.heard_event_posted(),
        Changed::Supplied => t.heard_event_supplied(),
        Changed::Named => t.heard_event_named(),
    };
    let who = match (&turned.told_by, turned.by) {
        (Some(who), _) => t.office_history_told(who.as_str()),
        (None, by) if by == view.caller.actor.person => t.office_history_by_you(),
        (None, by) if Some(by) == applied.doctor && by != PersonId::PATIENT => t.office_history_by_doctor(),
        _ => t.office_history_by_patient(),
    };
    Event {
        says: t.office_history_line(at.time_of(turned.at), what, who),
        reason: turned.reason.map(|reason| words::reason(t, reason)).unwrap_or_default(),
        words: turned.words.clone(),
    }
}

/// A file that was sent along.
pub(super) async fn file(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path((office, case, id)): Path<(String, String, String)>,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let caller = match at.caller(&case).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let found = match id.parse().map(AttachmentId) {
        Ok(id) => at.casework().attachment(caller, id).await,
        Err(_) => Err(Refusal::NotFound),
    };
    match found {
        Ok((attachment, bytes)) => {
            let name = crate::parameters::escaped(&documents::kind::named(&attachment.name, &attachment.media_type));
            let disposition = format!("attachment; filename=\"file\"; filename*=UTF-8''{name}");
            ([(CONTENT_TYPE, attachment.media_type), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
        }
        Err(refusal) => refused::refused(&application, &visitor, &refusal),
    }
}
