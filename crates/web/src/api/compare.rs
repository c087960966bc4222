//! `GET /api/v1/compare?condition=…&near=…`

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use evidence::Edition;

use super::problem::Problem;
use crate::application::Application;
use crate::asked::Asked;
use crate::parameters::Parameters;
use crate::visitor::Visitor;

/// One person's question, answered as the command `anshin compare` answers it.
#[utoipa::path(
    get,
    path = "/api/v1/compare",
    operation_id = "compare",
    params(
        ("condition" = String, Query, description = "The illness: a name in English, Japanese or kana, an ICD-10 code, or an id"),
        ("near" = String, Query, description = "A town, a postal code, or an id"),
        ("treatment" = Option<String>, Query, description = "resection, endoscopic, none or any"),
        ("within" = Option<f64>, Query, description = "Kilometres; without it 50, widening to 100, 200 and the whole country"),
        ("current" = Option<String>, Query, description = "The institution where the person is treated now"),
        ("age" = Option<u8>, Query, description = "The patient's age in years"),
        ("by" = Option<String>, Query, description = "distance, experience or results"),
        ("purpose" = Option<String>, Query, description = "advice or treatment"),
        ("limit" = Option<usize>, Query, description = "At most so many institutions"),
        ("lang" = Option<String>, Query, description = "en or ja, for notes and cautions")
    ),
    responses(
        (status = 200, description = "The comparison", body = compare::report::Report),
        (status = 422, description = "A name is unknown or means several things, or a number is not one", body = Problem,
         content_type = "application/problem+json")
    )
)]
pub(crate) async fn answer(
    State(application): State<Application>,
    parameters: Parameters,
    visitor: Visitor,
) -> Response {
    let language = super::language(&parameters, &visitor);
    let asked = Asked::read(&parameters);
    let weight = asked.weight();
    let answered = move |edition: &Edition, _: &Visitor| match asked.question(edition, language) {
        Ok(question) => {
            let comparison = compare::compare(edition, &question);
            let report = compare::report::report(edition, &comparison, language);
            super::json(StatusCode::OK, "application/json", &report)
        }
        Err(troubles) => Problem::from_troubles(language, &asked, &troubles).into_response(),
    };
    application.in_turn(&visitor, weight, answered).await
}
