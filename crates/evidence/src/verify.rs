//! Checks an edition: every byte against its checksum, every reference, every figure.

use std::path::Path;

use crate::edition::Edition;
use crate::load::{LoadError, files_of};
use crate::package::Description;
use crate::package::problem::{Problem, What, whole_file};
use crate::package::read::{self, Files};
use crate::package::write::{DESCRIPTION, digest};

/// What a check found.
#[derive(Debug)]
pub struct Verdict {
    /// Everything that is wrong; empty for a sound edition.
    pub problems: Vec<Problem>,
    /// The edition, with the rows that are sound.
    pub edition: Edition,
}

/// Checks the edition in a folder.
pub fn verify(folder: &Path) -> Result<Verdict, LoadError> {
    let files = files_of(folder)?;
    let mut problems = checksums(&files);
    let (edition, more) = read::edition(&files);
    problems.extend(more);
    problems.extend(edition_problems(&edition));
    Ok(Verdict { problems, edition })
}

fn checksums(files: &Files) -> Vec<Problem> {
    let Some(Ok(description)) = files.get(DESCRIPTION).map(|bytes| serde_json::from_slice::<Description>(bytes)) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    for name in read::resource_files() {
        let Some(entry) = description.resources.iter().find(|entry| entry.path == name) else {
            problems.push(whole_file(DESCRIPTION, What::NotNamed(name)));
            continue;
        };
        let Some(bytes) = files.get(&name) else { continue };
        if format!("sha256:{}", digest(bytes)) != entry.hash {
            problems.push(whole_file(&name, What::Changed));
        }
    }
    problems
}

/// What no single row can show.
fn edition_problems(edition: &Edition) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut last_condition = None;
    for link in &edition.links {
        if last_condition.is_some_and(|last| last > link.condition) {
            problems.push(whole_file("condition_measures.csv", What::OutOfOrder));
            break;
        }
        last_condition = Some(link.condition);
    }
    let unsorted = edition.institutions.windows(2).any(|pair| matches!(pair, [a, b] if a.id >= b.id));
    if unsorted {
        problems.push(whole_file("institutions.csv", What::OutOfOrder));
    }
    for condition in &edition.conditions {
        if condition.name.en.is_empty() || condition.name.ja.is_empty() {
            problems.push(whole_file("conditions.csv", What::Nameless(condition.id.clone())));
        }
    }
    problems
}
