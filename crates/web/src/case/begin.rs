//! `GET` and `POST /case/new`: who begins a case, the patient or a relative.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::people::Told;
use casework::service::Beginner;
use casework::{Ground, Refusal, Relation, Secret};
use evidence::Edition;
use language::{Language, Text};

use crate::application::Application;
use crate::case::brought::Brought;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::{Guest, Sent, cookies, csrf, go, refused, words};
use crate::frame::{Frame, Section, page};
use crate::parameters::Parameters;
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
    /// What was compared before, and how it is called here.
    brought: Brought,
    brought_words: String,
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

pub(crate) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    parameters: Parameters,
) -> Response {
    let asked = Brought::asked(&parameters);
    let found = application.found(&visitor, asked.weight(), |edition, visitor| asked.found(edition, visitor.language));
    // Where too many search at once the case begins without it.
    let brought = found.await.unwrap_or_default();
    guest.shown(form(&application, &visitor, &guest, brought, None))
}

/// Begins the case, opens it on this device and goes on to its recovery code.
pub(crate) async fn begin(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    sent: Sent,
) -> Response {
    let now = guest.casework().now();
    // The same press again, however soon, waits here for the first.
    let pressed = sent.get("mark").map(|mark| guest.door.presses().of(format!("{} {mark}", sent.text("csrf")), now));
    let mut pressed = match &pressed {
        Some(pressed) => Some(pressed.lock().await),
        None => None,
    };
    if let Some(Some(cookie)) = pressed.as_deref()
        && guest.casework().caller(cookie).await.is_ok()
    {
        return begun_here(&guest, cookie);
    }
    let wait = guest.door.tries().take(guest.client, now);
    if let Err(seconds) = wait {
        return refused::too_many(&application, &visitor, seconds);
    }
    let begun = match beginner(&sent) {
        Some(beginner) => {
            if let Err(seconds) = guest.door.begun().take(guest.client, now) {
                return refused::too_many(&application, &visitor, seconds);
            }
            guest.casework().begin(beginner, false).await
        }
        None => Err(Refusal::Troubled(Vec::new())),
    };
    match begun {
        Ok(begun) => {
            if let Some(pressed) = pressed.as_deref_mut() {
                *pressed = Some(begun.cookie.clone());
            }
            let code = FreshCode { secret: begun.recovery, until: None };
            let brought = Brought::sent(&sent, &application.edition);
            brought.keep(guest.casework(), begun.caller, &application.edition, visitor.language).await;
            guest.door.fresh().put(begun.caller, CodeFor::Recovery, code, guest.casework().now());
            begun_here(&guest, &begun.cookie)
        }
        Err(Refusal::Unkept(why)) => refused::refused(&application, &visitor, &Refusal::Unkept(why)),
        Err(refusal) => {
            let brought = Brought::sent(&sent, &application.edition);
            guest.shown(form(&application, &visitor, &guest, brought, Some((&sent, &refusal))))
        }
    }
}

/// Leads to what was begun here.
pub(super) fn begun_here(guest: &Guest, cookie: &Secret) -> Response {
    let mut response = go("/case/recovery");
    cookies::open_case(&mut response, &guest.door, cookie, None);
    response
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

/// What the case will begin with, in words; nothing where nothing is brought.
fn brought_words(edition: &Edition, language: Language, brought: &Brought) -> String {
    let t = language.text();
    let condition = brought.condition_name(edition, language);
    match (condition.is_empty(), brought.near.is_empty()) {
        (true, true) => String::new(),
        (false, true) => t.door_begin_with_condition(condition),
        (true, false) => t.door_begin_with_near(brought.near.as_str()),
        (false, false) => t.door_begin_with(condition, brought.near.as_str()),
    }
}

fn form(
    application: &Application,
    visitor: &Visitor,
    guest: &Guest,
    brought: Brought,
    again: Option<(&Sent, &Refusal)>,
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
        hidden: format!(
            "{}<input type=\"hidden\" name=\"mark\" value=\"{}\">",
            guest.hidden(),
            csrf::draw(&guest.door)
        ),
        trouble,
        relative: sent("who") == Some("relative"),
        relations: offered(&RELATIONS, sent("relation"), |relation| words::relation(t, relation)),
        grounds: offered(&GROUNDS, sent("ground"), |ground| words::ground(t, ground)),
        told: offered(&TOLD, sent("told"), told),
        name: sent("name").unwrap_or_default().to_owned(),
        paper: sent("paper").unwrap_or_default().to_owned(),
        brought_words: brought_words(&application.edition, visitor.language, &brought),
        brought,
    };
    page(if again.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &shown)
}
