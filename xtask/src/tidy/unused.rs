//! Dependencies that no source of the crate names.

use super::edges::dependencies;
use super::source::{code_only, whole_words};
use super::tree::Tree;
use super::{Finding, read_toml};

const RULE: &str = "unused";

/// Finds dependencies that a crate pays for and does not use.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.manifests().flat_map(|(path, text)| check_crate(tree, path, text)).collect()
}

fn check_crate(tree: &Tree, path: &str, text: &str) -> Vec<Finding> {
    let manifest = match read_toml(RULE, path, text) {
        Ok(manifest) => manifest,
        Err(finding) => return vec![finding],
    };
    let folder = path.trim_end_matches("Cargo.toml");
    let sources: Vec<String> = tree
        .with_ending("rs")
        .filter(|(source, _)| source.starts_with(folder))
        .map(|(_, text)| code_only(text))
        .collect();
    dependencies(&manifest)
        .into_iter()
        .filter(|(name, _)| !sources.iter().any(|source| names(source, &name.replace('-', "_"))))
        .map(|(name, _)| Finding::new(RULE, path, 1, format!("no source names `{name}`; take it out of the manifest")))
        .collect()
}

/// True for `name::…`, `use name` and `name!`: a variable of the same name does not count.
fn names(source: &str, name: &str) -> bool {
    whole_words(source, name).any(|at| {
        let before = source.get(..at).unwrap_or_default().trim_end();
        let after = source.get(at + name.len()..).unwrap_or_default();
        after.starts_with("::") || after.starts_with('!') || before.ends_with("use") || before.ends_with("crate")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_that_stands_only_in_words_is_found() {
        let manifest = "[package]\nname = \"a\"\n[dependencies]\ncsv = \"1\"\nserde-json = \"1\"\n[dev-dependencies]\nproptest = \"1\"";
        let tree = Tree::from([
            ("crates/a/Cargo.toml", manifest),
            ("crates/a/src/lib.rs", "// csv::Reader\nlet csv = \"csv::x\"; serde_json::to_string(csv)"),
            ("crates/b/src/lib.rs", "csv::Reader"),
            ("crates/a/tests/b.rs", "proptest! { }"),
        ]);
        let found: Vec<String> = check(&tree).into_iter().map(|finding| finding.sentence).collect();
        assert_eq!(found, ["no source names `csv`; take it out of the manifest"]);
    }
}
