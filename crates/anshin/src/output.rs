//! Writing the answer.

use std::io::{self, ErrorKind, Write};

use language::Text;
use serde::Serialize;

use crate::failure::Failure;

/// Writes the answer; that the reader has gone away (`| head`) is no failure.
pub(crate) fn write(text: Text, answer: &str) -> Result<(), Failure> {
    write_bytes(text, answer.as_bytes())
}

/// The same for an answer that is no text.
pub(crate) fn write_bytes(text: Text, answer: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(answer).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(failed(text, &error.to_string())),
        _ => Ok(()),
    }
}

/// Writes a value as JSON, for people and programs to read.
pub(crate) fn write_json(text: Text, value: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(value).map_err(|error| failed(text, &error.to_string()))?;
    write(text, &format!("{json}\n"))
}

pub(crate) fn failed(text: Text, reason: &str) -> Failure {
    Failure::failed(text.command_output_failed(reason), text.command_output_remedy())
}
