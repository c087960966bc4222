//! What is fed with bytes that anybody could have written: one function a reader, for `mutate` and for the targets in `fuzz/`. None may panic.

use std::io::Write;

use documents::disc::{Limits, Looking, Whose};
use documents::{fhir, kind, portable};
use passphrase::{DRAWN, Drawn, Passphrase, Sealing};

const PASSPHRASE: &str = "four made-up words here";

/// A FHIR Bundle.
pub fn bundle(bytes: &[u8]) {
    let _ = fhir::read::ereferral(bytes);
}

/// A file of a disc, and what it would be as an upload.
pub fn disc(bytes: &[u8]) {
    let mut looking = Looking::new(Limits::default());
    looking.take("IM0001", bytes);
    let _ = looking.close(Whose { name: "山田 太郎", born: None });
    let _ = kind::of(bytes);
    let _ = kind::packed(bytes, kind::Limits { files: 100, unpacked: 1 << 20 });
}

/// A case file: as it lies there, and what could be sealed in one by somebody who means harm.
pub fn case_file(bytes: &[u8]) {
    let _ = portable::read(bytes, PASSPHRASE);
    if let Ok(sealed) = sealed(bytes) {
        let _ = portable::read(&sealed, PASSPHRASE);
    }
}

/// Sealed with the right passphrase, as little slow as can be, behind a right checksum.
fn sealed(inside: &[u8]) -> std::io::Result<Vec<u8>> {
    use sha2::{Digest, Sha256};
    let passphrase = Passphrase { text: PASSPHRASE, work: 1 };
    let mut sealing = Sealing::new(Vec::new(), &passphrase, Drawn([7; DRAWN]))?;
    sealing.write_all(inside)?;
    let sealed = sealing.finish()?;
    let digest: String = Sha256::digest(&sealed).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = format!("anshin case file {}\n{} {digest}\n", portable::NEWEST, sealed.len()).into_bytes();
    file.extend(sealed);
    Ok(file)
}
