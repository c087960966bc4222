//! Full-width letters, digits and signs made narrow; nothing else is changed.

/// Longer than any date: what is longer is no date.
const MOST_LETTERS: usize = 60;

/// The text with full-width forms made narrow, small letters, and single spaces between words.
pub(super) fn narrow(text: &str) -> String {
    let narrow: String = text
        .chars()
        .take(MOST_LETTERS + 1)
        .filter_map(|written| match written {
            '！'..='～' => char::from_u32(written as u32 - 0xFEE0),
            '\u{3000}' | '\u{a0}' | '\t' => Some(' '),
            // Signs that people type for a hyphen between digits.
            '‐' | '‑' | '–' | '—' | '−' | 'ー' => Some('-'),
            '・' | '｡' => Some('.'),
            // Marks for the direction of writing come along with copied text.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
            other => Some(other),
        })
        .collect();
    if narrow.chars().count() > MOST_LETTERS {
        return String::new();
    }
    narrow.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
