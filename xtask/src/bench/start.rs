//! How long Anshin takes to be ready, and how much memory it holds then.

use std::time::Instant;

use super::{Ground, median, table};
use crate::failure::{Failure, Outcome};

const ROUNDS: usize = 20;

/// Starts the web application again and again: from the start of the process to the line that names its address.
pub fn run(ground: &Ground) -> Outcome<()> {
    let (mut milliseconds, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let (server, _address) = ground.serve()?;
        milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
        memory.push(peak_memory_mb(&std::fs::read_to_string(format!("/proc/{}/status", server.id()))?)?);
    }
    let worst = milliseconds.iter().copied().fold(0.0, f64::max);
    println!("\nStart of `anshin serve` with the embedded edition, {ROUNDS} starts");
    let rows = vec![
        row("ready, median ms", median(milliseconds), "< 150 (the edition's load, within it)"),
        row("ready, worst ms", Some(worst), "-"),
        row("peak memory, median MB", median(memory), "< 150"),
    ];
    table::print(&["what", "measured", "target"], &rows);
    Ok(())
}

/// One line of a table: a measured number beside its target.
pub fn row(what: &str, measured: Option<f64>, target: &str) -> Vec<String> {
    let number = measured.map_or_else(|| "not measured".to_owned(), |number| format!("{number:.1}"));
    vec![what.to_owned(), number, target.to_owned()]
}

/// The line `VmHWM:   91234 kB` of `/proc/…/status`.
fn peak_memory_mb(status: &str) -> Outcome<f64> {
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<f64>().ok())
        .map(|kilobytes| kilobytes / 1024.0)
        .ok_or_else(|| Failure::new("the system does not say how much memory a process used"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peak_memory_is_read_in_megabytes() {
        assert_eq!(peak_memory_mb("Name:\tanshin\nVmHWM:\t   2048 kB\n"), Ok(2.0));
        assert!(peak_memory_mb("Name:\tanshin\n").is_err());
    }
}
