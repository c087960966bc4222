//! The decision, the report back to the first doctor, and the question weeks later.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::id::{OpinionId, PersonId};
use crate::moment::Moment;

/// Decisions of one case, changed ones too.
pub const DECISIONS: usize = 20;
/// Reports back of one case.
pub const REPORTS: usize = 20;
/// Answers weeks later, of one case.
pub const FOLLOW_UPS: usize = 20;
/// Names of who took part in one decision.
pub const TOOK_PART: usize = 20;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chooses {
    /// What the first doctor proposed.
    First,
    /// What this second opinion proposed, with the first doctor.
    Second(OpinionId),
    /// What this second opinion proposed, and to be treated there.
    SecondThere(OpinionId),
    /// Something else that came of both.
    Another,
    /// No treatment for now.
    NoTreatment,
    /// To decide later.
    Later,
}

/// A decision. One that was changed stays, followed by the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub chooses: Chooses,
    /// In own words: what will be done, and why.
    pub words: String,
    /// Who took part, by name.
    pub with: Vec<String>,
    /// The day.
    pub on: Date,
    /// Who put it down.
    pub by: PersonId,
    /// When it was put down.
    pub at: Moment,
}

/// How the first doctor is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carried {
    /// By the patient, at the next visit, on paper.
    ByHand,
    /// By post.
    Post,
    /// The second doctor's own report went directly.
    SecondDoctor,
    /// By a code with which the first doctor opens it here.
    Code,
}

/// A report back to the first doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Its place among the reports; a receipt names it, so that nobody receives a report that was not shown.
    #[serde(default)]
    pub place: u32,
    /// The decision it reports: its place. A later decision needs a report of its own.
    pub decision: u32,
    /// How.
    pub carried: Carried,
    /// When it went.
    pub sent_on: Date,
    /// Words to the doctor.
    pub words: String,
    /// The receipt.
    pub received: Option<Receipt>,
}

/// That the first doctor has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The name of who received it.
    pub who: String,
    /// When.
    pub on: Date,
    /// By the doctor's own hand here, or as the patient was told.
    pub by: PersonId,
    /// What the doctor answered.
    pub words: String,
}

/// An answer on a scale of five, from not at all to very.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OutOfFive(pub u8);

/// The answer weeks later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// When.
    pub at: Moment,
    /// How satisfied with having asked a second doctor, 1 to 5.
    pub satisfied: Option<OutOfFive>,
    /// How much at ease with the decision, 1 to 5.
    pub at_ease: Option<OutOfFive>,
    /// In own words.
    pub words: String,
    /// Wants to be rung by a counsellor.
    pub ring_me: bool,
    /// The desk may count the answer in its own numbers; without this it never learns of it.
    #[serde(default)]
    pub for_desk: bool,
    /// Who rang.
    #[serde(default)]
    pub rung: Option<Rung>,
}

/// That a wish to be rung was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// The name of who rang.
    pub who: String,
    /// When.
    pub on: Date,
}

impl FollowUp {
    /// How satisfied, as far as the desk may count it.
    pub fn counted(&self) -> Option<OutOfFive> {
        self.satisfied.filter(|_| self.for_desk)
    }

    /// Whether someone waits to be rung.
    pub fn waits_for_a_ring(&self) -> bool {
        self.ring_me && self.rung.is_none()
    }
}

/// How long after the decision one is asked, in days. Our own choice: four weeks; no source sets it.
pub const FOLLOW_UP_DAYS: i32 = 28;

/// Everything about deciding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deciding {
    /// Decisions, oldest first; the last one holds.
    pub decisions: Vec<Decision>,
    /// Reports back, oldest first.
    pub reports: Vec<Report>,
    /// Answers weeks later.
    pub follow_ups: Vec<FollowUp>,
}

impl Deciding {
    /// The decision that holds. "To decide later" is put down as a decision, and is none.
    pub fn decided(&self) -> Option<&Decision> {
        self.decisions.last().filter(|last| last.chooses != Chooses::Later)
    }

    /// Whether the first doctor is yet to be told of the decision that holds; one that was changed must be told anew.
    pub fn report_due(&self) -> bool {
        self.decided().is_some() && !self.reports.iter().any(|report| self.is_of_last(report))
    }

    /// The place of the last report, which is the one that is shown and received.
    pub fn last_report(&self) -> Option<u32> {
        self.reports.last().map(|report| report.place)
    }

    /// Whether a report is of the last decision.
    pub fn is_of_last(&self, report: &Report) -> bool {
        self.place_of_last() == Some(report.decision)
    }

    /// The place of the last decision.
    pub(crate) fn place_of_last(&self) -> Option<u32> {
        self.decisions.len().checked_sub(1).and_then(|place| u32::try_from(place).ok())
    }
}

/// Since when the question of weeks later waits for an answer; none while it is too early, or when it was answered.
pub fn follow_up_due(case: &Case, today: Date) -> Option<Date> {
    let due = case.deciding.decided()?.on.checked_add(FOLLOW_UP_DAYS.days()).ok()?;
    // A moment's day differs by at most one from the day where the patient lives; the day before it is near enough for an answer of weeks later.
    let answered = |follow_up: &FollowUp| follow_up.at.utc_day().saturating_add(1.days()) >= due;
    (today >= due && !case.deciding.follow_ups.iter().any(answered)).then_some(due)
}
