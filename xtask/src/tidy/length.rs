//! How long a file may be.

use super::Finding;
use super::tree::Tree;

const RULE: &str = "length";

/// A file tells one story; past this it tells two.
const MOST_LINES: usize = 400;

const ENDINGS: [&str; 5] = ["rs", "html", "mjs", "js", "py"];

/// Finds source files, tests and templates that are too long.
pub fn check(tree: &Tree) -> Vec<Finding> {
    ENDINGS
        .iter()
        .flat_map(|ending| tree.with_ending(ending))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| {
            let sentence = format!("{lines} lines, at most {MOST_LINES}; find the second story and give it a file");
            Finding::new(RULE, path, lines, sentence)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_hundred_and_first_line_is_one_too_many() {
        let (long, fits) = ("x\n".repeat(401), "x\n".repeat(400));
        let tree = Tree::from([
            ("crates/web/src/long.rs", long.as_str()),
            ("crates/web/templates/long.html", long.as_str()),
            ("crates/web/tests/fits.rs", fits.as_str()),
            ("docs/long.md", long.as_str()),
        ]);
        let found: Vec<String> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(found, ["crates/web/src/long.rs", "crates/web/templates/long.html"]);
    }
}
