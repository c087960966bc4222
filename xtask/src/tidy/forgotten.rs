//! Rust files that no crate reaches, tests above all: a test that is not compiled is green for ever.

use std::collections::BTreeSet;

use super::Finding;
use super::read_toml;
use super::source::{code_only, is_word_letter, whole_words};
use super::tree::Tree;

const RULE: &str = "forgotten";

/// Finds Rust files of a crate that no `mod` names and Cargo does not pick up by itself.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.manifests().flat_map(|(path, text)| check_crate(tree, path, text)).collect()
}

fn check_crate(tree: &Tree, manifest: &str, text: &str) -> Vec<Finding> {
    let folder = manifest.trim_end_matches("Cargo.toml");
    let targets = match read_toml(RULE, manifest, text) {
        Ok(table) => Targets::of(&table),
        Err(finding) => return vec![finding],
    };
    let files: Vec<&str> =
        tree.with_ending("rs").map(|(path, _)| path).filter(|path| path.starts_with(folder)).collect();
    let mut reached = BTreeSet::new();
    let mut next: Vec<String> = files
        .iter()
        .filter(|path| targets.is_root(path.strip_prefix(folder).unwrap_or(path)))
        .map(|path| (*path).to_owned())
        .collect();
    while let Some(path) = next.pop() {
        let is_root = targets.is_root(path.strip_prefix(folder).unwrap_or(&path));
        if let Some(text) = tree.text(&path)
            && reached.insert(path.clone())
        {
            next.extend(named_files(&path, is_root, text));
        }
    }
    files
        .into_iter()
        .filter(|path| !reached.contains(*path))
        .map(|path| {
            Finding::new(RULE, path, 1, "no `mod` names this file, so it is never compiled; name it or delete it")
        })
        .collect()
}

/// What a manifest says about the files Cargo starts from.
struct Targets {
    finds_tests_itself: bool,
    named: Vec<String>,
}

impl Targets {
    fn of(manifest: &toml::Table) -> Targets {
        let automatic = manifest.get("package").and_then(|package| package.get("autotests"));
        let mut named = Vec::new();
        for kind in ["test", "bench", "example", "bin"] {
            for target in manifest.get(kind).and_then(toml::Value::as_array).into_iter().flatten() {
                match (
                    target.get("path").and_then(toml::Value::as_str),
                    target.get("name").and_then(toml::Value::as_str),
                ) {
                    (Some(path), _) => named.push(path.to_owned()),
                    (None, Some(name)) => named.push(format!("{kind}s/{name}.rs")),
                    (None, None) => {}
                }
            }
        }
        Targets { finds_tests_itself: automatic.and_then(toml::Value::as_bool) != Some(false), named }
    }

    /// `path` is counted from the crate's folder.
    fn is_root(&self, path: &str) -> bool {
        if self.named.iter().any(|named| named == path) || ["build.rs", "src/lib.rs", "src/main.rs"].contains(&path) {
            return true;
        }
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["tests", _] | ["tests", _, "main.rs"] => self.finds_tests_itself,
            ["benches" | "examples", _] | ["benches" | "examples", _, "main.rs"] | ["src", "bin", _] => true,
            ["src", "bin", _, "main.rs"] => true,
            _ => false,
        }
    }
}

/// The files that the `mod name;` lines of a file may mean.
fn named_files(path: &str, is_root: bool, text: &str) -> Vec<String> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.trim_end_matches(".rs");
    let home = if is_root || stem == "mod" { folder.to_owned() } else { format!("{folder}/{stem}") };
    let code = code_only(text);
    let mut files = Vec::new();
    for at in whole_words(&code, "mod") {
        let rest = code.get(at + 3..).unwrap_or_default().trim_start();
        let end = rest.find(|letter| !is_word_letter(letter)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if !name.is_empty() && after.trim_start().starts_with(';') {
            files.push(format!("{home}/{name}.rs"));
            files.push(format!("{home}/{name}/mod.rs"));
        }
    }
    // `#[path = "…"]` and `include!("…")` name a file in a string, which the code alone no longer shows.
    for opening in ["#[path = \"", "include!(\""] {
        for part in text.split(opening).skip(1) {
            if let Some((name, _)) = part.split_once('"') {
                files.push(format!("{folder}/{name}"));
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: (&str, &str) = ("crates/a/Cargo.toml", "[package]\nname = \"a\"");

    fn found_in<const N: usize>(files: [(&str, &str); N]) -> Vec<String> {
        check(&Tree::from(files)).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn a_module_that_nobody_names_is_found() {
        let found = found_in([
            MANIFEST,
            ("crates/a/src/lib.rs", "mod named;"),
            ("crates/a/src/named.rs", "#[cfg(test)]\nmod tests;"),
            ("crates/a/src/named/tests.rs", ""),
            ("crates/a/src/lost.rs", ""),
        ]);
        assert_eq!(found, ["crates/a/src/lost.rs"]);
    }

    #[test]
    fn a_test_in_a_folder_that_its_main_file_does_not_name_is_found() {
        let found = found_in([
            MANIFEST,
            ("crates/a/tests/story/main.rs", "mod told; // mod lost;"),
            ("crates/a/tests/story/told.rs", ""),
            ("crates/a/tests/story/lost.rs", ""),
        ]);
        assert_eq!(found, ["crates/a/tests/story/lost.rs"]);
    }

    #[test]
    fn a_test_file_is_forgotten_when_the_manifest_turns_the_search_off() {
        let manifest = "[package]\nname = \"a\"\nautotests = false\n[[test]]\nname = \"kept\"";
        let found = found_in([
            ("crates/a/Cargo.toml", manifest),
            ("crates/a/tests/kept.rs", ""),
            ("crates/a/tests/lost.rs", ""),
        ]);
        assert_eq!(found, ["crates/a/tests/lost.rs"]);
    }
}
