//! Codes that stand on a patient's papers: ICD-10, and the publishers' own.

use unicode_normalization::UnicodeNormalization;

use crate::catalogue::Scope;
use crate::edition::{ConditionIndex, Edition};

/// A stretch of ICD-10 codes: `C16` is C16.0 to C16.9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodeRange {
    first: u32,
    last: u32,
}

impl CodeRange {
    /// Reads `C16`, `c16.9` or `C15-C26`.
    pub(crate) fn parse(text: &str) -> Option<CodeRange> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let range = CodeRange { first: code(first)?.first, last: code(last)?.last };
        (range.first <= range.last).then_some(range)
    }

    fn holds(self, other: CodeRange) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    fn width(self) -> u32 {
        self.last - self.first
    }
}

/// One code: a letter, two digits, and perhaps one more after a dot; further digits are finer than the list goes.
fn code(text: &str) -> Option<CodeRange> {
    let mut letters = text.trim().chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?.to_ascii_uppercase();
    let mut digits = letters.filter(|letter| *letter != '.').map(|letter| letter.to_digit(10));
    let tens = digits.next()??;
    let ones = digits.next()??;
    let base = (u32::from(letter) * 100 + tens * 10 + ones) * 10;
    match digits.next() {
        None => Some(CodeRange { first: base, last: base + 9 }),
        Some(tenth) => {
            let tenth = tenth?;
            digits.all(|digit| digit.is_some()).then_some(CodeRange { first: base + tenth, last: base + tenth })
        }
    }
}

/// Conditions that an ICD-10 code or a publisher's code means, best first, with a score; nothing when the text is no code.
pub(crate) fn by_code(edition: &Edition, text: &str) -> Vec<(ConditionIndex, f32)> {
    let text: String = text.nfkc().collect();
    if let Some(asked) = CodeRange::parse(&text) {
        let found = by_icd(edition, asked);
        if !found.is_empty() {
            return found;
        }
    }
    by_publisher_code(edition, &text.to_ascii_lowercase())
}

/// The narrowest range that holds the code scores 1, wider ones less.
fn by_icd(edition: &Edition, asked: CodeRange) -> Vec<(ConditionIndex, f32)> {
    let mut found: Vec<(ConditionIndex, u32)> = (0..)
        .map(ConditionIndex)
        .zip(&edition.conditions)
        .filter_map(|(index, condition)| {
            let ranges = || condition.icd10.split('|').filter_map(CodeRange::parse);
            ranges().any(|range| range.holds(asked)).then(|| {
                // All that the condition covers, so that "just this" goes before "this and much else"; plain names go first.
                let covered: u32 = ranges().map(|range| range.width() + 1).sum();
                (index, covered * 2 + u32::from(!condition.plain))
            })
        })
        .collect();
    found.sort_by_key(|(_, covered)| *covered);
    let narrowest = found.first().map(|(_, covered)| *covered);
    found.into_iter().map(|(index, covered)| (index, if Some(covered) == narrowest { 1.0 } else { 0.9 })).collect()
}

/// `060020`, `06007x` or a measure's whole id; an exact link scores 1.
fn by_publisher_code(edition: &Edition, text: &str) -> Vec<(ConditionIndex, f32)> {
    if text.len() < 5 || !text.chars().any(|letter| letter.is_ascii_digit() || letter == '.') {
        return Vec::new();
    }
    let is_asked = |id: &str| id == text || id.strip_prefix("dpc.") == Some(text);
    let mut found: Vec<(ConditionIndex, f32)> = edition
        .links
        .iter()
        .filter(|link| edition.measure(link.measure).is_some_and(|measure| is_asked(&measure.id)))
        .map(|link| (link.condition, if link.scope == Scope::Exact { 1.0 } else { 0.9 }))
        .collect();
    found.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_ranges() {
        let range = |text: &str| CodeRange::parse(text).unwrap();
        assert!(range("C16").holds(range("c16.9")));
        assert!(range("C15-C26").holds(range("C16")));
        assert!(!range("C16.1").holds(range("C16")));
        assert!(range("I71.3-I71.4").holds(range("I71.41")));
        for text in ["", "16", "C1", "CC16", "C16-C15", "胃16"] {
            assert_eq!(CodeRange::parse(text), None, "{text}");
        }
    }
}
