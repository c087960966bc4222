//! What is refused to a desk's own system: as for a case's programs, with words for what is different here.

use axum::http::StatusCode;
use casework::Refusal;
use language::Language;

use crate::api::case::problem::CaseProblem;

/// The problem for a refusal.
pub(super) fn of(language: Language, refusal: &Refusal) -> CaseProblem {
    let t = language.text();
    match refusal {
        Refusal::NotOpen => {
            let words = [t.api_case_token(), t.api_desk_token_detail(), t.api_desk_token_remedy()];
            CaseProblem::new(StatusCode::UNAUTHORIZED, "token-unknown", words)
        }
        Refusal::Stale => {
            let words = [t.api_desk_stale(), t.api_desk_stale_detail(), t.api_desk_stale_remedy()];
            CaseProblem::new(StatusCode::PRECONDITION_FAILED, "stale", words)
        }
        Refusal::NotFound => {
            let words = [t.api_case_hidden(), t.api_desk_hidden_detail(), t.error_api_remedy()];
            CaseProblem::new(StatusCode::NOT_FOUND, "not-found", words)
        }
        other => CaseProblem::of(language, other),
    }
}
