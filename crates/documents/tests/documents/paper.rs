//! What every PDF holds: the same bytes for the same sheets, tags, language, and each word in the order in which it is read.

pub(crate) mod pages;

mod typefaces;

use documents::paper::set::{Contents, Made, Unprintable, pdf};
use documents::paper::{Block, Entry, Mark, Row, Sheet};
use jiff::civil::{Date, date};
use language::Language;
use pages::{furthest, read};
use proptest::prelude::*;

const DAY: Date = date(2026, 11, 23);

fn made() -> Made {
    Made { on: DAY, contents: None }
}

fn sheet(language: Language, title: &str, blocks: Vec<Block>) -> Sheet {
    let marks = vec![Mark { words: "Made up, for trying out".to_owned() }];
    Sheet {
        language,
        title: title.to_owned(),
        under: None,
        marks,
        blocks,
        foot: "Anshin".to_owned(),
        whose: String::new(),
        set: None,
    }
}

fn words(text: &str) -> Block {
    Block::Words(text.to_owned())
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// One block of every kind.
fn everything() -> Vec<Block> {
    vec![
        Block::Heading("First heading".to_owned()),
        words("A paragraph.\nIts second line."),
        Block::Remark("A remark.".to_owned()),
        Block::Frame { title: "Do not overlook".to_owned(), words: texts(&["In the frame."]) },
        Block::Facts(vec![("Name".to_owned(), "山田 花子".to_owned()), ("Empty".to_owned(), String::new())]),
        Block::List(texts(&["one of the list", "two of the list"])),
        Block::Numbered(vec![Entry {
            words: "A question?".to_owned(),
            under: Some("Three minutes".to_owned()),
            lines: 2,
        }]),
        Block::Ticks(vec![(true, "ticked".to_owned()), (false, "not ticked".to_owned())]),
        Block::Table { head: texts(&["Left", "Right"]), rows: vec![Row { cells: texts(&["west", "east"]) }] },
        Block::Blanks(texts(&["Signature", "Date"])),
        Block::Code {
            code: "ABCD-EFGH".to_owned(),
            address: "https://anshin.example/letter".to_owned(),
            words: "Type the code there.".to_owned(),
        },
    ]
}

fn holds(file: &[u8], words: &str) -> bool {
    file.windows(words.len()).any(|window| window == words.as_bytes())
}

#[track_caller]
fn stands_in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text.get(from..).and_then(|rest| rest.find(part));
        let at = at.unwrap_or_else(|| panic!("`{part}` does not stand after what goes before it in:\n{text}"));
        from += at + part.len();
    }
}

#[test]
fn the_same_sheets_and_the_same_day_give_the_same_bytes() {
    let sheets =
        [sheet(Language::English, "Everything", everything()), sheet(Language::Japanese, "すべて", everything())];
    let first = pdf(&sheets, made()).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, pdf(&sheets, made()).unwrap());
    let tomorrow = Made { on: date(2026, 11, 24), ..made() };
    assert_ne!(first, pdf(&sheets, tomorrow).unwrap());
}

#[test]
fn a_file_names_its_language_its_title_its_tags_and_both_standards() {
    for (language, code, title) in [(Language::English, "en", "Request"), (Language::Japanese, "ja", "依頼書")] {
        let file = pdf(&[sheet(language, title, everything())], made()).unwrap();
        for part in
            ["/StructTreeRoot", "/MarkInfo", "/DisplayDocTitle true", "/Outlines", "/Alt", "/TH", "/LBody", "/H2"]
        {
            assert!(holds(&file, part), "{part}");
        }
        assert!(holds(&file, &format!("/Lang({code})")) || holds(&file, &format!("/Lang ({code})")), "{code}");
        assert!(
            holds(&file, &format!("<rdf:li xml:lang=\"x-default\">{title}</rdf:li>")),
            "the title is not in the XMP"
        );
        for part in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(holds(&file, part), "{part}");
        }
        assert!(holds(&file, "BIZUDPGothic"), "the typeface is not inside");
        assert!(file.len() < 120_000, "{} bytes: only the glyphs that are used belong inside", file.len());
    }
}

