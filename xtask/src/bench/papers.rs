//! How long each paper takes, from the command to the last byte of the PDF, beside a browser that prints the same words.

mod served;

use std::fs;
use std::process::Stdio;
use std::time::Instant;

use super::{Ground, median, table};
use crate::failure::{Failure, Outcome, While};
use crate::process;
use crate::test::ground::{install, prepare_browser};

const ROUNDS: usize = 7;

/// Every paper, as `anshin letter --paper` names it.
const PAPERS: [&str; 11] = [
    "request",
    "letter",
    "consent",
    "records",
    "calendar",
    "application",
    "questions",
    "opinions",
    "decision",
    "report",
    "dossier",
];
const LANGUAGES: [&str; 2] = ["en", "ja"];
/// What most web applications print with.
const BROWSER: &str = "/usr/bin/chromium-headless-shell";

/// Sets every paper of the made-up case and has the browser print the words taken out of it, in turn.
pub fn run(ground: &Ground) -> Outcome<()> {
    prepare_browser(&ground.root)?;
    install(&ground.root, if process::is_installed("pdftotext") { &[] } else { &["poppler-utils"] })?;
    let mut rows = Vec::new();
    for paper in PAPERS {
        for language in LANGUAGES {
            rows.push(one(ground, paper, language)?);
        }
    }
    println!(
        "\nEach paper of a made-up case over HTTP, {ROUNDS} times after a first one, from the request to the last byte"
    );
    table::print(&["paper", "median, ms", "worst, ms", "target, ms"], &served::run(ground)?);
    println!(
        "\nEach paper of the made-up case as a PDF, a whole process, {ROUNDS} times in turn with a browser that prints the same words"
    );
    table::print(&["paper", "ours, ms", "browser, ms", "browser / ours"], &rows);
    Ok(())
}

fn one(ground: &Ground, paper: &str, language: &str) -> Outcome<Vec<String>> {
    let (made, page, printed) = (file(ground, "paper.pdf"), file(ground, "paper.html"), file(ground, "printed.pdf"));
    let ours = [&ground.binary, "letter", "--case", "demo", "--lang", language, "--paper", paper];
    fs::write(&made, process_bytes(ground, &ours)?).while_doing(&made)?;
    let words = process::read(&mut process::command(&ground.root, &["pdftotext", &made, "-"]))?;
    fs::write(&page, as_page(&words, language)).while_doing(&page)?;
    let print = format!("--print-to-pdf={printed}");
    let address = format!("file://{page}");
    let theirs = [BROWSER, "--no-sandbox", "--disable-gpu", &print, &address];
    let (mut mine, mut browser) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        mine.push(milliseconds(ground, &ours)?);
        browser.push(milliseconds(ground, &theirs)?);
    }
    let (Some(mine), Some(browser)) = (median(mine), median(browser)) else {
        return Err(Failure::new("nothing was measured"));
    };
    let numbers = [format!("{mine:.0}"), format!("{browser:.0}"), format!("{:.1}", browser / mine)];
    let mut row = vec![format!("{paper}, {language}")];
    row.extend(numbers);
    Ok(row)
}

fn file(ground: &Ground, name: &str) -> String {
    ground.folder.join(name).display().to_string()
}

fn process_bytes(ground: &Ground, line: &[&str]) -> Outcome<Vec<u8>> {
    let output = process::command(&ground.root, line).output()?;
    if !output.status.success() {
        return Err(Failure::new(format!("`{}` ended with {}", line.join(" "), output.status)));
    }
    Ok(output.stdout)
}

fn milliseconds(ground: &Ground, line: &[&str]) -> Outcome<f64> {
    let start = Instant::now();
    let mut command = process::command(&ground.root, line);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let took = start.elapsed().as_secs_f64() * 1000.0;
    if status.success() { Ok(took) } else { Err(Failure::new(format!("`{}` ended with {status}", line.join(" ")))) }
}

/// The words of a paper as a plain page: a paragraph a line, a page break where the paper has one.
fn as_page(words: &str, language: &str) -> String {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
    let pages: Vec<String> = escaped
        .split('\u{c}')
        .filter(|page| !page.trim().is_empty())
        .map(|page| page.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("<p>{line}</p>")).collect())
        .map(|lines: String| format!("<section style=\"break-after: page\">{lines}</section>"))
        .collect();
    format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>paper</title>{}</html>",
        pages.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_every_line_once_and_no_markup_of_the_words() {
        let page = as_page("one <b>\n\ntwo & three\n\u{c}\n", "ja");
        assert!(
            page.contains("lang=\"ja\"") && page.contains("<p>one &lt;b></p><p>two &amp; three</p></section></html>")
        );
        assert_eq!(page.matches("<section").count(), 1);
    }
}
