//! The words a user sees: the same files in both languages, and no message that nobody says.
//!
//! That both languages hold the same messages, and that no page asks for one which does not exist, the language crate's own
//! build checks; this rule finds what it cannot see.

use std::collections::BTreeSet;

use super::Finding;
use super::source::{code_only, whole_words};
use super::tree::Tree;

const RULE: &str = "messages";

const ENGLISH: &str = "crates/language/messages/en/";
const JAPANESE: &str = "crates/language/messages/ja/";

/// Finds message files without a partner, messages of one language only, and messages that no source uses.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = missing_partners(tree, ENGLISH, JAPANESE);
    findings.extend(missing_partners(tree, JAPANESE, ENGLISH));
    let users: Vec<String> = tree
        .with_ending("rs")
        .map(|(path, text)| (path, code_only(text)))
        .chain(tree.with_ending("html").map(|(path, text)| (path, text.to_owned())))
        .filter(|(path, _)| path.starts_with("crates/"))
        .map(|(_, text)| text)
        .collect();
    for (path, text) in tree.with_ending("ftl").filter(|(path, _)| path.starts_with(ENGLISH)) {
        for (name, line) in names(text).filter(|(name, _)| !users.iter().any(|user| says(user, name))) {
            findings.push(Finding::new(RULE, path, line, format!("nobody says `{name}`; delete it in both languages")));
        }
    }
    findings
}

fn missing_partners(tree: &Tree, here: &str, there: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.with_ending("ftl").filter(|(path, _)| path.starts_with(here)) {
        let partner = path.replacen(here, there, 1);
        let Some(other) = tree.text(&partner) else {
            findings.push(Finding::new(RULE, path, 1, format!("its partner {partner} is missing")));
            continue;
        };
        let known: BTreeSet<&str> = names(other).map(|(name, _)| name).collect();
        for (name, line) in names(text).filter(|(name, _)| !known.contains(name)) {
            findings.push(Finding::new(RULE, path, line, format!("`{name}` is missing in {partner}")));
        }
    }
    findings
}

/// The names of a file's messages with their lines; a name begins its line and is followed by `=`.
fn names(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.lines().enumerate().filter_map(|(number, line)| {
        let (name, _) = line.split_once('=')?;
        let name = name.trim_end();
        let is_name = name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
        is_name.then_some((name, number + 1))
    })
}

/// True when the source calls the message's method: `.near_place(…)` or `Text::near_place`.
fn says(source: &str, name: &str) -> bool {
    let method = name.replace('-', "_");
    whole_words(source, &method).any(|at| {
        let before = source.get(..at).unwrap_or_default().trim_end();
        before.ends_with('.') || before.ends_with("::")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: (&str, &str) = ("crates/web/templates/a.html", "{{ text.near_place(place) }}");

    fn found_in<const N: usize>(files: [(&str, &str); N]) -> Vec<String> {
        check(&Tree::from(files)).into_iter().map(|finding| finding.sentence).collect()
    }

    #[test]
    fn a_file_in_one_language_only_is_found() {
        let found = found_in([USER, ("crates/language/messages/en/web.ftl", "near-place = near { $place }\n")]);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_message_in_another_file_of_the_other_language_is_found() {
        let found = found_in([
            USER,
            ("crates/language/messages/en/web.ftl", "near-place = near { $place }\n"),
            ("crates/language/messages/ja/web.ftl", "# empty\n"),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_message_that_nobody_says_is_found() {
        let both = "near-place = near { $place }\nfar = far\n    near = not a name, because it stands inside\n";
        let found = found_in([
            USER,
            ("crates/language/messages/en/web.ftl", both),
            ("crates/language/messages/ja/web.ftl", both),
            ("crates/web/src/lib.rs", "// text.far()\nfn a() { \"text.far()\"; }"),
        ]);
        assert_eq!(found, ["nobody says `far`; delete it in both languages"]);
    }
}
