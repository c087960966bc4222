//! `anshin town check` and `anshin serve --towns`.

use std::fs;
use std::path::Path;

use crate::anshin;

fn shipped(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/towns").join(name).display().to_string()
}

#[test]
fn a_sound_town_file_with_undated_sources_is_passed_with_a_warning() {
    let ran = anshin(&["town", "check", &shipped("hachijo.toml"), &shipped("sado.toml")]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    assert!(ran.out.contains("sado.toml: sound. Sado, 1 office, 2 kinds of aid"), "{}", ran.out);
    assert!(ran.complaint.contains("warning") && ran.complaint.contains("ring first"), "{}", ran.complaint);
}

#[test]
fn every_problem_of_every_town_file_is_said_with_its_line_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let sound = fs::read_to_string(shipped("sado.toml")).unwrap();
    let wrong = write("wrong.toml", &sound.replace("\"JPY\"", "\"yen\"").replace("\"1/2\"", "\"3/2\""));
    let broken = write("broken.toml", "place = ");
    let missing = folder.path().join("none.toml").display().to_string();
    let ran = anshin(&["town", "check", &wrong, &broken, &missing, &shipped("sado.toml")]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("sado.toml: sound"), "{}", ran.out);
    for said in [
        "write one of these: JPY, USD",
        "write a share such as",
        "line 1, file: this cannot be read as TOML",
        "none.toml: cannot be read",
    ] {
        assert!(ran.complaint.contains(said), "{said}: {}", ran.complaint);
    }
    let ran = anshin(&["town", "check", &wrong, "--lang", "ja"]);
    assert!(ran.complaint.contains("行目、") && ran.complaint.contains("全体をこえない割合"), "{}", ran.complaint);
}

#[test]
fn an_unknown_place_is_warned_of_and_two_files_of_one_place_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("unknown.toml");
    fs::write(&path, fs::read_to_string(shipped("sado.toml")).unwrap().replace("jp-15224", "jp-99999")).unwrap();
    let ran = anshin(&["town", "check", &path.display().to_string()]);
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    assert!(ran.complaint.contains("no place with the id jp-99999"), "{}", ran.complaint);
    let ran = anshin(&["town", "check", &shipped("sado.toml"), &shipped("sado.toml")]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.complaint.contains("both are about the place jp-15224"), "{}", ran.complaint);
}

#[test]
fn nothing_to_check_and_a_folder_with_a_mistake_say_what_to_do() {
    let ran = anshin(&["town", "check"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.complaint.contains("anshin town check --help"), "{}", ran.complaint);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.toml"), "format = \"anshin-town\"\nversion = 9\n").unwrap();
    let named = folder.path().display().to_string();
    let ran = anshin(&["serve", "--database", "memory:", "--listen", "127.0.0.1:0", "--towns", &named]);
    assert_eq!(ran.code, Some(1), "it does not start: {}", ran.complaint);
    assert!(ran.complaint.contains("bad.toml, line") && ran.complaint.contains("town check"), "{}", ran.complaint);
}
