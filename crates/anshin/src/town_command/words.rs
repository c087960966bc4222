//! What is wrong with a town file, in the person's language.

use evidence::town::{FolderProblem, Town, TownFault, TownProblem};
use language::Text;

/// That a file can be read, with whose it is and how much it says.
pub(super) fn sound(text: Text, name: &str, town: &Town) -> String {
    let place = town.name.in_language(text.language().code());
    text.town_check_sound(name, place, town.offices.len(), town.aid.len())
}

/// A problem with its line and what to do.
pub(super) fn problem(text: Text, name: &str, problem: &TownProblem) -> String {
    text.town_check_problem(name, problem.line, problem.field.as_str(), fault(text, &problem.fault))
}

/// What is wrong with a folder or a file in it.
pub(super) fn of_folder(text: Text, wrong: &FolderProblem) -> String {
    match wrong {
        FolderProblem::Unreadable(name, error) => text.town_check_unreadable(name.as_str(), error.to_string()),
        FolderProblem::Town(name, of_file) => problem(text, name, of_file),
        FolderProblem::Twice(first, second, place) => {
            text.town_check_twice(first.as_str(), second.as_str(), place.as_str())
        }
        FolderProblem::TooMany(most) => text.town_check_too_many(*most),
    }
}

fn fault(text: Text, fault: &TownFault) -> String {
    match fault {
        TownFault::NotToml(reason) => text.town_fault_not_toml(reason.as_str()),
        TownFault::TooBig(bytes) => text.town_fault_too_big(*bytes),
        TownFault::OtherFormat => text.town_fault_other_format(),
        TownFault::NotATable => text.town_fault_not_a_table(),
        TownFault::NotAList => text.town_fault_not_a_list(),
        TownFault::NotText => text.town_fault_not_text(),
        TownFault::NotAWhole(least, most) => text.town_fault_not_a_whole(*least, *most),
        TownFault::NotTrueOrFalse => text.town_fault_not_true_or_false(),
        TownFault::Missing => text.town_fault_missing(),
        TownFault::UnknownField => text.town_fault_unknown_field(),
        TownFault::Untrimmed => text.town_fault_untrimmed(),
        TownFault::TooLong(letters) => text.town_fault_too_long(*letters),
        TownFault::ListLength(most) => text.town_fault_list_length(*most),
        TownFault::NotOneOf(words) => text.town_fault_not_one_of(words.join(", ")),
        TownFault::NotADate => text.town_fault_not_a_date(),
        TownFault::NotATime => text.town_fault_not_a_time(),
        TownFault::Reversed => text.town_fault_reversed(),
        TownFault::NotAnAddress => text.town_fault_not_an_address(),
        TownFault::NotMail => text.town_fault_not_mail(),
        TownFault::NotANumber => text.town_fault_not_a_number(),
        TownFault::NotAnId => text.town_fault_not_an_id(),
        TownFault::NotAPlace => text.town_fault_not_a_place(),
        TownFault::NotAShare => text.town_fault_not_a_share(),
        TownFault::NoSuchSource(name) => text.town_fault_no_such_source(name.as_str()),
        TownFault::NoSuchOffice(id) => text.town_fault_no_such_office(id.as_str()),
        TownFault::Twice => text.town_fault_twice(),
        TownFault::NoLanguage => text.town_fault_no_language(),
    }
}
