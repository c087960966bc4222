//! Options as values: numbers, words and folders, each with what to do when it is not one.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use compare::question::parse_limit;
use evidence::Edition;
use evidence::load;
use language::Text;

use crate::edition_words;
use crate::failure::Failure;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
}

/// The formats of most commands.
pub(crate) const TABLE_OR_JSON: &[(&str, Format)] = &[("table", Format::Table), ("json", Format::Json)];
/// The formats of a comparison.
pub(crate) const ALL_FORMATS: &[(&str, Format)] =
    &[("table", Format::Table), ("json", Format::Json), ("csv", Format::Csv)];

/// What an option says, when it stands there.
pub(crate) fn written<'a>(matches: &'a ArgMatches, option: &str) -> Option<&'a str> {
    matches.get_one::<String>(option).map(String::as_str)
}

/// One of some words; the first when nothing is said.
pub(crate) fn word<T: Copy>(
    text: Text,
    matches: &ArgMatches,
    option: &str,
    words: &[(&str, T)],
) -> Result<Option<T>, Failure> {
    let Some(asked) = written(matches, option) else { return Ok(None) };
    match words.iter().find(|(word, _)| word.eq_ignore_ascii_case(asked.trim())) {
        Some((_, value)) => Ok(Some(*value)),
        None => {
            let choices: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let sentence = text.command_not_a_word(asked, format!("--{option}"));
            Err(Failure::usage(sentence, text.command_choices_remedy(choices.join(", "))))
        }
    }
}

/// A number that can be read.
pub(crate) fn number<T>(
    text: Text,
    matches: &ArgMatches,
    option: &str,
    read: impl Fn(&str) -> Option<T>,
    remedy: impl Fn(Text) -> String,
) -> Result<Option<T>, Failure> {
    let Some(asked) = written(matches, option) else { return Ok(None) };
    match read(asked) {
        Some(number) => Ok(Some(number)),
        None => Err(Failure::usage(text.command_not_a_number(asked, format!("--{option}")), remedy(text))),
    }
}

/// How many at most.
pub(crate) fn limit(text: Text, matches: &ArgMatches) -> Result<Option<usize>, Failure> {
    number(text, matches, "limit", parse_limit, |text| text.command_limit_remedy())
}

/// The edition asked for: the one inside the program, or the one in `--edition`.
pub(crate) fn edition(text: Text, matches: &ArgMatches) -> Result<Arc<Edition>, Failure> {
    let loaded = match matches.get_one::<PathBuf>("edition") {
        Some(folder) => load::from_dir(folder),
        None => load::embedded(),
    };
    loaded.map(Arc::new).map_err(|error| edition_words::load_failure(text, &error))
}
