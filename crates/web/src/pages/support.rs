//! `GET /support`: who helps where one lives. A town's own file, its prefecture's or state's, hospitals to turn to, and what to ask.
//!
//! Only a place is asked, and nothing is kept. An aid is always something to ask for; each fact stands with its source and its age, and what is
//! old or of unknown age says "ring first". What is not known says so.

mod centres;
mod told;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use compare::words::in_language;
use evidence::search::Spot;
use evidence::town::{AskWhere, Support, Towns, network, support};
use evidence::{Country, Edition, PlaceKind};
use language::Text;

use crate::application::Application;
use crate::asked::shortened;
use crate::form::Choice;
use crate::frame::{Frame, Section, page};
use crate::names::{self, Found, Named};
use crate::parameters::{Parameters, address};
use crate::visitor::Visitor;
use crate::work::Weight;
use centres::CentresView;
use told::TownView;
use words::Month;

/// The longest place that is read, in letters, as in a question.
const LONGEST: usize = 200;

/// Asks where one lives, with what was wrong with the answer.
#[derive(Template)]
#[template(path = "support.html")]
struct Asks {
    frame: Frame,
    t: Text,
    near: String,
    /// What is wrong and what to do; empty when nothing is.
    trouble: Option<(String, String)>,
    /// Places that may be meant.
    choices: Vec<Choice>,
    /// Whether one of these is meant; else they are only near.
    one_of: bool,
    network: CentresView,
}

/// What there is for one place.
#[derive(Template)]
#[template(path = "support-near.html")]
struct Near {
    frame: Frame,
    t: Text,
    near: String,
    place: String,
    /// What is said where the town has no file; empty where it has.
    without: String,
    /// The town's file and its prefecture's or state's.
    towns: Vec<TownView>,
    centres: CentresView,
    sheet: Vec<Questions>,
    /// Whether the town hall is asked at all.
    hall: bool,
}

/// What is asked at one counter.
struct Questions {
    counter: String,
    asks: Vec<String>,
}

pub(crate) async fn show(State(application): State<Application>, parameters: Parameters, visitor: Visitor) -> Response {
    let near = parameters.text("near");
    // The form was sent without an answer; without a form nothing is wrong yet.
    let sent = visitor.query.split('&').any(|pair| pair.starts_with("near="));
    let towns = Arc::clone(&application.towns);
    let today = Month::of(&application);
    let weight = Weight::of_names(&[&near]);
    let work = move |edition: &Edition, visitor: &Visitor| answered(edition, visitor, &towns, today, near, sent);
    application.in_turn(&visitor, weight, work).await
}

fn answered(edition: &Edition, visitor: &Visitor, towns: &Towns, today: Month, near: String, sent: bool) -> Response {
    let t = visitor.language.text();
    let again = |trouble, choices, one_of| asks(edition, visitor, today, (near.clone(), trouble, choices, one_of));
    if near.is_empty() {
        let missing = sent.then(|| (t.error_near_missing(), t.error_near_missing_remedy()));
        let status = if sent { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        return page(status, &again(missing, Vec::new(), false));
    }
    if near.chars().count() > LONGEST {
        let long = (t.error_too_long(), t.error_too_long_remedy());
        return page(StatusCode::UNPROCESSABLE_ENTITY, &again(Some(long), Vec::new(), false));
    }
    let written = shortened(&near);
    match names::spot(edition, visitor.language, &near) {
        Found::One(spot) => match support(edition, towns, &spot.id) {
            Some(found) => page(StatusCode::OK, &told_near(edition, visitor, today, &spot, &near, &found)),
            None => page(StatusCode::UNPROCESSABLE_ENTITY, &again(Some(unknown(t, written)), Vec::new(), false)),
        },
        Found::Several(several) => {
            let which = (t.error_near_several(written), t.error_several_remedy());
            page(StatusCode::MULTIPLE_CHOICES, &again(Some(which), choices(&several), true))
        }
        Found::Unknown(nearest) => {
            page(StatusCode::UNPROCESSABLE_ENTITY, &again(Some(unknown(t, written)), choices(&nearest), false))
        }
    }
}

fn unknown(t: Text, written: String) -> (String, String) {
    (t.error_near_unknown(written), t.error_near_unknown_remedy())
}

fn choices(named: &[Named]) -> Vec<Choice> {
    let choice = |named: &Named| Choice {
        href: address("/support", &[("near", &named.value)]),
        label: named.label.clone(),
        note: named.note.clone(),
    };
    named.iter().map(choice).collect()
}

type Wrong = (String, Option<(String, String)>, Vec<Choice>, bool);

fn asks(edition: &Edition, visitor: &Visitor, today: Month, (near, trouble, choices, one_of): Wrong) -> Asks {
    let t = visitor.language.text();
    let title = if trouble.is_some() { t.error_summary() } else { t.nearby_title() };
    let network = CentresView::network(t, network(Country::Japan).as_ref(), today);
    Asks { frame: frame(visitor, edition, title), t, near, trouble, choices, one_of, network }
}

fn frame(visitor: &Visitor, edition: &Edition, title: String) -> Frame {
    Frame::new(visitor, edition, Section::Support, title)
}

fn told_near(edition: &Edition, visitor: &Visitor, today: Month, spot: &Spot, near: &str, found: &Support<'_>) -> Near {
    let language = visitor.language;
    let t = language.text();
    let place = in_language(&spot.name, language).to_owned();
    let town = found
        .town
        .map(|town| TownView::of(t, "town", t.nearby_town_heading(words::said(t, &town.name).text), town, today));
    let region = found
        .region
        .map(|town| TownView::of(t, "region", t.nearby_region_heading(words::said(t, &town.name).text), town, today));
    let sheet = sheet(t, found);
    Near {
        frame: frame(visitor, edition, t.nearby_title_of(place.as_str())),
        t,
        // An id that came from a list of choices is shown by its name again.
        near: if edition.places.all.iter().any(|known| known.id == near) { place.clone() } else { near.to_owned() },
        place,
        without: if town.is_some() { String::new() } else { without(t, found) },
        towns: town.into_iter().chain(region).collect(),
        centres: CentresView::of(edition, language, found, today),
        hall: found.centres.country == Country::Japan,
        sheet,
    }
}

/// Why there is no file of the town's own.
fn without(t: Text, found: &Support<'_>) -> String {
    match found.place {
        None => t.nearby_town_unknown(),
        Some(place) if place.kind == PlaceKind::Region => t.nearby_whole_region(),
        Some(place) => t.nearby_town_none(words::name_of(t, place)),
    }
}

/// The questions, counter by counter.
fn sheet(t: Text, found: &Support<'_>) -> Vec<Questions> {
    let counters = [
        (AskWhere::TownHall, t.nearby_at_town_hall()),
        (AskWhere::TaxOffice, t.nearby_at_tax_office()),
        (AskWhere::Insurer, t.nearby_at_insurer()),
    ];
    let at = |(counter, name): (AskWhere, String)| {
        let asks = found.ask.iter().filter(|ask| ask.place() == counter);
        Questions { counter: name, asks: asks.map(|ask| words::ask(t, *ask)).collect() }
    };
    counters.into_iter().map(at).filter(|questions| !questions.asks.is_empty()).collect()
}
