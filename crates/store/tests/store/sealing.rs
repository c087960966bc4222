//! What somebody with the database and without the key can read: nothing that was written.

use casework::AttachmentId;
use casework::keeper::{AccountWrite, Deeded, Keeper, KeyKind, KeyWrite, OfficeWrite, Unkept, Write};

use crate::ground::{Ground, block};
use crate::made_up::{NAME, account, begun, changes, erases, logs, office, opens, secret, token};

/// Every byte of the database's own files.
fn bytes_of(ground: &Ground) -> Vec<u8> {
    let entries = std::fs::read_dir(ground.folder.path()).unwrap();
    entries.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn the_files_hold_no_name_no_word_no_code_and_no_upload() {
    let ground = Ground::sqlite();
    let upload = b"a made-up letter of introduction that nobody else may read".to_vec();
    block(async {
        let store = ground.open().await;
        let mut case = begun(&store).await;
        case.opinion.condition_words = "a made-up illness".to_owned();
        let mut write = changes(&case, 1);
        write.attachments = vec![(case.id, AttachmentId(1), upload.clone())];
        write.keys = vec![KeyWrite::Add(secret('K'), opens(&case, KeyKind::Recovery))];
        store.write(write).await.unwrap();
        let made = Some(AccountWrite::New(account("desk@made-up")));
        store.write(Write { account: made, ..logs(&case, Deeded::Changed) }).await.unwrap();
        let made = Some(OfficeWrite::New(office("made-up-desk")));
        let keys = vec![KeyWrite::Add(secret('L'), token("made-up-desk"))];
        store.write(Write { office: made, keys, ..logs(&case, Deeded::Changed) }).await.unwrap();
        store.close().await;
    });
    let bytes = bytes_of(&ground);
    assert!(holds(&bytes, b"SQLite format 3"), "the files were read");
    assert!(holds(&bytes, b"changed"), "what is not personal can be read");
    let (letters, token) = (secret('K').bytes().to_vec(), secret('L').bytes().to_vec());
    let words: [&[u8]; 9] = [
        NAME.as_bytes(),
        b"Madeup",
        b"a made-up illness",
        b"desk@made-up",
        b"made-up-desk",
        b"last_slot",
        &letters,
        &token,
        &upload,
    ];
    for word in words {
        assert!(!holds(&bytes, word), "{}", String::from_utf8_lossy(word));
    }
}

#[test]
fn an_erased_case_leaves_neither_its_key_nor_its_body_in_the_files() {
    use sqlx::Row;
    let ground = Ground::sqlite();
    let (key, body) = block(async {
        let store = ground.open().await;
        let case = begun(&store).await;
        let mut old = ground.somebody().await;
        let row = sqlx::query("SELECT key_sealed, body_sealed FROM cases").fetch_one(&mut old).await.unwrap();
        let kept: (Vec<u8>, Vec<u8>) = (row.get(0), row.get(1));
        store.write(erases(&case)).await.unwrap();
        // A connection that was open before sees it erased too.
        let row = sqlx::query("SELECT key_sealed FROM cases").fetch_one(&mut old).await.unwrap();
        assert_eq!(row.get::<Option<Vec<u8>>, _>(0), None);
        drop(old);
        store.close().await;
        kept
    });
    let bytes = bytes_of(&ground);
    assert!(!holds(&bytes, &key) && !holds(&bytes, body.get(..256).unwrap()));
}

#[test]
fn two_cases_of_different_length_take_the_same_room() {
    use sqlx::Row;
    let ground = Ground::sqlite();
    let lengths = block(async {
        let store = ground.open().await;
        let mut case = begun(&store).await;
        let mut somebody = ground.somebody().await;
        let mut lengths = Vec::new();
        for (version, words) in (1..).zip(["no", "a made-up answer that is quite a bit longer than the one before it"])
        {
            case.opinion.condition_words = words.to_owned();
            store.write(changes(&case, version)).await.unwrap();
            let row = sqlx::query("SELECT length(body_sealed) FROM cases").fetch_one(&mut somebody).await.unwrap();
            lengths.push(row.get::<i64, _>(0));
        }
        lengths
    });
    assert_eq!(lengths[0], lengths[1]);
}

#[test]
fn a_body_put_in_another_cases_place_or_back_to_an_older_version_is_not_opened() {
    let ground = Ground::sqlite();
    block(async {
        let store = ground.open().await;
        let case = begun(&store).await;
        store.write(changes(&case, 1)).await.unwrap();
        ground.tamper("UPDATE cases SET version = 1").await;
        assert!(matches!(store.case(case.id).await, Err(Unkept::Broken(_))));
    });
}
