//! The master key, and the keys for single purposes that are drawn from it.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Thirty-two drawn bytes under which everything personal is sealed. Whoever has them and the database can read every case;
/// without them nobody can. Never shown by `Debug`, overwritten when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

/// Why a master key cannot be had.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text is not 64 hexadecimal digits.
    #[error("a master key is 64 hexadecimal digits")]
    NotAKey,
    /// Others than its owner can read the file.
    #[error("others can read the master key in {} (mode {mode:o})", path.display())]
    OpenToOthers {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The file cannot be read or written.
    #[error("the master key in {}: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
}

impl MasterKey {
    /// Draws a new one.
    pub fn draw() -> Result<MasterKey, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut())
            .map_err(|error| KeyError::Unreadable { path: PathBuf::new(), why: error.to_string() })?;
        Ok(MasterKey(bytes))
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_text(text: &str) -> Result<MasterKey, KeyError> {
        let digits = text.trim().as_bytes();
        let mut bytes = Zeroizing::new([0; 32]);
        if digits.len() != 64 {
            return Err(KeyError::NotAKey);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let value = char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
                *byte = *byte << 4 | value.ok_or(KeyError::NotAKey)?;
            }
        }
        Ok(MasterKey(bytes))
    }

    /// As 64 hexadecimal digits, for its file.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text
    }

    /// Reads the key from a file that only its owner can read.
    pub fn read_file(path: &Path) -> Result<MasterKey, KeyError> {
        let unreadable = |error: std::io::Error| KeyError::Unreadable { path: path.to_owned(), why: error.to_string() };
        let mut file = File::open(path).map_err(unreadable)?;
        // The open file is asked, not the path again: it cannot be exchanged in between.
        let mode = file.metadata().map_err(unreadable)?.mode() & 0o7777;
        if mode & 0o077 != 0 {
            return Err(KeyError::OpenToOthers { path: path.to_owned(), mode });
        }
        let mut text = Zeroizing::new(String::new());
        Read::by_ref(&mut file).take(200).read_to_string(&mut text).map_err(unreadable)?;
        MasterKey::from_text(&text)
    }

    /// Writes the key to a new file for its owner only, and answers when the disk has it. A file that is there stays.
    pub fn write_file(&self, path: &Path) -> Result<(), KeyError> {
        let unreadable = |error: std::io::Error| KeyError::Unreadable { path: path.to_owned(), why: error.to_string() };
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(unreadable)?;
        let mut text = self.to_text();
        text.push('\n');
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(unreadable)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(unreadable)
    }

    /// The key for one purpose: what is done with one says nothing about another. A drawn key needs no extracting (RFC 5869, 3.3), so
    /// a keyed digest of the purpose is enough.
    pub(crate) fn key_for(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(keyed_digest(&self.0, &[b"anshin store 1", purpose.as_bytes()]))
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("MasterKey(…)")
    }
}

/// A digest that nobody can make without the key (HMAC-SHA256).
pub(crate) fn keyed_digest(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key of 32 bytes filled up to a block: what RFC 2104 does with it too.
    let mut block = Zeroizing::new([0; 64]);
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    let mut digest = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    for part in parts {
        digest.update(&(part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into_bytes().into()
}
