//! The calendar, counted back from the decision: report, visit, application, slides, letter, doctor.
//!
//! It says by when each step should be done, and by how many days one is late. It never says how long it is safe to wait.

mod spans;

use evidence::desk::Source;
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::application::{Application, State};
use crate::case::Case;
use crate::records::{Kind, Stage};
use crate::timing::Step;

pub use spans::{Span, Waits};

/// From what a span of days is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Our own assumption for planning, without a source: shown as such, with its reason by the step.
    Assumed,
    /// The desk's file says so.
    Desk(Source),
}

/// Which day the calendar is counted back from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The day by which to decide.
    DecideBy(Date),
    /// The latest safe date the doctor named, because it is earlier, or the only one.
    LatestSafe(Date),
}

impl Goal {
    /// The day.
    pub fn date(self) -> Date {
        match self {
            Goal::DecideBy(date) | Goal::LatestSafe(date) => date,
        }
    }
}

/// One step of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which.
    pub step: Step,
    /// The last day for it, counted back; none while the goal is not known.
    pub by: Option<Date>,
    /// The day the patient has fixed for it, or agreed with a desk.
    pub fixed: Option<Date>,
    /// The day it was done.
    pub done: Option<Date>,
    /// How many days it is late; none when it is not.
    pub late_days: Option<u32>,
    /// The days counted between this step and the next one; none for the decision.
    pub span: Option<Span>,
}

/// The steps, first to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it is counted back from; none while no date is known: then only the order is shown.
    pub goal: Option<Goal>,
    /// Whether the goal itself lies in the past.
    pub goal_past: bool,
    /// The steps in the order of doing.
    pub steps: Vec<Planned>,
}

impl Calendar {
    /// Whether any step is late.
    pub fn is_late(&self) -> bool {
        self.steps.iter().any(|step| step.late_days.is_some())
    }

    /// Whether any span is our own assumption.
    pub fn assumes(&self) -> bool {
        self.steps.iter().any(|step| step.span.as_ref().is_some_and(|span| span.basis == Basis::Assumed))
    }
}

/// Counts the calendar back.
///
/// A day the patient has fixed is what the steps before it are counted from. Steps that need an office never fall on a weekend: they are
/// moved to the Friday before (holidays are not known). A step is late when its last day is over, or when the day fixed for it comes after
/// its last day; one that was done, or that a later step has overtaken, is not.
pub fn count_back(case: &Case, today: Date, waits: &Waits) -> Calendar {
    let goal = goal(case);
    let mut counting = Counting { case, today, overtaken: false, steps: Vec::new() };
    let decision = counting.step(Step::Decision, goal.map(Goal::date), None);
    // A day fixed for the decision after the goal is late itself; it gives the steps before it no more time.
    let decision = goal.map(Goal::date).into_iter().chain(decision).min();
    let report = counting.step(Step::Report, before(decision, &waits.report), Some(&waits.report));
    let visit = counting.step(Step::Visit, before(report, &waits.visit), Some(&waits.visit));
    let application = counting.step(Step::Application, before(visit, &waits.application), Some(&waits.application));
    let for_visit = waits.papers_before_visit.as_ref().and_then(|span| before(visit, span));
    let for_application = before(application, &waits.papers);
    // The earlier of the two; none when neither is known.
    let papers = for_visit.into_iter().chain(for_application).min();
    // Letter and slides go side by side: slides in hand say nothing about the letter.
    let overtaken = counting.overtaken;
    let slides = counting.step(Step::Slides, papers, Some(&waits.papers));
    let with_slides = std::mem::replace(&mut counting.overtaken, overtaken);
    let letter = counting.step(Step::Letter, papers, Some(&waits.papers));
    counting.overtaken |= with_slides;
    let first = slides.into_iter().chain(letter).min();
    counting.step(Step::Doctor, before(first, &waits.doctor), Some(&waits.doctor));
    let mut steps = counting.steps;
    steps.reverse();
    Calendar { goal, goal_past: goal.is_some_and(|goal| goal.date() < today), steps }
}

