//! The comparison for the illness of a case, from where the patient lives.

use casework::Case;
use casework::choice::Wish;
use compare::{Order, Purpose, Question, Treatment};
use evidence::Edition;
use language::{Language, Text};

use super::opinion_found::short;
use crate::names::{self, Found};

/// The age that stands for everyone under 20.
const UNDER_20: u8 = 19;

/// The case's question, or what is missing for it, in words.
pub(super) fn question(edition: &Edition, language: Language, case: &Case) -> Result<Question, String> {
    let t = language.text();
    let opinion = &case.opinion;
    let condition = opinion.condition.as_deref().and_then(|id| edition.condition_by_id(id));
    let Some(condition) = condition else {
        return Err(missing_condition(t, &opinion.condition_words));
    };
    if opinion.near.is_empty() {
        return Err(t.choose_need_near());
    }
    let from = match names::place(edition, language, &opinion.near) {
        Found::One(origin) => origin,
        Found::Several(_) | Found::Unknown(_) => return Err(t.choose_place_unclear(short(&opinion.near))),
    };
    let purpose = match case.choice.wish {
        Some(Wish::Treatment) => Purpose::TreatedThere,
        Some(Wish::Advice | Wish::Unsure) | None => Purpose::AdviceOnly,
    };
    Ok(Question {
        condition,
        treatment: Treatment::Any,
        from,
        within_km: None,
        current: opinion.institution.as_deref().and_then(|id| edition.institution_by_id(id)),
        age: opinion.under20.then_some(UNDER_20),
        order: Order::Distance,
        limit: None,
        purpose,
    })
}

fn missing_condition(t: Text, words: &str) -> String {
    if words.is_empty() { t.choose_need_condition() } else { t.choose_own_words(short(words)) }
}
