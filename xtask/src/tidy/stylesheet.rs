//! One stylesheet, small enough for a slow telephone.

use super::Finding;
use super::tree::Tree;

const RULE: &str = "stylesheet";

const MOST_BYTES: usize = 60_000;

/// Finds a second stylesheet, or one that is too heavy.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let sheets: Vec<(&str, &str)> = tree.with_ending("css").collect();
    let second = sheets
        .iter()
        .skip(1)
        .map(|(path, _)| Finding::new(RULE, path, 1, "a second stylesheet; there is one visual language, in one file"));
    let heavy = sheets
        .iter()
        .filter(|(_, text)| text.len() >= MOST_BYTES)
        .map(|(path, text)| Finding::new(RULE, path, 1, format!("{} bytes, must stay under {MOST_BYTES}", text.len())));
    second.chain(heavy).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_thousand_bytes_are_too_many() {
        let (heavy, fits) = ("x".repeat(60_000), "x".repeat(59_999));
        assert_eq!(check(&Tree::from([("crates/web/a.css", heavy.as_str())])).len(), 1);
        assert_eq!(check(&Tree::from([("crates/web/a.css", fits.as_str())])).len(), 0);
    }

    #[test]
    fn a_second_stylesheet_is_found() {
        assert_eq!(check(&Tree::from([("crates/web/a.css", ""), ("crates/web/b.css", "")])).len(), 1);
    }
}
