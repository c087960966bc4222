//! What verification finds in a damaged edition.

use std::fs;
use std::path::Path;

use crate::made_up::MadeUp;

/// Builds, damages one file by replacing a text, and gives what verification says.
fn said_after(file: &str, from: &str, to: &str) -> Vec<String> {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    let path = made_up.out().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} does not hold {from}: {text}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    said(&made_up.out())
}

fn said(folder: &Path) -> Vec<String> {
    evidence::verify::verify(folder).unwrap().problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_changed_byte_is_found() {
    let said = said_after("institutions.csv", "Made-up North", "Made-up Nurth");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("institutions.csv") && said[0].ends_with("Changed"), "{said:?}");
}

#[test]
fn a_broken_reference_is_found_with_row_and_column() {
    let said = said_after("results.csv", "us-ca-2", "us-ca-9");
    assert!(
        said.iter().any(|line| line
            .starts_with("results.csv, row 3, column institution: Unknown(\"us-ca-9\", \"institutions.csv\")")),
        "{said:?}"
    );
}

#[test]
fn an_impossible_figure_is_found_unless_it_is_marked() {
    let said = said_after("results.csv", "1000,10,", "1000,1001,");
    assert!(
        said.iter().any(|line| line.starts_with("results.csv, row 2, column state: Impossible(1001, 1000)")),
        "{said:?}"
    );
}

#[test]
fn a_cell_that_is_no_number_is_found_with_what_to_do() {
    let said = said_after("results.csv", "1000,10,", "1000,-10,");
    assert!(said.iter().any(|line| line.contains("row 2, column events: NotANumber(\"-10\")")), "{said:?}");
}

#[test]
fn every_bad_row_is_listed_not_only_the_first() {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    let path = made_up.out().join("results.csv");
    let text = fs::read_to_string(&path).unwrap().replace("us-ca-", "us-xx-");
    fs::write(&path, text).unwrap();
    assert_eq!(said(&made_up.out()).iter().filter(|line| line.contains("column institution")).count(), 3);
}

#[test]
fn a_file_that_is_missing_is_named() {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    fs::remove_file(made_up.out().join("volumes.csv")).unwrap();
    let error = evidence::verify::verify(&made_up.out()).unwrap_err().to_string();
    assert!(error.contains("volumes.csv could not be read"), "{error}");
    let error = evidence::load::from_dir(Path::new("no-such-folder")).unwrap_err().to_string();
    assert!(error.contains("no-such-folder"), "{error}");
}
