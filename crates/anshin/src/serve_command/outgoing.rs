//! What goes out: mail through the operator's relay, events to offices' own systems, uploads to the scanner.
//!
//! The relay's password is `ANSHIN_SMTP_PASSWORD`, else the first line of a file that only its owner may read.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use casework::Casework;
use clap::{Arg, ArgMatches, value_parser};
use language::Text;
use post::{Courier, Doorbell, Limits, Mailer, Relay, RelayError, Settings, Teller, Trouble};

use crate::command::option;
use crate::failure::Failure;
use crate::serve_command::scanner;
use crate::values::written;

const PASSWORD_VARIABLE: &str = "ANSHIN_SMTP_PASSWORD";

/// The options that say through which relay mail goes.
pub(crate) fn options(text: Text) -> [Arg; 3] {
    [
        option("smtp", text.command_value_database(), text.mail_option_relay()),
        option("mail-from", text.command_value_address(), text.mail_option_from()),
        option("smtp-password-file", text.backup_value_file(), text.mail_option_password())
            .value_parser(value_parser!(PathBuf)),
    ]
}

/// With what goes out, as far as the operator asked for it. The site's address stands in mails.
pub(crate) fn attach(text: Text, matches: &ArgMatches, casework: Casework, site: &str) -> Result<Casework, Failure> {
    let casework = match mailer(text, matches, site)? {
        Some(mailer) => casework.with_notices(Arc::new(mailer)),
        None => casework,
    };
    let casework = scanner::attach(text, matches, casework, teller(text))?;
    let bell = Arc::new(Doorbell::default());
    let casework = casework.with_bell(Arc::clone(&bell) as Arc<dyn casework::notice::Bell>);
    // It ends with the program; what it had not delivered waits in the offices.
    tokio::spawn(Courier::new(casework.clone(), bell, Limits::default(), teller(text)).work());
    Ok(casework)
}

fn mailer(text: Text, matches: &ArgMatches, site: &str) -> Result<Option<Mailer>, Failure> {
    // Without a command there are no such options to ask for.
    let asked = |name: &str| matches.try_contains_id(name).is_ok().then(|| written(matches, name)).flatten();
    let Some(address) = asked("smtp") else {
        return match asked("mail-from") {
            None => Ok(None),
            Some(_) => Err(Failure::usage(text.mail_no_relay(), text.mail_relay_remedy())),
        };
    };
    let from = asked("mail-from").ok_or_else(|| Failure::usage(text.mail_no_from(), text.mail_from_remedy()))?;
    let password = if Relay::names_user(address) { password(text, matches)? } else { None };
    let relay = Relay::named(address, password).map_err(|error| match error {
        // The address is not repeated: a password may stand in it.
        RelayError::Address => Failure::usage(text.mail_relay_bad(), text.mail_relay_remedy()),
        RelayError::PasswordInAddress => Failure::usage(text.mail_password_shown(), text.mail_password_remedy()),
        RelayError::NoPassword => Failure::usage(text.mail_no_password(), text.mail_password_remedy()),
    })?;
    let settings =
        Settings { relay, from: from.to_owned(), site: site.to_owned(), pauses: None, trouble: teller(text) };
    let mailer = Mailer::start(settings);
    mailer.map(Some).ok_or_else(|| Failure::usage(text.mail_from_bad(from), text.mail_from_remedy()))
}

fn password(text: Text, matches: &ArgMatches) -> Result<Option<String>, Failure> {
    if let Ok(password) = env::var(PASSWORD_VARIABLE) {
        return Ok(Some(password));
    }
    matches.get_one::<PathBuf>("smtp-password-file").map(|path| read_password(text, path)).transpose()
}

fn read_password(text: Text, path: &Path) -> Result<String, Failure> {
    let shown = path.display().to_string();
    let unreadable = |error: std::io::Error| {
        Failure::failed(text.mail_password_file(&*shown, error.to_string()), text.mail_password_remedy())
    };
    let mode = fs::metadata(path).map_err(unreadable)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Failure::failed(text.mail_password_open(&*shown), text.mail_password_close(&*shown)));
    }
    let read = fs::read_to_string(path).map_err(unreadable)?;
    Ok(read.lines().next().unwrap_or_default().to_owned())
}

/// Tells whoever runs the machine, on the standard error; it names no person.
fn teller(text: Text) -> Teller {
    Arc::new(move |trouble| {
        let sentence = match trouble {
            Trouble::MailGivenUp(why) => text.mail_given_up(why),
            Trouble::TooManyMails => text.mail_too_many(post::MAILS),
            Trouble::HookFailed(office) => text.mail_hook_failed(office),
            Trouble::NotScanned(why) => text.scan_not_scanned(why.to_string()),
            Trouble::NotLookedThrough(why) => text.scan_not_looked_through(why),
            Trouble::ScannerFound(name) => text.scan_found(name),
            Trouble::NotWritten(why) => text.mail_not_written(why),
        };
        eprintln!("{sentence}");
    })
}
