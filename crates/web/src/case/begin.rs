//! `GET` and `POST /case/new`: who begins a case, the patient or a relative.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::people::Told;
use casework::service::Beginner;
use casework::{Ground, Refusal, Relation};
use language::Text;

use crate::application::Application;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::{Guest, Sent, cookies, go, refused, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// A choice of a form, with its word in it.
pub(crate) struct Offered {
    pub(crate) value: &'static str,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

#[derive(Template)]
#[template(path = "case/begin.html")]
struct Page {
    frame: Frame,
    t: Text,
    hidden: String,
    trouble: Option<(String, String)>,
    relative: bool,
    relations: Vec<Offered>,
    grounds: Vec<Offered>,
    told: Vec<Offered>,
    name: String,
    paper: String,
}

pub(crate) const RELATIONS: [(&str, Relation); 7] = [
    ("spouse", Relation::Spouse),
    ("child", Relation::Child),
    ("parent", Relation::Parent),
    ("sibling", Relation::Sibling),
    ("grand", Relation::Grand),
    ("other-family", Relation::OtherFamily),
    ("not-family", Relation::NotFamily),
];

const GROUNDS: [(&str, Ground); 4] = [
    ("consent", Ground::Consent),
    ("minor", Ground::Minor),
    ("incapacity", Ground::Incapacity),
    ("power-of-attorney", Ground::PowerOfAttorney),
];

const TOLD: [(&str, Told); 4] =
    [("everything", Told::Everything), ("part", Told::Part), ("nothing", Told::Nothing), ("unknown", Told::Unknown)];

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, guest: Guest) -> Response {
    guest.shown(form(&application, &visitor, &guest, None, StatusCode::OK))
}

/// Begins the case, opens it on this device and goes on to its recovery code.
pub(crate) async fn begin(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    sent: Sent,
) -> Response {
    let wait = guest.door.tries().take(guest.client, guest.casework().now());
    if let Err(seconds) = wait {
        return refused::too_many(&application, &visitor, seconds);
    }
    let begun = match beginner(&sent) {
        Some(beginner) => guest.casework().begin(beginner, false).await,
        None => Err(Refusal::Troubled(Vec::new())),
    };
    match begun {
        Ok(begun) => {
            let code = FreshCode { secret: begun.recovery, until: None };
            guest.door.fresh().put(begun.caller, CodeFor::Recovery, code, guest.casework().now());
            let mut response = go("/case/recovery");
            let value = begun.cookie.cookie();
            cookies::set(&mut response, &guest.door, cookies::CASE, &value, cookies::CASE_SECONDS);
            response
        }
        Err(Refusal::Unkept(why)) => refused::refused(&application, &visitor, &Refusal::Unkept(why)),
        Err(refusal) => {
            let page = form(&application, &visitor, &guest, Some((&sent, &refusal)), StatusCode::UNPROCESSABLE_ENTITY);
            guest.shown(page)
        }
    }
}

fn beginner(sent: &Sent) -> Option<Beginner> {
    match sent.get("who")? {
        "patient" => Some(Beginner::Patient),
        "relative" => Some(Beginner::Relative {
            relation: picked(&RELATIONS, sent.get("relation"))?,
            ground: picked(&GROUNDS, sent.get("ground"))?,
            ground_paper: sent.text("paper"),
            told: picked(&TOLD, sent.get("told"))?,
            name: sent.text("name"),
        }),
        _ => None,
    }
}

/// What a word of a form stands for.
pub(crate) fn picked<T: Copy>(all: &[(&str, T)], word: Option<&str>) -> Option<T> {
    all.iter().find(|(known, _)| Some(*known) == word).map(|(_, value)| *value)
}

/// The choices with their words; the one that was sent stays chosen.
pub(crate) fn offered<T: Copy>(
    all: &[(&'static str, T)],
    sent: Option<&str>,
    words: impl Fn(T) -> String,
) -> Vec<Offered> {
    let offer =
        |(value, what): &(&'static str, T)| Offered { value, label: words(*what), chosen: sent == Some(*value) };
    all.iter().map(offer).collect()
}

fn form(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    again: Option<(&Sent, &Refusal)>,
    status: StatusCode,
) -> Response {
    let t = visitor.language.text();
    let sent = |name: &str| again.and_then(|(sent, _)| sent.get(name));
    let told = |told: Told| match told {
        Told::Everything => t.door_told_everything(),
        Told::Part => t.door_told_part(),
        Told::Nothing => t.door_told_nothing(),
        Told::Unknown | Told::NotAsked => t.door_told_unknown(),
    };
    let trouble = again.map(|(sent, refusal)| match refusal {
        Refusal::Troubled(_) if sent.get("who").is_none() => (t.door_begin_who_missing(), String::new()),
        Refusal::Troubled(_) => (t.door_begin_missing(), String::new()),
        other => refused::sentences(t, other),
    });
    let shown = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.door_begin()),
        t,
        hidden: guest.hidden(),
        trouble,
        relative: sent("who") == Some("relative"),
        relations: offered(&RELATIONS, sent("relation"), |relation| words::relation(t, relation)),
        grounds: offered(&GROUNDS, sent("ground"), |ground| words::ground(t, ground)),
        told: offered(&TOLD, sent("told"), told),
        name: sent("name").unwrap_or_default().to_owned(),
        paper: sent("paper").unwrap_or_default().to_owned(),
    };
    page(status, &shown)
}
