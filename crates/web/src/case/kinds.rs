//! What kind of file an upload is, from its first bytes. Packed formats are none of them.

/// A picture may unpack to so many points: a scan of a large film is below it.
const MOST_POINTS: u64 = 120_000_000;

/// The media type; none for a kind that is not taken, and for a picture that would unpack to too much.
pub(crate) fn of(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        return Some("application/pdf");
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return (png_points(bytes)? <= MOST_POINTS).then_some("image/png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return (jpeg_points(bytes)? <= MOST_POINTS).then_some("image/jpeg");
    }
    if bytes.get(128..132) == Some(b"DICM") {
        return Some("application/dicom");
    }
    if bytes.starts_with(b"<?xml") && std::str::from_utf8(bytes).is_ok() {
        return Some("application/xml");
    }
    // A signature by itself (CMS): a DER sequence whose first member names "signed data".
    let signed_data = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
    let start = bytes.get(..24.min(bytes.len()))?;
    if bytes.first() == Some(&0x30) && start.windows(signed_data.len()).any(|window| window == signed_data) {
        return Some("application/pkcs7-signature");
    }
    None
}

/// A name that ends as its kind does, so that nothing is opened as something else: a PDF called `letter.html` goes out as `letter.html.pdf`.
pub(crate) fn named(name: &str, media_type: &str) -> String {
    let endings: &[&str] = match media_type {
        "application/pdf" => &[".pdf"],
        "image/png" => &[".png"],
        "image/jpeg" => &[".jpg", ".jpeg", ".jpe"],
        "application/dicom" => &[".dcm", ".dicom"],
        "application/xml" => &[".xml", ".xades", ".xsig"],
        "application/pkcs7-signature" => &[".p7s", ".p7m"],
        _ => &[".bin"],
    };
    let lower = name.to_lowercase();
    if endings.iter().any(|ending| lower.ends_with(ending)) {
        return name.to_owned();
    }
    format!("{name}{}", endings.first().copied().unwrap_or_default())
}

fn png_points(bytes: &[u8]) -> Option<u64> {
    let side = |at: usize| Some(u64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    Some(side(16)? * side(20)?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_from_the_content_and_packed_files_are_not_taken() {
        assert_eq!(of(b"%PDF-1.7 made up"), Some("application/pdf"));
        assert_eq!(of(b"PK\x03\x04 a zip that calls itself letter.pdf"), None);
        assert_eq!(of(b"<html><script>"), None);
        assert_eq!(of(b""), None);
    }

    #[test]
    fn a_picture_that_would_unpack_to_too_much_is_not_taken() {
        let png = |side: u32| {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend_from_slice(&side.to_be_bytes());
            bytes.extend_from_slice(&side.to_be_bytes());
            bytes
        };
        assert_eq!(of(&png(1_000)), Some("image/png"));
        assert_eq!(of(&png(60_000)), None);
        assert_eq!(of(b"\x89PNG\r\n\x1a\n"), None);
    }

    #[test]
    fn a_file_goes_out_under_the_ending_of_its_kind() {
        assert_eq!(named("CT 11月.PDF", "application/pdf"), "CT 11月.PDF");
        assert_eq!(named("letter.html", "application/pdf"), "letter.html.pdf");
        assert_eq!(named("scan.jpeg", "image/jpeg"), "scan.jpeg");
        assert_eq!(named("IM0001", "application/dicom"), "IM0001.dcm");
    }

    #[test]
    fn a_photograph_says_its_size_behind_its_first_markers() {
        let mut bytes = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08".to_vec();
        bytes.extend_from_slice(&[0x0f, 0xa0, 0x0b, 0xb8]);
        assert_eq!(jpeg_points(&bytes), Some(12_000_000));
        assert_eq!(of(&bytes), Some("image/jpeg"));
    }
}
