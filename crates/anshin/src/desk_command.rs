//! `anshin desk check`: reads desk files and says everything that is wrong with them.

mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{ArgMatches, Command};
use evidence::Edition;
use evidence::desk::{self, Desk};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use language::Text;

use crate::command::checking;
use crate::failure::Failure;
use crate::{output, values};

/// What can be asked of desk files.
pub(crate) fn command(text: Text) -> Command {
    checking(text, "desk", text.desk_command_about(), text.desk_check_about())
}

/// Does what was asked.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("check", matches)) => check(text, matches),
        _ => Err(Failure::usage(text.desk_missing_command(), text.command_see_help("anshin desk"))),
    }
}

fn check(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let files: Vec<&PathBuf> = matches.get_many("files").map(Iterator::collect).unwrap_or_default();
    if files.is_empty() {
        return Err(Failure::usage(text.desk_check_missing_file(), text.command_see_help("anshin desk check")));
    }
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let mut edition = None;
    let mut wrong = Vec::new();
    let mut sound = String::new();
    for file in files {
        match read(text, file) {
            Ok(desk) => {
                if desk.institution.id.is_some() && edition.is_none() {
                    edition = Some(values::edition(text, matches)?);
                }
                for warning in warnings(text, file, &desk, edition.as_ref(), today) {
                    eprintln!("{warning}");
                }
                sound.push_str(&words::sound(text, file, &desk));
                sound.push('\n');
            }
            Err(problems) => wrong.extend(problems),
        }
    }
    output::write(text, &sound)?;
    if wrong.is_empty() {
        return Ok(());
    }
    let failure = Failure::failed(text.desk_check_failed(wrong.len()), text.desk_check_remedy());
    Err(failure.with_choices(String::new(), wrong))
}

/// The desk, or every problem in words.
fn read(text: Text, file: &Path) -> Result<Desk, Vec<String>> {
    let unreadable = |reason: String| vec![text.desk_check_unreadable(file.display().to_string(), reason)];
    let bytes = fs::read(file).map_err(|error| unreadable(error.to_string()))?;
    let content = String::from_utf8(bytes).map_err(|_| unreadable(text.problem_not_utf8()))?;
    desk::read(&content)
        .map_err(|problems| problems.iter().map(|problem| words::problem(text, file, problem)).collect())
}

/// What is no mistake in the file, but should be looked at.
fn warnings(text: Text, file: &Path, desk: &Desk, edition: Option<&Arc<Edition>>, today: Date) -> Vec<String> {
    let name = file.display().to_string();
    let sources = desk.sources();
    let places = |picks: &dyn Fn(&desk::Source) -> bool| -> Vec<&'static str> {
        sources.iter().filter(|(_, source)| picks(source)).map(|(place, _)| *place).collect()
    };
    let mut said = Vec::new();
    let old = places(&|source| source.ring_first(today.year(), today.month()));
    if !old.is_empty() {
        said.push(text.desk_check_old(name.as_str(), old.len(), listed(&old)));
    }
    let ahead = places(&|source| source.seen.is_ahead(today.year(), today.month(), today.day()));
    if !ahead.is_empty() {
        said.push(text.desk_check_ahead(name.as_str(), listed(&ahead)));
    }
    if let (Some(id), Some(edition)) = (&desk.institution.id, edition)
        && !edition.institutions.iter().any(|institution| institution.id == *id)
    {
        said.push(text.desk_check_unknown_institution(name.as_str(), id.as_str()));
    }
    said
}

/// The names of the fields, each once.
fn listed(places: &[&str]) -> String {
    let mut names: Vec<&str> = places.to_vec();
    names.dedup();
    names.join(", ")
}
