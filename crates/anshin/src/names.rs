//! Names as people write them, found in the edition, or told what to write instead.

use compare::Origin;
use compare::words::in_language;
use evidence::search::{self, Found, LONGEST, Refused, Spot};
use evidence::{Bilingual, ConditionIndex, Country, Edition, Institution, InstitutionIndex};
use language::Text;

use crate::failure::Failure;

/// At most so many choices are listed.
const MOST_CHOICES: usize = 30;

/// The illness a text means.
pub(crate) fn condition(text: Text, edition: &Edition, asked: &str) -> Result<ConditionIndex, Failure> {
    let found =
        search::find_condition(edition, asked).map_err(|why| refused(text, text.command_what_condition(), why))?;
    let named = |index: &ConditionIndex| {
        let condition = edition.condition(*index)?;
        Some(format!("{} ({})", in_language(&condition.name, text.language()), condition.id))
    };
    let unknown = || Failure::usage(text.command_condition_unknown(asked), text.command_condition_unknown_remedy());
    chosen(text, found, named, text.command_condition_several(asked), unknown)
}

/// The place a text means.
pub(crate) fn place(text: Text, edition: &Edition, asked: &str) -> Result<Origin, Failure> {
    let found = search::find_places(edition, asked).map_err(|why| refused(text, text.command_what_place(), why))?;
    let shown = |name: &Bilingual| in_language(name, text.language()).to_owned();
    let named = |spot: &Spot| Some(format!("{} ({})", shown(&spot.name), spot.id));
    let unknown = || Failure::usage(text.command_place_unknown(asked), text.command_place_unknown_remedy());
    let spot = chosen(text, found, named, text.command_place_several(asked), unknown)?;
    Ok(Origin { name: shown(&spot.name), country: spot.country, point: spot.point })
}

/// The institution a text means.
pub(crate) fn institution(text: Text, edition: &Edition, asked: &str) -> Result<InstitutionIndex, Failure> {
    let found =
        search::find_institution(edition, asked).map_err(|why| refused(text, text.command_what_institution(), why))?;
    let named = |index: &InstitutionIndex| {
        let institution = edition.institution(*index)?;
        Some(format!("{}, {} ({})", institution.name, town(institution), institution.id))
    };
    let unknown = || Failure::usage(text.command_institution_unknown(asked), text.command_institution_unknown_remedy());
    chosen(text, found, named, text.command_institution_several(asked), unknown)
}

/// Where an institution stands, in the order of its own country.
pub(crate) fn town(institution: &Institution) -> String {
    match institution.country {
        Country::Japan if institution.city.starts_with(&institution.region) => institution.city.clone(),
        Country::Japan => format!("{}{}", institution.region, institution.city),
        Country::UnitedStates if institution.city.is_empty() => institution.region.clone(),
        Country::UnitedStates => format!("{}, {}", institution.city, institution.region),
    }
}

fn chosen<T>(
    text: Text,
    found: Found<T>,
    named: impl Fn(&T) -> Option<String>,
    several: String,
    unknown: impl Fn() -> Failure,
) -> Result<T, Failure> {
    match found {
        Found::One(one) => Ok(one),
        Found::Several(choices) => {
            let mut listed: Vec<String> = choices.iter().filter_map(named).take(MOST_CHOICES).collect();
            if choices.len() > MOST_CHOICES {
                listed.push(text.command_and_more(choices.len() - MOST_CHOICES));
            }
            Err(Failure::usage(several, text.command_several_remedy()).with_choices(String::new(), listed))
        }
        Found::Unknown(near) => {
            let listed = near.iter().filter_map(named).collect();
            Err(unknown().with_choices(text.command_nearest(), listed))
        }
    }
}

/// What to do about a text that is not looked up at all.
pub(crate) fn refused(text: Text, what: String, why: Refused) -> Failure {
    match why {
        Refused::Empty => Failure::usage(text.command_empty(what), text.command_empty_remedy()),
        Refused::TooLong(length) => {
            Failure::usage(text.command_too_long(what, length), text.command_too_long_remedy(LONGEST))
        }
    }
}
