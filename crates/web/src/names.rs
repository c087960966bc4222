//! Names as people write them, found in the edition: one thing, several to choose from, or none.

use compare::Origin;
use compare::words::in_language;
use evidence::search::{self, Refused, Spot};
use evidence::{ConditionIndex, Edition, InstitutionIndex};
use language::Language;

use crate::words;

/// What a name led to.
pub(crate) enum Found<T> {
    /// Just one thing.
    One(T),
    /// Several: the person chooses.
    Several(Vec<Named>),
    /// None; perhaps something near it.
    Unknown(Vec<Named>),
}

/// Something a person can choose.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// What goes into the address.
    pub(crate) value: String,
    /// What is shown.
    pub(crate) label: String,
    /// What tells it from the others.
    pub(crate) note: String,
}

/// At most so many choices are offered at once.
const MOST_CHOICES: usize = 30;
/// At most so many near names are offered when none fits.
const MOST_NEAR: usize = 5;

/// The condition a name means.
pub(crate) fn condition(edition: &Edition, language: Language, text: &str) -> Found<ConditionIndex> {
    told(search::find_condition(edition, text), |index| {
        let condition = edition.condition(*index)?;
        Some(Named {
            value: condition.id.clone(),
            label: in_language(&condition.name, language).to_owned(),
            note: condition.icd10.clone(),
        })
    })
}

/// The place a name or postal code means.
pub(crate) fn place(edition: &Edition, language: Language, text: &str) -> Found<Origin> {
    match spot(edition, language, text) {
        Found::One(spot) => Found::One(origin(language, &spot)),
        Found::Several(named) => Found::Several(named),
        Found::Unknown(named) => Found::Unknown(named),
    }
}

/// The same place with what leads to exactly it.
pub(crate) fn spot(edition: &Edition, language: Language, text: &str) -> Found<Spot> {
    // "Fuchu (東京都府中市)" is how a Japanese place is shown in English; what stands in the brackets finds it again.
    let shown = text.split_once(" (").and_then(|(_, inner)| inner.strip_suffix(')'));
    told(search::find_places(edition, shown.unwrap_or(text)), |spot| {
        Some(Named { value: spot.id.clone(), label: in_language(&spot.name, language).to_owned(), note: String::new() })
    })
}

fn origin(language: Language, spot: &Spot) -> Origin {
    Origin { name: in_language(&spot.name, language).to_owned(), country: spot.country, point: spot.point }
}

/// The institution a name means.
pub(crate) fn institution(edition: &Edition, text: &str) -> Found<InstitutionIndex> {
    told(search::find_institution(edition, text), |index| {
        let institution = edition.institution(*index)?;
        Some(Named { value: institution.id.clone(), label: institution.name.clone(), note: words::place(institution) })
    })
}

/// Conditions that match a search, best first; none when there is nothing to look for.
pub(crate) fn conditions(edition: &Edition, text: &str, most: usize) -> Vec<ConditionIndex> {
    let found = search::find_conditions(edition, text, most).unwrap_or_default();
    found.into_iter().map(|(index, _)| index).collect()
}

/// Institutions that match a search, best first; none when there is nothing to look for.
pub(crate) fn institutions(edition: &Edition, text: &str, most: usize) -> Vec<InstitutionIndex> {
    let found = search::find_institutions(edition, text, most).unwrap_or_default();
    found.into_iter().map(|(index, _)| index).collect()
}

/// Puts what a search found into choices. What it refuses is empty or too long, which the form has already told.
fn told<T>(found: Result<search::Found<T>, Refused>, named: impl Fn(&T) -> Option<Named>) -> Found<T> {
    match found {
        Ok(search::Found::One(one)) => Found::One(one),
        Ok(search::Found::Several(several)) => {
            Found::Several(several.iter().filter_map(named).take(MOST_CHOICES).collect())
        }
        Ok(search::Found::Unknown(near)) => Found::Unknown(near.iter().filter_map(named).take(MOST_NEAR).collect()),
        Err(_) => Found::Unknown(Vec::new()),
    }
}
