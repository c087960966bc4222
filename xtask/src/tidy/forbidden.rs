//! Words of Rust that this project does without.
//!
//! `allow` hides a finding for ever, `expect` complains when it is no longer needed; an ignored test is a promise nobody
//! keeps; and nothing here is worth memory that the compiler does not check.

use super::Finding;
use super::source::{code_only, line_at, whole_words};
use super::tree::Tree;

const RULE: &str = "forbidden";

/// Finds forbidden attributes and words.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.with_ending("rs").flat_map(|(path, text)| check_file(path, &code_only(text))).collect()
}

fn check_file(path: &str, code: &str) -> Vec<Finding> {
    let attribute = |word: &'static str, sentence: &'static str| {
        whole_words(code, word)
            .filter(|at| stands_in_attribute(code, *at))
            .map(move |at| Finding::new(RULE, path, line_at(code, at), sentence))
    };
    let memory = whole_words(code, "unsafe")
        .map(|at| Finding::new(RULE, path, line_at(code, at), "`unsafe` is forbidden; find a crate that does it well"));
    attribute("allow", "`allow` is forbidden; mend it, or write `#[expect(…, reason = \"…\")]`")
        .chain(attribute("ignore", "an ignored test is forbidden; mend it or delete it"))
        .chain(memory)
        .collect()
}

/// True when `#[` or `#![` is open here.
fn stands_in_attribute(code: &str, at: usize) -> bool {
    let before = code.get(..at).unwrap_or_default();
    let Some(open) = before.rfind("#[").max(before.rfind("#![")) else {
        return false;
    };
    let mut depth = 0_i32;
    for letter in before.get(open..).unwrap_or_default().chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && letter == ']' {
            return false;
        }
    }
    depth > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(text: &str) -> usize {
        check(&Tree::from([("crates/a/src/lib.rs", text)])).len()
    }

    #[test]
    fn an_allow_is_found_even_behind_a_condition() {
        assert_eq!(found_in("#[allow(dead_code)]\nfn a() {}"), 1);
        assert_eq!(found_in("#![allow(dead_code)]"), 1);
        assert_eq!(found_in("#[cfg_attr(test, allow(dead_code))]\nfn a() {}"), 1);
    }

    #[test]
    fn an_ignored_test_is_found() {
        assert_eq!(found_in("#[test]\n#[ignore = \"slow\"]\nfn a() {}"), 1);
    }

    #[test]
    fn unsafe_is_found() {
        assert_eq!(found_in("fn a() { unsafe { b() } }"), 1);
    }

    #[test]
    fn the_words_are_free_in_names_comments_and_strings() {
        assert_eq!(
            found_in("// #[allow(x)] unsafe\n#[derive(Debug)]\nfn a(list: &[u8]) { allow(\"unsafe\"); ignore() }"),
            0
        );
    }
}
