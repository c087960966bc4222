//! What whoever runs the machine does with the cases, on a database of made-up ones.

use std::fs;

use casework::CaseId;
use casework::keeper::{Deeded, Entry, Keeper, Who};
use store::MasterKey;
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
    assert!(made.out.contains("12 made-up cases"), "{}", made.out);
    let code = made.out.lines().map(str::trim).find(|line| line.len() == 29 && line.contains('-')).unwrap();
    assert!(made.out.contains("The codes above are shown once."), "{}", made.out);
    let listed = on(&database, &["case", "list"]);
    assert_eq!(listed.code, Some(0), "{}", listed.complaint);
    assert!(!listed.out.contains("daughter") && !listed.out.contains("cancer"), "{}", listed.out);
    assert_eq!((listed.out.lines().count(), listed.out.matches("erased").count()), (12, 0), "{}", listed.out);
    let erased = on(&database, &["case", "erase", code, "--yes"]);
    assert_eq!(erased.code, Some(0), "{}", erased.complaint);
    let listed = on(&database, &["case", "list"]).out;
    assert_eq!((listed.lines().count(), listed.matches("erased").count()), (12, 1), "{listed}");
    let again = on(&database, &["case", "erase", code, "--yes"]);
    assert_ne!(again.code, Some(0), "a case is erased once");
    assert!(again.complaint.contains("What you can do: "), "{}", again.complaint);
    let sound = on(&database, &["audit", "verify"]);
    assert_eq!(sound.code, Some(0), "{}", sound.complaint);
}

#[test]
fn a_case_that_is_exported_and_erased_by_the_operator_keeps_the_operators_lines_in_its_log() {
    let folder = TempDir::new().unwrap();
    let database = database(&folder);
    assert_eq!(on(&database, &["demo"]).code, Some(0));
    let listed = on(&database, &["case", "list"]).out;
    let id: CaseId = listed.split_whitespace().find_map(|word| word.parse().ok()).unwrap();
    let before = log_of(&folder, &database, id);
    assert!(before.iter().all(|entry| entry.who != Who::Operator), "{before:?}");
    let (name, export) = (id.to_string(), folder.path().join("export.json").display().to_string());
    let erased = on(&database, &["case", "erase", &name, "--yes", "--export", &export]);
    assert_eq!(erased.code, Some(0), "{}", erased.complaint);
    let after = log_of(&folder, &database, id);
    let added: Vec<_> = after.iter().skip(before.len()).map(|entry| (entry.who, entry.deed, entry.part)).collect();
    assert_eq!(added, [(Who::Operator, Deeded::Exported, None), (Who::Operator, Deeded::Erased, None)]);
    assert!(after.starts_with(&before), "no line goes with the case");
}

fn log_of(folder: &TempDir, database: &str, id: CaseId) -> Vec<Entry> {
    let key = MasterKey::read_file(&folder.path().join("cases.sqlite.key")).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = store::open_beside(database, &key).await.unwrap();
        let log = store.log(id).await.unwrap();
        store.close().await;
        log
    })
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
