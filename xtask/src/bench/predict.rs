//! Whether Anshin predicts years it has not seen, beside what is usually shown; and whether `docs/evidence.md` says the same.

use super::Ground;
use crate::failure::{Outcome, While};
use crate::process;

/// The page that holds the tables, and the picture beside it.
const PAGE: &str = "docs/evidence.md";
const PICTURE: &str = "docs/pictures/calibration.svg";

/// Runs `crates/evidence/examples/predict`, prints its tables, and compares them with the page.
pub fn run(ground: &Ground) -> Outcome<()> {
    let build = ["cargo", "build", "--release", "--package", "evidence", "--example", "predict", "--locked"];
    process::run(&ground.root, &build)?;
    let program = ground.root.join("target/release/examples/predict").display().to_string();
    let drawn = ground.folder.join("calibration.svg");
    let text = process::read(&mut process::command(&ground.root, &[&program, &drawn.display().to_string()]))?;
    println!("\nPrediction of years that no method has seen\n\n{text}");
    let page = std::fs::read_to_string(ground.root.join(PAGE)).while_doing(PAGE)?;
    let picture = std::fs::read_to_string(ground.root.join(PICTURE)).while_doing(PICTURE)?;
    let now = std::fs::read_to_string(&drawn).while_doing("read the plot")?;
    println!("{}", on_the_page(&text, &page));
    println!(
        "{PICTURE} {}",
        if picture == now { "is this run's plot." } else { "differs; copy target/bench/calibration.svg." }
    );
    Ok(())
}

/// How many lines of the tables stand in the page, in a sentence.
fn on_the_page(text: &str, page: &str) -> String {
    let held: std::collections::BTreeSet<&str> = page.lines().collect();
    let lines = || text.lines().filter(|line| line.starts_with('|'));
    let missing = lines().filter(|line| !held.contains(line)).count();
    match missing {
        0 => format!("{PAGE} holds all {} lines of these tables.", lines().count()),
        _ => format!("{PAGE} lacks {missing} of {} lines of these tables.", lines().count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_the_page_lacks_is_counted() {
        let text = "words\n| a | 1 |\n| b | 2 |\n";
        assert!(on_the_page(text, "| a | 1 |\n").contains("lacks 1 of 2"));
        assert!(on_the_page(text, "| b | 2 |\nmore\n| a | 1 |\n").contains("holds all 2"));
    }
}
