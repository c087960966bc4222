//! Builds an edition from the publishers' own files.
//!
//! Each source has a manifest (`data/manifests/*.toml`) that says which columns hold what; three small readers take them: `long`
//! (one row is one institution, measure and period), `directory` (names and addresses) and `dpc` (Japan's yearly survey). The
//! reviewed tables under `data/catalogue`, `data/crosswalk` and `data/places` say what the figures mean. What cannot be tied, is
//! impossible or is doubtful becomes a finding; nothing is guessed and nothing is dropped in silence.

mod affiliation;
mod catalogue;
mod directory;
mod dpc;
mod dpc_classes;
mod draft;
mod long;
mod manifest;
mod outcomes;
mod places;
mod table;
mod united_states;
mod volumes;

use std::path::Path;

use crate::edition::{Edition, Finding};
use crate::load;
use crate::package::write::{self, WriteError};
use crate::posteriors;
use crate::series::Refused;

/// What to build from, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The folder of the publishers' files.
    pub sources: &'a Path,
    /// The folder of manifests and reviewed tables (the project's `data`).
    pub definitions: &'a Path,
    /// The folder to write the Data Package to.
    pub out: &'a Path,
    /// Where to write the packed form that the program carries, if anywhere.
    pub pack: Option<&'a Path>,
}

/// Building failed. The doors say it in the user's language, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file could not be read.
    #[error("{0} could not be read: {1}")]
    File(String, std::io::Error),
    /// A file is not in the encoding its manifest names.
    #[error("{file}, near row {row}: this is not {encoding}")]
    Encoding {
        /// The file.
        file: String,
        /// About which row, 0 when not known.
        row: usize,
        /// The encoding named.
        encoding: String,
    },
    /// A file is not CSV.
    #[error("{0} cannot be read as CSV: {1}")]
    Csv(String, csv::Error),
    /// A column is missing.
    #[error("{file}: there is no column “{column}”; the file has: {found}")]
    Column {
        /// The file.
        file: String,
        /// The column that is missing.
        column: String,
        /// Those that are there.
        found: String,
    },
    /// A cell cannot stand where it stands.
    #[error("{file}, row {row}, column {column}: “{cell}” is not {wanted:?}")]
    Cell {
        /// The file.
        file: String,
        /// The row, the header being row 1.
        row: u64,
        /// The column.
        column: String,
        /// What stands there.
        cell: String,
        /// What should stand there.
        wanted: Wanted,
    },
    /// A manifest or a reviewed table is wrong; the text, in English, is for those who write them.
    #[error("{0}: {1}")]
    Manifest(String, String),
    /// The result could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What should stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A whole number, 0 or more.
    Whole,
    /// A number, 0 or more, or a mark that the manifest names.
    CountOrMark,
    /// A measure that the manifest names.
    NamedMeasure,
    /// A period.
    Period,
    /// Degrees of latitude or longitude.
    Degrees,
    /// A hospital's number.
    HospitalNumber,
}

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The edition.
    pub edition: Edition,
    /// The packed form's size in bytes, when it was written.
    pub packed: Option<usize>,
}

/// Builds an edition and writes it. `progress` hears of each step: its name, how many are done, how many there are.
pub fn build(order: Order<'_>, progress: &mut dyn FnMut(&str, usize, usize)) -> Result<Built, BuildError> {
    let manifests = manifest::Manifest::read_all(&order.definitions.join("manifests"))?;
    let steps = manifests.len() + 5;
    let mut draft = draft::Draft::default();
    progress("catalogue", 0, steps);
    catalogue::read(order.definitions, &manifests, &mut draft)?;
    let places = places::read(order.definitions, order.sources, &mut draft)?;
    for (position, manifest) in manifests.iter().enumerate() {
        progress(&manifest.id, position + 1, steps);
        match manifest.reader.as_str() {
            "long" => outcomes::take(manifest, order.sources, &mut draft)?,
            "directory" => directory::take(manifest, order.sources, &mut draft)?,
            "dpc" => dpc::take(manifest, order, &places, &mut draft)?,
            other => {
                let what = format!("reader “{other}” is not known; write long, directory or dpc");
                return Err(BuildError::Manifest(manifest.id.clone(), what));
            }
        }
    }
    progress("institutions", steps - 4, steps);
    united_states::join(order.definitions, &places, &mut draft)?;
    affiliation::mark(order.definitions, &mut draft)?;
    catalogue::name_japanese_measures(&mut draft);
    progress("totals", steps - 3, steps);
    volumes::hold_against_totals(&mut draft);
    let mut edition = draft.finish(places.places, order.definitions)?;
    progress("posteriors", steps - 2, steps);
    add_posteriors(&mut edition);
    progress("writing", steps - 1, steps);
    let files = write::files(&edition)?;
    write::to_folder(&files, order.out)?;
    let packed = match order.pack {
        None => None,
        Some(path) => {
            let failed = |error| BuildError::Write(WriteError::File(path.display().to_string(), error));
            let bytes = load::packed(&edition).map_err(failed)?;
            std::fs::write(path, &bytes).map_err(failed)?;
            Some(bytes.len())
        }
    };
    progress("done", steps, steps);
    Ok(Built { edition, packed })
}

/// How many threads fit the measures; the result does not depend on it.
const THREADS: usize = 2;

/// Fits every outcome measure; what may not be fitted is said.
fn add_posteriors(edition: &mut Edition) {
    let computed = posteriors::compute(edition, THREADS);
    edition.posteriors = computed.posteriors;
    edition.profiles = computed.profiles;
    for (measure, refused) in computed.refused {
        let Some(measure) = edition.measure(measure) else { continue };
        let (kind, why) = match refused {
            Refused::AlreadyShrunken => {
                ("already-shrunken", "the publisher has already drawn its rates towards the average")
            }
            Refused::NoEvents => ("not-fitted", "no events are published that can be used"),
            Refused::NotFitted(ref why) => ("not-fitted", why.as_str()),
        };
        let detail = format!("{}: {why}, so no posterior is made of them.", measure.id);
        let kind = kind.to_owned();
        edition.findings.push(Finding { kind, source: "posteriors".to_owned(), row: 0, detail });
    }
    edition.findings.sort();
}
