//! `GET /case/day` and `/case/day/{id}`: the questions and the minutes, who comes, what to bring.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, State as Stands};
use casework::day::{fit, minutes_of};
use casework::{Deed, Part};
use language::Text;

use super::coming::{Coming, coming};
use super::desk_says::Rules;
use super::one::Wrong;
use super::questions::{Asking, asking};
use super::{bring, numbered, words};
use crate::application::Application;
use crate::case::steps::At;
use crate::case::steps::fields::{Form, Summary};
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, Open, Sent, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/heard/day.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    /// The application whose day it is.
    of: Option<OfDay>,
    /// The days of other applications.
    others: Vec<(u32, String)>,
    asking: Asking,
    fit: Vec<String>,
    next: Option<(&'static str, String)>,
}

/// What belongs to the day of one application.
struct OfDay {
    id: u32,
    name: String,
    date: String,
    live: bool,
    coming: Coming,
    rules: Rules,
    bring: Vec<String>,
    /// When the questions were sent ahead.
    ahead: String,
}

pub(super) async fn list(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Day).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    // With one consultation before us there is nothing to choose.
    let agreed: Vec<&Applied> = at.view.case.applications.iter().filter(|known| has_day(known)).collect();
    let only = match agreed.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    };
    shown(&at, only.as_ref(), None, Vec::new())
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Day).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    match numbered(&at, &id) {
        Ok(applied) => shown(&at, Some(&applied), None, Vec::new()),
        Err(response) => *response,
    }
}

/// Whether a day is agreed, or has been.
pub(super) fn has_day(application: &Applied) -> bool {
    matches!(application.state, Stands::Booked | Stands::Held | Stands::Given)
}

pub(super) fn shown(at: &At<'_>, of: Option<&Applied>, sent: Option<&Sent>, wrong: Vec<Wrong>) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let values = sent.map(Values::of).unwrap_or_default();
    let mut form = Form::new(t, &values);
    for (field, detail, remedy) in wrong {
        form.say(&field, detail, remedy);
    }
    let others = case.applications.iter().filter(|known| has_day(known) && Some(known.id) != of.map(|of| of.id));
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        others: others.map(|known| (known.id.0, t.heard_day_of(known.name.as_str()))).collect(),
        asking: asking(at, of, &form),
        fit: fitting(at, of),
        of: of.map(|application| of_day(at, application, &form, sent)),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

fn of_day(at: &At<'_>, application: &Applied, form: &Form<'_>, sent: Option<&Sent>) -> OfDay {
    let t = at.t;
    let day = at.view.case.days.iter().find(|day| day.application == application.id);
    let ahead = day.and_then(|day| day.sent_ahead);
    OfDay {
        id: application.id.0,
        name: application.name.clone(),
        date: application.booked.as_ref().map(|offer| words::offer(t, offer)).unwrap_or_default(),
        live: application.is_live(),
        coming: coming(at, application, form, sent),
        rules: super::desk_says::rules(at, application),
        bring: bring::list(at, application),
        ahead: ahead.map(|moment| at.moment_day(moment)).unwrap_or_default(),
    }
}

/// What fits the minutes that were agreed, in sentences.
fn fitting(at: &At<'_>, of: Option<&Applied>) -> Vec<String> {
    let (t, questions) = (at.t, &at.view.case.questions);
    if questions.is_empty() {
        return Vec::new();
    }
    let all = t.heard_fit_all(questions.len(), minutes_of(questions));
    let minutes = of.and_then(|application| application.booked.as_ref()).map(|offer| offer.minutes);
    let Some(minutes) = minutes.filter(|minutes| *minutes > 0) else {
        let unknown = at.may(Deed::Read(Part::Application)).then(|| t.heard_fit_unknown());
        return [Some(all), unknown].into_iter().flatten().collect();
    };
    let fit = fit(questions, minutes);
    let kept = t.heard_fit_kept(minutes, fit.kept_for_doctor);
    let fits = if fit.left.is_empty() { t.heard_fit_fits() } else { t.heard_fit_left(fit.left.len()) };
    vec![all, kept, fits]
}
