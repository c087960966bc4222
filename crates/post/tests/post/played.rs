//! Servers on this machine that play a relay and a desk's own system, and cases in memory.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use casework::keeper::{Deeded, Entry, Keeper as _, OfficeWrite, Who, Write};
use casework::memory::MemoryKeeper;
use casework::office::{Duty, Event, Happened, Hook, Office};
use casework::{ApplicationId, CaseId, Casework, Chance, Clock, Moment};
use jiff::civil::{Date, date};
use post::{Teller, Trouble};

/// What a server was told, oldest first.
pub type Heard = Arc<Mutex<Vec<String>>>;

/// Waits until it holds; a test that waits in vain fails by what follows.
pub fn until(holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() && began.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(20));
    }
}

/// A relay that answers a recipient with this line each time, and then takes mails. Its port, and what it was sent: one text a mail.
pub fn relay(first_answers: &'static [&'static str]) -> (u16, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, heard) = (listener.local_addr().unwrap().port(), Heard::default());
    let told = Arc::clone(&heard);
    thread::spawn(move || {
        let mut answers = first_answers.iter();
        for stream in listener.incoming() {
            let answer = answers.next().unwrap_or(&"250 ok");
            if let Some(mail) = take_mail(stream.unwrap(), answer) {
                told.lock().unwrap().push(mail);
            }
        }
    });
    (port, heard)
}

fn take_mail(mut stream: TcpStream, to_recipient: &str) -> Option<String> {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    let mut said = String::new();
    stream.write_all(b"220 made up\r\n").ok()?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            return None;
        }
        said.push_str(&line);
        let answer = match line.get(..4)? {
            "EHLO" => "250 made up",
            "RCPT" => to_recipient,
            "DATA" => "354 go on",
            "QUIT" => return None,
            _ => "250 ok",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
        if answer.starts_with("354") {
            break;
        }
    }
    while !said.ends_with("\r\n.\r\n") {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            break;
        }
        said.push_str(&line);
    }
    stream.write_all(b"250 taken\r\n").ok()?;
    Some(said)
}

/// A system that answers each call with this; none hangs. Its address, and what it was told: one text a call.
pub fn system(answer: impl Fn(usize) -> Option<String> + Send + 'static) -> (String, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://127.0.0.1:{}/anshin", listener.local_addr().unwrap().port());
    let heard = Heard::default();
    let told = Arc::clone(&heard);
    thread::spawn(move || {
        let mut hanging = Vec::new();
        for (call, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            told.lock().unwrap().push(read_call(&mut stream));
            match answer(call) {
                Some(answer) => stream.write_all(answer.as_bytes()).unwrap_or_default(),
                None => hanging.push(stream),
            }
        }
    });
    (address, heard)
}

fn read_call(stream: &mut TcpStream) -> String {
    let mut lines = BufReader::new(stream);
    let (mut said, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap_or(0) == 0 {
            return said;
        }
        if let Some(bytes) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = bytes.trim().parse().unwrap();
        }
        said.push_str(&line);
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).unwrap();
    said + &String::from_utf8(body).unwrap()
}

/// An answer without a body.
pub fn answered(status: &str) -> Option<String> {
    Some(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
}

/// A clock that is moved by hand.
pub struct HandClock(AtomicI64);

impl HandClock {
    pub fn at_noon() -> HandClock {
        HandClock(AtomicI64::new(NOON))
    }

    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }

    fn today(&self) -> Date {
        date(2026, 11, 23)
    }
}

struct NoChance;

impl Chance for NoChance {
    fn fill(&self, room: &mut [u8]) {
        room.fill(7);
    }
}

pub const NOON: i64 = 1_795_435_200;
pub const SECRET: &[u8] = b"made-up secret";

/// Cases in memory, and the clock.
pub fn house() -> (Casework, Arc<MemoryKeeper>, Arc<HandClock>) {
    let (keeper, clock) = (Arc::new(MemoryKeeper::new()), Arc::new(HandClock(AtomicI64::new(NOON))));
    (Casework::new(keeper.clone(), clock.clone(), Arc::new(NoChance)), keeper, clock)
}

/// An office in which so many events wait.
pub async fn office(keeper: &MemoryKeeper, id: &str, address: &str, events: u32) {
    let office = Office::new(id.to_owned(), Duty::Desk, "Made-up desk".to_owned(), Some("jp-00001".to_owned()));
    let (at, due) = (Moment(NOON), Moment(NOON));
    let event =
        |number| Event { number, what: Happened::Sent, of: (CaseId([9; 16]), ApplicationId(1)), at, tried: 0, due };
    let hook = Some(Hook { address: address.to_owned(), secret: SECRET.to_vec() });
    let office = Office { hook, events: (1..=events).map(event).collect(), ..office };
    let log = vec![Entry { case: None, at, who: Who::Operator, deed: Deeded::Changed, part: None }];
    keeper.write(Write { office: Some(OfficeWrite::New(office)), log, ..Write::default() }).await.unwrap();
}

/// Keeps the troubles that were told.
pub fn troubles() -> (Teller, Arc<Mutex<Vec<Trouble>>>) {
    let kept: Arc<Mutex<Vec<Trouble>>> = Arc::default();
    let into = Arc::clone(&kept);
    (Arc::new(move |trouble| into.lock().unwrap().push(trouble)), kept)
}
