//! Opening a database, and refusing one that would not keep its promises.

use std::sync::Arc;
use std::time::Duration;

use sqlx::AnyConnection;
use sqlx::any::AnyPoolOptions;
use sqlx::{Connection, Row};

use crate::chain::Head;
use crate::engine::Engine;
use crate::failure::OpenError;
use crate::master::MasterKey;
use crate::schema;
use crate::seal::Keys;
use crate::statement::{HEAD_START, MASTER, MASTER_SET, TURN};
use crate::store::Store;
use crate::writer::{Desk, Limits, Writer};

/// So many read at once.
const READERS: u32 = 4;

/// Opens a database to serve it: `sqlite:PATH` (made when it is not there) or `postgres://…`. Only one Anshin serves a database at a time.
pub async fn open(address: &str, master: &MasterKey) -> Result<Store, OpenError> {
    open_limited(address, master, Limits::default(), true).await
}

/// Opens a database for a command that works beside a serving Anshin: whoever writes waits for their turn.
pub async fn open_beside(address: &str, master: &MasterKey) -> Result<Store, OpenError> {
    open_limited(address, master, Limits::default(), false).await
}

/// Opens a database with limits of one's own.
pub async fn open_limited(address: &str, master: &MasterKey, limits: Limits, claims: bool) -> Result<Store, OpenError> {
    sqlx::any::install_default_drivers();
    let engine = Engine::of_address(address)?;
    engine.make_file()?;
    let mut connection = engine.connect().await?;
    let claim = if claims { engine.claim(&mut connection).await? } else { None };
    engine.check_sync(&mut connection).await?;
    schema::migrate(&engine, &mut connection).await?;
    let keys = Keys::of(master);
    check_master(&engine, &mut connection, &keys).await?;
    check_writable(&engine, &mut connection).await?;
    let pool = readers(&engine).await?;
    let desk = Desk { engine: engine.clone(), chain: keys.chain.clone(), claims, _claim: claim };
    let writer = Writer::start(desk, connection, limits);
    Ok(Store::new(engine, keys, pool, writer))
}

async fn readers(engine: &Engine) -> Result<sqlx::AnyPool, OpenError> {
    let settling = Arc::new(engine.clone());
    let options = AnyPoolOptions::new().max_connections(READERS).acquire_timeout(Duration::from_secs(10));
    let options = options.after_connect(move |connection, _| {
        let engine = Arc::clone(&settling);
        Box::pin(async move { engine.settle_reader(connection).await })
    });
    options.connect_with(engine.options()?).await.map_err(|error| engine.refused(&error))
}

/// Holds the master key against the one the database was begun with; a new database takes this one.
async fn check_master(engine: &Engine, connection: &mut AnyConnection, keys: &Keys) -> Result<(), OpenError> {
    let broken = |error: sqlx::Error| engine.refused(&error);
    let kept = sqlx::query(MASTER).fetch_optional(&mut *connection).await.map_err(broken)?;
    if let Some(row) = kept {
        let proof: Vec<u8> = row.try_get(0).map_err(broken)?;
        return if proof == keys.proof() { Ok(()) } else { Err(OpenError::OtherMasterKey) };
    }
    let mut transaction = connection.begin().await.map_err(broken)?;
    sqlx::query(MASTER_SET).bind(keys.proof().to_vec()).execute(&mut *transaction).await.map_err(broken)?;
    let start = Head::START;
    let query = sqlx::query(HEAD_START).bind(start.sequence).bind(start.digest.to_vec()).bind(start.seal(&keys.chain));
    query.execute(&mut *transaction).await.map_err(broken)?;
    transaction.commit().await.map_err(broken)
}

/// Takes a turn and commits it: a database that cannot be written says so now and not to the first patient.
async fn check_writable(engine: &Engine, connection: &mut AnyConnection) -> Result<(), OpenError> {
    let broken = |error: sqlx::Error| engine.refused(&error);
    let mut transaction = connection.begin().await.map_err(broken)?;
    let row = sqlx::query(TURN).fetch_optional(&mut *transaction).await.map_err(broken)?;
    if row.is_none() {
        return Err(OpenError::Broken("the database has lost the end of its log".to_owned()));
    }
    transaction.commit().await.map_err(broken)
}
