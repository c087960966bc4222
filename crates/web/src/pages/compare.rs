//! `GET /compare`: one person's question, answered with groups, not with a league.

mod columns;
mod plots;
mod understood;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use compare::words::in_language;
use compare::{Caution, Comparison, Question};
use evidence::{Edition, Period};
use language::Text;

use super::choose::Choose;
use crate::answer::{self, GroupView, Telling};
use crate::application::Application;
use crate::asked::{Asked, Field, Trouble, TroubleKind};
use crate::case::brought::begin_with;
use crate::drawing::{MapPoint, map};
use crate::form::Form;
use crate::frame::{Frame, Section, page};
use crate::parameters::{Parameters, address};
use crate::visitor::Visitor;
use crate::words;
use columns::{Columns, columns};
use plots::{Plot, outcome_plot, volume_plot};
use understood::{another_kind, nearest, to_do, understood};

/// So many institutions are shown at first; more only when asked for.
const FIRST: usize = 5;
/// So many at most on one page.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "compare.html")]
struct Answer {
    frame: Frame,
    t: Text,
    form: Form,
    condition_href: String,
    understood: String,
    another_kind: String,
    reach: String,
    nearest: String,
    to_do: [String; 3],
    found: String,
    order: String,
    newest: String,
    cautions: Vec<String>,
    groups: Vec<GroupView>,
    more: Option<(String, String)>,
    many: String,
    columns: Columns,
    volume_plot: Option<Plot>,
    outcome_plot: Option<Plot>,
    /// What opens the results of a cancer; empty where they simply stand there.
    ask: String,
    told_apart: Vec<String>,
    map: String,
    /// Where a case is begun with this illness and place.
    begin: String,
    json: String,
    printed: String,
}

#[derive(Template)]
#[template(path = "ask-again.html")]
struct AskAgain {
    frame: Frame,
    t: Text,
    form: Form,
}

pub(crate) async fn show(State(application): State<Application>, parameters: Parameters, visitor: Visitor) -> Response {
    let asked = Asked::read(&parameters);
    let weight = asked.weight();
    application.in_turn(&visitor, weight, move |edition, visitor| asked_for(edition, visitor, asked)).await
}

fn asked_for(edition: &Edition, visitor: &Visitor, asked: Asked) -> Response {
    match asked.question(edition, visitor.language) {
        // An age in an address would go wherever the link goes; only "under 20" matters here, so only that stays.
        Ok(_) if !asked.age.is_empty() => Redirect::to(&asked.shown(&asked.by, asked.all)).into_response(),
        Ok(question) => answer(edition, visitor, asked, &question),
        Err(troubles) => trouble(edition, visitor, asked, &troubles),
    }
}

