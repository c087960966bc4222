//! The frame of every page of a case: which steps there are, which are done, and where one stands.

use casework::application::State;
use casework::records::Stage as Reached;
use casework::service::View;
use casework::{Case, Deed, Part, may};
use jiff::civil::Date;
use language::Text;

use crate::case::open::Open;
use crate::visitor::Visitor;

/// A page of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Opinion,
    Worries,
    Time,
    Calendar,
    Wish,
    Choose,
    Cost,
    Tell,
    Request,
    Letter,
    Records,
    Applications,
    Day,
    Second,
    Compare,
    Ease,
    Decide,
    Report,
    After,
}

/// A stage of the journey, of several steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Understand,
    Choose,
    Ask,
    Heard,
    Decide,
}

impl Stage {
    pub(crate) const ALL: [Stage; 5] = [Stage::Understand, Stage::Choose, Stage::Ask, Stage::Heard, Stage::Decide];

    pub(crate) fn name(self, t: Text) -> String {
        match self {
            Stage::Understand => t.door_stage_understand(),
            Stage::Choose => t.door_stage_choose(),
            Stage::Ask => t.door_stage_ask(),
            Stage::Heard => t.door_stage_heard(),
            Stage::Decide => t.door_stage_decide(),
        }
    }
}

impl Step {
    pub(crate) const ALL: [Step; 19] = [
        Step::Opinion,
        Step::Worries,
        Step::Time,
        Step::Calendar,
        Step::Wish,
        Step::Choose,
        Step::Cost,
        Step::Tell,
        Step::Request,
        Step::Letter,
        Step::Records,
        Step::Applications,
        Step::Day,
        Step::Second,
        Step::Compare,
        Step::Ease,
        Step::Decide,
        Step::Report,
        Step::After,
    ];

    pub(crate) fn stage(self) -> Stage {
        match self {
            Step::Opinion | Step::Worries | Step::Time | Step::Calendar => Stage::Understand,
            Step::Wish | Step::Choose | Step::Cost => Stage::Choose,
            Step::Tell | Step::Request | Step::Letter | Step::Records => Stage::Ask,
            Step::Applications | Step::Day | Step::Second => Stage::Heard,
            Step::Compare | Step::Ease | Step::Decide | Step::Report | Step::After => Stage::Decide,
        }
    }

    pub(crate) fn path(self) -> &'static str {
        match self {
            Step::Opinion => "/case/opinion",
            Step::Worries => "/case/worries",
            Step::Time => "/case/time",
            Step::Calendar => "/case/calendar",
            Step::Wish => "/case/wish",
            Step::Choose => "/case/choose",
            Step::Cost => "/case/cost",
            Step::Tell => "/case/tell",
            Step::Request => "/case/request",
            Step::Letter => "/case/letter",
            Step::Records => "/case/records",
            Step::Applications => "/case/applications",
            Step::Day => "/case/day",
            Step::Second => "/case/second",
            Step::Compare => "/case/compare",
            Step::Ease => "/case/ease",
            Step::Decide => "/case/decide",
            Step::Report => "/case/report",
            Step::After => "/case/after",
        }
    }

    pub(crate) fn part(self) -> Part {
        match self {
            Step::Opinion => Part::Opinion,
            Step::Worries => Part::Worries,
            Step::Time | Step::Calendar => Part::Time,
            Step::Wish | Step::Choose | Step::Cost => Part::Choice,
            Step::Tell | Step::Request => Part::Telling,
            Step::Letter => Part::Letter,
            Step::Records => Part::Records,
            Step::Applications => Part::Application,
            Step::Day => Part::Day,
            Step::Second => Part::Second,
            Step::Compare | Step::Decide | Step::Report | Step::After => Part::Decision,
            Step::Ease => Part::Ease,
        }
    }

    pub(crate) fn name(self, t: Text) -> String {
        match self {
            Step::Opinion => t.door_step_opinion(),
            Step::Worries => t.door_step_worries(),
            Step::Time => t.door_step_time(),
            Step::Calendar => t.door_step_calendar(),
            Step::Wish => t.door_step_wish(),
            Step::Choose => t.door_step_choose(),
            Step::Cost => t.door_step_cost(),
            Step::Tell => t.door_step_tell(),
            Step::Request => t.door_step_request(),
            Step::Letter => t.door_step_letter(),
            Step::Records => t.door_step_records(),
            Step::Applications => t.door_step_applications(),
            Step::Day => t.door_step_day(),
            Step::Second => t.door_step_second(),
            Step::Compare => t.door_step_compare(),
            Step::Ease => t.door_step_ease(),
            Step::Decide => t.door_step_decide(),
            Step::Report => t.door_step_report(),
            Step::After => t.door_step_after(),
        }
    }

    /// The step after this one.
    pub(crate) fn next(self) -> Option<Step> {
        let place = Step::ALL.iter().position(|step| *step == self)?;
        Step::ALL.get(place + 1).copied()
    }

    /// How far it is; none for a page that only shows what follows from others.
    pub(crate) fn progress(self, case: &Case, today: Date) -> Option<Progress> {
        let (begun, done) = match self {
            Step::Opinion => {
                let told = !case.opinion.condition_words.is_empty() || case.opinion.condition.is_some();
                (told, told)
            }
            Step::Worries => {
                let any = !case.worries.is_empty();
                (any, any && case.worries.iter().all(|worry| worry.closed.is_some()))
            }
            Step::Time => {
                let (read, said) = (case.timing.signs_read.is_some(), case.timing.treatment.is_some());
                (read || said, said && !case.timing.signs_stale(today))
            }
            Step::Wish => (case.choice.wish.is_some(), case.choice.wish.is_some()),
            Step::Choose => (!case.choice.chosen.is_empty(), !case.choice.chosen.is_empty()),
            Step::Tell => (case.telling.feeling.is_some(), case.telling.told_on.is_some()),
            Step::Letter => {
                let letter = &case.letter;
                let signed = letter.form.as_ref().is_some_and(|form| form.signed.is_some());
                (letter.asked_on.is_some() || letter.form.is_some(), letter.received_on.is_some() || signed)
            }
            Step::Records => {
                let there =
                    |stage| matches!(stage, Reached::Received | Reached::Sent | Reached::Returned | Reached::NotNeeded);
                let any = !case.records.is_empty();
                (any, any && case.records.iter().all(|item| there(item.stage())))
            }
            Step::Calendar | Step::Cost | Step::Request => return None,
            later => later.progress_later(case)?,
        };
        Some(if done {
            Progress::Done
        } else if begun {
            Progress::Begun
        } else {
            Progress::ToDo
        })
    }

    /// The same for what follows the letter; a step is to be done only when what it follows from is there.
    fn progress_later(self, case: &Case) -> Option<(bool, bool)> {
        let given = case.seconds.iter().any(|second| second.given.is_some());
        let booked = |state| matches!(state, State::Booked | State::Held | State::Given);
        let agreed = case.applications.iter().any(|application| booked(application.state));
        let decided = !case.deciding.decisions.is_empty();
        match self {
            Step::Applications => {
                let live = case.applications.iter().any(|application| !application.state.is_end());
                (!case.choice.chosen.is_empty() || live).then_some((live, agreed))
            }
            Step::Day => {
                let ready = !case.questions.is_empty() && !case.days.is_empty();
                agreed.then_some((!case.questions.is_empty(), ready || given))
            }
            Step::Second => (agreed || given).then_some((false, given)),
            Step::Compare => given.then_some({
                let compared = !case.weighing.compared.is_empty();
                (compared || !case.weighing.matters.is_empty(), compared && !case.weighing.matters.is_empty())
            }),
            Step::Decide => given.then_some((false, decided)),
            Step::Report => decided.then_some({
                let reported = case.deciding.reports.last();
                (reported.is_some(), reported.is_some_and(|report| report.received.is_some()))
            }),
            _ => None,
        }
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    ToDo,
    Begun,
    Done,
}

