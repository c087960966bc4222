//! The command as a whole process, on the edition that the program carries.

#![expect(clippy::unwrap_used, reason = "a test may stop where nothing is as it should be")]

#[path = "anshin/desk.rs"]
mod desk;
#[path = "anshin/keeping.rs"]
mod keeping;
#[path = "anshin/papers.rs"]
mod papers;
#[path = "anshin/profile.rs"]
mod profile;
#[path = "anshin/town.rs"]
mod town;

use std::process::{Command, Output, Stdio};

use serde_json::Value;

struct Ran {
    code: Option<i32>,
    out: String,
    complaint: String,
}

fn anshin(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anshin"));
    command.args(arguments).env_clear().env("LANG", "en_GB.UTF-8").stdin(Stdio::null());
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: status.code(), out: text(stdout), complaint: text(stderr) }
}

fn json(arguments: &[&str]) -> Value {
    let ran = anshin(arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_readme_question_from_yamagata_gives_the_ministrys_figures() {
    let answer = json(&["compare", "stomach cancer", "--near", "山形市", "--format", "json"]);
    assert_eq!(answer["condition"]["id"], "stomach-cancer");
    let institutions = answer["institutions"].as_array().unwrap();
    // FY2021, 060020, 山形県立中央病院: 454 in mdc6_data.csv.
    let central = institutions.iter().find(|one| one["name"] == "山形県立中央病院").unwrap();
    assert_eq!(central["experience"]["cases"], 454);
    assert_eq!(central["experience"]["at_least"], true);
    assert_eq!(central["experience"]["counts"], "admissions");
    assert_eq!(central["experience"]["period"], "2021-04/2022-03");
    assert!(institutions.iter().all(|one| one["experience"]["cases"] != 0));
}

#[test]
fn a_question_from_sacramento_gives_californias_operations() {
    let answer = json(&["compare", "pancreatic cancer", "--near", "Sacramento", "--format", "json"]);
    assert_eq!(answer["place"]["name"], "Sacramento, CA");
    let institutions = answer["institutions"].as_array().unwrap();
    let davis = institutions.iter().find(|one| one["name"].as_str().unwrap().contains("Davis")).unwrap();
    assert_eq!(davis["experience"]["counts"], "operations");
    assert_eq!(davis["experience"]["cases"], Value::Null);
    // 2023, Pancreas, UC Davis Medical Center: 19 in HCAI's cancer volumes.
    assert_eq!(
        (&davis["experience"]["operations"], &davis["experience"]["period"]),
        (&Value::from(19), &Value::from("2023"))
    );
}

#[test]
fn every_spelling_finds_the_same_illness_and_the_language_changes_only_the_sentences() {
    let english = json(&["compare", "C16", "--near", "990-8501", "--format", "json", "--limit", "3"]);
    let japanese =
        json(&["compare", "いがん", "--near", "〒9908501", "--format", "json", "--limit", "3", "--lang", "ja"]);
    let names = |answer: &Value| {
        answer["institutions"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&english), names(&japanese));
    assert!(japanese["cautions"][0].as_str().unwrap().ends_with('。'));
}

#[test]
fn a_table_fits_a_hundred_columns_and_says_how_many_more() {
    for language in ["en", "ja"] {
        let ran = anshin(&["compare", "胃がん", "--near", "山形市", "--lang", language]);
        assert_eq!(ran.code, Some(0), "{}", ran.complaint);
        // A kanji is two columns wide, so no line has more than a hundred letters either way.
        assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
        assert!(ran.out.contains("--limit"), "{}", ran.out);
    }
}

#[test]
fn csv_has_one_header_and_as_many_cells_in_every_row() {
    let ran = anshin(&["compare", "heart bypass", "--near", "95814", "--format", "csv"]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let header = reader.headers().unwrap();
    for column in ["observed_low", "no_operation", "unit", "whole_unit", "period_note", "publishes_results_link"] {
        assert!(header.iter().any(|name| name == column), "{column}");
    }
    assert!(reader.records().all(|record| record.is_ok()));
}

#[test]
fn what_is_unknown_or_ambiguous_lists_what_is_near_and_the_next_step() {
    for (arguments, part) in [
        (vec!["compare", "stomch", "--near", "山形市"], "stomach-cancer"),
        (vec!["compare", "stomach cancer", "--near", "府中市"], "jp-34208"),
        (vec!["compare", "stomach cancer", "--near", "Springfield"], "Springfield, IL"),
        (vec!["compare", "stomach cancer", "--near", "qqqqq"], "qqqqq"),
        (vec!["compare", "", "--near", "山形市"], "illness"),
        (vec!["compare", "stomach cancer", "--near", "山形市", "--within", "-5"], "--within"),
        (vec!["compare", "stomach cancer", "--near", "山形市", "--age", "many"], "--age"),
        (vec!["compare", "stomach cancer", "--near", "山形市", "--by", "stars"], "distance, experience, results"),
        (vec!["compare", "stomach cancer"], "--near"),
        (vec!["compare", "stomach cancer", "--near"], "--near"),
        (vec!["compare", "stomach cancer", "--nearby", "x"], "--nearby"),
        (vec!["cmpare"], "cmpare"),
        (vec!["serve", "--listen", "nowhere"], "nowhere"),
        // An address may hold a password, so it is not repeated.
        (vec!["serve", "--database", "mysql:x"], "sqlite:"),
    ] {
        let ran = anshin(&arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.complaint);
        assert!(ran.complaint.contains(part), "{arguments:?}: {}", ran.complaint);
        assert!(ran.complaint.contains("What you can do: "), "{arguments:?}: {}", ran.complaint);
        assert!(ran.out.is_empty(), "{arguments:?}");
    }
    let huge = "胃".repeat(5_000);
    assert_eq!(anshin(&["compare", &huge, "--near", "山形市"]).code, Some(2));
}

#[test]
fn illnesses_and_institutions_are_found_by_their_names() {
    let conditions = json(&["conditions", "stomach", "--format", "json"]);
    assert_eq!(conditions["conditions"][0]["id"], "stomach-cancer");
    let institutions = json(&["institutions", "山形大学", "--format", "json"]);
    assert_eq!(institutions["institutions"][0]["name"], "国立大学法人山形大学医学部附属病院");
    let all = anshin(&["conditions"]);
    assert!(all.out.lines().count() > 150);
}

#[test]
fn help_is_in_the_language_asked_for() {
    let japanese = anshin(&["compare", "--help", "--lang", "ja"]);
    assert_eq!(japanese.code, Some(0));
    assert!(japanese.out.contains("使い方：") && !japanese.out.contains("Usage"), "{}", japanese.out);
    assert!(anshin(&["--help"]).out.contains("Usage:"));
    assert!(anshin(&["--version"]).out.starts_with("anshin "));
}

#[test]
fn a_folder_without_an_edition_is_a_failure_with_a_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let ran = anshin(&["conditions", "--edition", folder.path().to_str().unwrap()]);
    assert_eq!(ran.code, Some(1), "{}", ran.complaint);
    assert!(ran.complaint.contains("What you can do: "));
}

#[test]
fn an_id_in_a_table_stands_in_one_line() {
    for arguments in [vec!["conditions"], vec!["institutions", "国立病院機構"]] {
        let table = anshin(&arguments).out;
        let listed = json(&[arguments.as_slice(), &["--format", "json"]].concat());
        let kind = arguments.first().unwrap();
        for one in listed[kind].as_array().unwrap() {
            let id = one["id"].as_str().unwrap();
            assert!(table.lines().any(|line| line.ends_with(&format!(" {id}"))), "{id}");
        }
        assert!(table.lines().all(|line| line.chars().count() <= 100));
    }
}

#[test]
fn without_an_operation_is_shown_only_when_it_is_asked_for() {
    let shown = |treatment: &str| {
        anshin(&["compare", "stomach cancer", "--near", "山形市", "--treatment", treatment])
            .out
            .contains("without an operation")
    };
    assert!(shown("none") && !shown("any"));
    let answer = json(&["compare", "stomach cancer", "--near", "山形市", "--format", "json"]);
    assert!(answer["institutions"].as_array().unwrap().iter().any(|one| one["experience"]["no_operation"].is_u64()));
}

#[test]
fn a_treatment_that_california_does_not_count_has_no_percentile_no_standard_and_a_reason() {
    for treatment in ["none", "endoscopic"] {
        let question =
            ["compare", "pancreatic cancer", "--near", "Sacramento", "--treatment", treatment, "--format", "json"];
        let answer = json(&question);
        for one in answer["institutions"].as_array().unwrap() {
            assert_ne!(one["group"], "at or above standard");
            assert_eq!(one["experience"]["percentile"], Value::Null);
            assert!(one["notes"].as_array().unwrap().iter().all(|note| !note.as_str().unwrap().contains("under ten")));
        }
        let cautions = answer["cautions"].to_string();
        assert!(cautions.contains("These figures count operations only"), "{cautions}");
    }
}

#[test]
fn words_and_numbers_of_a_question_have_one_set_of_bounds() {
    let asked = |more: &[&str]| {
        anshin(&[&["compare", "stomach cancer", "--near", "山形市", "--format", "json", "--limit", "1"], more].concat())
            .code
    };
    assert_eq!(
        asked(&[
            "--treatment",
            "Resection",
            "--by",
            "EXPERIENCE",
            "--purpose",
            "Advice",
            "--within",
            "0.5",
            "--age",
            "130"
        ]),
        Some(0)
    );
    for wrong in [["--within", "0"], ["--within", "20001"], ["--age", "131"]] {
        assert_eq!(asked(&wrong), Some(2), "{wrong:?}");
    }
    assert_eq!(anshin(&["conditions", "--limit", "5001"]).code, Some(2));
}

#[test]
fn a_scanner_that_nobody_could_call_is_refused_before_anything_is_served() {
    let ran = anshin(&["serve", "--listen", "127.0.0.1:0", "--database", "memory:", "--clamd", "scanner"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.complaint.contains("“scanner” is not where a clamd could listen"), "{}", ran.complaint);
    assert!(ran.complaint.contains("--clamd 127.0.0.1:3310"), "{}", ran.complaint);
    assert!(anshin(&["serve", "--help"]).out.contains("--clamd"));
}
