//! `GET` and `POST /case/applications`: the applications there are, and the one that can be sent next.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, Channel};
use casework::applying::{Hindrance, Stop, hindrances};
use casework::choice::Chosen;
use casework::office::OFFICE_CASES;
use casework::{Act, Case, Deed, Part, Refusal};
use language::Text;

use super::{go_to, in_turn, words};
use crate::application::Application;
use crate::case::steps::At;
use crate::case::steps::choose::way_words;
use crate::case::steps::desk::fitting;
use crate::case::steps::desk_words;
use crate::case::steps::fields::{Choices, Form, Line, Summary};
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, Open, Sent, Step, refused};
use crate::frame::{Frame, page};
use crate::parameters::Parameters;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/heard/applications.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_apply: bool,
    summary: Summary,
    applications: Vec<Card>,
    sending: Option<Sending>,
    others: Vec<(String, String)>,
    none_chosen: bool,
    next: Option<(&'static str, String)>,
}

/// One application, in short.
struct Card {
    id: u32,
    name: String,
    state: String,
    acts: String,
    now: String,
    yours: bool,
}

/// What can be sent next, and to whom.
struct Sending {
    institution: String,
    name: String,
    way: String,
    desk: String,
    bars: Vec<HindranceView>,
    looks: Vec<HindranceView>,
    parts: Choices,
    blind: Choices,
    words: Line,
    /// The desk answers here; otherwise on paper.
    queue: bool,
}

/// Something that stands in the way, and the page on which it can be put right.
pub(super) struct HindranceView {
    says: String,
    rests: String,
    mend: Option<(&'static str, String)>,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    parameters: Parameters,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Applications).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let asked = parameters.get("choice").and_then(|place| place.parse().ok());
    let chosen = asked.and_then(|place: usize| at.view.case.choice.chosen.get(place.checked_sub(1)?));
    let institution = chosen.or_else(|| next_choice(&at.view.case)).map(|chosen| chosen.institution.clone());
    shown(&at, institution.as_deref(), None, Vec::new()).await
}

/// Sends an application. Sent twice it is sent once: where one is on its way, its page is shown.
pub(super) async fn send(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Applications).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if !at.may(Deed::Apply) {
        return at.refused(&Refusal::NotFound, &sent);
    }
    let (t, case) = (at.t, &at.view.case);
    let institution = sent.text("institution");
    if let Some(live) = live(case, &institution) {
        return go_to(&format!("/case/applications/{}", live.id));
    }
    let Some(chosen) = case.choice.chosen.iter().find(|chosen| chosen.institution == institution) else {
        let wrong = vec![(String::new(), t.heard_not_chosen(), t.heard_not_chosen_remedy())];
        let next = next_choice(case).map(|chosen| chosen.institution.clone());
        return shown(&at, next.as_deref(), Some(&sent), wrong).await;
    };
    if in_the_way(&at, chosen).iter().any(|hindrance| hindrance.bars) {
        let wrong = vec![("bars".to_owned(), t.heard_barred(), t.heard_barred_remedy())];
        return shown(&at, Some(&institution), Some(&sent), wrong).await;
    }
    let parts: BTreeSet<Part> =
        sent.all("part").into_iter().filter_map(Part::from_word).filter(|part| Part::SENT.contains(part)).collect();
    let act = Act::Apply {
        institution: institution.clone(),
        parts,
        blind: sent.yes("blind"),
        channel: channel(&at, &institution).await,
        words: sent.text("words"),
    };
    match in_turn(&at, act).await {
        Ok(view) => {
            let made = live(&view.case, &institution).map(|made| format!("/{}?saved=yes", made.id));
            go_to(&format!("/case/applications{}", made.unwrap_or_default()))
        }
        Err(Refusal::Troubled(troubles)) => {
            let said = troubles.iter().map(|trouble| {
                let label = if trouble.field == "parts" { t.heard_parts() } else { t.heard_words() };
                let (detail, remedy) = crate::case::steps::wrong_in_words(t, &label, trouble.wrong);
                let field = if trouble.field == "parts" { "part" } else { trouble.field };
                (field.to_owned(), detail, remedy)
            });
            shown(&at, Some(&institution), Some(&sent), said.collect()).await
        }
        Err(Refusal::Full(OFFICE_CASES)) => {
            let wrong = vec![(String::new(), t.heard_desk_full(), t.heard_desk_full_remedy())];
            shown(&at, Some(&institution), Some(&sent), wrong).await
        }
        Err(refusal @ (Refusal::Full(_) | Refusal::SameInstitution | Refusal::PatientNotTold)) => {
            let (detail, remedy) = refused::sentences(t, &refusal);
            shown(&at, Some(&institution), Some(&sent), vec![(String::new(), detail, remedy)]).await
        }
        Err(refusal) => at.refused(&refusal, &sent),
    }
}

/// How the desk of an institution answers: in its queue here, where it works with this program.
async fn channel(at: &At<'_>, institution: &str) -> Channel {
    match at.open.casework.desk_for(institution).await {
        Ok(Some(office)) if !office.is_full(at.view.today) => Channel::Queue,
        // Paper reaches a desk whose list is full. Where it cannot be known just now, paper always arrives.
        _ => Channel::Paper,
    }
}

/// The application to this institution that has not ended.
pub(super) fn live<'a>(case: &'a Case, institution: &str) -> Option<&'a Applied> {
    case.applications.iter().find(|known| known.institution == institution && !known.state.is_end())
}

