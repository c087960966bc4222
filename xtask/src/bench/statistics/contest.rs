//! One task, and the programs that do it round after round.

use std::path::Path;

use super::super::median;
use crate::failure::{Failure, Outcome};
use crate::process;

/// Stands for the number of the round in a command line.
pub const ROUND: &str = "ROUND";

/// A task with the programs that do it, Anshin first.
pub struct Contest {
    task: String,
    contestants: Vec<Contestant>,
}

/// A program as it is called, and what it said.
pub struct Contestant {
    name: String,
    /// How many times faster Anshin is to be.
    target: Option<f64>,
    /// How many seconds it may take at most.
    limit: Option<f64>,
    line: Vec<String>,
    rounds: Vec<Measured>,
    failure: Option<Failure>,
}

/// What a program said of one round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    seconds: f64,
    log_likelihood: Option<f64>,
}

impl Measured {
    /// Reads `seconds 1.5` and, where it is there, `log_likelihood -12.5`.
    fn of_words(words: &str) -> Outcome<Measured> {
        let number = |name: &str| {
            words.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.trim().parse::<f64>().ok())
        };
        match number("seconds") {
            Some(seconds) => Ok(Measured { seconds, log_likelihood: number("log_likelihood") }),
            None => Err(Failure::new("it printed no seconds")),
        }
    }
}

impl Contestant {
    pub fn new(name: &str, target: Option<f64>, line: Vec<String>) -> Contestant {
        Contestant { name: name.to_owned(), target, limit: None, line, rounds: Vec::new(), failure: None }
    }

    /// Gives it another name.
    pub fn named(self, name: &str) -> Contestant {
        Contestant { name: name.to_owned(), ..self }
    }

    /// Sets the most seconds it may take.
    pub fn within(self, seconds: f64) -> Contestant {
        Contestant { limit: Some(seconds), ..self }
    }

    fn run(&mut self, root: &Path, round: u32) -> Outcome<Measured> {
        let number = round.to_string();
        let line: Vec<&str> =
            self.line.iter().map(|word| if word == ROUND { &number } else { word.as_str() }).collect();
        let measured = Measured::of_words(&process::read(&mut process::command(root, &line))?)?;
        self.rounds.push(measured);
        Ok(measured)
    }

    fn seconds(&self) -> Option<f64> {
        median(self.rounds.iter().map(|round| round.seconds).collect())
    }

    fn log_likelihood(&self) -> Option<f64> {
        self.rounds.last()?.log_likelihood
    }
}

impl Contest {
    pub fn new(task: &str, contestants: Vec<Contestant>) -> Contest {
        Contest { task: task.to_owned(), contestants }
    }

    /// One round of each program; one that failed once is not asked again.
    pub fn run(&mut self, root: &Path, round: u32) {
        for contestant in self.contestants.iter_mut().filter(|contestant| contestant.failure.is_none()) {
            match contestant.run(root, round) {
                Ok(measured) => println!("round {round}  {}: {} {:.3} s", self.task, contestant.name, measured.seconds),
                Err(failure) => {
                    println!("{}: {} is missing: {failure}", self.task, contestant.name);
                    contestant.failure = Some(failure);
                }
            }
        }
    }

    /// The lines of the table.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let own = self.contestants.first().and_then(Contestant::seconds);
        let row = |contestant: &Contestant| {
            let seconds = contestant.seconds();
            let ratio = seconds.zip(own).map(|(seconds, own)| seconds / own);
            let target = match (contestant.target, contestant.limit) {
                (Some(target), _) => format!(">= {target}x {}", verdict(ratio.map(|ratio| ratio >= target))),
                (None, Some(limit)) => format!("< {limit} s {}", verdict(seconds.map(|seconds| seconds < limit))),
                (None, None) => "-".to_owned(),
            };
            vec![
                self.task.clone(),
                contestant.name.clone(),
                seconds.map_or_else(|| "not measured".to_owned(), |seconds| format!("{seconds:.3}")),
                ratio.filter(|_| contestant.target.is_some()).map_or("-".to_owned(), |ratio| format!("{ratio:.1}x")),
                target,
            ]
        };
        self.contestants.iter().map(row).collect()
    }

    /// How far the log-likelihoods lie from Anshin's. With several points lme4 leaves a constant out, so only 1-0 cases compare.
    pub fn log_likelihoods(&self) -> Vec<String> {
        let Some((own, peers)) = self.contestants.split_first() else { return Vec::new() };
        let Some(ours) = own.log_likelihood() else { return Vec::new() };
        let line = |peer: &Contestant| {
            let theirs = peer.log_likelihood()?;
            let difference = ours - theirs;
            Some(format!(
                "{}: log-likelihood {ours:.6}, {} {theirs:.6}, Anshin is higher by {difference:.1e}",
                self.task, peer.name
            ))
        };
        peers.iter().filter_map(line).collect()
    }
}

fn verdict(reached: Option<bool>) -> &'static str {
    match reached {
        Some(true) => "(reached)",
        Some(false) => "(not reached)",
        None => "(not measured)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(name: &str, target: Option<f64>, words: &str) -> Contestant {
        Contestant::new(name, target, vec!["printf".to_owned(), words.to_owned()])
    }

    #[test]
    fn the_table_holds_ratios_and_verdicts() {
        let own = says("Anshin", None, "seconds 0.5\\nlog_likelihood -10.0\\n");
        let peer = says("R", Some(10.0), "seconds 6\\nlog_likelihood -10.5\\n");
        let mut contest = Contest::new("task", vec![own, peer]);
        contest.run(Path::new("/"), 1);
        let rows = contest.rows();
        assert_eq!(rows[0], ["task", "Anshin", "0.500", "-", "-"]);
        assert_eq!(rows[1], ["task", "R", "6.000", "12.0x", ">= 10x (reached)"]);
        assert_eq!(
            contest.log_likelihoods(),
            ["task: log-likelihood -10.000000, R -10.500000, Anshin is higher by 5.0e-1"]
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_not_measured() {
        let mut contest =
            Contest::new("task", vec![Contestant::new("Anshin", None, vec!["/nowhere".to_owned()]).within(10.0)]);
        contest.run(Path::new("/"), 1);
        assert_eq!(contest.rows()[0], ["task", "Anshin", "not measured", "-", "< 10 s (not measured)"]);
    }

    #[test]
    fn the_number_of_the_round_goes_into_the_line() {
        let mut contestant = Contestant::new("a", None, ["printf", "seconds %s", ROUND].map(str::to_owned).to_vec());
        assert_eq!(contestant.run(Path::new("/"), 3).unwrap().seconds, 3.0);
    }
}
