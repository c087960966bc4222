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
use crate::case::given_back::{Given, Way, given_back, page_of};
use crate::case::referral;
use crate::frame::{Frame, Section, page};
use crate::refusal;
use crate::visitor::Visitor;

/// Seconds after which it is worth sending again.
const COME_BACK_SECONDS: u64 = 10;

#[derive(Template)]
#[template(path = "case/refused.html")]
struct Page {
    frame: Frame,
    t: Text,
    detail: String,
    remedy: String,
    /// What was written, to be copied.
    typed: Vec<Given>,
    /// Where to go on.
    ways: Vec<Way>,
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
    let back = || back(application, visitor);
    let (status, title, detail, remedy, ways) = match refusal {
        Refusal::NotFound => return refusal::missing(application, visitor),
        Refusal::NotOpen => {
            let ways = vec![
                ("/case/open".to_owned(), t.door_way_open()),
                ("/case/new".to_owned(), t.door_way_begin()),
                ("/sign-in".to_owned(), t.door_way_sign_in()),
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

/// The very page that a form was sent from, then what is open on this device.
fn back(application: &Application, visitor: &Visitor) -> Vec<Way> {
    let t = visitor.language.text();
    let page = visitor.sent.then(|| page_of(t, &application.edition, &visitor.path)).flatten();
    let page = page.map(|(href, name)| (href, t.refused_back(name)));
    let open = visitor.opened.name(t).map(|name| ("/case".to_owned(), name));
    page.into_iter().chain(open).collect()
}

/// Too many ask at once; what was written is given back.
pub(crate) fn busy(application: &Application, visitor: &Visitor, written: &Written) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.error_503_title(),
        detail: t.error_503_detail(),
        remedy: t.error_503_remedy(),
        ways: back(application, visitor),
    };
    let mut response = shown(application, visitor, StatusCode::SERVICE_UNAVAILABLE, words, written);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(COME_BACK_SECONDS));
    response
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
        Refusal::NotYourTurn => (t.refused_not_your_turn(), t.refused_not_your_turn_remedy()),
        Refusal::DateTaken => (t.refused_date_taken(), t.refused_date_taken_remedy()),
        Refusal::AlreadyGiven => (t.refused_already_given(), t.refused_already_given_remedy()),
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
        ways: back(application, visitor),
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
        ways: vec![("/case/people".to_owned(), t.door_people())],
    };
    shown(application, visitor, StatusCode::UNPROCESSABLE_ENTITY, words, &Written::default())
}

/// Too many codes or passphrases were tried.
pub(crate) fn too_many(application: &Application, visitor: &Visitor, wait_seconds: i64) -> Response {
    let t = visitor.language.text();
    let minutes = (wait_seconds + 59) / 60;
    let start = ("/".to_owned(), t.error_to_start());
    let words = Words {
        title: t.refused_tries(),
        detail: t.refused_tries_detail(),
        remedy: t.refused_tries_remedy(minutes),
        ways: back(application, visitor).into_iter().chain([start]).collect(),
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
            ways: back(application, visitor),
        }
    } else {
        Words {
            title: t.refused_no_form(),
            detail: t.refused_no_form_detail(),
            remedy: t.refused_elsewhere_remedy(),
            ways: back(application, visitor),
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
        remedy: if wants_letter(visitor) { t.refused_file_letter_remedy() } else { t.refused_file_large_remedy() },
        ways: back(application, visitor),
    };
    shown(application, visitor, StatusCode::PAYLOAD_TOO_LARGE, words, &Written::default())
}

/// A file of a kind that is not taken.
pub(crate) fn unknown_kind(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let (detail, remedy) = if wants_letter(visitor) {
        (t.refused_file_letter_detail(), t.refused_file_letter_remedy())
    } else {
        (t.refused_file_kind_detail(), t.refused_file_kind_remedy())
    };
    let words = Words { title: t.refused_file_kind(), detail, remedy, ways: back(application, visitor) };
    shown(application, visitor, StatusCode::UNSUPPORTED_MEDIA_TYPE, words, &Written::default())
}

/// A file in which nothing stands.
pub(crate) fn file_empty(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.refused_file_empty(),
        detail: t.refused_file_empty_detail(),
        remedy: t.refused_file_empty_remedy(),
        ways: back(application, visitor),
    };
    shown(application, visitor, StatusCode::UNPROCESSABLE_ENTITY, words, &Written::default())
}

/// Whether the page asks for a letter as a file for computers, where neither a PDF nor a photograph helps.
fn wants_letter(visitor: &Visitor) -> bool {
    visitor.path == referral::IN
}

/// This program was started without a place to keep cases.
pub(crate) fn no_cases(application: &Application, visitor: &Visitor) -> Response {
    let t = visitor.language.text();
    let words = Words {
        title: t.refused_no_cases(),
        detail: t.refused_no_cases_detail(),
        remedy: t.refused_no_cases_remedy(),
        ways: vec![("/".to_owned(), t.error_to_start())],
    };
    shown(application, visitor, StatusCode::NOT_FOUND, words, &Written::default())
}

struct Words {
    title: String,
    detail: String,
    remedy: String,
    ways: Vec<Way>,
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
    page(status, &Page { frame, t, detail, remedy, typed: given_back(t, &visitor.path, written), ways })
}
