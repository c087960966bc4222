//! `GET` and `POST /case/calendar`: the steps counted back from the decision, with the days agreed and done.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::calendar::{Basis, Calendar, Goal, Planned, Waits, count_back};
use casework::refusal::{Refusal, Wrong};
use casework::timing::Step as Day;
use casework::{Act, Case};
use language::Text;

use super::desk::fitting;
use super::fields::{Form, Line, Summary};
use super::values::{Values, date_of};
use super::{At, Failed, desk_words};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/calendar.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    goal: String,
    goal_past: bool,
    late: bool,
    steps: Vec<StepView>,
    assumed: Vec<String>,
    next: Option<(&'static str, String)>,
}

/// One step of the calendar.
struct StepView {
    name: String,
    by: String,
    late: String,
    fixed: String,
    /// The same where it was not written here: the date that a desk offered and the patient took.
    agreed: String,
    done: String,
    fix: Option<Line>,
    finish: Option<Line>,
}

const DAYS: [(&str, Day); 7] = [
    ("doctor", Day::Doctor),
    ("letter", Day::Letter),
    ("slides", Day::Slides),
    ("application", Day::Application),
    ("visit", Day::Visit),
    ("report", Day::Report),
    ("decision", Day::Decision),
];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Calendar).await {
        Ok(at) => shown(&at, &kept(&at), &[]),
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Calendar, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let timing = &at.view.case.timing;
    let (mut acts, mut fields, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for (word, day) in DAYS {
        let fixed = timing.fixed.iter().find(|(of, _)| *of == day).map(|(_, on)| *on);
        let done = timing.done.iter().find(|(of, _)| *of == day).map(|(_, on)| *on);
        let asked = [("fixed", fixed, Act::FixStep as fn(_, _) -> _), ("done", done, Act::FinishStep)];
        for (what, before, act) in asked {
            let field = format!("{what}-{word}");
            match date_of(sent.get(&field), at.view.today) {
                Ok(now) if now == before => {}
                // The decision's own day is no appointment.
                Ok(_) if day == Day::Decision && what == "fixed" => {}
                Ok(now) => {
                    acts.push(act(day, now));
                    fields.push(field);
                }
                Err(why) => wrong.push((field, why)),
            }
        }
    }
    if !wrong.is_empty() {
        return shown(&at, &Values::of(&sent), &wrong);
    }
    match at.act(acts).await {
        Ok(()) => go("/case/calendar?saved=yes"),
        Err(Failed { position, refusal: Refusal::Troubled(troubles) }) => {
            let field = fields.get(position).cloned().unwrap_or_default();
            let wrong: Vec<_> = troubles.iter().map(|trouble| (field.clone(), trouble.wrong)).collect();
            shown(&at, &Values::of(&sent), &wrong)
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

fn kept(at: &At<'_>) -> Values {
    let mut values = Values::default();
    let timing = &at.view.case.timing;
    for (what, days) in [("fixed", &timing.fixed), ("done", &timing.done)] {
        for (of, on) in days {
            let word = DAYS.iter().find(|(_, day)| day == of).map_or("", |(word, _)| *word);
            values.put(format!("{what}-{word}"), at.day(*on));
        }
    }
    values
}

fn shown(at: &At<'_>, values: &Values, wrong: &[(String, Wrong)]) -> Response {
    let t = at.t;
    let calendar = counted(&at.view.case, at.view.today);
    let mut form = Form::new(t, values);
    for (field, why) in wrong {
        form.wrong(field, &label(t, field), *why);
    }
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        goal: goal(at, &calendar),
        goal_past: calendar.goal_past,
        late: calendar.is_late(),
        steps: calendar.steps.iter().map(|planned| step(at, &form, planned)).collect(),
        assumed: assumed(t, &calendar),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

/// The calendar with what the first desk on the list says about its waits, and our assumptions for the rest.
pub(in crate::case) fn counted(case: &Case, today: jiff::civil::Date) -> Calendar {
    let desk = case.choice.chosen.first().and_then(|chosen| fitting(&chosen.institution, Some(chosen.way)));
    count_back(case, today, &Waits::of_desk(desk))
}

fn goal(at: &At<'_>, calendar: &Calendar) -> String {
    let t = at.t;
    match calendar.goal {
        None => t.calendar_no_date(),
        Some(goal) if calendar.goal_past => t.calendar_past(at.day(goal.date())),
        Some(Goal::DecideBy(date)) => t.calendar_from(at.day(date)),
        Some(Goal::LatestSafe(date)) => {
            t.calendar_from_latest(at.day(date), at.view.case.timing.latest_safe_by.as_str())
        }
    }
}

fn step(at: &At<'_>, form: &Form<'_>, planned: &Planned) -> StepView {
    let t = at.t;
    let word = DAYS.iter().find(|(_, day)| *day == planned.step).map_or("", |(word, _)| *word);
    let (fixed, done) = (format!("fixed-{word}"), format!("done-{word}"));
    let day = |date: Option<jiff::civil::Date>| date.map(|date| at.day(date)).unwrap_or_default();
    let late = match (planned.late_days, planned.fixed) {
        (Some(_), Some(fixed)) if fixed >= at.view.today => t.calendar_late_fixed(),
        (Some(days), _) => t.calendar_late(days),
        (None, _) => String::new(),
    };
    let line = |field: &str, label: String| form.line(field, label, String::new()).of(name(t, planned.step));
    let change = at.can_change();
    let written = at.view.case.timing.fixed.iter().any(|(of, _)| *of == planned.step);
    StepView {
        name: name(t, planned.step),
        by: day(planned.by),
        late,
        fixed: day(planned.fixed),
        agreed: day(planned.fixed.filter(|_| !written)),
        done: day(planned.done),
        fix: (change && planned.step != Day::Decision).then(|| line(&fixed, t.calendar_fixed())),
        finish: change.then(|| line(&done, t.calendar_done())),
    }
}

/// What a step of the calendar is called.
pub(in crate::case) fn name(t: Text, day: Day) -> String {
    match day {
        Day::Doctor => t.calendar_doctor(),
        Day::Letter => t.calendar_letter(),
        Day::Slides => t.calendar_slides(),
        Day::Application => t.calendar_application(),
        Day::Visit => t.calendar_visit(),
        Day::Report => t.calendar_report(),
        Day::Decision => t.calendar_decision(),
    }
}

/// A field's label: what, and of which step.
pub(super) fn label(t: Text, field: &str) -> String {
    let (what, word) = field.split_once('-').unwrap_or((field, ""));
    let step = DAYS.iter().find(|(known, _)| *known == word).map(|(_, day)| name(t, *day)).unwrap_or_default();
    if what == "done" { t.calendar_done_for(step) } else { t.calendar_fixed_for(step) }
}

/// The spans between the steps: our own assumptions with their reasons, and what the desk says.
fn assumed(t: Text, calendar: &Calendar) -> Vec<String> {
    let spans = calendar.steps.iter().filter_map(|planned| Some((planned.step, planned.span.as_ref()?)));
    let says = spans.map(|(step, span)| {
        let wait = t.calendar_assumed_wait(name(t, step), span.days);
        match &span.basis {
            Basis::Assumed => t.calendar_assumed_why(wait, t.desk_assumed(), reason(t, step)),
            Basis::Desk(source) => {
                t.calendar_assumed_why(wait, t.desk_assumed_from_desk(), desk_words::source(t, source))
            }
        }
    });
    says.collect()
}

fn reason(t: Text, step: Day) -> String {
    match step {
        Day::Doctor => t.desk_assumed_doctor(),
        Day::Letter | Day::Slides => t.desk_assumed_papers(),
        Day::Application => t.desk_assumed_application(),
        Day::Visit => t.desk_assumed_visit(),
        Day::Report | Day::Decision => t.desk_assumed_report(),
    }
}
