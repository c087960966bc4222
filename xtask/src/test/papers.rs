//! Our letters and calendars, opened by programs that nobody here wrote: two validators of FHIR and a reader of calendars.
//!
//! Everything comes at the version and with the hash that stands in `tests/fhir` and `tests/calendar`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::ground;
use crate::failure::{Failure, Outcome, While};
use crate::process;

/// What Python packages there must be; both lists go into one environment, so no package may stand in both.
const REQUIREMENTS: [&str; 2] = ["tests/fhir/requirements.txt", "tests/calendar/requirements.txt"];
/// The official examples, which must pass beside ours.
const EXAMPLES: &str = "crates/documents/tests/documents/examples";
/// The tests that write our papers, and the one that holds the kept calendars to what is made.
const WRITING: [&str; 2] = ["fhir::", "calendar::the_kept_files_are_what_is_made"];

/// Installs the validators; asks the network for nothing when they are there.
pub fn prepare(root: &Path) -> Outcome<()> {
    ground::prepare_node(root, "tests/fhir")?;
    let place = environment(root);
    let wanted = wanted(root, &place)?;
    if fs::read_to_string(receipt(&place)).is_ok_and(|there| there == wanted) && answers(&place) {
        return Ok(());
    }
    if !ends_well(process::command(root, &["python3", "-c", "import ensurepip, venv"])) {
        ground::install(root, &["python3-venv"])?;
    }
    // A receipt must never stand beside half of what it says.
    if place.exists() {
        fs::remove_dir_all(&place).while_doing(&format!("remove {}", place.display()))?;
    }
    let place = place.display().to_string();
    process::run(root, &["python3", "-m", "venv", &place]).map_err(with_remedy)?;
    let python = format!("{place}/bin/python");
    let mut line = vec![&*python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
    line.push("--require-hashes");
    line.extend(REQUIREMENTS.iter().flat_map(|list| ["-r", list]));
    process::run(root, &line).map_err(with_remedy)?;
    fs::write(receipt(Path::new(&place)), wanted).while_doing("write what was installed")
}

/// Lets the tests of `documents` write our bundles, and holds the kept calendars to what is made.
pub fn write(root: &Path) -> Outcome<()> {
    let folder = written(root);
    // What an earlier run wrote would be validated instead of what is written now.
    if folder.exists() {
        fs::remove_dir_all(&folder).while_doing(&format!("remove {}", folder.display()))?;
    }
    // With the features of the whole workspace, as `cargo test --workspace` has built it: nothing is built twice.
    let mut line = vec!["cargo", "test", "--workspace", "--test", "documents", "--locked", "--quiet", "--"];
    line.extend(WRITING);
    let status = process::command(root, &line).env("FHIR_OUT", &folder).status().while_doing("cargo test")?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new("the tests of `documents` failed, so there are no papers to validate: mend what stands above"))
}

/// The command that validates our bundles and the official examples.
pub fn fhir(root: &Path) -> Outcome<Command> {
    let ours = json_files(&written(root))?;
    let examples = json_files(&root.join(EXAMPLES))?;
    let mut command = process::command(root, &["node", "tests/fhir/validate.mjs"]);
    command.args(ours).args(examples).env("FHIRKIT", environment(root).join("bin/fhirkit"));
    Ok(command)
}

/// The command that opens the kept calendars.
pub fn calendar(root: &Path) -> Command {
    let python = environment(root).join("bin/python").display().to_string();
    process::command(root, &[&python, "tests/calendar/check.py"])
}

/// Where the Python packages lie.
fn environment(root: &Path) -> PathBuf {
    root.join("target/validators")
}

/// Where our bundles are written.
fn written(root: &Path) -> PathBuf {
    root.join("target/papers")
}

/// The file that says what was installed, written last.
fn receipt(place: &Path) -> PathBuf {
    place.join("installed.txt")
}

/// What a receipt must say: the place, since the commands in it name it, and each list word by word.
fn wanted(root: &Path, place: &Path) -> Outcome<String> {
    let mut wanted = format!("{}\n", place.display());
    for list in REQUIREMENTS {
        wanted.push_str(&fs::read_to_string(root.join(list)).while_doing(list)?);
    }
    Ok(wanted)
}

/// True when what was installed still answers; it does not after Python itself was replaced.
fn answers(place: &Path) -> bool {
    let python = place.join("bin/python").display().to_string();
    let fhirkit = place.join("bin/fhirkit").display().to_string();
    ends_well(process::command(place, &[&python, "-c", "import icalendar"]))
        && ends_well(process::command(place, &[&fhirkit, "validate", "--help"]))
}

fn ends_well(mut command: Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn with_remedy(failure: Failure) -> Failure {
    Failure::new(format!(
        "{failure}: the validators need Python 3.11 or later with venv (on Debian python3-venv) and, this once, its package index"
    ))
}

/// The JSON files of a folder, in order; that there is none is a failure.
fn json_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let name = folder.display().to_string();
    let mut files = Vec::new();
    for file in fs::read_dir(folder).while_doing(&name)? {
        files.push(file.while_doing(&name)?.path());
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    if files.is_empty() { Err(Failure::new(format!("there is no FHIR file to validate in {name}"))) } else { Ok(files) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of this test alone, with both lists in it.
    fn project(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("xtask-papers-{name}-{}", std::process::id()));
        for list in REQUIREMENTS {
            let list = root.join(list);
            fs::create_dir_all(list.parent().unwrap()).unwrap();
            fs::write(list, "one==1\n").unwrap();
        }
        root
    }

    #[test]
    fn a_list_that_changed_and_a_project_that_moved_are_installed_anew() {
        let root = project("lists");
        let before = wanted(&root, &environment(&root)).unwrap();
        assert_eq!(before, wanted(&root, &environment(&root)).unwrap());
        assert_ne!(before, wanted(&root, Path::new("/elsewhere")).unwrap());
        fs::write(root.join(REQUIREMENTS[1]), "one==2\n").unwrap();
        assert_ne!(before, wanted(&root, &environment(&root)).unwrap());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn our_files_and_the_examples_are_validated_and_nothing_else() {
        let root = project("files");
        let (ours, examples) = (written(&root), root.join(EXAMPLES));
        fs::create_dir_all(&ours).unwrap();
        fs::create_dir_all(&examples).unwrap();
        assert!(fhir(&root).is_err(), "without a file there is nothing to say");
        for file in [ours.join("b.json"), ours.join("a.json"), examples.join("c.json"), examples.join("LICENCE.md")] {
            fs::write(file, "{}").unwrap();
        }
        let command = fhir(&root).unwrap();
        let named: Vec<_> = command.get_args().skip(1).map(Path::new).collect();
        assert_eq!(named, [ours.join("a.json"), ours.join("b.json"), examples.join("c.json")]);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_failure_to_install_says_what_is_needed() {
        let sentence = with_remedy(Failure::new("`pip` ended with 1")).to_string();
        assert!(sentence.contains("pip") && sentence.contains("python3-venv"), "{sentence}");
    }
}
