//! One transaction for a group of writes: whoever has the turn writes, and the log grows by what was written.

use std::collections::HashSet;

use casework::CaseId;
use casework::keeper::{Opens, Unkept};
use sqlx::AnyConnection;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, Connection, Row};

use crate::chain::{Head, Line};
use crate::many::{CASES_CHANGE, LOG_ADD};
use crate::prepare::{Ready, Step, number};
use crate::seal::Key;
use crate::statement::{
    ACCOUNT_ADD, ACCOUNT_CHANGE, ATTACHMENT_ADD, ATTACHMENTS_ERASE, CASE_BEGIN, CASE_CHANGE, CASE_ERASE, HEAD_MOVE,
    KEY_ADD, KEY_REMOVE, KEY_USE_UP, KEYS_ERASE, KEYS_REMOVE, KEYS_REMOVE_OFFICE, OFFICE_ADD, OFFICE_CHANGE, SAVEPOINT,
    SAVEPOINT_BACK, SAVEPOINT_KEEP, TURN,
};

/// What became of each write of a group.
pub(crate) type Outcomes = Vec<Result<(), Unkept>>;

/// Writes a group; when this answers, the disk has it. An error means that nothing of the group was written, or that the connection
/// was lost while it was.
pub(crate) async fn take(
    connection: &mut AnyConnection,
    chain: &Key,
    group: &[Ready],
) -> Result<Outcomes, sqlx::Error> {
    let mut transaction = connection.begin().await?;
    let row = sqlx::query(TURN).fetch_optional(&mut *transaction).await?;
    let head = match row {
        Some(row) => Head::of_row(&row, chain)?,
        None => None,
    };
    let Some(mut head) = head else {
        transaction.rollback().await?;
        let sentence = "the end of the log was changed by something else; see `anshin audit verify`";
        return Ok(group.iter().map(|_| Err(Unkept::Broken(sentence.to_owned()))).collect());
    };
    let mut outcomes = Vec::with_capacity(group.len());
    let mut lines = Vec::new();
    let mut rest = group;
    while let Some((run, later)) = next_run(rest) {
        outcomes.extend(write_run(&mut transaction, run).await?);
        rest = later;
    }
    for (ready, _) in group.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_ok()) {
        lines.extend(ready.log.iter().map(|entry| head.link(chain, entry)));
    }
    if lines.is_empty() {
        transaction.rollback().await?;
        return Ok(outcomes);
    }
    add_lines(&mut transaction, &lines).await?;
    let moved = sqlx::query(HEAD_MOVE).bind(head.sequence).bind(head.digest.to_vec()).bind(head.seal(chain));
    moved.execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(outcomes)
}

/// The next writes that can go together: changes of cases and nothing else, each of another case; or one write of any other kind. Their
/// order stays, so each finds what those before it left.
fn next_run(group: &[Ready]) -> Option<(&[Ready], &[Ready])> {
    let mut seen = HashSet::new();
    let together =
        group.iter().take_while(|ready| only_change(ready).is_some_and(|change| seen.insert(change.id))).count();
    group.split_at_checked(together.max(1))
}

struct Change<'a> {
    id: CaseId,
    body: &'a [u8],
    at: i64,
    version: i64,
}

/// The change of a case that is all of a write.
fn only_change(ready: &Ready) -> Option<Change<'_>> {
    match ready.steps.as_slice() {
        [Step::ChangeCase { id, body, at, version }] => Some(Change { id: *id, body, at: at.0, version: *version }),
        _ => None,
    }
}

async fn write_run(connection: &mut AnyConnection, run: &[Ready]) -> Result<Outcomes, sqlx::Error> {
    if let [alone] = run {
        return Ok(vec![write_one(connection, alone).await?]);
    }
    let changes: Vec<Change<'_>> = run.iter().filter_map(only_change).collect();
    let mut changed = HashSet::new();
    for (text, portion) in CASES_CHANGE.portions(&changes) {
        let query = portion.iter().fold(sqlx::query(text), |query, change| {
            query.bind(change.body).bind(change.at).bind(change.id.0.to_vec()).bind(change.version)
        });
        for row in query.fetch_all(&mut *connection).await? {
            changed.insert(row.try_get::<Vec<u8>, _>(0)?);
        }
    }
    let outcome =
        |change: &Change<'_>| if changed.contains(change.id.0.as_slice()) { Ok(()) } else { Err(Unkept::Stale) };
    Ok(changes.iter().map(outcome).collect())
}

/// One write: all of it, or nothing of it while the others of its group stay.
async fn write_one(connection: &mut AnyConnection, ready: &Ready) -> Result<Result<(), Unkept>, sqlx::Error> {
    // A write that can be refused at its first step only has then changed nothing: it needs no savepoint.
    let needs_savepoint = ready.steps.iter().skip(1).any(Step::may_refuse);
    if needs_savepoint {
        sqlx::raw_sql(SAVEPOINT).execute(&mut *connection).await?;
    }
    let mut outcome = Ok(());
    for step in &ready.steps {
        outcome = do_step(connection, step).await?;
        if outcome.is_err() {
            break;
        }
    }
    if needs_savepoint {
        if outcome.is_err() {
            sqlx::raw_sql(SAVEPOINT_BACK).execute(&mut *connection).await?;
        }
        sqlx::raw_sql(SAVEPOINT_KEEP).execute(&mut *connection).await?;
    }
    Ok(outcome)
}

