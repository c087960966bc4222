//! `anshin profile`: anyone's table of results, profiled.
//!
//! `asked` says which columns, `read` reads them, `refusal` says what is wrong with them, `notes` what must be known about the
//! answer; `rows`, `facts` and `sheet` write it.

mod asked;
mod cells;
mod facts;
mod notes;
mod periods;
mod read;
mod refusal;
mod rows;
mod sheet;

use std::thread;

use clap::{Arg, ArgAction, ArgMatches, Command};
use language::Text;
use statistics::{Profile, ProfileError, ProfileSettings};

use crate::command::{dressed, option};
use crate::failure::Failure;
use crate::output;
use crate::values::{ALL_FORMATS, Format, word};

use asked::Asked;
use read::Sheet;
use refusal::Refusal;

/// More threads than this gain little.
const MOST_THREADS: usize = 2;

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    let column = text.profile_value_column();
    let start =
        format!("anshin profile {} --hospital {column} --cases {column} --events {column}", text.profile_value_table());
    let of_column = |name: &'static str, help: String| option(name, column.clone(), help);
    dressed(text, Command::new("profile").about(text.profile_about()).after_help(text.profile_more()))
        .override_usage(format!("{start} [{}]", text.command_value_options()))
        .arg(
            Arg::new("file")
                .value_name(text.profile_value_table())
                .help(text.profile_file())
                .help_heading(text.command_arguments()),
        )
        .arg(of_column("hospital", text.profile_hospital()))
        .arg(of_column("cases", text.profile_cases()))
        .arg(of_column("events", text.profile_events()))
        .arg(of_column("expected", text.profile_expected()))
        .arg(of_column("period", text.profile_period()))
        .arg(of_column("measure", text.profile_measure()))
        .arg(of_column("volume", text.profile_volume()))
        .arg(Arg::new("skip-missing").long("skip-missing").action(ArgAction::SetTrue).help(text.profile_skip_missing()))
        .arg(option("format", text.command_value_format(), text.command_format_compare()))
}

/// Reads the table, profiles it and writes the answer.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let format = word(text, matches, "format", ALL_FORMATS)?.unwrap_or(Format::Table);
    let asked = Asked::read(text, matches)?;
    let sheet = read::read(&asked).map_err(|refusal| refusal.failure(text, &asked))?;
    let profile = profiled(&asked, &sheet).map_err(|refusal| refusal.failure(text, &asked))?;
    for note in notes::left_out(text, &sheet) {
        eprintln!("{note}");
    }
    if format != Format::Table {
        for note in profile.measures.iter().flat_map(|measure| notes::of_measure(text, &sheet, measure)) {
            eprintln!("{note}");
        }
    }
    match format {
        Format::Table => output::write(text, &sheet::table(text, &sheet, &profile)),
        Format::Csv => rows::write_csv(text, &sheet, &profile),
        Format::Json => facts::write_json(text, &asked, &sheet, &profile),
    }
}

fn profiled(asked: &Asked, sheet: &Sheet) -> Result<Profile, Refusal> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let settings = ProfileSettings { lean_on_volume: asked.volume.is_some(), threads };
    statistics::profile(&sheet.rows, settings).map_err(|error| match error {
        ProfileError::Twice { first, second } => sheet.twice(first, second),
        ProfileError::Row { row, why } => Refusal::Row { row: sheet.number(row), why },
        ProfileError::Pool(why) => Refusal::Pool(why),
    })
}
