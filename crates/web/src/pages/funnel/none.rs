//! Why there is no funnel, and what to do instead; and names that are unknown or mean several things.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use compare::funnel::NoFunnel;
use evidence::Edition;
use language::Text;

use super::super::choose::Choose;
use super::{Asked, Wanted};
use crate::form::Choice;
use crate::frame::{Frame, Section, page};
use crate::names::Named;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "funnel-none.html")]
struct NoPicture {
    frame: Frame,
    t: Text,
    why: String,
    adjustment: String,
    ways: Vec<Choice>,
}

/// The figures themselves allow no funnel.
pub(super) fn no_funnel(wanted: &Wanted<'_>, visitor: &Visitor, why: NoFunnel) -> Response {
    let t = wanted.t;
    let measure = wanted.say(&wanted.measure.name);
    let publisher = wanted.edition.publisher_of(wanted.measure);
    let publisher_name = publisher.map(|publisher| wanted.say(&publisher.name)).unwrap_or_default();
    let why = match why {
        NoFunnel::AlreadyShrunken => t.funnel_none_shrunken(publisher_name.as_str(), measure),
        NoFunnel::OnlyCounts => t.funnel_none_counts(measure),
        NoFunnel::NoEvents | NoFunnel::NoSuchPeriod => t.funnel_none_events(measure),
    };
    let way = |href: String, label: String| Choice { href, label, note: String::new() };
    let mut ways = Vec::new();
    if let Some(house) = wanted.chosen.and_then(|chosen| wanted.edition.institution(chosen)) {
        ways.push(way(format!("/institution/{}", house.id), t.funnel_none_house(house.name.as_str())));
    }
    if let Some(condition) = wanted.condition {
        let name = wanted.say(&condition.name);
        ways.push(way(format!("/condition/{}", condition.id), t.funnel_none_condition(name)));
    }
    ways.push(way("/figures".to_owned(), t.funnel_none_figures()));
    if let Some(publisher) = publisher.filter(|publisher| !publisher.homepage.is_empty()) {
        ways.push(way(publisher.homepage.clone(), t.funnel_none_publisher(publisher_name)));
    }
    let shown = NoPicture {
        frame: Frame::new(visitor, wanted.edition, Section::Conditions, t.funnel_none_title()),
        t,
        why,
        adjustment: wanted.say(&wanted.measure.not_said),
        ways,
    };
    page(StatusCode::OK, &shown)
}

pub(super) fn several_hospitals(edition: &Edition, visitor: &Visitor, asked: &Asked, several: &[Named]) -> Response {
    let t = visitor.language.text();
    let words = (t.choose_title(), t.error_current_several(shortened(&asked.current)), t.error_several_remedy());
    let choices = choices(several, |id| asked.with_hospital(id));
    choose(edition, visitor, (StatusCode::MULTIPLE_CHOICES, words), choices, asked)
}

pub(super) fn unknown_hospital(edition: &Edition, visitor: &Visitor, asked: &Asked, nearest: &[Named]) -> Response {
    let t = visitor.language.text();
    let detail = t.error_current_unknown(shortened(&asked.current));
    let words = (t.error_summary(), detail, t.funnel_unknown_remedy());
    let choices = choices(nearest, |id| asked.with_hospital(id));
    choose(edition, visitor, (StatusCode::UNPROCESSABLE_ENTITY, words), choices, asked)
}

pub(super) fn several_places(edition: &Edition, visitor: &Visitor, asked: &Asked, several: &[Named]) -> Response {
    let t = visitor.language.text();
    let words = (t.choose_title(), t.error_near_several(shortened(&asked.near)), t.error_several_remedy());
    let choices = choices(several, |id| asked.with_place(id));
    choose(edition, visitor, (StatusCode::MULTIPLE_CHOICES, words), choices, asked)
}

pub(super) fn unknown_place(edition: &Edition, visitor: &Visitor, asked: &Asked, nearest: &[Named]) -> Response {
    let t = visitor.language.text();
    let words = (t.error_summary(), t.error_near_unknown(shortened(&asked.near)), t.error_near_unknown_remedy());
    let choices = choices(nearest, |id| asked.with_place(id));
    choose(edition, visitor, (StatusCode::UNPROCESSABLE_ENTITY, words), choices, asked)
}

fn choices(named: &[Named], href: impl Fn(&str) -> String) -> Vec<Choice> {
    let choice =
        |named: &Named| Choice { href: href(&named.value), label: named.label.clone(), note: named.note.clone() };
    named.iter().map(choice).collect()
}

fn choose(
    edition: &Edition,
    visitor: &Visitor,
    (status, (title, detail, remedy)): (StatusCode, (String, String, String)),
    choices: Vec<Choice>,
    asked: &Asked,
) -> Response {
    let t = visitor.language.text();
    let frame = Frame::new(visitor, edition, Section::Conditions, title);
    page(status, &Choose { frame, t, detail, remedy, choices, back: asked.unmarked() + "#mark" })
}

/// A long answer is shown only in part.
fn shortened(written: &str) -> String {
    const MOST: usize = 60;
    let mut letters = written.chars();
    let start: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() { start + "…" } else { start }
}
