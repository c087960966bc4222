//! Where a case is stuck, for whoever helps with it.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::application::{Application, State};
use crate::authority::{Actor, Deed, may};
use crate::calendar::{Waits, count_back};
use crate::case::Case;
use crate::decision::FollowUp;
use crate::ease::worry_is_high;
use crate::id::{ApplicationId, WorryId};
use crate::moment::Moment;
use crate::people::Part;
use crate::timing::Step;

/// How many days before a date it is near. Our own choice: two visits to a document desk fit into it.
const NEAR_DAYS: i32 = 14;
/// How many days without a letter or an answer are long. Our own choice.
const LONG_DAYS: i32 = 14;
/// How many days an open worry, or a desk, may stay unanswered. Our own choice.
const SILENT_DAYS: i32 = 7;

/// Something that keeps a case from going on, or a person who should be rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// The patient asked to be rung.
    RingMe,
    /// The patient is very worried, by the last answers about it.
    WorryHigh,
    /// The latest safe date, or the day to decide by, is near (or past), and nothing is decided.
    DateNear(Date),
    /// A desk asked for something and waits for it.
    ItemAsked(ApplicationId),
    /// Dates are offered and none is taken.
    OffersWait(ApplicationId),
    /// Every desk that was asked declined, or was withdrawn from, and nobody else is asked.
    NobodyAsked,
    /// A desk has not answered for a week.
    DeskSilent(ApplicationId),
    /// The agreed day passed a week ago, and nobody said whether the consultation took place.
    NotHeld(ApplicationId),
    /// The consultation took place a week ago, and no opinion has come.
    OpinionLate(ApplicationId),
    /// The letter was promised for a day that has passed.
    LetterLate(Date),
    /// No letter was asked for, or none came in two weeks.
    NoLetter,
    /// A step of the calendar is late, by so many days.
    StepLate(Step, u32),
    /// A worry that nobody has answered for a week.
    WorryOpen(WorryId),
    /// It is decided and the first doctor has no report.
    NoReport,
}

impl Stuck {
    /// The order in which it presses, 0 first.
    pub fn presses(&self) -> u8 {
        match self {
            Stuck::RingMe => 0,
            Stuck::WorryHigh => 1,
            Stuck::DateNear(_) => 2,
            Stuck::ItemAsked(_) => 3,
            Stuck::OffersWait(_) => 4,
            Stuck::NobodyAsked => 5,
            Stuck::DeskSilent(_) => 6,
            Stuck::NotHeld(_) => 7,
            Stuck::OpinionLate(_) => 8,
            Stuck::LetterLate(_) => 9,
            Stuck::NoLetter => 10,
            Stuck::StepLate(..) => 11,
            Stuck::WorryOpen(_) => 12,
            Stuck::NoReport => 13,
        }
    }
}

/// Where the case is stuck, most pressing first, over what this actor may see: a part that is not shown to them says nothing here, not even
/// that nothing stands in it.
pub fn stuck(case: &Case, actor: Actor, today: Date) -> Vec<Stuck> {
    let sees = |part: Part| may(case, actor, Deed::Read(part), today);
    let mut out = Vec::new();
    if sees(Part::Decision) {
        out.extend(after_deciding(case));
    }
    if sees(Part::Ease) && worry_is_high(case) {
        out.push(Stuck::WorryHigh);
    }
    // Whoever does not see the decision does not know whether the date still matters.
    let undecided = case.deciding.decided().is_none();
    if sees(Part::Time) && sees(Part::Opinion) && undecided {
        out.extend(dates(case, today));
    }
    if sees(Part::Application) && undecided {
        out.extend(applications(case, today));
    }
    if sees(Part::Letter) && case.applications.is_empty() && undecided {
        out.extend(letter(case, today));
    }
    if sees(Part::Worries) {
        let waits = |worry: &&crate::worry::Worry| {
            worry.closed.is_none() && worry.answers.is_empty() && passed(worry.since, SILENT_DAYS, today)
        };
        out.extend(case.worries.iter().filter(waits).map(|worry| Stuck::WorryOpen(worry.id)));
    }
    out.sort_by_key(Stuck::presses);
    out
}

fn after_deciding(case: &Case) -> Vec<Stuck> {
    let mut out = Vec::new();
    if case.deciding.follow_ups.iter().any(FollowUp::waits_for_a_ring) {
        out.push(Stuck::RingMe);
    }
    if case.deciding.report_due() {
        out.push(Stuck::NoReport);
    }
    out
}

fn dates(case: &Case, today: Date) -> Vec<Stuck> {
    let calendar = count_back(case, today, &Waits::assumed());
    let near = calendar.goal.map(|goal| goal.date()).filter(|goal| *goal <= today.saturating_add(NEAR_DAYS.days()));
    let late = calendar.steps.iter().filter_map(|step| Some(Stuck::StepLate(step.step, step.late_days?)));
    near.map(Stuck::DateNear).into_iter().chain(late).collect()
}

fn applications(case: &Case, today: Date) -> Vec<Stuck> {
    let last = |application: &Application| application.turns.last().map_or(application.sent, |turned| turned.at);
    let over = |day: Date| day.saturating_add(SILENT_DAYS.days()) <= today;
    let mut out: Vec<Stuck> = case
        .applications
        .iter()
        .filter_map(|application| match application.state {
            State::ItemAsked => Some(Stuck::ItemAsked(application.id)),
            State::Offered => Some(Stuck::OffersWait(application.id)),
            State::Sent | State::Accepted if passed(last(application), SILENT_DAYS, today) => {
                Some(Stuck::DeskSilent(application.id))
            }
            State::Booked if application.booked.as_ref().is_some_and(|booked| over(booked.at.date())) => {
                Some(Stuck::NotHeld(application.id))
            }
            State::Held if application.held_on.is_some_and(over) => Some(Stuck::OpinionLate(application.id)),
            _ => None,
        })
        .collect();
    let ended = |application: &Application| !application.is_open_to_desk();
    if !case.applications.is_empty() && case.applications.iter().all(ended) && case.seconds.is_empty() {
        out.push(Stuck::NobodyAsked);
    }
    out
}

/// The letter that was promised and did not come, or that nobody asked for. Once an application has gone it is no longer what holds up.
fn letter(case: &Case, today: Date) -> Option<Stuck> {
    let letter = &case.letter;
    let signed = letter.form.as_ref().is_some_and(|form| form.signed.is_some());
    if letter.received_on.is_some() || signed {
        return None;
    }
    if let Some(promised) = letter.promised_for {
        return (promised < today).then_some(Stuck::LetterLate(promised));
    }
    let since = letter.asked_on.unwrap_or(case.begun_on);
    (since.saturating_add(LONG_DAYS.days()) <= today).then_some(Stuck::NoLetter)
}

/// Whether so many days have passed since, a day more or less: where the patient lives is not known here.
fn passed(since: Moment, days: i32, today: Date) -> bool {
    since.utc_day().saturating_add(days.days()) <= today
}