async fn do_step(connection: &mut AnyConnection, step: &Step) -> Result<Result<(), Unkept>, sqlx::Error> {
    if let Step::Erase { case, at } = step {
        for statement in [KEYS_ERASE, ATTACHMENTS_ERASE] {
            sqlx::query(statement).bind(case.0.to_vec()).execute(&mut *connection).await?;
        }
        sqlx::query(CASE_ERASE).bind(at.0).bind(case.0.to_vec()).execute(connection).await?;
        return Ok(Ok(()));
    }
    let changed = statement_of(step).execute(connection).await?.rows_affected();
    Ok(if changed > 0 || !step.may_refuse() { Ok(()) } else { Err(refusal(step)) })
}

/// What it means that a step found nothing to change.
fn refusal(step: &Step) -> Unkept {
    match step {
        Step::BeginCase { id, .. } => Unkept::Broken(format!("there is a case {id} already")),
        Step::UseUp { .. } => Unkept::UsedUp,
        Step::AddAccount { .. } | Step::AddOffice { .. } => Unkept::Taken,
        _ => Unkept::Stale,
    }
}

fn statement_of(step: &Step) -> Query<'_, Any, AnyArguments> {
    match step {
        Step::BeginCase { id, key, body, at } => {
            sqlx::query(CASE_BEGIN).bind(id.0.to_vec()).bind(key.as_slice()).bind(body.as_slice()).bind(at.0)
        }
        Step::ChangeCase { id, body, at, version } => {
            sqlx::query(CASE_CHANGE).bind(body.as_slice()).bind(at.0).bind(id.0.to_vec()).bind(*version)
        }
        Step::AddKey { digest, key, sealed, office } => {
            let (case, person) = match &key.opens {
                Opens::Case(case, person) => (Some(case.0.to_vec()), Some(i64::from(person.0))),
                Opens::Account(_) | Opens::Office(_) => (None, None),
            };
            let query = sqlx::query(KEY_ADD).bind(digest.as_slice()).bind(number(key.kind)).bind(case).bind(person);
            let (until, used) = (key.until.map_or(0, |at| at.0), key.used.map_or(0, |at| at.0));
            query.bind(sealed.clone()).bind(office.clone()).bind(until).bind(used)
        }
        Step::UseUp { digest, at } => sqlx::query(KEY_USE_UP).bind(at.0).bind(digest.as_slice()),
        Step::RemoveKey { digest } => sqlx::query(KEY_REMOVE).bind(digest.as_slice()),
        Step::RemoveKeys { case, person, kind } => {
            sqlx::query(KEYS_REMOVE).bind(case.0.to_vec()).bind(i64::from(*person)).bind(*kind)
        }
        Step::RemoveOfficeKeys { office } => sqlx::query(KEYS_REMOVE_OFFICE).bind(office.as_slice()),
        Step::AddOffice { id, changes, sealed } => {
            sqlx::query(OFFICE_ADD).bind(id.as_slice()).bind(*changes).bind(sealed.as_slice())
        }
        Step::ChangeOffice { id, changes, sealed } => {
            let before = changes.saturating_sub(1);
            sqlx::query(OFFICE_CHANGE).bind(*changes).bind(sealed.as_slice()).bind(id.as_slice()).bind(before)
        }
        Step::AddAccount { name, changes, sealed } => {
            sqlx::query(ACCOUNT_ADD).bind(name.as_slice()).bind(*changes).bind(sealed.as_slice())
        }
        Step::ChangeAccount { name, changes, sealed } => {
            let before = changes.saturating_sub(1);
            sqlx::query(ACCOUNT_CHANGE).bind(*changes).bind(sealed.as_slice()).bind(name.as_slice()).bind(before)
        }
        Step::Attach { case, id, sealed } => {
            sqlx::query(ATTACHMENT_ADD).bind(case.0.to_vec()).bind(i64::from(id.0)).bind(sealed.as_slice())
        }
        Step::Erase { case, at } => sqlx::query(CASE_ERASE).bind(at.0).bind(case.0.to_vec()),
    }
}

/// Adds lines to the log.
pub(crate) async fn add_lines(connection: &mut AnyConnection, lines: &[Line]) -> Result<(), sqlx::Error> {
    for (text, portion) in LOG_ADD.portions(lines) {
        portion.iter().fold(sqlx::query(text), bind_line).execute(&mut *connection).await?;
    }
    Ok(())
}

fn bind_line<'q>(query: Query<'q, Any, AnyArguments>, line: &'q Line) -> Query<'q, Any, AnyArguments> {
    let query = query.bind(line.sequence).bind(line.case.clone()).bind(line.at).bind(line.who.as_str());
    query.bind(line.deed.as_str()).bind(line.part.as_str()).bind(line.digest.as_slice())
}
