//! One plain request, enough to ask a server on this machine a question.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::failure::{Failure, Outcome, While};

/// What a server answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// Asks `http://host:port/path` by HTTP/1.0, whose answers end where the connection ends.
pub fn get(address: &str) -> Outcome<Answer> {
    let rest = address.strip_prefix("http://").ok_or_else(|| Failure::new("an address begins with http://"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).while_doing(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(stream, "GET /{path} HTTP/1.0\r\nHost: {host}\r\nAccept: application/json\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    read(&String::from_utf8_lossy(&bytes))
}

fn read(text: &str) -> Outcome<Answer> {
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(|| Failure::new("not an answer by HTTP"))?;
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    let status = status.ok_or_else(|| Failure::new("an answer without a status"))?;
    Ok(Answer { status, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_its_status_and_its_body() {
        let answer = read("HTTP/1.0 404 Not Found\r\nA: b\r\n\r\n{}").unwrap();
        assert_eq!(answer, Answer { status: 404, body: "{}".to_owned() });
        assert!(read("garbage").is_err());
    }
}
