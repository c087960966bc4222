//! `anshin desk check`.

use std::fs;
use std::path::Path;

use crate::{Ran, anshin};

fn check(files: &[&str]) -> Ran {
    let arguments: Vec<&str> = ["desk", "check"].iter().chain(files).copied().collect();
    anshin(&arguments)
}

fn shipped(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/desks").join(name).display().to_string()
}

#[test]
fn a_sound_desk_file_with_old_facts_is_passed_with_a_warning() {
    let ran = check(&[&shipped("keio-university.json")]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    assert!(ran.out.contains("sound. Keio University Hospital"), "{}", ran.out);
    assert!(ran.complaint.contains("warning") && ran.complaint.contains("fees, may_come"), "{}", ran.complaint);
}

#[test]
fn every_problem_of_every_desk_file_is_said_with_its_place_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let sound = fs::read_to_string(shipped("keio-university.json")).unwrap();
    let wrong = write("wrong.json", &sound.replace("\"JPY\"", "\"yen\"").replace("\"version\": 1", "\"version\": 9"));
    let broken = write("broken.json", "{ oops }");
    let missing = folder.path().join("none.json").display().to_string();
    let ran = check(&[&wrong, &broken, &missing, &shipped("fukuyama.json")]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("fukuyama.json: sound"), "{}", ran.out);
    for said in [
        "6 problems",
        "$.fees[2].value.currency: write one of these: JPY, USD",
        "$.version",
        "not JSON (line 1",
        "none.json: cannot be read",
    ] {
        assert!(ran.complaint.contains(said), "{said}: {}", ran.complaint);
    }
    let ran = anshin(&["desk", "check", &broken, "--lang", "ja"]);
    assert!(ran.complaint.contains("JSONとして読めません（1行目"), "{}", ran.complaint);
}

#[test]
fn an_institution_that_the_edition_does_not_know_is_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("unknown.json");
    let sound = fs::read_to_string(shipped("fukuyama.json")).unwrap();
    fs::write(&path, sound.replace("jp-31192", "jp-99999999")).unwrap();
    let ran = check(&[&path.display().to_string()]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.complaint.contains("no institution of the edition has the id jp-99999999"), "{}", ran.complaint);
}

#[test]
fn a_check_of_nothing_says_what_is_missing() {
    assert_eq!(check(&[]).code, Some(2));
    assert_eq!(anshin(&["desk"]).code, Some(2));
}
