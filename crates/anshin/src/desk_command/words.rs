//! What is wrong with a desk file, in the person's language.

use std::path::Path;

use evidence::desk::{Desk, DeskProblem, Fault};
use language::Text;

/// That a file can be read, with whose desk it is and how much it says.
pub(super) fn sound(text: Text, file: &Path, desk: &Desk) -> String {
    let name = desk.institution.name.in_language(text.language().code());
    text.desk_check_sound(file.display().to_string(), name, desk.sources().len())
}

/// A problem with its place and what to do.
pub(super) fn problem(text: Text, file: &Path, problem: &DeskProblem) -> String {
    text.desk_check_problem(file.display().to_string(), problem.path.as_str(), fault(text, &problem.fault))
}

fn fault(text: Text, fault: &Fault) -> String {
    match fault {
        Fault::NotJson(line, column) => text.desk_fault_not_json(*line, *column),
        Fault::TooBig(bytes) => text.desk_fault_too_big(*bytes),
        Fault::NotAnObject => text.desk_fault_not_an_object(),
        Fault::NotAList => text.desk_fault_not_a_list(),
        Fault::NotText => text.desk_fault_not_text(),
        Fault::NotAWhole(least, most) => text.desk_fault_not_a_whole(*least, *most),
        Fault::NotTrueOrFalse => text.desk_fault_not_true_or_false(),
        Fault::Missing => text.desk_fault_missing(),
        Fault::UnknownField => text.desk_fault_unknown_field(),
        Fault::Untrimmed => text.desk_fault_untrimmed(),
        Fault::TooLong(letters) => text.desk_fault_too_long(*letters),
        Fault::ListLength(least, most) => text.desk_fault_list_length(*least, *most),
        Fault::NotOneOf(words) => text.desk_fault_not_one_of(words.join(", ")),
        Fault::NotADate => text.desk_fault_not_a_date(),
        Fault::NotAnAddress => text.desk_fault_not_an_address(),
        Fault::NotAnId => text.desk_fault_not_an_id(),
        Fault::NotALanguage => text.desk_fault_not_a_language(),
        Fault::OtherFormat => text.desk_fault_other_format(),
        Fault::Nothing => text.desk_fault_nothing(),
        Fault::Reversed => text.desk_fault_reversed(),
        Fault::Twice => text.desk_fault_twice(),
        Fault::Praise(word) => text.desk_fault_praise(*word),
    }
}
