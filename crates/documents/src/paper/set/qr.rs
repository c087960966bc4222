//! A QR code as a drawing of lines: only an address of ours stands in it, never a code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around a code, in squares (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The drawing as SVG; none for a text that is too long for any QR code.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut dark = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                // Writing to a string cannot fail.
                let _ = write!(dark, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    let all = size + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"{all}\" viewBox=\"0 0 {all} {all}\">\
         <path fill=\"#000000\" d=\"{dark}\"/></svg>"
    ))
}
