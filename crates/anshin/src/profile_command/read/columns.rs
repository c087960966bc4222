//! Which cell of a row means what.

use csv::StringRecord;

use crate::profile_command::asked::{self, Asked};
use crate::profile_command::refusal::Refusal;

/// A column: where it stands, and its name.
#[derive(Clone)]
pub(super) struct Column {
    pub index: usize,
    pub name: String,
}

/// The columns that are read.
pub(super) struct Columns {
    pub hospital: Column,
    pub cases: Column,
    pub events: Column,
    pub expected: Option<Column>,
    pub period: Option<Column>,
    pub measure: Option<Column>,
    pub volume: Option<Column>,
    /// Whether `3,5` is three and a half: a comma that does not separate cells.
    pub decimal_comma: bool,
    /// How many cells every row must have.
    pub count: usize,
}

impl Columns {
    /// Finds the columns in the header by their names.
    pub fn find(asked: &Asked, header: &StringRecord, separator: u8) -> Result<Columns, Refusal> {
        let names: Vec<&str> = header.iter().map(str::trim).collect();
        let mut taken: Vec<(&'static str, usize)> = Vec::new();
        for (option, column) in asked.columns() {
            let index = find(&names, column)?;
            let other = taken.iter().find(|(_, other)| *other == index && option != asked::VOLUME);
            if let Some((other, _)) = other {
                return Err(Refusal::SameColumn { one: other, other: option, column: column.to_owned() });
            }
            taken.push((option, index));
        }
        let column =
            |name: &str| Ok::<Column, Refusal>(Column { index: find(&names, name)?, name: name.trim().to_owned() });
        let wanted = |name: Option<&str>| name.map(column).transpose();
        Ok(Columns {
            hospital: column(asked.hospital)?,
            cases: column(asked.cases)?,
            events: column(asked.events)?,
            expected: wanted(asked.expected)?,
            period: wanted(asked.period)?,
            measure: wanted(asked.measure)?,
            volume: wanted(asked.volume)?,
            decimal_comma: separator == b';',
            count: header.len(),
        })
    }
}

fn find(names: &[&str], asked: &str) -> Result<usize, Refusal> {
    let asked = asked.trim();
    let mut found = names.iter().enumerate().filter(|(_, name)| **name == asked).map(|(index, _)| index);
    match (found.next(), found.next()) {
        (Some(index), None) => Ok(index),
        (Some(_), Some(_)) => Err(Refusal::ColumnTwice { column: asked.to_owned() }),
        (None, _) => {
            let found = by_nearness(names, asked);
            let nearest = found.first().filter(|name| is_near(asked, name)).cloned();
            Err(Refusal::NoColumn { column: asked.to_owned(), nearest, found })
        }
    }
}

/// Whether at most one letter in three is another.
fn is_near(asked: &str, name: &str) -> bool {
    let letters = asked.chars().count();
    letters > 0 && distance_to_a_part(&asked.to_lowercase(), &name.to_lowercase()) * 3 <= letters
}

/// The columns that have a name, the one most like the name first and the rest as they stand.
fn by_nearness(names: &[&str], asked: &str) -> Vec<String> {
    let lower = asked.to_lowercase();
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    // A part of a long name that is like what was asked is as near as a short name; of two such the shorter is meant.
    let far = |name: &str| (distance_to_a_part(&lower, &name.to_lowercase()), name.chars().count());
    let nearest = names.iter().enumerate().min_by_key(|(index, name)| (far(name), *index)).map(|(index, _)| index);
    let first = nearest.and_then(|index| names.get(index));
    let rest = names.iter().enumerate().filter(|(index, _)| Some(*index) != nearest).map(|(_, name)| name);
    first.into_iter().chain(rest).map(|name| (*name).to_owned()).collect()
}

/// How many letters must change, come or go to make of a text any part of a name.
///
/// Source: P. H. Sellers, "The theory and computation of evolutionary distances", Journal of Algorithms 1 (1980), 359-373.
fn distance_to_a_part(text: &str, name: &str) -> usize {
    // A header may hold anything; beyond this many letters a name is not a slip of the hand.
    let name: Vec<char> = name.chars().take(200).collect();
    let mut row = vec![0_usize; name.len() + 1];
    for (above, letter) in text.chars().take(200).enumerate() {
        let mut left = above + 1;
        let mut next = vec![left];
        for (matching, pair) in name.iter().zip(row.windows(2)) {
            let [corner, over] = pair else { continue };
            left = (corner + usize::from(*matching != letter)).min(over + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.into_iter().min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_finds_the_column_that_was_meant() {
        assert_eq!(distance_to_a_part("hopsital", "the hospital here"), 2);
        assert_eq!((distance_to_a_part("abc", ""), distance_to_a_part("", "abc")), (3, 0));
        assert_eq!(by_nearness(&["Hospital", "Cases", "Deaths"], "hopsital"), ["Hospital", "Cases", "Deaths"]);
        assert!(is_near("hopsital", "Hospital") && !is_near("zzz", "Hospital"));
        assert_eq!(by_nearness(&["", "Cases"], "z"), ["Cases"]);
        assert_eq!(
            by_nearness(&["Hospital", "# of Cases", "# of Deaths"], "deaths"),
            ["# of Deaths", "Hospital", "# of Cases"]
        );
    }
}
