//! What the tests stand on: a new database for each, in a temporary folder or on a private PostgreSQL.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sqlx::{AnyConnection, Connection};
use store::{MasterKey, Store};
use tempfile::TempDir;

/// Runs each promise on both engines.
macro_rules! promises {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            use super::*;
            $(#[test] fn $name() { block(super::$name(Ground::sqlite())); })*
        }
        mod on_postgres {
            use super::*;
            $(#[test] fn $name() {
                if let Some(ground) = Ground::postgres(stringify!($name)) { block(super::$name(ground)); }
            })*
        }
    };
}

/// A new, empty database.
pub struct Ground {
    pub address: String,
    pub folder: TempDir,
}

impl Ground {
    pub fn sqlite() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("anshin.sqlite").display());
        Ground { address, folder }
    }

    /// None, said once for each test, where PostgreSQL is not installed.
    pub fn postgres(test: &str) -> Option<Ground> {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let Some(cluster) = cluster() else {
            let told = format!("\nskipped: on PostgreSQL: {test} (PostgreSQL is not installed)\n");
            std::io::stdout().lock().write_all(told.as_bytes()).unwrap();
            return None;
        };
        let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        block(async {
            sqlx::any::install_default_drivers();
            let mut connection = AnyConnection::connect(&cluster.address("postgres")).await.unwrap();
            let text = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
            sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
        });
        Some(Ground { address: cluster.address(&name), folder: tempfile::tempdir().unwrap() })
    }

    pub fn is_sqlite(&self) -> bool {
        self.address.starts_with("sqlite:")
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("anshin.sqlite")
    }

    pub async fn open(&self) -> Store {
        store::open(&self.address, &master()).await.unwrap()
    }

    /// A connection that is not Anshin's: somebody at the database.
    pub async fn somebody(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.address).await.unwrap()
    }

    pub async fn tamper(&self, text: &'static str) {
        let mut connection = self.somebody().await;
        sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

pub fn master() -> MasterKey {
    MasterKey::from_text(&"07".repeat(32)).unwrap()
}

pub fn block<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

/// A private PostgreSQL. It ends when this program does, however that happens: a shell waits for the end of its input.
struct Cluster {
    folder: PathBuf,
    _shell: Child,
}

impl Cluster {
    fn address(&self, database: &str) -> String {
        format!("postgres://anshin@localhost/{database}?host={}", self.folder.display())
    }
}

/// Runs as `postgres` when this runs as root, which PostgreSQL refuses; ends by the process id of what it started.
const SCRIPT: &str = r#"
bin=$1 dir=$2
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
cd "$dir"
as "$bin/initdb" -D "$dir/cluster" -U anshin -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1
if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --clear-groups "$bin/postgres" -D "$dir/cluster" -k "$dir" -h '' >"$dir/server.log" 2>&1 &
else
    "$bin/postgres" -D "$dir/cluster" -k "$dir" -h '' >"$dir/server.log" 2>&1 &
fi
server=$!
read -r _
kill -INT $server
wait $server
rm -rf "$dir"
"#;

fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER.get_or_init(start).as_ref()
}

fn start() -> Option<Cluster> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let bin = versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("postgres").exists())
        .max()?;
    let folder = tempfile::Builder::new().prefix("anshin-pg").tempdir().unwrap().keep();
    let shell =
        Command::new("sh").args(["-c", SCRIPT, "sh"]).args([&bin, &folder]).stdin(Stdio::piped()).spawn().unwrap();
    let cluster = Cluster { folder, _shell: shell };
    let until = Instant::now() + Duration::from_secs(60);
    block(async {
        sqlx::any::install_default_drivers();
        while AnyConnection::connect(&cluster.address("postgres")).await.is_err() {
            assert!(Instant::now() < until, "PostgreSQL did not start: {}", cluster.folder.display());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    Some(cluster)
}
