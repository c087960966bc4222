//! `cargo xtask test`: everything that must hold, in one run, on a machine that has only a Rust toolchain.
//!
//! A step that fails does not stop the steps that can still say something; the last line counts what passed.

mod count;
pub mod ground;
mod papers;

use std::path::Path;
use std::time::Instant;

use crate::failure::{Failure, Outcome};
use crate::{process, tidy};
use count::Count;

/// The parts that can be named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Tidy,
    Rust,
    Papers,
    Browser,
}

impl Part {
    fn from_name(name: &str) -> Outcome<Part> {
        match name {
            "tidy" => Ok(Part::Tidy),
            "rust" => Ok(Part::Rust),
            "papers" => Ok(Part::Papers),
            "browser" => Ok(Part::Browser),
            other => Err(Failure::new(format!("there is no part `{other}`; choose among tidy, rust, papers, browser"))),
        }
    }
}

/// Runs the named parts, or all of them.
pub fn run(root: &Path, names: &[String]) -> Outcome<()> {
    let mut parts = names.iter().map(|name| Part::from_name(name)).collect::<Outcome<Vec<Part>>>()?;
    if parts.is_empty() {
        parts = vec![Part::Tidy, Part::Rust, Part::Papers, Part::Browser];
    }
    let mut steps = Steps { root, count: Count::default(), told: Vec::new() };
    if parts.contains(&Part::Tidy) {
        steps.tidy();
    }
    if parts.contains(&Part::Rust) {
        steps.rust();
    }
    if parts.contains(&Part::Papers) {
        steps.papers();
    }
    if parts.contains(&Part::Browser) {
        steps.browser();
    }
    steps.close()
}

/// The run so far.
struct Steps<'a> {
    root: &'a Path,
    count: Count,
    told: Vec<String>,
}

/// How a step ended when it did not fail.
enum Ending {
    Done,
    /// Done, apart from tests that said that they lacked something.
    Partly(Vec<String>),
    Skipped(String),
}

impl Steps<'_> {
    fn tidy(&mut self) {
        self.step("format", |root, _| {
            if !process::is_installed("rustfmt") {
                return Ok(Ending::Skipped("rustfmt is not installed (rustup component add rustfmt)".to_owned()));
            }
            process::run(root, &["cargo", "fmt", "--all", "--check"]).map(|()| Ending::Done)
        });
        self.step("tidy", |root, _| tidy::run(root).map(|()| Ending::Done));
        if process::is_installed("cargo-deny") {
            self.step("deny", |root, _| {
                process::run(root, &["cargo", "deny", "check", "licenses", "bans", "sources"]).map(|()| Ending::Done)
            });
        } else {
            println!(
                "cargo-deny is not installed: tidy has checked licences and doubles itself; advisories are not checked here"
            );
        }
    }

    fn rust(&mut self) {
        self.step("clippy", |root, _| {
            if !process::is_installed("cargo-clippy") {
                return Ok(Ending::Skipped("clippy is not installed (rustup component add clippy)".to_owned()));
            }
            let line = ["cargo", "clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
            process::run(root, &line).map(|()| Ending::Done)
        });
        self.database();
        self.step("cargo test", |root, count| {
            let mut line = process::command(root, &["cargo", "test", "--workspace", "--locked", "--no-fail-fast"]);
            count_lines(&mut line, count, Count::of_cargo_line)
        });
    }

    /// Our letters and calendars, opened by programs that nobody here wrote.
    fn papers(&mut self) {
        let installed = self.step("validators", |root, _| papers::prepare(root).map(|()| Ending::Done));
        let written = self.step("our papers", |root, _| papers::write(root).map(|()| Ending::Done));
        if !(installed && written) {
            println!("the tests of papers need the steps above; they did not run");
            return;
        }
        self.step("fhir tests", |root, count| {
            count_lines(&mut papers::fhir(root)?, count, |line| Count::of_script_line("fhir", line))
        });
        self.step("calendar tests", |root, count| {
            count_lines(&mut papers::calendar(root), count, |line| Count::of_script_line("calendar", line))
        });
    }

    fn browser(&mut self) {
        // The build that the tests above have made: a second one of everything, made fast, would take longer than all tests.
        let built = self.step("the program", |root, _| {
            process::run(root, &["cargo", "build", "--package", "anshin", "--locked"]).map(|()| Ending::Done)
        });
        self.database();
        let installed = self.step("browser and fonts", |root, _| ground::prepare(root).map(|()| Ending::Done));
        if !(built && installed) {
            println!("the browser tests need the step above; they did not run");
            return;
        }
        self.step("browser tests", |root, count| {
            let mut line = process::command(&root.join("tests/browser"), &["node", "run.mjs"]);
            count_lines(&mut line, count, |line| Count::of_script_line("browser", line))
        });
    }

    /// Without PostgreSQL the tests on it say that they were skipped; the others run all the same.
    fn database(&mut self) {
        self.step("database", |root, _| match ground::prepare_database(root) {
            Ok(()) => Ok(Ending::Done),
            Err(failure) => Ok(Ending::Skipped(failure.to_string())),
        });
    }

    /// Runs one step and tells how long it took; true when it did not fail.
    fn step(&mut self, name: &str, work: impl FnOnce(&Path, &mut Count) -> Outcome<Ending>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let failed_before = self.count.failed;
        let ending = work(self.root, &mut self.count);
        let seconds = start.elapsed().as_secs_f64();
        let (word, went_well) = match ending {
            Ok(Ending::Done) => ("done".to_owned(), true),
            Ok(Ending::Partly(lines)) => (format!("done, but {}", lines.join("; ")), true),
            Ok(Ending::Skipped(why)) => {
                self.count.skipped += 1;
                (format!("skipped: {why}"), true)
            }
            Err(failure) => {
                println!("{failure}");
                // A step whose own tests have told of the failure is not counted a second time.
                if self.count.failed == failed_before {
                    self.count.failed += 1;
                }
                ("FAILED".to_owned(), false)
            }
        };
        self.told.push(format!("{name:<18} {seconds:>7.1} s  {word}"));
        went_well
    }

    fn close(self) -> Outcome<()> {
        println!("\n{}\n\n{}", self.told.join("\n"), self.count);
        match self.count.failed {
            0 if self.count.passed == 0 && self.told.iter().any(|line| line.contains("test")) => {
                Err(Failure::new("no test ran"))
            }
            0 => Ok(()),
            failed => Err(Failure::new(format!("{failed} failed; the steps above say which"))),
        }
    }
}

