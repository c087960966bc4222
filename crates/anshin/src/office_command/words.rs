//! Duties and refusals of offices, in words.

use casework::Refusal;
use casework::office::Duty;
use language::Text;

use crate::failure::Failure;

/// The duty of a word.
pub(super) fn duty(word: &str) -> Option<Duty> {
    [Duty::Desk, Duty::Support].into_iter().find(|duty| duty_word(*duty) == word)
}

/// The word of a duty, in commands and lists.
pub(super) fn duty_word(duty: Duty) -> &'static str {
    match duty {
        Duty::Desk => "desk",
        Duty::Support => "support",
    }
}

/// What is wrong, and what to do.
pub(super) fn refused(text: Text, refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::NameTaken => Failure::failed(text.offices_taken(), text.offices_taken_remedy()),
        Refusal::NotFound => Failure::failed(text.offices_unknown(), text.offices_unknown_remedy()),
        Refusal::OutOfOrder => Failure::failed(text.offices_other_role(), text.offices_other_role_remedy()),
        Refusal::Troubled(troubles) if troubles.iter().any(|trouble| trouble.field == "institution") => {
            Failure::usage(text.offices_institution_bad(), text.offices_institution_bad_remedy())
        }
        Refusal::Troubled(_) => Failure::usage(text.offices_id_bad(), text.offices_id_bad_remedy()),
        other => Failure::failed(text.store_broken(other.to_string()), text.store_broken_remedy()),
    }
}
