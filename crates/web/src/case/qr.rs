//! A QR code as SVG, made on this side: only an address of ours stands in it, never a code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around a code, in squares (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The drawing; none for a text that is too long for any QR code.
pub(crate) fn svg(text: &str, label: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
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
    let label = escaped(label);
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {all} {all}\" role=\"img\" aria-label=\"{label}\">\
         <rect class=\"qr-light\" width=\"{all}\" height=\"{all}\"/><path class=\"qr-dark\" d=\"{dark}\"/></svg>"
    ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_its_quiet_zone() {
        let drawn = svg("https://anshin.example/letter", "a \"label\"").expect("a drawing");
        assert!(drawn.contains("viewBox=\"0 0 37 37\"") || drawn.contains("viewBox=\"0 0 33 33\""), "{drawn}");
        assert!(drawn.contains("M4 4h1v1h-1z") && drawn.contains("a &quot;label&quot;"));
        assert_eq!(svg(&"x".repeat(5_000), ""), None);
    }
}
