//! Migrations: first what is new is added, and what is old goes a version later, so that two versions can follow each other on one
//! database. A database of a newer Anshin is refused.

use sqlx::AnyConnection;
use sqlx::{Connection, Row};

use crate::engine::Engine;
use crate::failure::OpenError;
use crate::statement::{SCHEMA_APPLIED, SCHEMA_MAKE, SCHEMA_NUMBER};

/// Every migration, in order; its number is its place, counted from 1.
const MIGRATIONS: [(&str, &str); 2] = [
    ("cases", include_str!("../migrations/0001_cases.sql")),
    ("offices", include_str!("../migrations/0002_offices.sql")),
];

/// The newest version of the database that this program knows.
pub const NEWEST: i64 = MIGRATIONS.len() as i64;

/// Brings a database to the newest version; true when it was empty before.
pub(crate) async fn migrate(engine: &Engine, connection: &mut AnyConnection) -> Result<bool, OpenError> {
    let broken = |error: sqlx::Error| engine.refused(&error);
    sqlx::raw_sql(SCHEMA_MAKE).execute(&mut *connection).await.map_err(broken)?;
    let found = number(connection).await.map_err(broken)?;
    if found > NEWEST {
        return Err(OpenError::Newer { found, known: NEWEST });
    }
    if found == 0 && matches!(engine, Engine::Postgres(_)) {
        give_blob(connection).await.map_err(broken)?;
    }
    for (number, (name, text)) in (1_i64..).zip(MIGRATIONS).filter(|(number, _)| *number > found) {
        let mut transaction = connection.begin().await.map_err(broken)?;
        sqlx::raw_sql(text).execute(&mut *transaction).await.map_err(broken)?;
        let applied = sqlx::query(SCHEMA_APPLIED).bind(number).bind(name);
        applied.execute(&mut *transaction).await.map_err(broken)?;
        transaction.commit().await.map_err(broken)?;
    }
    Ok(found == 0)
}

async fn number(connection: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    sqlx::query(SCHEMA_NUMBER).fetch_one(connection).await?.try_get(0)
}

/// PostgreSQL calls it bytea; with this domain both read the same migrations.
async fn give_blob(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let asked = "SELECT COUNT(*) FROM pg_type WHERE typname = 'blob' AND pg_type_is_visible(oid)";
    let there: i64 = sqlx::query(asked).fetch_one(&mut *connection).await?.try_get(0)?;
    if there == 0 {
        sqlx::raw_sql("CREATE DOMAIN blob AS bytea").execute(connection).await?;
    }
    Ok(())
}
