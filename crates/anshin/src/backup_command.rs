//! `anshin backup`: everything that is kept, in one file that a passphrase opens.

use std::env;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write as _};
use std::path::PathBuf;
use std::process::{Command as Program, Stdio};

use casework::keeper::{Deeded, Entry, Keeper, Who, Write};
use clap::{Arg, ArgMatches, Command, value_parser};
use language::Text;
use store::backup::{self, BackupError, Passphrase, WORK};

use crate::command::{dressed, option};
use crate::failure::Failure;
use crate::serve_command::ports::now;
use crate::{audit_command, database, output};

const PASSPHRASE_VARIABLE: &str = "ANSHIN_BACKUP_PASSPHRASE";
/// Whoever has the file can try as often as they like.
const SHORTEST: usize = 12;

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    dressed(text, Command::new("backup").about(text.backup_about()))
        .override_usage(format!("anshin backup {} [{}]", text.backup_value_file(), text.command_value_options()))
        .arg(file(text, text.backup_file()))
        .arg(passphrase_option(text))
        .arg(database::database_option(text))
}

/// The file of a backup.
pub(crate) fn file(text: Text, help: String) -> Arg {
    Arg::new("file")
        .value_name(text.backup_value_file())
        .help(help)
        .help_heading(text.command_arguments())
        .value_parser(value_parser!(PathBuf))
}

/// Where the passphrase is.
pub(crate) fn passphrase_option(text: Text) -> Arg {
    option("passphrase-file", text.backup_value_file(), text.backup_passphrase()).value_parser(value_parser!(PathBuf))
}

/// The file that was named.
pub(crate) fn named_file<'a>(text: Text, matches: &'a ArgMatches, command: &str) -> Result<&'a PathBuf, Failure> {
    let missing = || Failure::usage(text.backup_missing_file(), text.command_see_help(command));
    matches.get_one::<PathBuf>("file").ok_or_else(missing)
}

/// Makes a backup.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    database::run(text, make(text, matches))
}

async fn make(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let path = named_file(text, matches, "anshin backup")?;
    let place = database::place(text, matches)?;
    let (store, master) = database::open_beside(text, &place).await?;
    let passphrase = passphrase(text, matches, true)?;
    let passphrase = Passphrase { text: &passphrase, work: WORK };
    let made = backup::make(&store, &master, path, &passphrase, now()).await;
    let counted = made.map_err(|error| refused(text, &error, &place.key_file))?;
    let entry = Entry { case: None, at: now(), who: Who::Operator, deed: Deeded::BackedUp, part: None };
    let logged = store.write(Write { log: vec![entry], ..Write::default() }).await;
    logged.map_err(|error| database::unkept(text, &error))?;
    store.close().await;
    let name = path.display().to_string();
    let made = text.backup_made(name, counted.cases, counted.attachments, counted.accounts, counted.lines);
    output::write(text, &format!("{made}\n{}\n", text.backup_made_key()))
}

/// The passphrase of a file or the environment, or typed in; a new one is asked for twice.
pub(crate) fn passphrase(text: Text, matches: &ArgMatches, is_new: bool) -> Result<String, Failure> {
    passphrase_from(text, matches, is_new, env::var(PASSPHRASE_VARIABLE).ok())
}

/// The passphrase of a file, else the one given, else typed in.
pub(crate) fn passphrase_from(
    text: Text,
    matches: &ArgMatches,
    is_new: bool,
    otherwise: Option<String>,
) -> Result<String, Failure> {
    let given = match matches.get_one::<PathBuf>("passphrase-file") {
        Some(path) => Some(fs::read_to_string(path).map_err(|error| {
            Failure::failed(
                text.backup_failed(path.display().to_string(), error.to_string()),
                text.backup_failed_remedy(),
            )
        })?),
        None => otherwise,
    };
    let given = match given {
        Some(given) => given.trim_end_matches(['\r', '\n']).to_owned(),
        None => asked(text, is_new)?,
    };
    if given.is_empty() {
        return Err(Failure::usage(text.backup_no_passphrase(), text.backup_no_passphrase_remedy()));
    }
    if is_new && given.chars().count() < SHORTEST {
        return Err(Failure::usage(text.backup_short_passphrase(), text.backup_short_passphrase_remedy(SHORTEST)));
    }
    Ok(given)
}

fn asked(text: Text, is_new: bool) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::usage(text.backup_no_passphrase(), text.backup_no_passphrase_remedy()));
    }
    let first = ask(&text.backup_ask());
    if is_new && ask(&text.backup_ask_again()) != first {
        return Err(Failure::usage(text.backup_different(), text.backup_different_remedy()));
    }
    Ok(first)
}

/// Asks at the terminal; what is typed is not shown, where the system can do that.
fn ask(question: &str) -> String {
    eprint!("{question}");
    let _ = io::stderr().flush();
    let echo = |word: &str| {
        let _ = Program::new("stty").arg(word).stdin(Stdio::inherit()).stderr(Stdio::null()).status();
    };
    echo("-echo");
    let mut answer = String::new();
    let _ = io::stdin().lock().read_line(&mut answer);
    echo("echo");
    eprintln!();
    answer.trim_end_matches(['\r', '\n']).to_owned()
}

/// Why a backup cannot be made or put back, and what to do.
pub(crate) fn refused(text: Text, error: &BackupError, key_file: &std::path::Path) -> Failure {
    let (sentence, remedy) = match error {
        BackupError::Exists(path) => (text.backup_exists(path.display().to_string()), text.backup_exists_remedy()),
        BackupError::File { path, why } => {
            (text.backup_failed(path.display().to_string(), why.as_str()), text.backup_failed_remedy())
        }
        BackupError::WrongPassphrase => (text.backup_wrong_passphrase(), text.backup_wrong_passphrase_remedy()),
        BackupError::Damaged(why) => (text.backup_damaged(why.as_str()), text.backup_damaged_remedy()),
        BackupError::Newer => (text.backup_newer(), text.backup_newer_remedy()),
        BackupError::Log(broken) => (audit_command::sentence(text, *broken), text.audit_broken_remedy()),
        BackupError::NotEmpty => (text.restore_not_empty(), text.restore_not_empty_remedy()),
        BackupError::Open(error) => return database::refused(text, error, key_file),
        BackupError::Unkept(error) => return database::unkept(text, error),
    };
    Failure::failed(sentence, remedy)
}