/// The first of those chosen to whom nothing was sent yet.
pub(super) fn next_choice(case: &Case) -> Option<&Chosen> {
    let sent = |chosen: &&Chosen| case.applications.iter().any(|known| known.institution == chosen.institution);
    case.choice.chosen.iter().find(|chosen| !sent(chosen))
}

/// What stands in the way of an application to one of those chosen.
pub(super) fn in_the_way(at: &At<'_>, chosen: &Chosen) -> Vec<Hindrance> {
    let desk = fitting(&chosen.institution, Some(chosen.way));
    hindrances(&at.view.case, &chosen.institution, desk, at.view.today)
}

async fn shown(
    at: &At<'_>,
    institution: Option<&str>,
    sent: Option<&Sent>,
    wrong: Vec<(String, String, String)>,
) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let values = sent.map(Values::of).unwrap_or_default();
    let mut form = Form::new(t, &values);
    for (field, detail, remedy) in wrong {
        form.say(&field, detail, remedy);
    }
    let can_apply = at.may(Deed::Apply);
    let chosen = case.choice.chosen.iter().find(|chosen| Some(chosen.institution.as_str()) == institution);
    let chosen = chosen.filter(|chosen| can_apply && live(case, &chosen.institution).is_none());
    let sending = match chosen {
        Some(chosen) => Some(sending(at, chosen, &form, sent.is_some()).await),
        None => None,
    };
    let others = case
        .choice
        .chosen
        .iter()
        .enumerate()
        .filter(|(_, other)| can_apply && Some(*other) != chosen && live(case, &other.institution).is_none());
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_apply,
        applications: case.applications.iter().rev().map(|application| card(t, application)).collect(),
        others: others
            .map(|(place, other)| (format!("/case/applications?choice={}", place + 1), t.heard_to(other.name.as_str())))
            .collect(),
        none_chosen: can_apply && case.choice.chosen.is_empty(),
        sending,
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

fn card(t: Text, application: &Applied) -> Card {
    Card {
        id: application.id.0,
        name: application.name.clone(),
        state: words::stands_now(t, application),
        acts: words::who_acts(t, application),
        now: words::what_now(t, application),
        yours: application.waits_for() == casework::application::Side::Patient,
    }
}

async fn sending(at: &At<'_>, chosen: &Chosen, form: &Form<'_>, again: bool) -> Sending {
    let t = at.t;
    let (bars, looks): (Vec<_>, Vec<_>) = in_the_way(at, chosen).into_iter().partition(|hindrance| hindrance.bars);
    let views = |these: Vec<Hindrance>| these.iter().map(|one| hindrance_view(at, one)).collect();
    let parts = Part::SENT.into_iter().map(|part| {
        let (label, about) = part_words(t, part);
        let choice = form.choice("part", part.word(), label).about(about);
        if !again && exists(&at.view.case, part) { choice.first() } else { choice }
    });
    let blind = form.choice("blind", "yes", t.heard_blind()).about(t.heard_blind_about());
    Sending {
        institution: chosen.institution.clone(),
        name: chosen.name.clone(),
        way: way_words(t, chosen.way),
        desk: format!("/case/desk/{}", chosen.institution),
        bars: views(bars),
        looks: views(looks),
        parts: form.any("part", t.heard_parts(), parts.collect()).hint(t.heard_parts_hint()),
        blind: form.any("blind", t.heard_blind_legend(), vec![blind]),
        words: form.text("words", t.heard_words_desk(), t.heard_words_hint()),
        queue: channel(at, &chosen.institution).await == Channel::Queue,
    }
}

fn hindrance_view(at: &At<'_>, hindrance: &Hindrance) -> HindranceView {
    let step = match hindrance.stop {
        Stop::SameInstitution => Some(Step::Choose),
        Stop::PatientNotTold => Some(Step::Opinion),
        Stop::WantsTransfer | Stop::WishOpen => Some(Step::Wish),
        Stop::DoctorNotTold | Stop::DoctorThinking | Stop::DoctorNotAgreed => Some(Step::Tell),
        Stop::NoLetter => Some(Step::Letter),
        Stop::RecordMissing(_) => Some(Step::Records),
        Stop::TreatmentBegun => Some(Step::Time),
        Stop::Bring(_) | Stop::RelationNotAdmitted(_) | Stop::RelationNotKnown(_) | Stop::AskYourself(_) => None,
    };
    HindranceView {
        says: desk_words::stop(at.t, hindrance.stop),
        rests: desk_words::rests(at.t, &hindrance.rests),
        mend: step.map(|step| (step.path(), at.t.heard_go_to(step.name(at.t)))),
    }
}

/// What a part is called in an application, and what of it is seen there.
pub(super) fn part_words(t: Text, part: Part) -> (String, String) {
    match part {
        Part::Opinion => (t.heard_part_opinion(), t.heard_part_opinion_about()),
        Part::Letter => (t.heard_part_letter(), t.heard_part_letter_about()),
        Part::Records => (t.heard_part_records(), t.heard_part_records_about()),
        Part::Time => (t.heard_part_time(), t.heard_part_time_about()),
        other => (crate::case::words::part(t, other), String::new()),
    }
}

/// Whether anything stands in a part.
fn exists(case: &Case, part: Part) -> bool {
    match part {
        Part::Opinion => !case.opinion.condition_words.is_empty() || case.opinion.condition.is_some(),
        Part::Letter => case.letter.received_on.is_some() || case.letter.form.is_some(),
        Part::Records => !case.records.is_empty(),
        Part::Time => case.timing.treatment.is_some() || case.timing.latest_safe.is_some(),
        _ => false,
    }
}
