//! What is refused on a case's pages, in words, with whatever was written given back.
//!
//! What someone may not see does not exist for them (404): a refusal must not tell that it is there.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use casework::Refusal;
use language::Text;

use crate::application::Application;
use crate::case::body::Written;
use crate::frame::{Frame, Section, page};
use crate::refusal;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/refused.html")]
struct Page {
    frame: Frame,
    t: Text,
    detail: String,
    remedy: String,
    /// What was written, to be copied.
    words: Vec<String>,
    /// Where to go on.
    ways: Vec<(&'static str, String)>,
}

/// The page for a refusal.
pub(crate) fn refused(application: &Application, visitor: &Visitor, refusal: &Refusal) -> Response {
    with_words(application, visitor, refusal, &Written::default())
}

/// The page for a refusal, which gives back what was written.
pub(crate) fn with_words(
    application: &Application,
    visitor: &Visitor,
    refusal: &Refusal,
    written: &Written,
) -> Response {
    let t = visitor.language.text();
    let back = || vec![("/case", t.door_to_case())];
    let (status, title, detail, remedy, ways) = match refusal {
        Refusal::NotFound => return refusal::missing(application, visitor),
        Refusal::NotOpen => {
            let ways = vec![
                ("/case/open", t.door_way_open()),
                ("/case/new", t.door_way_begin()),
                ("/sign-in", t.door_way_sign_in()),
            ];
            (StatusCode::UNAUTHORIZED, t.refused_closed(), t.refused_closed_detail(), t.refused_closed_remedy(), ways)
        }
        Refusal::Stale => {
            (StatusCode::CONFLICT, t.refused_stale(), t.refused_stale_detail(), t.refused_stale_remedy(), back())
        }
        Refusal::TooManyTries => return too_many(application, visitor, 60),
        Refusal::Unkept(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            t.refused_unkept(),
            t.refused_unkept_detail(),
            t.refused_unkept_remedy(),
            back(),
        ),
        other => {
            let (detail, remedy) = sentences(t, other);
            (StatusCode::UNPROCESSABLE_ENTITY, t.refused_not_so(), detail, remedy, back())
        }
    };
    shown(application, visitor, status, Words { title, detail, remedy, ways }, written)
}

/// What is wrong and what to do, for refusals that a form shows beside itself.
pub(crate) fn sentences(t: Text, refusal: &Refusal) -> (String, String) {
    match refusal {
        Refusal::CodeUnknown => (t.refused_code_unknown(), t.refused_code_unknown_remedy()),
        Refusal::CodeEnded => (t.refused_code_ended(), t.refused_code_again()),
        Refusal::CodeUsed => (t.refused_code_used(), t.refused_code_again()),
        Refusal::PatientNotTold => (t.refused_not_told(), t.refused_not_told_remedy()),
        Refusal::PaperNeeded => (t.refused_paper(), t.refused_paper_remedy()),
        Refusal::SameInstitution => (t.refused_same_institution(), t.refused_same_institution_remedy()),
        Refusal::Full(most) => (t.refused_full(most.to_string()), t.refused_full_remedy()),
        Refusal::OutOfOrder => (t.refused_order(), t.refused_order_remedy()),
        Refusal::AccountNeeded => (t.refused_account_needed(), t.refused_account_needed_remedy()),
        Refusal::WrongPassphrase => (t.refused_passphrase(), t.refused_passphrase_remedy()),
        Refusal::NameTaken => (t.refused_name_taken(), t.refused_name_taken_remedy()),
        Refusal::Stale => (t.refused_stale_detail(), t.refused_stale_remedy()),
        _ => (t.refused_troubled(), t.refused_troubled_remedy()),
    }
}

/// The form did not come from a page of ours, or from one that is too old.
pub(crate) fn from_elsewhere(application: &Application, visitor: &Visitor, written: &Written) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.refused_elsewhere(),
        detail: t.refused_elsewhere_detail(),
        remedy: t.refused_elsewhere_remedy(),
        ways: vec![("/case", t.door_to_case())],
    };
    shown(application, visitor, StatusCode::FORBIDDEN, words, written)
}

