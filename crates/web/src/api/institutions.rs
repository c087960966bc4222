//! `GET /api/v1/institutions?q=`

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

/// Institutions that a search found, best first.
#[derive(Serialize, ToSchema)]
pub(crate) struct InstitutionList<'a> {
    /// The edition's version.
    edition: &'a str,
    /// The institutions.
    institutions: Vec<InstitutionItem<'a>>,
}

/// One institution.
#[derive(Serialize, ToSchema)]
pub(crate) struct InstitutionItem<'a> {
    /// A stable id, to be given as `current`.
    id: &'a str,
    /// The name as published.
    name: &'a str,
    /// Other names it was published under.
    also_known_as: &'a [String],
    /// The country (ISO 3166-1).
    country: &'static str,
    /// Prefecture or state.
    region: &'a str,
    /// City, town or ward.
    city: &'a str,
    /// Degrees north; null when not known.
    latitude: Option<f64>,
    /// Degrees east; null when not known.
    longitude: Option<f64>,
}

/// Institutions by a part of their name.
#[utoipa::path(
    get,
    path = "/api/v1/institutions",
    operation_id = "institutions",
    params(("q" = Option<String>, Query, description = "A part of the name; without it the list is empty")),
    responses((status = 200, description = "The institutions found, best first", body = InstitutionList))
)]
pub(crate) async fn answer(
    State(application): State<Application>,
    parameters: Parameters,
    visitor: Visitor,
) -> Response {
    let q: String = parameters.get("q").unwrap_or_default().chars().take(200).collect();
    let weight = Weight::of_names(&[&q]);
    application.in_turn(&visitor, weight, move |edition, _| found(edition, &q)).await
}

fn found(edition: &Edition, q: &str) -> Response {
    let found = if q.is_empty() { Vec::new() } else { names::institutions(edition, q, MOST) };
    let institutions = found.into_iter().filter_map(|index| edition.institution(index)).map(item).collect();
    super::json(StatusCode::OK, "application/json", &InstitutionList { edition: &edition.version, institutions })
}

fn item(institution: &evidence::Institution) -> InstitutionItem<'_> {
    InstitutionItem {
        id: &institution.id,
        name: &institution.name,
        also_known_as: &institution.also_known_as,
        country: institution.country.code(),
        region: &institution.region,
        city: &institution.city,
        latitude: institution.point.map(|point| point.latitude),
        longitude: institution.point.map(|point| point.longitude),
    }
}
