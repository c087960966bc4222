//! What whoever runs the machine does with the cases, on a database of made-up ones.

use std::fs;

use tempfile::TempDir;

use crate::{Ran, anshin};

fn database(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("cases.sqlite").display())
}

fn on(database: &str, arguments: &[&str]) -> Ran {
    let with: Vec<&str> = arguments.iter().copied().chain(["--database", database]).collect();
    anshin(&with)
}

#[test]
fn made_up_cases_are_put_into_a_new_database_listed_without_names_and_erased() {
    let folder = TempDir::new().unwrap();
    let database = database(&folder);
    let made = on(&database, &["demo"]);
    assert_eq!(made.code, Some(0), "{}", made.complaint);
    assert!(made.out.contains("5 made-up cases"), "{}", made.out);
    let code = made.out.lines().map(str::trim).find(|line| line.len() == 29 && line.contains('-')).unwrap();
    let listed = on(&database, &["case", "list"]);
    assert_eq!(listed.code, Some(0), "{}", listed.complaint);
    assert!(!listed.out.contains("daughter") && !listed.out.contains("cancer"), "{}", listed.out);
    assert_eq!((listed.out.lines().count(), listed.out.matches("erased").count()), (5, 0), "{}", listed.out);
    let erased = on(&database, &["case", "erase", code, "--yes"]);
    assert_eq!(erased.code, Some(0), "{}", erased.complaint);
    let listed = on(&database, &["case", "list"]).out;
    assert_eq!((listed.lines().count(), listed.matches("erased").count()), (5, 1), "{listed}");
    let again = on(&database, &["case", "erase", code, "--yes"]);
    assert_ne!(again.code, Some(0), "a case is erased once");
    assert!(again.complaint.contains("What you can do: "), "{}", again.complaint);
    let sound = on(&database, &["audit", "verify"]);
    assert_eq!(sound.code, Some(0), "{}", sound.complaint);
}

#[test]
fn an_account_for_staff_needs_a_role_a_long_passphrase_and_a_free_name() {
    let folder = TempDir::new().unwrap();
    let database = database(&folder);
    assert_eq!(on(&database, &["demo"]).code, Some(0));
    let passphrase = folder.path().join("passphrase");
    fs::write(&passphrase, "five quiet words in a row\n").unwrap();
    let file = passphrase.display().to_string();
    let add =
        |name: &str, role: &str| on(&database, &["staff", "add", name, "--role", role, "--passphrase-file", &file]);
    let made = add("made-up-counsellor", "counsellor");
    assert_eq!(made.code, Some(0), "{}", made.complaint);
    assert!(made.out.contains("otpauth://totp/"), "{}", made.out);
    let twice = add("made-up-counsellor", "counsellor");
    assert_eq!(twice.code, Some(1), "{}", twice.complaint);
    let role = add("other", "patient");
    assert_eq!(role.code, Some(2));
    assert!(role.complaint.contains("desk, counsellor and operator"), "{}", role.complaint);
    fs::write(&passphrase, "short\n").unwrap();
    let short = add("other", "desk");
    assert_eq!(short.code, Some(2), "{}", short.complaint);
}