/// Runs a test program and adds up the lines in which it counts.
fn count_lines(
    line: &mut std::process::Command,
    count: &mut Count,
    read: impl Fn(&str) -> Option<Count>,
) -> Outcome<Ending> {
    let mut counted = Count::default();
    let mut skipped = Vec::new();
    let went_well = process::run_heard(line, |line| {
        if let Some(part) = read(line) {
            counted += part;
        }
        skipped.extend(Count::of_skipped_line(line).map(str::to_owned));
    })?;
    counted.skip(skipped.len());
    *count += counted;
    match (went_well, counted.passed) {
        (true, 0) => Err(Failure::new("it ended well, and ran no test")),
        (true, _) if skipped.is_empty() => Ok(Ending::Done),
        (true, _) => Ok(Ending::Partly(skipped)),
        (false, _) => Err(Failure::new("a test failed; its words stand above")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Steps<'static> {
        Steps { root: Path::new("."), count: Count::default(), told: Vec::new() }
    }

    #[test]
    fn a_failing_step_makes_the_run_fail_and_counts_once() {
        let mut run = steps();
        assert!(!run.step("cargo test", |_, count| {
            count.failed += 1;
            Err(Failure::new("broken"))
        }));
        assert!(!run.step("clippy", |_, _| Err(Failure::new("broken"))));
        assert_eq!(run.count.failed, 2);
        assert!(run.close().is_err());
    }

    #[test]
    fn a_program_that_ends_well_without_a_test_is_a_failure() {
        let mut line = process::command(Path::new("."), &["echo", "nothing to do"]);
        assert!(count_lines(&mut line, &mut Count::default(), Count::of_cargo_line).is_err());
    }

    #[test]
    fn the_lines_of_a_program_are_added_up() {
        let said = "printf '%s\\n%s\\n' 'test result: ok. 2 passed; 0 failed; 1 ignored;' 'test result: ok. 3 passed; 0 failed; 0 ignored;'";
        let mut count = Count::default();
        let mut line = process::command(Path::new("."), &["sh", "-c", said]);
        assert!(count_lines(&mut line, &mut count, Count::of_cargo_line).is_ok());
        assert_eq!(count, Count { passed: 5, failed: 0, skipped: 1 });
    }

    #[test]
    fn a_test_that_says_it_was_skipped_is_counted_as_skipped_and_named_at_the_end() {
        let said = "printf '\\nskipped: a thing (why)\\ntest result: ok. 2 passed; 0 failed; 0 ignored;\\n'";
        let mut run = steps();
        assert!(run.step("cargo test", |_, count| {
            count_lines(&mut process::command(Path::new("."), &["sh", "-c", said]), count, Count::of_cargo_line)
        }));
        assert_eq!(run.count, Count { passed: 1, failed: 0, skipped: 1 });
        assert!(run.told.iter().any(|line| line.ends_with("done, but skipped: a thing (why)")), "{:?}", run.told);
    }

    #[test]
    fn an_unknown_part_is_refused_with_the_parts_there_are() {
        let failure = run(Path::new("."), &["brwser".to_owned()]).unwrap_err();
        assert!(failure.to_string().contains("browser"), "{failure}");
    }
}
