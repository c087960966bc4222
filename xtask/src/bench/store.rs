//! How fast cases are kept: sixty-four clients, each write synced to the disk before it is acknowledged.
//!
//! Three that do the same in turn, round after round: the store on SQLite as it is, the same store committing each write by itself, and
//! PostgreSQL's own `pgbench`, whose clients each commit one changed row and one new row of the same sizes (without a chain and
//! without sealing, which is in PostgreSQL's favour). A run of its own under strace counts the syncs; it is not timed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::wrk::Round;
use super::{Ground, median, table};
use crate::failure::{Outcome, While};
use crate::process;
use crate::test::ground::install;

const CLIENTS: usize = 64;
const ROUNDS: usize = 5;
const SECONDS: u32 = 4;
/// As many writes in one transaction as the store takes.
const GROUP: &str = "128";
const TIMES_ONE_BY_ONE: f64 = 10.0;
const P99_MS: f64 = 150.0;

/// What pgbench does: the body is as long as the store's sealed one, the log line as its line.
const SCRIPT: &str = "\\set case random(1, 64)\nBEGIN;\n\
    UPDATE cases SET version = version + 1, body = substr(body, 2) || 'x' WHERE id = :client_id + 1;\n\
    INSERT INTO log (case_id, at, who, deed, part, digest) VALUES (:client_id, 1795000000, '1', 'changed', 'opinion', \
    decode('0000000000000000000000000000000000000000000000000000000000000000', 'hex'));\nCOMMIT;\n";

const TABLES: &str = "DROP TABLE IF EXISTS cases; DROP TABLE IF EXISTS log; \
    CREATE TABLE cases (id BIGINT PRIMARY KEY, version BIGINT NOT NULL, body TEXT NOT NULL); \
    ALTER TABLE cases ALTER COLUMN body SET STORAGE EXTERNAL; \
    CREATE TABLE log (sequence BIGSERIAL PRIMARY KEY, case_id BIGINT, at BIGINT, who TEXT, deed TEXT, part TEXT, digest BYTEA); \
    INSERT INTO cases SELECT number, 1, repeat('x', 1065) FROM generate_series(1, 64) AS number;";

/// Runs the three in turn and prints the table with the targets.
pub fn run(ground: &Ground) -> Outcome<()> {
    let line = ["cargo", "build", "--release", "--package", "store", "--example", "keeping", "--locked"];
    process::run(&ground.root, &line)?;
    let missing: Vec<&str> = [("pgbench", "postgresql"), ("strace", "strace")]
        .iter()
        .filter(|(name, _)| !is_there(name))
        .map(|(_, package)| *package)
        .collect();
    install(&ground.root, &missing)?;
    let folder = ground.folder.join("store");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let load = ground.root.join("target/release/examples/keeping").display().to_string();
    let postgres = Postgres::start(ground)?;
    let mut runners =
        [Runner::new("grouped on SQLite"), Runner::new("one by one on SQLite"), Runner::new("PostgreSQL (pgbench)")];
    for round in 1..=ROUNDS {
        for (number, runner) in runners.iter_mut().enumerate() {
            let measured = match number {
                0 => sqlite(&folder, &load, &format!("grouped-{round}"), GROUP)?,
                1 => sqlite(&folder, &load, &format!("single-{round}"), "1")?,
                _ => postgres.round(&folder)?,
            };
            println!(
                "round {round}  {:<22} {:>8.0} writes/s  p50 {:>7.2} ms  p99 {:>7.2} ms",
                runner.name, measured.requests_a_second, measured.p50_ms, measured.p99_ms
            );
            runner.rounds.push(measured);
        }
    }
    print_table(&runners);
    println!("{}", syncs(&folder, &load)?);
    Ok(())
}

fn is_there(name: &str) -> bool {
    process::is_installed(name) || name == "pgbench" && pgbench().is_some()
}

/// Debian keeps it beside the server's other programs.
fn pgbench() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    versions.filter_map(|entry| Some(entry.ok()?.path().join("bin/pgbench"))).filter(|path| path.is_file()).max()
}

struct Runner {
    name: &'static str,
    rounds: Vec<Round>,
}

impl Runner {
    fn new(name: &'static str) -> Runner {
        Runner { name, rounds: Vec::new() }
    }

    fn middle(&self, of: impl Fn(&Round) -> f64) -> f64 {
        median(self.rounds.iter().map(of).collect()).unwrap_or(f64::NAN)
    }
}

/// One round of the store on a new SQLite file.
fn sqlite(folder: &Path, load: &str, name: &str, group: &str) -> Outcome<Round> {
    let address = format!("sqlite:{}", folder.join(format!("{name}.sqlite")).display());
    let seconds = SECONDS.to_string();
    let line = [load, "run", &address, &CLIENTS.to_string(), &seconds, group];
    let answer = answer_of(&process::read(&mut process::command(folder, &line))?)?;
    let number = |name: &str| answer.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    Ok(Round {
        requests_a_second: number("writes") / number("seconds"),
        p50_ms: number("p50_ms"),
        p99_ms: number("p99_ms"),
    })
}

fn answer_of(text: &str) -> Outcome<Value> {
    serde_json::from_str(text.trim()).while_doing("the store's answer")
}

