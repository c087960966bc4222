//! Backups: everything in one file that a passphrase opens, and the way back into either engine.
//!
//! A backup holds rows and not a database's own files, so one made from SQLite can be put back into PostgreSQL. It is packed (Zstandard) and
//! sealed in the age format (`age` opens it with the same passphrase). The master key is in it: without it the rows could never be read
//! again. Whoever has the file and the passphrase can therefore read every case that was not erased when it was made.

mod dump;
mod record;
mod restore;

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use casework::Moment;
use casework::keeper::Unkept;
use passphrase::{DRAWN, Drawn, Opening, Sealing, Unopened};

use crate::chain::Broken;
use crate::failure::OpenError;
use crate::master::MasterKey;
use crate::store::Store;

pub use passphrase::{Passphrase, WORK};
pub use record::Counted;

/// Why a backup cannot be made or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file stands where the backup would go.
    #[error("there is a file {} already", .0.display())]
    Exists(PathBuf),
    /// The file cannot be read or written.
    #[error("{}: {why}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// Another passphrase, or not a backup at all.
    #[error("the passphrase does not open this file")]
    WrongPassphrase,
    /// It ends early or was changed.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// It was made by a newer Anshin.
    #[error("the backup was made by a newer version")]
    Newer,
    /// The log in it is not whole.
    #[error("the log is not as it was written")]
    Log(Broken),
    /// There are cases where it would be put.
    #[error("the database is not empty")]
    NotEmpty,
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database cannot be read or written.
    #[error(transparent)]
    Unkept(#[from] Unkept),
}

impl From<Unopened> for BackupError {
    fn from(why: Unopened) -> BackupError {
        match why {
            Unopened::WrongPassphrase => BackupError::WrongPassphrase,
            Unopened::TooSlow(_) => BackupError::Damaged(why.to_string()),
            Unopened::Damaged(why) => BackupError::Damaged(why),
        }
    }
}

/// Makes a backup while the store serves: one moment of everything. It is read back before it gets its name.
pub async fn make(
    store: &Store,
    master: &MasterKey,
    path: &Path,
    passphrase: &Passphrase<'_>,
    now: Moment,
) -> Result<Counted, BackupError> {
    if path.exists() {
        return Err(BackupError::Exists(path.to_owned()));
    }
    let mut part = path.to_owned().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let made = write_and_check(store, master, &part, passphrase, now).await;
    let counted = match made {
        Ok(counted) => counted,
        Err(error) => {
            let _ = fs::remove_file(&part);
            return Err(error);
        }
    };
    let failed = |error: std::io::Error| of_file(path, &error);
    // A hard link, unlike renaming, never takes the place of a file that came in between.
    fs::hard_link(&part, path).map_err(failed)?;
    fs::remove_file(&part).map_err(failed)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(counted)
}

async fn write_and_check(
    store: &Store,
    master: &MasterKey,
    part: &Path,
    passphrase: &Passphrase<'_>,
    now: Moment,
) -> Result<Counted, BackupError> {
    let failed = |error: std::io::Error| of_file(part, &error);
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(part).map_err(failed)?;
    let mut drawn = [0; DRAWN];
    getrandom::fill(&mut drawn).map_err(|error| failed(std::io::Error::other(error.to_string())))?;
    let sealed = Sealing::new(BufWriter::new(file), passphrase, Drawn(drawn)).map_err(failed)?;
    let mut packed = zstd::Encoder::new(sealed, 3).map_err(failed)?;
    let counted = dump::dump(store, master, &mut packed, now).await?;
    let mut file = packed.finish().and_then(Sealing::finish).map_err(failed)?;
    file.flush().map_err(failed)?;
    file.get_ref().sync_all().map_err(failed)?;
    let read = check(part, passphrase)?;
    if read.counted != counted {
        return Err(BackupError::Damaged("it does not hold what was written".to_owned()));
    }
    Ok(counted)
}

/// A backup that was read to its end and found whole.
pub struct Checked {
    /// What it holds.
    pub counted: Counted,
    /// When it was made.
    pub made: Moment,
    /// The master key in it.
    pub master: MasterKey,
}

/// Reads a backup to its end: every byte is authentic, the counts are right, and the log is whole.
pub fn check(path: &Path, passphrase: &Passphrase<'_>) -> Result<Checked, BackupError> {
    let mut records = open(path, passphrase)?;
    let mut check = record::Check::default();
    while let Some(record) = record::read(&mut records)? {
        check.take(&record)?;
    }
    check.close()
}

/// Puts a backup back, whole or not at all. What stands in the database is replaced only when `force` says so.
pub async fn restore(
    address: &str,
    path: &Path,
    passphrase: &Passphrase<'_>,
    force: bool,
    now: Moment,
) -> Result<Checked, BackupError> {
    let checked = check(path, passphrase)?;
    restore::restore(address, open(path, passphrase)?, &checked, force, now).await?;
    Ok(checked)
}

type Unpacked = zstd::Decoder<'static, BufReader<Opening<BufReader<File>>>>;

fn open(path: &Path, passphrase: &Passphrase<'_>) -> Result<Unpacked, BackupError> {
    let failed = |error: std::io::Error| of_file(path, &error);
    let file = File::open(path).map_err(failed)?;
    let opened = Opening::new(BufReader::new(file), passphrase.text)?;
    zstd::Decoder::new(opened).map_err(|error| BackupError::Damaged(error.to_string()))
}

fn of_file(path: &Path, error: &std::io::Error) -> BackupError {
    BackupError::File { path: path.to_owned(), why: error.to_string() }
}
