//! What a passphrase seals and opens: the age format, version 1, with one recipient (https://age-encryption.org/v1).
//!
//! Backups and case files are sealed with it, and `age` itself opens them with the same passphrase. Written here because the crate `age` brings
//! its own translations and sixty packages with it (53 s of processor time to build) for what this program needs of it: one recipient, one
//! stream. The primitives are the same ones; a test opens a file that the reference made.
//!
//! Architecture invariant: no chance of its own. What must not be guessed is handed in as drawn bytes.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, AeadInOut};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// How slow guessing is made: 2^18 rounds, as `age` does.
pub const WORK: u8 = 18;
/// More would take longer than anyone waits, and more memory than a small machine has.
const MOST_WORK: u8 = 20;

const VERSION: &str = "age-encryption.org/v1";
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

type FileKey = Zeroizing<[u8; 16]>;

/// A passphrase, and how slow guessing it is made: so many doublings (18 takes about a second).
pub struct Passphrase<'a> {
    /// The passphrase.
    pub text: &'a str,
    /// `WORK`, unless a test is in a hurry.
    pub work: u8,
}

/// Drawn bytes that nobody can guess and that are used once: the key of the file, the salt, the nonce.
pub struct Drawn(pub [u8; DRAWN]);

/// So many are needed.
pub const DRAWN: usize = 48;

/// Why nothing is opened.
#[derive(Debug, thiserror::Error)]
pub enum Unopened {
    /// Another passphrase than the one it was sealed with.
    #[error("the passphrase does not open this file")]
    WrongPassphrase,
    /// Trying a passphrase on it would take longer, and more memory, than is given to it: so many doublings.
    #[error("trying a passphrase on this file would take too long (2^{0} rounds)")]
    TooSlow(u8),
    /// It ends early, was changed, or was not sealed with a passphrase at all.
    #[error("it cannot be opened: {0}")]
    Damaged(String),
}

/// Seals what is written into it. It must be finished, or the end is missing.
pub struct Sealing<W: Write> {
    out: W,
    stream: Stream,
    waiting: Zeroizing<Vec<u8>>,
}

