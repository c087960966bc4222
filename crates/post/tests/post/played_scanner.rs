//! A scanner that the tests play, by the protocol of clamd. What it finds is made up.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::thread;

use post::ScannerAddress;

/// What stands in a file that the made-up scanner finds something in.
pub const BAD: &[u8] = b"something made up that is bad";

/// Reads one question as clamd does; none when it is not one.
pub fn question(stream: &mut impl std::io::Read) -> Option<Vec<u8>> {
    let mut command = [0; 10];
    stream.read_exact(&mut command).ok()?;
    assert_eq!(&command, b"zINSTREAM\0");
    let mut bytes = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length).ok()?;
        match u32::from_be_bytes(length) {
            0 => return Some(bytes),
            length => {
                let before = bytes.len();
                bytes.resize(before + usize::try_from(length).unwrap(), 0);
                stream.read_exact(bytes.get_mut(before..).unwrap()).ok()?;
            }
        }
    }
}

pub fn answer(bytes: &[u8]) -> &'static [u8] {
    if bytes.windows(BAD.len()).any(|part| part == BAD) { b"stream: Made.Up-1 FOUND\0" } else { b"stream: OK\0" }
}

/// A scanner that does this with each call; its address.
pub fn played(does: impl Fn(TcpStream) + Send + 'static) -> ScannerAddress {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || listener.incoming().for_each(|stream| does(stream.unwrap())));
    ScannerAddress::named(&address).unwrap()
}

/// One that works as clamd does.
pub fn scanner() -> ScannerAddress {
    played(|mut stream| {
        if let Some(bytes) = question(&mut stream) {
            let _ = stream.write_all(answer(&bytes));
        }
    })
}

/// One that answers this to everything.
pub fn saying(words: &'static [u8]) -> ScannerAddress {
    played(move |mut stream| {
        question(&mut stream);
        let _ = stream.write_all(words);
    })
}
