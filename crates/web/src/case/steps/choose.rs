//! `GET` and `POST /case/choose`: the comparison for this illness from here, and the list of those to ask.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::choice::{Chosen, Way};
use casework::refusal::Refusal;
use casework::{Act, Case};
use compare::Caution;
use evidence::Edition;
use evidence::desk::desks_of;
use language::{Language, Text};

use super::comparison::question;
use super::fields::{Choices, Form, Line, Summary};
use super::opinion_found::{picks, short};
use super::values::Values;
use super::{At, Failed, desk_words};
use crate::answer::{self, Card, GroupView, Telling};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go};
use crate::claim::{Claim, advice, claim};
use crate::frame::{Frame, page};
use crate::names::{self, Found, Named};
use crate::parameters::Parameters;
use crate::visitor::Visitor;
use crate::work::Weight;

/// So many institutions are shown at first, and so many when all are asked for.
const FIRST: usize = 5;
const MOST: usize = 60;

#[derive(Template)]
#[template(path = "case/steps/choose.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    mine: Vec<Mine>,
    missing: String,
    found: Answered,
    name: Line,
    picks: Option<Choices>,
    ways: Vec<Claim>,
    next: Option<(&'static str, String)>,
}

/// What the comparison says.
#[derive(Default)]
struct Answered {
    lead: Vec<String>,
    cautions: Vec<String>,
    groups: Vec<GroupView>,
    ask: String,
    more: Option<(&'static str, String)>,
    mine: Vec<String>,
    current: String,
}

/// One of those to ask.
struct Mine {
    institution: String,
    name: String,
    way: String,
    ask_first: bool,
    note: String,
    ways: Vec<(&'static str, String, bool)>,
    position: usize,
}

pub(in crate::case) const WAYS: [(&str, Way); 4] = [
    ("visit", Way::Visit),
    ("online", Way::Online),
    ("online-from-nearby", Way::OnlineFromNearby),
    ("doctor-to-doctor", Way::DoctorToDoctor),
];

pub(in crate::case) fn way_words(t: Text, way: Way) -> String {
    match way {
        Way::Visit => t.choose_way_visit(),
        Way::Online => t.choose_way_online(),
        Way::OnlineFromNearby => t.choose_way_nearby(),
        Way::DoctorToDoctor => t.choose_way_doctor(),
    }
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    parameters: Parameters,
) -> Response {
    match At::read(&application, &visitor, &open, Step::Choose).await {
        Ok(at) => shown(&at, parameters.yes("all"), &Values::default(), None).await,
        Err(response) => response,
    }
}

/// What could not be done, with hospitals to choose from where a name means several.
struct Again {
    detail: String,
    remedy: String,
    named: Vec<Named>,
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Choose, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let act = match asked(&at, &sent) {
        Ok(Some(act)) => act,
        Ok(None) => return go("/case/choose"),
        Err(again) => return shown(&at, false, &Values::of(&sent), Some(again)).await,
    };
    match at.act(vec![act]).await {
        Ok(()) => go("/case/choose?saved=yes"),
        Err(Failed { refusal: Refusal::Full(_), .. }) => {
            let again = Again { detail: at.t.choose_full(), remedy: String::new(), named: Vec::new() };
            shown(&at, false, &Values::of(&sent), Some(again)).await
        }
        Err(Failed { refusal: Refusal::SameInstitution, .. }) => {
            let again = Again { detail: at.t.choose_barred(), remedy: String::new(), named: Vec::new() };
            shown(&at, false, &Values::of(&sent), Some(again)).await
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// What the form asks for; nothing when it names nothing.
fn asked(at: &At<'_>, sent: &Sent) -> Result<Option<Act>, Again> {
    let kept = |id: &str| at.view.case.choice.chosen.iter().find(|chosen| chosen.institution == id);
    let id = sent.text("institution");
    Ok(match sent.get("do") {
        Some("off") => Some(Act::Unchoose(id)),
        Some("first") => Some(Act::PutFirst(id)),
        Some("way") => {
            let way = WAYS.iter().find(|(word, _)| sent.get("way") == Some(word)).map(|(_, way)| *way);
            kept(&id).zip(way).map(|(chosen, way)| Act::Choose {
                institution: id.clone(),
                name: chosen.name.clone(),
                way,
                note: chosen.note.clone(),
            })
        }
        Some("add") => put(&at.application.edition, &at.view.case, &id),
        Some("name") => match sent.get("pick") {
            Some(id) => put(&at.application.edition, &at.view.case, id),
            None => by_name(at, sent.get("name").unwrap_or_default())?,
        },
        _ => None,
    })
}

/// Puts an institution of the edition on the list; one that is there stays as it is.
fn put(edition: &Edition, case: &Case, id: &str) -> Option<Act> {
    let institution = edition.institution(edition.institution_by_id(id)?)?;
    if case.choice.chosen.iter().any(|chosen| chosen.institution == id) {
        return None;
    }
    // A desk that only works online is asked online.
    let offered: Vec<_> = desks_of(id).into_iter().flat_map(|desk| &desk.ways).map(|fact| fact.value).collect();
    let fits = |way: &Way| offered.is_empty() || offered.contains(&desk_words::as_published(*way));
    let way = WAYS.iter().map(|(_, way)| *way).find(fits).unwrap_or(Way::Visit);
    Some(Act::Choose { institution: id.to_owned(), name: institution.name.clone(), way, note: String::new() })
}

fn by_name(at: &At<'_>, name: &str) -> Result<Option<Act>, Again> {
    let (t, edition) = (at.t, &at.application.edition);
    if name.is_empty() {
        return Ok(None);
    }
    match names::institution(edition, name) {
        Found::One(index) => {
            let id = edition.institution(index).map(|institution| institution.id.clone()).unwrap_or_default();
            Ok(put(edition, &at.view.case, &id))
        }
        Found::Several(named) => {
            Err(Again { detail: t.choose_by_name_several(short(name)), remedy: String::new(), named })
        }
        Found::Unknown(named) => {
            Err(Again { detail: t.choose_by_name_unknown(short(name)), remedy: String::new(), named })
        }
    }
}

async fn shown(at: &At<'_>, all: bool, values: &Values, again: Option<Again>) -> Response {
    let t = at.t;
    let mut form = Form::new(t, values);
    let mut offered = None;
    let status = if again.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    if let Some(again) = again {
        if !again.named.is_empty() {
            offered = Some(picks(&form, "pick", again.detail.clone(), &again.named));
        }
        let field = if values.text("do") == "name" { "name" } else { "" };
        form.say(field, again.detail, again.remedy);
    }
    let mine = at.view.case.choice.chosen.iter().enumerate().map(|(place, chosen)| mine(t, place, chosen));
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        mine: mine.collect(),
        missing: String::new(),
        found: Answered::default(),
        name: form.line("name", t.choose_by_name(), t.choose_by_name_hint()),
        picks: offered,
        ways: vec![
            advice(t.choose_ways_doctor()),
            claim(t.choose_ways_online(), t.choose_ways_source()),
            advice(t.choose_ways_nearby()),
            advice(t.choose_ways_paper()),
        ],
        summary: form.summary(),
        next: at.next(),
    };
    let case = at.view.case.clone();
    let weight = if all { Weight::Heavy } else { Weight::of_names(&[&case.opinion.near]) };
    at.application
        .in_turn(at.visitor, weight, move |edition, visitor| {
            let (found, missing) = match answered(edition, visitor.language, &case, all) {
                Ok(found) => (found, String::new()),
                Err(missing) => (Answered::default(), missing),
            };
            page(status, &Page { found, missing, ..shown })
        })
        .await
}

/// The comparison in words.
fn answered(edition: &Edition, language: Language, case: &Case, all: bool) -> Result<Answered, String> {
    let t = language.text();
    let question = question(edition, language, case)?;
    let comparison = compare::compare(edition, &question);
    let telling = Telling { edition, language, t, comparison: &comparison, near: &case.opinion.near };
    let total = comparison.rows.len();
    let shown = if all { MOST } else { FIRST }.min(total);
    let reach = match comparison.reach_km {
        Some(km) => t.answer_reach(crate::words::whole(km)),
        None => t.answer_reach_country(),
    };
    let found = match comparison.current {
        Some(_) => t.answer_found_besides(comparison.found, comparison.with_evidence),
        None => t.answer_found(comparison.found, comparison.with_evidence),
    };
    // What must be said of a period stands beside each figure of it.
    let cautions = comparison.cautions.iter().filter(|caution| !matches!(caution, Caution::PeriodNote(..)));
    Ok(Answered {
        lead: vec![reach, found, answer::order(t, comparison.order)],
        cautions: cautions.map(|caution| compare::words::caution(t, edition, &comparison, caution)).collect(),
        groups: telling.groups(shown),
        ask: telling.ask(),
        more: match (all, total > FIRST) {
            (false, true) => Some(("/case/choose?all=yes", t.choose_all(total))),
            (true, true) => Some(("/case/choose", t.choose_fewer())),
            (_, false) => None,
        },
        mine: case.choice.chosen.iter().map(|chosen| chosen.institution.clone()).collect(),
        current: case.opinion.institution.clone().unwrap_or_default(),
    })
}

fn mine(t: Text, place: usize, chosen: &Chosen) -> Mine {
    let published = desk_words::as_published(chosen.way);
    let offers = |desk: &evidence::desk::Desk| desk.ways.iter().any(|fact| fact.value == published);
    Mine {
        institution: chosen.institution.clone(),
        name: chosen.name.clone(),
        way: way_words(t, chosen.way),
        ask_first: !desks_of(&chosen.institution).into_iter().any(offers),
        note: chosen.note.clone(),
        ways: WAYS.iter().map(|(word, way)| (*word, way_words(t, *way), *way == chosen.way)).collect(),
        position: place + 1,
    }
}

impl Answered {
    /// The id of a card's institution.
    fn id<'a>(&self, card: &'a Card) -> &'a str {
        card.href.strip_prefix("/institution/").unwrap_or_default()
    }

    fn is_mine(&self, card: &Card) -> bool {
        self.mine.iter().any(|id| id == self.id(card))
    }

    fn is_current(&self, card: &Card) -> bool {
        self.current == self.id(card)
    }

    /// What is said of one that belongs to the same group as the current one.
    fn same_group(&self, t: &Text, card: &Card) -> bool {
        card.marks.contains(&t.card_mark_same_group())
    }
}
