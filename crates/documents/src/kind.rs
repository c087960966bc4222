//! What kind of file an upload is, from its content and never from its name; and what a packed file would unpack to.
//!
//! What is taken: papers, pictures, one image in the form of hospitals, the file of an electronic signature. Packed files are none of them; where a
//! whole disc is brought as one packed file, `packed` says first whether that is safe.

mod packed;
mod words;

pub use packed::{Limits, Packed, Unsafe, packed};
pub use words::not_unpacked;

/// A picture may unpack to so many points: a scan of a large film is below it.
const MOST_POINTS: u64 = 120_000_000;
/// So much of a text is looked at to see that it is one.
const TEXT_LOOKED_AT: usize = 64 * 1024;

/// The media type; none for a kind that is not taken, and for a picture that would unpack to too much. One of `casework::records::MEDIA_TYPES`.
pub fn of(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        return Some("application/pdf");
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return (png_points(bytes)? <= MOST_POINTS).then_some("image/png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return (jpeg_points(bytes)? <= MOST_POINTS).then_some("image/jpeg");
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return (tiff_points(bytes)? <= MOST_POINTS).then_some("image/tiff");
    }
    if bytes.get(128..132) == Some(b"DICM") {
        return Some("application/dicom");
    }
    if bytes.starts_with(b"<?xml") {
        return is_plain_xml(bytes).then_some("application/xml");
    }
    if is_signature(bytes) {
        return Some("application/pkcs7-signature");
    }
    is_text(bytes).then_some("text/plain")
}

/// A name that ends as its kind does, so that nothing is opened as something else: a PDF called `letter.html` goes out as `letter.html.pdf`.
pub fn named(name: &str, media_type: &str) -> String {
    let endings: &[&str] = match media_type {
        "application/pdf" => &[".pdf"],
        "image/png" => &[".png"],
        "image/jpeg" => &[".jpg", ".jpeg", ".jpe"],
        "image/tiff" => &[".tif", ".tiff"],
        "application/dicom" => &[".dcm", ".dicom"],
        "application/xml" => &[".xml", ".xades", ".xsig"],
        "application/pkcs7-signature" => &[".p7s", ".p7m"],
        "text/plain" => &[".txt"],
        _ => &[".bin"],
    };
    let lower = name.to_lowercase();
    if endings.iter().any(|ending| lower.ends_with(ending)) {
        return name.to_owned();
    }
    format!("{name}{}", endings.first().copied().unwrap_or_default())
}

/// Text without a definition of its own words: by those a few lines unpack to gigabytes, or fetch files.
fn is_plain_xml(bytes: &[u8]) -> bool {
    let defines = |text: &str| text.contains("<!DOCTYPE") || text.contains("<!ENTITY");
    std::str::from_utf8(bytes).is_ok_and(|text| !defines(text))
}

/// A signature by itself (CMS): a DER sequence whose first member names "signed data".
fn is_signature(bytes: &[u8]) -> bool {
    let signed_data = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
    let start = bytes.get(..24.min(bytes.len())).unwrap_or_default();
    bytes.first() == Some(&0x30) && start.windows(signed_data.len()).any(|window| window == signed_data)
}

/// Text in UTF-8 without control letters that is no page and no program.
fn is_text(bytes: &[u8]) -> bool {
    let looked_at = bytes.get(..TEXT_LOOKED_AT.min(bytes.len())).unwrap_or_default();
    let control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    if bytes.is_empty() || looked_at.iter().any(control) {
        return false;
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    !(start.starts_with('<') || start.starts_with("#!") || start.starts_with("%!") || start.starts_with("{\\rtf"))
}

fn png_points(bytes: &[u8]) -> Option<u64> {
    let side = |at: usize| Some(u64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    side(16)?.checked_mul(side(20)?)
}

/// Goes from marker to marker up to the start of the frame (ITU T.81, B.2.2).
fn jpeg_points(bytes: &[u8]) -> Option<u64> {
    let two = |at: usize| Some(u64::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let mut at = 2;
    while bytes.get(at) == Some(&0xff) {
        let marker = *bytes.get(at + 1)?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some(two(at + 5)? * two(at + 7)?);
        }
        at += 2 + usize::try_from(two(at + 2)?).ok()?;
    }
    None
}

/// The width and the height (tags 256 and 257) of the first page (TIFF 6.0, section 2).
fn tiff_points(bytes: &[u8]) -> Option<u64> {
    let big_endian = bytes.starts_with(b"MM");
    let two = |at: usize| {
        let bytes: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(u32::from(if big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }))
    };
    let four = |at: usize| {
        let bytes: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let page = usize::try_from(four(4)?).ok()?;
    let side = |tag: u32| {
        let entries = 0..usize::try_from(two(page)?).ok()?;
        let places = entries.map(|entry| page.saturating_add(2 + 12 * entry));
        let place = places.into_iter().find(|place| two(*place) == Some(tag))?;
        // A length of two bytes stands in the first two of the four.
        if two(place + 2)? == 3 { two(place + 8) } else { four(place + 8) }
    };
    Some(u64::from(side(256)?) * u64::from(side(257)?))
}
