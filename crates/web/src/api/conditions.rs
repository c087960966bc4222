//! `GET /api/v1/conditions?q=`

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use evidence::Edition;
use serde::Serialize;
use utoipa::ToSchema;

use crate::application::Application;
use crate::names;
use crate::parameters::Parameters;
use crate::visitor::Visitor;
use crate::work::Weight;

/// So many at most in one answer.
const MOST: usize = 100;

/// Illnesses that a search found, best first.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConditionList<'a> {
    /// The edition's version.
    edition: &'a str,
    /// The illnesses.
    conditions: Vec<ConditionItem<'a>>,
}

/// One illness.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConditionItem<'a> {
    /// A stable id, to be given as `condition`.
    id: &'a str,
    /// The plain name in English.
    name: &'a str,
    /// The plain name in Japanese.
    name_ja: &'a str,
    /// The range of ICD-10 codes; ours, not a publisher's.
    icd10: Option<&'a str>,
    /// Whether the name is an everyday one; otherwise it is the publisher's.
    plain: bool,
}

/// Illnesses by name; all with an everyday name when nothing is asked.
#[utoipa::path(
    get,
    path = "/api/v1/conditions",
    operation_id = "conditions",
    params(("q" = Option<String>, Query, description = "A name, in English, Japanese or kana, a part of the body, or an ICD-10 code")),
    responses((status = 200, description = "The illnesses found, best first", body = ConditionList))
)]
pub(crate) async fn answer(
    State(application): State<Application>,
    parameters: Parameters,
    visitor: Visitor,
) -> Response {
    let q: Option<String> = parameters.get("q").map(|q| q.chars().take(200).collect());
    let weight = Weight::of_names(&[q.as_deref().unwrap_or_default()]);
    application.in_turn(&visitor, weight, move |edition, _| found(edition, q.as_deref())).await
}

fn found(edition: &Edition, q: Option<&str>) -> Response {
    let items: Vec<ConditionItem<'_>> = match q {
        None => edition.conditions.iter().filter(|condition| condition.plain).map(item).collect(),
        Some(q) => {
            let found = names::conditions(edition, q, MOST).into_iter();
            found.filter_map(|index| edition.condition(index)).map(item).collect()
        }
    };
    let list = ConditionList { edition: &edition.version, conditions: items };
    super::json(StatusCode::OK, "application/json", &list)
}

fn item(condition: &evidence::Condition) -> ConditionItem<'_> {
    ConditionItem {
        id: &condition.id,
        name: &condition.name.en,
        name_ja: &condition.name.ja,
        icd10: Some(condition.icd10.as_str()).filter(|code| !code.is_empty()),
        plain: condition.plain,
    }
}
