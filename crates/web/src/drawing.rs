//! Plots and maps, drawn here as SVG: no script, no request elsewhere, and every number stands in a table too.

mod dots;
mod funnel;
mod map;
mod outline;
mod plot;

pub(crate) use dots::Dots;
pub(crate) use funnel::{FunnelDot, FunnelDrawing, FunnelLine, FunnelMark, funnel, goes_beyond};
pub(crate) use map::{MapPoint, map};
pub(crate) use plot::{Bar, Interval, bars, intervals};

/// Escapes a text for SVG and HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

/// The first part of a name that fits a width counted in Latin letters; a Japanese letter counts as two.
fn fitted(name: &str, width: usize) -> String {
    let mut used = 0;
    let mut out = String::new();
    for letter in name.chars() {
        used += if letter.is_ascii() { 1 } else { 2 };
        if used > width {
            out.push('…');
            break;
        }
        out.push(letter);
    }
    out
}

/// A round number at or above another, whose half is round too: 1, 2, 4, 6 or 8 times a power of ten.
fn round_up(number: f64) -> f64 {
    if number <= 0.0 || !number.is_finite() {
        return 1.0;
    }
    let power = 10f64.powf(number.log10().floor());
    [1.0, 2.0, 4.0, 6.0, 8.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|round| *round >= number)
        .unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_number() {
        assert_eq!([round_up(454.0), round_up(1.0), round_up(0.03), round_up(0.0)], [600.0, 1.0, 0.04, 1.0]);
    }

    #[test]
    fn a_long_name_is_cut_and_marked() {
        assert_eq!(fitted("山形県立中央病院", 8), "山形県立…");
        assert_eq!(fitted("Short", 8), "Short");
    }
}
