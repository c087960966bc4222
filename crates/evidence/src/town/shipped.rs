//! The town files that come with the program, and a folder of an operator's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use super::problem::TownProblem;
use super::{Town, read};

/// The files, in the order of their names; a test holds this list against the folder.
const FILES: &[&str] = &[
    include_str!("../../../../data/towns/hachijo.toml"),
    include_str!("../../../../data/towns/kagoshima.toml"),
    include_str!("../../../../data/towns/kikai.toml"),
    include_str!("../../../../data/towns/miyakojima.toml"),
    include_str!("../../../../data/towns/okinawa.toml"),
    include_str!("../../../../data/towns/sado.toml"),
];

/// No folder holds more towns than two countries have.
const MOST_FILES: usize = 40_000;

/// Towns by the ids of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Towns {
    by_place: BTreeMap<String, Town>,
}

impl Towns {
    /// Those that come with the program.
    pub fn shipped() -> &'static Towns {
        static SHIPPED: OnceLock<Towns> = OnceLock::new();
        // A test reads every file, so none is left out here.
        SHIPPED.get_or_init(|| Towns::default().with(FILES.iter().filter_map(|text| read(text).ok())))
    }

    /// These and more; a file for a place that has one already replaces it.
    #[must_use]
    pub fn with(&self, more: impl IntoIterator<Item = Town>) -> Towns {
        let mut by_place = self.by_place.clone();
        by_place.extend(more.into_iter().map(|town| (town.place.clone(), town)));
        Towns { by_place }
    }

    /// The file of exactly this place.
    pub fn at(&self, place: &str) -> Option<&Town> {
        self.by_place.get(place)
    }

    /// All of them, by the ids of their places.
    pub fn all(&self) -> impl Iterator<Item = &Town> {
        self.by_place.values()
    }
}

/// What is wrong with a folder of town files.
#[derive(Debug, thiserror::Error)]
pub enum FolderProblem {
    /// The folder or a file in it could not be read.
    #[error("{0} could not be read: {1}")]
    Unreadable(String, std::io::Error),
    /// A file has a problem.
    #[error("{0}, {1}")]
    Town(String, TownProblem),
    /// Two files are about one place.
    #[error("{0} and {1} are both about the place {2}; keep one of them")]
    Twice(String, String, String),
    /// There are more files than there can be towns.
    #[error("there are more than {0} files")]
    TooMany(usize),
}

/// Every town file (`*.toml`) of a folder, in the order of their names, or everything that is wrong with them. Other files are left alone.
pub fn read_directory(folder: &Path) -> Result<Vec<Town>, Vec<FolderProblem>> {
    let names = names_in(folder).map_err(|problem| vec![problem])?;
    let mut towns: Vec<(String, Town)> = Vec::new();
    let mut problems = Vec::new();
    for name in names {
        let text = match fs::read_to_string(folder.join(&name)) {
            Ok(text) => text,
            Err(error) => {
                problems.push(FolderProblem::Unreadable(name, error));
                continue;
            }
        };
        match read(&text) {
            Ok(town) => match towns.iter().find(|(_, other)| other.place == town.place) {
                Some((other, _)) => problems.push(FolderProblem::Twice(other.clone(), name, town.place)),
                None => towns.push((name, town)),
            },
            Err(found) => problems.extend(found.into_iter().map(|problem| FolderProblem::Town(name.clone(), problem))),
        }
    }
    if problems.is_empty() { Ok(towns.into_iter().map(|(_, town)| town).collect()) } else { Err(problems) }
}

fn names_in(folder: &Path) -> Result<Vec<String>, FolderProblem> {
    let unreadable = |error| FolderProblem::Unreadable(folder.display().to_string(), error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            names.push(name);
        }
        if names.len() > MOST_FILES {
            return Err(FolderProblem::TooMany(MOST_FILES));
        }
    }
    names.sort_unstable();
    Ok(names)
}