impl<W: Write> Sealing<W> {
    /// Begins a file; its header is written at once.
    pub fn new(mut out: W, passphrase: &Passphrase<'_>, drawn: Drawn) -> io::Result<Sealing<W>> {
        let drawn = Zeroizing::new(drawn.0);
        let (mut file_key, mut salt, mut nonce) = (FileKey::new([0; 16]), [0; 16], [0; 16]);
        for (room, bytes) in [file_key.as_mut_slice(), &mut salt, &mut nonce].into_iter().zip(drawn.chunks(16)) {
            room.copy_from_slice(bytes);
        }
        let wrapping = wrapping_key(passphrase.text, &salt, passphrase.work)?;
        let cipher = ChaCha20Poly1305::new((&*wrapping).into());
        let wrapped =
            cipher.encrypt(&Nonce::default(), file_key.as_slice()).map_err(|_| io::Error::other("sealing failed"))?;
        let (salt, wrapped) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(wrapped));
        let header = format!("{VERSION}\n-> scrypt {salt} {}\n{wrapped}\n---", passphrase.work);
        let proof = STANDARD_NO_PAD.encode(proof_of(&file_key, header.as_bytes())?);
        out.write_all(format!("{header} {proof}\n").as_bytes())?;
        out.write_all(&nonce)?;
        Ok(Sealing { out, stream: Stream::new(&file_key, &nonce)?, waiting: Zeroizing::new(Vec::with_capacity(CHUNK)) })
    }

    /// Seals the last chunk, which says that it is the last.
    pub fn finish(mut self) -> io::Result<W> {
        self.send(true)?;
        Ok(self.out)
    }

    fn send(&mut self, last: bool) -> io::Result<()> {
        let mut chunk = Vec::with_capacity(CHUNK + TAG);
        chunk.extend_from_slice(&self.waiting);
        self.waiting.clear();
        let nonce = self.stream.next(last)?;
        self.stream.cipher.encrypt_in_place(&nonce, b"", &mut chunk).map_err(|_| io::Error::other("sealing failed"))?;
        self.out.write_all(&chunk)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until more comes: only then is it known not to be the last.
        if self.waiting.len() == CHUNK {
            self.send(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.waiting.len());
        self.waiting.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Opens what is read from it; a byte that was changed, or an end that is missing, is an error.
pub struct Opening<R: Read> {
    from: R,
    stream: Stream,
    /// One chunk that is sealed still, because whether it is the last depends on what follows it.
    sealed: Vec<u8>,
    opened: Zeroizing<Vec<u8>>,
    at: usize,
    ended: bool,
}

impl<R: BufRead> Opening<R> {
    /// Reads the header; nothing of the content is read yet.
    pub fn new(from: R, passphrase: &str) -> Result<Opening<R>, Unopened> {
        Opening::within(from, passphrase, MOST_WORK)
    }

    /// The same for a file that anybody may hand in: one that asks for more than so many doublings is refused before any of them is done.
    pub fn within(mut from: R, passphrase: &str, most_work: u8) -> Result<Opening<R>, Unopened> {
        let (version, stanza, body, end) = (line(&mut from)?, line(&mut from)?, line(&mut from)?, line(&mut from)?);
        let strange = || Unopened::Damaged("it is not sealed with a passphrase".to_owned());
        let words: Vec<&str> = stanza.split(' ').collect();
        let ["->", "scrypt", salt, work] = words.as_slice() else { return Err(strange()) };
        let work: u8 = work.parse().map_err(|_| strange())?;
        let salt: [u8; 16] = decoded(salt)?.try_into().map_err(|_| strange())?;
        let proof = decoded(end.strip_prefix("--- ").ok_or_else(strange)?)?;
        if version != VERSION {
            return Err(strange());
        }
        if work > most_work {
            return Err(Unopened::TooSlow(work));
        }
        let wrapping = wrapping_key(passphrase, &salt, work).map_err(|error| Unopened::Damaged(error.to_string()))?;
        let cipher = ChaCha20Poly1305::new((&*wrapping).into());
        let opened = cipher.decrypt(&Nonce::default(), decoded(&body)?.as_slice());
        let opened = Zeroizing::new(opened.map_err(|_| Unopened::WrongPassphrase)?);
        let file_key = FileKey::new(opened.as_slice().try_into().map_err(|_| strange())?);
        let damaged = |error: io::Error| Unopened::Damaged(error.to_string());
        let header = format!("{version}\n{stanza}\n{body}\n---");
        if proof_of(&file_key, header.as_bytes()).map_err(damaged)? != *proof {
            return Err(strange());
        }
        let mut nonce = [0; 16];
        from.read_exact(&mut nonce).map_err(damaged)?;
        let stream = Stream::new(&file_key, &nonce).map_err(damaged)?;
        let mut opening =
            Opening { from, stream, sealed: Vec::new(), opened: Zeroizing::new(Vec::new()), at: 0, ended: false };
        opening.sealed = opening.take_chunk().map_err(damaged)?;
        Ok(opening)
    }
}

impl<R: Read> Opening<R> {
    fn take_chunk(&mut self) -> io::Result<Vec<u8>> {
        let mut chunk = Vec::with_capacity(CHUNK + TAG);
        Read::by_ref(&mut self.from).take((CHUNK + TAG) as u64).read_to_end(&mut chunk)?;
        Ok(chunk)
    }

    fn open_next(&mut self) -> io::Result<()> {
        let next = self.take_chunk()?;
        let mut chunk = std::mem::replace(&mut self.sealed, next);
        let last = self.sealed.is_empty();
        let nonce = self.stream.next(last)?;
        let opened = self.stream.cipher.decrypt_in_place(&nonce, b"", &mut chunk);
        opened.map_err(|_| io::Error::new(ErrorKind::InvalidData, "it ends early or was changed"))?;
        self.opened = Zeroizing::new(chunk);
        self.at = 0;
        self.ended = last;
        Ok(())
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while self.at == self.opened.len() && !self.ended {
            self.open_next()?;
        }
        let left = self.opened.get(self.at..).unwrap_or_default();
        let taken = left.len().min(room.len());
        for (place, byte) in room.iter_mut().zip(left) {
            *place = *byte;
        }
        self.at += taken;
        Ok(taken)
    }
}

/// The keys and nonces of the chunks.
struct Stream {
    cipher: ChaCha20Poly1305,
    counter: u64,
}

impl Stream {
    fn new(file_key: &FileKey, nonce: &[u8; 16]) -> io::Result<Stream> {
        let key = derived(file_key, nonce, b"payload")?;
        Ok(Stream { cipher: ChaCha20Poly1305::new((&*key).into()), counter: 0 })
    }

    fn next(&mut self, last: bool) -> io::Result<Nonce> {
        let mut nonce = [0; 12];
        for (place, byte) in nonce.iter_mut().skip(3).zip(self.counter.to_be_bytes()) {
            *place = byte;
        }
        if let Some(flag) = nonce.last_mut() {
            *flag = u8::from(last);
        }
        self.counter = self.counter.checked_add(1).ok_or_else(|| io::Error::other("it is too long"))?;
        Ok(Nonce::from(nonce))
    }
}

fn wrapping_key(passphrase: &str, salt: &[u8; 16], work: u8) -> io::Result<Zeroizing<[u8; 32]>> {
    let mut salted = b"age-encryption.org/v1/scrypt".to_vec();
    salted.extend_from_slice(salt);
    let params = scrypt::Params::new(work, 8, 1).map_err(|error| io::Error::other(error.to_string()))?;
    let mut key = Zeroizing::new([0; 32]);
    let made = scrypt::scrypt(passphrase.as_bytes(), &salted, &params, key.as_mut());
    made.map_err(|error| io::Error::other(error.to_string()))?;
    Ok(key)
}

fn proof_of(file_key: &FileKey, header: &[u8]) -> io::Result<Vec<u8>> {
    let key = derived(file_key, b"", b"header")?;
    let mut proof = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice()).map_err(io::Error::other)?;
    proof.update(header);
    Ok(proof.finalize().into_bytes().to_vec())
}

fn derived(file_key: &FileKey, salt: &[u8], purpose: &[u8]) -> io::Result<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0; 32]);
    let drawn = Hkdf::<Sha256>::new(Some(salt), file_key.as_slice()).expand(purpose, key.as_mut());
    drawn.map_err(|error| io::Error::other(error.to_string()))?;
    Ok(key)
}

