//! `anshin audit`: whether the log of who read and changed what is whole.

use clap::{ArgMatches, Command};
use language::Text;
use store::Broken;

use crate::command::dressed;
use crate::database;
use crate::failure::Failure;
use crate::output;

/// What can be asked of the log.
pub(crate) fn command(text: Text) -> Command {
    let verify = dressed(text, Command::new("verify").about(text.audit_verify_about()))
        .override_usage(format!("anshin audit verify [{}]", text.command_value_options()))
        .arg(database::database_option(text));
    dressed(text, Command::new("audit").about(text.audit_about()))
        .override_usage(format!("anshin audit {}", text.command_value_command()))
        .subcommand_help_heading(text.command_commands())
        .subcommand(verify)
}

/// Does what was asked; a log that is broken is a failure.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("verify", matches)) => database::run(text, verify(text, matches)),
        _ => Err(Failure::usage(text.audit_missing(), text.command_see_help("anshin audit"))),
    }
}

async fn verify(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let place = database::place(text, matches)?;
    let (store, _) = database::open_beside(text, &place).await?;
    let found = store.verify().await.map_err(|error| database::unkept(text, &error))?;
    store.close().await;
    match found {
        Ok(sound) => output::write(text, &(text.audit_sound(sound.lines) + "\n")),
        Err(broken) => Err(Failure::failed(sentence(text, broken), text.audit_broken_remedy())),
    }
}

/// What is wrong with a log.
pub(crate) fn sentence(text: Text, broken: Broken) -> String {
    match broken {
        Broken::Line(line) => text.audit_broken_line(line.to_string()),
        Broken::CutAfter(line) => text.audit_broken_cut(line.to_string()),
        Broken::LongerFrom(line) => text.audit_broken_longer(line.to_string()),
        Broken::Head => text.audit_broken_head(),
    }
}
