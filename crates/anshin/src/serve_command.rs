//! `anshin serve`: the web application.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::thread;

use clap::ArgMatches;
use evidence::{Edition, search};
use language::Text;
use tokio::net::TcpListener;
use tokio::runtime;

use crate::failure::Failure;
use crate::values::{self, written};

/// Where it listens unless told otherwise.
const USUAL_PORT: u16 = 8017;
/// So many ports after the usual one are tried when it is taken.
const PORTS_TO_TRY: u16 = 50;

/// Serves until it is asked to stop.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    // Without a command there are no such options to ask for.
    let (listen, database) = if matches.try_contains_id("listen").is_ok() {
        (written(matches, "listen"), written(matches, "database"))
    } else {
        (None, None)
    };
    if let Some(database) = database {
        check_database(text, database)?;
    }
    let wanted = listen.map(|address| read_address(text, address)).transpose()?;
    let edition = values::edition(text, matches)?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| stopped(text, &error))?;
    runtime.block_on(serve(text, wanted, edition))
}

async fn serve(text: Text, wanted: Option<SocketAddr>, edition: Arc<Edition>) -> Result<(), Failure> {
    let listener = match wanted {
        Some(address) => TcpListener::bind(address).await.map_err(|error| taken(text, &address.to_string(), &error))?,
        None => first_free(text).await?,
    };
    let address = listener.local_addr().map_err(|error| stopped(text, &error))?;
    if wanted.is_none() && address.port() != USUAL_PORT {
        eprintln!("{}", text.command_port_taken(USUAL_PORT.to_string()));
    }
    println!("{}", text.command_serving(format!("http://{address}"), edition.version.as_str()));
    let warming = Arc::clone(&edition);
    // The first visitor does not wait for the words to be sorted; the thread ends by itself.
    thread::spawn(move || search::warm(&warming));
    web::serve(listener, edition).await.map_err(|error| stopped(text, &error))
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

/// This version keeps no cases; an address that could never work is refused all the same.
fn check_database(text: Text, asked: &str) -> Result<(), Failure> {
    let rest = ["sqlite:", "postgres:", "postgresql:"].into_iter().find_map(|start| asked.strip_prefix(start));
    if rest.is_none_or(|rest| rest.trim_start_matches('/').is_empty()) {
        return Err(Failure::usage(text.command_database_bad(asked), text.command_database_bad_remedy()));
    }
    eprintln!("{}", text.command_database_unopened());
    Ok(())
}

fn taken(text: Text, address: &str, error: &io::Error) -> Failure {
    Failure::failed(text.command_listen_taken(address, error.to_string()), text.command_listen_taken_remedy())
}

fn stopped(text: Text, error: &io::Error) -> Failure {
    Failure::failed(text.command_serve_failed(error.to_string()), text.command_listen_taken_remedy())
}
