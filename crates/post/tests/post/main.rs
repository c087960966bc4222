//! What goes out, over servers that play a relay and offices' own systems. Everything is made up.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops; the lint sees only functions marked as tests")]

mod hooks;
mod mails;
mod played;
mod played_scanner;
mod scanner;
