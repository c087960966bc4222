//! `GET` and `POST /case/second`: what the second doctor gave, to read; or what was said, written down by the patient's side.
//!
//! A draft is its doctor's alone: the case as this person sees it does not hold it, and only what was given is shown here.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, State as Stands};
use casework::second::{Hand, Point, Says, SecondOpinion};
use casework::{Act, ApplicationId, OpinionId, Refusal};
use language::Text;

use super::one::Wrong;
use super::second_form::{Fields, fields, kept, written};
use super::{go_to, words};
use crate::application::Application;
use crate::case::steps::fields::{Form, Summary};
use crate::case::steps::values::Values;
use crate::case::steps::{At, Failed, wrong_in_words};
use crate::case::{CaseFrame, Open, Sent, Step, refused};
use crate::frame::{Frame, page};
use crate::parameters::Parameters;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/heard/second.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    opinions: Vec<OpinionView>,
    /// Which consultation is written down; none where the page offers to choose.
    form: Option<FormView>,
    /// Other consultations that can be written down.
    others: Vec<(String, String)>,
    next: Option<(&'static str, String)>,
}

/// One opinion that was given.
struct OpinionView {
    id: u32,
    title: String,
    hand: String,
    told: bool,
    /// The doctor's own words may still come.
    awaited: String,
    stands: String,
    points: Vec<(String, String)>,
    remarks: String,
}

struct FormView {
    title: String,
    application: String,
    opinion: String,
    fields: Fields,
}

