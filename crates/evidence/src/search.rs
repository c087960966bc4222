//! Finds conditions, places and institutions by the words people write.
//!
//! A question comes in as text: "胃癌", "stomch cancer", "C16", "Yamagata", "〒990-8501". `fold` brings every spelling of a word to
//! one form; `conditions`, `places` and `institutions` look that form up. What is found is one thing, several to choose from, or
//! nothing, and then what lies nearest. Nothing is guessed where two things bear the name.
//!
//! The words of an edition are folded when the first question of their kind comes, not when the edition is loaded: a command
//! that asks for a place does not pay for the hospitals.

mod codes;
mod conditions;
mod fold;
mod institutions;
#[cfg(test)]
mod made_up;
mod nearby;
mod place_names;
mod places;
mod postal;
mod similar;

use std::sync::OnceLock;

use crate::edition::Edition;

pub use conditions::{find_condition, find_conditions};
pub use institutions::{find_institution, find_institutions};
pub use nearby::institutions_within;
pub use places::{Spot, find_places, place_choices};

/// The longest text that is looked up, in letters, as it is written and as it is folded (one letter can stand for eighteen).
pub const LONGEST: usize = 200;

/// What is searched; each part is built when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    conditions: OnceLock<conditions::ConditionNames>,
    places: OnceLock<place_names::PlaceNames>,
    institutions: OnceLock<institutions::InstitutionNames>,
    nearby: OnceLock<nearby::Nearby>,
}

impl SearchIndex {
    /// The index of an edition. It costs nothing until something is looked up.
    pub fn new(_edition: &Edition) -> SearchIndex {
        SearchIndex::default()
    }
}

/// Builds every part of the index now, so that the first visitor does not wait for it (some tens of milliseconds).
pub fn warm(edition: &Edition) {
    edition.search.conditions.get_or_init(|| conditions::ConditionNames::new(edition)).taken_apart();
    edition.search.places.get_or_init(|| place_names::PlaceNames::new(&edition.places));
    edition.search.institutions.get_or_init(|| institutions::InstitutionNames::new(edition)).taken_apart();
    edition.search.nearby.get_or_init(|| nearby::Nearby::new(edition));
}

/// What a text led to.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<T> {
    /// Just one thing.
    One(T),
    /// Several bear this name; the person chooses. Best first.
    Several(Vec<T>),
    /// None bears it; these are the nearest, best first, and there may be none.
    Unknown(Vec<T>),
}

/// Why a text is not looked up at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing was written, or nothing but spaces and marks.
    #[error("nothing was written to look for")]
    Empty,
    /// More than `LONGEST` letters.
    #[error("the text to look for has {0} letters; at most {LONGEST} are read")]
    TooLong(usize),
}

/// The text to look for, without spaces around it.
fn asked(text: &str) -> Result<&str, Refused> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Refused::TooLong(length));
    }
    let trimmed = text.trim();
    match fold::key(trimmed).chars().count() {
        0 => Err(Refused::Empty),
        folded if folded > LONGEST => Err(Refused::TooLong(folded)),
        _ => Ok(trimmed),
    }
}

/// One thing when there is just one, several otherwise.
fn one_or_several<T>(mut found: Vec<T>) -> Found<T> {
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Found::One(only),
        (Some(last), false) => {
            found.push(last);
            Found::Several(found)
        }
        (None, _) => Found::Unknown(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_unfolds_to_more_than_is_read_is_refused_by_every_search() {
        let edition = made_up::edition();
        // One letter that Unicode spells out as eighteen.
        let text = "ﷺ".repeat(LONGEST);
        let refused = Refused::TooLong(15 * LONGEST);
        assert_eq!(find_condition(&edition, &text), Err(refused));
        assert_eq!(find_conditions(&edition, &text, 8), Err(refused));
        assert_eq!(find_institution(&edition, &text), Err(refused));
        assert_eq!(find_institutions(&edition, &text, 8), Err(refused));
        assert_eq!(find_places(&edition, &text), Err(refused));
        assert_eq!(place_choices(&edition, &text, 8), Err(refused));
    }
}
