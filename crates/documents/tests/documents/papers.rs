//! What each paper of a case must hold, and what it must never hold.

mod came;
mod desk;
mod desk_room;
mod extreme;
mod letter;
mod unsaid;
mod without;

use casework::day::fit;
use casework::{ApplicationId, Case, Part};
use documents::paper::papers::{Code, CodeFor, Given, Paper, applies, sheets};
use documents::paper::set::{Made, pdf};
use documents::paper::{Block, Sheet};
use language::Language;

use crate::sample::{self, TODAY};

/// A case in words of a language, as the patient sees it.
fn given(case: &Case, language: Language) -> Given<'_> {
    Given::of(case, language.text(), TODAY)
}

fn made(paper: Paper, case: &Case, language: Language) -> Vec<Sheet> {
    sheets(paper, &given(case, language))
}

/// Everything that can be read on sheets, in reading order.
fn read(sheets: &[Sheet]) -> String {
    sheets.iter().map(read_sheet).collect::<Vec<_>>().join("\n\n")
}

fn read_sheet(sheet: &Sheet) -> String {
    let mut lines: Vec<&str> = sheet.marks.iter().map(|mark| mark.words.as_str()).collect();
    lines.push(&sheet.title);
    lines.extend(sheet.under.as_deref());
    sheet.blocks.iter().for_each(|block| read_block(block, &mut lines));
    lines.push(&sheet.foot);
    lines.join("\n")
}

fn read_block<'a>(block: &'a Block, lines: &mut Vec<&'a str>) {
    match block {
        Block::Heading(words) | Block::Words(words) | Block::Remark(words) => lines.push(words),
        Block::Frame { title, words } => {
            lines.push(title);
            lines.extend(words.iter().map(String::as_str));
        }
        Block::Facts(facts) => lines.extend(facts.iter().flat_map(|(name, fact)| [name.as_str(), fact.as_str()])),
        Block::List(items) | Block::Blanks(items) => lines.extend(items.iter().map(String::as_str)),
        Block::Numbered(entries) | Block::Replies(entries) => {
            lines.extend(
                entries.iter().flat_map(|entry| [Some(entry.words.as_str()), entry.under.as_deref()]).flatten(),
            );
        }
        Block::Ticks(items) => lines.extend(items.iter().map(|(_, words)| words.as_str())),
        Block::Table { head, rows } => {
            lines.extend(head.iter().map(String::as_str));
            lines.extend(rows.iter().flat_map(|row| row.cells.iter().map(String::as_str)));
        }
        Block::Code { code, address, words } => lines.extend([words.as_str(), code, address]),
    }
}

fn every_case(language: Language) -> [Case; 3] {
    [sample::full_in(language), sample::bare(), sample::unsigned_in(language)]
}

/// What a sheet must be to be set: no empty words but in a form's rows, and tables with whole rows.
fn is_whole(sheet: &Sheet) -> bool {
    let filled = |words: &String| !words.trim().is_empty();
    let block = |block: &Block| match block {
        Block::Heading(words) | Block::Words(words) | Block::Remark(words) => filled(words),
        Block::Frame { words, .. } => !words.is_empty() && words.iter().all(filled),
        Block::Facts(facts) => !facts.is_empty() && facts.iter().all(|(name, _)| filled(name)),
        Block::List(items) | Block::Blanks(items) => !items.is_empty() && items.iter().all(filled),
        Block::Numbered(entries) | Block::Replies(entries) => {
            !entries.is_empty() && entries.iter().all(|entry| filled(&entry.words))
        }
        Block::Ticks(items) => !items.is_empty() && items.iter().all(|(_, words)| filled(words)),
        Block::Table { head, rows } => !rows.is_empty() && rows.iter().all(|row| row.cells.len() == head.len()),
        Block::Code { code, address, words } => filled(code) && filled(address) && filled(words),
    };
    filled(&sheet.title) && filled(&sheet.foot) && !sheet.blocks.is_empty() && sheet.blocks.iter().all(block)
}

#[test]
fn every_paper_can_be_made_of_every_case_in_both_languages() {
    for language in Language::ALL {
        for case in every_case(language) {
            for paper in Paper::ALL {
                let sheets = made(paper, &case, language);
                assert!(!sheets.is_empty(), "{}", paper.name());
                for sheet in &sheets {
                    assert_eq!(sheet.language, language);
                    assert!(is_whole(sheet), "{}: {sheet:#?}", paper.name());
                }
            }
        }
    }
}