/// What is written down: anew, of one application or of none, or corrected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    New(Option<ApplicationId>),
    Told(OpinionId),
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    parameters: Parameters,
) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Second).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let number = |name: &str| parameters.get(name).and_then(|id| id.parse().ok());
    let correct = number("correct").map(OpinionId).filter(|id| told(&at, *id).is_some());
    let of = number("application").map(ApplicationId);
    let about = match (correct, of.filter(|of| open_ones(&at).iter().any(|known| known.id == *of))) {
        (Some(id), _) => Some(About::Told(id)),
        (None, Some(of)) => Some(About::New(Some(of))),
        (None, None) if parameters.yes("other") => Some(About::New(None)),
        (None, None) => open_ones(&at).first().map(|known| About::New(Some(known.id))),
    };
    shown(&at, about, None, Vec::new())
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Second, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if !at.can_change() {
        return at.refused(&Refusal::NotFound, &sent);
    }
    let number = |name: &str| sent.get(name).and_then(|id| id.parse().ok());
    let (opinion, of) = (number("opinion").map(OpinionId), number("application").map(ApplicationId));
    let about = opinion.map_or(About::New(of), About::Told);
    let written = match written(&at, &sent) {
        Ok(written) => written,
        Err(wrong) => return shown(&at, Some(about), Some(&sent), wrong),
    };
    match at.act(vec![Act::TellSecond { opinion, application: of, written: Box::new(written) }]).await {
        Ok(()) => go_to("/case/second?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => {
            let wrong = troubles.iter().map(|trouble| {
                if trouble.field == "said" {
                    return (
                        Point::Diagnosis.word().to_owned(),
                        at.t.heard_said_nothing(),
                        at.t.heard_said_nothing_remedy(),
                    );
                }
                let label = super::label(at.t, trouble.field).unwrap_or_default();
                let (detail, remedy) = wrong_in_words(at.t, &label, trouble.wrong);
                (trouble.field.to_owned(), detail, remedy)
            });
            shown(&at, Some(about), Some(&sent), wrong.collect())
        }
        Err(Failed { refusal: refusal @ (Refusal::AlreadyGiven | Refusal::OutOfOrder | Refusal::Full(_)), .. }) => {
            let (detail, remedy) = refused::sentences(at.t, &refusal);
            shown(&at, Some(about), Some(&sent), vec![(String::new(), detail, remedy)])
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// What was told and can be corrected.
fn told<'a>(at: &'a At<'_>, id: OpinionId) -> Option<&'a SecondOpinion> {
    let seconds = at.view.case.seconds.iter();
    seconds.filter(|known| known.given.is_some() && known.hand == Hand::Told).find(|known| known.id == id)
}

/// Consultations that took place, or whose day has come, without an opinion yet.
fn open_ones<'a>(at: &'a At<'_>) -> Vec<&'a Applied> {
    let come = |known: &Applied| known.booked.as_ref().is_some_and(|offer| offer.at.date() <= at.view.today);
    let open = |known: &&Applied| known.state == Stands::Held || (known.state == Stands::Booked && come(known));
    at.view.case.applications.iter().filter(open).collect()
}

fn shown(at: &At<'_>, about: Option<About>, sent: Option<&Sent>, wrong: Vec<Wrong>) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let about = about.filter(|_| at.can_change());
    let values = match (sent, about) {
        (Some(sent), _) => Values::of(sent),
        (None, Some(About::Told(id))) => told(at, id).map(|opinion| kept(at, opinion)).unwrap_or_default(),
        (None, Some(About::New(Some(of)))) => prefilled(at, of),
        (None, _) => Values::default(),
    };
    let mut form = Form::new(t, &values);
    for (field, detail, remedy) in wrong {
        form.say(&field, detail, remedy);
    }
    let given = case.seconds.iter().filter(|opinion| opinion.given.is_some());
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        opinions: given.map(|opinion| view(at, opinion)).collect(),
        form: about.map(|about| form_view(at, about, &form)),
        others: if at.can_change() { others(at, about) } else { Vec::new() },
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

/// The doctor's and the hospital's names are known already.
fn prefilled(at: &At<'_>, of: ApplicationId) -> Values {
    let mut values = Values::default();
    if let Some(known) = at.view.case.applications.iter().find(|known| known.id == of) {
        let doctor = known.doctor.and_then(|doctor| at.view.case.person(doctor)).map(|doctor| doctor.name.clone());
        let specialist = known.booked.as_ref().map(|offer| offer.specialist.clone());
        values.put("doctor", doctor.or(specialist).unwrap_or_default());
        values.put("institution", known.name.as_str());
        let agreed = known.booked.as_ref().map(|offer| offer.at.date());
        values.put("said_on", known.held_on.or(agreed).map(|on| at.day(on)).unwrap_or_default());
    }
    values
}

fn form_view(at: &At<'_>, about: About, form: &Form<'_>) -> FormView {
    let t = at.t;
    let (title, application, opinion) = match about {
        About::Told(id) => {
            let of = told(at, id).and_then(|opinion| opinion.application);
            (t.heard_second_correct(), of.map(|of| of.to_string()).unwrap_or_default(), id.to_string())
        }
        About::New(Some(of)) => {
            let known = at.view.case.applications.iter().find(|known| known.id == of);
            (t.heard_second_tell(known.map_or("", |known| known.name.as_str())), of.to_string(), String::new())
        }
        About::New(None) => (t.heard_second_other(), String::new(), String::new()),
    };
    FormView { title, application, opinion, fields: fields(t, form) }
}

/// What else can be written down.
fn others(at: &At<'_>, about: Option<About>) -> Vec<(String, String)> {
    let t = at.t;
    let open = open_ones(at).into_iter().filter(|known| about != Some(About::New(Some(known.id))));
    let mut others: Vec<(String, String)> = open
        .map(|known| (format!("/case/second?application={}", known.id), t.heard_second_tell(known.name.as_str())))
        .collect();
    if about != Some(About::New(None)) {
        others.push(("/case/second?other=yes".to_owned(), t.heard_second_other()));
    }
    others
}

fn view(at: &At<'_>, opinion: &SecondOpinion) -> OpinionView {
    let t = at.t;
    let told = opinion.hand == Hand::Told;
    let when = at.moment_day(opinion.given.unwrap_or(opinion.saved));
    let who = match at.view.case.person(opinion.by) {
        _ if opinion.by == at.view.caller.actor.person => t.steps_who_me(),
        Some(person) => crate::case::words::person(t, person),
        None => t.worries_family(),
    };
    let said = opinion.said_on.map(|on| t.heard_said_on_day(at.day(on)));
    let names = [Some(opinion.institution.clone()), Some(opinion.doctor.clone()), said];
    let names: Vec<String> = names.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    let points = Point::ALL.into_iter().map(|point| {
        let says = match opinion.hand.says(&opinion.of(point)) {
            Says::Words(words) => words.to_owned(),
            Says::CannotBeSaid => t.weigh_cannot_be_said(),
            Says::NotClear => t.heard_known_unclear(),
            Says::Nothing => t.heard_known_open(),
        };
        (words::point(t, point), says)
    });
    OpinionView {
        id: opinion.id.0,
        title: names.join(&t.words_comma()),
        hand: if told { t.heard_hand_told(who, when) } else { t.heard_hand_doctor(opinion.doctor.as_str(), when) },
        told,
        awaited: awaited(at, opinion).unwrap_or_default(),
        stands: opinion.stands.map(|stands| words::stands(t, stands)).unwrap_or_default(),
        points: points.collect(),
        remarks: opinion.remarks.clone(),
    }
}

/// That the doctor may still write, where one was named and has given nothing here.
fn awaited(at: &At<'_>, opinion: &SecondOpinion) -> Option<String> {
    let case = &at.view.case;
    let id = opinion.application.filter(|id| case.only_told(*id))?;
    let doctor = case.applications.iter().find(|known| known.id == id)?.doctor?;
    Some(at.t.heard_second_awaited(case.person(doctor)?.name.as_str()))
}
