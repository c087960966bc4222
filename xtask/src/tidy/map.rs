//! The folders that the project's map names.

use super::Finding;
use super::tree::Tree;

const RULE: &str = "map";

/// The top-level folders; a new one is a decision, and is written down here and in `ARCHITECTURE.md`.
const FOLDERS: [&str; 14] = [
    "crates",
    "xtask",
    "docs",
    "bench",
    "content",
    "data",
    "migrations",
    "tests",
    "fuzz",
    ".ci",
    ".github",
    ".config",
    ".cargo",
    "packaging",
];

/// Finds files under a top-level folder that the map does not name.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.paths()
        .filter_map(|path| Some((path, path.split_once('/')?.0)))
        .filter(|(_, folder)| !FOLDERS.contains(folder))
        .map(|(path, folder)| Finding::new(RULE, path, 1, format!("the map names no folder `{folder}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_off_the_map_is_found_and_a_file_at_the_top_is_not() {
        let tree = Tree::from([("scripts/run.sh", ""), ("README.md", ""), ("crates/a/src/lib.rs", "")]);
        let found: Vec<String> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(found, ["scripts/run.sh"]);
    }
}
