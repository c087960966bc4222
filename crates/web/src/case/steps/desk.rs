//! `GET` and `POST /case/desk/{institution}`: what one desk says about itself, what to ask it, and what would stop an application.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::applying::{Hindrance, hindrances};
use casework::choice::{Choice, Way};
use casework::refusal::Refusal;
use casework::{Act, Case};
use evidence::desk::{Desk, desks_of};
use language::Text;

use super::choose::{WAYS, way_words};
use super::desk_facts::{Line as Fact, lines};
use super::desk_words as words;
use super::fields::{Choices, Form, Line, Summary};
use super::values::Values;
use super::{At, Failed};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, refused};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/desk.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    institution: String,
    address: String,
    desks: Vec<DeskView>,
    hindrances: Vec<HindranceView>,
    on_list: bool,
    way: Choices,
    note: Line,
    questions: Vec<String>,
}

struct DeskView {
    id: String,
    name: String,
    made_up: bool,
    facts: Vec<Fact>,
}

struct HindranceView {
    says: String,
    rests: String,
    bars: bool,
    word: String,
    cleared: bool,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(institution): Path<String>,
) -> Response {
    match At::read(&application, &visitor, &open, Step::Choose).await {
        Ok(at) => shown(&at, &institution, None),
        Err(response) => response,
    }
}

pub(super) async fn save(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(institution): Path<String>,
    sent: Sent,
) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Choose, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let kept = &at.view.case.choice;
    let mut acts = Vec::new();
    // Answers given on other desks' pages stay as they are.
    let asked = all_hindrances(&at, &institution);
    let asked: Vec<&str> = asked.iter().filter_map(|hindrance| hindrance.clears_as.as_deref()).collect();
    let others = kept.cleared.iter().filter(|word| !asked.contains(&word.as_str())).cloned();
    let ticked = sent.all("cleared").into_iter().filter(|word| asked.contains(word)).map(str::to_owned);
    let cleared: Vec<String> = others.chain(ticked).collect();
    if cleared != kept.cleared {
        acts.push(Act::SaveCleared(cleared));
    }
    if let Some(chosen) = kept.chosen.iter().find(|chosen| chosen.institution == institution) {
        let way = WAYS.iter().find(|(word, _)| sent.get("way") == Some(word)).map_or(chosen.way, |(_, way)| *way);
        let note = sent.text("note");
        if way != chosen.way || note != chosen.note {
            acts.push(Act::Choose { institution: institution.clone(), name: chosen.name.clone(), way, note });
        }
    }
    match at.act(acts).await {
        Ok(()) => {
            let to = HeaderValue::from_str(&format!("/case/desk/{institution}?saved=yes"));
            let to = to.unwrap_or(HeaderValue::from_static("/case/choose"));
            (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
        }
        Err(Failed { refusal: refusal @ Refusal::Troubled(_), .. }) => {
            shown(&at, &institution, Some((&sent, &refusal)))
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// Everything that would stop an application, also what the patient has said does not apply.
fn all_hindrances(at: &At<'_>, institution: &str) -> Vec<Hindrance> {
    let case = &at.view.case;
    let asked = Case { choice: Choice { cleared: Vec::new(), ..case.choice.clone() }, ..case.clone() };
    let way = case.choice.chosen.iter().find(|chosen| chosen.institution == institution).map(|chosen| chosen.way);
    hindrances(&asked, institution, fitting(institution, way), at.view.today)
}

/// The desk of an institution that gives an opinion in this way; one for everyone before one for a few illnesses only.
pub(in crate::case) fn fitting(institution: &str, way: Option<Way>) -> Option<&'static Desk> {
    let way = way.map_or(evidence::desk::Way::Visit, words::as_published);
    let other_way = |desk: &Desk| !desk.ways.iter().any(|fact| fact.value == way);
    desks_of(institution).into_iter().min_by_key(|desk| (other_way(desk), desk.only_for.is_some()))
}

fn shown(at: &At<'_>, institution: &str, again: Option<(&Sent, &Refusal)>) -> Response {
    let (t, edition) = (at.t, &at.application.edition);
    let Some(found) = edition.institution_by_id(institution).and_then(|index| edition.institution(index)) else {
        return refused(at.application, at.visitor, &Refusal::NotFound);
    };
    let kept = &at.view.case.choice;
    let chosen = kept.chosen.iter().find(|chosen| chosen.institution == institution);
    let mut values = Values::default();
    if let (Some(chosen), None) = (chosen, again) {
        values.put("way", WAYS.iter().find(|(_, way)| *way == chosen.way).map_or("", |(word, _)| *word));
        values.put("note", chosen.note.as_str());
    }
    let values = again.map_or(values, |(sent, _)| Values::of(sent));
    let form = match again {
        Some((_, Refusal::Troubled(troubles))) => Form::with(t, &values, troubles, |_| t.desk_notes()),
        _ => Form::new(t, &values),
    };
    let ways = WAYS.iter().map(|(word, way)| form.choice("way", word, way_words(t, *way)));
    let shown = Page {
        frame: at.frame_titled(t.desk_title(found.name.as_str())),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        institution: institution.to_owned(),
        address: format!("/institution/{institution}"),
        desks: in_order(institution).into_iter().map(|desk| view(at, desk)).collect(),
        hindrances: all_hindrances(at, institution).iter().map(|hindrance| hindrance_view(at, hindrance)).collect(),
        on_list: chosen.is_some(),
        way: form.one("way", t.choose_way(), ways.collect()),
        note: form.text("note", t.desk_notes(), String::new()),
        questions: questions(t),
        summary: form.summary(),
    };
    page(if again.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &shown)
}

/// Those for everyone first.
fn in_order(institution: &str) -> Vec<&'static Desk> {
    let mut desks = desks_of(institution);
    desks.sort_by_key(|desk| desk.only_for.is_some());
    desks
}

fn view(at: &At<'_>, desk: &Desk) -> DeskView {
    let t = at.t;
    let tongue = t.language().code();
    let name = desk.name.as_ref().map(|name| name.value.in_language(tongue).to_owned());
    DeskView {
        id: desk.id.as_str().to_owned(),
        name: name.unwrap_or_else(|| desk.institution.name.in_language(tongue).to_owned()),
        made_up: desk.made_up,
        facts: lines(t, desk, at.view.today),
    }
}

fn hindrance_view(at: &At<'_>, hindrance: &Hindrance) -> HindranceView {
    let word = hindrance.clears_as.clone().unwrap_or_default();
    HindranceView {
        says: words::stop(at.t, hindrance.stop),
        rests: words::rests(at.t, &hindrance.rests),
        bars: hindrance.bars,
        cleared: at.view.case.choice.cleared.contains(&word),
        word,
    }
}

fn questions(t: Text) -> Vec<String> {
    vec![
        t.desk_question_illness(),
        t.desk_question_fee(),
        t.desk_question_wait(),
        t.desk_question_apply(),
        t.desk_question_papers(),
        t.desk_question_slides(),
        t.desk_question_who(),
        t.desk_question_online(),
        t.desk_question_refuse(),
        t.desk_question_report(),
        t.desk_question_tongue(),
    ]
}
