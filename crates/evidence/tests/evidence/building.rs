//! What the builder makes of a publisher's file, and what it refuses.

use std::fs;

use evidence::State;

use crate::made_up::MadeUp;

#[test]
fn what_is_built_is_sound_and_the_same_each_time() {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    assert_eq!(evidence::verify::verify(&made_up.out()).unwrap().problems, []);
    let again = made_up.out().with_extension("again");
    made_up.build_to(&again).unwrap();
    for entry in fs::read_dir(made_up.out()).unwrap() {
        let path = entry.unwrap().path();
        let twin = again.join(path.file_name().unwrap());
        assert_eq!(fs::read(&path).unwrap(), fs::read(twin).unwrap(), "{} differs", path.display());
    }
}

#[test]
fn a_statewide_row_is_a_total_and_never_an_institution() {
    let edition = MadeUp::new().build().unwrap().edition;
    let names: Vec<&str> = edition.institutions.iter().map(|institution| institution.name.as_str()).collect();
    assert_eq!(names, ["Made-up North", "Made-up South", "Made-up Hidden"]);
    assert_eq!((edition.totals[0].cases, edition.totals[0].events), (Some(1_100), Some(15)));
}

#[test]
fn a_withheld_cell_is_withheld_and_an_empty_row_is_no_figure() {
    let edition = MadeUp::new().build().unwrap().edition;
    let states: Vec<(State, Option<u32>)> = edition.results.iter().map(|row| (row.state, row.cases)).collect();
    assert_eq!(states, [(State::Usable, Some(1_000)), (State::Usable, Some(100)), (State::Suppressed, None)]);
}

#[test]
fn more_deaths_than_cases_is_kept_marked_and_listed() {
    let made_up = MadeUp::new();
    made_up.row("5,Made-up East,2020,Deaths,3,4,1.0,Fine,38.9,-121.1");
    let edition = made_up.build().unwrap().edition;
    let row = edition.results.iter().find(|row| row.state == State::Impossible).unwrap();
    assert_eq!((row.cases, row.events), (Some(3), Some(4)));
    let finding = edition.findings.iter().find(|finding| finding.kind == "impossible").unwrap();
    assert_eq!((finding.row, finding.source.as_str()), (7, "made-up-deaths"));
    assert_eq!(evidence::verify::verify(&made_up.out()).unwrap().problems, [], "a marked cell is no problem");
}

#[test]
fn hospitals_that_do_not_add_up_to_the_state_are_reported() {
    let made_up = MadeUp::new();
    made_up.row("5,Made-up East,2020,Deaths,30,4,1.0,Fine,38.9,-121.1");
    let edition = made_up.build().unwrap().edition;
    let detail = "made-up.deaths 2020: hospitals add up to 19 of 1130, the whole state is published as 15 of 1100.";
    assert!(edition.findings.iter().any(|finding| finding.detail == detail), "{:?}", edition.findings);
}

#[test]
fn one_figure_published_twice_stands_once() {
    let made_up = MadeUp::new();
    made_up.row("1,Made-up North,2020,Deaths,1000,10,1.0,Fine,38.50000,-121.50000");
    let edition = made_up.build().unwrap().edition;
    assert_eq!(edition.results.len(), 3);
    assert!(edition.findings.iter().any(|finding| finding.kind == "repeated"));
}

/// What the builder says of a row.
fn refusal(row: &str) -> String {
    let made_up = MadeUp::new();
    made_up.row(row);
    made_up.build().unwrap_err().to_string()
}

#[test]
fn a_cell_that_is_no_number_is_refused_with_row_and_column() {
    let said = refusal("5,Made-up East,2020,Deaths,many,4,1.0,Fine,38.9,-121.1");
    assert!(said.starts_with("deaths.csv, row 7, column Cases: “many” is not CountOrMark"), "{said}");
}

#[test]
fn a_negative_cell_is_refused_with_row_and_column() {
    let said = refusal("5,Made-up East,2020,Deaths,30,-4,1.0,Fine,38.9,-121.1");
    assert!(said.starts_with("deaths.csv, row 7, column Deaths: “-4” is not CountOrMark"), "{said}");
}

#[test]
fn a_measure_or_a_period_nobody_named_is_refused() {
    let said = refusal("5,Made-up East,2020,Surprises,30,4,1.0,Fine,38.9,-121.1");
    assert!(said.contains("row 7, column Measure: “Surprises” is not NamedMeasure"), "{said}");
    let said = refusal("5,Made-up East,last year,Deaths,30,4,1.0,Fine,38.9,-121.1");
    assert!(said.contains("row 7, column Year: “last year” is not Period"), "{said}");
}

#[test]
fn a_file_in_another_encoding_is_refused_with_the_row() {
    let made_up = MadeUp::new();
    made_up.source("deaths.csv", b"ID,Hospital\n1,Made\x96up\n");
    let said = made_up.build().unwrap_err().to_string();
    assert!(said.starts_with("deaths.csv, near row 2: this is not utf-8"), "{said}");
}

#[test]
fn a_missing_file_or_column_is_refused_by_name() {
    let made_up = MadeUp::new();
    made_up.source("deaths.csv", b"ID,Hospital\n1,x\n");
    let said = made_up.build().unwrap_err().to_string();
    assert!(said.starts_with("deaths.csv: there is no column"), "{said}");
    made_up.definition("manifests/made-up.toml", "id = \"x\"\n");
    assert!(made_up.build().unwrap_err().to_string().contains("made-up.toml: "));
}
