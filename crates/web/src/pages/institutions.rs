//! `GET /institutions`: institutions by name.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use evidence::{Edition, Institution};
use language::{Language, Text};

use crate::application::Application;
use crate::frame::{Frame, Section, page};
use crate::names;
use crate::parameters::Parameters;
use crate::visitor::Visitor;
use crate::words;
use crate::work::Weight;

/// So many at most are listed for one search.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "institutions.html")]
struct Institutions {
    frame: Frame,
    t: Text,
    q: String,
    rows: Vec<InstitutionRow>,
    found: String,
    remedy: String,
}

struct InstitutionRow {
    href: String,
    name: String,
    tongue: &'static str,
    place: String,
    latin: String,
    also: String,
}

pub(crate) async fn show(State(application): State<Application>, parameters: Parameters, visitor: Visitor) -> Response {
    let q: String = parameters.text("q").chars().take(200).collect();
    let weight = Weight::of_names(&[&q]);
    application.in_turn(&visitor, weight, move |edition, visitor| listed(edition, visitor, q)).await
}

fn listed(edition: &Edition, visitor: &Visitor, q: String) -> Response {
    let t = visitor.language.text();
    let found = if q.is_empty() { Vec::new() } else { names::institutions(edition, &q, MOST + 1) };
    let rows: Vec<InstitutionRow> = found
        .iter()
        .take(MOST)
        .filter_map(|index| edition.institution(*index))
        .map(|institution| row(edition, visitor.language, institution))
        .collect();
    let shown = Institutions {
        frame: Frame::new(visitor, edition, Section::Institutions, t.houses_title()),
        t,
        found: match (q.is_empty(), found.len()) {
            (true, _) => t.houses_count(edition.institutions.len()),
            (false, 0) => t.houses_none(),
            (false, count) if count > MOST => t.houses_many(MOST),
            (false, count) => t.houses_found(count),
        },
        remedy: if !q.is_empty() && rows.is_empty() { t.houses_remedy() } else { String::new() },
        q,
        rows,
    };
    page(StatusCode::OK, &shown)
}

fn row(edition: &Edition, language: Language, institution: &Institution) -> InstitutionRow {
    let t = language.text();
    InstitutionRow {
        href: format!("/institution/{}", institution.id),
        name: institution.name.clone(),
        tongue: words::tongue(institution.country),
        place: words::place(institution),
        latin: words::latin_place(edition, language, institution),
        also: words::also(t, institution),
    }
}
