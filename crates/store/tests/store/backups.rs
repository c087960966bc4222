//! Backups are whole, sealed, and go back into either engine.

use casework::keeper::{AccountWrite, Deeded, Keeper, KeyKind, KeyWrite, OfficeWrite, Version, Write};
use casework::{AttachmentId, Case, Moment};
use store::backup::{self, BackupError, Passphrase};
use store::{OpenError, Store};

use crate::ground::{Ground, block, master};
use crate::made_up::{NAME, account, begins, begun, case, changes, erases, logs, office, opens, secret, token};

/// Quick to guess, which a test may be.
const PASSPHRASE: Passphrase<'static> = Passphrase { text: "five made up words together", work: 4 };
const NOW: Moment = Moment(1_795_000_100);

async fn filled(store: &Store) -> Case {
    let one = begun(store).await;
    let mut write = changes(&one, 1);
    write.keys = vec![
        KeyWrite::Add(secret('A'), opens(&one, KeyKind::Recovery)),
        KeyWrite::Add(secret('B'), token("made-up-desk")),
    ];
    write.office = Some(OfficeWrite::New(office("made-up-desk")));
    write.attachments = vec![(one.id, AttachmentId(1), vec![7; 200_000]), (one.id, AttachmentId(2), vec![8])];
    write.account = Some(AccountWrite::New(account("desk@made-up")));
    store.write(write).await.unwrap();
    let other = case(2);
    store.write(begins(&other)).await.unwrap();
    store.write(erases(&other)).await.unwrap();
    one
}

async fn holds_everything(store: &Store, one: &Case) {
    let kept = store.case(one.id).await.unwrap().unwrap();
    assert_eq!((&kept.case, kept.version), (one, Version(2)));
    assert_eq!(store.attachment(one.id, AttachmentId(1)).await, Ok(Some(vec![7; 200_000])));
    assert_eq!(store.key(&secret('A')).await, Ok(Some(opens(one, KeyKind::Recovery))));
    assert_eq!(store.key(&secret('B')).await, Ok(Some(token("made-up-desk"))));
    assert_eq!(store.account("desk@made-up").await, Ok(Some(account("desk@made-up"))));
    assert_eq!(store.offices().await, Ok(vec![office("made-up-desk")]));
    assert_eq!(store.case(case(2).id).await, Ok(None));
}

async fn goes_from_one_to_the_other(from: Ground, to: Ground) {
    let file = from.folder.path().join("backup.age");
    let store = from.open().await;
    let one = filled(&store).await;
    let counted = backup::make(&store, &master(), &file, &PASSPHRASE, NOW).await.unwrap();
    assert_eq!((counted.cases, counted.attachments, counted.accounts, counted.lines), (2, 2, 1, 4));
    assert_eq!((counted.keys, counted.offices), (2, 1));
    let restored = backup::restore(&to.address, &file, &PASSPHRASE, false, NOW).await.unwrap();
    assert_eq!((restored.counted, restored.master, restored.made), (counted, master(), NOW));
    let back = to.open().await;
    holds_everything(&back, &one).await;
    assert_eq!(back.verify().await.unwrap().unwrap().lines, 5, "the log says that it was put back");
    // It is not a picture: it goes on.
    back.write(changes(&one, 2)).await.unwrap();
}

#[test]
fn a_backup_goes_from_sqlite_to_sqlite() {
    block(goes_from_one_to_the_other(Ground::sqlite(), Ground::sqlite()));
}

#[test]
fn a_backup_goes_from_sqlite_to_postgres() {
    if let Some(ground) = Ground::postgres("a backup goes from SQLite to PostgreSQL") {
        block(goes_from_one_to_the_other(Ground::sqlite(), ground));
    }
}

#[test]
fn a_backup_goes_from_postgres_to_sqlite() {
    if let Some(ground) = Ground::postgres("a backup goes from PostgreSQL to SQLite") {
        block(goes_from_one_to_the_other(ground, Ground::sqlite()));
    }
}

#[test]
fn a_backup_made_while_others_write_is_one_moment() {
    let ground = Ground::sqlite();
    block(async {
        let store = std::sync::Arc::new(ground.open().await);
        let one = begun(&store).await;
        let (writing, name) = (std::sync::Arc::clone(&store), one.clone());
        let writer = tokio::spawn(async move {
            for version in 1..200 {
                writing.write(changes(&name, version)).await.unwrap();
            }
        });
        for number in 0..4 {
            let file = ground.folder.path().join(format!("backup-{number}"));
            // Made and checked: a log that ended in the middle of a write would be refused here.
            backup::make(&store, &master(), &file, &PASSPHRASE, NOW).await.unwrap();
        }
        writer.await.unwrap();
    });
}