#[test]
fn the_text_can_be_taken_out_in_reading_order() {
    let file = pdf(&[sheet(Language::English, "Everything on one sheet", everything())], made()).unwrap();
    let Some(text) = read(&file) else { return };
    stands_in_order(
        &text,
        &[
            "Made up, for trying out",
            "Everything on one sheet",
            "First heading",
            "A paragraph.",
            "Its second line.",
            "A remark.",
            "Do not overlook",
            "In the frame.",
            "Name",
            "山田 花子",
            "one of the list",
            "two of the list",
            "1.",
            "A question?",
            "Three minutes",
            "ticked",
            "not ticked",
            "Left",
            "Right",
            "west",
            "east",
            "Signature",
            "Date",
            "Type the code there.",
            "ABCD-EFGH",
            "https://anshin.example/letter",
        ],
    );
    assert!(text.contains("Page 1 of 2") && text.contains("Page 2 of 2"), "{text}");
}

#[test]
fn what_every_page_must_say_stands_on_every_page() {
    let long: Vec<Block> =
        (0..60).map(|number| words(&format!("Paragraph {number}. {}", "Some words. ".repeat(20)))).collect();
    let file = pdf(&[sheet(Language::English, "Long", long)], made()).unwrap();
    let Some(text) = read(&file) else { return };
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 3, "{}", pages.len());
    for (number, page) in pages.iter().enumerate() {
        assert!(page.contains("Made up, for trying out"), "page {} lacks its mark:\n{page}", number + 1);
        assert!(page.contains(&format!("Page {} of {}", number + 1, pages.len())), "{page}");
    }
}

#[test]
fn what_cannot_be_printed_is_replaced_and_listed_at_the_end_in_the_sheets_language() {
    let blocks =
        vec![Block::Facts(vec![("氏名".to_owned(), "𠮷田 太郎 😀 محمد \u{f0000}".to_owned())]), words("終わり")];
    let file = pdf(&[sheet(Language::Japanese, "依頼書", blocks)], made()).unwrap();
    let Some(text) = read(&file) else { return };
    stands_in_order(
        &text,
        &["𠮷田 太郎 〓 〓〓〓〓 〓", "終わり", "〓は、印刷できなかった文字です", "U+1F600, U+0645"],
    );
    let file = pdf(&[sheet(Language::English, "Request", vec![words("\u{200f}שרה Levi")])], made()).unwrap();
    let text = read(&file).unwrap();
    stands_in_order(&text, &["〓〓〓 Levi", "could not be printed", "U+05E9, U+05E8, U+05D4"]);
}

#[test]
fn a_page_and_a_few_lines_stay_on_one_page_and_only_where_that_helps() {
    let pages = |sheets: &[documents::paper::Sheet]| {
        let text = read(&pdf(sheets, made()).unwrap())?;
        text.lines().find_map(|line| line.trim().strip_prefix("Page 1 of ").map(|pages| pages.trim().to_owned()))
    };
    let lines = |count: usize| (0..count).map(|number| words(&format!("Line {number}"))).collect::<Vec<_>>();
    let other = sheet(Language::English, "Other", Vec::new());
    let mut helped = 0;
    for count in 24..44 {
        let long = sheet(Language::English, "Long", lines(count));
        let (Some(alone), Some(beside)) = (pages(std::slice::from_ref(&long)), pages(&[long, other.clone()])) else {
            return;
        };
        helped += usize::from(alone == "1" && beside == "2");
        assert!(alone == beside || alone == "1", "{count} lines: {alone} pages alone, {beside} beside another");
    }
    assert!((1..5).contains(&helped), "{helped} lengths are helped: those just over a page");
}

