//! Postal codes and ZIP codes.

use unicode_normalization::UnicodeNormalization;

use crate::place::{Places, Zip};

/// What a code led to.
pub(crate) enum Coded<'a> {
    /// The position of a Japanese place.
    Japanese(u32, String),
    /// A ZIP area.
    Zip(&'a Zip),
    /// It is a code, but none that is known.
    Unknown,
}

/// Reads `990-8501`, `〒9908501`, `95814` or `95814-1234`, in half or full width; nothing when the text is no code.
pub(crate) fn by_code<'a>(places: &'a Places, text: &str) -> Option<Coded<'a>> {
    let mut digits = String::new();
    for letter in text.nfkc() {
        match letter {
            '0'..='9' => digits.push(letter),
            '〒' | '-' | '‐' | '−' | '–' | 'ー' | ' ' => {}
            _ => return None,
        }
    }
    let number: u32 = digits.get(..digits.len().min(7))?.parse().ok()?;
    match digits.len() {
        7 => Some(japanese(places, number, &digits)),
        5 => Some(american(places, number)),
        9 => Some(american(places, digits.get(..5)?.parse().ok()?)),
        _ => None,
    }
}

fn japanese<'a>(places: &'a Places, code: u32, digits: &str) -> Coded<'a> {
    let after = places.postal.partition_point(|range| range.first <= code);
    let range = after.checked_sub(1).and_then(|before| places.postal.get(before));
    match range.filter(|range| code <= range.last) {
        Some(range) => {
            let (area, rest) = digits.split_at_checked(3).unwrap_or((digits, ""));
            Coded::Japanese(range.place, format!("{area}-{rest}"))
        }
        None => Coded::Unknown,
    }
}

fn american(places: &Places, code: u32) -> Coded<'_> {
    match places.zips.binary_search_by_key(&code, |zip| zip.code) {
        Ok(position) => places.zips.get(position).map_or(Coded::Unknown, Coded::Zip),
        Err(_) => Coded::Unknown,
    }
}
