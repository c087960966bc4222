//! The tables, in Markdown that reads well on a terminal too.

use std::collections::BTreeSet;

use crate::bootstrap::{Difference, against};
use crate::calibration::{Calibration, LEVELS};
use crate::scoring::{ANSHIN, METHODS, RIVALS, Row, Scored};
use crate::tasks::Task;

/// From so many hospitals on a loss on one measure counts.
const ENOUGH_HOSPITALS: usize = 50;

/// A task with its scores.
pub type Done = (Task, Scored);

fn hospitals(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.hospital).collect::<BTreeSet<u32>>().len()
}

fn all(done: &[Done]) -> impl Iterator<Item = &Row> + Clone {
    done.iter().flat_map(|(_, scored)| &scored.rows)
}

fn mean_score<'r>(method: usize, rows: impl Iterator<Item = &'r Row>) -> f64 {
    let scores = rows.filter_map(|row| row.scores.get(method));
    let (sum, count) = scores.fold((0.0, 0.0), |(sum, count), score| (sum + score, count + 1.0));
    sum / count
}

fn named(task: &Task) -> Vec<String> {
    vec![task.name.clone(), task.learned_from.clone(), task.scored_on.clone()]
}

/// Mean log score of each method on each measure.
pub fn scores(done: &[Done]) -> String {
    let header = ["measure", "learned from", "scored on", "rows", "hospitals", "a", "b", "c", "d", "e", "e, volume"];
    let shown = 0..=ANSHIN + 1;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (task, scored) in done {
        let mut row = named(task);
        row.extend([scored.rows.len().to_string(), hospitals(&scored.rows).to_string()]);
        row.extend(shown.clone().map(|method| format!("{:.3}", mean_score(method, scored.rows.iter()))));
        rows.push(row);
    }
    let count = all(done).map(|row| row.hospital).collect::<BTreeSet<u32>>().len();
    let mut last = vec!["all".to_owned(), String::new(), String::new()];
    last.extend([all(done).count().to_string(), count.to_string()]);
    last.extend(shown.map(|method| format!("{:.4}", mean_score(method, all(done)))));
    rows.push(last);
    table(&header, &rows)
}

/// How much better Anshin scores than each rival, with the interval of the paired bootstrap.
pub fn differences(done: &[Done]) -> String {
    let header = ["measure", "scored on", "e - a", "e - b", "e - c", "e - d"];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (task, scored) in done {
        let mut row = vec![task.name.clone(), task.scored_on.clone()];
        row.extend((0..RIVALS).map(|rival| written(against(rival, scored.rows.iter()))));
        rows.push(row);
    }
    let mut last = vec!["all".to_owned(), String::new()];
    last.extend((0..RIVALS).map(|rival| written(against(rival, all(done)))));
    rows.push(last);
    table(&header, &rows)
}

fn written(difference: Difference) -> String {
    format!("{:+.3} ({:+.3} to {:+.3})", difference.value, difference.low, difference.high)
}

/// Chi-square of the transforms, and how many rows lay inside the intervals.
pub fn calibration(done: &[Done]) -> String {
    let header = ["measure", "scored on", "rows", "p", "in 50 %", "in 80 %", "in 95 %", "in 95 %, whole counts"];
    let row = |name: &str, years: &str, count: usize, found: &Calibration| {
        let mut row = vec![name.to_owned(), years.to_owned(), count.to_string(), format!("{:.2}", found.probability)];
        row.extend(found.inside.iter().chain(found.inside_whole.last()).map(|share| format!("{:.1}", 100.0 * share)));
        row
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (task, scored) in done {
        let found = Calibration::of(ANSHIN, scored.rows.iter());
        rows.push(row(&task.name, &task.scored_on, scored.rows.len(), &found));
    }
    rows.push(row("all", "", all(done).count(), &Calibration::of(ANSHIN, all(done))));
    table(&header, &rows)
}

/// Every method on all rows together: score, what Anshin gains on it, and calibration.
pub fn methods(done: &[Done]) -> String {
    let mut header = vec!["method".to_owned(), "mean log score".to_owned(), "Anshin less it".to_owned()];
    header.extend(LEVELS.map(|level| format!("in {:.0} %", 100.0 * level)));
    header.push("p".to_owned());
    let rows: Vec<Vec<String>> = METHODS
        .iter()
        .enumerate()
        .map(|(method, name)| {
            let found = Calibration::of(method, all(done));
            let gain = if method == ANSHIN { "-".to_owned() } else { fine(against(method, all(done))) };
            let mut row = vec![(*name).to_owned(), format!("{:.4}", mean_score(method, all(done))), gain];
            row.extend(found.inside.map(|share| format!("{:.1}", 100.0 * share)));
            row.push(if found.probability < 1e-4 {
                "< 0.0001".to_owned()
            } else {
                format!("{:.2}", found.probability)
            });
            row
        })
        .collect();
    table(&header.iter().map(String::as_str).collect::<Vec<_>>(), &rows)
}

fn fine(difference: Difference) -> String {
    format!("{:+.4} ({:+.4} to {:+.4})", difference.value, difference.low, difference.high)
}

/// What the methods that can speak of them give hospitals without training cases.
pub fn strangers(done: &[Done]) -> String {
    let rows: Vec<&[f64; 4]> = done.iter().flat_map(|(_, scored)| &scored.strangers).collect();
    let mean = |method: usize| rows.iter().filter_map(|scores| scores.get(method)).sum::<f64>() / rows.len() as f64;
    format!(
        "Hospitals without training cases are not in the tables ({} rows). They would give: (b) {:.4}, (c) {:.4}, (e) {:.4}, \
         (e) with volume {:.4}.",
        rows.len(),
        mean(0),
        mean(1),
        mean(2),
        mean(3)
    )
}

/// Whether Anshin beats each rival on the whole, and loses to none by more than noise on a measure of enough hospitals.
pub fn verdict(done: &[Done]) -> String {
    let letters = ["a", "b", "c", "d"];
    let beaten = letters.iter().enumerate().filter(|(rival, _)| against(*rival, all(done)).low > 0.0);
    let beaten: Vec<String> = beaten.map(|(_, letter)| format!("({letter})")).collect();
    let mut losses = Vec::new();
    let enough = || done.iter().filter(|(_, scored)| hospitals(&scored.rows) >= ENOUGH_HOSPITALS);
    for (task, scored) in enough() {
        for (rival, letter) in letters.iter().enumerate() {
            if against(rival, scored.rows.iter()).high < 0.0 {
                losses.push(format!("{} {} to ({letter})", task.name, task.scored_on));
            }
        }
    }
    let none = |list: &[String]| if list.is_empty() { "none".to_owned() } else { list.join("; ") };
    format!(
        "Verdict: on the whole (e) beats these by more than noise: {}. On the {} measures with {ENOUGH_HOSPITALS} or more \
         hospitals it loses by more than noise to: {}.",
        none(&beaten),
        enough().count(),
        none(&losses)
    )
}

/// A table whose columns are as wide as their widest cell; numbers to the right.
fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
    let widths: Vec<usize> = (0..head.len())
        .map(|column| rows.iter().chain([&head]).filter_map(|row| row.get(column)).map(String::len).max().unwrap_or(0))
        .collect();
    let line = |row: &[String]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let rule: Vec<String> = widths
        .iter()
        .enumerate()
        .map(|(column, width)| if column == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) })
        .collect();
    let mut lines = vec![line(&head), format!("| {} |", rule.join(" | "))];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}
