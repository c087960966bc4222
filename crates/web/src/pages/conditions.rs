//! `GET /conditions`: illnesses by name.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use compare::words::in_language;
use evidence::{Condition, Edition};
use language::{Language, Text};

use crate::application::Application;
use crate::frame::{Frame, Section, page};
use crate::names;
use crate::parameters::Parameters;
use crate::visitor::Visitor;
use crate::words;
use crate::work::Weight;

/// So many at most are listed for one search.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "conditions.html")]
struct Conditions {
    frame: Frame,
    t: Text,
    q: String,
    rows: Vec<ConditionRow>,
    found: String,
    /// Whether names that only a publisher uses are listed too.
    all: bool,
    remedy: String,
}

/// One illness in a list.
pub(crate) struct ConditionRow {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) code: String,
}

pub(crate) async fn show(State(application): State<Application>, parameters: Parameters, visitor: Visitor) -> Response {
    let q: String = parameters.text("q").chars().take(200).collect();
    let all = parameters.yes("all");
    let weight = Weight::of_names(&[&q]);
    application.in_turn(&visitor, weight, move |edition, visitor| listed(edition, visitor, q, all)).await
}

fn listed(edition: &Edition, visitor: &Visitor, q: String, all: bool) -> Response {
    let language = visitor.language;
    let t = language.text();
    let rows = if q.is_empty() { everything(edition, language, all) } else { searched(edition, language, &q) };
    let remedy = if rows.is_empty() { t.error_condition_unknown_remedy() } else { String::new() };
    let shown = Conditions {
        frame: Frame::new(visitor, edition, Section::Conditions, t.illnesses_title()),
        t,
        found: t.illnesses_found(rows.len()),
        q,
        rows,
        all,
        remedy,
    };
    page(StatusCode::OK, &shown)
}

fn searched(edition: &Edition, language: Language, q: &str) -> Vec<ConditionRow> {
    let found = names::conditions(edition, q, MOST).into_iter();
    found.filter_map(|index| edition.condition(index)).map(|condition| row(language, condition)).collect()
}

/// Every plain name (or all), sorted as a reader of the language sorts: by letters, by kana.
fn everything(edition: &Edition, language: Language, all: bool) -> Vec<ConditionRow> {
    let mut conditions: Vec<&Condition> =
        edition.conditions.iter().filter(|condition| all || condition.plain).collect();
    conditions.sort_by_cached_key(|condition| sort_key(language, condition));
    conditions.into_iter().map(|condition| row(language, condition)).collect()
}

/// What a name is sorted by: kana in Japanese where known, small letters in English.
pub(crate) fn sort_key(language: Language, condition: &Condition) -> String {
    match language {
        Language::Japanese if !condition.kana.is_empty() => condition.kana.clone(),
        _ => in_language(&condition.name, language).to_lowercase(),
    }
}

fn row(language: Language, condition: &Condition) -> ConditionRow {
    ConditionRow {
        href: format!("/condition/{}", condition.id),
        name: words::headline(in_language(&condition.name, language)),
        kana: if language == Language::Japanese { condition.kana.clone() } else { String::new() },
        code: condition.icd10.clone(),
    }
}