/// When all names but one are clear and that one means several things: choices. Otherwise the form with what is wrong.
fn trouble(edition: &Edition, visitor: &Visitor, asked: Asked, troubles: &[Trouble]) -> Response {
    let t = visitor.language.text();
    let wrong = troubles.iter().any(|trouble| !matches!(trouble.kind, TroubleKind::Several(_)));
    if let (false, Some(Trouble { field, kind: TroubleKind::Several(several) })) = (wrong, troubles.first()) {
        let (detail, remedy) = troubles.first().map(|trouble| trouble.sentences(t, &asked)).unwrap_or_default();
        let choose = Choose {
            frame: Frame::new(visitor, edition, Section::Compare, t.choose_title()),
            t,
            detail,
            remedy,
            choices: asked.choices(*field, several),
            back: back_to_start(&asked),
        };
        return page(StatusCode::MULTIPLE_CHOICES, &choose);
    }
    let again = AskAgain {
        frame: Frame::new(visitor, edition, Section::Compare, t.error_summary()),
        t,
        form: Form::new(edition, visitor.language, asked, troubles),
    };
    page(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

fn back_to_start(asked: &Asked) -> String {
    asked.with(Field::Condition, &asked.condition).replacen("/compare", "/", 1)
}

fn answer(edition: &Edition, visitor: &Visitor, asked: Asked, question: &Question) -> Response {
    let language = visitor.language;
    let t = language.text();
    let comparison = compare::compare(edition, question);
    let telling = Telling { edition, language, t, comparison: &comparison, near: &asked.near };
    let total = comparison.rows.len();
    let shown = if asked.all { MOST } else { question.limit.unwrap_or(FIRST).min(MOST) }.min(total);
    let named = edition.condition(question.condition);
    let condition = named.map(|condition| words::headline(in_language(&condition.name, language))).unwrap_or_default();
    let title = t.answer_title(condition, comparison.from.name.clone());
    let more = match (asked.all, total > shown.max(FIRST)) {
        (false, _) if total > shown => Some((asked.shown(&asked.by, true), t.answer_more(total))),
        (true, _) if total > FIRST => Some((asked.shown(&asked.by, false), t.answer_fewer())),
        _ => None,
    };
    let form = Form::new(edition, language, readable(edition, visitor, asked.clone(), &comparison.from.name), &[]);
    let answer = Answer {
        frame: Frame::new(visitor, edition, Section::Compare, title),
        t,
        condition_href: named.map(|condition| format!("/condition/{}", condition.id)).unwrap_or_default(),
        understood: understood(edition, language, question),
        another_kind: another_kind(edition, question, &asked),
        nearest: nearest(t, question, &comparison),
        to_do: to_do(t, comparison.from.country),
        reach: match comparison.reach_km {
            Some(km) => t.answer_reach(words::whole(km)),
            None => t.answer_reach_country(),
        },
        found: match comparison.current {
            Some(_) => t.answer_found_besides(comparison.found, comparison.with_evidence),
            None => t.answer_found(comparison.found, comparison.with_evidence),
        },
        order: answer::order(t, comparison.order),
        newest: newest(edition, t, &comparison),
        cautions: comparison
            .cautions
            .iter()
            // What must be said of a period stands here beside each figure of it.
            .filter(|caution| !matches!(caution, Caution::PeriodNote(..)))
            .map(|caution| compare::words::caution(t, edition, &comparison, caution))
            .collect(),
        groups: telling.groups(shown),
        more,
        many: if asked.all && total > shown { t.answer_many(shown, total) } else { String::new() },
        columns: columns(edition, t, &asked, &comparison, shown),
        volume_plot: volume_plot(edition, t, &comparison, shown),
        outcome_plot: outcome_plot(&telling, shown),
        ask: telling.ask(),
        told_apart: telling.told_apart(shown),
        map: draw_map(edition, t, &comparison, shown),
        begin: named.map(|condition| begin_with(&condition.id, &form.asked.near)).unwrap_or_default(),
        json: json_address(&asked),
        printed: t.answer_printed(edition.created.clone(), sources(&telling, shown)),
        form,
    };
    page(StatusCode::OK, &answer)
}

/// An id that came from a list of choices is shown by its name again.
fn readable(edition: &Edition, visitor: &Visitor, mut asked: Asked, from: &String) -> Asked {
    if let Some(condition) = edition.condition_by_id(&asked.condition).and_then(|index| edition.condition(index)) {
        asked.condition = in_language(&condition.name, visitor.language).to_owned();
    }
    if let Some(institution) = edition.institution_by_id(&asked.current).and_then(|index| edition.institution(index)) {
        asked.current.clone_from(&institution.name);
    }
    if edition.places.all.iter().any(|place| place.id == asked.near) {
        asked.near.clone_from(from);
    }
    asked
}

/// The newest period among the figures shown, and how long ago it is.
fn newest(edition: &Edition, t: Text, comparison: &Comparison) -> String {
    let of_row = |row: &compare::Row| {
        let experience = row.experience.as_ref().map(|experience| experience.period);
        row.results.iter().map(|published| published.period).chain(experience).max_by_key(|period| period.last)
    };
    let newest: Option<Period> = comparison.rows.iter().filter_map(of_row).max_by_key(|period| period.last);
    let told = newest.and_then(|period| {
        words::ago(t, &edition.created, period).map(|ago| t.answer_edition_age(words::period(t, period), ago))
    });
    told.unwrap_or_default()
}

fn draw_map(edition: &Edition, t: Text, comparison: &Comparison, shown: usize) -> String {
    let points: Vec<MapPoint> = (1..)
        .zip(comparison.rows.iter().take(shown.min(30)))
        .filter_map(|(number, row)| {
            let institution = edition.institution(row.institution)?;
            Some(MapPoint { number, name: institution.name.clone(), point: institution.point? })
        })
        .collect();
    if points.is_empty() {
        return String::new();
    }
    let (title, description) = (t.map_title(points.len()), t.map_desc());
    let ruler = |km: f64| t.map_ruler(words::whole(km));
    map((&title, &description), comparison.from.country, comparison.from.point, &points, ruler)
}

/// The same question as an address of the JSON interface.
fn json_address(asked: &Asked) -> String {
    let young = if asked.is_young() { "19" } else { "" };
    let pairs = [
        ("condition", asked.condition.as_str()),
        ("near", &asked.near),
        ("treatment", &asked.treatment),
        ("within", &asked.within),
        ("current", &asked.current),
        ("age", young),
        ("by", &asked.by),
    ];
    address("/api/v1/compare", &pairs)
}

/// Who published what is shown, for the printed sheet.
fn sources(telling: &Telling<'_>, shown: usize) -> String {
    let mut names: Vec<String> = Vec::new();
    for row in telling.comparison.rows.iter().take(shown) {
        let of_results = row.results.iter().map(|published| published.measure);
        let measures = of_results.chain(row.experience.as_ref().map(|experience| experience.measure));
        for measure in measures.filter_map(|measure| telling.edition.measure(measure)) {
            let publisher = telling.edition.publisher_of(measure);
            let name = publisher.map(|publisher| in_language(&publisher.name, telling.language)).unwrap_or_default();
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names.join(&telling.t.words_semicolon())
}
