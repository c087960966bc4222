//! Which database keeps the cases, and where its master key is.
//!
//! The database is what `--database` names, else `ANSHIN_DATABASE` (an address with a password is better kept out of the list of processes),
//! else the file `anshin/anshin.sqlite` under `XDG_DATA_HOME` or `~/.local/share`, else `anshin.sqlite` in the current folder. The master key is
//! `ANSHIN_MASTER_KEY`, else a file beside the database (its name with `.key`; for PostgreSQL `anshin/anshin.key` in the same data folder), which
//! is made at the first start, for its owner only.

use std::env;
use std::ffi::OsString;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use casework::Moment;
use casework::keeper::Unkept;
use clap::{Arg, ArgMatches};
use language::Text;
use store::{Engine, KeyError, MasterKey, OpenError, Store};

use crate::command::option;
use crate::failure::Failure;
use crate::values::written;

const KEY_VARIABLE: &str = "ANSHIN_MASTER_KEY";
const ADDRESS_VARIABLE: &str = "ANSHIN_DATABASE";

/// Where cases are kept, and where the key is.
pub(crate) struct Place {
    /// `sqlite:…` or `postgres://…`.
    pub(crate) address: String,
    /// The file of the master key, if it is not in the environment.
    pub(crate) key_file: PathBuf,
    /// The database's own file.
    pub(crate) file: Option<PathBuf>,
}

/// The option that names the database.
pub(crate) fn database_option(text: Text) -> Arg {
    option("database", text.command_value_database(), text.store_database(default_file().display().to_string()))
}

/// What was asked for, or the usual place. Nothing is opened yet.
pub(crate) fn place(text: Text, matches: &ArgMatches) -> Result<Place, Failure> {
    let asked = if matches.try_contains_id("database").is_ok() { written(matches, "database") } else { None };
    let named =
        asked.map(str::to_owned).or_else(|| env::var(ADDRESS_VARIABLE).ok().filter(|address| !address.is_empty()));
    let usual = named.is_none();
    let address = named.unwrap_or_else(|| format!("sqlite:{}", default_file().display()));
    let engine = Engine::of_address(&address).map_err(|error| refused(text, &error, Path::new("")))?;
    let file = engine.file().map(Path::to_path_buf);
    let key_file = match &file {
        Some(file) => with_ending(file, ".key"),
        None => data_folder().join("anshin.key"),
    };
    // The usual folder is made; one that was named must be there, or a mistyped name would begin an empty database.
    if usual || file.is_none() {
        make_folder(text, &key_file)?;
    }
    Ok(Place { address, key_file, file })
}

/// Opens the database to serve it; a new one and its key are made.
pub(crate) async fn open(text: Text, place: &Place) -> Result<Store, Failure> {
    let (master, made) = master_or_new(text, place)?;
    match store::open(&place.address, &master).await {
        Ok(store) => {
            if made {
                eprintln!("{}", text.store_key_made(place.key_file.display().to_string()));
            }
            Ok(store)
        }
        Err(error) => {
            if made {
                // It opens nothing: it was made a moment ago for a database that turns out to have another.
                let _ = std::fs::remove_file(&place.key_file);
            }
            if made && error == OpenError::OtherMasterKey {
                return Err(key_lost(text, place));
            }
            Err(refused(text, &error, &place.key_file))
        }
    }
}

/// Opens a database that is there, for a command beside a serving Anshin.
pub(crate) async fn open_beside(text: Text, place: &Place) -> Result<(Store, MasterKey), Failure> {
    if let Some(file) = place.file.as_deref().filter(|file| !file.exists()) {
        return Err(Failure::failed(text.store_missing(file.display().to_string()), text.store_missing_remedy()));
    }
    let master = master(text, place)?.ok_or_else(|| key_lost(text, place))?;
    let store = store::open_beside(&place.address, &master).await;
    let store = store.map_err(|error| refused(text, &error, &place.key_file))?;
    Ok((store, master))
}

/// The master key of the environment.
pub(crate) fn master_of_environment(text: Text, place: &Place) -> Result<Option<MasterKey>, Failure> {
    let Ok(written) = env::var(KEY_VARIABLE) else { return Ok(None) };
    MasterKey::from_text(&written).map(Some).map_err(|error| key_refused(text, &error, &place.key_file))
}

/// The master key of the environment or of the file; none where there is neither.
pub(crate) fn master(text: Text, place: &Place) -> Result<Option<MasterKey>, Failure> {
    if let Some(master) = master_of_environment(text, place)? {
        return Ok(Some(master));
    }
    if !place.key_file.exists() {
        return Ok(None);
    }
    MasterKey::read_file(&place.key_file).map(Some).map_err(|error| key_refused(text, &error, &place.key_file))
}