/// The earlier of the day to decide by and the doctor's latest safe date.
fn goal(case: &Case) -> Option<Goal> {
    let decide_by = case.opinion.decide_by.told().copied();
    match (decide_by, case.timing.latest_safe) {
        (Some(decide), Some(safe)) if safe < decide => Some(Goal::LatestSafe(safe)),
        (Some(decide), _) => Some(Goal::DecideBy(decide)),
        (None, safe) => safe.map(Goal::LatestSafe),
    }
}

/// The last day for what must come so many days before, on a working day.
fn before(day: Option<Date>, span: &Span) -> Option<Date> {
    let day = day?.checked_sub(i64::from(span.days).days()).ok()?;
    let back = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    day.checked_sub(back.days()).ok()
}

/// The steps so far, from the decision backwards.
struct Counting<'a> {
    case: &'a Case,
    today: Date,
    /// A later step was done.
    overtaken: bool,
    steps: Vec<Planned>,
}

impl Counting<'_> {
    /// Puts a step down and gives the day from which the steps before it are counted.
    fn step(&mut self, step: Step, by: Option<Date>, span: Option<&Span>) -> Option<Date> {
        let fixed = fixed(self.case, step);
        let done = done(self.case, step);
        let late_days = match by {
            Some(by) if done.is_none() && !self.overtaken => late(by, fixed, self.today),
            _ => None,
        };
        self.overtaken |= done.is_some();
        self.steps.push(Planned { step, by, fixed, done, late_days, span: span.cloned() });
        fixed.or(by)
    }
}

/// The day fixed for a step: by the patient, or the first date that is agreed with a desk.
fn fixed(case: &Case, step: Step) -> Option<Date> {
    let agreed = || {
        let booked = case.applications.iter().filter(|application| application.state == State::Booked);
        booked.filter_map(|application| application.booked.as_ref()).map(|offer| offer.at.date()).min()
    };
    day_of(&case.timing.fixed, step).or_else(|| if step == Step::Visit { agreed() } else { None })
}

/// When a step was done: as the patient marked it, or as its own page tells (the doctor was told, the letter came, the loans are in hand, an
/// application went, a consultation took place, the report went, it was decided).
fn done(case: &Case, step: Step) -> Option<Date> {
    day_of(&case.timing.done, step).or_else(|| match step {
        Step::Doctor => case.telling.told_on.or(case.letter.asked_on),
        Step::Letter => letter_came(case),
        Step::Slides => in_hand(case, &[Kind::Slides, Kind::Images]),
        Step::Application => standing(case).map(|application| application.sent_on).min(),
        Step::Visit => case.applications.iter().filter_map(|application| application.held_on).min(),
        Step::Report => case.deciding.reports.last().map(|report| report.sent_on),
        Step::Decision => case.deciding.decided().map(|decision| decision.on),
    })
}

/// The day on which the letter came, as the letter's page or the list of records says.
pub fn letter_came(case: &Case) -> Option<Date> {
    case.letter.received_on.or_else(|| in_hand(case, &[Kind::Letter]))
}

/// The applications that were neither declined nor withdrawn: after those, one must apply anew.
fn standing(case: &Case) -> impl Iterator<Item = &Application> {
    let over = |state: State| matches!(state, State::Declined | State::Withdrawn);
    case.applications.iter().filter(move |application| !over(application.state))
}

/// The day on which the last record of these kinds came; none while one of them is missing, or when none is on the list.
fn in_hand(case: &Case, kinds: &[Kind]) -> Option<Date> {
    let needed = case.records.iter().filter(|item| kinds.contains(&item.kind) && item.stage() != Stage::NotNeeded);
    let came = needed.map(|item| item.steps.iter().find(|(stage, _)| *stage == Stage::Received).map(|(_, day)| *day));
    let days: Option<Vec<Date>> = came.collect();
    days?.into_iter().max()
}

fn day_of(days: &[(Step, Date)], step: Step) -> Option<Date> {
    days.iter().find(|(of, _)| *of == step).map(|(_, day)| *day)
}

fn late(by: Date, fixed: Option<Date>, today: Date) -> Option<u32> {
    let happens = fixed.map_or(today, |fixed| fixed.max(today));
    let days = happens.duration_since(by).as_hours() / 24;
    u32::try_from(days).ok().filter(|days| *days > 0)
}
