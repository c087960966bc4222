//! One comparison as a whole process, from the command to its last byte.

use std::process::Stdio;
use std::time::Instant;

use super::start::row;
use super::web::{institutions_in, read_answer};
use super::{Ground, median, table};
use crate::failure::{Failure, Outcome, While};
use crate::process;

const ROUNDS: usize = 20;

const QUESTION: [&str; 6] = ["compare", "stomach cancer", "--near", "山形市", "--format", "json"];

/// Runs the command again and again; time without the meter for memory, memory by `/usr/bin/time`.
pub fn run(ground: &Ground) -> Outcome<()> {
    let mut line = vec![ground.binary.as_str()];
    line.extend(QUESTION);
    let answer = process::read(&mut process::command(&ground.root, &line))?;
    let institutions = institutions_in(&read_answer(&answer)?);
    let milliseconds = wall_times(ground, &line)?;
    let help = wall_times(ground, &[&ground.binary, "--version"])?;
    let worst = milliseconds.iter().copied().fold(0.0, f64::max);
    println!(
        "\n`anshin {}`, a whole process, {ROUNDS} times; {institutions} institutions in the answer",
        QUESTION.join(" ")
    );
    let rows = vec![
        row("wall time, median ms", median(milliseconds), "< 250"),
        row("wall time, worst ms", Some(worst), "-"),
        row("the same without an edition (--version), median ms", median(help), "-"),
        row("peak memory, median MB", median(peak_memory(ground, &line)?), "< 150"),
    ];
    table::print(&["what", "measured", "target"], &rows);
    Ok(())
}

fn wall_times(ground: &Ground, line: &[&str]) -> Outcome<Vec<f64>> {
    let mut milliseconds = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let status = process::command(&ground.root, line).stdout(Stdio::null()).status()?;
        milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
        if !status.success() {
            return Err(Failure::new(format!("`{}` ended with {status}", line.join(" "))));
        }
    }
    Ok(milliseconds)
}

/// Megabytes; nothing when the machine has no `/usr/bin/time` (Debian's package `time`).
fn peak_memory(ground: &Ground, line: &[&str]) -> Outcome<Vec<f64>> {
    let meter = "/usr/bin/time";
    if !std::path::Path::new(meter).exists() {
        println!("peak memory is not measured: install Debian's package `time`");
        return Ok(Vec::new());
    }
    let report = ground.folder.join("memory.txt").display().to_string();
    let mut metered = vec![meter, "-f", "%M", "-o", &report];
    metered.extend(line);
    let mut megabytes = Vec::new();
    for _ in 0..ROUNDS {
        process::command(&ground.root, &metered).stdout(Stdio::null()).status()?;
        let kilobytes: f64 = std::fs::read_to_string(&report)?.trim().parse().while_doing("read the peak of memory")?;
        megabytes.push(kilobytes / 1024.0);
    }
    Ok(megabytes)
}