/// True when the key was made just now. It is on the disk before the first case is.
fn master_or_new(text: Text, place: &Place) -> Result<(MasterKey, bool), Failure> {
    if let Some(master) = master(text, place)? {
        return Ok((master, false));
    }
    let refused = |error: KeyError| key_refused(text, &error, &place.key_file);
    // Without its folder the database says it better.
    if let Some(folder) = place.key_file.parent().filter(|folder| !folder.is_dir()) {
        return Err(self::refused(text, &OpenError::NoFolder(folder.to_owned()), &place.key_file));
    }
    let master = MasterKey::draw().map_err(refused)?;
    master.write_file(&place.key_file).map_err(refused)?;
    Ok((master, true))
}

fn key_lost(text: Text, place: &Place) -> Failure {
    Failure::failed(text.store_key_lost(place.key_file.display().to_string()), text.store_key_lost_remedy())
}

/// Why the database cannot be opened, and what to do.
pub(crate) fn refused(text: Text, error: &OpenError, key_file: &Path) -> Failure {
    let (sentence, remedy) = match error {
        OpenError::Address => return Failure::usage(text.store_database_bad(), text.store_database_bad_remedy()),
        OpenError::NoFolder(folder) => {
            (text.store_no_folder(folder.display().to_string()), text.store_no_folder_remedy())
        }
        OpenError::NotADatabase(file) => {
            (text.store_not_a_database(file.display().to_string()), text.store_not_a_database_remedy())
        }
        OpenError::ReadOnly => (text.store_read_only(), text.store_read_only_remedy()),
        OpenError::Newer { found, known } => {
            (text.store_newer(found.to_string(), known.to_string()), text.store_newer_remedy())
        }
        OpenError::OtherMasterKey => {
            (text.store_other_key(), text.store_other_key_remedy(key_file.display().to_string()))
        }
        OpenError::InUse => (text.store_in_use(), text.store_in_use_remedy()),
        OpenError::NotSynced => (text.store_not_synced(), text.store_not_synced_remedy()),
        OpenError::Unreachable(why) => (text.store_unreachable(why.as_str()), text.store_unreachable_remedy()),
        OpenError::Broken(why) => (text.store_broken(why.as_str()), text.store_broken_remedy()),
    };
    Failure::failed(sentence, remedy)
}

/// Why the database could not be read or written, and what to do.
pub(crate) fn unkept(text: Text, error: &Unkept) -> Failure {
    match error {
        Unkept::Broken(why) => Failure::failed(text.store_broken(why.as_str()), text.store_broken_remedy()),
        Unkept::Stale | Unkept::UsedUp | Unkept::Taken | Unkept::Busy => {
            Failure::failed(text.store_busy(), text.store_busy_remedy())
        }
    }
}

/// Why the master key cannot be used, and what to do.
pub(crate) fn key_refused(text: Text, error: &KeyError, key_file: &Path) -> Failure {
    let (sentence, remedy) = match error {
        KeyError::NotAKey => (text.store_key_bad(), text.store_key_bad_remedy(key_file.display().to_string())),
        KeyError::OpenToOthers { path, mode } => {
            let path = path.display().to_string();
            (text.store_key_open(path.as_str(), format!("{mode:o}")), text.store_key_open_remedy(path.as_str()))
        }
        KeyError::Unreadable { path, why } => {
            (text.store_key_file(path.display().to_string(), why.as_str()), text.store_key_file_remedy())
        }
    };
    Failure::failed(sentence, remedy)
}

/// Runs a command's work on the database.
pub(crate) fn run<T>(text: Text, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::failed(text.store_no_runtime(error.to_string()), text.store_busy_remedy()))?;
    runtime.block_on(work)
}

/// A moment's day (UTC), as 2026-11-23.
pub(crate) fn day(moment: Moment) -> String {
    let stamp = jiff::Timestamp::from_second(moment.0).map(|stamp| stamp.to_string()).unwrap_or_default();
    stamp.chars().take(10).collect()
}

/// The path with something put behind its name.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.to_owned().into_os_string();
    name.push(ending);
    PathBuf::from(name)
}

fn default_file() -> PathBuf {
    data_folder().join("anshin.sqlite")
}

fn data_folder() -> PathBuf {
    let named = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let shared = named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share")));
    shared.map_or_else(|| PathBuf::from("."), |folder| folder.join("anshin"))
}

fn make_folder(text: Text, key_file: &Path) -> Result<(), Failure> {
    let Some(folder) = key_file.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|_| refused(text, &OpenError::NoFolder(folder.to_owned()), key_file))
}
