//! What a packed file (zip, gzip) would unpack to, found without keeping what it unpacks to.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

/// What a packed file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files.
    pub files: usize,
    /// Bytes of all of them, unpacked.
    pub unpacked: u64,
}

impl Default for Limits {
    /// A CD: 700 MB.
    fn default() -> Limits {
        Limits { files: 100_000, unpacked: 734_003_200 }
    }
}

/// A packed file that can be unpacked safely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Files in it.
    pub files: usize,
    /// Bytes of all of them, unpacked; counted and not believed.
    pub unpacked: u64,
}

/// Why a packed file is not unpacked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsafe {
    /// Neither zip nor gzip.
    #[error("it is no packed file that is known here; bring the files themselves")]
    NotPacked,
    /// It cannot be read.
    #[error("it is damaged; copy it anew from where it came")]
    Damaged,
    /// More files than a disc has.
    #[error("it holds more than {0} files; bring it in parts")]
    TooManyFiles(usize),
    /// It would unpack to more than a disc holds.
    #[error("it would unpack to more than {0} bytes; bring it in parts")]
    TooLarge(u64),
    /// A name in it leads out of the folder it is unpacked to.
    #[error(
        "the name {0:?} in it leads out of its own folder; it was not made by a hospital's program, do not open it"
    )]
    ClimbsOut(String),
    /// A link to somewhere else.
    #[error("{0:?} in it is a link to somewhere else; it was not made by a hospital's program, do not open it")]
    Link(String),
    /// A packed file within it.
    #[error("{0:?} in it is packed once more; unpack it first and bring the files")]
    PackedAgain(String),
    /// It is locked with a password.
    #[error("it is locked with a password; unlock it first and bring the files")]
    Locked,
}

/// Looks through a packed file: everything is unpacked once, counted and thrown away at once.
pub fn packed(bytes: &[u8], limits: Limits) -> Result<Packed, Unsafe> {
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => zip(bytes, limits),
        [0x1f, 0x8b, ..] => gzip(bytes, limits),
        _ => Err(Unsafe::NotPacked),
    }
}

fn zip(bytes: &[u8], limits: Limits) -> Result<Packed, Unsafe> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unsafe::Damaged)?;
    if archive.len() > limits.files {
        return Err(Unsafe::TooManyFiles(limits.files));
    }
    let mut packed = Packed { files: 0, unpacked: 0 };
    for place in 0..archive.len() {
        let entry = archive.by_index_raw(place).map_err(|_| Unsafe::Damaged)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if entry.encrypted() {
            return Err(Unsafe::Locked);
        }
        if entry.is_symlink() {
            return Err(Unsafe::Link(name));
        }
        if climbs_out(&name) {
            return Err(Unsafe::ClimbsOut(name));
        }
        let is_folder = entry.is_dir();
        drop(entry);
        if !is_folder {
            let mut entry = archive.by_index(place).map_err(|_| Unsafe::Damaged)?;
            packed.files += 1;
            packed.unpacked += counted(&mut entry, &name, limits, packed.unpacked)?;
        }
    }
    Ok(packed)
}

fn gzip(bytes: &[u8], limits: Limits) -> Result<Packed, Unsafe> {
    let unpacked = counted(&mut MultiGzDecoder::new(bytes), "", limits, 0)?;
    Ok(Packed { files: 1, unpacked })
}

/// How many bytes come out; no more are unpacked than still fit.
fn counted(from: &mut impl Read, name: &str, limits: Limits, before: u64) -> Result<u64, Unsafe> {
    let room = limits.unpacked.saturating_sub(before);
    let mut start = Vec::new();
    Read::by_ref(from).take(room.min(4)).read_to_end(&mut start).map_err(|_| Unsafe::Damaged)?;
    if matches!(start.as_slice(), [b'P', b'K', 3, 4] | [0x1f, 0x8b, ..]) {
        return Err(Unsafe::PackedAgain(name.to_owned()));
    }
    let first = u64::try_from(start.len()).unwrap_or(u64::MAX);
    let left = room.saturating_sub(first).saturating_add(1);
    let rest = io::copy(&mut Read::by_ref(from).take(left), &mut io::sink()).map_err(|_| Unsafe::Damaged)?;
    if rest == left { Err(Unsafe::TooLarge(limits.unpacked)) } else { Ok(first + rest) }
}

/// Whether a name leads out of its folder on any system: up, from the root, onto another drive, or through what only one system takes as a separator.
fn climbs_out(name: &str) -> bool {
    let rooted = name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':');
    rooted || name.contains('\0') || name.split(['/', '\\']).any(|part| part == "..")
}
