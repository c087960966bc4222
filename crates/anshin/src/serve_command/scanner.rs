//! The scanner that uploads wait for: clamd, where the operator has one.
//!
//! It is what `--clamd` names, else `ANSHIN_CLAMD`: a machine and a port, or the path of a socket.

use std::env;
use std::sync::Arc;

use casework::Casework;
use casework::notice::Bell;
use clap::{Arg, ArgMatches};
use language::Text;
use post::{Clamd, Doorbell, Inspector, Pace, Patience, ScannerAddress, Teller};

use crate::command::option;
use crate::failure::Failure;
use crate::values::written;

const VARIABLE: &str = "ANSHIN_CLAMD";

/// The option that names the scanner.
pub(crate) fn clamd_option(text: Text) -> Arg {
    option("clamd", text.command_value_address(), text.scan_option())
}

/// With a scanner, where one was named; then uploads wait for it.
pub(super) fn attach(
    text: Text,
    matches: &ArgMatches,
    casework: Casework,
    trouble: Teller,
) -> Result<Casework, Failure> {
    // Without a command there is no such option to ask for.
    let asked = if matches.try_contains_id("clamd").is_ok() { written(matches, "clamd") } else { None };
    let named = asked.map(str::to_owned).or_else(|| env::var(VARIABLE).ok().filter(|named| !named.is_empty()));
    let Some(named) = named else { return Ok(casework) };
    let address = ScannerAddress::named(&named)
        .ok_or_else(|| Failure::usage(text.scan_address_bad(named), text.scan_address_bad_remedy()))?;
    let bell = Arc::new(Doorbell::default());
    let casework = casework.with_scanner(Arc::clone(&bell) as Arc<dyn Bell>);
    let scanner = Clamd::new(address, Patience::default());
    // It ends with the program; what it had not looked into is found again at the next start.
    tokio::spawn(Inspector::new(casework.clone(), scanner, bell, Pace::default(), trouble).work());
    Ok(casework)
}
