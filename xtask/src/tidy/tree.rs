//! The project's files as texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::failure::{Outcome, While};

/// What tools make, and nobody keeps.
const MADE_BY_TOOLS: [&str; 7] = [".git", "target", "node_modules", "__pycache__", ".venv", "mutants.out", ".idea"];

/// Endings of files that people write; others (figures, pictures, archives) count as files, but nobody reads their text here.
const WRITTEN_BY_PEOPLE: [&str; 17] = [
    "rs", "toml", "html", "css", "js", "mjs", "ftl", "md", "yml", "yaml", "json", "sh", "py", "txt", "sql", "lock",
    "svg",
];

/// Files longer than this were made by a program.
const LONGEST_TEXT_BYTES: u64 = 2_000_000;

/// Every file of the project by its path from the root, with `/` between folders.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// Reads the project from the disk.
    pub fn read(root: &Path) -> Outcome<Tree> {
        let mut tree = Tree::default();
        tree.read_folder(root, "")?;
        Ok(tree)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Outcome<()> {
        for entry in fs::read_dir(folder).while_doing(&folder.display().to_string())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if MADE_BY_TOOLS.contains(&name.as_str()) {
                continue;
            }
            let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            if entry.file_type()?.is_dir() {
                self.read_folder(&entry.path(), &path)?;
            } else {
                let readable = is_written_by_people(&path) && entry.metadata()?.len() <= LONGEST_TEXT_BYTES;
                let text = if readable { fs::read_to_string(entry.path()).ok() } else { None };
                self.files.insert(path, text);
            }
        }
        Ok(())
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The paths and texts of files that people write.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// The paths and texts of files with this ending.
    pub fn with_ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts().filter(move |(path, _)| path.rsplit_once('.').is_some_and(|(_, last)| last == ending))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// The paths and texts of the manifests of the workspace's own crates.
    pub fn manifests(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(|(path, _)| {
            *path == "xtask/Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
        })
    }
}

/// Files without an ending (`LICENSE`, `.ci/run`, `.gitignore`) are written by people too.
fn is_written_by_people(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.trim_start_matches('.').rsplit_once('.') {
        Some((_, ending)) => WRITTEN_BY_PEOPLE.contains(&ending),
        None => true,
    }
}

#[cfg(test)]
impl<const N: usize> From<[(&str, &str); N]> for Tree {
    fn from(files: [(&str, &str); N]) -> Tree {
        Tree { files: files.map(|(path, text)| (path.to_owned(), Some(text.to_owned()))).into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_not_read_and_scripts_without_an_ending_are() {
        assert!(!is_written_by_people("data/japan.csv"));
        assert!(is_written_by_people(".ci/run"));
        assert!(is_written_by_people(".gitignore"));
    }
}
