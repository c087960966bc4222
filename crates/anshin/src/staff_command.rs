//! `anshin staff`: accounts for desks, counsellors and operators, made by whoever runs the machine.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::sync::Arc;

use casework::account::{PASSPHRASE_LETTERS, hash_passphrase, one_time_base32};
use casework::{Casework, Refusal, Role};
use clap::{Arg, ArgMatches, Command, value_parser};
use jiff::tz::TimeZone;
use language::Text;

use crate::command::{dressed, option};
use crate::failure::Failure;
use crate::serve_command::ports::{SystemChance, SystemClock};
use crate::values::written;
use crate::{backup_command, database, output};

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    let (name, options) = (text.command_value_name(), text.command_value_options());
    let add = dressed(text, Command::new("add").about(text.staff_add_about()))
        .override_usage(format!("anshin staff add {name} --role counsellor [{options}]"))
        .arg(Arg::new("name").value_name(name).help(text.staff_name()).help_heading(text.command_arguments()))
        .arg(option("role", text.command_value_name(), text.staff_role()))
        .arg(
            option("passphrase-file", text.backup_value_file(), text.staff_passphrase())
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(database::database_option(text));
    dressed(text, Command::new("staff").about(text.staff_about()))
        .override_usage(format!("anshin staff {}", text.command_value_command()))
        .subcommand_help_heading(text.command_commands())
        .subcommand(add)
}

/// Does what was asked.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(("add", matches)) = matches.subcommand() else {
        return Err(Failure::usage(text.staff_missing(), text.command_see_help("anshin staff")));
    };
    let missing = || Failure::usage(text.staff_name_missing(), text.command_see_help("anshin staff add"));
    let name = written(matches, "name").ok_or_else(missing)?;
    let asked = written(matches, "role").unwrap_or_default();
    let role = role(asked).ok_or_else(|| Failure::usage(text.staff_role_bad(asked), text.staff_role_bad_remedy()))?;
    if !matches.contains_id("passphrase-file") && !io::stdin().is_terminal() {
        return Err(Failure::usage(text.staff_no_passphrase(), text.staff_no_passphrase_remedy()));
    }
    // A passphrase on the command line would stand in the list of processes.
    let passphrase = backup_command::passphrase_from(text, matches, true, None)?;
    database::run(text, add(text, matches, name, role, &passphrase))
}

fn role(word: &str) -> Option<Role> {
    [Role::Desk, Role::Counsellor, Role::Operator].into_iter().find(|role| role.word() == word)
}

async fn add(text: Text, matches: &ArgMatches, name: &str, role: Role, passphrase: &str) -> Result<(), Failure> {
    let place = database::place(text, matches)?;
    let (store, _) = database::open_beside(text, &place).await?;
    let clock = Arc::new(SystemClock::of(TimeZone::system()));
    let casework = Casework::new(Arc::new(store), clock, Arc::new(SystemChance));
    let hashed = hash_passphrase(passphrase, &SystemChance).map_err(|refusal| refused(text, &refusal))?;
    let one_time = casework.staff_account(name, role, hashed).await.map_err(|refusal| refused(text, &refusal))?;
    let secret = one_time_base32(one_time.bytes());
    let lines =
        [text.staff_done(name), text.staff_one_time(secret), text.staff_one_time_address(one_time.address(name))];
    output::write(text, &(lines.join("\n") + "\n"))
}

fn refused(text: Text, refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::NameTaken => Failure::failed(text.staff_taken(), text.staff_taken_remedy()),
        Refusal::Troubled(troubles) if troubles.iter().any(|trouble| trouble.field == "passphrase") => {
            Failure::usage(text.staff_short(PASSPHRASE_LETTERS), text.staff_short_remedy())
        }
        Refusal::Troubled(_) => Failure::usage(text.staff_taken(), text.staff_taken_remedy()),
        other => Failure::failed(text.store_broken(other.to_string()), text.store_broken_remedy()),
    }
}
