//! The same question asked of PostgreSQL with PostGIS, by pgbench, without any web framework in between.

use std::fs;
use std::path::PathBuf;

use super::Ground;
use super::peers::Workshop;
use super::web::Question;
use super::wrk::Round;
use crate::failure::{Failure, Outcome, While};
use crate::process;

/// How many times as many requests a second Anshin must answer.
pub const TARGET: f64 = 5.0;

/// A private PostgreSQL, reached by a socket under `target/bench`, which ends when this value goes.
pub struct PostGis {
    folder: PathBuf,
    peers: PathBuf,
    address: String,
}

impl PostGis {
    /// Starts PostgreSQL and loads the figures into it.
    pub fn start(ground: &Ground, workshop: &Workshop) -> Outcome<PostGis> {
        if !process::is_installed("pgbench") {
            return Err(Failure::new("pgbench is not installed (Debian: postgresql, postgresql-postgis)"));
        }
        let folder = ground.folder.join("pg");
        let mut server = PostGis { folder, peers: workshop.peers.clone(), address: String::new() };
        server.address = server.script("start")?.trim().to_owned();
        let python = workshop.python.join("bin/python").display().to_string();
        let script = workshop.peers.join("make_database.py").display().to_string();
        let edition = workshop.edition.display().to_string();
        process::run(&ground.root, &[&python, &script, &edition, "--postgres", &server.address])
            .while_doing("load the figures into PostgreSQL")?;
        Ok(server)
    }

    fn script(&self, what: &str) -> Outcome<String> {
        let (script, folder) =
            (self.peers.join("postgres.sh").display().to_string(), self.folder.display().to_string());
        process::read(&mut process::command(&self.peers, &["sh", &script, what, &folder]))
    }

    /// One round of sixteen clients; the times of single questions are read from pgbench's log.
    pub fn load(&self, question: &Question, seconds: u32) -> Outcome<Round> {
        let logs = self.folder.with_file_name("pgbench");
        if logs.exists() {
            fs::remove_dir_all(&logs)?;
        }
        fs::create_dir_all(&logs)?;
        let file = self.peers.join("postgis.sql").display().to_string();
        let seconds = seconds.to_string();
        let mut line =
            process::command(&logs, &["pgbench", "-n", "-M", "prepared", "-c", "16", "-j", "1", "-l", "-T", &seconds]);
        line.args(["-f", &file]);
        for (name, value) in question.named_values() {
            line.arg("-D").arg(format!("{name}={value}"));
        }
        let report = process::read(line.arg(&self.address))?;
        let mut log = String::new();
        for entry in fs::read_dir(&logs)? {
            log.push_str(&fs::read_to_string(entry?.path())?);
        }
        read(&report, &log)
    }

    /// What the database answers.
    pub fn answer(&self, question: &Question) -> Outcome<String> {
        let mut text = fs::read_to_string(self.peers.join("postgis.sql"))?;
        for (name, value) in question.named_values() {
            let value = if name == "condition" { format!("'{value}'") } else { value };
            text = text.replace(&format!(":{name}::"), &format!("{value}::"));
        }
        process::read(&mut process::command(&self.peers, &["psql", "-X", "-A", "-t", "-c", &text, &self.address]))
    }
}

impl Drop for PostGis {
    fn drop(&mut self) {
        if let Err(failure) = self.script("stop") {
            eprintln!("PostgreSQL in {} did not stop: {failure}", self.folder.display());
        }
    }
}

/// `report` holds `tps = 812.5 (…)`; the third word of each line of the log is a time in microseconds.
pub fn read(report: &str, log: &str) -> Outcome<Round> {
    let a_second = report.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse::<f64>().ok());
    let a_second = a_second.ok_or_else(|| Failure::new(format!("pgbench does not say its tps:\n{report}")))?;
    let mut times: Vec<f64> =
        log.lines().filter_map(|line| line.split(' ').nth(2)?.parse::<f64>().ok()).map(|time| time / 1000.0).collect();
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied();
    match (at(0.50), at(0.99)) {
        (Some(p50_ms), Some(p99_ms)) => Ok(Round { requests_a_second: a_second, p50_ms, p99_ms }),
        _ => Err(Failure::new("pgbench logged no question")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_read_from_report_and_log() {
        let log: String = (1..=100).map(|number| format!("0 {number} {} 0 1700000000 5\n", number * 1000)).collect();
        let round = read("latency average = 1 ms\ntps = 812.500000 (without initial connection time)\n", &log).unwrap();
        assert_eq!(round, Round { requests_a_second: 812.5, p50_ms: 51.0, p99_ms: 100.0 });
        assert!(read("nothing", &log).is_err());
        assert!(read("tps = 1.0 (x)\n", "").is_err());
    }
}
