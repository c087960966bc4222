//! Anshin's statistics beside R, JAGS and glmmTMB: alternating rounds in one run, and whether they say the same.
//!
//! Each program times its own work and prints the seconds; starting it and reading its input do not count.

mod closeness;
mod contest;

use std::path::{Path, PathBuf};

use self::contest::{Contest, Contestant};
use super::{Ground, table};
use crate::failure::{Outcome, While};
use crate::process;
use crate::test::ground::install;

const ROUNDS: u32 = 3;

const MEASURES: &str = "20";
const DRAWS: &str = "2000";
const HOSPITALS: &str = "1000";

/// Each Debian package with a file it brings.
const NEEDED: [(&str, &str); 4] = [
    ("r-base-core", "/usr/bin/Rscript"),
    ("r-cran-lme4", "/usr/lib/R/site-library/lme4/DESCRIPTION"),
    ("r-cran-glmmtmb", "/usr/lib/R/site-library/glmmTMB/DESCRIPTION"),
    ("r-cran-rjags", "/usr/lib/R/site-library/rjags/DESCRIPTION"),
];

/// Prepares what the programs read, lets the rounds alternate, and prints the table with the targets.
pub fn run(ground: &Ground) -> Outcome<()> {
    let missing: Vec<&str> =
        NEEDED.iter().filter(|(_, file)| !Path::new(file).exists()).map(|(package, _)| *package).collect();
    if let Err(failure) = install(&ground.root, &missing) {
        println!("peers are missing: {failure}");
    }
    for example in [["statistics", "timing"], ["evidence", "posteriors"]] {
        let [package, name] = example;
        let build = ["cargo", "build", "--release", "--locked", "--package", package, "--example", name];
        process::run(&ground.root, &build)?;
    }
    let desk = Desk::lay(ground)?;
    let mut contests = vec![desk.ranks(), desk.shrinkage(), desk.logistic("1"), desk.logistic("9"), desk.edition()];
    for round in 1..=ROUNDS {
        for contest in &mut contests {
            contest.run(&ground.root, round);
        }
    }
    println!("\nStatistics, {ROUNDS} alternating rounds, medians");
    let rows: Vec<Vec<String>> = contests.iter().flat_map(Contest::rows).collect();
    table::print(&["task", "program", "seconds", "Anshin is", "target"], &rows);
    println!();
    for line in desk.agreement(&contests) {
        println!("{line}");
    }
    Ok(())
}

/// Where the scripts lie, and the folder that the programs read from and write to.
struct Desk {
    scripts: PathBuf,
    folder: PathBuf,
    timing: String,
}

impl Desk {
    fn lay(ground: &Ground) -> Outcome<Desk> {
        let folder = ground.folder.join("statistics");
        std::fs::create_dir_all(&folder).while_doing("make target/bench/statistics")?;
        let timing = ground.root.join("target/release/examples/timing").display().to_string();
        let desk = Desk { scripts: ground.root.join("bench/statistics"), folder, timing };
        let draws = [desk.timing.as_str(), "draws", &desk.file(""), MEASURES, DRAWS, HOSPITALS];
        process::run(&ground.root, &draws)?;
        let rows = desk.r("logistic_rows.R", &[&desk.file("logistic_rows.csv")]);
        let line: Vec<&str> = rows.iter().map(String::as_str).collect();
        if let Err(failure) = process::run(&ground.root, &line) {
            println!("there are no rows for the regression: {failure}");
        }
        Ok(desk)
    }

    fn file(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn script(&self, name: &str) -> String {
        self.scripts.join(name).display().to_string()
    }

    fn r(&self, script: &str, arguments: &[&str]) -> Vec<String> {
        let script = self.script(script);
        ["Rscript", script.as_str()].iter().chain(arguments).map(|word| (*word).to_owned()).collect()
    }

    fn own(&self, arguments: &[&str]) -> Contestant {
        let line = [self.timing.as_str()].iter().chain(arguments).map(|word| (*word).to_owned()).collect();
        Contestant::new("Anshin, 1 thread", None, line)
    }

    fn ranks(&self) -> Contest {
        let folder = self.file("");
        let arguments = [folder.as_str(), MEASURES, DRAWS, HOSPITALS];
        let own = |threads| self.own(&[&["ranks"][..], &arguments, &[threads]].concat());
        let peer = Contestant::new("R", Some(10.0), self.r("ranks.R", &arguments));
        Contest::new(
            "ranks, 2,000 draws x 1,000 hospitals x 20",
            vec![own("1"), own("2").named("Anshin, 2 threads"), peer],
        )
    }

    fn shrinkage(&self) -> Contest {
        let hospitals = self.script("hospitals.csv");
        let own = self.own(&["shrinkage", &hospitals, &self.file("shrinkage_anshin.csv")]);
        let arguments = [&hospitals, &self.script("shrinkage.jags"), contest::ROUND, &self.file("shrinkage_jags.csv")];
        let peer = Contestant::new("JAGS, 2 x 5,000 draws", Some(20.0), self.r("shrinkage.R", &arguments));
        Contest::new("posterior of 1,000 hospitals", vec![own, peer])
    }

    fn logistic(&self, points: &str) -> Contest {
        let rows = self.file("logistic_rows.csv");
        let glmer = Contestant::new("glmer", Some(40.0), self.r("logistic.R", &[&rows, "glmer", points]));
        let mut all = vec![self.own(&["logistic", &rows, points]), glmer];
        let name = if points == "1" {
            all.push(Contestant::new("glmmTMB", Some(20.0), self.r("logistic.R", &[&rows, "glmmTMB", points])));
            "logistic 48,224 x 1,000, Laplace".to_owned()
        } else {
            format!("logistic 48,224 x 1,000, {points} points")
        };
        Contest::new(&name, all)
    }

    /// Every measure, every hospital, every rank.
    fn edition(&self) -> Contest {
        let line = vec![self.timing.replace("examples/timing", "examples/posteriors"), "2".to_owned()];
        Contest::new(
            "the whole edition's posteriors",
            vec![Contestant::new("Anshin, 2 threads", None, line).within(10.0)],
        )
    }

    /// Whether the programs say the same, in sentences.
    fn agreement(&self, contests: &[Contest]) -> Vec<String> {
        let mut lines = Vec::new();
        for contest in contests {
            lines.extend(contest.log_likelihoods());
        }
        let ranks = (self.file("ranks_anshin.csv"), self.file("ranks_r.csv"));
        lines.push(said("ranks", closeness::largest_difference(&ranks.0, &ranks.1)));
        let truth = self.script("hospitals.csv");
        for (name, file) in [("Anshin", "shrinkage_anshin.csv"), ("JAGS, 2 x 5,000 draws", "shrinkage_jags.csv")] {
            lines.push(said(name, closeness::against_truth(&truth, &self.file(file))));
        }
        lines
    }
}

fn said(what: &str, found: Outcome<String>) -> String {
    match found {
        Ok(sentence) => format!("{what}: {sentence}"),
        Err(failure) => format!("{what}: not compared, {failure}"),
    }
}
