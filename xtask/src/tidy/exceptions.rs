//! Findings that are excused for now, each with a date and a reason.
//!
//! A line of `xtask/tidy-exceptions.txt` reads `2026-11-22 length crates/web/src/page.rs: why, and what will end it`. The file
//! may only shrink: a line that excuses nothing must go, and with each line that goes [`AT_MOST`] goes down.

use super::Finding;

/// Where the exceptions stand.
pub const FILE: &str = "xtask/tidy-exceptions.txt";

/// How many lines the file holds. Lower it with the file; never raise it.
pub const AT_MOST: usize = 0;

const RULE: &str = "exceptions";

/// The findings that stay once the exceptions are applied, and what is wrong with the exceptions themselves.
pub fn apply(file: &str, findings: Vec<Finding>, at_most: usize) -> Vec<Finding> {
    let mut wrong = Vec::new();
    let mut excused: Vec<(usize, &str, &str)> = Vec::new();
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        match read_line(line) {
            Some((rule, path)) => excused.push((number + 1, rule, path)),
            None => {
                let sentence = "an exception reads `2026-11-22 rule path: reason`";
                wrong.push(Finding::new(RULE, FILE, number + 1, sentence));
            }
        }
    }
    for (number, rule, path) in &excused {
        if !findings.iter().any(|finding| finding.rule == *rule && finding.path == *path) {
            wrong.push(Finding::new(
                RULE,
                FILE,
                *number,
                format!("`{path}` no longer breaks `{rule}`; take the line out"),
            ));
        }
    }
    if excused.len() != at_most {
        let sentence = format!("{} exceptions, and AT_MOST says {at_most}; the number may only go down", excused.len());
        wrong.push(Finding::new(RULE, FILE, 1, sentence));
    }
    let stays =
        |finding: &Finding| !excused.iter().any(|(_, rule, path)| finding.rule == *rule && finding.path == *path);
    wrong.extend(findings.into_iter().filter(stays));
    wrong
}

/// The rule and the path of a line that has a date, both, and a reason.
fn read_line(line: &str) -> Option<(&str, &str)> {
    let (what, reason) = line.split_once(": ")?;
    let mut parts = what.split_whitespace();
    let (date, rule, path) = (parts.next()?, parts.next()?, parts.next()?);
    let has_date = date.len() == 10
        && date.char_indices().all(
            |(at, letter)| {
                if at == 4 || at == 7 { letter == '-' } else { letter.is_ascii_digit() }
            },
        );
    (has_date && parts.next().is_none() && reason.trim().len() > 10).then_some((rule, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "2026-11-22 length crates/a/src/lib.rs: split with the next measure\n";

    fn long_file() -> Finding {
        Finding::new("length", "crates/a/src/lib.rs", 500, "too long")
    }

    #[test]
    fn a_dated_line_excuses_its_finding_and_no_other() {
        assert_eq!(apply(LINE, vec![long_file()], 1), Vec::new());
        let other = Finding::new("functions", "crates/a/src/lib.rs", 3, "too long");
        assert_eq!(apply(LINE, vec![long_file(), other.clone()], 1), vec![other]);
    }

    #[test]
    fn a_line_that_excuses_nothing_must_go() {
        assert_eq!(apply(LINE, Vec::new(), 1).len(), 1);
    }

    #[test]
    fn a_line_without_a_date_or_a_reason_is_found() {
        assert_eq!(apply("length crates/a/src/lib.rs: because it is so\n", Vec::new(), 0).len(), 1);
        assert_eq!(apply("2026-11-22 length crates/a/src/lib.rs: so\n", Vec::new(), 0).len(), 1);
    }

    #[test]
    fn the_file_may_not_grow_and_the_limit_goes_down_with_it() {
        assert_eq!(apply(LINE, vec![long_file()], 0).len(), 1);
        assert_eq!(apply("", Vec::new(), 1).len(), 1);
    }
}
