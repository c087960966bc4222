//! `anshin letter` and `anshin records check`.

use std::fs;
use std::path::Path;

use crate::anshin;

/// Made-up discs; their provenance stands beside them.
fn discs() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../documents/tests/documents/discs").display().to_string()
}

#[test]
fn the_made_up_letter_is_written_as_a_paper_in_both_languages_and_as_a_referral() {
    let folder = tempfile::tempdir().unwrap();
    for language in ["en", "ja"] {
        for paper in ["letter", "dossier"] {
            let out = folder.path().join(format!("{paper}-{language}.pdf"));
            let line =
                ["letter", "--case", "demo", "--paper", paper, "--out", out.to_str().unwrap(), "--lang", language];
            let ran = anshin(&line);
            assert_eq!(ran.code, Some(0), "{}", ran.complaint);
            let file = fs::read(&out).unwrap();
            assert!(file.starts_with(b"%PDF-") && file.len() > 20_000, "{paper} {language}");
        }
    }
    let ran = anshin(&["letter", "--case", "demo", "--format", "fhir", "--lang", "ja"]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    let bundle: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(documents::fhir::check::ereferral(&bundle), []);
    assert_eq!(bundle["entry"][0]["resource"]["title"], "診療情報提供書");
}

#[test]
fn what_a_letter_cannot_be_made_of_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("case.anshin");
    fs::write(&file, "no case").unwrap();
    let passphrase = folder.path().join("passphrase");
    fs::write(&passphrase, "five quiet words in a row\n").unwrap();
    let (file, passphrase) = (file.to_str().unwrap(), passphrase.to_str().unwrap());
    for (line, code, says) in [
        (vec!["letter"], 2, "--case demo"),
        (vec!["letter", "--case", "demo", "--paper", "passport"], 2, "request"),
        (vec!["letter", "--case", "demo", "--paper", "report", "--format", "fhir"], 2, "--format pdf"),
        (vec!["letter", "--case", "/nowhere/case.anshin"], 1, "could not be read"),
        (vec!["letter", "--case", file, "--passphrase-file", passphrase], 1, "What you can do"),
    ] {
        let ran = anshin(&line);
        assert_eq!(ran.code, Some(code), "{line:?}: {}", ran.complaint);
        assert!(ran.complaint.contains(says), "{line:?}: {}", ran.complaint);
    }
}

#[test]
fn a_disc_of_several_people_is_not_ready_and_one_of_the_patient_is() {
    let ran = anshin(&["records", "check", &discs()]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("people") && ran.complaint.contains("not ready"), "{} {}", ran.out, ran.complaint);
    let folder = tempfile::tempdir().unwrap();
    fs::copy(Path::new(&discs()).join("ir87.dcm"), folder.path().join("IM0001")).unwrap();
    let one = folder.path().to_str().unwrap();
    let ran = anshin(&["records", "check", one, "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["patients"].as_array().map(Vec::len), Some(1), "{report}");
    let report = tempfile::tempdir().unwrap();
    fs::copy(Path::new(&discs()).join("report.dcm"), report.path().join("IM0001")).unwrap();
    let without = anshin(&["records", "check", report.path().to_str().unwrap()]);
    assert_eq!(without.code, Some(1), "a disc without an image is not ready: {}", without.out);
    let other = anshin(&["records", "check", one, "--name", "山本 花子", "--lang", "ja"]);
    assert_eq!(other.code, Some(1), "{}", other.out);
}

#[test]
fn a_place_that_is_no_folder_and_a_birth_date_that_is_none_are_said() {
    for (line, says) in [
        (vec!["records", "check"], "CD or folder"),
        (vec!["records", "check", "/nowhere/at/all"], "not a folder"),
        (vec!["records", "check", "/tmp", "--born", "yesterday"], "date of birth"),
        (vec!["records"], "records"),
    ] {
        let ran = anshin(&line);
        assert_eq!(ran.code, Some(2), "{line:?}: {}", ran.complaint);
        assert!(ran.complaint.contains(says), "{line:?}: {}", ran.complaint);
    }
}