#[test]
fn a_papers_name_is_its_own_and_leads_back_to_it() {
    let mut names: Vec<&str> = Paper::ALL.iter().map(|paper| paper.name()).collect();
    for (paper, name) in Paper::ALL.iter().zip(&names) {
        assert_eq!(Paper::from_name(name), Some(*paper));
        assert!(name.chars().all(|letter| letter.is_ascii_lowercase()));
        assert_ne!(paper.title(Language::English.text()), paper.title(Language::Japanese.text()));
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Paper::ALL.len());
    assert_eq!(Paper::from_name("score"), None);
}

#[test]
fn a_paper_in_english_holds_no_japanese_but_the_fields_own_terms() {
    // Terms that the English messages give in Japanese beside the English word, for the desk.
    let terms = ["診療情報提供書", "診療情報提供料", "キャンサーボード"];
    for case in every_case(Language::English) {
        for paper in Paper::ALL {
            let mut words = read(&made(paper, &case, Language::English));
            terms.iter().for_each(|term| words = words.replace(term, ""));
            let japanese =
                words.lines().find(|line| line.chars().any(|letter| ('\u{3040}'..'\u{ff00}').contains(&letter)));
            assert_eq!(japanese, None, "{}", paper.name());
        }
    }
}

#[test]
fn a_paper_in_japanese_holds_no_english_sentence() {
    for case in every_case(Language::Japanese) {
        for paper in Paper::ALL {
            let words = read(&made(paper, &case, Language::Japanese));
            let english = words.lines().find(|line| {
                let is_word = |word: &&str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_alphabetic());
                line.split(' ').filter(is_word).count() > 3
            });
            assert_eq!(english, None, "{}", paper.name());
        }
    }
}

#[test]
fn each_sheet_of_a_made_up_case_says_so() {
    for language in Language::ALL {
        for sheet in made(Paper::Dossier, &sample::full_in(language), language) {
            assert!(sheet.marks.iter().any(|mark| mark.words == language.text().door_made_up()), "{}", sheet.title);
        }
        let real = made(Paper::Dossier, &sample::bare(), language);
        assert!(real.iter().all(|sheet| sheet.marks.is_empty()));
    }
}

#[test]
fn the_request_names_what_is_asked_for_and_the_rule_with_its_year() {
    let case = sample::asking_in(Language::English);
    let sheets = made(Paper::Request, &case, Language::English);
    let words = read(&sheets);
    assert_eq!(sheets.len(), 1);
    for said in
        ["First Example Hospital", "B010", "500 points", "2024 revision", "5,000 yen", "Glass slides or tissue blocks"]
    {
        assert!(words.contains(said), "{said}");
    }
    // What is in hand is not asked for again.
    assert!(!words.contains("The pathology report"), "{words}");
    assert!(words.contains("Birth date, patient no."));
}

#[test]
fn the_request_of_a_case_without_a_list_asks_for_what_is_usual_with_the_illness() {
    let case = sample::bare();
    let usual = |icd10| read(&sheets(Paper::Request, &Given { icd10, ..given(&case, Language::English) }));
    assert!(usual("C16").contains("Pictures and report of the endoscopy"));
    assert!(usual("I25").contains("Heart records"));
    assert!(!usual("").contains("Heart records"));
}

