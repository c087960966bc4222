//! What can be asked on the command line, explained in the person's language.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use language::Text;

use crate::{
    audit_command, backup_command, case_command, desk_command, edition_command, profile_command, restore_command,
};

/// The whole command line.
pub(crate) fn command(text: Text) -> Command {
    let top = Command::new("anshin")
        .about(text.command_about())
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .subcommand_value_name(text.command_value_command())
        .subcommand_help_heading(text.command_commands())
        .override_usage(format!("anshin [{}] [{}]", text.command_value_command(), text.command_value_options()));
    let version =
        Arg::new("version").long("version").short('V').action(ArgAction::Version).help(text.command_version());
    // What every command understands stands below its own options.
    dressed(text, top)
        .arg(edition_folder(text).global(true).display_order(900))
        .arg(option("lang", text.command_value_language(), text.command_lang()).global(true).display_order(901))
        .arg(help(text).global(true).display_order(902))
        .arg(version.display_order(903))
        .subcommand(serve(text))
        .subcommand(compare(text))
        .subcommand(conditions(text))
        .subcommand(institutions(text))
        .subcommand(profile_command::command(text))
        .subcommand(edition_command::command(text))
        .subcommand(desk_command::command(text))
        .subcommand(crate::town_command::command(text))
        .subcommand(crate::letter_command::command(text))
        .subcommand(crate::records_command::command(text))
        .subcommand(backup_command::command(text))
        .subcommand(restore_command::command(text))
        .subcommand(case_command::command(text))
        .subcommand(audit_command::command(text))
        .subcommand(crate::demo_command::command(text))
        .subcommand(crate::staff_command::command(text))
        .subcommand(crate::office_command::command(text))
}

/// Help in the person's language throughout.
pub(crate) fn dressed(text: Text, command: Command) -> Command {
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .next_help_heading(text.command_options())
        .help_template(format!(
            "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
            text.command_usage()
        ))
}

/// A command whose only work is to check files that anyone may publish, such as `anshin desk check FILE…`.
pub(crate) fn checking(text: Text, name: &'static str, about: String, check_about: String) -> Command {
    let start = format!("anshin {name} check {}…", text.desk_value_file());
    let check = dressed(text, Command::new("check").about(check_about)).override_usage(start).arg(
        Arg::new("files")
            .value_name(text.desk_value_file())
            .num_args(0..)
            .help(text.desk_check_files())
            .help_heading(text.command_arguments())
            .value_parser(value_parser!(PathBuf)),
    );
    dressed(text, Command::new(name).about(about))
        .override_usage(format!("anshin {name} {}", text.command_value_command()))
        .subcommand_help_heading(text.command_commands())
        .subcommand(check)
}

fn help(text: Text) -> Arg {
    Arg::new("help").long("help").short('h').action(ArgAction::Help).help(text.command_help())
}

pub(crate) fn option(name: &'static str, value: String, help: String) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).allow_hyphen_values(true)
}

fn edition_folder(text: Text) -> Arg {
    option("edition", text.command_value_folder(), text.command_edition_dir()).value_parser(value_parser!(PathBuf))
}

fn usage_line(text: Text, start: &str) -> String {
    format!("{start} [{}]", text.command_value_options())
}

fn serve(text: Text) -> Command {
    dressed(text, Command::new("serve").about(text.command_serve_about()))
        .override_usage(usage_line(text, "anshin serve"))
        .arg(option("listen", text.command_value_address(), text.command_serve_listen()))
        .arg(option("address", text.command_value_database(), text.serve_address()))
        .arg(crate::database::database_option(text))
        .arg(crate::town_command::towns_option(text))
        .args(crate::serve_command::outgoing::options(text))
        .arg(crate::serve_command::scanner::clamd_option(text))
        .arg(Arg::new("allow-http").long("allow-http").action(ArgAction::SetTrue).help(text.serve_allow_http()))
        .arg(option("days-ahead", text.command_value_count(), text.serve_days_ahead()))
}

fn compare(text: Text) -> Command {
    let start = format!("anshin compare {} --near {}", text.command_value_condition(), text.command_value_place());
    dressed(text, Command::new("compare").about(text.command_compare_about()).after_help(text.command_compare_more()))
        .override_usage(usage_line(text, &start))
        .arg(
            Arg::new("condition")
                .value_name(text.command_value_condition())
                .help(text.command_compare_condition())
                .help_heading(text.command_arguments()),
        )
        .arg(option("near", text.command_value_place(), text.command_compare_near()))
        .arg(option("within", text.command_value_kilometres(), text.command_compare_within()))
        .arg(option("treatment", text.command_value_treatment(), text.command_compare_treatment()))
        .arg(option("current", text.command_value_name(), text.command_compare_current()))
        .arg(option("age", text.command_value_years(), text.command_compare_age()))
        .arg(option("by", text.command_value_order(), text.command_compare_by()))
        .arg(option("purpose", text.command_value_purpose(), text.command_compare_purpose()))
        .arg(option("limit", text.command_value_count(), text.command_limit()))
        .arg(option("format", text.command_value_format(), text.command_format_compare()))
}

fn conditions(text: Text) -> Command {
    let start = format!("anshin conditions [{}]", text.command_value_query());
    searching(text, Command::new("conditions").about(text.command_conditions_about()), &start)
        .arg(query(text, text.command_conditions_query()))
}

fn institutions(text: Text) -> Command {
    let start = format!("anshin institutions {}", text.command_value_query());
    searching(text, Command::new("institutions").about(text.command_institutions_about()), &start)
        .arg(query(text, text.command_institutions_query()))
}

fn searching(text: Text, command: Command, start: &str) -> Command {
    dressed(text, command)
        .override_usage(usage_line(text, start))
        .arg(option("limit", text.command_value_count(), text.command_limit()))
        .arg(option("format", text.command_value_format(), text.command_format()))
}

fn query(text: Text, help: String) -> Arg {
    Arg::new("query").value_name(text.command_value_query()).help(help).help_heading(text.command_arguments())
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Language;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for language in Language::ALL {
            command(language.text()).debug_assert();
        }
    }
}
