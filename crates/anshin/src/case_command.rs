//! `anshin case`: what whoever runs the machine may do with a case without seeing it.

use std::fs::OpenOptions;
use std::io::{self, BufRead, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casework::keeper::{Deeded, Entry, Keeper, Opens, Who, Write};
use casework::{CaseId, Casework, Refusal, Secret};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::tz::TimeZone;
use language::Text;
use store::Store;

use crate::command::{dressed, option};
use crate::database::{self, day};
use crate::failure::Failure;
use crate::output;
use crate::serve_command::ports::{SystemChance, SystemClock, now};
use crate::values::written;

/// So many cases are read at once.
const AT_ONCE: u32 = 500;

/// What can be asked of cases.
pub(crate) fn command(text: Text) -> Command {
    let erase = dressed(text, Command::new("erase").about(text.case_erase_about()).after_help(text.case_erase_law()))
        .override_usage(format!("anshin case erase {} [{}]", text.command_value_name(), text.command_value_options()))
        .arg(
            Arg::new("case")
                .value_name(text.command_value_name())
                .help(text.case_erase_case())
                .help_heading(text.command_arguments()),
        )
        .arg(option("export", text.backup_value_file(), text.case_erase_export()).value_parser(value_parser!(PathBuf)))
        .arg(Arg::new("yes").long("yes").action(ArgAction::SetTrue).help(text.case_erase_yes()))
        .arg(database::database_option(text));
    let list = dressed(text, Command::new("list").about(text.case_list_about()))
        .override_usage(format!("anshin case list [{}]", text.command_value_options()))
        .arg(database::database_option(text));
    dressed(text, Command::new("case").about(text.case_command_about()))
        .override_usage(format!("anshin case {}", text.command_value_command()))
        .subcommand_help_heading(text.command_commands())
        .subcommand(erase)
        .subcommand(list)
}

/// Does what was asked.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("erase", matches)) => match written(matches, "case") {
            Some(asked) => database::run(text, erase(text, matches, asked)),
            None => Err(Failure::usage(text.case_erase_missing(), text.command_see_help("anshin case erase"))),
        },
        Some(("list", matches)) => database::run(text, list(text, matches)),
        _ => Err(Failure::usage(text.case_command_missing(), text.command_see_help("anshin case"))),
    }
}

async fn erase(text: Text, matches: &ArgMatches, asked: &str) -> Result<(), Failure> {
    let place = database::place(text, matches)?;
    let (store, _) = database::open_beside(text, &place).await?;
    let id = find(text, &store, asked).await?;
    let exported = matches.get_one::<PathBuf>("export");
    if exported.is_none() {
        eprintln!("{}", text.case_erase_law());
    }
    if !matches.get_flag("yes") && !is_confirmed(text, id) {
        store.close().await;
        return Err(Failure::failed(text.case_erase_not(), text.case_erase_not_remedy()));
    }
    // Only now: a file with the whole case in plain words shall not stay behind when the answer was no.
    if let Some(path) = exported {
        export(text, &store, id, path).await?;
    }
    let store = Arc::new(store);
    let clock = Arc::new(SystemClock::of(TimeZone::system()));
    let casework = Casework::new(Arc::<Store>::clone(&store), clock, Arc::new(SystemChance));
    casework.erase_by_operator(id).await.map_err(|refusal| refused(text, &refusal))?;
    drop(casework);
    if let Some(store) = Arc::into_inner(store) {
        store.close().await;
    }
    output::write(text, &(text.case_erase_done(id.to_string()) + "\n"))
}

fn refused(text: Text, refusal: &Refusal) -> Failure {
    match refusal {
        // Erased by somebody else since it was asked about.
        Refusal::NotFound => Failure::failed(text.case_erase_unknown(), text.case_erase_unknown_remedy()),
        other => Failure::failed(text.store_broken(other.to_string()), text.store_broken_remedy()),
    }
}

/// A case's number, or a recovery code that opens it.
async fn find(text: Text, store: &Store, asked: &str) -> Result<CaseId, Failure> {
    let failed = |error| database::unkept(text, &error);
    let mut found = asked.trim().parse::<CaseId>().ok();
    if let Some(secret) = Secret::from_typed(asked).filter(|_| found.is_none()) {
        let key = store.key(&secret).await.map_err(failed)?;
        found = key.and_then(|key| match key.opens {
            Opens::Case(id, _) => Some(id),
            Opens::Account(_) | Opens::Office(_) => None,
        });
    }
    let unknown = || Failure::failed(text.case_erase_unknown(), text.case_erase_unknown_remedy());
    let id = found.ok_or_else(unknown)?;
    if store.is_there(id).await.map_err(failed)? { Ok(id) } else { Err(unknown()) }
}

/// Writes the whole case to a new file for its owner only, and says so in the log.
async fn export(text: Text, store: &Store, id: CaseId, path: &Path) -> Result<(), Failure> {
    let failed = |error| database::unkept(text, &error);
    let unknown = || Failure::failed(text.case_erase_unknown(), text.case_erase_unknown_remedy());
    let whole = store.export(id).await.map_err(failed)?.ok_or_else(unknown)?;
    let entry = Entry { case: Some(id), at: now(), who: Who::Operator, deed: Deeded::Exported, part: None };
    store.write(Write { log: vec![entry], ..Write::default() }).await.map_err(failed)?;
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let written = file.and_then(|mut file| file.write_all(whole.as_bytes()).and_then(|()| file.sync_all()));
    let name = path.display().to_string();
    written.map_err(|error| {
        Failure::failed(text.backup_failed(name.as_str(), error.to_string()), text.backup_failed_remedy())
    })?;
    output::write(text, &(text.case_erase_exported(name) + "\n"))
}

fn is_confirmed(text: Text, id: CaseId) -> bool {
    eprint!("{}", text.case_erase_ask(id.to_string()));
    let _ = io::stderr().flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.is_ok() && answer.trim() == text.case_erase_word()
}

async fn list(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let place = database::place(text, matches)?;
    let (store, _) = database::open_beside(text, &place).await?;
    let (mut lines, mut after) = (String::new(), None);
    loop {
        let cases = store.list(after, AT_ONCE).await.map_err(|error| database::unkept(text, &error))?;
        let Some(last) = cases.last() else { break };
        after = Some(last.id);
        for case in &cases {
            let (id, begun) = (case.id.to_string(), day(case.begun));
            lines.push_str(&match case.erased {
                Some(erased) => text.case_list_line_erased(id, begun, day(erased)),
                None => text.case_list_line(id, begun, day(case.changed), case.bytes.div_ceil(1024).to_string()),
            });
            lines.push('\n');
        }
    }
    store.close().await;
    if lines.is_empty() {
        lines = text.case_list_none() + "\n";
    }
    output::write(text, &lines)
}
