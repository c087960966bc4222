//! Room for a pen on what other people fill in, and what puts a set that was dropped together again.

use casework::records::Stage;
use casework::{Case, PersonId};
use documents::paper::papers::{Given, Paper, sheets};
use documents::paper::set::{Contents, Made, pdf};
use documents::paper::{Block, Sheet};
use language::Language;

use super::{given, made, read};
use crate::paper::pages::{lines_at, pages_of};
use crate::sample::{self, TODAY};

/// Points of a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

fn file(sheets: &[Sheet]) -> Vec<u8> {
    pdf(sheets, Made { on: TODAY, contents: None }).unwrap()
}

#[test]
fn every_page_of_a_desks_set_is_counted_through_and_says_whose_it_is() {
    for (language, name) in [(Language::English, "Made-up Patient"), (Language::Japanese, "架空 太郎")] {
        let case = sample::full_in(language);
        let Some(pages) = pages_of(&file(&made(Paper::Application, &case, language))) else { return };
        assert!(pages.len() > 5, "{}", pages.len());
        for (place, page) in pages.iter().enumerate() {
            let number = language.text().paper_set_sheet((place + 1).to_string(), pages.len().to_string());
            assert!(page.contains(&number) && page.contains(name), "{number}, {name}:\n{page}");
        }
    }
}

#[test]
fn a_set_inside_a_dossier_is_counted_by_itself_and_two_sets_are_counted_apart() {
    let case = sample::full_in(Language::English);
    let set = |id| {
        let given = Given { application: Some(casework::ApplicationId(id)), ..given(&case, Language::English) };
        sheets(Paper::Application, &given)
    };
    let before = made(Paper::Decision, &case, Language::English);
    let all: Vec<Sheet> = before.into_iter().chain(set(1)).chain(set(3)).collect();
    let contents = Contents {
        language: Language::English,
        title: "All papers".to_owned(),
        under: None,
        foot: "Anshin".to_owned(),
    };
    let Some(pages) = pages_of(&pdf(&all, Made { on: TODAY, contents: Some(contents) }).unwrap()) else { return };
    let counted = |hospital: &str| -> Vec<String> {
        let of = pages.iter().filter(|page| page.contains("Sheet ") && page.contains(hospital));
        of.filter_map(|page| Some(page.split("Sheet ").nth(1)?.lines().next()?.trim().to_owned())).collect()
    };
    for hospital in ["Second Example Hospital", "Third Example Hospital"] {
        let numbers = counted(hospital);
        assert!(numbers.iter().any(|number| number.starts_with("1 of ")), "{hospital}: {numbers:?}");
    }
    assert!(pages[1].contains("Page 1 of 1") && pages[1].contains("Page 2 of the whole file"), "{}", pages[1]);
}

#[test]
fn a_set_of_a_patient_who_gave_no_name_has_a_row_for_it_on_every_sheet() {
    let mut case = sample::full_in(Language::English);
    case.people.iter_mut().filter(|person| person.id == PersonId::PATIENT).for_each(|person| person.name.clear());
    for sheet in made(Paper::Application, &case, Language::English) {
        let blank = |name: &str, fact: &str| name == "Name" && fact.is_empty();
        let rows = sheet.blocks.iter().filter_map(as_facts).flatten();
        assert_eq!(rows.filter(|(name, fact)| blank(name, fact)).count(), 1, "{}", sheet.title);
    }
}

fn as_facts(block: &Block) -> Option<&Vec<(String, String)>> {
    match block {
        Block::Facts(facts) => Some(facts),
        _ => None,
    }
}

#[test]
fn a_page_that_comes_loose_from_a_long_paper_names_paper_and_patient() {
    let mut case = sample::full_in(Language::English);
    let one = case.records[1].clone();
    case.records.extend((20..80).map(|id| casework::records::Item { id: casework::RecordId(id), ..one.clone() }));
    let Some(pages) = pages_of(&file(&made(Paper::Records, &case, Language::English))) else { return };
    assert!(pages.len() > 2);
    for page in &pages {
        let page = page.replace('\n', " ");
        assert!(page.contains("List of records") && page.contains("Made-up Patient"), "{page}");
    }
}

