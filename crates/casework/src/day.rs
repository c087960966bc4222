//! The day of the consultation: questions that fit the minutes, who comes, what is sent ahead.

use serde::{Deserialize, Serialize};

use crate::id::{ApplicationId, PersonId, QuestionId, WorryId};
use crate::moment::Moment;

/// Questions of one case.
pub const QUESTIONS: usize = 40;
/// The most minutes that are kept for one question.
pub const QUESTION_MINUTES: u8 = 60;
/// People who come along on one day.
pub const COMING: usize = 10;

/// One question, the patient's or the family's; their order is the order of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name within the case.
    pub id: QuestionId,
    /// Whose it is.
    pub of: PersonId,
    /// In own words.
    pub words: String,
    /// So many minutes are kept for it.
    pub minutes: u8,
    /// The worry it came from.
    pub worry: Option<WorryId>,
    /// What was answered on the day.
    pub answer: String,
}

/// Someone who comes along, in the room or from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// Someone of the case, when they are one.
    pub person: Option<PersonId>,
    /// The name.
    pub name: String,
    /// How they are related, as the desk's rule asks.
    pub relation: Option<crate::people::Relation>,
    /// Where they join from when it is online ("Yamagata", "at home"); empty in the room.
    pub from: String,
}

/// The day of one application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Of which application.
    pub application: ApplicationId,
    /// Who comes; the patient is said too, because a patient cannot always come.
    pub patient_comes: bool,
    /// Who comes with them, or for them.
    pub coming: Vec<Coming>,
    /// When the questions were sent ahead: the desk and the doctor see them from then on.
    pub sent_ahead: Option<Moment>,
}

/// Which questions fit the minutes, in the order of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// There is time for these.
    pub fits: Vec<QuestionId>,
    /// For these there is not: to be handed in on paper, made shorter, or put further up.
    pub left: Vec<QuestionId>,
    /// So many minutes are kept free for the doctor's own words.
    pub kept_for_doctor: u16,
}

/// One part in three is kept for the doctor's own words. Our own assumption; no source says how the time of a consultation is shared, and the page
/// says that it is ours.
const KEPT_FOR_DOCTOR: u16 = 3;

/// Which questions fit a consultation of so many minutes.
///
/// From the first question that does not fit on, all are left: a shorter one further down is not put before it, because the order says what matters
/// more, and that is the patient's to change.
pub fn fit(questions: &[Question], minutes: u16) -> Fit {
    let kept_for_doctor = minutes.div_ceil(KEPT_FOR_DOCTOR);
    let room = minutes.saturating_sub(kept_for_doctor);
    let mut until = 0_u16;
    let fitting = questions.iter().take_while(|question| {
        until = until.saturating_add(u16::from(question.minutes));
        until <= room
    });
    let fits: Vec<QuestionId> = fitting.map(|question| question.id).collect();
    let left = questions.iter().skip(fits.len()).map(|question| question.id).collect();
    Fit { fits, left, kept_for_doctor }
}

/// How many minutes all these questions take together.
pub fn minutes_of(questions: &[Question]) -> u16 {
    questions.iter().map(|question| u16::from(question.minutes)).fold(0, u16::saturating_add)
}
