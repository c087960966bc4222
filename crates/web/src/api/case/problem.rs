//! What is refused, for programs: `application/problem+json` (RFC 9457) with a code, a sentence and what to do.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::Refusal;
use casework::refusal::{Trouble, Wrong};
use language::{Language, Text};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

use super::sent::LARGEST;
use crate::case::refused::sentences;
use crate::case::steps::wrong_in_words;

/// Why something about a case was refused, and what to do.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaseProblem {
    /// What kind of problem it is: `about:blank`, as the status and `code` say it all.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The reason as a word that stays the same in every language.
    code: &'static str,
    /// What was wrong with this request.
    detail: String,
    /// What to do.
    remedy: String,
    /// What is wrong with each field; empty when it is no field's fault.
    troubles: Vec<FieldTrouble>,
    #[serde(skip)]
    wait_seconds: Option<i64>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldTrouble {
    /// The field.
    field: String,
    /// `unknown-field`, `unreadable`, `missing`, `too-long`, `too-short`, `not-a-date`, `past`, `too-early`, `too-far` or `not-a-choice`.
    code: &'static str,
    /// What is wrong.
    detail: String,
    /// What to do.
    remedy: String,
}

impl FieldTrouble {
    /// A field that is not known here.
    pub(in crate::api) fn unknown(t: Text, field: &str) -> FieldTrouble {
        // A name of any length comes from outside.
        let field: String = field.chars().take(100).collect();
        let (detail, remedy) = (t.api_case_unknown(field.as_str()), t.api_case_field_remedy());
        FieldTrouble { field, code: "unknown-field", detail, remedy }
    }

    /// A value of the wrong kind: a number for a text, a word that is not one of those known.
    pub(in crate::api) fn unreadable(t: Text, field: &str) -> FieldTrouble {
        let (detail, remedy) = (t.api_case_unreadable(field), t.api_case_field_remedy());
        FieldTrouble { field: field.to_owned(), code: "unreadable", detail, remedy }
    }

    /// A value that the rules of the case refuse.
    pub(in crate::api) fn of(t: Text, field: &str, wrong: Wrong) -> FieldTrouble {
        let code = match wrong {
            Wrong::Missing => "missing",
            Wrong::TooLong(_) => "too-long",
            Wrong::TooShort(_) => "too-short",
            Wrong::NotADate => "not-a-date",
            Wrong::Past => "past",
            Wrong::TooEarly => "too-early",
            Wrong::TooFar => "too-far",
            Wrong::NotAChoice => "not-a-choice",
        };
        let (detail, remedy) = wrong_in_words(t, field, wrong);
        FieldTrouble { field: field.to_owned(), code, detail, remedy }
    }
}

impl CaseProblem {
    pub(in crate::api) fn new(
        status: StatusCode,
        code: &'static str,
        [title, detail, remedy]: [String; 3],
    ) -> CaseProblem {
        let (troubles, wait_seconds) = (Vec::new(), None);
        CaseProblem {
            kind: "about:blank",
            title,
            status: status.as_u16(),
            code,
            detail,
            remedy,
            troubles,
            wait_seconds,
        }
    }

    /// Fields that cannot be understood.
    pub(in crate::api) fn troubled(t: Text, troubles: Vec<FieldTrouble>) -> CaseProblem {
        let detail = troubles.iter().map(|trouble| trouble.detail.as_str()).collect::<Vec<_>>().join(" ");
        let words = [t.refused_troubled(), detail, t.api_case_troubled_remedy()];
        CaseProblem { troubles, ..CaseProblem::new(StatusCode::UNPROCESSABLE_ENTITY, "troubled", words) }
    }

    /// What the case refuses.
    pub(in crate::api) fn of(language: Language, refusal: &Refusal) -> CaseProblem {
        let t = language.text();
        let (status, code, words) = match refusal {
            Refusal::Troubled(troubles) => {
                let of = |trouble: &Trouble| FieldTrouble::of(t, trouble.field, trouble.wrong);
                return CaseProblem::troubled(t, troubles.iter().map(of).collect());
            }
            Refusal::TooManyTries => return CaseProblem::too_many(t, 60),
            Refusal::NotFound => {
                let words = [t.api_case_hidden(), t.api_case_hidden_detail(), t.error_api_remedy()];
                (StatusCode::NOT_FOUND, "not-found", words)
            }
            Refusal::NotOpen => {
                let words = [t.api_case_token(), t.api_case_token_detail(), t.api_case_token_remedy()];
                (StatusCode::UNAUTHORIZED, "token-unknown", words)
            }
            Refusal::Stale => {
                let words = [t.api_case_stale(), t.api_case_stale_detail(), t.api_case_stale_remedy()];
                (StatusCode::PRECONDITION_FAILED, "stale", words)
            }
            Refusal::Unkept(_) => {
                let words = [t.refused_unkept(), t.refused_unkept_detail(), t.refused_unkept_remedy()];
                (StatusCode::SERVICE_UNAVAILABLE, "unkept", words)
            }
            other => {
                let (detail, remedy) = sentences(t, other);
                (StatusCode::UNPROCESSABLE_ENTITY, code(other), [t.refused_not_so(), detail, remedy])
            }
        };
        CaseProblem::new(status, code, words)
    }

    /// Too many tries from one place.
    pub(in crate::api) fn too_many(t: Text, wait_seconds: i64) -> CaseProblem {
        let minutes = (wait_seconds + 59) / 60;
        let words = [t.refused_tries(), t.api_case_tries_detail(), t.refused_tries_remedy(minutes)];
        let problem = CaseProblem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-tries", words);
        CaseProblem { wait_seconds: Some(wait_seconds.max(1)), ..problem }
    }

