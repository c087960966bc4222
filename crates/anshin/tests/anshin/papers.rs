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
    let ran = anshin(&["records", "check", one, "--name", "山田太郎", "--format", "json"]);
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
fn a_disc_with_an_image_that_is_cut_empty_or_none_is_not_ready_and_names_it() {
    let whole = fs::read(Path::new(&discs()).join("ir87.dcm")).unwrap();
    for lost in [&whole[..whole.len() - 4], b"", &[0; 5000]] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("one.dcm"), &whole).unwrap();
        fs::write(folder.path().join("two.dcm"), lost).unwrap();
        let ran = anshin(&["records", "check", folder.path().to_str().unwrap(), "--name", "山田 太郎"]);
        assert_eq!(ran.code, Some(1), "{}", ran.out);
        assert!(ran.out.contains("Could not be read: two.dcm."), "{}", ran.out);
    }
}

#[test]
fn without_a_name_or_with_one_in_other_letters_the_name_has_to_be_looked_at_first() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(Path::new(&discs()).join("ir87.dcm"), folder.path().join("IM0001")).unwrap();
    let one = folder.path().to_str().unwrap();
    let without = anshin(&["records", "check", one]);
    assert_eq!(without.code, Some(3), "{} {}", without.out, without.complaint);
    assert!(without.out.contains("No name was given to compare with"), "{}", without.out);
    assert!(!without.out.contains("of the case"), "{}", without.out);
    assert!(without.complaint.contains("--name"), "{}", without.complaint);
    let unsure = anshin(&["records", "check", one, "--name", "Yamada Taro"]);
    assert_eq!(unsure.code, Some(3), "{} {}", unsure.out, unsure.complaint);
    assert!(unsure.out.contains("cannot be told"), "{}", unsure.out);
    let help = anshin(&["records", "check", "--help"]);
    assert!(help.out.contains("Exit code: 0"), "{}", help.out);
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
