//! Statements over many rows at once.
//!
//! Each statement goes to the database and back: to another thread for SQLite, over a socket for PostgreSQL. That way costs more than the
//! row it carries, so a group of writes sends its rows together. There is one text for each power of two, so that texts are few enough to
//! stay prepared; 42 rows go as 32, 8 and 2.

use std::fmt::Write;
use std::sync::LazyLock;

/// How many rows a text may have. Finding the places of values by their numbers takes SQLite longer and longer, the more there are.
const SIZES: [usize; 6] = [32, 16, 8, 4, 2, 1];

/// One statement, in every size.
pub(crate) struct Many {
    texts: LazyLock<[String; 6]>,
}

/// Adds lines to the log.
pub(crate) static LOG_ADD: Many = Many { texts: LazyLock::new(|| SIZES.map(log_add)) };

/// Changes cases, each another one, and answers which: one that was changed meanwhile, or erased, is not among them.
pub(crate) static CASES_CHANGE: Many = Many { texts: LazyLock::new(|| SIZES.map(cases_change)) };

impl Many {
    /// The rows in portions, the largest first, each with its text.
    pub(crate) fn portions<'a, T>(&'static self, mut rows: &'a [T]) -> Vec<(&'static str, &'a [T])> {
        let mut portions = Vec::new();
        for (size, text) in SIZES.into_iter().zip(self.texts.iter()) {
            while let Some((portion, rest)) = rows.split_at_checked(size).filter(|(portion, _)| !portion.is_empty()) {
                portions.push((text.as_str(), portion));
                rows = rest;
            }
        }
        portions
    }

    /// Its texts.
    pub(crate) fn texts(&'static self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().map(String::as_str)
    }
}

fn log_add(rows: usize) -> String {
    let mut text = "INSERT INTO log (sequence, case_id, at, who, deed, part, digest) VALUES ".to_owned();
    places(&mut text, rows, 7);
    text
}

/// `column1` and so on is what both engines call the columns of `VALUES`. The first row is one that changes nothing: it says of which kind
/// each column is, which PostgreSQL would otherwise take for text.
fn cases_change(rows: usize) -> String {
    let mut text =
        "UPDATE cases SET version = cases.version + 1, body_sealed = changed.column1, changed_at = changed.column2 \
        FROM (VALUES (CAST(NULL AS blob), CAST(NULL AS BIGINT), CAST(NULL AS blob), CAST(NULL AS BIGINT)), "
            .to_owned();
    places(&mut text, rows, 4);
    text.push_str(
        ") AS changed WHERE cases.id = changed.column3 AND cases.version = changed.column4 AND cases.erased_at = 0 \
         RETURNING cases.id",
    );
    text
}

/// Writes `($1, $2), ($3, $4)`.
fn places(text: &mut String, rows: usize, columns: usize) {
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            // Writing to a text cannot fail.
            let _ = write!(text, "{}${}", if column == 1 { "" } else { ", " }, row * columns + column);
        }
        text.push(')');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_hold_every_row_once_and_in_order() {
        for count in 0..300 {
            let rows: Vec<usize> = (0..count).collect();
            let portions = LOG_ADD.portions(&rows);
            assert_eq!(portions.iter().flat_map(|(_, rows)| rows.iter().copied()).collect::<Vec<_>>(), rows);
            for (text, rows) in portions {
                assert_eq!(text.matches('$').count(), rows.len() * 7);
            }
        }
    }
}
