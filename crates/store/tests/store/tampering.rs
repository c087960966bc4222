//! A log that somebody changed from outside is found broken, at the right line.

use casework::keeper::{Deeded, Keeper, Unkept};
use store::{Broken, Sound};

use crate::ground::{Ground, block};
use crate::made_up::{begun, logs};

/// Five lines, then what somebody does to them.
async fn after(ground: &Ground, text: &'static str) -> Result<Sound, Broken> {
    let store = ground.open().await;
    let case = begun(&store).await;
    for deed in [Deeded::Read, Deeded::Changed, Deeded::Read, Deeded::Left] {
        store.write(logs(&case, deed)).await.unwrap();
    }
    assert_eq!(store.verify().await.unwrap(), Ok(Sound { lines: 5 }));
    ground.tamper(text).await;
    let found = store.verify().await.unwrap();
    store.close().await;
    found
}

const TAMPERED: [(&str, Broken); 8] = [
    ("UPDATE log SET who = '2' WHERE sequence = 3", Broken::Line(3)),
    ("UPDATE log SET at = at + 1 WHERE sequence = 1", Broken::Line(1)),
    ("UPDATE log SET case_id = NULL WHERE sequence = 5", Broken::Line(5)),
    ("DELETE FROM log WHERE sequence = 2", Broken::Line(2)),
    ("DELETE FROM log WHERE sequence > 3", Broken::CutAfter(3)),
    ("DELETE FROM log", Broken::CutAfter(0)),
    ("UPDATE head SET sequence = 4, digest = (SELECT digest FROM log WHERE sequence = 4)", Broken::Head),
    (
        "INSERT INTO log (sequence, at, who, deed, part, digest) SELECT 6, at, who, deed, part, digest FROM log WHERE sequence = 5",
        Broken::Line(6),
    ),
];

#[test]
fn every_way_of_tampering_is_found_on_sqlite() {
    for (text, broken) in TAMPERED {
        assert_eq!(block(after(&Ground::sqlite(), text)), Err(broken), "{text}");
    }
}

#[test]
fn every_way_of_tampering_is_found_on_postgres() {
    for (text, broken) in TAMPERED {
        let Some(ground) = Ground::postgres("every way of tampering is found") else { return };
        assert_eq!(block(after(&ground, text)), Err(broken), "{text}");
    }
}

#[test]
fn nothing_is_written_after_an_end_that_was_changed() {
    let ground = Ground::sqlite();
    block(async {
        let store = ground.open().await;
        let case = begun(&store).await;
        ground.tamper("UPDATE head SET sequence = 7").await;
        assert!(matches!(store.write(logs(&case, Deeded::Read)).await, Err(Unkept::Broken(_))));
    });
}
