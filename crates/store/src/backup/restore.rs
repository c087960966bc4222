//! Puts a backup's rows into a database: one transaction, which is checked before it is committed.

use std::io::Read;

use casework::Moment;
use casework::keeper::{Deeded, Entry, Unkept, Who};
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, Connection, Row};

use super::record::{Counted, KeyRow, Record, read};
use super::{BackupError, Checked};
use crate::chain::{self, Head};
use crate::engine::Engine;
use crate::failure::unkept;
use crate::schema;
use crate::seal::Keys;
use crate::statement::{
    ACCOUNT_ADD, ATTACHMENT_ADD, CASE_RESTORE, EMPTYING, HEAD_MOVE, HEAD_START, HOW_MUCH, KEY_ADD, MASTER_SET,
    OFFICE_ADD,
};
use crate::turn::add_lines;

fn broken(error: sqlx::Error) -> Unkept {
    unkept(&error)
}

/// Puts it back. The database must serve nobody meanwhile.
pub(crate) async fn restore(
    address: &str,
    mut records: impl Read,
    checked: &Checked,
    force: bool,
    now: Moment,
) -> Result<(), BackupError> {
    sqlx::any::install_default_drivers();
    let engine = Engine::of_address(address)?;
    engine.make_file()?;
    let mut connection = engine.connect().await?;
    let _claim = engine.claim(&mut connection).await?;
    engine.check_sync(&mut connection).await?;
    schema::migrate(&engine, &mut connection).await?;
    if !force && how_much(&mut connection).await? > 0 {
        return Err(BackupError::NotEmpty);
    }
    let keys = Keys::of(&checked.master);
    let mut transaction = connection.begin().await.map_err(broken)?;
    for statement in EMPTYING {
        sqlx::query(*statement).execute(&mut *transaction).await.map_err(broken)?;
    }
    sqlx::query(MASTER_SET).bind(keys.proof().to_vec()).execute(&mut *transaction).await.map_err(broken)?;
    let (counted, mut head) = put_all(&mut transaction, &mut records, &keys).await?;
    if counted != checked.counted {
        return Err(BackupError::Damaged("rows are missing".to_owned()));
    }
    // What was put in is walked again where it now stands; only then does it hold.
    chain::verify(&mut transaction, &keys.chain).await?.map_err(BackupError::Log)?;
    let entry = Entry { case: None, at: now, who: Who::Operator, deed: Deeded::Restored, part: None };
    let line = head.link(&keys.chain, &entry);
    add_lines(&mut transaction, &[line]).await.map_err(broken)?;
    let moved = sqlx::query(HEAD_MOVE).bind(head.sequence).bind(head.digest.to_vec()).bind(head.seal(&keys.chain));
    moved.execute(&mut *transaction).await.map_err(broken)?;
    transaction.commit().await.map_err(broken)?;
    let _ = engine.forget(&mut connection).await;
    let _ = connection.close().await;
    Ok(())
}

async fn how_much(connection: &mut AnyConnection) -> Result<i64, Unkept> {
    sqlx::query(HOW_MUCH).fetch_one(connection).await.map_err(broken)?.try_get(0).map_err(broken)
}

async fn put_all(
    connection: &mut AnyConnection,
    records: &mut impl Read,
    keys: &Keys,
) -> Result<(Counted, Head), BackupError> {
    let mut counted = Counted::default();
    let mut head = Head::START;
    while let Some(record) = read(records)? {
        counted.take(&record);
        if let Record::End { sequence, digest, .. } = &record {
            head = Head { sequence: *sequence, digest: *digest };
            let start = sqlx::query(HEAD_START).bind(head.sequence).bind(digest.to_vec()).bind(head.seal(&keys.chain));
            start.execute(&mut *connection).await.map_err(broken)?;
        }
        put(connection, record).await.map_err(broken)?;
    }
    Ok((counted, head))
}

async fn put(connection: &mut AnyConnection, record: Record) -> Result<(), sqlx::Error> {
    if let Some(line) = record.line() {
        return add_lines(connection, &[line]).await;
    }
    let query = match record {
        Record::Case { id, version, key, body, begun, changed, erased } => {
            let query = sqlx::query(CASE_RESTORE).bind(id).bind(version).bind(key).bind(body);
            query.bind(begun).bind(changed).bind(erased)
        }
        Record::Key(key) => put_key(key, None),
        Record::OfficeKey { key, office } => put_key(key, Some(office)),
        Record::Office { id, changes, sealed } => sqlx::query(OFFICE_ADD).bind(id).bind(changes).bind(sealed),
        Record::Account { name, changes, sealed } => sqlx::query(ACCOUNT_ADD).bind(name).bind(changes).bind(sealed),
        Record::Attachment { case, id, sealed } => sqlx::query(ATTACHMENT_ADD).bind(case).bind(id).bind(sealed),
        Record::Start { .. } | Record::Line { .. } | Record::FirstEnd { .. } | Record::End { .. } => return Ok(()),
    };
    query.execute(connection).await.map(|_| ())
}

fn put_key(key: KeyRow, office: Option<Vec<u8>>) -> Query<'static, Any, AnyArguments> {
    let KeyRow { digest, kind, case, person, account, until, used } = key;
    let query = sqlx::query(KEY_ADD).bind(digest).bind(kind).bind(case).bind(person).bind(account);
    query.bind(office).bind(until).bind(used)
}
