//! `anshin edition`: builds, checks and writes out editions of published figures.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use evidence::Edition;
use evidence::build::{Order, build};
use indicatif::{ProgressBar, ProgressStyle};
use language::Text;

use crate::command::{dressed, option};
use crate::edition_words;
use crate::failure::Failure;
use crate::output;

/// So many problems are listed; the rest are counted.
const MOST_LISTED: usize = 40;

/// What can be asked of editions.
pub(crate) fn command(text: Text) -> Command {
    let folder = text.command_value_folder();
    let path = |name: &'static str, help: String| {
        option(name, text.command_value_folder(), help).value_parser(value_parser!(PathBuf))
    };
    let build = dressed(text, Command::new("build").about(text.edition_build_about()))
        .override_usage(format!("anshin edition build --sources {folder} --out {folder}"))
        .arg(path("sources", text.edition_build_sources()))
        .arg(path("out", text.edition_build_out()))
        .arg(path("definitions", text.edition_build_definitions()))
        .arg(option("pack", text.edition_value_file(), text.edition_build_pack()).value_parser(value_parser!(PathBuf)));
    let verify = dressed(text, Command::new("verify").about(text.edition_verify_about()))
        .override_usage(format!("anshin edition verify {folder}"))
        .arg(
            Arg::new("folder")
                .value_name(folder.clone())
                .help(text.edition_verify_folder())
                .help_heading(text.command_arguments())
                .value_parser(value_parser!(PathBuf)),
        );
    let export = dressed(text, Command::new("export").about(text.edition_export_about()))
        .override_usage(format!("anshin edition export --out {folder}"))
        .arg(path("out", text.edition_build_out()));
    dressed(text, Command::new("edition").about(text.edition_about()))
        .override_usage(format!("anshin edition {}", text.command_value_command()))
        .subcommand_help_heading(text.command_commands())
        .subcommand(build)
        .subcommand(verify)
        .subcommand(export)
}

/// Does what was asked.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("build", matches)) => build_edition(text, matches),
        Some(("verify", matches)) => match matches.get_one::<PathBuf>("folder") {
            Some(folder) => verify(text, folder),
            None => Err(Failure::usage(text.edition_missing_folder(), text.command_see_help("anshin edition verify"))),
        },
        Some(("export", matches)) => export(text, required(text, matches, "out", "anshin edition export")?),
        _ => Err(Failure::usage(text.edition_missing_command(), text.command_see_help("anshin edition"))),
    }
}

fn required<'a>(text: Text, matches: &'a ArgMatches, name: &str, command: &str) -> Result<&'a PathBuf, Failure> {
    matches
        .get_one::<PathBuf>(name)
        .ok_or_else(|| Failure::usage(text.edition_missing_option(format!("--{name}")), text.command_see_help(command)))
}

fn build_edition(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let sources = required(text, matches, "sources", "anshin edition build")?;
    let out = required(text, matches, "out", "anshin edition build")?;
    let default = PathBuf::from("data");
    let definitions = matches.get_one::<PathBuf>("definitions").unwrap_or(&default);
    let pack = matches.get_one::<PathBuf>("pack").map(PathBuf::as_path);
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    let mut progress = |name: &str, done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        bar.set_message(name.to_owned());
    };
    let built = build(Order { sources, definitions, out, pack }, &mut progress);
    bar.finish_and_clear();
    let built = built.map_err(|error| edition_words::build_failure(text, &error))?;
    let mut lines =
        vec![built_sentence(text, &built.edition), text.edition_built_findings(built.edition.findings.len())];
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &built.edition.findings {
        *kinds.entry(&finding.kind).or_default() += 1;
    }
    lines.extend(kinds.into_iter().map(|(kind, count)| format!("  {count:>6}  {kind}")));
    lines.extend(built.packed.map(|bytes| text.edition_packed(bytes)));
    output::write(text, &(lines.join("\n") + "\n"))
}

fn built_sentence(text: Text, edition: &Edition) -> String {
    text.edition_built(
        edition.version.as_str(),
        edition.institutions.len(),
        edition.conditions.len(),
        edition.measures.len(),
        edition.volumes.len(),
        edition.results.len(),
    )
}

fn verify(text: Text, folder: &Path) -> Result<(), Failure> {
    let bar = ProgressBar::new_spinner();
    bar.set_message(folder.display().to_string());
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    let found = evidence::verify::verify(folder);
    bar.finish_and_clear();
    let found = found.map_err(|error| edition_words::load_failure(text, &error))?;
    if found.problems.is_empty() {
        let edition = &found.edition;
        let version = edition.version.as_str();
        let sound =
            text.edition_sound(version, edition.institutions.len(), edition.volumes.len(), edition.results.len());
        return output::write(text, &(sound + "\n"));
    }
    let mut lines: Vec<String> =
        found.problems.iter().take(MOST_LISTED).map(|problem| edition_words::problem(text, problem)).collect();
    if let Some(more) = found.problems.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        lines.push(text.edition_problems_more(more));
    }
    let sentence = text.edition_problems(found.problems.len());
    Err(Failure::failed(sentence, text.edition_problems_remedy()).with_choices(String::new(), lines))
}

fn export(text: Text, out: &Path) -> Result<(), Failure> {
    evidence::load::export(out).map_err(|error| edition_words::load_failure(text, &error))?;
    output::write(text, &(text.edition_exported(out.display().to_string()) + "\n"))
}