/// Nothing was ticked of what someone is to see.
pub(crate) fn no_part(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.refused_no_part(),
        detail: t.refused_no_part_detail(),
        remedy: t.refused_no_part_remedy(),
        ways: vec![("/case/people", t.door_people())],
    };
    shown(application, visitor, StatusCode::UNPROCESSABLE_ENTITY, words, &Written::default())
}

/// Too many codes or passphrases were tried.
pub(crate) fn too_many(application: &Application, visitor: &Visitor, wait_seconds: i64) -> Response {
    let t = visitor.language.text();
    let minutes = (wait_seconds + 59) / 60;
    let words = Words {
        title: t.refused_tries(),
        detail: t.refused_tries_detail(),
        remedy: t.refused_tries_remedy(minutes),
        ways: vec![("/", t.error_to_start())],
    };
    let mut response = shown(application, visitor, StatusCode::TOO_MANY_REQUESTS, words, &Written::default());
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait_seconds.max(1)));
    response
}

/// A form that is too large, or that is no form.
pub(crate) fn unreadable(application: &Application, visitor: &Visitor, status: StatusCode) -> Response {
    let t = visitor.language.text();
    let words = if status == StatusCode::PAYLOAD_TOO_LARGE {
        Words {
            title: t.refused_large(),
            detail: t.refused_large_detail(),
            remedy: t.refused_large_remedy(),
            ways: vec![("/case", t.door_to_case())],
        }
    } else {
        Words {
            title: t.refused_no_form(),
            detail: t.refused_no_form_detail(),
            remedy: t.refused_elsewhere_remedy(),
            ways: vec![("/case", t.door_to_case())],
        }
    };
    shown(application, visitor, status, words, &Written::default())
}

/// A file that is too large.
pub(crate) fn file_too_large(application: &Application, visitor: &Visitor, largest: usize) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.refused_file_large(),
        detail: t.refused_file_large_detail(largest / (1024 * 1024)),
        remedy: t.refused_file_large_remedy(),
        ways: vec![("/case", t.door_to_case())],
    };
    shown(application, visitor, StatusCode::PAYLOAD_TOO_LARGE, words, &Written::default())
}

/// A file of a kind that is not taken.
pub(crate) fn unknown_kind(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.refused_file_kind(),
        detail: t.refused_file_kind_detail(),
        remedy: t.refused_file_kind_remedy(),
        ways: vec![("/case", t.door_to_case())],
    };
    shown(application, visitor, StatusCode::UNSUPPORTED_MEDIA_TYPE, words, &Written::default())
}

/// This program was started without a place to keep cases.
pub(crate) fn no_cases(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.refused_no_cases(),
        detail: t.refused_no_cases_detail(),
        remedy: t.refused_no_cases_remedy(),
        ways: vec![("/", t.error_to_start())],
    };
    shown(application, visitor, StatusCode::NOT_FOUND, words, &Written::default())
}

struct Words {
    title: String,
    detail: String,
    remedy: String,
    ways: Vec<(&'static str, String)>,
}

fn shown(
    application: &Application,
    visitor: &Visitor,
    status: StatusCode,
    words: Words,
    written: &Written,
) -> Response {
    let Words { title, detail, remedy, ways } = words;
    let frame = Frame::new(visitor, &application.edition, Section::Elsewhere, title);
    let t = visitor.language.text();
    page(status, &Page { frame, t, detail, remedy, words: given_back(written), ways })
}

/// What a person wrote, without what the page itself put into the form and without anything secret.
fn given_back(written: &Written) -> Vec<String> {
    let own = [
        "csrf",
        "version",
        "code",
        "passphrase",
        "passphrase2",
        "one-time",
        "person",
        "purpose",
        "part",
        "role",
        "relation",
    ];
    let typed = written
        .0
        .iter()
        .filter(|(name, _)| !own.contains(&name.as_str()) && !name.ends_with("_known"))
        .filter(|(_, value)| !value.trim().is_empty() && value != "yes");
    typed.map(|(_, value)| value.clone()).collect()
}
