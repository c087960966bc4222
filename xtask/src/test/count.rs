//! How many tests passed, failed and were skipped, as the test programs say it.

use std::fmt;
use std::ops::AddAssign;

/// The sum that closes a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Count {
    /// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; …`, as `cargo test` ends each program.
    pub fn of_cargo_line(line: &str) -> Option<Count> {
        let counts = line.trim_start().strip_prefix("test result: ")?;
        Some(Count {
            passed: number_before(counts, " passed")?,
            failed: number_before(counts, " failed")?,
            skipped: number_before(counts, " ignored").unwrap_or(0),
        })
    }

    /// Reads `skipped: …`, which a test says that lacks what it needs; the test program counts it as passed.
    pub fn of_skipped_line(line: &str) -> Option<&str> {
        line.starts_with("skipped: ").then_some(line)
    }

    /// Moves tests that said that they were skipped from those that passed.
    pub fn skip(&mut self, tests: usize) {
        let tests = u64::try_from(tests).unwrap_or(u64::MAX).min(self.passed);
        self.passed -= tests;
        self.skipped += tests;
    }

    /// Reads `browser: 3 passed, 0 failed, 0 skipped`, as the scripts in `tests` end, each under its own name.
    pub fn of_script_line(script: &str, line: &str) -> Option<Count> {
        let counts = line.strip_prefix(script)?.strip_prefix(": ")?;
        Some(Count {
            passed: number_before(counts, " passed")?,
            failed: number_before(counts, " failed")?,
            skipped: number_before(counts, " skipped").unwrap_or(0),
        })
    }
}

fn number_before(text: &str, word: &str) -> Option<u64> {
    text.split_once(word)?.0.rsplit(' ').next()?.parse().ok()
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_closing_line_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Count::of_cargo_line(line), Some(Count { passed: 12, failed: 3, skipped: 1 }));
        assert_eq!(Count::of_cargo_line("test a ... ok"), None);
    }

    #[test]
    fn the_closing_line_of_a_script_is_read_under_its_name() {
        let line = "browser: 61 passed, 2 failed, 0 skipped";
        assert_eq!(Count::of_script_line("browser", line), Some(Count { passed: 61, failed: 2, skipped: 0 }));
        assert_eq!(Count::of_script_line("fhir", line), None);
        assert_eq!(Count::of_script_line("browser", "61 passed"), None);
    }
}