#[test]
fn the_desk_has_lines_for_each_of_its_answers_and_the_doctor_for_each_question() {
    let case = sample::full_in(Language::English);
    let all = made(Paper::Application, &case, Language::English);
    let replies = all.iter().flat_map(|sheet| &sheet.blocks).find_map(|block| match block {
        Block::Replies(entries) => Some(entries),
        _ => None,
    });
    let lines: Vec<u8> = replies.unwrap().iter().map(|entry| entry.lines).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|lines| *lines >= 2), "{lines:?}");
    let questions = all.iter().find(|sheet| read(&[(*sheet).clone()]).contains("Is an endoscope enough?")).unwrap();
    let asked = questions.blocks.iter().find_map(|block| match block {
        Block::Numbered(entries) => Some(entries),
        _ => None,
    });
    assert!(asked.unwrap().iter().all(|entry| entry.lines == 3));
}

#[test]
fn lines_for_the_pen_are_eight_millimetres_apart_and_a_signature_has_twelve() {
    let entry = |words: &str, lines| documents::paper::Entry { words: words.to_owned(), under: None, lines };
    let blocks = |lines| {
        let sign = |first: &str| {
            vec![first.to_owned(), "Second".to_owned(), "A signature of somebody whose name is long".to_owned()]
        };
        vec![
            Block::Numbered(vec![entry("Alpha", lines), entry("Beta", 0)]),
            Block::Replies(vec![entry("Gamma", lines), entry("Delta", 0)]),
            Block::Facts(vec![("Row".to_owned(), String::new()), ("Next".to_owned(), String::new())]),
            Block::Blanks(sign("First")),
        ]
    };
    let sheet =
        |lines| Sheet { blocks: blocks(lines), ..made(Paper::Request, &sample::bare(), Language::English)[0].clone() };
    let (Some(with), Some(without)) = (lines_at(&file(&[sheet(4)])), lines_at(&file(&[sheet(0)]))) else { return };
    for (first, second) in [("Alpha", "Beta"), ("Gamma", "Delta")] {
        let each = ((with[second] - with[first]) - (without[second] - without[first])) / 4.0 / MILLIMETRE;
        assert!((8.0..14.0).contains(&each), "{first}: {each} mm");
    }
    let apart = |first: &str, second: &str| (without[second] - without[first]) / MILLIMETRE;
    assert!(apart("First", "Second") >= 12.0, "{} mm", apart("First", "Second"));
    assert!(apart("Row", "Next") >= 8.0, "{} mm", apart("Row", "Next"));
}

#[test]
fn each_record_that_is_needed_has_boxes_for_how_it_gets_to_the_desk() {
    let case = sample::full_in(Language::English);
    for paper in [Paper::Records, Paper::Application] {
        let all = made(paper, &case, Language::English);
        let table = all.iter().flat_map(|sheet| &sheet.blocks).find_map(|block| match block {
            Block::Table { head, rows } if head.iter().any(|cell| cell == "Enclosed") => Some((head, rows)),
            _ => None,
        });
        let (head, rows) = table.unwrap();
        assert_eq!(head[2..], ["Enclosed", "I bring it", "Posted"]);
        assert_eq!(rows.len(), case.records.len());
        for (row, item) in rows.iter().zip(&case.records) {
            let tick = if item.stage() == Stage::NotNeeded { "" } else { "□" };
            assert!(row.cells[2..].iter().all(|cell| cell == tick), "{row:?}");
        }
    }
}

#[test]
fn a_source_that_has_an_address_is_printed_with_it_in_full() {
    let rule = serde_json::json!({ "may_come": [{ "who": "family-alone", "relation": "first-degree", "papers": ["identity"] }] });
    let desk = sample::desk(rule);
    let case = sample::full_in(Language::English);
    let given =
        Given { desk: Some(&desk), application: Some(casework::ApplicationId(1)), ..given(&case, Language::English) };
    let words = read(&sheets(Paper::Consent, &given));
    assert!(words.contains("example.org/made-up, seen 2026: https://example.org/made-up/second-opinion"), "{words}");
    let request = read(&made(Paper::Request, &sample::asking_in(Language::English), Language::English));
    assert!(request.contains("https://wic-net.com/material/document/13625/214"), "{request}");
}

#[test]
fn no_paper_speaks_of_how_the_program_counts() {
    let cases = |language| -> [Case; 2] { [sample::full_in(language), sample::bare()] };
    for (language, jargon) in [
        (Language::English, ["ounted back", "before the next step", "without a source"]),
        (Language::Japanese, ["逆算", "仮において", "お聞きしたこと"]),
    ] {
        for (case, paper) in cases(language).iter().flat_map(|case| Paper::ALL.map(|paper| (case, paper))) {
            let words = read(&made(paper, case, language));
            let found = jargon.iter().find(|word| words.contains(**word));
            assert_eq!(found, None, "{}", paper.name());
        }
    }
}
