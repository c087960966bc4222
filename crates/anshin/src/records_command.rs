//! `anshin records check`: what lies on a CD or in a folder of images, before it is posted.

use std::path::{Path, PathBuf};

use casework::Clock as _;
use casework::dates::parse_date;
use clap::{Arg, ArgMatches, Command, value_parser};
use documents::disc::{self, Limits, Verdict, Whose, folder};
use jiff::tz::TimeZone;
use language::Text;

use crate::command::{dressed, option};
use crate::failure::Failure;
use crate::output;
use crate::serve_command::ports::SystemClock;
use crate::values::{self, Format, TABLE_OR_JSON, written};

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    let start = format!("anshin records check {} [{}]", text.command_value_folder(), text.command_value_options());
    let check =
        dressed(text, Command::new("check").about(text.records_check_about()).after_help(text.records_check_more()))
            .override_usage(start)
            .arg(
                Arg::new("folder")
                    .value_name(text.command_value_folder())
                    .help(text.records_check_folder())
                    .help_heading(text.command_arguments())
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(option("name", text.command_value_name(), text.records_check_name()))
            .arg(option("born", text.records_value_date(), text.records_check_born()))
            .arg(option("format", text.command_value_format(), text.command_format()));
    dressed(text, Command::new("records").about(text.records_command_about()))
        .override_usage(format!("anshin records {}", text.command_value_command()))
        .subcommand_help_heading(text.command_commands())
        .subcommand(check)
}

/// Does what was asked.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("check", matches)) => check(text, matches),
        _ => Err(Failure::usage(text.records_missing_command(), text.command_see_help("anshin records"))),
    }
}

/// Says what was found; a disc of somebody else, or one without images that can be read, is a failure, and one whose name must be looked at no success.
fn check(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(place) = matches.get_one::<PathBuf>("folder") else {
        return Err(Failure::usage(text.records_no_folder(), text.command_see_help("anshin records check")));
    };
    if !Path::new(place).is_dir() {
        let name = place.display().to_string();
        return Err(Failure::usage(text.records_not_a_folder(name), text.records_not_a_folder_remedy()));
    }
    let today = SystemClock::of(TimeZone::system()).today();
    let born = match written(matches, "born").map(|born| parse_date(born, today)) {
        None => None,
        Some(Ok(born)) => Some(born),
        Some(Err(_)) => return Err(Failure::usage(text.records_born_bad(), text.records_born_bad_remedy())),
    };
    let whose = Whose { name: written(matches, "name").unwrap_or_default(), born };
    let limits = Limits::default();
    let report = disc::look(folder(place, limits.depth), whose, limits);
    match values::word(text, matches, "format", TABLE_OR_JSON)?.unwrap_or(Format::Table) {
        Format::Json => output::write_json(text, &report)?,
        _ => output::write(text, &(disc::sentences(text, &report).join("\n") + "\n"))?,
    }
    Err(match report.verdict() {
        Verdict::Fit => return Ok(()),
        Verdict::Unfit => Failure::failed(text.records_unfit(), text.records_unfit_remedy()),
        Verdict::LookAtName if report.name_given => {
            Failure::undecided(text.records_look_at_name(), text.records_look_at_name_remedy())
        }
        Verdict::LookAtName => Failure::undecided(text.records_name_missing(), text.records_name_missing_remedy()),
    })
}
