//! `anshin profile` as a whole process, on tables that are made up and say so.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{Ran, anshin, json};

const MADE_UP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/made_up_results.csv");
const COLUMNS: [&str; 8] =
    ["--hospital", "Hospital (made up)", "--cases", "Operations", "--events", "Deaths", "--period", "Year"];

/// Profiles a table given as bytes, whose columns are h, n and d.
fn profile(table: &[u8], more: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made-up.csv");
    std::fs::write(&file, table).unwrap();
    let start = ["profile", file.to_str().unwrap(), "--hospital", "h", "--cases", "n", "--events", "d"];
    anshin(&[&start[..], more].concat())
}

fn csv(table: &[u8], more: &[&str]) -> String {
    let ran = profile(table, &[&["--format", "csv"], more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    ran.out
}

#[test]
fn the_small_made_up_table_gives_the_columns_of_the_manual_in_their_order() {
    let ran =
        anshin(&[&["profile", MADE_UP, "--format", "csv", "--expected", "Expected deaths"], &COLUMNS[..]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    let alone: Vec<String> =
        ran.out.lines().map(|line| line.split(',').take(14).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(
        alone.join("\n"),
        // The ends are those of R's qgamma(c(.025, .975), events + 0:1) / expected.
        "\
hospital,measure,period,cases,events,expected,observed_rate,standardised_ratio,ratio_low,ratio_high,adjusted_rate,adjusted_low,adjusted_high,verdict
Alder (made up),,2020,120,6,4.2,0.05,1.428571429,0.5242605365,3.109398577,0.0880952381,0.03232939975,0.1917462456,no different
Alder (made up),,2021,130,5,4.6,0.03846153846,1.086956522,0.3529318239,2.53659393,0.05819924683,0.01889713703,0.1358176278,no different
Birch (made up),,2020,80,0,2.5,0.0,0.0,0.0,1.475551782,0.0,0.0,0.09099235987,no different
Birch (made up),,2021,95,1,3.0,0.01052631579,0.3333333333,0.008439269328,1.857214464,0.01784776903,0.0004518663892,0.09944140435,no different
Cedar (made up),,2020,400,31,15.5,0.0775,2.0,1.358902966,2.838840355,0.1233333333,0.08379901626,0.1750618219,higher
Cedar (made up),,2021,410,28,16.0,0.06829268293,1.75,1.162862291,2.529237246,0.0937007874,0.06226349275,0.1354237266,higher"
    );
    let header = ran.out.lines().next().unwrap();
    assert!(header.ends_with(
        "verdict,shrunken_ratio,shrunken_low,shrunken_high,expected_rank,rank_low,rank_high,probability_best_quarter,band"
    ));
    // Rankability is above 50 %, so every hospital has a rank; it repeats on its rows.
    let pooled: Vec<Vec<&str>> = ran.out.lines().skip(1).map(|line| line.split(',').skip(14).collect()).collect();
    assert!(pooled.iter().flatten().all(|cell| !cell.is_empty()), "{}", ran.out);
    assert!(pooled[0] == pooled[1] && pooled[2] == pooled[3] && pooled[0] != pooled[2]);
}

#[test]
fn json_tells_the_facts_of_a_measure_with_numbers_as_numbers_and_absent_as_null() {
    let answer = json(&[&["profile", MADE_UP, "--format", "json", "--volume", "Operations"], &COLUMNS[..]].concat());
    let measure = &answer["measures"][0];
    assert_eq!(measure["measure"], Value::Null);
    assert_eq!((&measure["overall"][0]["period"], &measure["overall"][0]["events"]), (&"2020".into(), &37.into()));
    assert_eq!(measure["verdicts"]["by_chance_about_at_most"], 0.3);
    assert!(measure["hospitals_pooled"].is_number());
    // With a slope on volume three hospitals cannot tell how much they differ, and rankability would be an assumption.
    assert_eq!((&measure["spread_learned"], &measure["rankability"]), (&false.into(), &Value::Null));
    for estimate in ["spread_between_hospitals", "correlation_after_a_year", "slope_on_log_volume"] {
        let part = |part: &str| measure[estimate][part].as_f64().unwrap();
        assert!(part("low") <= part("value") && part("value") <= part("high"), "{estimate}");
    }
    assert_eq!(answer["rows"][3]["events"], 1);
    assert_eq!(answer["rows"][3]["measure"], Value::Null);
    assert_eq!(answer["rows"].as_array().unwrap().len(), 6);
    assert_eq!(answer["skipped"]["no_cases"]["first_row"], Value::Null);
}

#[test]
fn a_table_to_read_speaks_both_languages_and_fits_a_hundred_columns() {
    for (language, parts) in [
        ("en", ["more than", "no different", "of 6 rows", "rankability"]),
        ("ja", ["期待より多い", "差なし", "6行のうち", "順位づけの可能性"]),
    ] {
        let ran = anshin(
            &[&["profile", MADE_UP, "--lang", language, "--expected", "Expected deaths"], &COLUMNS[..]].concat(),
        );
        assert_eq!(ran.code, Some(0), "{}", ran.complaint);
        assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
        let out = ran.out.to_lowercase().replace('\n', " ");
        assert!(parts.iter().all(|part| out.contains(part)), "{}", ran.out);
    }
}

#[test]
fn below_half_rankability_ranks_are_empty_and_the_band_is_filled() {
    let out = csv(b"h,n,d\na,100,5\nb,100,6\nc,100,5\n", &[]);
    for line in out.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[17..], ["", "", "", "", "1"], "{line}");
    }
}

#[test]
fn what_separates_cells_and_ends_lines_changes_nothing() {
    let plain = csv(b"h,n,d\na,100,5\n\"b, the second\",80,6\n", &[]);
    for table in [
        &b"\xEF\xBB\xBFh,n,d\na,100,5\n\"b, the second\",80,6\n"[..],
        b"h;n;d\na;100;5\nb, the second;80;6\n",
        b"h\tn\td\r\na\t100\t5\r\nb, the second\t80\t6\r\n",
        b"h,n,d\r\na,100,5\r\n\"b, the second\",80,6",
        b"\"h\",\"n\",\"d\"\n\n\"a\",\"100\",\"5\"\n,,\n\"b, the second\",\"80\",\"6\"\n\n",
        "h,n,d\na, １００ ,５\n\"b, the second\",80.0,6\n".as_bytes(),
    ] {
        assert_eq!(csv(table, &[]), plain, "{}", String::from_utf8_lossy(table));
    }
    let thousands = csv(b"h,n,d\na,\"4,331\",224\nb,4331,224\n", &[]);
    assert!(thousands.lines().skip(1).all(|line| line.contains(",4331,224,")), "{thousands}");
}

#[test]
fn the_same_table_in_another_order_gives_the_same_lines() {
    let sorted = |out: String| {
        let mut lines: Vec<String> = out.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let one = csv(b"h,n,d\na,100,5\nb,1000,260\nc,700,7\nd,9,0\n", &[]);
    let other = csv(b"h,n,d\nd,9,0\nc,700,7\na,100,5\nb,1000,260\n", &[]);
    assert_eq!(sorted(one), sorted(other));
}

#[test]
fn every_bad_cell_is_refused_with_its_row_its_column_and_the_next_step() {
    let more = ["--expected", "e", "--period", "p"];
    for (row, part) in [
        ("a,x,5,1,2020", "Row 3, column “n”: “x” is not a number."),
        ("a,,5,1,2020", "Row 3, column “n”: the cell is empty."),
        (",9,5,1,2020", "Row 3, column “h”: the cell is empty."),
        ("a,NaN,5,1,2020", "Row 3, column “n”: “NaN” is not a number."),
        ("a,9,2.5,1,2020", "Row 3, column “d”: “2.5” is not a whole number of people."),
        ("a,9,-1,1,2020", "Row 3, column “d”: “-1” is less than none."),
        ("a,9,10,1,2020", "Row 3: 10 events (column “d”) among 9 cases (column “n”) cannot be."),
        ("a,0,1,1,2020", "Row 3: 1 event (column “d”) among 0 cases"),
        ("a,9,5,0,2020", "Row 3, column “e”: “0” is not more than 0."),
        ("a,9,5,-1,2020", "Row 3, column “e”: “-1” is not more than 0."),
        ("a,9,5,1e-7,2020", "Row 3, column “e”: “1e-7” is too small to be expected events."),
        ("a,9,5,inf,2020", "Row 3, column “e”: “inf” is more than there can be."),
        ("a,9,5,nan,2020", "Row 3, column “e”: “nan” is not a number."),
        ("a,9,5,\"2,75\",2020", "Row 3, column “e”: the comma in “2,75” can mean two things."),
        ("a,9,5,1,Apr-21", "Row 3, column “p”: “Apr-21” is not a period."),
        ("b,9,5,1,2020-01/2020-12", "Rows 2 and 3 both speak of “b”"),
        ("a,9,5,1", "Row 3 has 4 cells; the header has 5."),
        ("a,9,5,1,2020,7", "Row 3 has 6 cells; the header has 5."),
    ] {
        let ran = profile(format!("h,n,d,e,p\nb,100,5,4.5,2020\n{row}\n").as_bytes(), &more);
        assert_eq!(ran.code, Some(2), "{row}: {}", ran.complaint);
        assert!(ran.complaint.contains(part), "{row}: {}", ran.complaint);
        assert!(ran.complaint.contains("What you can do: ") && ran.out.is_empty(), "{row}: {}", ran.complaint);
    }
    let japanese = profile(b"h,n,d\nb,100,x\n", &["--lang", "ja"]);
    assert!(japanese.complaint.contains("2行目、列「d」"), "{}", japanese.complaint);
    assert!(japanese.complaint.contains("「x」は数ではありません。"), "{}", japanese.complaint);
}

#[test]
fn a_row_is_numbered_as_a_spreadsheet_numbers_it() {
    for table in ["h,n,d\n\n\"two\nlines\",9,1\nb,x,1\n", "h,n,d\r\n\r\n\"two\r\nlines\",9,1\r\nb,x,1\r\n"] {
        let ran = profile(table.as_bytes(), &[]);
        assert!(ran.complaint.contains("Row 4, column “n”"), "{table:?}: {}", ran.complaint);
    }
}

#[test]
fn every_bad_file_is_refused_in_both_languages() {
    for (table, english, japanese) in [
        (&b""[..], "is empty", "空です"),
        (b"\xEF\xBB\xBF \r\n", "is empty", "空です"),
        (b"h,n,d\n", "has a header and no rows", "行がありません"),
        (b"h,n,d\na,0,0\n", "no row is left", "使える行が残りませんでした"),
        (b"h,n,x\na,1,0\n", "There is no column “d”.", "「d」という列はありません。"),
        (b"h,n,d,d\na,1,0,0\n", "There are two columns “d”.", "「d」という列が二つあります。"),
        (b"h,n,d\n\x95a\x8e\x9a,1,0\n", "is not UTF-8", "UTF-8の文字ではありません"),
        (b"\xFF\xFEh\0,\0n\0", "is not UTF-8", "UTF-8の文字ではありません"),
    ] {
        for (language, part, hint) in [("en", english, "What you can do: "), ("ja", japanese, "次にできること：")]
        {
            let ran = profile(table, &["--lang", language]);
            assert_eq!(ran.code, Some(2), "{part}: {}", ran.complaint);
            assert!(ran.complaint.contains(part) && ran.complaint.contains(hint), "{part}: {}", ran.complaint);
        }
    }
    let missing = anshin(&["profile", "/no/such.csv", "--hospital", "h", "--cases", "n", "--events", "d"]);
    assert!(missing.complaint.contains("There is no file “/no/such.csv”."), "{}", missing.complaint);
    for arguments in [&["profile"][..], &["profile", MADE_UP], &["profile", MADE_UP, "--hospital", "h", "--cases", "n"]]
    {
        let ran = anshin(arguments);
        assert!(ran.code == Some(2) && ran.complaint.contains("--hospital Hospital --cases"), "{}", ran.complaint);
    }
}

#[test]
fn a_misspelt_column_is_answered_with_the_nearest_one_and_all_there_are() {
    let ran = anshin(&["profile", MADE_UP, "--hospital", "Hopsital", "--cases", "Operations", "--events", "Deaths"]);
    assert!(ran.complaint.contains("the nearest is “Hospital (made up)”"), "{}", ran.complaint);
    assert!(ran.complaint.contains("  - Expected deaths"), "{}", ran.complaint);
    let same = profile(b"h,n,d\na,1,0\n", &["--expected", "n"]);
    assert!(same.complaint.contains("--cases and --expected both name the column “n”."), "{}", same.complaint);
}

#[test]
fn skip_missing_leaves_out_what_is_no_number_and_counts_it_and_nothing_else() {
    let table = b"h,n,d\na,100,5\nb,*,6\nc,70,<11\nd,60,*\ne,0,0\nf,50,3\n";
    let ran = profile(table, &["--skip-missing", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    assert!(ran.complaint.contains("2 rows were left out, because a cell in the column “d”"), "{}", ran.complaint);
    assert!(
        ran.complaint.contains("One row was left out, because it has no cases (the first is row 6)."),
        "{}",
        ran.complaint
    );
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer["rows"].as_array().unwrap().len(), 2);
    assert_eq!(answer["skipped"]["not_a_number"]["n"]["first_row"], 3);
    assert_eq!(answer["skipped"]["not_a_number"]["d"]["rows"], 2);
    for impossible in ["g,5,9", "g,5,-1", "g,5,1.5", "g,\"5,5\",1"] {
        let ran = profile(format!("h,n,d\na,100,5\n{impossible}\n").as_bytes(), &["--skip-missing"]);
        assert_eq!(ran.code, Some(2), "{impossible}");
    }
}

#[test]
fn no_events_at_all_and_one_hospital_are_answered_without_a_crash() {
    let none = csv(b"h,n,d\na,100,0\nb,50,0\n", &[]);
    let first: Vec<&str> = none.lines().nth(1).unwrap().split(',').collect();
    assert_eq!((first[5], first[7], first[10], first[13], first[21]), ("0.0", "", "0.0", "", ""));
    let one = csv(b"h,n,d\na,100,3\n", &[]);
    assert!(one.lines().nth(1).unwrap().ends_with(",,,,1"), "{one}");
    let all = csv(b"h,n,d\na,3,3\nb,2,2\n", &[]);
    assert_eq!(all.lines().count(), 3);
}

#[test]
fn a_total_and_windows_that_overlap_are_pointed_at() {
    let table =
        b"h,n,d,p\na,100,5,2018-2019\nb,50,4,2018-2019\nc,60,4,2018-2019\nAll,210,13,2018-2019\na,90,4,2019-2020\n";
    let ran = profile(table, &["--period", "p", "--format", "csv"]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    assert!(ran.complaint.contains("All (row 5)"), "{}", ran.complaint);
    assert!(ran.complaint.contains("share months with newer ones"), "{}", ran.complaint);
}

#[test]
fn a_table_may_come_through_a_pipe_and_the_reader_may_leave_early() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_anshin"))
        .args(["profile", "-", "--hospital", "h", "--cases", "n", "--events", "d", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let rows: String = (0..20_000).map(|number| format!("made up {number},50,{}\n", number % 5)).collect();
    child.stdin.take().unwrap().write_all(format!("h,n,d\n{rows}").as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr), (Some(0), Vec::new()));
}

#[test]
fn what_was_only_assumed_is_not_told_as_found() {
    let one = profile(b"h,n,d\na,100,5\n", &[]).out.replace('\n', " ");
    assert!(one.contains("There is one hospital") && one.contains("Of 1 row,"), "{one}");
    assert!(one.contains("fewer than one such row"), "{one}");
    assert!(!one.contains("log odds ratio") && !one.contains("correlation"), "{one}");
    let none = profile(b"h,n,d,e\na,100,0,5\nb,80,0,3\nc,90,0,4\n", &["--expected", "e"]).out.replace('\n', " ");
    assert!(none.contains("Your table cannot tell how much hospitals differ"), "{none}");
    assert!(!none.contains("rankability"), "{none}");
    let years = b"h,n,d,p\na,10,1,2020\nb,12,0,2020\nc,9,1,2020\na,10,1,2021\nb,12,1,2021\nc,9,0,2021\n";
    let years = profile(years, &["--period", "p"]).out;
    let years = years.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(years.contains("a correlation of 0.9 was assumed"), "{years}");
}

#[test]
fn a_table_from_german_excel_is_read_with_its_first_line_and_its_commas() {
    let plain = csv(b"h,n,d,e\na,100,5,3.5\nb,80,6,4\n", &["--expected", "e"]);
    assert_eq!(csv(b"sep=;\r\nh;n;d;e\r\na;100;5;3,5\r\nb;80;6;4\r\n", &["--expected", "e"]), plain);
    let broken = profile(b"h;n;d\na;b;100;5\n", &[]);
    assert!(broken.complaint.contains("Look for a semicolon inside a name"), "{}", broken.complaint);
}

#[test]
fn a_column_that_is_not_near_is_not_suggested() {
    let ran = profile(b"h,n,,zzz\na,1,2,3\n", &[]);
    assert!(ran.complaint.contains("There is no column “d”."), "{}", ran.complaint);
    assert!(!ran.complaint.contains("nearest") && !ran.complaint.contains("“”"), "{}", ran.complaint);
}

#[test]
fn notes_write_a_period_as_the_table_does_and_a_folder_is_refused_in_japanese() {
    let table = "h,n,d,p\na,100,5,R3年度\nb,90,6,R3年度\n";
    let ran = profile(table.as_bytes(), &["--period", "p"]);
    assert!(ran.out.contains("R3年度, all together: 11 events in 190 cases"), "{}", ran.out);
    let folder = anshin(&["profile", "/", "--lang", "ja", "--hospital", "h", "--cases", "n", "--events", "d"]);
    assert!(folder.complaint.contains("フォルダーです"), "{}", folder.complaint);
}
