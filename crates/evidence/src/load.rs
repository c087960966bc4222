//! Loads an edition: the one inside the program, or one in a folder.

use std::fs;
use std::path::Path;

use crate::edition::Edition;
use crate::package::problem::Problem;
use crate::package::read::{self, Files};
use crate::package::write::{self, DESCRIPTION};
use crate::search::SearchIndex;
use crate::verify::description_problems;

/// The edition that the program carries: what the CSV files of the Data Package say, in the compact form of postcard and
/// compressed with Zstandard, so that it loads in a few hundredths of a second. `embedded_files` gives the CSV files back.
static EMBEDDED: &[u8] = include_bytes!("../../../data/edition.postcard.zst");

/// No file of an edition is larger than this; what is larger was not made by `anshin edition build`.
const LARGEST_FILE: u64 = 512 << 20;

/// An edition could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file could not be read.
    #[error("{0} could not be read: {1}")]
    File(String, std::io::Error),
    /// The archive inside the program is damaged.
    #[error("the edition inside the program is damaged: {0}")]
    Embedded(String),
    /// A row is wrong.
    #[error(transparent)]
    Problem(#[from] Problem),
}

/// The edition that the program carries.
pub fn embedded() -> Result<Edition, LoadError> {
    let mut edition = unpacked(EMBEDDED)?;
    edition.search = SearchIndex::new(&edition);
    Ok(edition)
}

/// The edition in a folder. Every file must be what the description says it is, byte for byte.
pub fn from_dir(folder: &Path) -> Result<Edition, LoadError> {
    finished(files_of(folder)?)
}

/// The edition that the program carries as the files of a Data Package, by name.
pub fn embedded_files() -> Result<Vec<(String, Vec<u8>)>, LoadError> {
    write::files(&unpacked(EMBEDDED)?).map_err(|error| LoadError::Embedded(error.to_string()))
}

/// Writes the edition that the program carries into a folder, as a Data Package.
pub fn export(folder: &Path) -> Result<(), LoadError> {
    let failed = |error: write::WriteError| LoadError::Embedded(error.to_string());
    write::to_folder(&embedded_files()?, folder).map_err(failed)
}

fn finished(files: Files) -> Result<Edition, LoadError> {
    let (mut edition, problems) = read::edition(&files);
    // A file that was changed comes first: what is wrong in its rows follows from that.
    if let Some(problem) = description_problems(&files).into_iter().chain(problems).next() {
        return Err(problem.into());
    }
    edition.search = SearchIndex::new(&edition);
    Ok(edition)
}

/// The files in a folder that belong to an edition.
pub(crate) fn files_of(folder: &Path) -> Result<Files, LoadError> {
    let mut files = Files::new();
    for (name, may_be_missing) in read::resource_files().chain([(DESCRIPTION.to_owned(), false)]) {
        let path = folder.join(&name);
        if may_be_missing && !path.exists() {
            continue;
        }
        let failed = |error| LoadError::File(path.display().to_string(), error);
        let size = fs::metadata(&path).map_err(failed)?.len();
        if size > LARGEST_FILE {
            return Err(failed(std::io::Error::other("the file is larger than an edition's files are")));
        }
        files.insert(name, fs::read(&path).map_err(failed)?);
    }
    Ok(files)
}

/// A packed edition. Zstandard's own checksum finds a changed byte.
fn unpacked(packed: &[u8]) -> Result<Edition, LoadError> {
    let bytes = zstd::decode_all(packed).map_err(|error| LoadError::Embedded(error.to_string()))?;
    postcard::from_bytes(&bytes).map_err(|error| LoadError::Embedded(error.to_string()))
}

/// Packs an edition; the same edition gives the same bytes.
pub(crate) fn packed(edition: &Edition) -> std::io::Result<Vec<u8>> {
    let bytes = postcard::to_stdvec(edition).map_err(std::io::Error::other)?;
    let mut encoder = zstd::Encoder::new(Vec::new(), 17)?;
    encoder.include_checksum(true)?;
    std::io::Write::write_all(&mut encoder, &bytes)?;
    encoder.finish()
}
