//! Sealing: what is personal leaves this crate's memory only as bytes that nobody reads without the master key.
//!
//! XChaCha20-Poly1305, with a drawn nonce for each sealing. Each sealed value is bound to where it belongs (the case, the purpose, the
//! version), so that one cannot be put in another's place. A case's body is packed and filled up to whole kilobytes, an upload to whole
//! sixteen kilobytes: lengths say little.

use std::cell::RefCell;

use casework::keeper::{Account, Unkept};
use casework::office::Office;
use casework::{AttachmentId, Case, CaseId};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, Zeroizing};
use zstd::bulk::Compressor;

use crate::master::{MasterKey, keyed_digest};

/// The first byte of everything sealed: how it was done.
const FORM: u8 = 1;
const NONCE: usize = 24;
const BODY_STEP: usize = 1024;
const UPLOAD_STEP: usize = 16 * 1024;
/// A case is text that people type; one this large was not made by them.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// A key of 32 bytes, overwritten when it goes.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// The keys drawn from the master key, each for one purpose.
#[derive(Clone)]
pub(crate) struct Keys {
    cases: Key,
    accounts: Key,
    secrets: Key,
    names: Key,
    offices: Key,
    office_names: Key,
    proof: Key,
    /// For the chain of the log.
    pub(crate) chain: Key,
}

/// What a secret opens by a name.
#[derive(Clone, Copy)]
pub(crate) enum Named {
    Account,
    Office,
}

impl Named {
    /// Each is sealed for a purpose of its own, so that the one cannot be put in the other's place.
    fn purpose(self) -> &'static str {
        match self {
            Named::Account => "opens",
            Named::Office => "opens office",
        }
    }
}

impl Keys {
    pub(crate) fn of(master: &MasterKey) -> Keys {
        Keys {
            cases: master.key_for("keys of cases"),
            accounts: master.key_for("accounts"),
            secrets: master.key_for("digests of secrets"),
            names: master.key_for("digests of names"),
            offices: master.key_for("offices"),
            office_names: master.key_for("digests of offices"),
            proof: master.key_for("proof of the key"),
            chain: master.key_for("chain of the log"),
        }
    }

    /// What shows later that a master key is the same one.
    pub(crate) fn proof(&self) -> [u8; 32] {
        keyed_digest(&self.proof, &[b"proof"])
    }

    /// What stands in the database for a secret.
    pub(crate) fn secret(&self, secret: &[u8]) -> Vec<u8> {
        keyed_digest(&self.secrets, &[secret]).to_vec()
    }

    /// What stands in the database for an account's name.
    pub(crate) fn name(&self, name: &str) -> Vec<u8> {
        keyed_digest(&self.names, &[name.as_bytes()]).to_vec()
    }

    /// What stands in the database for an office's id.
    pub(crate) fn office(&self, id: &str) -> Vec<u8> {
        keyed_digest(&self.office_names, &[id.as_bytes()]).to_vec()
    }

    /// Draws the key of a new case.
    pub(crate) fn draw_case_key(&self) -> Result<Key, Unkept> {
        let mut key = Zeroizing::new([0; 32]);
        draw(key.as_mut())?;
        Ok(key)
    }

    pub(crate) fn seal_case_key(&self, id: CaseId, key: &Key) -> Result<Vec<u8>, Unkept> {
        seal(&self.cases, &bound("key", &id.0, 0), key.as_ref())
    }

    pub(crate) fn open_case_key(&self, id: CaseId, sealed: &[u8]) -> Result<Key, Unkept> {
        let mut bytes = open(&self.cases, &bound("key", &id.0, 0), sealed)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map(Zeroizing::new).map_err(|_| unreadable());
        bytes.zeroize();
        key
    }

    pub(crate) fn seal_account(&self, account: &Account) -> Result<Vec<u8>, Unkept> {
        let text = Zeroizing::new(serde_json::to_vec(account).map_err(|error| unwritable(&error))?);
        seal(&self.accounts, &bound("account", &self.name(&account.name), 0), &filled(&text, 256))
    }

    pub(crate) fn open_account(&self, name: &[u8], sealed: &[u8]) -> Result<Account, Unkept> {
        let opened = Zeroizing::new(open(&self.accounts, &bound("account", name, 0), sealed)?);
        serde_json::from_slice(unfilled(&opened)?).map_err(|_| unreadable())
    }

    /// Seals an office as a whole, for one count of its changes.
    pub(crate) fn seal_office(&self, office: &Office) -> Result<Vec<u8>, Unkept> {
        let text = Zeroizing::new(serde_json::to_vec(office).map_err(|error| unwritable(&error))?);
        let packed = Zeroizing::new(packed(&text).map_err(|error| unwritable(&error))?);
        let bound = bound("office", &self.office(&office.id), office.changes);
        seal(&self.offices, &bound, &filled(&packed, BODY_STEP))
    }

    pub(crate) fn open_office(&self, id: &[u8], changes: i64, sealed: &[u8]) -> Result<Office, Unkept> {
        let opened = Zeroizing::new(open(&self.offices, &bound("office", id, changes), sealed)?);
        let text = zstd::bulk::decompress(unfilled(&opened)?, LARGEST_BODY).map_err(|_| unreadable())?;
        serde_json::from_slice(&Zeroizing::new(text)).map_err(|_| unreadable())
    }

