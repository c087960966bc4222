//! Short published questionnaires: how sure a person is of a choice (SURE), and how anxious they have been (GAD-2, then GAD-7).
//!
//! The scoring is code; the texts belong to others and stand in `data/instruments`, each folder with its own terms. A score is a reason to talk to someone and
//! never more than that. Architecture invariant: no score comes without `PersonToTurnTo`; nothing is scored while an item is unanswered; nothing here names an
//! illness or a treatment.

mod score;
mod text;

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

pub use score::{Band, Gad2Score, Gad7Score, PersonToTurnTo, Score, SureScore, gad2, gad7, sure};
pub use text::{AnswerText, Language, Read, Text, Translation, text};

/// A questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instrument {
    /// Four questions about a choice.
    Sure,
    /// The first two questions of the GAD-7.
    Gad2,
    /// Seven questions about the last two weeks.
    Gad7,
}

impl Instrument {
    /// All of them.
    pub const ALL: [Instrument; 3] = [Instrument::Sure, Instrument::Gad2, Instrument::Gad7];

    /// How many items it has.
    pub fn items(self) -> usize {
        match self {
            Instrument::Sure => 4,
            Instrument::Gad2 => 2,
            Instrument::Gad7 => 7,
        }
    }

    /// The highest value of an answer; the lowest is 0.
    pub fn highest(self) -> u8 {
        match self {
            Instrument::Sure => 1,
            Instrument::Gad2 | Instrument::Gad7 => 3,
        }
    }
}

/// Why there is no score. Items are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unscored {
    /// These items are not answered yet. A part is never scored and never counted up to the whole.
    Unanswered(Vec<usize>),
    /// These items hold a value that is no answer.
    NotAnAnswer(Vec<usize>),
    /// There are more answers than items.
    TooMany(usize),
}

/// Every item's answer, or what keeps them from being scored. Answers that are not there count as unanswered.
pub fn checked(instrument: Instrument, answers: &[Option<u8>]) -> Result<Vec<u8>, Unscored> {
    let items = instrument.items();
    if answers.len() > items {
        return Err(Unscored::TooMany(answers.len()));
    }
    let wrong =
        answers.iter().enumerate().filter(|(_, answer)| answer.is_some_and(|value| value > instrument.highest()));
    let wrong: Vec<usize> = wrong.map(|(item, _)| item).collect();
    if !wrong.is_empty() {
        return Err(Unscored::NotAnAnswer(wrong));
    }
    let missing: Vec<usize> = (0..items).filter(|item| answers.get(*item).copied().flatten().is_none()).collect();
    if !missing.is_empty() {
        return Err(Unscored::Unanswered(missing));
    }
    Ok(answers.iter().copied().flatten().collect())
}

/// Which text the person had before them: a score from a reading aid is not one from a validated version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The language.
    pub language: Language,
    /// The version of the text.
    pub version: String,
    /// What the text was then.
    pub translation: Translation,
}

/// A questionnaire that a person has answered whole, as a case keeps it. The score is worked out anew each time, never kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Which one.
    pub instrument: Instrument,
    /// When.
    pub at: Moment,
    /// The value of each item's answer, in the order of the text.
    pub answers: Vec<u8>,
    /// Which text was shown.
    pub shown: Shown,
}

impl Answered {
    /// The answers to the text that is shown today, when they are whole.
    pub fn new(
        instrument: Instrument,
        language: Language,
        at: Moment,
        answers: &[Option<u8>],
    ) -> Result<Answered, Unscored> {
        let answers = checked(instrument, answers)?;
        let text = text(instrument, language);
        let shown = Shown { language, version: text.version.clone(), translation: text.translation };
        Ok(Answered { instrument, at, answers, shown })
    }

    /// The score. What was kept is checked again when it is read back.
    pub fn score(&self) -> Result<Score, Unscored> {
        let answers: Vec<Option<u8>> = self.answers.iter().copied().map(Some).collect();
        match self.instrument {
            Instrument::Sure => sure(&answers).map(Score::Sure),
            Instrument::Gad2 => gad2(&answers).map(Score::Gad2),
            Instrument::Gad7 => gad7(&answers).map(Score::Gad7),
        }
    }
}