/// One line of the header, which is short.
fn line(from: &mut impl BufRead) -> Result<String, Unopened> {
    let mut line = String::new();
    let read = Read::by_ref(from).take(200).read_line(&mut line);
    read.map_err(|_| Unopened::Damaged("it is not a file that a passphrase sealed".to_owned()))?;
    match line.strip_suffix('\n') {
        Some(text) => Ok(text.to_owned()),
        None => Err(Unopened::Damaged("it is not a file that a passphrase sealed".to_owned())),
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, Unopened> {
    STANDARD_NO_PAD.decode(text).map_err(|_| Unopened::Damaged("its beginning cannot be read".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::STANDARD;

    const PASSPHRASE: &str = "made up passphrase";

    /// Sealed by the reference implementation in Rust (the crate age 0.12.1) with this passphrase.
    const OF_THE_REFERENCE: &str = "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBta3hadWlXNXNyN0xkb3RNRTdtY1JnIDQKRHUwUHVOVXdlZG9lRXpKKzQ2\
        RXJZVU5uUFFxNnNDanBvSlMvZWFGSkE2NAotLS0gZ1gvQURWaXhxdkh5K3BINkRrdmQzVXgrbnRRWmFGLzNyNmJYejRxbDJYYwq6\
        PtF09yxS3vX85v8f0KcD1QOPG79rsmjNiAL4MolPFxUlXuoxF+V6lAKx1Px0CY8kkA7dkNNum0Q3zqY=";

    fn sealed(bytes: &[u8]) -> Vec<u8> {
        let mut sealing =
            Sealing::new(Vec::new(), &Passphrase { text: PASSPHRASE, work: 4 }, Drawn([7; DRAWN])).unwrap();
        sealing.write_all(bytes).unwrap();
        sealing.finish().unwrap()
    }

    fn opened(sealed: &[u8]) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut opening = Opening::new(sealed, PASSPHRASE).map_err(io::Error::other)?;
        opening.read_to_end(&mut bytes).map(|_| bytes)
    }

    #[test]
    fn what_the_reference_sealed_is_opened() {
        let sealed = STANDARD.decode(OF_THE_REFERENCE).unwrap();
        assert_eq!(opened(&sealed).unwrap(), b"A backup made up for a test.");
    }

    #[test]
    fn every_length_around_a_chunk_comes_back_and_its_cut_is_noticed() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5] {
            let bytes: Vec<u8> = (0..length).map(|number| (number % 251) as u8).collect();
            let whole = sealed(&bytes);
            assert_eq!(opened(&whole).unwrap(), bytes, "{length}");
            assert!(opened(&whole[..whole.len() - 1]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_cut_where_a_chunk_ends_is_noticed_by_the_missing_mark_of_the_last() {
        let whole = sealed(&vec![7; 2 * CHUNK + 5]);
        assert!(opened(&whole[..whole.len() - 5 - TAG]).is_err());
    }

    #[test]
    fn work_that_nobody_would_wait_for_is_refused_before_it_is_done() {
        let sealed = sealed(b"x");
        let end = sealed.windows(3).position(|bytes| bytes == b" 4\n").unwrap();
        let slow = [&sealed[..end], b" 30\n", &sealed[end + 3..]].concat();
        assert!(matches!(Opening::new(slow.as_slice(), PASSPHRASE), Err(Unopened::TooSlow(30))));
        assert!(matches!(Opening::within(sealed.as_slice(), PASSPHRASE, 3), Err(Unopened::TooSlow(4))));
        assert!(Opening::within(sealed.as_slice(), PASSPHRASE, 4).is_ok());
    }
}
