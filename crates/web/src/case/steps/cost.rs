//! `/case/cost`: what asking each desk of the list costs in all, as a range, with what is not known.
//!
//! Fares that are typed in are reckoned with and not kept.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::Case;
use casework::choice::{Chosen, Way};
use casework::cost::{Item, Range, Travel, cost};
use compare::{Note, Row};
use evidence::desk::{Currency, desks_of};
use evidence::{Country, Edition, distance_km};
use language::{Language, Text};

use super::comparison::question;
use super::desk::fitting;
use super::fields::{Form, Line, Summary};
use super::values::Values;
use super::{At, desk_words as words};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;
use crate::work::Weight;

/// The most that is read as an amount or as nights.
const MOST_AMOUNT: u32 = 10_000_000;
const MOST_NIGHTS: u32 = 60;

#[derive(Template)]
#[template(path = "case/steps/cost.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    summary: Summary,
    desks: Vec<DeskCost>,
    help: Vec<String>,
    fields: Vec<Line>,
    next: Option<(&'static str, String)>,
}

struct DeskCost {
    institution: String,
    name: String,
    way: String,
    travel: String,
    lines: Vec<ItemView>,
    total: String,
    unknown: String,
    follow_up: String,
}

struct ItemView {
    what: String,
    amount: String,
    known: String,
}

/// What was typed about the way there.
#[derive(Clone, Copy, Default)]
struct Typed {
    fares: Option<u32>,
    nights: u8,
    lodging: Option<u32>,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Cost).await {
        Ok(at) => shown(&at, Values::default(), Typed::default(), Vec::new()).await,
        Err(response) => response,
    }
}

/// `POST /case/cost`: reckons with what was typed; nothing is kept, and no amount stands in an address.
pub(super) async fn reckon(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Cost).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut wrong = Vec::new();
    let mut number = |field: &'static str, most: u32| match sent.get(field).map(|text| whole(text, most)) {
        Some(None) => {
            wrong.push(field);
            None
        }
        read => read.flatten(),
    };
    let typed = Typed {
        fares: number("fares", MOST_AMOUNT),
        nights: number("nights", MOST_NIGHTS).and_then(|nights| u8::try_from(nights).ok()).unwrap_or(0),
        lodging: number("lodging", MOST_AMOUNT),
    };
    shown(&at, Values::of(&sent), typed, wrong).await
}

/// Reads a whole number as people write one: full width, with commas, with the money's sign.
fn whole(text: &str, most: u32) -> Option<u32> {
    let narrow = text.chars().map(|letter| match letter {
        '０'..='９' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        other => other,
    });
    let digits: String = narrow
        .filter(|letter| !matches!(letter, ',' | '，' | '、' | '円' | '¥' | '￥' | '$' | '泊' | ' ' | '\u{3000}'))
        .collect();
    digits.parse().ok().filter(|number| *number <= most)
}

async fn shown(at: &At<'_>, values: Values, typed: Typed, wrong: Vec<&'static str>) -> Response {
    let t = at.t;
    let (frame, case_frame, next) = (at.frame(), at.case_frame(), at.next());
    let case = at.view.case.clone();
    // How far it is to the farthest of the list is not known before the place is found.
    at.application
        .in_turn(at.visitor, Weight::Heavy, move |edition, visitor| {
            let mut form = Form::new(t, &values);
            for field in &wrong {
                form.say(field, t.cost_wrong_number(label(t, field)), t.cost_wrong_number_remedy());
            }
            let hint = |name: &str| if name == "fares" { t.cost_fares_hint() } else { String::new() };
            let fields = ["fares", "nights", "lodging"].map(|name| form.line(name, label(t, name), hint(name)));
            let (desks, help) = reckoned(edition, visitor.language, &case, typed);
            let summary = form.summary();
            let shown = Page { frame, t, case_frame, summary, desks, help, fields: fields.into(), next };
            page(if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &shown)
        })
        .await
}

/// What each desk of the list costs, and once each what helps with it.
fn reckoned(edition: &Edition, language: Language, case: &Case, typed: Typed) -> (Vec<DeskCost>, Vec<String>) {
    let t = language.text();
    let rows = rows(edition, language, case);
    let (mut desks, mut help) = (Vec::new(), Vec::new());
    for chosen in &case.choice.chosen {
        let row = edition.institution_by_id(&chosen.institution);
        let row = row.and_then(|index| rows.iter().find(|row| row.institution == index));
        let range = range(edition, chosen, row, typed);
        desks.push(desk_cost(t, chosen, &range, row));
        for says in range.help.iter().map(|help| words::help(t, *help)) {
            if !help.contains(&says) {
                help.push(says);
            }
        }
    }
    (desks, help)
}

