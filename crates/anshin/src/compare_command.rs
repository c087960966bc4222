//! `anshin compare`: one person's question, answered as a table, JSON or CSV.

use clap::ArgMatches;
use compare::question::{self, Order, Purpose, Question, Treatment};
use evidence::Edition;
use language::Text;

use crate::failure::Failure;
use crate::values::{self, ALL_FORMATS, Format, number, word, written};
use crate::{csv_rows, names, output, table};

/// A table shows so many institutions unless asked otherwise.
const ROWS_OF_A_TABLE: usize = 10;

/// Answers the question.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let format = word(text, matches, "format", ALL_FORMATS)?.unwrap_or(Format::Table);
    let asked = Asked::read(text, matches)?;
    let edition = values::edition(text, matches)?;
    let mut question = asked.question(text, &edition)?;
    if format == Format::Table {
        question.limit = question.limit.or(Some(ROWS_OF_A_TABLE));
    }
    let comparison = compare::compare(&edition, &question);
    match format {
        Format::Table => output::write(text, &table::table(text, &edition, &comparison)),
        Format::Json => output::write_json(text, &compare::report::report(&edition, &comparison, text.language())),
        Format::Csv => {
            let rows = csv_rows::csv_rows(&compare::report::report(&edition, &comparison, text.language()));
            output::write(text, &rows.map_err(|error| output::failed(text, &error.to_string()))?)
        }
    }
}

/// The question as written; what needs no edition is already read.
struct Asked<'a> {
    condition: &'a str,
    near: &'a str,
    current: Option<&'a str>,
    treatment: Treatment,
    within_km: Option<f64>,
    age: Option<u8>,
    order: Order,
    purpose: Purpose,
    limit: Option<usize>,
}

impl<'a> Asked<'a> {
    fn read(text: Text, matches: &'a ArgMatches) -> Result<Asked<'a>, Failure> {
        let missing_condition =
            || Failure::usage(text.command_missing_condition(), text.command_missing_condition_remedy());
        let missing_place = || Failure::usage(text.command_missing_place(), text.command_missing_place_remedy());
        Ok(Asked {
            condition: written(matches, "condition").ok_or_else(missing_condition)?,
            near: written(matches, "near").ok_or_else(missing_place)?,
            current: written(matches, "current"),
            treatment: word(text, matches, "treatment", Treatment::WORDS)?.unwrap_or_default(),
            within_km: number(text, matches, "within", question::parse_within, |text| text.command_within_remedy())?,
            age: number(text, matches, "age", question::parse_age, |text| text.command_age_remedy())?,
            order: word(text, matches, "by", Order::WORDS)?.unwrap_or_default(),
            purpose: word(text, matches, "purpose", Purpose::WORDS)?.unwrap_or_default(),
            limit: values::limit(text, matches)?,
        })
    }

    fn question(self, text: Text, edition: &Edition) -> Result<Question, Failure> {
        Ok(Question {
            condition: names::condition(text, edition, self.condition)?,
            treatment: self.treatment,
            from: names::place(text, edition, self.near)?,
            within_km: self.within_km,
            current: self.current.map(|name| names::institution(text, edition, name)).transpose()?,
            age: self.age,
            order: self.order,
            limit: self.limit,
            purpose: self.purpose,
        })
    }
}