    /// This program keeps no cases.
    pub(in crate::api) fn no_cases(t: Text) -> CaseProblem {
        let words = [t.refused_no_cases(), t.refused_no_cases_detail(), t.error_api_remedy()];
        CaseProblem::new(StatusCode::NOT_FOUND, "no-cases", words)
    }

    /// Something else than JSON.
    pub(in crate::api) fn media_type(t: Text) -> CaseProblem {
        let words = [t.api_case_media(), t.api_case_json_detail(), t.api_case_media_remedy()];
        CaseProblem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", words)
    }

    /// A body that is too large, or none that can be read.
    pub(in crate::api) fn body(t: Text, status: StatusCode) -> CaseProblem {
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            let detail = t.api_case_large_detail(LARGEST / 1024);
            return CaseProblem::new(status, "too-large", [t.api_case_large(), detail, t.api_case_large_remedy()]);
        }
        let words = [t.api_case_json(), t.api_case_json_detail(), t.error_api_remedy()];
        CaseProblem::new(StatusCode::BAD_REQUEST, "no-json", words)
    }

    /// A write without a version.
    pub(in crate::api) fn no_version(t: Text) -> CaseProblem {
        let words = [t.api_case_version(), t.api_case_version_detail(), t.api_case_version_remedy()];
        CaseProblem::new(StatusCode::PRECONDITION_REQUIRED, "no-version", words)
    }

    /// A key that was used for another write.
    pub(in crate::api) fn key_used(t: Text) -> CaseProblem {
        let words = [t.api_case_key(), t.api_case_key_detail(), t.api_case_key_remedy()];
        CaseProblem::new(StatusCode::UNPROCESSABLE_ENTITY, "key-used", words)
    }

    /// Something that is no key.
    pub(in crate::api) fn no_key(t: Text, most: usize) -> CaseProblem {
        let words = [t.api_case_key_form(), t.api_case_key_form_detail(most), t.api_case_key_remedy()];
        CaseProblem::new(StatusCode::BAD_REQUEST, "no-key", words)
    }

    /// The same write is under way.
    pub(in crate::api) fn key_running(t: Text) -> CaseProblem {
        let words = [t.api_case_key_running(), t.api_case_key_running_detail(), t.api_case_key_running_remedy()];
        CaseProblem::new(StatusCode::CONFLICT, "key-running", words)
    }
}

/// An answer that is given before the end: a refusal, or that of a write that was done before. Boxed, because most calls give none.
pub(crate) struct Early(Box<Response>);

impl From<CaseProblem> for Early {
    fn from(problem: CaseProblem) -> Early {
        Early(Box::new(problem.into_response()))
    }
}

impl From<Response> for Early {
    fn from(response: Response) -> Early {
        Early(Box::new(response))
    }
}

impl IntoResponse for Early {
    fn into_response(self) -> Response {
        *self.0
    }
}

fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::CodeUnknown => "code-unknown",
        Refusal::CodeEnded => "code-ended",
        Refusal::CodeUsed => "code-used",
        Refusal::PatientNotTold => "patient-not-told",
        Refusal::PaperNeeded => "paper-needed",
        Refusal::SameInstitution => "same-institution",
        Refusal::Full(_) => "full",
        Refusal::OutOfOrder => "out-of-order",
        Refusal::NotYourTurn => "not-your-turn",
        Refusal::DateTaken => "date-taken",
        Refusal::AlreadyGiven => "already-given",
        _ => "refused",
    }
}

impl IntoResponse for CaseProblem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
        let mut response = (status, headers, body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.wait_seconds {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident { $($status:literal $case:ident $description:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(IntoResponses)]
        #[expect(dead_code, reason = "describes the answers; a refusal is made where it happens")]
        pub(crate) enum $name {
            $(#[doc = $description]
            #[response(status = $status, content_type = "application/problem+json")]
            $case(CaseProblem),)*
        }
    )*};
}

refusals! {
    /// What may be refused to whoever reads.
    ReadRefused {
        401 Closed "No token, an unknown one, or one that has ended",
        404 Hidden "Not there, or not for this token",
    }
    /// What may be refused to whoever writes.
    WriteRefused {
        400 NoJson "Not JSON, or no idempotency key",
        401 Closed "No token, an unknown one, or one that has ended",
        404 Hidden "Not there, or not for this token",
        409 Running "The same write, by its idempotency key, is under way",
        412 Stale "The case was changed since the version of `If-Match`",
        413 Large "Larger than 64 KB",
        415 Media "Not `application/json`",
        422 Troubled "Fields that cannot be understood, named one by one; something that cannot follow; or a key used for other content",
        428 NoVersion "`If-Match` is missing",
    }
    /// What may be refused to a desk's own system that writes.
    OfficeWriteRefused {
        400 NoJson "Not JSON, or no idempotency key",
        401 Closed "No token, an unknown one, or one that has ended",
        404 Hidden "Not there, or not for this token",
        409 Running "The same write, by its idempotency key, is under way",
        412 Stale "The application has moved on since the turn that is answered",
        413 Large "Larger than 64 KB",
        415 Media "Not `application/json`",
        422 Troubled "Fields that cannot be understood, named one by one; something that cannot follow; or a key used for other content",
    }
    /// What may be refused to whoever begins, opens or makes a token.
    EnterRefused {
        400 NoJson "Not JSON",
        413 Large "Larger than 64 KB",
        415 Media "Not `application/json`",
        422 Troubled "A code that is unknown, used or over, or fields that cannot be understood",
        429 Tries "Too many tries; `Retry-After` says how many seconds to wait",
    }
}
