//! What was asked wrongly, in the person's language.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use language::Text;

use crate::failure::Failure;
use crate::output;

/// Answers when the command line was not read: with help, the version, or what is wrong.
pub(crate) fn answer(text: Text, error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return match output::write(text, &error.render().to_string()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.tell(text),
        };
    }
    Failure::usage(sentence(text, error), text.command_see_help("anshin")).tell(text)
}

fn sentence(text: Text, error: &clap::Error) -> String {
    let asked = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(value)) => value.clone(),
        Some(ContextValue::Strings(values)) => values.join(" "),
        _ => String::new(),
    };
    let option = || asked(ContextKind::InvalidArg).split(' ').next().unwrap_or_default().to_owned();
    match error.kind() {
        ErrorKind::UnknownArgument => text.command_unknown_option(asked(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => text.command_unknown_command(asked(ContextKind::InvalidSubcommand)),
        // clap calls an empty value of an option an invalid value.
        ErrorKind::InvalidValue | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            text.command_missing_value(option())
        }
        ErrorKind::ArgumentConflict => text.command_twice(option()),
        _ => text.command_wrong_usage(),
    }
}
