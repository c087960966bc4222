//! What continuous integration and developers run: `cargo xtask test`, `cargo xtask tidy`, `cargo xtask bench`.
//!
//! Architecture invariant: this crate depends on no other crate of the workspace. It looks at the project from outside, as
//! files, commands and addresses, so that it still builds when the project does not.

mod bench;
mod failure;
mod process;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use failure::{Failure, Outcome};

const USAGE: &str = "\
cargo xtask test  [tidy|rust|papers|browser]...    everything, or the named parts; installs what is missing
cargo xtask tidy                            the rules of the house: edges, lengths, forgotten files, messages, licences
cargo xtask bench [start|compare|web|store|statistics|predict]...    how fast Anshin is beside its peers, and how well it foretells";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome<()> {
    let root = project_root()?;
    let Some((command, rest)) = arguments.split_first() else {
        return Err(Failure::new(format!("name a command:\n{USAGE}")));
    };
    match command.as_str() {
        "test" => test::run(&root, rest),
        "tidy" => tidy::run(&root),
        "bench" => bench::run(&root, rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no command `{other}`:\n{USAGE}"))),
    }
}

/// The folder above this crate, wherever the clone lies.
fn project_root() -> Outcome<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new("xtask does not lie inside the project"))
}
