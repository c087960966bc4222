//! `cargo xtask bench`: how fast Anshin is, alone and beside programs that do the same.
//!
//! Nothing here asserts a time: a table is printed with the targets beside it, and a person judges. Machines differ, and two
//! programs measured one after the other on a busy machine differ too; so peers alternate, round after round.

mod agreement;
mod compare;
mod http;
mod papers;
mod peers;
mod postgis;
mod predict;
mod start;
mod statistics;
mod store;
mod table;
mod web;
mod wrk;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::failure::{Failure, Outcome, While};
use crate::process::{self, Server, address_in};

/// Runs the named parts, or all of them, on the release binary.
pub fn run(root: &Path, names: &[String]) -> Outcome<()> {
    let all = ["start", "compare", "web", "store", "statistics", "predict", "papers"];
    if let Some(unknown) = names.iter().find(|name| !all.contains(&name.as_str())) {
        return Err(Failure::new(format!("there is no part `{unknown}`; choose among {}", all.join(", "))));
    }
    // The store is measured through an example of its own.
    if names.is_empty() || names.iter().any(|name| name != "store") {
        process::run(root, &["cargo", "build", "--release", "--package", "anshin", "--locked"])?;
    }
    let ground = Ground::new(root)?;
    for part in all.iter().filter(|part| names.is_empty() || names.iter().any(|name| name == *part)) {
        match *part {
            "start" => start::run(&ground)?,
            "compare" => compare::run(&ground)?,
            "statistics" => statistics::run(&ground)?,
            "store" => store::run(&ground)?,
            "predict" => predict::run(&ground)?,
            "papers" => papers::run(&ground)?,
            _ => web::run(&ground)?,
        }
    }
    Ok(())
}

/// Where the binary lies, and where the run may write.
struct Ground {
    root: PathBuf,
    binary: String,
    folder: PathBuf,
}

impl Ground {
    fn new(root: &Path) -> Outcome<Ground> {
        let folder = root.join("target/bench");
        std::fs::create_dir_all(&folder).while_doing("make target/bench")?;
        Ok(Ground { root: root.to_owned(), binary: root.join("target/release/anshin").display().to_string(), folder })
    }

    /// Starts Anshin on a free port and waits until it names its address.
    fn serve(&self) -> Outcome<(Server, String)> {
        let mut line = process::command(&self.root, &[&self.binary, "serve", "--listen", "127.0.0.1:0"]);
        let mut server = Server::start("anshin", &mut line, &self.folder.join("anshin.log"))?;
        let address = server.wait_for_line(Duration::from_secs(30), address_in)?;
        Ok((server, address))
    }
}

/// The middle value; of two middles, the lower.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_and_of_nothing_nothing() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.0));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn an_unknown_part_is_refused_before_anything_is_built() {
        assert!(run(Path::new("/nowhere"), &["wbe".to_owned()]).is_err());
    }
}
