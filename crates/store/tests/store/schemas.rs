//! A database and a backup of an earlier version go on in this one.
//!
//! `fixtures/schema_1.sqlite.zst` and `fixtures/schema_1.age` were made by the last program that knew schema 1, from the made-up cases of
//! these tests: a case at version 2 with a recovery code, two uploads and an account with its cookie, and an erased case.

use casework::keeper::{Deeded, Keeper, Key, KeyKind, KeyWrite, OfficeWrite, Opens, Version, Write};
use casework::{AttachmentId, Moment};
use sqlx::Row;
use store::Store;
use store::backup::{self, Passphrase};

use crate::ground::{Ground, block};
use crate::made_up::{account, case, changes, logs, office, opens, secret, token};

const FILE: &[u8] = include_bytes!("fixtures/schema_1.sqlite.zst");
const BACKUP: &[u8] = include_bytes!("fixtures/schema_1.age");
const PASSPHRASE: Passphrase<'static> = Passphrase { text: "five made up words together", work: 4 };
const NOW: Moment = Moment(1_795_000_100);

promises!(a_backup_of_schema_1_is_put_back, a_database_of_schema_1_is_brought_to_the_newest_with_all_that_stands_in_it,);

/// Everything of schema 1 is there, and offices can be kept beside it.
async fn goes_on(store: &Store) {
    let mut one = case(1);
    let kept = store.case(one.id).await.unwrap().unwrap();
    assert_eq!((&kept.case, kept.version), (&one, Version(2)));
    assert_eq!(store.attachment(one.id, AttachmentId(1)).await, Ok(Some(vec![7; 20_000])));
    assert_eq!(store.key(&secret('A')).await, Ok(Some(opens(&one, KeyKind::Recovery))));
    let cookie =
        Key { kind: KeyKind::Account, opens: Opens::Account("desk@made-up".to_owned()), until: None, used: None };
    assert_eq!(store.key(&secret('B')).await, Ok(Some(cookie)), "an account's cookie is no office's token");
    // Accounts knew no offices then.
    let then = casework::keeper::Account { offices: Vec::new(), ..account("desk@made-up") };
    assert_eq!(store.account("desk@made-up").await, Ok(Some(then)));
    assert_eq!(store.case(case(2).id).await, Ok(None));
    assert_eq!(store.offices().await, Ok(Vec::new()));
    one.opinion.condition_words = "made up, later".to_owned();
    let keys = vec![KeyWrite::Add(secret('C'), token("made-up-desk"))];
    let made = Some(OfficeWrite::New(office("made-up-desk")));
    store.write(Write { keys, office: made, ..changes(&one, 2) }).await.unwrap();
    assert_eq!(store.office("made-up-desk").await, Ok(Some(office("made-up-desk"))));
    assert_eq!(store.key(&secret('C')).await, Ok(Some(token("made-up-desk"))));
    assert!(store.verify().await.unwrap().is_ok());
}

#[test]
fn a_file_of_schema_1_is_brought_to_the_newest_when_it_is_opened() {
    let ground = Ground::sqlite();
    std::fs::write(ground.file(), zstd::decode_all(FILE).unwrap()).unwrap();
    block(async {
        assert_eq!(schema(&ground).await, 1);
        let store = ground.open().await;
        goes_on(&store).await;
        store.close().await;
        assert_eq!(schema(&ground).await, store::NEWEST);
        // Once is enough.
        ground.open().await.close().await;
    });
}

async fn schema(ground: &Ground) -> i64 {
    let mut somebody = ground.somebody().await;
    let row = sqlx::query("SELECT MAX(number) FROM migration").fetch_one(&mut somebody).await.unwrap();
    row.get(0)
}

async fn a_backup_of_schema_1_is_put_back(ground: Ground) {
    let file = ground.folder.path().join("backup.age");
    std::fs::write(&file, BACKUP).unwrap();
    let restored = backup::restore(&ground.address, &file, &PASSPHRASE, false, NOW).await.unwrap();
    let counted = restored.counted;
    assert_eq!((counted.cases, counted.keys, counted.accounts, counted.offices, counted.lines), (2, 2, 1, 0, 4));
    goes_on(&ground.open().await).await;
}

async fn a_database_of_schema_1_is_brought_to_the_newest_with_all_that_stands_in_it(ground: Ground) {
    let file = ground.folder.path().join("backup.age");
    std::fs::write(&file, BACKUP).unwrap();
    backup::restore(&ground.address, &file, &PASSPHRASE, false, NOW).await.map(|_| ()).unwrap();
    for text in [
        "DROP INDEX keys_of_office",
        "ALTER TABLE keys DROP COLUMN office_digest",
        "DROP TABLE offices",
        "DELETE FROM migration WHERE number > 1",
    ] {
        ground.tamper(text).await;
    }
    assert_eq!(schema(&ground).await, 1);
    let store = ground.open().await;
    goes_on(&store).await;
    assert_eq!(schema(&ground).await, store::NEWEST);
    store.write(logs(&case(1), Deeded::Read)).await.unwrap();
}
