//! Tests of `documents::export`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use casework::keeper::{Deeded, Entry, Who};
use casework::second::Hand;
use casework::{AttachmentId, Case, Moment, Part, PersonId};
use documents::export::{VERSION, everything, json};
use language::Language;
use serde_json::Value;
use zip::ZipArchive;

use crate::sample::{bare, full};

const NOW: Moment = Moment(1_795_392_000);
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/export.md");

fn log() -> Vec<Entry> {
    let entry = |who, deed, part| Entry { case: None, at: NOW, who, deed, part };
    vec![
        entry(Who::Person(PersonId::PATIENT), Deeded::Began, None),
        entry(Who::Nobody, Deeded::Read, Some(Part::Opinion)),
    ]
}

fn files_of(case: &Case, uploads: &[(AttachmentId, Vec<u8>)]) -> BTreeMap<String, Vec<u8>> {
    let zip = everything(Language::Japanese.text(), case, &log(), uploads, NOW).unwrap();
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(String::from_utf8(file.name_raw().to_vec()).unwrap(), content);
    }
    files
}

fn table(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<BTreeMap<String, String>> {
    let content = files[&format!("tables/{name}.csv")].strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(content);
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_case_comes_back_from_the_json_as_it_was() {
    let written: Value = serde_json::from_str(&json(&full(), &log(), NOW).unwrap()).unwrap();
    assert_eq!(written["format"], "anshin-case");
    assert_eq!(written["version"], VERSION);
    assert_eq!(serde_json::from_value::<Case>(written["case"].clone()).unwrap(), full());
    assert_eq!(serde_json::from_value::<Vec<Entry>>(written["log"].clone()).unwrap(), log());
}

#[test]
fn everything_is_in_one_file_and_the_same_case_gives_the_same_bytes() {
    let case = full();
    let uploads: Vec<(AttachmentId, Vec<u8>)> =
        case.attachments.iter().map(|known| (known.id, b"made up".to_vec())).collect();
    let files = files_of(&case, &uploads);
    assert!(files.contains_key("case.json") && files.contains_key("はじめにお読みください.txt"));
    assert_eq!(files["files/1-blood-tests.pdf"], b"made up");
    let t = Language::English.text();
    let twice = || everything(t, &case, &log(), &uploads, NOW).unwrap();
    assert_eq!(twice(), twice());
}

#[test]
fn the_tables_hold_what_the_case_holds() {
    let case = full();
    let files = files_of(&case, &[]);
    let names: Vec<String> = table(&files, "people").iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, case.people.iter().map(|person| person.name.clone()).collect::<Vec<_>>());
    assert_eq!(table(&files, "applications").len(), case.applications.len());
    assert_eq!(table(&files, "records").len(), case.records.len());
    assert_eq!(table(&files, "questions").len(), case.questions.len());
    assert_eq!(table(&files, "worries").len(), case.worries.len());
    assert_eq!(table(&files, "decisions").len(), case.deciding.decisions.len());
    assert_eq!(table(&files, "log")[1]["part"], "opinion");
    assert_eq!(table(&files, "log")[0]["at"], "2026-11-23T00:00:00Z");
}

#[test]
fn a_point_that_a_doctor_could_not_say_has_a_word_of_its_own_in_the_table() {
    let mut case = full();
    let states = |case: &Case, opinion: &str, view: &str, point: &str| -> Vec<String> {
        let rows = table(&files_of(case, &[]), "opinion-points");
        let of =
            |row: &&BTreeMap<String, String>| row["opinion"] == opinion && row["view"] == view && row["point"] == point;
        rows.iter().filter(of).map(|row| row["state"].clone()).collect()
    };
    for (hand, said) in [(Hand::Doctor, "cannot-be-said"), (Hand::Told, "unclear")] {
        case.seconds[0].hand = hand;
        assert_eq!(states(&case, "1", "said", "nothing"), [said]);
        assert_eq!(states(&case, "1", "own-view", "nothing"), ["cannot-be-said"]);
        assert_eq!(states(&case, "0", "said", "harms"), ["unclear"]);
    }
}

#[test]
fn a_case_without_anything_has_every_table_with_its_header() {
    let (bare, full) = (files_of(&bare(), &[]), files_of(&full(), &[]));
    let tables = |files: &BTreeMap<String, Vec<u8>>| -> BTreeSet<String> {
        files.keys().filter(|name| name.starts_with("tables/")).cloned().collect()
    };
    assert_eq!(tables(&bare), tables(&full));
    assert!(tables(&bare).len() >= 20);
}

#[test]
fn no_cell_is_a_formula_to_a_spreadsheet_and_every_text_comes_back() {
    let hostile =
        ["=1+1", "+81-3", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "=cmd|' /C calc'!A0", "a=1", "架空"];
    for text in hostile {
        let mut case = full();
        case.people[0].name = text.to_owned();
        let rows = table(&files_of(&case, &[]), "people");
        let cell = &rows[0]["name"];
        let first = cell.trim_start().chars().next().unwrap();
        assert!(!"=+-@＝＋－＠\t\r".contains(first) && !cell.starts_with(['\t', '\r']), "{cell:?}");
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text);
    }
}

#[test]
fn an_uploads_name_cannot_leave_its_folder() {
    let mut case = full();
    case.attachments[0].name = "../../.ssh/keys\r\n:?".to_owned();
    let uploads = [(case.attachments[0].id, b"made up".to_vec())];
    let files = files_of(&case, &uploads);
    let name = files.keys().find(|name| name.starts_with("files/")).unwrap();
    assert_eq!(name, "files/1-_.._.ssh_keys____.pdf");
}

/// The names of all fields, each once; a key that is a number or a point of an opinion is a value.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                found.insert(name.clone());
                fields(value, found);
            }
        }
        Value::Array(members) => members.iter().for_each(|member| fields(member, found)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_json_and_every_table_stands_in_the_documentation() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let mut found = BTreeSet::new();
    fields(&serde_json::from_str(&json(&full(), &log(), NOW).unwrap()).unwrap(), &mut found);
    let missing: Vec<&String> = found.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(
        missing.is_empty(),
        "docs/export.md does not name {missing:?}; a new name of an old field is a new version"
    );
    for name in files_of(&full(), &[]).keys().filter(|name| name.starts_with("tables/")) {
        let name = name.trim_start_matches("tables/");
        assert!(page.contains(&format!("`{name}`")), "docs/export.md does not name the table {name}");
    }
}
