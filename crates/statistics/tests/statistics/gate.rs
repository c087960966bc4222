//! Every interval and verdict that California publishes for bypass operations (2018-2022) is the one `standardise`
//! gives.

use std::io::Write;
use std::path::Path;

use statistics::{Standardised, Verdict, standardise};

/// The publisher's figures without names; who publishes them and on what terms stands in the first lines.
const CARRIED: &str = include_str!("../fixtures/standardise_california_cabg.csv");

#[test]
fn all_1452_published_intervals_and_verdicts_are_reproduced() {
    let rows: Vec<Row> = CARRIED.lines().filter(|line| !line.starts_with('#')).skip(1).map(carried_row).collect();
    holds(&rows);
}

#[test]
fn the_publishers_own_file_gives_the_same_1452() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/us-ca-hcai");
    let name = "2018-2022-california-hospital-performance-ratings-for-coronary-artery-bypass-graft-cabg-surgery.csv";
    let Ok(text) = std::fs::read_to_string(folder.join("performance-ratings-for-cabg-surgery").join(name)) else {
        // Not println!, which the test harness keeps to itself when a test passes; `cargo xtask test` counts this line.
        let told =
            "\nskipped: California's published verdicts from their own file (the publishers' files are not at hand)\n";
        std::io::stdout().write_all(told.as_bytes()).unwrap();
        return;
    };
    let lines = lines_of_cells(text.trim_start_matches('\u{feff}'));
    let results: Vec<&Vec<String>> = lines.iter().skip(1).filter(|cells| !cells[0].is_empty()).collect();
    assert_eq!(results.len(), 1461);
    let rows: Vec<Row> =
        results.into_iter().filter(|cells| cells[15] != ".").map(|cells| published_row(cells)).collect();
    let carried: Vec<Row> = CARRIED.lines().filter(|line| !line.starts_with('#')).skip(1).map(carried_row).collect();
    assert!(rows == carried, "the fixture is not what the publisher's file says");
    holds(&rows);
}

/// One hospital's figures for one measure and period; the percentages are rounded to two decimals.
#[derive(Debug, PartialEq)]
struct Row {
    statewide_cases: u64,
    statewide_events: u64,
    cases: u64,
    events: u64,
    expected_percent: f64,
    adjusted_percent: f64,
    low_percent: f64,
    high_percent: f64,
    verdict: String,
}

fn holds(rows: &[Row]) {
    let (mut intervals, mut verdicts, mut capped) = (0, 0, 0);
    for row in rows {
        intervals += usize::from(interval_is_reproduced(row));
        verdicts += usize::from(word(ours(row, 0.0).verdict) == row.verdict);
        capped += usize::from(row.high_percent == 100.0);
    }
    assert_eq!((rows.len(), intervals, verdicts), (1452, 1452, 1452));
    // The test can tell: there are all three verdicts, and ends that stop at 100 %.
    let count = |verdict: &str| rows.iter().filter(|row| row.verdict == verdict).count();
    assert_eq!([count("Better"), count("Average"), count("Worse"), capped], [36, 1350, 66, 63]);
}

/// What we make of a row whose expected rate was so many percentage points more than printed.
fn ours(row: &Row, unrounded: f64) -> Standardised {
    let expected = row.cases as f64 * (row.expected_percent + unrounded) / 100.0;
    let statewide_rate = row.statewide_events as f64 / row.statewide_cases as f64;
    standardise(row.events, row.cases, expected, statewide_rate).unwrap()
}

/// The publisher computes with the expected rate before rounding, which lies within half of the last printed digit.
fn interval_is_reproduced(row: &Row) -> bool {
    const HALF: f64 = 0.005 + 1e-9;
    let (most, least) = (ours(row, -HALF), ours(row, HALF));
    [
        (row.adjusted_percent, least.adjusted_rate, most.adjusted_rate),
        (row.low_percent, least.adjusted_interval.low, most.adjusted_interval.low),
        (row.high_percent, least.adjusted_interval.high, most.adjusted_interval.high),
    ]
    .into_iter()
    .all(|(published, least, most)| 100.0 * least - HALF <= published && published <= 100.0 * most + HALF)
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Lower => "Better",
        Verdict::NoDifferent => "Average",
        Verdict::Higher => "Worse",
    }
}

fn carried_row(line: &str) -> Row {
    let cells: Vec<&str> = line.split(',').collect();
    assert_eq!(cells.len(), 11, "{line}");
    row([cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], cells[9], cells[10]])
}

fn published_row(cells: &[String]) -> Row {
    row([6, 7, 10, 11, 13, 14, 15, 16, 17].map(|column| cells[column].as_str()))
}

fn row(cells: [&str; 9]) -> Row {
    let count = |place: usize| cells[place].replace(',', "").parse::<u64>().unwrap();
    let percent = |place: usize| cells[place].parse::<f64>().unwrap();
    Row {
        statewide_cases: count(0),
        statewide_events: count(1),
        cases: count(2),
        events: count(3),
        expected_percent: percent(4),
        adjusted_percent: percent(5),
        low_percent: percent(6),
        high_percent: percent(7),
        verdict: cells[8].to_string(),
    }
}

/// Just enough of CSV for this file: cells in quotes, in which there may be commas and ends of lines.
fn lines_of_cells(text: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut quoted = false;
    for letter in text.chars() {
        let line = lines.last_mut().unwrap();
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(String::new()),
            '\n' if !quoted => lines.push(vec![String::new()]),
            '\r' if !quoted => {}
            letter => line.last_mut().unwrap().push(letter),
        }
    }
    lines
}
