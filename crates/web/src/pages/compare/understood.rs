//! What was understood of the question, how far the nearest figures are, and what to do now.

use compare::words::in_language;
use compare::{Comparison, Question};
use evidence::{Country, Edition};
use language::{Language, Text};

use crate::asked::Asked;
use crate::parameters::address;
use crate::words;

/// Farther than this the nearest figures are so far away that it is said plainly.
const FAR_KM: f64 = 200.0;

/// The illness, by its names in both languages, and the place.
pub(super) fn understood(edition: &Edition, language: Language, question: &Question) -> String {
    let t = language.text();
    let place = question.from.name.as_str();
    let Some(condition) = edition.condition(question.condition) else { return String::new() };
    let other = match language {
        Language::English => &condition.name.ja,
        Language::Japanese => &condition.name.en,
    };
    let name = in_language(&condition.name, language);
    if other.is_empty() || other == name {
        return t.answer_understood_alone(name, place);
    }
    t.answer_understood(name, other.as_str(), place)
}

/// Where another illness can be chosen, when what was written is not just the name of this one.
pub(super) fn another_kind(edition: &Edition, question: &Question, asked: &Asked) -> String {
    let written = asked.condition.to_lowercase();
    let same = edition.condition(question.condition).is_some_and(|condition| {
        [&condition.id, &condition.name.en, &condition.name.ja].iter().any(|name| name.to_lowercase() == written)
    });
    if same { String::new() } else { address("/conditions", &[("q", &asked.condition)]) }
}

/// How far the nearest figures are, where they are far; with a limit not all within reach are known here.
pub(super) fn nearest(t: Text, question: &Question, comparison: &Comparison) -> String {
    if question.limit.is_some() {
        return String::new();
    }
    let with_figures = comparison.rows.iter().filter(|row| row.experience.is_some() || !row.results.is_empty());
    let nearest = with_figures.filter_map(|row| row.distance_km).min_by(f64::total_cmp);
    match nearest {
        Some(km) if km > FAR_KM => t.answer_nearest_far(words::whole(km)),
        _ => String::new(),
    }
}

/// Three steps that help whatever the figures say.
pub(super) fn to_do(t: Text, country: Country) -> [String; 3] {
    let centre = match country {
        Country::Japan => t.todo_centre_japan(),
        Country::UnitedStates => t.todo_centre_america(),
    };
    [t.todo_ask(), centre, t.todo_desks()]
}
