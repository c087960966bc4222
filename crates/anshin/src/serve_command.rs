//! `anshin serve`: the web application, with the database that keeps the cases.

pub(crate) mod outgoing;
pub(crate) mod ports;
pub(crate) mod scanner;

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::thread;

use casework::keeper::Keeper;
use casework::memory::MemoryKeeper;
use casework::{Casework, Clock};
use clap::ArgMatches;
use evidence::town::Towns;
use evidence::{Edition, search};
use jiff::tz::TimeZone;
use language::Text;
use tokio::net::TcpListener;
use tokio::runtime;

use crate::database;
use crate::failure::Failure;
use crate::serve_command::ports::{SystemChance, SystemClock};
use crate::town_command;
use crate::values::{self, written};

/// Where it listens unless told otherwise.
const USUAL_PORT: u16 = 8017;
/// So many ports after the usual one are tried when it is taken.
const PORTS_TO_TRY: u16 = 50;

/// Ten years: longer than any case.
const MOST_DAYS_AHEAD: u16 = 3_652;

/// Keeps cases until the program ends; for trying out.
const MEMORY: &str = "memory:";

/// How it was asked to be reached.
struct Asked {
    listen: Option<SocketAddr>,
    /// The address people type, when it is not the one it listens on.
    address: Option<String>,
    allow_http: bool,
    /// How many days its clock runs ahead, for trying out.
    days_ahead: Option<u16>,
}

/// Serves until it is asked to stop.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let asked = asked(text, matches)?;
    let edition = values::edition(text, matches)?;
    let towns = town_command::towns(text, matches)?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| stopped(text, &error))?;
    runtime.block_on(serve(text, asked, (edition, towns), matches))
}

fn asked(text: Text, matches: &ArgMatches) -> Result<Asked, Failure> {
    // Without a command there are no such options to ask for.
    if matches.try_contains_id("listen").is_err() {
        return Ok(Asked { listen: None, address: None, allow_http: false, days_ahead: None });
    }
    let listen = written(matches, "listen").map(|address| read_address(text, address)).transpose()?;
    let address = written(matches, "address").map(|address| public_address(text, address)).transpose()?;
    let days = |asked: &str| asked.parse().ok().filter(|days| *days <= MOST_DAYS_AHEAD);
    let days_ahead = values::number(text, matches, "days-ahead", days, |t| t.serve_days_ahead_remedy(MOST_DAYS_AHEAD))?;
    Ok(Asked { listen, address, allow_http: matches.get_flag("allow-http"), days_ahead })
}

async fn serve(
    text: Text,
    asked: Asked,
    (edition, towns): (Arc<Edition>, Arc<Towns>),
    matches: &ArgMatches,
) -> Result<(), Failure> {
    let listener = match asked.listen {
        Some(address) => TcpListener::bind(address).await.map_err(|error| taken(text, &address.to_string(), &error))?,
        None => first_free(text).await?,
    };
    let listening = listener.local_addr().map_err(|error| stopped(text, &error))?;
    check_reached_safely(text, &asked, listening)?;
    if asked.listen.is_none() && listening.port() != USUAL_PORT {
        eprintln!("{}", text.command_port_taken(USUAL_PORT.to_string()));
    }
    let zone = TimeZone::system();
    let clock: Arc<dyn Clock> = match asked.days_ahead {
        None => Arc::new(SystemClock::of(zone.clone())),
        // Dates that people would act on must be right wherever others can reach them.
        Some(_) if !listening.ip().is_loopback() => {
            return Err(Failure::usage(
                text.serve_days_ahead_open(listening.to_string()),
                text.serve_days_ahead_alone(),
            ));
        }
        Some(days) => {
            eprintln!("{}", text.serve_runs_ahead(days));
            Arc::new(SystemClock::days_ahead(zone.clone(), days))
        }
    };
    let casework = Casework::new(keeper(text, matches).await?, clock, Arc::new(SystemChance));
    let address = asked.address.unwrap_or_else(|| format!("http://{listening}"));
    let casework = outgoing::attach(text, matches, casework, &address)?;
    println!("{}", text.command_serving(address.as_str(), edition.version.as_str()));
    let warming = Arc::clone(&edition);
    // The first visitor does not wait for the words to be sorted; the thread ends by itself.
    thread::spawn(move || search::warm(&warming));
    let settings = web::Settings { address, zone, chance: Arc::new(SystemChance), work: documents::portable::WORK };
    let router = web::router_with_towns(edition, towns, casework, settings);
    web::serve(listener, router).await.map_err(|error| stopped(text, &error))
}

/// What keeps the cases.
async fn keeper(text: Text, matches: &ArgMatches) -> Result<Arc<dyn Keeper>, Failure> {
    let named = matches.try_contains_id("database").is_ok().then(|| written(matches, "database")).flatten();
    if named == Some(MEMORY) {
        eprintln!("{}", text.serve_in_memory());
        return Ok(Arc::new(MemoryKeeper::new()));
    }
    let place = database::place(text, matches)?;
    Ok(Arc::new(database::open(text, &place).await?))
}

/// What people write about themselves travels only over TLS, or not at all beyond this machine.
fn check_reached_safely(text: Text, asked: &Asked, listening: SocketAddr) -> Result<(), Failure> {
    let by_tls = asked.address.as_deref().is_some_and(|address| address.starts_with("https://"));
    if listening.ip().is_loopback() || by_tls || asked.allow_http {
        return Ok(());
    }
    Err(Failure::usage(text.serve_open_http(listening.to_string()), text.serve_open_http_remedy()))
}

/// `http://` or `https://` with a name, and nothing behind it.
fn public_address(text: Text, asked: &str) -> Result<String, Failure> {
    let trimmed = asked.trim_end_matches('/');
    let name = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    let plain = |name: &str| {
        !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter))
    };
    match name {
        Some(name) if plain(name) => Ok(trimmed.to_ascii_lowercase()),
        _ => Err(Failure::usage(text.serve_address_bad(asked), text.serve_address_bad_remedy())),
    }
}

async fn first_free(text: Text) -> Result<TcpListener, Failure> {
    for port in USUAL_PORT..USUAL_PORT.saturating_add(PORTS_TO_TRY) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(taken(text, &format!("127.0.0.1:{port}"), &error)),
        }
    }
    let last = USUAL_PORT.saturating_add(PORTS_TO_TRY - 1);
    Err(taken(text, &format!("127.0.0.1:{USUAL_PORT}-{last}"), &ErrorKind::AddrInUse.into()))
}

fn read_address(text: Text, asked: &str) -> Result<SocketAddr, Failure> {
    let bad = || Failure::usage(text.command_listen_bad(asked), text.command_listen_bad_remedy());
    asked.to_socket_addrs().ok().and_then(|mut addresses| addresses.next()).ok_or_else(bad)
}

fn taken(text: Text, address: &str, error: &io::Error) -> Failure {
    Failure::failed(text.command_listen_taken(address, error.to_string()), text.command_listen_taken_remedy())
}

fn stopped(text: Text, error: &io::Error) -> Failure {
    Failure::failed(text.command_serve_failed(error.to_string()), text.command_listen_taken_remedy())
}
