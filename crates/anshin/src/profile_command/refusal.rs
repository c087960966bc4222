//! Why a table is not profiled, and what to do next.

use language::Text;

use super::asked::Asked;
use super::cells::Wrong;
use super::read::MOST_ROWS;
use crate::failure::Failure;

/// What is wrong with a table; rows are counted from 1, the header's.
#[derive(Debug)]
pub(super) enum Refusal {
    NotFound,
    File(String),
    NotUtf8 { line: usize },
    Empty,
    NoRows,
    NothingLeft { rows: usize },
    TooManyRows,
    Cells { row: usize, cells: usize, header: usize },
    NoColumn { column: String, found: Vec<String> },
    ColumnTwice { column: String },
    SameColumn { one: &'static str, other: &'static str, column: String },
    Cell { row: usize, column: String, cell: String, wrong: Wrong },
    MoreEvents { row: usize, events: u64, of_events: String, cases: u64, of_cases: String },
    Twice { first: usize, second: usize, hospital: String },
    Row { row: usize, why: String },
    Pool(String),
}

impl Refusal {
    /// The sentence, and the next step.
    pub fn failure(&self, text: Text, asked: &Asked) -> Failure {
        let file = if asked.file == "-" { text.profile_standard_input() } else { asked.file.to_owned() };
        match self {
            Refusal::NotFound => Failure::usage(text.profile_not_found(file), text.profile_not_found_remedy()),
            Refusal::File(why) => Failure::failed(text.profile_unread(file, why), text.profile_unread_remedy()),
            Refusal::NotUtf8 { line } => {
                Failure::usage(text.profile_not_utf8(file, line), text.profile_not_utf8_remedy())
            }
            Refusal::Empty => Failure::usage(text.profile_empty(file), text.profile_empty_remedy()),
            Refusal::NoRows => Failure::usage(text.profile_no_rows(file), text.profile_empty_remedy()),
            Refusal::NothingLeft { rows } => {
                Failure::usage(text.profile_nothing_left(file, rows), text.profile_nothing_left_remedy())
            }
            Refusal::TooManyRows => {
                Failure::usage(text.profile_too_many_rows(file, MOST_ROWS), text.profile_too_many_rows_remedy())
            }
            Refusal::Cells { row, cells, header } => {
                Failure::usage(text.profile_cells(row, cells, header), text.profile_cells_remedy())
            }
            Refusal::NoColumn { column, found } => Failure::usage(
                text.profile_no_column(column),
                text.profile_no_column_remedy(found.first().map_or("", String::as_str)),
            )
            .with_choices(text.profile_columns_found(), found.clone()),
            Refusal::ColumnTwice { column } => {
                Failure::usage(text.profile_column_twice(column), text.profile_column_twice_remedy())
            }
            Refusal::SameColumn { one, other, column } => Failure::usage(
                text.profile_same_column(format!("--{one}"), format!("--{other}"), column),
                text.profile_same_column_remedy(),
            ),
            Refusal::Cell { row, column, cell, wrong } => {
                let place = text.profile_place(row, column);
                Failure::usage(text.edition_says(place, said(text, cell, *wrong)), remedy(text, *wrong))
            }
            Refusal::MoreEvents { row, events, of_events, cases, of_cases } => Failure::usage(
                text.profile_more_events(row, events, of_events, cases, of_cases),
                text.profile_more_events_remedy(),
            ),
            Refusal::Twice { first, second, hospital } => {
                Failure::usage(text.profile_twice(first, second, hospital), twice_remedy(text, asked))
            }
            Refusal::Row { row, why } => Failure::usage(text.profile_row(row, why), text.profile_row_remedy()),
            Refusal::Pool(why) => Failure::failed(text.profile_pool(why), text.profile_row_remedy()),
        }
    }
}

fn twice_remedy(text: Text, asked: &Asked) -> String {
    match (asked.period, asked.measure) {
        (Some(_), Some(_)) => text.profile_twice_remedy(),
        _ => text.profile_twice_remedy_columns(),
    }
}

fn said(text: Text, cell: &str, wrong: Wrong) -> String {
    match wrong {
        Wrong::Empty => text.profile_cell_empty(),
        Wrong::NotANumber => text.profile_cell_not_a_number(cell),
        Wrong::Comma => text.profile_cell_comma(cell),
        Wrong::Fraction => text.profile_cell_fraction(cell),
        Wrong::Negative => text.profile_cell_negative(cell),
        Wrong::NotPositive => text.profile_cell_not_positive(cell),
        Wrong::TooLarge => text.profile_cell_too_large(cell),
        Wrong::NotAPeriod => text.profile_cell_not_a_period(cell),
    }
}

fn remedy(text: Text, wrong: Wrong) -> String {
    match wrong {
        Wrong::Empty | Wrong::NotANumber => text.profile_cell_missing_remedy(),
        Wrong::Comma => text.profile_cell_comma_remedy(),
        Wrong::Fraction => text.profile_cell_fraction_remedy(),
        Wrong::Negative | Wrong::TooLarge => text.profile_row_remedy(),
        Wrong::NotPositive => text.profile_cell_not_positive_remedy(),
        Wrong::NotAPeriod => text.profile_cell_not_a_period_remedy(),
    }
}
