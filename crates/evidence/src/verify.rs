//! Checks an edition: every byte against its checksum, every reference, every figure.

use std::collections::BTreeMap;
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
    let mut problems = description_problems(&files);
    let (edition, more) = read::edition(&files);
    problems.extend(more);
    problems.extend(edition_problems(&edition));
    Ok(Verdict { problems, edition })
}

/// Holds the description against the files: it names each of them, no other, and their checksums.
pub(crate) fn description_problems(files: &Files) -> Vec<Problem> {
    let Some(Ok(description)) = files.get(DESCRIPTION).map(|bytes| serde_json::from_slice::<Description>(bytes)) else {
        // Reading the edition says what is wrong with it.
        return Vec::new();
    };
    let mut problems = Vec::new();
    if !is_a_day(&description.created) {
        problems.push(whole_file(DESCRIPTION, What::NotADay(description.created.clone())));
    }
    if !is_a_version(&description.version) {
        problems.push(whole_file(DESCRIPTION, What::NotAVersion(description.version.clone())));
    }
    let lacking = |name: &str, may_be_missing: bool| may_be_missing && !files.contains_key(name);
    let mut unnamed: BTreeMap<String, bool> = read::resource_files().collect();
    for entry in &description.resources {
        let Some(may_be_missing) = unnamed.remove(&entry.path) else {
            problems.push(whole_file(DESCRIPTION, What::NotOurs(entry.path.clone())));
            continue;
        };
        if lacking(&entry.path, may_be_missing) {
            problems.push(whole_file(&entry.path, What::Missing));
        }
        let Some(bytes) = files.get(&entry.path) else { continue };
        if format!("sha256:{}", digest(bytes)) != entry.hash || bytes.len() as u64 != entry.bytes {
            problems.push(whole_file(&entry.path, What::Changed));
        }
    }
    // An edition made before a resource was neither has the file nor names it.
    unnamed.retain(|name, may_be_missing| !lacking(name, *may_be_missing));
    problems.extend(unnamed.into_keys().map(|name| whole_file(DESCRIPTION, What::NotNamed(name))));
    problems
}

/// A day of the calendar as `2026-11-22`.
fn is_a_day(text: &str) -> bool {
    let well_formed = text.len() == 10
        && text
            .char_indices()
            .all(|(at, letter)| if at == 4 || at == 7 { letter == '-' } else { letter.is_ascii_digit() });
    let mut parts = text.split('-').map_while(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    well_formed && (1900..=2100).contains(&year) && (1..=days).contains(&day)
}

/// Letters, digits, dots and hyphens, at most 40 of them: what can stand in a file's name and in a sentence.
fn is_a_version(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for day in ["2026-11-22", "2024-02-29", "2000-02-29", "2026-12-31"] {
            assert!(is_a_day(day), "{day}");
        }
        for no_day in [
            "",
            "2026-11",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-11-00",
            "today",
            "+026-11-22",
            "2026-11-2２",
        ] {
            assert!(!is_a_day(no_day), "{no_day}");
        }
    }

    #[test]
    fn a_version_is_a_word() {
        assert!(is_a_version("2026-11") && is_a_version("made-up") && is_a_version("1.0.2"));
        assert!(!is_a_version("") && !is_a_version("two words") && !is_a_version(&"9".repeat(41)));
    }
}
