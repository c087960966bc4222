//! How sure and how worried the patient is.

use super::Doing;
use crate::case::Case;
use crate::case::check::room;
use crate::ease::{EASED, Eased, When};
use crate::instrument::{Answered, Instrument, Language, Unscored};
use crate::refusal::{Refusal, Trouble, Wrong};

/// The answers of a questionnaire, as a form names them.
const ITEMS: [&str; 7] = ["answer_1", "answer_2", "answer_3", "answer_4", "answer_5", "answer_6", "answer_7"];

impl Case {
    /// Keeps a questionnaire that was answered whole. One that is answered again stands after the first: the last one counts.
    pub(super) fn answer_ease(
        &mut self,
        doing: Doing,
        when: When,
        (instrument, language): (Instrument, Language),
        answers: &[Option<u8>],
    ) -> Result<(), Refusal> {
        let answered = Answered::new(instrument, language, doing.now, answers).map_err(troubled)?;
        room(self.ease.len(), EASED)?;
        self.ease.push(Eased { when, answered });
        Ok(())
    }
}

fn troubled(unscored: Unscored) -> Refusal {
    let (items, wrong) = match unscored {
        Unscored::Unanswered(items) => (items, Wrong::Missing),
        Unscored::NotAnAnswer(items) => (items, Wrong::NotAChoice),
        Unscored::TooMany(_) => {
            return Refusal::Troubled(vec![Trouble { field: "answers", wrong: Wrong::NotAChoice }]);
        }
    };
    let fields = items.into_iter().filter_map(|item| ITEMS.get(item).copied());
    Refusal::Troubled(fields.map(|field| Trouble { field, wrong }).collect())
}