pub(super) fn label(t: Text, field: &str) -> String {
    match field {
        "fares" => t.cost_fares(),
        "nights" => t.cost_nights(),
        _ => t.cost_lodging(),
    }
}

/// How far the hospitals of the list are; none while illness or place are not known. Asked no farther than the farthest of them.
fn rows(edition: &Edition, language: Language, case: &Case) -> Vec<Row> {
    let Ok(mut question) = question(edition, language, case) else { return Vec::new() };
    let listed = case.choice.chosen.iter();
    let listed = listed.filter_map(|chosen| edition.institution(edition.institution_by_id(&chosen.institution)?));
    let away = listed.filter_map(|institution| Some(distance_km(question.from.point, institution.point?)));
    let Some(farthest) = away.reduce(f64::max) else { return Vec::new() };
    question.within_km = Some(farthest + 1.0);
    compare::compare(edition, &question).rows
}

fn range(edition: &Edition, chosen: &Chosen, row: Option<&Row>, typed: Typed) -> Range {
    let institution = edition.institution_by_id(&chosen.institution).and_then(|index| edition.institution(index));
    let country = institution.map_or(Country::Japan, |institution| institution.country);
    let desk = fitting(&chosen.institution, Some(chosen.way));
    let travel = (chosen.way == Way::Visit).then(|| Travel {
        distance_km: row.and_then(|row| row.distance_km),
        hours: row.and_then(|row| row.travel_minutes).map(|minutes| f64::from(minutes) / 60.0),
        sea: row.is_some_and(|row| row.notes.contains(&Note::AcrossSea)),
        fares: typed.fares,
        nights: typed.nights,
        lodging: typed.lodging,
    });
    cost(country, desk, travel.as_ref(), None)
}

fn desk_cost(t: Text, chosen: &Chosen, range: &Range, row: Option<&Row>) -> DeskCost {
    let unknown: Vec<String> = range.unknown.iter().map(|what| words::what(t, *what)).collect();
    let nothing = range.items.iter().all(|item| item.amount.is_none());
    let total = words::money(t, range.currency, range.low, range.high);
    let follow_up = desks_of(&chosen.institution).into_iter().find_map(|desk| desk.follow_up_near_home.as_ref());
    DeskCost {
        institution: chosen.institution.clone(),
        name: chosen.name.clone(),
        way: super::choose::way_words(t, chosen.way),
        travel: if chosen.way == Way::Visit { way_there(t, row) } else { String::new() },
        lines: range.items.iter().map(|item| item_view(t, range.currency, item)).collect(),
        total: if nothing { t.cost_nothing_known() } else { total },
        unknown: if unknown.is_empty() {
            String::new()
        } else {
            t.cost_unknown_total(unknown.join(&t.words_semicolon()))
        },
        follow_up: match follow_up {
            Some(fact) if fact.value => format!("{} ({})", t.desk_follow_up_yes(), words::source(t, &fact.source)),
            Some(fact) => format!("{} ({})", t.desk_follow_up_no(), words::source(t, &fact.source)),
            None => t.cost_near_about(),
        },
    }
}

fn way_there(t: Text, row: Option<&Row>) -> String {
    let Some(row) = row else { return t.cost_travel_unknown() };
    let mut says: Vec<String> = row.distance_km.map(|km| crate::words::distance(t, km)).into_iter().collect();
    says.extend(row.travel_minutes.map(|minutes| crate::words::travel(t, minutes)));
    if row.notes.contains(&Note::AcrossSea) {
        says.push(t.cost_sea());
    }
    says.join(&t.words_semicolon())
}

fn item_view(t: Text, currency: Currency, item: &Item) -> ItemView {
    let what = words::what(t, item.what);
    ItemView {
        what: if item.if_needed { format!("{} ({})", what, t.desk_cost_if_needed()) } else { what },
        amount: match &item.amount {
            Some((low, high, _)) => words::money(t, currency, *low, *high),
            None => t.desk_cost_not_known(),
        },
        known: item.amount.as_ref().map(|(_, _, known)| words::known(t, known)).unwrap_or_default(),
    }
}
