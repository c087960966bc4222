//! What goes out of the program: notices by mail (SMTP), events to offices' own systems (HTTP, signed), and uploads to the scanner (clamd).
//!
//! `Mailer` carries notices for `casework` and `Courier` empties the events that wait in offices. Both have limits for everything: how many wait, how
//! often and for how long something is tried. `Inspector` has the scanner look into what waits in quarantine. None of them ever holds up a page.
//!
//! Architecture invariant: nothing here knows what a case holds. A notice is a kind and a language, an event is a kind and a reference; an upload goes to
//! the scanner as bytes without a name.
//! Architecture invariant: no error that is told on holds an address of a person.

mod clamd;
mod courier;
mod hook;
mod inspector;
mod local;
mod mail;
mod relay;

pub use clamd::{Clamd, Found, Patience, ScannerAddress, Unscanned};
pub use courier::{Courier, Doorbell, Limits};
pub use hook::{AddressError, hook_address, signature};
pub use inspector::{Inspector, Pace};
pub use mail::{MAIL_TRIES, MAILS, Mailer, Settings};
pub use relay::{Relay, RelayError};

use std::sync::Arc;

/// What did not work, for whoever runs the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A mail was given up: the relay refused it, or could not be reached often enough. The text is the relay's code, or what kind of error it was.
    MailGivenUp(String),
    /// More mails wait than are kept; one was dropped.
    TooManyMails,
    /// An office's own system did not take an event; it is tried again, unless it was the last time.
    HookFailed(String),
    /// The scanner did not look into an upload; it waits in quarantine and is tried again.
    NotScanned(Unscanned),
    /// Not every case could be looked through for uploads that wait; it is looked again later.
    NotLookedThrough(String),
    /// The scanner found something in an upload, as it calls it; the upload is kept shut.
    ScannerFound(String),
    /// It could not be written down what arrived: events may come twice, and an upload is scanned again.
    NotWritten(String),
}

/// Who is told of trouble.
pub type Teller = Arc<dyn Fn(Trouble) + Send + Sync>;
