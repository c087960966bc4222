//! `anshin town check`: reads town files and says everything that is wrong with them; and the folder that `anshin serve --towns` reads.

mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, ArgMatches, Command, value_parser};
use evidence::Edition;
use evidence::town::{self, Source, Town, Towns};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use language::Text;

use crate::command::{checking, option};
use crate::failure::Failure;
use crate::{output, values};

/// What can be asked of town files.
pub(crate) fn command(text: Text) -> Command {
    checking(text, "town", text.town_command_about(), text.town_check_about())
}

/// Does what was asked.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("check", matches)) => check(text, matches),
        _ => Err(Failure::usage(text.town_missing_command(), text.command_see_help("anshin town"))),
    }
}

/// The option that names a folder of one's own files.
pub(crate) fn towns_option(text: Text) -> Arg {
    option("towns", text.command_value_folder(), text.town_serve_towns()).value_parser(value_parser!(PathBuf))
}

/// The towns that come with the program, with those of the folder that was named before them.
pub(crate) fn towns(text: Text, matches: &ArgMatches) -> Result<Arc<Towns>, Failure> {
    // Without a command there is no such option to ask for.
    let folder = matches.try_get_one::<PathBuf>("towns").ok().flatten();
    let Some(folder) = folder else { return Ok(Arc::new(Towns::shipped().clone())) };
    match town::read_directory(folder) {
        Ok(own) => Ok(Arc::new(Towns::shipped().with(own))),
        Err(problems) => {
            let failure =
                Failure::failed(text.town_serve_bad(folder.display().to_string()), text.town_serve_bad_remedy());
            let told = problems.iter().map(|problem| words::of_folder(text, problem)).collect();
            Err(failure.with_choices(String::new(), told))
        }
    }
}

fn check(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let files: Vec<&PathBuf> = matches.get_many("files").map(Iterator::collect).unwrap_or_default();
    if files.is_empty() {
        return Err(Failure::usage(text.town_check_missing_file(), text.command_see_help("anshin town check")));
    }
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let edition = values::edition(text, matches)?;
    let mut wrong = Vec::new();
    let mut sound = String::new();
    let mut read_so_far: Vec<(String, String)> = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let town = match read(text, file) {
            Ok(town) => town,
            Err(problems) => {
                wrong.extend(problems);
                continue;
            }
        };
        if let Some((first, _)) = read_so_far.iter().find(|(_, place)| *place == town.place) {
            wrong.push(text.town_check_twice(first.as_str(), name.as_str(), town.place.as_str()));
        }
        for warning in warnings(text, &name, &town, &edition, today) {
            eprintln!("{warning}");
        }
        sound.push_str(&words::sound(text, &name, &town));
        sound.push('\n');
        read_so_far.push((name, town.place));
    }
    output::write(text, &sound)?;
    if wrong.is_empty() {
        return Ok(());
    }
    let failure = Failure::failed(text.town_check_failed(wrong.len()), text.town_check_remedy());
    Err(failure.with_choices(String::new(), wrong))
}

/// The town, or every problem in words.
fn read(text: Text, file: &Path) -> Result<Town, Vec<String>> {
    let name = file.display().to_string();
    let unreadable = |reason: String| vec![text.town_check_unreadable(name.as_str(), reason)];
    let bytes = fs::read(file).map_err(|error| unreadable(error.to_string()))?;
    let content = String::from_utf8(bytes).map_err(|_| unreadable(text.problem_not_utf8()))?;
    town::read(&content)
        .map_err(|problems| problems.iter().map(|problem| words::problem(text, &name, problem)).collect())
}

/// What is no mistake in the file, but should be looked at.
fn warnings(text: Text, name: &str, town: &Town, edition: &Edition, today: Date) -> Vec<String> {
    let titles = |picks: &dyn Fn(&Source) -> bool| -> Vec<&str> {
        let mut titles: Vec<&str> =
            town.sources().filter(|source| picks(source)).map(|source| source.title.as_str()).collect();
        titles.sort_unstable();
        titles.dedup();
        titles
    };
    let mut said = Vec::new();
    let old = titles(&|source| source.ring_first(today.year(), today.month()));
    if !old.is_empty() {
        said.push(text.town_check_old(name, old.len(), old.join("; ")));
    }
    let ahead = titles(&|source| source.read.is_ahead(today.year(), today.month(), today.day()));
    if !ahead.is_empty() {
        said.push(text.town_check_ahead(name, ahead.join("; ")));
    }
    if !town.made_up && !edition.places.all.iter().any(|place| place.id == town.place) {
        said.push(text.town_check_unknown_place(name, town.place.as_str()));
    }
    let reached = |office: &town::Office| office.telephone.is_some() || office.web.is_some() || office.mail.is_some();
    if !town.offices.is_empty() && !town.offices.iter().any(reached) {
        said.push(text.town_check_unreachable(name));
    }
    if town.made_up {
        said.push(text.town_check_made_up(name));
    }
    said
}
