//! wrk, the load generator, and what it says.

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::process;

/// One round against one server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    pub requests_a_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
}

/// Sends requests for some seconds: one thread, sixteen connections, each waiting for its answer.
pub fn load(folder: &Path, address: &str, seconds: u32) -> Outcome<Round> {
    let duration = format!("-d{seconds}s");
    let line = ["wrk", "-t1", "-c16", "--latency", &duration, address];
    read(&process::read(&mut process::command(folder, &line))?)
}

/// Reads what `wrk --latency` prints; an answer other than 2xx makes the round void.
fn read(report: &str) -> Outcome<Round> {
    let missing = |what: &str| Failure::new(format!("wrk does not say its {what}:\n{report}"));
    for trouble in ["Non-2xx or 3xx responses:", "Socket errors:"] {
        if let Some(line) = report.lines().find(|line| line.contains(trouble)) {
            return Err(Failure::new(format!("the round is void: {}", line.trim())));
        }
    }
    let after = |mark: &str| {
        report.lines().find_map(|line| line.trim().strip_prefix(mark)).map(str::trim).ok_or_else(|| missing(mark))
    };
    Ok(Round {
        requests_a_second: after("Requests/sec:")?.parse().map_err(|_| missing("Requests/sec"))?,
        p50_ms: milliseconds(after("50%")?).ok_or_else(|| missing("50%"))?,
        p99_ms: milliseconds(after("99%")?).ok_or_else(|| missing("99%"))?,
    })
}

/// Reads `731.00us`, `4.20ms` or `1.03s`.
fn milliseconds(text: &str) -> Option<f64> {
    let (number, factor) = if let Some(number) = text.strip_suffix("us") {
        (number, 0.001)
    } else if let Some(number) = text.strip_suffix("ms") {
        (number, 1.0)
    } else {
        (text.strip_suffix('s')?, 1000.0)
    };
    number.parse::<f64>().ok().map(|number| number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "  Latency Distribution\n     50%  731.00us\n     75%    1.10ms\n     99%    1.03s\n\
                          \x20 9000 requests in 5.00s, 1.00MB read\nRequests/sec:   1800.25\nTransfer/sec:      0.2MB\n";

    #[test]
    fn a_round_is_read_in_milliseconds() {
        let round = read(REPORT).unwrap();
        assert_eq!((round.requests_a_second, round.p50_ms, round.p99_ms), (1800.25, 0.731, 1030.0));
    }

    #[test]
    fn a_round_with_refused_requests_is_void() {
        assert!(read(&format!("{REPORT}  Non-2xx or 3xx responses: 12\n")).is_err());
        assert!(read(&format!("{REPORT}  Socket errors: connect 0, read 3, write 0, timeout 0\n")).is_err());
    }

    #[test]
    fn an_empty_report_is_a_failure() {
        assert!(read("").is_err());
    }
}
