//! The rules of the house, each in a file of its own with a test that breaks it.
//!
//! A rule looks at the project as a [`Tree`] of texts and gives findings. A finding stands in the way of a green build unless
//! `xtask/tidy-exceptions.txt` excuses it, and that file may only shrink.

mod documents;
mod edges;
mod exceptions;
mod forbidden;
mod forgotten;
mod functions;
mod length;
mod licences;
mod map;
mod messages;
mod paths;
mod source;
mod stylesheet;
mod tree;
mod unused;

use std::path::Path;

use crate::failure::{Failure, Outcome, While};
use tree::Tree;

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    line: usize,
    rule: &'static str,
    sentence: String,
}

impl Finding {
    fn new(rule: &'static str, path: &str, line: usize, sentence: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, rule, sentence: sentence.into() }
    }
}

/// A rule that needs nothing but the project's texts.
type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: [Rule; 11] = [
    documents::check,
    edges::check,
    forbidden::check,
    forgotten::check,
    functions::check,
    length::check,
    map::check,
    messages::check,
    paths::check,
    stylesheet::check,
    unused::check,
];

/// Checks the project, prints each finding with what to do, and fails when there is one.
pub fn run(root: &Path) -> Outcome<()> {
    let tree = Tree::read(root)?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    findings.extend(licences::check(root, &tree)?);
    let file = tree.text(exceptions::FILE).unwrap_or_default();
    let mut left = exceptions::apply(file, findings, exceptions::AT_MOST);
    left.sort();
    for finding in &left {
        println!("{}:{}: {} [{}]", finding.path, finding.line, finding.sentence, finding.rule);
    }
    let looked_at = format!("tidy: {} files, {} rules", tree.paths().count(), RULES.len() + 1);
    if left.is_empty() {
        println!("{looked_at}, nothing to mend");
        return Ok(());
    }
    Err(Failure::new(format!("{looked_at}, {} places to mend", left.len())))
}

/// Reads a TOML text; what does not parse is a finding for the caller's rule.
fn read_toml(rule: &'static str, path: &str, text: &str) -> Result<toml::Table, Finding> {
    text.parse::<toml::Table>()
        .while_doing("not TOML")
        .map_err(|failure| Finding::new(rule, path, 1, failure.to_string()))
}