#[test]
fn a_backup_holds_nothing_that_can_be_read() {
    let ground = Ground::sqlite();
    let file = ground.folder.path().join("backup.age");
    block(async {
        let store = ground.open().await;
        filled(&store).await;
        backup::make(&store, &master(), &file, &PASSPHRASE, NOW).await.unwrap();
    });
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    for word in [NAME.as_bytes(), b"desk@made-up", b"made-up-desk", master().to_text().as_bytes()] {
        assert!(!bytes.windows(word.len()).any(|window| window == word));
    }
}

#[test]
fn a_wrong_passphrase_and_any_changed_byte_are_refused() {
    let ground = Ground::sqlite();
    let file = ground.folder.path().join("backup.age");
    block(async {
        let store = ground.open().await;
        filled(&store).await;
        backup::make(&store, &master(), &file, &PASSPHRASE, NOW).await.unwrap();
        let exists = backup::make(&store, &master(), &file, &PASSPHRASE, NOW).await;
        assert!(matches!(exists, Err(BackupError::Exists(_))));
    });
    let wrong = Passphrase { text: "five other words together", work: 4 };
    assert!(matches!(backup::check(&file, &wrong), Err(BackupError::WrongPassphrase)));
    let whole = std::fs::read(&file).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert!(backup::check(&file, &PASSPHRASE).is_err(), "byte {at}");
    }
    for length in [0, 10, 100, 200, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&file, &whole[..length]).unwrap();
        assert!(backup::check(&file, &PASSPHRASE).is_err(), "the first {length} bytes");
    }
}

async fn only_an_empty_database_is_filled_unless_forced(ground: Ground) {
    let source = Ground::sqlite();
    let file = source.folder.path().join("backup.age");
    let store = source.open().await;
    let one = filled(&store).await;
    backup::make(&store, &master(), &file, &PASSPHRASE, NOW).await.unwrap();
    let there = ground.open().await;
    let other = case(9);
    let made = Some(OfficeWrite::New(office("another-desk")));
    there.write(Write { office: made, ..begins(&other) }).await.unwrap();
    let busy = backup::restore(&ground.address, &file, &PASSPHRASE, true, NOW).await;
    assert!(matches!(busy, Err(BackupError::Open(OpenError::InUse))), "while a server runs nothing is replaced");
    there.close().await;
    let refused = backup::restore(&ground.address, &file, &PASSPHRASE, false, NOW).await;
    assert!(matches!(refused, Err(BackupError::NotEmpty)));
    let there = ground.open().await;
    assert!(there.case(other.id).await.unwrap().is_some());
    there.close().await;
    backup::restore(&ground.address, &file, &PASSPHRASE, true, NOW).await.map(|_| ()).unwrap();
    let there = ground.open().await;
    assert_eq!(there.case(other.id).await, Ok(None));
    holds_everything(&there, &one).await;
}

#[test]
fn only_an_empty_database_is_filled_unless_forced_on_sqlite() {
    block(only_an_empty_database_is_filled_unless_forced(Ground::sqlite()));
}

#[test]
fn only_an_empty_database_is_filled_unless_forced_on_postgres() {
    if let Some(ground) = Ground::postgres("only an empty database is filled unless forced") {
        block(only_an_empty_database_is_filled_unless_forced(ground));
    }
}

#[test]
fn a_database_with_a_broken_log_is_not_backed_up() {
    let ground = Ground::sqlite();
    block(async {
        let store = ground.open().await;
        let one = begun(&store).await;
        store.write(Write { log: logs(&one, Deeded::Read).log, ..Write::default() }).await.unwrap();
        ground.tamper("UPDATE log SET who = 'nobody' WHERE sequence = 2").await;
        let file = ground.folder.path().join("backup.age");
        let made = backup::make(&store, &master(), &file, &PASSPHRASE, NOW).await;
        assert!(matches!(made, Err(BackupError::Log(store::Broken::Line(2)))));
        assert!(!file.exists() && !ground.folder.path().join("backup.age.part").exists());
    });
}
