//! Names of the first opinion, found in the edition: the illness, the hospital, the place.
//!
//! What is not found stays in the patient's own words; nothing is refused for it.

use casework::opinion::FirstOpinion;
use compare::words::in_language;
use evidence::Edition;
use language::{Language, Text};

use crate::case::Sent;
use crate::names::{self, Found, Named};

use super::fields::{Choices, Form};
use super::values::Values;
use crate::work::Weight;

/// The value with which one keeps one's own words.
const OWN: &str = "own";

/// What the page says about one name: a sentence, and the choices where it means several things.
pub(super) struct Naming {
    pub(super) says: String,
    pub(super) choices: Option<Choices>,
    /// Whether the reader is asked something.
    pub(super) asks: bool,
}

/// What the page says about all three.
pub(super) struct Namings {
    pub(super) condition: Naming,
    pub(super) institution: Naming,
    pub(super) place: Naming,
}

impl Namings {
    pub(super) fn of(edition: &Edition, language: Language, values: &Values, opinion: &FirstOpinion) -> Namings {
        let form = Form::new(language.text(), values);
        Namings {
            condition: condition(edition, language, &form, opinion),
            institution: institution(edition, &form, opinion),
            place: place(edition, language, &form, opinion),
        }
    }
}

/// How much work it is to look for the names of an opinion.
pub(super) fn weight(opinion: &FirstOpinion) -> Weight {
    Weight::of_names(&[&opinion.condition_words, &opinion.institution_words, &opinion.near])
}

/// Puts the ids of illness and hospital into an opinion whose words were just read, and the place's own name.
pub(super) fn find(edition: &Edition, language: Language, sent: &Sent, kept: &FirstOpinion, new: &mut FirstOpinion) {
    let again = (new.condition_words == kept.condition_words, sent.get("condition_pick"));
    new.condition = match again {
        (true, Some(OWN)) => None,
        (true, Some(id)) if edition.condition_by_id(id).is_some() => Some(id.to_owned()),
        (true, _) if kept.condition.is_some() => kept.condition.clone(),
        _ => one(names::condition(edition, language, &new.condition_words))
            .and_then(|index| edition.condition(index))
            .map(|condition| condition.id.clone()),
    };
    let again = (new.institution_words == kept.institution_words, sent.get("institution_pick"));
    new.institution = match again {
        (true, Some(OWN)) => None,
        (true, Some(id)) if edition.institution_by_id(id).is_some() => Some(id.to_owned()),
        (true, _) if kept.institution.is_some() => kept.institution.clone(),
        _ => one(names::institution(edition, &new.institution_words))
            .and_then(|index| edition.institution(index))
            .map(|institution| institution.id.clone()),
    };
    if let (true, Some(picked)) = (new.near == kept.near, sent.get("near_pick")) {
        new.near = picked.to_owned();
    }
}

fn one<T>(found: Found<T>) -> Option<T> {
    match found {
        Found::One(one) => Some(one),
        Found::Several(_) | Found::Unknown(_) => None,
    }
}

/// What is said of the illness.
fn condition(edition: &Edition, language: Language, form: &Form<'_>, opinion: &FirstOpinion) -> Naming {
    let t = language.text();
    let asked = opinion.condition_words.as_str();
    let found = opinion.condition.as_deref().and_then(|id| edition.condition(edition.condition_by_id(id)?));
    if let Some(condition) = found {
        let name = in_language(&condition.name, language);
        return Naming::nothing(if name == asked { String::new() } else { t.opinion_condition_found(name) });
    }
    if asked.is_empty() {
        return Naming::nothing(String::new());
    }
    match names::condition(edition, language, asked) {
        Found::Several(named) => {
            let choices = picks(form, "condition_pick", t.opinion_condition_several(short(asked)), &named);
            Naming::asking(String::new(), with_own(form, t, "condition_pick", choices))
        }
        Found::Unknown(near) if !near.is_empty() => {
            let choices = picks(form, "condition_pick", t.error_did_you_mean(), &near);
            Naming::asking(t.opinion_condition_unknown(short(asked)), with_own(form, t, "condition_pick", choices))
        }
        // Found now, yet own words were preferred, or nothing is near it.
        Found::One(_) | Found::Unknown(_) => {
            Naming { says: t.opinion_condition_unknown(short(asked)), choices: None, asks: true }
        }
    }
}

/// What is said of the hospital.
fn institution(edition: &Edition, form: &Form<'_>, opinion: &FirstOpinion) -> Naming {
    let t = form.t;
    let asked = opinion.institution_words.as_str();
    if opinion.institution.is_some() || asked.is_empty() {
        return Naming::nothing(String::new());
    }
    match names::institution(edition, asked) {
        Found::Several(named) => {
            let choices = picks(form, "institution_pick", t.opinion_institution_several(short(asked)), &named);
            Naming::asking(String::new(), with_none(form, t, choices))
        }
        Found::Unknown(near) if !near.is_empty() => {
            let choices = picks(form, "institution_pick", t.error_did_you_mean(), &near);
            Naming::asking(t.opinion_institution_unknown(short(asked)), with_none(form, t, choices))
        }
        Found::One(_) | Found::Unknown(_) => {
            Naming { says: t.opinion_institution_unknown(short(asked)), choices: None, asks: true }
        }
    }
}

/// What is said of the place.
fn place(edition: &Edition, language: Language, form: &Form<'_>, opinion: &FirstOpinion) -> Naming {
    let t = form.t;
    let asked = opinion.near.as_str();
    if asked.is_empty() {
        return Naming::nothing(String::new());
    }
    match names::place(edition, language, asked) {
        Found::One(_) => Naming::nothing(String::new()),
        Found::Several(named) => {
            // The label finds the place again, and is what a reader recognises.
            let labelled: Vec<Named> =
                named.into_iter().map(|named| Named { value: named.label.clone(), ..named }).collect();
            Naming::asking(String::new(), picks(form, "near_pick", t.opinion_near_several(short(asked)), &labelled))
        }
        Found::Unknown(_) => Naming { says: t.opinion_near_unknown(short(asked)), choices: None, asks: true },
    }
}

impl Naming {
    fn nothing(says: String) -> Naming {
        Naming { says, choices: None, asks: false }
    }

    fn asking(says: String, choices: Choices) -> Naming {
        Naming { says, choices: Some(choices), asks: true }
    }
}

/// Names to choose from.
pub(super) fn picks(form: &Form<'_>, name: &str, legend: String, named: &[Named]) -> Choices {
    let choice = |named: &Named| form.choice(name, &named.value, named.label.clone()).about(named.note.clone());
    form.one(name, legend, named.iter().map(choice).collect())
}

fn with_own(form: &Form<'_>, t: Text, name: &str, choices: Choices) -> Choices {
    choices.and(form.choice(name, OWN, t.opinion_condition_own()))
}

fn with_none(form: &Form<'_>, t: Text, choices: Choices) -> Choices {
    choices.and(form.choice("institution_pick", OWN, t.opinion_institution_own()))
}

/// A long name is repeated only in part.
pub(super) fn short(written: &str) -> String {
    if written.chars().count() <= 60 {
        return written.to_owned();
    }
    written.chars().take(60).chain(['…']).collect()
}
