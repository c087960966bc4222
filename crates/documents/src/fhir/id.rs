//! Ids that are the same for the same case and content, without a clock and without chance.

use casework::id::CaseId;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A UUID of version 8 (RFC 9562, 5.8): the first 122 free bits of SHA-256 over the case's number, what the resource is in it, and its content.
///
/// Not version 5, which prescribes SHA-1. Whoever has the document can read its content, so the digest tells nothing more.
pub(super) fn uuid(case: CaseId, what: &str, content: &Value) -> String {
    let mut digest = Sha256::new();
    digest.update(b"anshin fhir 1\0");
    digest.update(case.0);
    digest.update(what.as_bytes());
    digest.update(b"\0");
    // Members of a JSON object stand sorted by name in serde_json's map, so the text is the same for the same content.
    digest.update(content.to_string().as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(digest.finalize()).for_each(|(byte, drawn)| *byte = drawn);
    let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
    *version = (*version & 0x0f) | 0x80;
    *variant = (*variant & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// The id of something that keeps it while its content changes: an application, a consent, a person of a case.
pub(super) fn lasting(case: CaseId, what: &str, number: u32) -> String {
    uuid(case, what, &Value::from(number))
}
