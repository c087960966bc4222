//! Serves the pages on the embedded edition with cases in memory, for looking at them: `cargo run -p web --example serve -- 127.0.0.1:8080`.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use casework::memory::MemoryKeeper;
use casework::{Casework, Chance, Clock, Moment};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The system's clock, in UTC.
struct Now;

impl Clock for Now {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    }

    fn today(&self) -> Date {
        TimeZone::UTC.to_datetime(Timestamp::from_second(self.now().0).unwrap_or(Timestamp::UNIX_EPOCH)).date()
    }
}

/// The operating system's generator, by way of its file.
struct Urandom;

impl Chance for Urandom {
    fn fill(&self, room: &mut [u8]) {
        use std::io::Read as _;
        let drawn = std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(room));
        if let Err(error) = drawn {
            eprintln!("no chance: {error}");
            std::process::exit(1);
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let edition = evidence::load::embedded()?;
    let listener = tokio::net::TcpListener::bind(address).await?;
    let address = format!("http://{}", listener.local_addr()?);
    println!("{address}/");
    let casework = Casework::new(Arc::new(MemoryKeeper::new()), Arc::new(Now), Arc::new(Urandom));
    let settings =
        web::Settings { address, zone: TimeZone::UTC, chance: Arc::new(Urandom), work: documents::portable::WORK };
    web::serve(listener, web::router_with(Arc::new(edition), casework, settings)).await?;
    Ok(())
}
