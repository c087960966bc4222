//! A file as it lies on a disc or comes over a line: read from its beginning on, and then asked how much of it is left.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Empty, ErrorKind, Read, Seek, SeekFrom};

/// So many bytes are taken at once of what is only counted.
const AT_ONCE: usize = 16 * 1024;

/// What follows what was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// So many bytes.
    pub count: u64,
    /// The last of them: at least as many as were asked for, where there are so many.
    pub last: Vec<u8>,
}

impl Rest {
    fn add(&mut self, bytes: &[u8], keep: usize) {
        self.count = self.count.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.last.extend_from_slice(bytes.get(bytes.len().saturating_sub(keep)..).unwrap_or_default());
        // Not with each piece: what is left over is then moved once in so many bytes.
        if self.last.len() > keep.saturating_mul(2) {
            self.last.drain(..self.last.len() - keep);
        }
    }
}

/// What a file is read from.
pub trait Source: Read {
    /// Goes to the end, and keeps the last bytes. What comes over a line has to come; of what lies on a disc nothing else is read.
    fn rest(&mut self, keep: usize) -> io::Result<Rest> {
        let (mut rest, mut room) = (Rest::default(), vec![0; AT_ONCE]);
        loop {
            match self.read(&mut room) {
                Ok(0) => return Ok(rest),
                Ok(read) => rest.add(room.get(..read).unwrap_or_default(), keep),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Source for &[u8] {}

impl Source for Empty {}

impl<T: AsRef<[u8]>> Source for Cursor<T> {}

impl<S: Source + ?Sized> Source for Box<S> {
    fn rest(&mut self, keep: usize) -> io::Result<Rest> {
        (**self).rest(keep)
    }
}

impl Source for File {
    fn rest(&mut self, keep: usize) -> io::Result<Rest> {
        at_its_end(self, keep)
    }
}

impl Source for BufReader<File> {
    fn rest(&mut self, keep: usize) -> io::Result<Rest> {
        at_its_end(self, keep)
    }
}

fn at_its_end(file: &mut (impl Read + Seek), keep: usize) -> io::Result<Rest> {
    let here = file.stream_position()?;
    let count = file.seek(SeekFrom::End(0))?.saturating_sub(here);
    let keep = count.min(u64::try_from(keep).unwrap_or(u64::MAX));
    let mut last = Vec::new();
    if keep > 0 {
        file.seek(SeekFrom::Start(here + count - keep))?;
        file.take(keep).read_to_end(&mut last)?;
    }
    Ok(Rest { count, last })
}