#[test]
fn a_code_stands_on_the_paper_it_is_for_and_never_in_an_address() {
    let case = sample::full();
    let meant = case.applications.iter().rev().find(|known| known.is_live()).or(case.applications.last()).unwrap().id;
    let other = case.applications.iter().find(|known| known.id != meant).unwrap().id;
    let codes = [
        (CodeFor::Letter, "letter", "AAAA-1111-AAAA"),
        (CodeFor::Answer(meant), "answer", "BBBB-2222-BBBB"),
        (CodeFor::Receipt, "receipt", "CCCC-3333-CCCC"),
        (CodeFor::Answer(other), "answer", "DDDD-4444-DDDD"),
    ]
    .map(|(opens, path, code)| Code {
        opens,
        code: code.to_owned(),
        address: format!("https://anshin.example/{path}"),
        until: Some(TODAY),
    });
    let [letter, answer, receipt, foreign] = codes;
    // The code of another desk is made first, and must not be the one that is found.
    let codes = [foreign, letter, answer, receipt];
    let given = Given { codes: &codes, ..given(&case, Language::Japanese) };
    for (paper, code) in [(Paper::Request, &codes[1]), (Paper::Application, &codes[2]), (Paper::Report, &codes[3])] {
        let sheets = sheets(paper, &given);
        let shown: Vec<_> = sheets.iter().flat_map(|sheet| &sheet.blocks).filter_map(as_code).collect();
        assert_eq!(shown, [(code.code.as_str(), code.address.as_str())]);
    }
    assert!(
        made(Paper::Dossier, &case, Language::Japanese)
            .iter()
            .flat_map(|sheet| &sheet.blocks)
            .all(|block| as_code(block).is_none())
    );
}

#[test]
fn the_papers_of_a_case_without_a_name_have_room_for_it() {
    for language in Language::ALL {
        let name = language.text().paper_name();
        for paper in [Paper::Calendar, Paper::Records, Paper::Opinions] {
            let rooms = |case: &Case| {
                let sheets = made(paper, case, language);
                let facts = sheets.iter().flat_map(|sheet| &sheet.blocks).filter_map(|block| match block {
                    Block::Facts(facts) => Some(facts),
                    _ => None,
                });
                facts.flatten().filter(|(known, fact)| *known == name && fact.is_empty()).count()
            };
            assert_eq!((rooms(&sample::bare()), rooms(&sample::full_in(language))), (1, 0), "{}", paper.name());
        }
    }
}

fn as_code(block: &Block) -> Option<(&str, &str)> {
    match block {
        Block::Code { code, address, .. } => Some((code, address)),
        _ => None,
    }
}

#[test]
fn the_questions_that_fit_the_minutes_come_first_and_the_others_are_to_be_handed_in() {
    let case = sample::full_in(Language::English);
    let sheets = made(Paper::Questions, &case, Language::English);
    let lists: Vec<Vec<&str>> = sheets[0].blocks.iter().filter_map(as_numbered).collect();
    let fit = fit(&case.questions, 30);
    let words = |ids: &[casework::QuestionId]| -> Vec<&str> {
        case.questions
            .iter()
            .filter(|question| ids.contains(&question.id))
            .map(|question| question.words.as_str())
            .collect()
    };
    assert_eq!(lists, [words(&fit.fits), words(&fit.left)]);
    assert_eq!((fit.fits.len(), fit.left.len()), (2, 1));
    let said = read(&sheets);
    assert!(said.contains("The consultation takes 30 minutes; 10 of them are kept for what the doctor says."));
    assert!(said.contains("Answer: It is too deep for that."));
}

fn as_numbered(block: &Block) -> Option<Vec<&str>> {
    match block {
        Block::Numbered(entries) => Some(entries.iter().map(|entry| entry.words.as_str()).collect()),
        _ => None,
    }
}

#[test]
fn forty_questions_without_a_date_stand_in_one_list() {
    let mut case = sample::full();
    let one = case.questions[2].clone();
    case.questions =
        (1..=40).map(|id| casework::day::Question { id: casework::QuestionId(id), ..one.clone() }).collect();
    case.applications.clear();
    case.days.clear();
    let sheets = made(Paper::Questions, &case, Language::Japanese);
    let lists: Vec<Vec<&str>> = sheets[0].blocks.iter().filter_map(as_numbered).collect();
    assert_eq!(lists.iter().map(Vec::len).collect::<Vec<_>>(), [40]);
}

