//! `anshin restore`: puts a backup back, with its master key.

use clap::{Arg, ArgAction, ArgMatches, Command};
use language::Text;
use store::MasterKey;
use store::backup::{self, Passphrase, WORK};

use crate::backup_command::{file, named_file, passphrase, passphrase_option, refused};
use crate::command::dressed;
use crate::database::{self, Place, day, key_refused, with_ending};
use crate::failure::Failure;
use crate::output;
use crate::serve_command::ports::now;

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    dressed(text, Command::new("restore").about(text.restore_about()))
        .override_usage(format!("anshin restore {} [{}]", text.backup_value_file(), text.command_value_options()))
        .arg(file(text, text.restore_file()))
        .arg(passphrase_option(text))
        .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help(text.restore_force()))
        .arg(database::database_option(text))
}

/// Puts a backup back.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    database::run(text, restore(text, matches))
}

async fn restore(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let path = named_file(text, matches, "anshin restore")?;
    let place = database::place(text, matches)?;
    let passphrase = passphrase(text, matches, false)?;
    let passphrase = Passphrase { text: &passphrase, work: WORK };
    let force = matches.get_flag("force");
    let failed = |error| refused(text, &error, &place.key_file);
    // The key is looked at before anything is changed, and put in its place after the rows are.
    let checked = backup::check(path, &passphrase).map_err(failed)?;
    let keeping = what_to_do(text, &place, &checked.master, force)?;
    let restored = backup::restore(&place.address, path, &passphrase, force, now()).await.map_err(failed)?;
    put_key(text, &place, &restored.master, keeping)?;
    let counted = restored.counted;
    let made = day(restored.made);
    let done = text.restore_done(counted.cases, counted.attachments, counted.accounts, counted.lines, made);
    output::write(text, &(done + "\n"))
}

/// What becomes of the master key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeping {
    /// It stands there already.
    Stays,
    /// It is written to the file.
    Written,
    /// It is written to the file; the one there is kept under another name.
    Replaces,
}

fn what_to_do(text: Text, place: &Place, master: &MasterKey, force: bool) -> Result<Keeping, Failure> {
    if let Some(named) = database::master_of_environment(text, place)? {
        return match named == *master {
            true => Ok(Keeping::Stays),
            false => Err(Failure::failed(text.restore_key_differs(), text.restore_key_differs_remedy())),
        };
    }
    if !place.key_file.exists() {
        return Ok(Keeping::Written);
    }
    match MasterKey::read_file(&place.key_file) {
        Ok(found) if found == *master => Ok(Keeping::Stays),
        _ if force => Ok(Keeping::Replaces),
        _ => {
            let name = place.key_file.display().to_string();
            Err(Failure::failed(text.restore_key_other(name), text.restore_key_other_remedy()))
        }
    }
}

fn put_key(text: Text, place: &Place, master: &MasterKey, keeping: Keeping) -> Result<(), Failure> {
    let failed = |error| key_refused(text, &error, &place.key_file);
    if keeping == Keeping::Replaces {
        let aside = with_ending(&place.key_file, &format!(".before-{}", now().0));
        std::fs::rename(&place.key_file, aside).map_err(|error| {
            failed(store::KeyError::Unreadable { path: place.key_file.clone(), why: error.to_string() })
        })?;
    }
    if keeping != Keeping::Stays {
        master.write_file(&place.key_file).map_err(failed)?;
    }
    Ok(())
}
