//! A text in a table, so that no spreadsheet takes it for a formula.

use std::borrow::Cow;

/// A text that begins like a formula gets an apostrophe before it, which spreadsheets do not show as part of a text and which anybody can take off again.
/// A text that begins with an apostrophe gets one too, so that taking the first one off always gives the text back.
pub fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let first = text.trim_start().chars().next();
    let begins = text.chars().next();
    // Full-width signs are taken for formulas by Japanese spreadsheets.
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\''));
    let control = matches!(begins, Some('\t' | '\r' | '\n'));
    if formula || control { Cow::Owned(format!("'{text}")) } else { text }
}