/// Counts the calls that sync, and the groups that were acknowledged.
fn syncs(folder: &Path, load: &str) -> Outcome<String> {
    let address = format!("sqlite:{}", folder.join("traced.sqlite").display());
    let counts = folder.join("syncs.txt").display().to_string();
    let line =
        ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", &counts, load, "run", &address, "64", "3", GROUP];
    let answer = match process::read(&mut process::command(folder, &line)) {
        Ok(text) => answer_of(&text)?,
        Err(failure) => return Ok(format!("syncs were not counted: {failure}")),
    };
    let calls = sync_calls(&fs::read_to_string(&counts)?);
    let number = |name: &str| answer.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let (writes, groups) = (number("writes"), number("groups"));
    Ok(format!(
        "Under strace: {writes:.0} writes in {groups:.0} groups, {calls:.0} calls of fsync and fdatasync: \
         {:.2} a group (one for its commit, the rest when SQLite moves its log into the file), {:.3} a write",
        calls / groups,
        calls / writes
    ))
}

/// Adds up the calls of a table that `strace -c` writes: `% time, seconds, usecs/call, calls, errors, syscall`.
fn sync_calls(text: &str) -> f64 {
    let of_line = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_sync = words.last().is_some_and(|name| matches!(*name, "fsync" | "fdatasync"));
        is_sync.then(|| words.get(3)?.parse::<f64>().ok()).flatten()
    };
    text.lines().filter_map(of_line).sum()
}

/// A private PostgreSQL with its usual settings: it syncs each commit, and commits at the same time share a sync.
struct Postgres {
    script: String,
    folder: String,
    address: String,
}

impl Postgres {
    fn start(ground: &Ground) -> Outcome<Postgres> {
        let script = ground.root.join("bench/peers/postgres.sh").display().to_string();
        let folder = ground.folder.join("pg-store").display().to_string();
        let mut server = Postgres { script, folder, address: String::new() };
        server.address = server.run("start")?.trim().to_owned();
        process::read(&mut process::command(&ground.root, &["psql", "-X", "-q", "-c", TABLES, &server.address]))?;
        Ok(server)
    }

    fn run(&self, what: &str) -> Outcome<String> {
        process::read(&mut process::command(Path::new("/"), &["sh", &self.script, what, &self.folder]))
    }

    fn round(&self, folder: &Path) -> Outcome<Round> {
        let logs = folder.join("pgbench");
        if logs.exists() {
            fs::remove_dir_all(&logs)?;
        }
        fs::create_dir_all(&logs)?;
        let file = logs.join("write.sql");
        fs::write(&file, SCRIPT)?;
        let program = pgbench().map_or_else(|| "pgbench".to_owned(), |path| path.display().to_string());
        let (clients, seconds, file) = (CLIENTS.to_string(), SECONDS.to_string(), file.display().to_string());
        let line = [
            &program,
            "-n",
            "-M",
            "prepared",
            "-c",
            &clients,
            "-j",
            "2",
            "-l",
            "-T",
            &seconds,
            "-f",
            &file,
            &self.address,
        ];
        let report = process::read(&mut process::command(&logs, &line))?;
        let mut log = String::new();
        for entry in fs::read_dir(&logs)?
            .filter_map(Result::ok)
            .filter(|entry| entry.path().extension().is_none_or(|end| end != "sql"))
        {
            log.push_str(&fs::read_to_string(entry.path())?);
        }
        super::postgis::read(&report, &log)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(failure) = self.run("stop") {
            eprintln!("PostgreSQL in {} did not stop: {failure}", self.folder);
        }
    }
}

fn print_table(runners: &[Runner]) {
    let Some(own) = runners.first() else { return };
    let speed = own.middle(|round| round.requests_a_second);
    let targets = [None, Some(TIMES_ONE_BY_ONE), Some(1.0)];
    let rows: Vec<Vec<String>> = runners
        .iter()
        .zip(targets)
        .map(|(runner, target)| {
            let rate = runner.middle(|round| round.requests_a_second);
            let (times, target) = match target {
                Some(target) => {
                    (format!("{:.1}x", speed / rate), format!(">= {target}x {}", verdict(speed / rate >= target)))
                }
                None => ("-".to_owned(), "-".to_owned()),
            };
            let (p50, p99) = (runner.middle(|round| round.p50_ms), runner.middle(|round| round.p99_ms));
            vec![runner.name.to_owned(), format!("{rate:.0}"), format!("{p50:.2}"), format!("{p99:.2}"), times, target]
        })
        .collect();
    println!("\nKeeping a case, {CLIENTS} clients, full sync, {ROUNDS} alternating rounds of {SECONDS} s, medians");
    table::print(&["who", "writes/s", "p50 ms", "p99 ms", "grouped is", "target"], &rows);
    let p99 = own.middle(|round| round.p99_ms);
    println!("p99 of the grouped writes: {p99:.1} ms, target < {P99_MS} ms {}", verdict(p99 < P99_MS));
}

fn verdict(reached: bool) -> &'static str {
    if reached { "(reached)" } else { "(not reached)" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syncs_are_added_up_from_the_table_of_calls() {
        let table = "% time     seconds  usecs/call     calls    errors syscall\n\
            ------ ----------- ----------- --------- --------- ----------------\n\
             98.00    1.000000         500       200           fdatasync\n  2.00    0.010000         100         3         1 fsync\n\
            100.00    1.010000                   203         1 total\n";
        assert_eq!(sync_calls(table), 203.0);
        assert_eq!(sync_calls("nothing"), 0.0);
    }
}
