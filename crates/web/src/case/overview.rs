//! `GET /case`: where the case stands and what comes next.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::service::View;
use casework::{Deed, Part, PersonId, may};
use language::Text;

use crate::application::Application;
use crate::case::staff::by_code;
use crate::case::standing::{Progress, Stage};
use crate::case::{CaseFrame, Open, Step, go, refused, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/overview.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    title: String,
    begun: String,
    /// Signs that need help now have not been looked at, so they come first.
    signs_first: bool,
    /// The patient has not been told everything: the support centre comes first.
    not_told: bool,
    next: Option<(&'static str, String)>,
    people: Vec<String>,
    can: Can,
}

/// What this person may do here besides the steps.
pub(crate) struct Can {
    people: bool,
    log: bool,
    recovery: bool,
    account: bool,
    export: bool,
    erase: bool,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match by_code::opens(&open.casework, open.caller).await {
        Ok(Some(form)) => return go(form.path()),
        Ok(None) => {}
        Err(refusal) => return refused(&application, &visitor, &refusal),
    }
    let view = match open.overview().await {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let t = visitor.language.text();
    let case_frame = CaseFrame::new(&visitor, &open, &view, None);
    let shown = Page {
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.door_to_case()),
        t,
        title: title(t, &view),
        begun: words::date(t, view.case.begun_on),
        signs_first: may_read(&view, Part::Time) && view.case.timing.signs_stale(view.today),
        not_told: !view.case.told.may_write_to_patient(),
        next: next(t, &view, &case_frame),
        people: if may_read(&view, Part::People) {
            view.case.people.iter().map(|person| words::person(t, person)).collect()
        } else {
            Vec::new()
        },
        can: can(&view),
        case_frame,
    };
    page(StatusCode::OK, &shown)
}

fn may_read(view: &View, part: Part) -> bool {
    may(&view.case, view.caller.actor, Deed::Read(part), view.today)
}

fn can(view: &View) -> Can {
    let can = |deed| may(&view.case, view.caller.actor, deed, view.today);
    Can {
        people: can(Deed::Read(Part::People)),
        log: can(Deed::Read(Part::Log)),
        recovery: can(Deed::Recover),
        account: can(Deed::Recover),
        export: can(Deed::Export),
        erase: can(Deed::Erase),
    }
}

fn title(t: Text, view: &View) -> String {
    let patient = view.case.person(PersonId::PATIENT).map(|patient| patient.name.trim()).unwrap_or_default();
    let own = view.caller.actor.person == PersonId::PATIENT;
    match (own, patient.is_empty()) {
        (true, _) => t.door_overview(),
        (false, true) => t.door_overview_of_patient(),
        (false, false) => t.door_overview_of(patient),
    }
}

/// The first step that nothing was written on yet, else the first that is not done, the worries last: a worry may stay open for weeks,
/// and shall not hide what can be done meanwhile. Once a second opinion was given, what was left out on the way there comes after the decision.
/// The signs that need help now always come first.
fn next(t: Text, view: &View, case_frame: &CaseFrame) -> Option<(&'static str, String)> {
    if may_read(view, Part::Time) && view.case.timing.signs_stale(view.today) {
        return Some((Step::Time.path(), Step::Time.name(t)));
    }
    let heard = view.case.seconds.iter().any(|second| second.given.is_some());
    let mut first = None;
    for stop in &case_frame.stops {
        let rank = match stop.step.progress(&view.case, view.today) {
            Some(Progress::ToDo) => 0,
            Some(Progress::Begun) if stop.step != Step::Worries => 1,
            Some(Progress::Begun) => 2,
            Some(Progress::Done) | None => continue,
        };
        let rank = (heard && stop.step.stage() != Stage::Decide, rank);
        if first.is_none_or(|(least, _)| rank < least) {
            first = Some((rank, stop));
        }
    }
    let (_, stop) = first?;
    Some((stop.href, stop.name.clone()))
}
