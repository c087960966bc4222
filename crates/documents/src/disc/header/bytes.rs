//! Bytes that are read up to a limit.

use std::io::{self, ErrorKind, Read};

use super::super::Why;

/// A reader that counts, and stops at a limit.
pub(super) struct Bytes<R> {
    from: R,
    left: u64,
}

impl<R: Read> Bytes<R> {
    pub(super) fn new(from: R, most: u64) -> Bytes<R> {
        Bytes { from, left: most }
    }

    /// From here on so many may be read.
    pub(super) fn allow(&mut self, most: u64) {
        self.left = most;
    }

    /// So many bytes, or fewer where the file ends.
    pub(super) fn up_to(&mut self, most: usize) -> Result<Vec<u8>, Why> {
        let mut bytes = Vec::with_capacity(most.min(1024));
        let wanted = u64::try_from(most).unwrap_or(u64::MAX);
        if wanted > self.left {
            return Err(Why::TooLong);
        }
        let read = Read::by_ref(&mut self.from).take(wanted).read_to_end(&mut bytes).map_err(why)?;
        self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(bytes)
    }

    /// Exactly so many.
    pub(super) fn exactly<const N: usize>(&mut self) -> Result<[u8; N], Why> {
        self.up_to(N)?.try_into().map_err(|_| Why::Ends)
    }

    /// Leaves so many out; none of them is kept.
    pub(super) fn skip(&mut self, count: u64) -> Result<(), Why> {
        if count > self.left {
            return Err(Why::TooLong);
        }
        let skipped = io::copy(&mut Read::by_ref(&mut self.from).take(count), &mut io::sink()).map_err(why)?;
        self.left = self.left.saturating_sub(skipped);
        if skipped == count { Ok(()) } else { Err(Why::Ends) }
    }
}

impl<R: Read> Read for Bytes<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !room.is_empty() {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(room.len());
        let read = self.from.read(room.get_mut(..most).unwrap_or_default())?;
        self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}

/// A packed data set that cannot be unpacked is written wrongly; everything else is the system's.
fn why(error: io::Error) -> Why {
    match error.kind() {
        ErrorKind::InvalidData | ErrorKind::InvalidInput => Why::Strange,
        ErrorKind::UnexpectedEof => Why::Ends,
        ErrorKind::FileTooLarge => Why::TooLong,
        kind => Why::Refused(kind.to_string()),
    }
}