#[test]
fn the_records_list_says_what_must_go_back_and_which_files_are_kept() {
    let words = read(&made(Paper::Records, &sample::full_in(Language::English), Language::English));
    for said in ["5 of 8 in hand", "on loan", "Still to be given back", "blood-tests.pdf (124 kB)"] {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn the_decision_that_holds_stands_on_its_record_and_no_earlier_one() {
    let words = read(&made(Paper::Decision, &sample::full_in(Language::English), Language::English));
    for said in
        ["Decision of Made-up Patient", "Keyhole surgery, near home.", "20 November 2026", "My fields: a little"]
    {
        assert!(words.contains(said), "{said}");
    }
    assert!(!words.contains("After the talk of both."));
}

#[test]
fn the_report_thanks_the_first_doctor_and_says_what_was_decided() {
    let words = read(&made(Paper::Report, &sample::full_in(Language::English), Language::English));
    for said in [
        "Dr Made-up First",
        "I would like to have the treatment that Dr Made-up Second proposed",
        "Thank you for the letter.",
    ] {
        assert!(words.contains(said), "{said}");
    }
    // What the doctor answered is no part of what went to the doctor.
    assert!(!words.contains("We will plan it for December."));
}

#[test]
fn the_calendar_counts_back_from_the_date_the_doctor_named() {
    let words = read(&made(Paper::Calendar, &sample::full_in(Language::English), Language::English));
    assert!(words.contains("The latest safe date: 18 December 2026, named by Dr Made-up First"), "{words}");
    assert!(words.contains("no promise"));
    let bare = read(&made(Paper::Calendar, &sample::bare(), Language::English));
    assert!(bare.contains("A calendar needs the day by which you have to decide."));
    assert!(!bare.contains("no promise"));
}

#[test]
fn a_dossier_holds_every_paper_that_applies_in_the_order_of_the_way() {
    let case = sample::full();
    let given = given(&case, Language::Japanese);
    let all: Vec<Sheet> = Paper::ALL
        .into_iter()
        .filter(|paper| *paper != Paper::Dossier)
        .flat_map(|paper| sheets(paper, &given))
        .collect();
    assert_eq!(sheets(Paper::Dossier, &given), all);
    let bare = sample::bare();
    let applying = Paper::ALL.into_iter().filter(|paper| applies(*paper, &self::given(&bare, Language::English)));
    assert_eq!(applying.collect::<Vec<_>>(), [Paper::Request, Paper::Dossier]);
}

#[test]
fn what_the_reader_may_not_see_is_not_said_to_be_missing() {
    let case = sample::bare();
    let t = Language::English.text();
    for paper in Paper::ALL {
        let given = Given { sees: &[Part::Choice], ..given(&case, Language::English) };
        assert!(read(&sheets(paper, &given)).contains(&t.paper_not_shown()), "{}", paper.name());
    }
}

#[test]
fn the_application_meant_can_be_named() {
    let case = sample::full_in(Language::English);
    let of = |id| Given { application: Some(ApplicationId(id)), ..given(&case, Language::English) };
    assert!(read(&sheets(Paper::Application, &of(1))).contains("Second Example Hospital"));
    assert!(read(&sheets(Paper::Application, &of(3))).contains("Third Example Hospital"));
    assert!(read(&sheets(Paper::Application, &of(9))).contains("No application has been made yet."));
    assert!(read(&sheets(Paper::Questions, &of(3))).contains("Thursday 3 December 2026, 14:00"));
}

#[test]
fn the_papers_can_be_set_and_the_request_with_its_code_stands_on_one_page() {
    let made = Made { on: TODAY, contents: None };
    let pages = |sheets: &[Sheet]| {
        let file = pdf(sheets, made.clone()).unwrap();
        file.windows(11).filter(|part| part.starts_with(b"/Type/Page") && !part.ends_with(b"s")).count()
    };
    let code = Code {
        opens: CodeFor::Letter,
        code: "7K2M-9QXT-4HWP".to_owned(),
        address: "https://anshin.example.org/letter".to_owned(),
        until: Some(TODAY),
    };
    let case = Case { made_up: false, ..sample::full() };
    let bare = sample::bare();
    for language in Language::ALL {
        let case = Case { made_up: false, ..sample::asking_in(language) };
        let request = Given { codes: std::slice::from_ref(&code), ..given(&case, language) };
        assert_eq!(pages(&sheets(Paper::Request, &request)), 1, "{language:?}");
        let usual = Given { icd10: "C16", ..given(&bare, language) };
        assert_eq!(pages(&sheets(Paper::Request, &usual)), 1, "{language:?}");
    }
    let letter = sheets(Paper::Letter, &given(&case, Language::Japanese));
    assert_eq!(pages(&letter), 1);
    for paper in [Paper::Consent, Paper::Records, Paper::Calendar, Paper::Questions, Paper::Opinions, Paper::Report] {
        assert!(pages(&sheets(paper, &given(&case, Language::English))) > 0, "{}", paper.name());
    }
}
