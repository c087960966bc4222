//! The papers that a newcomer looks for.

use super::Finding;
use super::tree::Tree;

const RULE: &str = "documents";

/// Each paper with what must stand in it.
const PAPERS: [(&str, &[&str]); 4] = [
    ("README.md", &["cargo run --release", "cargo xtask test"]),
    ("ARCHITECTURE.md", &["evidence", "compare", "web"]),
    ("CHANGELOG.md", &["#"]),
    ("LICENSE", &["Apache License"]),
];

/// Finds papers that are missing, or that lack what they are for.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, needed) in PAPERS {
        match tree.text(path) {
            None => findings.push(Finding::new(RULE, path, 1, "this paper is missing")),
            Some(text) => findings.extend(
                needed
                    .iter()
                    .filter(|word| !text.contains(**word))
                    .map(|word| Finding::new(RULE, path, 1, format!("`{word}` must stand here"))),
            ),
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_paper_and_a_missing_command_are_found() {
        let tree = Tree::from([
            ("README.md", "run `cargo run --release`"),
            ("ARCHITECTURE.md", "evidence, compare, web"),
            ("LICENSE", "Apache License"),
        ]);
        let found: Vec<String> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(found, ["README.md", "CHANGELOG.md"]);
    }
}