/// One step in the navigation.
#[derive(Clone)]
pub(crate) struct Stop {
    pub(crate) step: Step,
    pub(crate) href: &'static str,
    pub(crate) name: String,
    /// How far it is, in words; empty where nothing is to be done.
    pub(crate) progress: String,
    pub(crate) done: bool,
    pub(crate) here: bool,
}

/// One stage in the navigation: its name and its steps.
pub(crate) struct Staged {
    pub(crate) name: String,
    pub(crate) stops: Vec<Stop>,
}

/// What `case/frame.html` shows around a page of a case.
pub(crate) struct CaseFrame {
    csrf: String,
    version: i64,
    /// Made up for trying out.
    pub(crate) made_up: bool,
    /// Something was just saved.
    pub(crate) saved: bool,
    /// The steps this person may see.
    pub(crate) stops: Vec<Stop>,
    /// The same by stage.
    pub(crate) stages: Vec<Staged>,
    /// "Step 2 of 8: Is there time?", or where else one stands.
    pub(crate) here: String,
}

impl CaseFrame {
    /// The frame of a step's page, or with `None` of another page of the case.
    pub(crate) fn new(visitor: &Visitor, open: &Open, view: &View, here: Option<Step>) -> CaseFrame {
        let t = visitor.language.text();
        let readable = |part| may(&view.case, view.caller.actor, Deed::Read(part), view.today);
        let stops: Vec<Stop> = Step::ALL
            .into_iter()
            .filter(|step| readable(step.part()))
            .map(|step| stop(t, view, step, here == Some(step)))
            .collect();
        let place = stops.iter().position(|stop| stop.here);
        let here = match place.and_then(|place| Some((place + 1, stops.get(place)?))) {
            Some((number, stop)) => t.door_here(number.to_string(), stops.len().to_string(), stop.name.as_str()),
            None => t.door_steps(),
        };
        CaseFrame {
            csrf: open.csrf.clone(),
            version: view.version.0,
            made_up: view.case.made_up,
            saved: visitor.query.split('&').any(|pair| pair == "saved=yes"),
            stages: staged(t, &stops),
            stops,
            here,
        }
    }

    /// For a page that stands by itself, such as the doctor's form.
    pub(crate) fn alone(mut self) -> CaseFrame {
        self.stops.clear();
        self.stages.clear();
        self
    }

    /// The hidden fields of every form of a case. Both hold digits and letters of ours only, so they are written as they are.
    pub(crate) fn hidden(&self) -> String {
        format!(
            "<input type=\"hidden\" name=\"csrf\" value=\"{}\"><input type=\"hidden\" name=\"version\" value=\"{}\">",
            self.csrf, self.version
        )
    }
}

fn staged(t: Text, stops: &[Stop]) -> Vec<Staged> {
    let of = |stage: Stage| stops.iter().filter(|stop| stop.step.stage() == stage).cloned().collect();
    let staged = Stage::ALL.into_iter().map(|stage| Staged { name: stage.name(t), stops: of(stage) });
    staged.filter(|staged| !staged.stops.is_empty()).collect()
}

fn stop(t: Text, view: &View, step: Step, here: bool) -> Stop {
    let progress = step.progress(&view.case, view.today);
    let words = match progress {
        Some(Progress::Done) => t.door_done(),
        Some(Progress::Begun) => t.door_begun(),
        Some(Progress::ToDo) => t.door_to_do(),
        None => String::new(),
    };
    let done = progress == Some(Progress::Done);
    Stop { step, href: step.path(), name: step.name(t), progress: words, done, here }
}