    /// Seals which account or office a secret opens.
    pub(crate) fn seal_opened(&self, named: Named, digest: &[u8], name: &str) -> Result<Vec<u8>, Unkept> {
        seal(&self.accounts, &bound(named.purpose(), digest, 0), &filled(name.as_bytes(), 64))
    }

    pub(crate) fn open_opened(&self, named: Named, digest: &[u8], sealed: &[u8]) -> Result<String, Unkept> {
        let opened = open(&self.accounts, &bound(named.purpose(), digest, 0), sealed)?;
        String::from_utf8(unfilled(&opened)?.to_vec()).map_err(|_| unreadable())
    }
}

/// Seals a case under its key, for one version.
pub(crate) fn seal_body(key: &Key, case: &Case, version: i64) -> Result<Vec<u8>, Unkept> {
    let text = Zeroizing::new(serde_json::to_vec(case).map_err(|error| unwritable(&error))?);
    let packed = Zeroizing::new(packed(&text).map_err(|error| unwritable(&error))?);
    seal(key, &bound("body", &case.id.0, version), &filled(&packed, BODY_STEP))
}

pub(crate) fn open_body(key: &Key, id: CaseId, version: i64, sealed: &[u8]) -> Result<Case, Unkept> {
    let opened = Zeroizing::new(open(key, &bound("body", &id.0, version), sealed)?);
    let text = zstd::bulk::decompress(unfilled(&opened)?, LARGEST_BODY).map_err(|_| unreadable())?;
    serde_json::from_slice(&Zeroizing::new(text)).map_err(|_| unreadable())
}

pub(crate) fn seal_upload(key: &Key, case: CaseId, id: AttachmentId, bytes: &[u8]) -> Result<Vec<u8>, Unkept> {
    seal(key, &bound("upload", &case.0, i64::from(id.0)), &filled(bytes, UPLOAD_STEP))
}

pub(crate) fn open_upload(key: &Key, case: CaseId, id: AttachmentId, sealed: &[u8]) -> Result<Vec<u8>, Unkept> {
    let mut opened = open(key, &bound("upload", &case.0, i64::from(id.0)), sealed)?;
    let length = unfilled(&opened)?.len();
    opened.drain(..8);
    opened.truncate(length);
    Ok(opened)
}

thread_local! {
    /// Making a packer asks the processor what it can do, which on a virtual machine takes longer than packing a case.
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

fn packed(text: &[u8]) -> std::io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| match packer {
        Some(packer) => packer.compress(text),
        None => packer.insert(Compressor::new(1)?).compress(text),
    })
}

/// Where a sealed value belongs.
fn bound(purpose: &str, owner: &[u8], number: i64) -> Vec<u8> {
    let mut bound = Vec::with_capacity(64);
    bound.extend_from_slice(purpose.as_bytes());
    bound.push(0);
    bound.extend_from_slice(owner);
    bound.extend_from_slice(&number.to_be_bytes());
    bound
}

/// The length, the bytes, and nothing up to a whole number of steps.
fn filled(bytes: &[u8], step: usize) -> Zeroizing<Vec<u8>> {
    let length = (8 + bytes.len()).next_multiple_of(step);
    let mut filled = Zeroizing::new(Vec::with_capacity(length));
    filled.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    filled.extend_from_slice(bytes);
    filled.resize(length, 0);
    filled
}

fn unfilled(filled: &[u8]) -> Result<&[u8], Unkept> {
    let (length, bytes) = filled.split_first_chunk::<8>().ok_or_else(unreadable)?;
    let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| unreadable())?;
    bytes.get(..length).ok_or_else(unreadable)
}

fn seal(key: &Key, bound: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Unkept> {
    let mut nonce = [0; NONCE];
    draw(&mut nonce)?;
    let cipher = XChaCha20Poly1305::new((&**key).into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: bytes, aad: bound });
    let sealed = sealed.map_err(|_| Unkept::Broken("something is too long to be sealed".to_owned()))?;
    let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
    out.push(FORM);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

fn open(key: &Key, bound: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unkept> {
    let (form, rest) = sealed.split_first().ok_or_else(unreadable)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or_else(unreadable)?;
    if *form != FORM {
        return Err(unreadable());
    }
    let cipher = XChaCha20Poly1305::new((&**key).into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: bound }).map_err(|_| unreadable())
}

fn draw(room: &mut [u8]) -> Result<(), Unkept> {
    getrandom::fill(room).map_err(|error| Unkept::Broken(format!("the system draws no random bytes: {error}")))
}

/// Changed by something else than Anshin, or sealed under another key: which one cannot be told.
pub(crate) fn unreadable() -> Unkept {
    Unkept::Broken("something kept cannot be opened: it was changed, or sealed under another key".to_owned())
}

fn unwritable(error: &dyn std::error::Error) -> Unkept {
    // The error names a type or a size; serde and zstd put no value into it while writing.
    Unkept::Broken(format!("a case cannot be written down: {error}"))
}
