//! What is refused when a database is opened, and in which words.

use casework::keeper::{Keeper, Unkept};
use store::{KeyError, MasterKey, OpenError};

use crate::ground::{Ground, block, master};
use crate::made_up::{begun, changes};

async fn refusal(address: &str) -> OpenError {
    store::open(address, &master()).await.err().expect("it must be refused")
}

#[test]
fn an_address_that_names_no_database_is_refused() {
    block(async {
        for address in ["", "anshin.sqlite", "mysql://localhost/x", "sqlite:", "sqlite::memory:", "postgres://"] {
            assert_eq!(refusal(address).await, OpenError::Address, "{address}");
        }
    });
}

#[test]
fn a_missing_folder_is_named() {
    let ground = Ground::sqlite();
    let folder = ground.folder.path().join("not there");
    let address = format!("sqlite:{}/anshin.sqlite", folder.display());
    assert_eq!(block(refusal(&address)), OpenError::NoFolder(folder));
}

#[test]
fn a_path_with_strange_letters_is_the_file_of_that_name() {
    let ground = Ground::sqlite();
    let file = ground.folder.path().join("安心 100% ?mode=ro#.sqlite");
    let address = format!("sqlite:{}", file.display());
    block(async {
        let store = store::open(&address, &master()).await.unwrap();
        begun(&store).await;
        store.close().await;
    });
    assert!(file.metadata().unwrap().len() > 0);
}

#[test]
fn a_file_that_is_something_else_is_refused_and_left_alone() {
    let ground = Ground::sqlite();
    let letter = "Dear doctor, this is a letter and not a database. ".repeat(50);
    std::fs::write(ground.file(), &letter).unwrap();
    assert_eq!(block(refusal(&ground.address)), OpenError::NotADatabase(ground.file()));
    assert_eq!(std::fs::read_to_string(ground.file()).unwrap(), letter);
    assert_eq!(
        block(refusal(&format!("sqlite:{}", ground.folder.path().display()))),
        OpenError::NotADatabase(ground.folder.path().to_owned())
    );
}

#[test]
fn a_new_file_is_for_its_owner_only() {
    use std::os::unix::fs::MetadataExt;
    let ground = Ground::sqlite();
    block(async { ground.open().await.close().await });
    assert_eq!(ground.file().metadata().unwrap().mode() & 0o777, 0o600);
}

/// On both engines.
async fn a_wrong_master_key_is_refused(ground: Ground) {
    ground.open().await.close().await;
    let other = MasterKey::draw().unwrap();
    assert_eq!(store::open(&ground.address, &other).await.err(), Some(OpenError::OtherMasterKey));
}

async fn a_newer_database_is_refused(ground: Ground) {
    ground.open().await.close().await;
    ground.tamper("INSERT INTO migration (number, name) VALUES (99, 'from the future')").await;
    assert_eq!(refusal(&ground.address).await, OpenError::Newer { found: 99, known: store::NEWEST });
}

#[test]
fn a_wrong_master_key_is_refused_on_sqlite() {
    block(a_wrong_master_key_is_refused(Ground::sqlite()));
}

#[test]
fn a_wrong_master_key_is_refused_on_postgres() {
    if let Some(ground) = Ground::postgres("a wrong master key is refused") {
        block(a_wrong_master_key_is_refused(ground));
    }
}

#[test]
fn a_newer_database_is_refused_on_sqlite() {
    block(a_newer_database_is_refused(Ground::sqlite()));
}

#[test]
fn a_newer_database_is_refused_on_postgres() {
    if let Some(ground) = Ground::postgres("a newer database is refused") {
        block(a_newer_database_is_refused(ground));
    }
}

#[test]
fn a_server_that_is_not_there_is_said_to_be_out_of_reach() {
    let address = "postgres://anshin@127.0.0.1:9/anshin";
    assert!(matches!(block(refusal(address)), OpenError::Unreachable(_)));
}

#[test]
fn a_database_that_is_set_not_to_sync_is_told_to() {
    let Some(ground) = Ground::postgres("a database that is set not to sync is told to") else { return };
    block(async {
        let mut connection = ground.somebody().await;
        let name = ground.address.rsplit('/').find(|part| part.starts_with("test_")).unwrap();
        let name = name.split('?').next().unwrap();
        let text = format!("ALTER DATABASE {name} SET synchronous_commit = off");
        sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
        // Anshin asks for it itself, whatever the server's own setting is.
        ground.open().await.close().await;
    });
}

#[test]
fn a_file_that_was_taken_away_is_noticed_and_nothing_more_is_acknowledged() {
    let ground = Ground::sqlite();
    block(async {
        let store = ground.open().await;
        let case = begun(&store).await;
        std::fs::rename(ground.file(), ground.folder.path().join("elsewhere")).unwrap();
        assert!(matches!(store.write(changes(&case, 1)).await, Err(Unkept::Broken(_))));
        assert!(matches!(store.case(case.id).await, Err(Unkept::Broken(_))));
    });
}

#[test]
fn a_damaged_file_is_an_error_and_no_panic() {
    let ground = Ground::sqlite();
    block(async {
        let store = ground.open().await;
        begun(&store).await;
        store.close().await;
    });
    let mut bytes = std::fs::read(ground.file()).unwrap();
    for byte in bytes.iter_mut().skip(4096) {
        *byte = !*byte;
    }
    std::fs::write(ground.file(), bytes).unwrap();
    assert!(matches!(block(refusal(&ground.address)), OpenError::NotADatabase(_) | OpenError::Broken(_)));
}

#[test]
fn a_key_that_others_can_read_is_refused_with_the_file_and_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anshin.sqlite.key");
    let key = MasterKey::draw().unwrap();
    key.write_file(&path).unwrap();
    assert_eq!(MasterKey::read_file(&path), Ok(key.clone()));
    assert!(key.write_file(&path).is_err(), "a key is never overwritten");
    for mode in [0o640, 0o604, 0o660] {
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        assert_eq!(MasterKey::read_file(&path), Err(KeyError::OpenToOthers { path: path.clone(), mode }));
    }
    assert_eq!(MasterKey::from_text("12"), Err(KeyError::NotAKey));
    assert_eq!(MasterKey::from_text(&"g0".repeat(32)), Err(KeyError::NotAKey));
    assert!(!format!("{key:?}").contains(key.to_text().as_str()));
}
