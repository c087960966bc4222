//! How sure and how worried the patient is, before the second opinion, after it, and weeks later.
//!
//! What was answered is kept, and scored anew each time. Nothing is decided by a score: it only says that someone should talk with the patient.

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::instrument::{Answered, Band, Gad7Score, Instrument, Score, SureScore};

/// Questionnaires that were answered, of one case.
pub const EASED: usize = 60;

/// When it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Before the second opinion.
    Before,
    /// After it, around the decision.
    After,
    /// Weeks later.
    Later,
}

impl When {
    /// All of them, first to last.
    pub const ALL: [When; 3] = [When::Before, When::After, When::Later];

    /// The word in a form.
    pub fn word(self) -> &'static str {
        match self {
            When::Before => "before",
            When::After => "after",
            When::Later => "later",
        }
    }

    /// The time of a word.
    pub fn from_word(word: &str) -> Option<When> {
        When::ALL.into_iter().find(|when| when.word() == word)
    }
}

/// A questionnaire that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eased {
    /// When it was asked.
    pub when: When,
    /// What was answered.
    pub answered: Answered,
}

/// The last answer to a questionnaire at a time.
pub fn last_of(case: &Case, when: When, instrument: Instrument) -> Option<&Answered> {
    let of_it = |eased: &&Eased| eased.when == when && eased.answered.instrument == instrument;
    case.ease.iter().rev().find(of_it).map(|eased| &eased.answered)
}

/// How sure the patient was at a time.
pub fn sure_at(case: &Case, when: When) -> Option<SureScore> {
    match last_of(case, when, Instrument::Sure)?.score() {
        Ok(Score::Sure(score)) => Some(score),
        _ => None,
    }
}

/// How sure the patient was before the second opinion and after it.
pub fn sure_pair(case: &Case) -> (Option<SureScore>, Option<SureScore>) {
    (sure_at(case, When::Before), sure_at(case, When::After))
}

/// Whether the whole GAD-7 is asked after this GAD-2.
pub fn goes_on_to_gad7(gad2: &Answered) -> bool {
    matches!(gad2.score(), Ok(Score::Gad2(score)) if score.go_on)
}

/// The highest GAD-7 of the case, whenever it was.
pub fn highest_worry(case: &Case) -> Option<Gad7Score> {
    let scores = case.ease.iter().filter_map(|eased| match eased.answered.score() {
        Ok(Score::Gad7(score)) => Some(score),
        _ => None,
    });
    scores.max_by_key(|score| score.total)
}

/// Whether the patient is very worried as far as is known now: the last of all GAD answers is a GAD-7 of 10 or more (the cut point at which its authors
/// advise to look further), or a GAD-2 after which the GAD-7 was not answered yet.
pub fn worry_is_high(case: &Case) -> bool {
    let gad = case.ease.iter().rev().filter(|eased| eased.answered.instrument != Instrument::Sure);
    match gad.map(|eased| eased.answered.score()).next() {
        Some(Ok(Score::Gad7(score))) => score.band >= Band::Moderate,
        Some(Ok(Score::Gad2(score))) => score.go_on,
        _ => false,
    }
}
