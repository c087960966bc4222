//! What is said of a case file, each in a sentence of its own.

use language::Text;

use super::{Changed, LONGEST_BYTES, PASSPHRASE_LETTERS, Unreadable, Unwritten};

/// Why a file could not be read, and what to do.
pub fn unreadable(t: Text, why: &Unreadable) -> String {
    match why {
        Unreadable::NotACaseFile => t.carried_not_a_case_file(),
        Unreadable::Older(form) => t.carried_older(*form),
        Unreadable::Newer(form) => t.carried_newer(*form),
        Unreadable::Cut { there, whole } => t.carried_cut(*there, *whole),
        Unreadable::Damaged => t.carried_damaged(),
        Unreadable::WrongPassphrase => t.carried_wrong_passphrase(),
        Unreadable::TooLong => t.carried_too_long(LONGEST_BYTES),
        Unreadable::NoCase(why) => t.carried_no_case(why.as_str()),
    }
}

/// Why a file could not be written, and what to do.
pub fn unwritten(t: Text, why: &Unwritten) -> String {
    match why {
        Unwritten::PassphraseShort => t.carried_passphrase_short(PASSPHRASE_LETTERS),
        Unwritten::Upload(id) => t.carried_upload_missing(id.to_string()),
        Unwritten::TooLong => t.carried_too_large(),
        Unwritten::Unsealed(_) => t.carried_unsealed(),
    }
}

/// What is no longer what it was.
pub fn changed(t: Text, changed: Changed) -> String {
    match changed {
        Changed::ConsentsEnded => t.carried_consents_ended(),
        Changed::LetterUnsigned => t.carried_letter_unsigned(),
        Changed::OpinionsTold => t.carried_opinions_told(),
        Changed::DesksOnPaper => t.carried_desks_on_paper(),
    }
}
