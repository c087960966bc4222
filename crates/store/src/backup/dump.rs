//! Reads one moment of a whole database, row by row.

use std::io::Write;

use casework::Moment;
use casework::keeper::Unkept;
use sqlx::any::AnyRow;
use sqlx::{Acquire, AnyConnection, Row};

use super::BackupError;
use super::record::{Counted, KeyRow, Record, write};
use crate::chain::{Broken, Head, Line};
use crate::failure::unkept;
use crate::master::MasterKey;
use crate::statement::{ACCOUNTS_AFTER, ATTACHMENTS_AFTER, CASES_AFTER, HEAD, KEYS_AFTER, LOG_AFTER, OFFICES_AFTER};
use crate::store::Store;

/// So many rows are held in memory at once; uploads one by one.
const AT_ONCE: i64 = 500;

/// Writes everything and says how much it was. Other connections go on reading and writing meanwhile.
pub(crate) async fn dump(
    store: &Store,
    master: &MasterKey,
    out: &mut impl Write,
    now: Moment,
) -> Result<Counted, BackupError> {
    let mut pooled = store.readers()?.acquire().await.map_err(broken)?;
    let connection = pooled.acquire().await.map_err(broken)?;
    sqlx::raw_sql(store.engine.begin_snapshot()).execute(&mut *connection).await.map_err(broken)?;
    let dumped = dump_all(store, connection, master, out, now).await;
    sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await.map_err(broken)?;
    dumped
}

async fn dump_all(
    store: &Store,
    connection: &mut AnyConnection,
    master: &MasterKey,
    out: &mut impl Write,
    now: Moment,
) -> Result<Counted, BackupError> {
    let row = sqlx::query(HEAD).fetch_optional(&mut *connection).await.map_err(broken)?;
    let head = row.map(|row| Head::of_row(&row, &store.keys.chain)).transpose().map_err(broken)?.flatten();
    let head = head.ok_or(BackupError::Log(Broken::Head))?;
    let mut sink = Sink { out, counted: Counted::default() };
    sink.put(&Record::start(master, now))?;
    table(connection, &mut sink, CASES_AFTER, case).await?;
    table(connection, &mut sink, KEYS_AFTER, key).await?;
    table(connection, &mut sink, ACCOUNTS_AFTER, account).await?;
    table(connection, &mut sink, OFFICES_AFTER, office).await?;
    attachments(connection, &mut sink).await?;
    lines(connection, &mut sink).await?;
    let counted = sink.counted;
    sink.put(&Record::End { counted, sequence: head.sequence, digest: head.digest })?;
    Ok(counted)
}

struct Sink<'a, W: Write> {
    out: &'a mut W,
    counted: Counted,
}

impl<W: Write> Sink<'_, W> {
    fn put(&mut self, record: &Record) -> Result<(), BackupError> {
        self.counted.take(record);
        write(self.out, record)
    }
}

fn broken(error: sqlx::Error) -> Unkept {
    unkept(&error)
}

/// A table whose rows are named by bytes in their first column, a few at a time.
async fn table<W: Write>(
    connection: &mut AnyConnection,
    sink: &mut Sink<'_, W>,
    rows_after: &'static str,
    record: fn(&AnyRow) -> Result<Record, sqlx::Error>,
) -> Result<(), BackupError> {
    let mut after: Vec<u8> = Vec::new();
    loop {
        let query = sqlx::query(rows_after).bind(after.clone()).bind(AT_ONCE);
        let rows = query.fetch_all(&mut *connection).await.map_err(broken)?;
        for row in &rows {
            after = row.try_get(0).map_err(broken)?;
            sink.put(&record(row).map_err(broken)?)?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

fn case(row: &AnyRow) -> Result<Record, sqlx::Error> {
    Ok(Record::Case {
        id: row.try_get(0)?,
        version: row.try_get(1)?,
        key: row.try_get(2)?,
        body: row.try_get(3)?,
        begun: row.try_get(4)?,
        changed: row.try_get(5)?,
        erased: row.try_get(6)?,
    })
}

fn key(row: &AnyRow) -> Result<Record, sqlx::Error> {
    let key = KeyRow {
        digest: row.try_get(0)?,
        kind: row.try_get(1)?,
        case: row.try_get(2)?,
        person: row.try_get(3)?,
        account: row.try_get(4)?,
        until: row.try_get(6)?,
        used: row.try_get(7)?,
    };
    Ok(match row.try_get(5)? {
        Some(office) => Record::OfficeKey { key, office },
        None => Record::Key(key),
    })
}

fn account(row: &AnyRow) -> Result<Record, sqlx::Error> {
    Ok(Record::Account { name: row.try_get(0)?, changes: row.try_get(1)?, sealed: row.try_get(2)? })
}

fn office(row: &AnyRow) -> Result<Record, sqlx::Error> {
    Ok(Record::Office { id: row.try_get(0)?, changes: row.try_get(1)?, sealed: row.try_get(2)? })
}

async fn attachments<W: Write>(connection: &mut AnyConnection, sink: &mut Sink<'_, W>) -> Result<(), BackupError> {
    let (mut case, mut id): (Vec<u8>, i64) = (Vec::new(), 0);
    loop {
        let query = sqlx::query(ATTACHMENTS_AFTER).bind(case.clone()).bind(id);
        let Some(row) = query.fetch_optional(&mut *connection).await.map_err(broken)? else { return Ok(()) };
        case = row.try_get(0).map_err(broken)?;
        id = row.try_get(1).map_err(broken)?;
        sink.put(&Record::Attachment { case: case.clone(), id, sealed: row.try_get(2).map_err(broken)? })?;
    }
}

async fn lines<W: Write>(connection: &mut AnyConnection, sink: &mut Sink<'_, W>) -> Result<(), BackupError> {
    let mut after = i64::MIN;
    loop {
        let query = sqlx::query(LOG_AFTER).bind(after).bind(AT_ONCE);
        let rows = query.fetch_all(&mut *connection).await.map_err(broken)?;
        for row in &rows {
            let line = Line::of_row(row).map_err(broken)?;
            after = line.sequence;
            sink.put(&Record::of_line(line))?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}
