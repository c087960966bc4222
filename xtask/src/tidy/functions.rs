//! How long a function may be.

use super::Finding;
use super::source::{code_only, is_word_letter, line_at, whole_words};
use super::tree::Tree;

const RULE: &str = "functions";

/// A function fits on a screen, from its `fn` to its last brace.
const MOST_LINES: usize = 70;

/// Finds functions that are too long.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.with_ending("rs").flat_map(|(path, text)| check_file(path, text)).collect()
}

fn check_file(path: &str, text: &str) -> Vec<Finding> {
    let code = code_only(text);
    let mut findings = Vec::new();
    for at in whole_words(&code, "fn") {
        let rest = code.get(at..).unwrap_or_default();
        let Some(length) = lines_of_function(rest) else {
            continue;
        };
        if length > MOST_LINES {
            let sentence = format!("`{}` has {length} lines, at most {MOST_LINES}", name_of_function(rest));
            findings.push(Finding::new(RULE, path, line_at(&code, at), sentence));
        }
    }
    findings
}

fn name_of_function(rest: &str) -> &str {
    let name = rest.trim_start_matches("fn").trim_start();
    let end = name.find(|letter| !is_word_letter(letter)).unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

/// The lines from `fn` to the closing brace; none for a function type or a declaration without a body.
fn lines_of_function(rest: &str) -> Option<usize> {
    if name_of_function(rest).is_empty() {
        return None;
    }
    let mut braces = 0_usize;
    let mut brackets = 0_usize;
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' | '[' if braces == 0 => brackets += 1,
            ')' | ']' if braces == 0 => brackets = brackets.saturating_sub(1),
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    return Some(line_at(rest, at));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function_of(lines: usize) -> String {
        format!("fn long(a: [u8; 2]) {{\n{}}}\n", "    f(\"}\");\n".repeat(lines - 2))
    }

    #[test]
    fn seventy_one_lines_are_one_too_many() {
        let (long, fits) = (function_of(71), function_of(70));
        let tree = Tree::from([("crates/a/src/long.rs", long.as_str()), ("crates/a/src/fits.rs", fits.as_str())]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings.first().map(|finding| finding.path.as_str()), Some("crates/a/src/long.rs"));
    }

    #[test]
    fn a_declaration_and_a_function_type_have_no_length() {
        let text =
            format!("trait T {{\n    fn short(a: [u8; 3]);\n{}}}\ntype F = fn(u8);\n", "    // more\n".repeat(90));
        assert_eq!(check(&Tree::from([("crates/a/src/lib.rs", text.as_str())])), Vec::new());
    }

    #[test]
    fn a_long_function_in_a_block_of_methods_is_found_at_its_own_line() {
        let text = format!("impl A {{\n{}}}\n", function_of(80));
        let findings = check(&Tree::from([("crates/a/src/lib.rs", text.as_str())]));
        assert_eq!(findings.first().map(|finding| finding.line), Some(2));
    }
}
