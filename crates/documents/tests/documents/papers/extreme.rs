//! What is as long as it may be still stands on its page.

use std::path::PathBuf;

use documents::paper::Block;
use documents::paper::papers::Paper;
use documents::paper::set::{Made, pdf};
use language::Language;

use super::made;
use crate::paper::pages::{furthest, pages_of, read_with};
use crate::sample::{self, TODAY};

/// With `PAPERS_IN` the files are left in that folder, to be looked at.
fn left(name: &str, file: &[u8]) {
    if let Some(folder) = std::env::var_os("PAPERS_IN") {
        std::fs::write(PathBuf::from(folder).join(name), file).unwrap();
    }
}

#[test]
fn long_names_forty_questions_and_endless_remarks_stay_on_their_pages() {
    for language in Language::ALL {
        let case = sample::extreme(language);
        for paper in Paper::ALL.into_iter().filter(|paper| *paper != Paper::Dossier) {
            let file = pdf(&made(paper, &case, language), Made { on: TODAY, contents: None }).unwrap();
            left(&format!("{}-{}.pdf", paper.name(), language.code()), &file);
            let (Some(right), Some(boxes)) = (furthest(&file), read_with(&file, &["-bbox"])) else { return };
            // At the end of a Japanese line a full stop keeps its square, of which the left half is printed.
            assert!(right <= 595.3 - 62.3 + 6.0, "{} {language:?} reaches to {right}", paper.name());
            let down = boxes.split("yMax=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
            let lowest = down.fold(0.0, f64::max);
            assert!((700.0..=841.9 - 14.0).contains(&lowest), "{} {language:?} reaches down to {lowest}", paper.name());
        }
    }
}

#[test]
fn of_forty_questions_each_stands_on_the_sheet_whole_and_once() {
    let case = sample::extreme(Language::English);
    let sheets = made(Paper::Questions, &case, Language::English);
    let asked: usize = sheets
        .iter()
        .flat_map(|sheet| &sheet.blocks)
        .map(|block| match block {
            Block::Numbered(entries) => entries.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(asked, 40);
    let file = pdf(&sheets, Made { on: TODAY, contents: None }).unwrap();
    let Some(pages) = pages_of(&file) else { return };
    let words = pages.join(" ").replace(['\n', '\u{c}'], " ");
    let expected: usize = case
        .questions
        .iter()
        .map(|question| {
            question.words.matches("What happens").count() + question.answer.matches("What happens").count()
        })
        .sum();
    assert_eq!(words.matches("What happens").count(), expected);
}
