//! Why a table is not profiled, and what to do next.

use std::io;

use language::Text;
use statistics::shrinkage::ShrinkageError;
use statistics::{IntervalError, StandardiseError};

use super::asked::Asked;
use super::cells::Wrong;
use super::read::MOST_ROWS;
use crate::failure::Failure;

/// What is wrong with a table; rows are counted from 1, the header's.
#[derive(Debug)]
pub(super) enum Refusal {
    NotFound,
    File(io::ErrorKind),
    NotUtf8 { line: usize },
    Empty,
    NoRows,
    NothingLeft { rows: usize },
    TooManyRows,
    Cells { row: usize, cells: usize, header: usize, separator: u8 },
    NoColumn { column: String, nearest: Option<String>, found: Vec<String> },
    ColumnTwice { column: String },
    SameColumn { one: &'static str, other: &'static str, column: String },
    Cell { row: usize, column: String, cell: String, wrong: Wrong },
    MoreEvents { row: usize, events: u64, of_events: String, cases: u64, of_cases: String },
    Twice { first: usize, second: usize, hospital: String },
    Row { row: usize, why: StandardiseError },
    Pool(ShrinkageError),
}

impl Refusal {
    /// The sentence, and the next step.
    pub fn failure(&self, text: Text, asked: &Asked) -> Failure {
        let file = if asked.file == "-" { text.profile_standard_input() } else { asked.file.to_owned() };
        match self {
            Refusal::NotFound => Failure::usage(text.profile_not_found(file), text.profile_not_found_remedy()),
            Refusal::File(why) => {
                Failure::failed(text.profile_unread(file, file_words(text, *why)), text.profile_unread_remedy())
            }
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
            Refusal::Cells { row, cells, header, separator } => Failure::usage(
                text.profile_cells(*row, *cells, *header),
                text.profile_cells_remedy(separator_words(text, *separator)),
            ),
            Refusal::NoColumn { column, nearest, found } => Failure::usage(
                text.profile_no_column(column),
                match nearest {
                    Some(nearest) => text.profile_no_column_remedy(nearest),
                    None => text.profile_no_column_remedy_alone(),
                },
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
                text.profile_more_events(*row, *events, of_events, *cases, of_cases),
                text.profile_more_events_remedy(),
            ),
            Refusal::Twice { first, second, hospital } => {
                Failure::usage(text.profile_twice(first, second, hospital), twice_remedy(text, asked))
            }
            Refusal::Row { row, why } => {
                Failure::usage(text.profile_row(*row, row_words(text, why)), text.profile_row_remedy())
            }
            Refusal::Pool(why) => Failure::failed(text.profile_pool(pool_words(text, why)), text.profile_row_remedy()),
        }
    }
}

fn file_words(text: Text, why: io::ErrorKind) -> String {
    match why {
        io::ErrorKind::PermissionDenied => text.profile_file_permission(),
        io::ErrorKind::IsADirectory => text.profile_file_folder(),
        _ => text.profile_file_other(),
    }
}

fn separator_words(text: Text, separator: u8) -> String {
    match separator {
        b';' => text.profile_separator_semicolon(),
        b'\t' => text.profile_separator_tab(),
        _ => text.profile_separator_comma(),
    }
}

fn row_words(text: Text, why: &StandardiseError) -> String {
    match why {
        StandardiseError::NoCases | StandardiseError::Interval(IntervalError::NoCases) => text.profile_why_no_cases(),
        StandardiseError::MoreEventsThanCases { .. }
        | StandardiseError::Interval(IntervalError::MoreEventsThanCases { .. }) => text.profile_why_more_events(),
        StandardiseError::Expected(_) | StandardiseError::ReferenceRate(_) => text.profile_why_expected(),
        StandardiseError::Interval(_) => text.profile_why_extreme(),
    }
}

fn pool_words(text: Text, why: &ShrinkageError) -> String {
    match why {
        ShrinkageError::Nothing => text.profile_why_no_cases(),
        ShrinkageError::Events { .. } => text.profile_why_more_events(),
        ShrinkageError::Expected { .. } => text.profile_why_expected(),
        _ => text.profile_why_extreme(),
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
        Wrong::TooSmall => text.profile_cell_too_small(cell),
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
        Wrong::NotPositive | Wrong::TooSmall => text.profile_cell_not_positive_remedy(),
        Wrong::NotAPeriod => text.profile_cell_not_a_period_remedy(),
    }
}
