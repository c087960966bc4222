//! What verification finds in a damaged edition.

use std::fs;
use std::path::Path;

use evidence::What;
use evidence::load::LoadError;

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

/// Builds, adds a row below the others of one file, and holds what verification says against the beginning of a line.
#[track_caller]
fn found_in_row(file: &str, row: &str, wanted: &str) {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    let path = made_up.out().join(file);
    let text = fs::read_to_string(&path).unwrap();
    let number = text.lines().count() + 1;
    fs::write(&path, format!("{text}{row}\n")).unwrap();
    let said = said(&made_up.out());
    let wanted = format!("{file}, row {number}, column {wanted}");
    assert!(said.contains(&wanted), "{wanted}: {said:?}");
}

#[track_caller]
fn found_after(file: &str, from: &str, to: &str, wanted: &str) {
    let said = said_after(file, from, to);
    assert!(said.iter().any(|line| line == wanted), "{wanted}: {said:?}");
}

#[test]
fn more_months_than_the_period_has_are_found() {
    found_in_row("volumes.csv", "made-up.deaths,us-ca-1,2020,13,,20,,,,0,0,0,0", "months: Months(13, 12)");
    found_in_row("volumes.csv", "made-up.deaths,us-ca-1,2015-01/2015-09,10,,20,,,,0,0,0,0", "months: Months(10, 9)");
}

#[test]
fn a_part_larger_than_the_whole_is_found_where_the_whole_is_given() {
    for (row, column) in [
        ("12,10,11,,,", "operations"),
        ("12,10,,11,,", "endoscopic"),
        ("12,10,,,11,", "other_operations"),
        ("12,10,,,,11", "no_operation"),
    ] {
        let row = format!("made-up.deaths,us-ca-1,2020,{row},0,0,0,0");
        found_in_row("volumes.csv", &row, &format!("{column}: MoreThanCases(11, 10)"));
    }
    found_in_row("totals.csv", "made-up.deaths,2021,10,11,,,,", "events: MoreThanCases(11, 10)");
    found_in_row("totals.csv", "made-up.deaths,2021,10,,11,,,", "operations: MoreThanCases(11, 10)");
}

#[test]
fn an_interval_that_does_not_hold_its_rate_is_found_unless_rounding_explains_it() {
    let row = |rate: &str| format!("made-up.deaths,us-ca-1,2021,100,5,,{rate},2.0,8.0,,,usable,0");
    found_in_row("results.csv", &row("9"), "state: OutsideInterval(\"9\", \"2-8\")");
    found_in_row("results.csv", &row("1.9"), "state: OutsideInterval(\"1.9\", \"2-8\")");
    assert!(said_about_result(&row("8.05")).is_empty(), "{:?}", said_about_result(&row("8.05")));
    assert!(said_about_result(&row("9").replace("usable", "impossible")).is_empty(), "a marked row is no problem");
    let upside_down = "made-up.deaths,us-ca-1,2021,100,5,,5.0,8.0,2.0,,,usable,0";
    found_in_row("results.csv", upside_down, "state: UpsideDown(\"8-2\")");
}

#[test]
fn a_rate_above_the_whole_is_found_unless_few_were_treated() {
    let row = |cases: &str| format!("made-up.deaths,us-ca-1,2021,{cases},2,,161.8,,,,,usable,0");
    found_in_row("results.csv", &row("11"), "state: RateTooHigh(\"161.8\", 100)");
    assert!(said_about_result(&row("10")).is_empty(), "{:?}", said_about_result(&row("10")));
}

/// What verification says of a row put in its place, apart from the changed checksum.
fn said_about_result(row: &str) -> Vec<String> {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    let path = made_up.out().join("results.csv");
    let text = fs::read_to_string(&path).unwrap();
    let first_two: Vec<&str> = text.lines().take(2).collect();
    fs::write(&path, format!("{}\n{row}\n", first_two.join("\n"))).unwrap();
    said(&made_up.out()).into_iter().filter(|line| !line.ends_with("Changed")).collect()
}

#[test]
fn zip_areas_out_of_order_or_twice_are_found() {
    found_in_row("zips.csv", "95813,38.5,-121.4,", ": OutOfOrder");
    found_in_row("zips.csv", "95814,38.5,-121.4,", ": OutOfOrder");
}

#[test]
fn postal_codes_backwards_out_of_order_or_in_two_stretches_are_found() {
    let place = "us-ca-made-up-city";
    let three = |row: &str| format!("9900000,9900100,{place}\n{row},{place}");
    found_in_row("postal.csv", &format!("9900100,9900000,{place}"), "last: Backwards(\"9900100-9900000\")");
    for (row, wanted) in
        [("9900050,9900200", "last: Overlaps(\"9900050-9900200\")"), ("9800000,9800100", ": OutOfOrder")]
    {
        let made_up = MadeUp::new();
        made_up.build().unwrap();
        let path = made_up.out().join("postal.csv");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{}\n", three(row))).unwrap();
        let said = said(&made_up.out());
        assert!(said.contains(&format!("postal.csv, row 3, column {wanted}")), "{wanted}: {said:?}");
    }
}

#[test]
fn a_link_that_stands_twice_is_found() {
    found_in_row(
        "condition_measures.csv",
        "made-up,made-up.deaths,broader,,",
        "measure: Twice(\"made-up – made-up.deaths\")",
    );
}

#[test]
fn a_place_without_coordinates_or_at_zero_is_found() {
    found_in_row("zips.csv", "95815,0,0,", "longitude: Nowhere");
    found_in_row("zips.csv", "95815,,,", "latitude: Empty");
    found_in_row("places.csv", "us-x,US,municipality,X,,X,CA,California,,0,0", "longitude: Nowhere");
    found_in_row("places.csv", "us-x,US,municipality,X,,X,CA,California,,38.5,", "longitude: Empty");
}

#[test]
fn half_a_coordinate_of_an_institution_is_found() {
    let wanted = "institutions.csv, row 2, column longitude: HalfAPoint";
    found_after("institutions.csv", "38.5,-121.5", "38.5,", wanted);
    found_after("institutions.csv", "38.5,-121.5", ",-121.5", wanted);
}

#[test]
fn a_description_that_names_no_day_no_version_or_other_files_is_found() {
    let whole = |what: &str| format!("datapackage.json, row 0, column : {what}");
    found_after("datapackage.json", "2026-11-22", "2026-11-31", &whole("NotADay(\"2026-11-31\")"));
    found_after("datapackage.json", "\"version\": \"made-up\"", "\"version\": \"\"", &whole("NotAVersion(\"\")"));
    found_after("datapackage.json", "\"zips.csv\"", "\"postal.csv\"", &whole("NotOurs(\"postal.csv\")"));
    found_after("datapackage.json", "\"zips.csv\"", "\"more.csv\"", &whole("NotNamed(\"zips.csv\")"));
}

#[test]
fn an_edition_whose_file_was_changed_is_not_loaded_though_every_row_of_it_can_be_read() {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    assert_eq!(evidence::load::from_dir(&made_up.out()).unwrap().institutions.len(), 3);
    let path = made_up.out().join("results.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("1000,10,", "1000,11,", 1)).unwrap();
    let error = evidence::load::from_dir(&made_up.out()).unwrap_err();
    let LoadError::Problem(problem) = error else { panic!("{error}") };
    assert_eq!((problem.file.as_str(), problem.what), ("results.csv", What::Changed));
}
