//! The two lines before the seal: which form, how long, which checksum.

use sha2::{Digest, Sha256};

use super::Unreadable;

/// The form that is written; it goes up when an older program could not read it.
pub const NEWEST: u32 = 1;
/// The oldest that is read.
const OLDEST: u32 = 1;
const MARK: &str = "anshin case file ";
/// The longest of the two lines.
const LINE: usize = 120;

/// The file: both lines, then what is sealed.
pub(super) fn around(sealed: &[u8]) -> Vec<u8> {
    let mut file = format!("{MARK}{NEWEST}\n{} {}\n", sealed.len(), digest(sealed)).into_bytes();
    file.extend_from_slice(sealed);
    file
}

/// The form and what is sealed.
pub(super) fn within(file: &[u8]) -> Result<(u32, &[u8]), Unreadable> {
    let (first, rest) = line(file).ok_or(Unreadable::NotACaseFile)?;
    let form = first.strip_prefix(MARK).ok_or(Unreadable::NotACaseFile)?;
    let form: u32 = form.parse().map_err(|_| Unreadable::Damaged)?;
    if form < OLDEST {
        return Err(Unreadable::Older(form));
    }
    if form > NEWEST {
        return Err(Unreadable::Newer(form));
    }
    let (second, sealed) = line(rest).ok_or(Unreadable::Damaged)?;
    let (length, checksum) = second.split_once(' ').ok_or(Unreadable::Damaged)?;
    let length: usize = length.parse().map_err(|_| Unreadable::Damaged)?;
    if sealed.len() < length {
        let lines = file.len() - sealed.len();
        return Err(Unreadable::Cut { there: file.len(), whole: lines.saturating_add(length) });
    }
    if sealed.len() > length || digest(sealed) != checksum {
        return Err(Unreadable::Damaged);
    }
    Ok((form, sealed))
}

fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().take(LINE).position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at_checked(end)?;
    Some((std::str::from_utf8(line).ok()?, rest.get(1..)?))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
