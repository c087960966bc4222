//! A scanner for uploads: clamd, asked by its own protocol (clamd(8), `INSTREAM`).
//!
//! The bytes go out in chunks, each behind its length in four bytes, the most significant first; a length of nothing ends them. One short answer comes back.
//! What is not understood counts as not scanned: only a whole `stream: OK` lets an upload out of quarantine.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

/// So much is sent at once.
const CHUNK: usize = 64 * 1024;
/// The longest answer, in bytes: a name and some words.
const ANSWER: u64 = 1024;
/// So many letters of an answer are told on.
const TOLD: usize = 120;

/// Where a scanner listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScannerAddress {
    /// A machine and a port.
    Tcp(String),
    /// A socket on this machine.
    Unix(PathBuf),
}

impl ScannerAddress {
    /// Reads `host:port`, or the path of a socket.
    pub fn named(written: &str) -> Option<ScannerAddress> {
        let path = written.strip_prefix("unix:").unwrap_or(written);
        if path.starts_with('/') {
            return Some(ScannerAddress::Unix(PathBuf::from(path)));
        }
        let (host, port) = written.rsplit_once(':')?;
        let bare = !host.contains(':') || (host.starts_with('[') && host.ends_with(']'));
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter);
        let port_is_one = port.parse::<u16>().is_ok_and(|port| port > 0);
        (!host.is_empty() && bare && host.chars().all(plain) && port_is_one)
            .then(|| ScannerAddress::Tcp(written.to_owned()))
    }
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// Something, as the scanner calls it.
    Something(String),
}

/// Why a file was not scanned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unscanned {
    /// The scanner could not be reached; what kind of error it was.
    #[error("it cannot be reached ({0})")]
    Unreachable(String),
    /// It took the call and went away; what kind of error it was.
    #[error("it broke off ({0})")]
    BrokeOff(String),
    /// It took longer than it may.
    #[error("it does not answer in time")]
    Slow,
    /// It takes no file of this size.
    #[error("the file is larger than it takes (StreamMaxLength)")]
    TooLarge,
    /// Its answer is not understood; the beginning of it.
    #[error("its answer is not understood: {0}")]
    Strange(String),
}

/// How long is waited.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the scanner to take a call.
    pub call: Duration,
    /// For the whole of one file, once the call is taken.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { call: Duration::from_secs(5), whole: Duration::from_secs(180) }
    }
}

/// A scanner that can be asked.
#[derive(Clone, Debug)]
pub struct Clamd {
    address: ScannerAddress,
    patience: Patience,
}

impl Clamd {
    /// At an address. Nothing is called yet.
    pub fn new(address: ScannerAddress, patience: Patience) -> Clamd {
        Clamd { address, patience }
    }

    /// Has a file looked into.
    pub async fn scan(&self, bytes: &[u8]) -> Result<Found, Unscanned> {
        match &self.address {
            ScannerAddress::Tcp(address) => self.heard(self.called(TcpStream::connect(address)).await?, bytes).await,
            ScannerAddress::Unix(path) => self.heard(self.called(UnixStream::connect(path)).await?, bytes).await,
        }
    }

    /// From here on what goes wrong may be the file's own doing.
    async fn heard(&self, stream: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> Result<Found, Unscanned> {
        let asked = timeout(self.patience.whole, talk(stream, bytes)).await;
        asked.unwrap_or(Err(Unscanned::Slow))
    }

    async fn called<S>(&self, call: impl Future<Output = io::Result<S>>) -> Result<S, Unscanned> {
        match timeout(self.patience.call, call).await {
            Ok(Ok(stream)) => Ok(stream),
            Ok(Err(error)) => Err(Unscanned::Unreachable(error.kind().to_string())),
            Err(_) => Err(Unscanned::Unreachable(io::ErrorKind::TimedOut.to_string())),
        }
    }
}

/// A scanner that has heard enough answers and closes: its answer counts for more than that it did not listen on. That all is well it can only say
/// of what it heard whole.
async fn talk(mut stream: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> Result<Found, Unscanned> {
    let sent = send(&mut stream, bytes).await;
    let mut answer = Vec::new();
    let heard = stream.take(ANSWER).read_to_end(&mut answer).await;
    let understood = if answer.is_empty() { None } else { Some(understood(&answer)) };
    match (understood, sent, heard) {
        (Some(Ok(Found::Nothing)), Err(error), _) | (None, Err(error), _) | (None, Ok(()), Err(error)) => {
            Err(Unscanned::BrokeOff(error.kind().to_string()))
        }
        (Some(understood), ..) => understood,
        (None, Ok(()), Ok(_)) => Err(Unscanned::Strange(String::new())),
    }
}

async fn send(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> io::Result<()> {
    stream.write_all(b"zINSTREAM\0").await?;
    for chunk in bytes.chunks(CHUNK) {
        let length = u32::try_from(chunk.len()).map_err(io::Error::other)?;
        stream.write_all(&length.to_be_bytes()).await?;
        stream.write_all(chunk).await?;
    }
    stream.write_all(&[0; 4]).await?;
    stream.flush().await
}

/// An answer ends with a zero byte, as the question did; one without it was cut.
fn understood(answer: &[u8]) -> Result<Found, Unscanned> {
    let text = String::from_utf8_lossy(answer);
    let strange = || Unscanned::Strange(plain(&text));
    let said = text.strip_suffix('\0').ok_or_else(strange)?;
    if said == "INSTREAM size limit exceeded. ERROR" {
        return Err(Unscanned::TooLarge);
    }
    let found = said.strip_prefix("stream: ").ok_or_else(strange)?;
    match (found, found.strip_suffix(" FOUND")) {
        ("OK", _) => Ok(Found::Nothing),
        (_, Some(name)) if !name.contains('\0') => Ok(Found::Something(plain(name))),
        _ => Err(strange()),
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(TOLD).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_machine_with_a_port_or_the_path_of_a_socket() {
        let tcp = |written: &str| Some(ScannerAddress::Tcp(written.to_owned()));
        let unix = || Some(ScannerAddress::Unix(PathBuf::from("/run/clamav/clamd.ctl")));
        assert_eq!(ScannerAddress::named("127.0.0.1:3310"), tcp("127.0.0.1:3310"));
        assert_eq!(ScannerAddress::named("[::1]:3310"), tcp("[::1]:3310"));
        assert_eq!(ScannerAddress::named("scanner:3310"), tcp("scanner:3310"));
        assert_eq!(ScannerAddress::named("/run/clamav/clamd.ctl"), unix());
        assert_eq!(ScannerAddress::named("unix:/run/clamav/clamd.ctl"), unix());
        for written in
            ["", "scanner", ":3310", "scanner:", "scanner:0", "scanner:70000", "::1:3310", "http://x:1", "a b:1"]
        {
            assert_eq!(ScannerAddress::named(written), None, "{written}");
        }
    }

    #[test]
    fn only_a_whole_answer_that_all_is_well_says_so() {
        assert_eq!(understood(b"stream: OK\0"), Ok(Found::Nothing));
        let found = Ok(Found::Something("Made.Up-1".to_owned()));
        assert_eq!(understood(b"stream: Made.Up-1 FOUND\0"), found);
        assert_eq!(understood(b"INSTREAM size limit exceeded. ERROR\0"), Err(Unscanned::TooLarge));
        for strange in
            ["stream: OK", "stream: O", "OK\0", "stream: OK OK\0", "stream: ERROR\0", "HTTP/1.1 200 OK\r\n", "\0"]
        {
            assert!(matches!(understood(strange.as_bytes()), Err(Unscanned::Strange(_))), "{strange}");
        }
    }
}