#[test]
fn words_of_a_case_are_never_read_as_markup() {
    let tricky = "#panic(\"x\") *bold* _it_ $x^2$ @ref <label> `raw` = Title \\ // gone /* gone */ https://a.example -- ... \"quoted\" #{1+1}";
    let blocks = vec![words(tricky), Block::List(texts(&["- no list", "+ none", "/ term: none"]))];
    let file = pdf(&[sheet(Language::English, "#import \"x.typ\"", blocks)], made()).unwrap();
    let Some(text) = read(&file) else { return };
    let text = text.replace('\n', " ");
    stands_in_order(
        &text,
        &["#import \"x.typ\"", "#panic(\"x\") *bold* _it_ $x^2$ @ref <label> `raw` = Title \\ // gone /* gone */"],
    );
    stands_in_order(&text, &["-- ... \"quoted\" #{1+1}", "- no list", "+ none", "/ term: none"]);
}

#[test]
fn several_sheets_have_a_contents_page_with_links_and_count_their_own_pages() {
    let long = (0..30).map(|number| words(&format!("{number} {}", "word ".repeat(80)))).collect();
    let sheets = [
        sheet(Language::English, "Question sheet", vec![words("short")]),
        sheet(Language::Japanese, "診療情報提供書", long),
        sheet(Language::English, "Report back", vec![words("end")]),
    ];
    let contents = Contents {
        language: Language::English,
        title: "All papers".to_owned(),
        under: Some("of a made-up person".to_owned()),
        foot: "Anshin".to_owned(),
    };
    let file = pdf(&sheets, Made { on: DAY, contents: Some(contents) }).unwrap();
    for part in ["/TOC", "/TOCI", "/Link", "(All papers)"] {
        assert!(holds(&file, part), "{part}");
    }
    let Some(text) = read(&file) else { return };
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let contents = pages.first().unwrap();
    stands_in_order(
        contents,
        &[
            "Made up, for trying out",
            "All papers",
            "of a made-up person",
            "Question sheet",
            "診療情報提供書",
            "Report back",
        ],
    );
    let last = pages.iter().position(|page| page.contains("Report back") && page.contains("end")).unwrap();
    assert!(contents.contains(&(last + 1).to_string()), "page {} is not in the contents:\n{contents}", last + 1);
    assert!(pages[1].contains("Page 1 of 1") && pages[1].contains("Page 2 of the whole file"), "{}", pages[1]);
    assert!(pages[2].contains("1 ／"), "{}", pages[2]);
}

#[test]
fn a_tables_head_stands_on_each_of_its_pages() {
    let rows = (0..120)
        .map(|number| Row { cells: vec![format!("row {number}"), "x".repeat(number), "text ".repeat(number % 30)] });
    let table = Block::Table { head: texts(&["Kind", "Unbroken", "Remark"]), rows: rows.collect() };
    let file = pdf(&[sheet(Language::English, "Records", vec![table])], made()).unwrap();
    let Some(text) = read(&file) else { return };
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 3);
    assert!(pages.iter().all(|page| page.contains("Unbroken")), "a page lacks the head");
    assert!(text.contains("row 119"));
}

