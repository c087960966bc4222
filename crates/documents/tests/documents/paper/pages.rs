//! What stands where on the pages of a file, as a program that nobody here wrote finds it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Command;

use documents::paper::set::pdf;
use language::Language;

use super::{made, sheet, words};

/// The text of a file in reading order, by a program that nobody here wrote; none where it is not installed.
pub(crate) fn read(file: &[u8]) -> Option<String> {
    read_with(file, &[])
}

/// The same with other options of that program.
pub(crate) fn read_with(file: &[u8], options: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::File::create(&path).unwrap().write_all(file).unwrap();
    let Ok(output) = Command::new("pdftotext").args(["-enc", "UTF-8"]).args(options).arg(&path).arg("-").output()
    else {
        eprintln!("skipped: pdftotext (poppler) is not installed, so no text was read back");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The text of each page.
pub(crate) fn pages_of(file: &[u8]) -> Option<Vec<String>> {
    let text = read(file)?;
    Some(text.split('\u{c}').filter(|page| !page.trim().is_empty()).map(str::to_owned).collect())
}

/// How far down its page each word stands, in points; of a word that stands in several places, the last.
pub(crate) fn lines_at(file: &[u8]) -> Option<BTreeMap<String, f64>> {
    let boxes = read_with(file, &["-bbox"])?;
    let word = |line: &str| {
        let down = line.split("yMax=\"").nth(1)?.split('"').next()?.parse().ok()?;
        Some((line.split('>').nth(1)?.split('<').next()?.to_owned(), down))
    };
    Some(boxes.lines().filter(|line| line.contains("<word")).filter_map(word).collect())
}

/// How far to the right the furthest word stands, in points.
pub(crate) fn furthest(file: &[u8]) -> Option<f64> {
    let boxes = read_with(file, &["-bbox"])?;
    let right = boxes.split("xMax=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
    Some(right.fold(0.0, f64::max))
}

#[test]
fn an_english_apostrophe_leaves_no_gap_and_stays_one_word() {
    let width = |said: &str| -> Option<f64> {
        let file = pdf(&[sheet(Language::English, "Apostrophe", vec![words(said)])], made()).unwrap();
        let boxes = read_with(&file, &["-bbox"])?;
        let line = boxes.lines().find(|line| line.contains(&format!(">{said}<"))).unwrap_or_else(|| panic!("{boxes}"));
        let at = |name: &str| -> f64 { line.split(name).nth(1).unwrap().split('"').next().unwrap().parse().unwrap() };
        Some(at("xMax=\"") - at("xMin=\""))
    };
    let (Some(with), Some(without)) = (width("doctor’s"), width("doctors")) else { return };
    // Half a kanji would be six points.
    assert!((2.0..4.0).contains(&(with - without)), "{} points", with - without);
}
