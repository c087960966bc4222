//! What is wrong with an edition, in the person's language.

use evidence::build::{BuildError, Wanted};
use evidence::load::LoadError;
use evidence::{Problem, What};
use language::Text;

use crate::failure::Failure;

/// Where a problem stands, what it is and what to do.
pub(crate) fn problem(text: Text, problem: &Problem) -> String {
    let file = problem.file.as_str();
    let place = match (problem.row, problem.column.as_str()) {
        (0, _) => text.edition_place_file(file),
        (row, "") => text.edition_place_row(file, row),
        (row, column) => text.edition_place_cell(file, row, column),
    };
    text.edition_says(place, what(text, &problem.what))
}

fn what(text: Text, what: &What) -> String {
    match what {
        What::Empty => text.problem_empty(),
        What::NotANumber(cell) => text.problem_not_a_number(cell),
        What::UnknownWord(cell, known) => text.problem_unknown_word(cell, known),
        What::NotAPeriod(cell) => text.problem_not_a_period(cell),
        What::Unknown(id, file) => text.problem_unknown(id, file),
        What::Twice(id) => text.problem_twice(id),
        What::NotAPoint(degrees) => text.problem_not_a_point(degrees),
        What::Impossible(events, cases) => text.problem_impossible(events, cases),
        What::MoreThanCases(part, cases) => text.problem_more_than_cases(part, cases),
        What::Months(months, all) => text.problem_months(months, all),
        What::OutsideInterval(rate, interval) => text.problem_outside_interval(rate, interval),
        What::RateTooHigh(rate, most) => text.problem_rate_too_high(rate, most),
        What::UpsideDown(interval) => text.problem_upside_down(interval),
        What::BelowZero(number) => text.problem_below_zero(number),
        What::Backwards(codes) => text.problem_backwards(codes),
        What::Overlaps(codes) => text.problem_overlaps(codes),
        What::Nowhere => text.problem_nowhere(),
        What::HalfAPoint => text.problem_half_a_point(),
        What::OutOfOrder => text.problem_out_of_order(),
        What::Missing => text.problem_missing(),
        What::Cells(cells, header) => text.problem_cells(cells, header),
        What::NotUtf8 => text.problem_not_utf8(),
        What::NotCsv(why) => text.problem_not_csv(why),
        What::Header(found, wanted) => text.problem_header(found, wanted),
        What::Description(why) => text.problem_description(why),
        What::NotNamed(file) => text.problem_not_named(file),
        What::NotOurs(file) => text.problem_not_ours(file),
        What::NotADay(day) => text.problem_not_a_day(day),
        What::NotAVersion(version) => text.problem_not_a_version(version),
        What::Unread => text.problem_unread(),
        What::Changed => text.problem_changed(),
        What::NotAShare(share) => text.problem_not_a_share(share),
        What::ShrunkenAgain => text.problem_shrunken_again(),
        What::Nameless(id) => text.problem_nameless(id),
    }
}

/// Why an edition could not be loaded.
pub(crate) fn load_failure(text: Text, error: &LoadError) -> Failure {
    match error {
        LoadError::File(file, why) => Failure::failed(text.load_file(file, why.to_string()), text.load_file_remedy()),
        LoadError::Embedded(why) => Failure::failed(text.load_embedded(why), text.load_embedded_remedy()),
        LoadError::Problem(found) => Failure::failed(problem(text, found), text.load_problem_remedy()),
    }
}

/// Why an edition could not be built.
pub(crate) fn build_failure(text: Text, error: &BuildError) -> Failure {
    match error {
        BuildError::File(file, why) => {
            Failure::failed(text.build_file(file, why.to_string()), text.build_file_remedy())
        }
        BuildError::Encoding { file, row, encoding } => {
            Failure::failed(text.build_encoding(file, row, encoding), text.build_encoding_remedy())
        }
        BuildError::Csv(file, why) => Failure::failed(text.build_csv(file, why.to_string()), text.build_csv_remedy()),
        BuildError::Column { file, column, found } => {
            Failure::failed(text.build_column(file, column, found), text.build_column_remedy())
        }
        BuildError::Cell { file, row, column, cell, wanted: what } => {
            let sentence = text.build_cell(file, row, column, cell, wanted(text, *what));
            Failure::failed(sentence, text.build_cell_remedy())
        }
        BuildError::Manifest(file, why) => {
            Failure::failed(text.build_manifest(file, why), text.build_manifest_remedy())
        }
        BuildError::Write(why) => Failure::failed(text.build_write(why.to_string()), text.build_write_remedy()),
    }
}

fn wanted(text: Text, wanted: Wanted) -> String {
    match wanted {
        Wanted::Whole => text.wanted_whole(),
        Wanted::CountOrMark => text.wanted_count(),
        Wanted::NamedMeasure => text.wanted_measure(),
        Wanted::Period => text.wanted_period(),
        Wanted::Degrees => text.wanted_degrees(),
        Wanted::HospitalNumber => text.wanted_hospital(),
    }
}