#[test]
fn forty_questions_are_all_there() {
    let entries =
        (1..=40).map(|number| Entry { words: format!("Question {number}?"), under: None, lines: (number % 4) as u8 });
    let file = pdf(&[sheet(Language::English, "Questions", vec![Block::Numbered(entries.collect())])], made()).unwrap();
    let Some(text) = read(&file) else { return };
    let all: Vec<String> = (1..=40).map(|number| format!("Question {number}?")).collect();
    stands_in_order(&text, &all.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn empty_sheets_and_odd_tables_are_no_error() {
    assert!(pdf(&[], made()).is_ok());
    assert!(pdf(&[sheet(Language::English, "", Vec::new())], made()).is_ok());
    let empty = vec![
        Block::Heading(String::new()),
        words(" \n\n "),
        Block::List(Vec::new()),
        Block::Facts(vec![(String::new(), String::new())]),
        Block::Table { head: Vec::new(), rows: Vec::new() },
        Block::Table {
            head: texts(&["a"]),
            rows: vec![Row { cells: texts(&["1", "2", "3"]) }, Row { cells: Vec::new() }],
        },
        Block::Numbered(vec![Entry { words: String::new(), under: Some(String::new()), lines: 255 }]),
        Block::Ticks(vec![(false, String::new())]),
        Block::Blanks(vec![String::new()]),
        Block::Frame { title: String::new(), words: Vec::new() },
        Block::Code { code: String::new(), address: "x".repeat(8_000), words: String::new() },
    ];
    assert!(pdf(&[sheet(Language::Japanese, "\u{0}\u{7}", empty)], made()).is_ok());
}

#[test]
fn no_line_for_a_signature_stands_alone_on_its_page() {
    let blanks = || Block::Blanks(texts(&["Signature of the patient, with the day", "Date"]));
    for above in 15..35 {
        let rows = Block::Facts((1..=above).map(|row| (format!("Row {row}."), String::new())).collect());
        let said: Vec<Block> = (1..=above).map(|row| words(&format!("Row {row}."))).collect();
        for blocks in [vec![rows, blanks()], said.into_iter().chain([blanks()]).collect()] {
            let file = pdf(&[sheet(Language::English, "To be signed", blocks)], made()).unwrap();
            let Some(text) = read(&file) else { return };
            let signed = text.split('\u{c}').find(|page| page.contains("Signature")).unwrap();
            assert!(signed.contains(&format!("Row {above}.")) && signed.contains("Date"), "{above}:\n{text}");
        }
    }
}

#[test]
fn nothing_stands_out_of_its_page() {
    let long = [
        "x".repeat(900),
        "。".repeat(300),
        "（".repeat(200),
        "っ".repeat(300),
        "-".repeat(300),
        "\u{a0}".repeat(200),
        "W/".repeat(90),
        "文".repeat(400),
    ];
    let mut blocks: Vec<Block> = long.iter().map(|text| words(text)).collect();
    blocks.push(Block::Facts(long.iter().map(|text| (text.clone(), text.clone())).collect()));
    let cells: Vec<String> = long.iter().map(|text| text.chars().take(60).collect()).collect();
    blocks.push(Block::Table { head: cells.clone(), rows: vec![Row { cells }] });
    let file = pdf(&[sheet(Language::Japanese, &"長".repeat(90), blocks)], made()).unwrap();
    let Some(furthest) = furthest(&file) else { return };
    // A4 is 595.3 points wide, and 22 mm (62.4 points) at its right side stay empty.
    assert!((400.0..=595.3 - 62.3).contains(&furthest), "a word reaches to {furthest} points");
}

#[test]
fn too_much_and_an_impossible_day_are_refused_with_words() {
    let refused = pdf(&[sheet(Language::English, "Long", vec![words(&"x".repeat(600_001))])], made()).unwrap_err();
    assert!(matches!(refused, Unprintable::TooMuch { letters } if letters > 600_000));
    assert!(refused.words(&Language::English.text()).contains("600,000"));
    let refused = pdf(&[], Made { on: date(-44, 3, 15), contents: None }).unwrap_err();
    assert_eq!(refused, Unprintable::Day);
    assert!(refused.words(&Language::Japanese.text()).contains("1年から9999年"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_paper(title in "\\PC{0,40}", any in proptest::collection::vec(any::<char>(), 0..200), line in ".{0,80}") {
        let any: String = any.into_iter().collect();
        let blocks = vec![
            words(&any),
            Block::Facts(vec![(line.clone(), any.clone())]),
            Block::Table { head: vec![title.clone(), any.clone()], rows: vec![Row { cells: vec![any.clone(), line.clone()] }] },
            Block::Numbered(vec![Entry { words: any.clone(), under: Some(line.clone()), lines: 1 }]),
            Block::Ticks(vec![(true, any.clone())]),
            Block::Code { code: line.clone(), address: any.clone(), words: title.clone() },
        ];
        let sheet = Sheet { under: Some(any), foot: line, ..sheet(Language::Japanese, &title, blocks) };
        let file = pdf(&[sheet], made());
        prop_assert!(file.is_ok(), "{:?}", file.err());
    }
}
