//! Refusals for programs: `application/problem+json` (RFC 9457) with the field and the remedy.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use language::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::asked::{Asked, Trouble, TroubleKind};

/// Why a question was not answered, and what to do.
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is: `about:blank`, as the status says it all.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What was wrong with this request.
    detail: String,
    /// The parameter that was wrong.
    field: Option<&'static str>,
    /// What to do.
    remedy: String,
    /// What the parameter could have meant; empty when nothing is near.
    choices: Vec<Choice>,
}

/// Something the parameter could have meant.
#[derive(Serialize, ToSchema)]
struct Choice {
    /// The value to send.
    value: String,
    /// Its name.
    label: String,
}

impl Problem {
    /// The first wrong answer of a question.
    pub(crate) fn from_troubles(language: Language, asked: &Asked, troubles: &[Trouble]) -> Problem {
        let t = language.text();
        let Some(trouble) = troubles.first() else {
            let (title, remedy) = (t.error_summary(), t.error_api_remedy());
            return Problem::plain(StatusCode::UNPROCESSABLE_ENTITY, title.clone(), title, remedy);
        };
        let (detail, remedy) = trouble.sentences(t, asked);
        let choices = match &trouble.kind {
            TroubleKind::Unknown(named) | TroubleKind::Several(named) => named.as_slice(),
            _ => &[],
        };
        Problem {
            kind: "about:blank",
            title: t.error_summary(),
            status: StatusCode::UNPROCESSABLE_ENTITY.as_u16(),
            detail,
            field: Some(trouble.field.name()),
            remedy,
            choices: choices
                .iter()
                .map(|named| Choice { value: named.value.clone(), label: named.label.clone() })
                .collect(),
        }
    }

    /// A problem of no single parameter.
    pub(crate) fn plain(status: StatusCode, title: String, detail: String, remedy: String) -> Problem {
        Problem {
            kind: "about:blank",
            title,
            status: status.as_u16(),
            detail,
            field: None,
            remedy,
            choices: Vec::new(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        super::json(status, "application/problem+json", &self)
    }
}
