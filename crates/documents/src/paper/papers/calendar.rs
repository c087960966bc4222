//! The calendar on paper: what to do by which day, and how many days each step is given.

use casework::calendar::{Basis, Calendar, Goal, Planned};
use casework::timing::Step;
use jiff::civil::Date;
use language::Text;

use super::given::Given;
use super::words;
use super::writing::Writing;
use crate::paper::sheet::Sheet;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let t = given.text;
    let calendar = given.calendar();
    let mut page = Writing::part(given, t.door_step_calendar());
    page.words(t.paper_calendar_lead());
    page.words(goal(given, &calendar));
    if calendar.is_late() {
        page.words(t.calendar_tight());
    }
    let head = [t.paper_calendar_step(), t.paper_calendar_by(), t.paper_calendar_fixed(), t.paper_calendar_done()];
    page.table(head, calendar.steps.iter().map(|planned| row(given, planned)).collect());
    let assumed = assumed(t, &calendar);
    // Without a goal nothing was counted, so nothing was assumed.
    if calendar.goal.is_some() && !assumed.is_empty() {
        page.heading(t.paper_calendar_days());
        page.words(t.paper_calendar_days_about());
        page.list(assumed);
    }
    page.done()
}

fn goal(given: &Given<'_>, calendar: &Calendar) -> String {
    let t = given.text;
    match calendar.goal {
        None => t.calendar_no_date(),
        Some(goal) if calendar.goal_past => t.calendar_past(words::day(t, goal.date())),
        Some(Goal::DecideBy(date)) => t.calendar_from(words::day(t, date)),
        Some(Goal::LatestSafe(date)) => {
            t.calendar_from_latest(words::day(t, date), given.case.timing.latest_safe_by.as_str())
        }
    }
}

fn row(given: &Given<'_>, planned: &Planned) -> [String; 4] {
    let t = given.text;
    let day = |date: Option<Date>| date.map(|date| words::day(t, date)).unwrap_or_default();
    let late = match (planned.late_days, planned.fixed) {
        (Some(_), Some(fixed)) if fixed >= given.today => Some(t.calendar_late_fixed()),
        (Some(days), _) => Some(t.calendar_late(days)),
        (None, _) => None,
    };
    let by = [Some(day(planned.by)), late].into_iter().flatten().filter(|line| !line.is_empty());
    let by = by.collect::<Vec<_>>().join("\n");
    [words::step(t, planned.step), by, day(planned.fixed), day(planned.done)]
}

/// The spans between the steps: our own assumptions with their reasons, and what the desk says.
fn assumed(t: Text, calendar: &Calendar) -> Vec<String> {
    let spans = calendar.steps.iter().filter_map(|planned| Some((planned.step, planned.span.as_ref()?)));
    let says = spans.map(|(step, span)| {
        let why = match &span.basis {
            Basis::Assumed => reason(t, step),
            Basis::Desk(source) => t.paper_calendar_by_desk(words::desk::printed_source(t, source)),
        };
        t.paper_calendar_day(words::step(t, step), span.days, why)
    });
    says.collect()
}

fn reason(t: Text, step: Step) -> String {
    match step {
        Step::Doctor => t.desk_assumed_doctor(),
        Step::Letter | Step::Slides => t.desk_assumed_papers(),
        Step::Application => t.desk_assumed_application(),
        Step::Visit => t.desk_assumed_visit(),
        Step::Report | Step::Decision => t.desk_assumed_report(),
    }
}
