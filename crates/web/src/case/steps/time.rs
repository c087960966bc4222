//! `GET` and `POST /case/time`: what needs help now comes first; then what to ask the doctor.
//!
//! Nothing here says how long it is safe to wait, and nothing reassures.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::refusal::Trouble;
use casework::timing::{Timing, Treatment};
use casework::triage::{Cited, Path, Review, Sign, Triage, next, triage};
use casework::{Act, Refusal};
use compare::words::in_language;
use evidence::Country;
use language::Text;

use super::fields::{Choices, Form, Line, Summary};
use super::values::{Values, date};
use super::{At, Failed};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go};
use crate::frame::{Frame, page};
use crate::names::{self, Found};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/time.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    red: Option<Red>,
    /// What to ask the doctor, when nothing needs help now.
    says: Vec<String>,
    /// An answer that is old by now, in a sentence.
    signs_again: Option<String>,
    review: String,
    protocol: String,
    sources: Vec<(String, String)>,
    signs: Vec<Choices>,
    none: Choices,
    treatment: Choices,
    latest: Line,
    latest_by: Line,
    facts: Vec<(String, String)>,
    next: Option<(&'static str, String)>,
}

/// What to do before anything else.
struct Red {
    title: String,
    says: Vec<String>,
}

const TREATMENTS: [(&str, Treatment); 5] = [
    ("not-started", Treatment::NotStarted),
    ("within-days", Treatment::WithinDays),
    ("in-hospital", Treatment::InHospital),
    ("begun", Treatment::Begun),
    ("unknown", Treatment::Unknown),
];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Time).await {
        Ok(at) => shown(&at, &kept(&at), None),
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Time, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let triage = triage();
    let ticked = sent.all("signs");
    let signs = triage.signs.iter().map(|sign| &sign.id).filter(|id| ticked.contains(&id.as_str()));
    let signs: BTreeSet<String> = signs.cloned().collect();
    let alarming = !signs.is_empty();
    // Nothing ticked at all is no answer: it must not pass for "none of these".
    let answered = alarming || ticked.contains(&"none");
    let signs = answered.then(|| Act::AnswerSigns { signs, version: triage.version.clone() });
    let mut acts: Vec<Act> = signs.clone().into_iter().collect();
    let mut troubles = Vec::new();
    let latest_safe = date(&sent, "latest_safe", at.view.today, &mut troubles);
    let treatment = TREATMENTS.iter().find(|(word, _)| sent.get("treatment") == Some(word));
    acts.push(Act::SaveTiming {
        treatment: treatment.map(|(_, treatment)| *treatment),
        latest_safe,
        latest_safe_by: sent.text("latest_safe_by"),
    });
    if troubles.is_empty() {
        match at.act(acts).await {
            Ok(()) => return go("/case/time?saved=yes"),
            Err(Failed { refusal: Refusal::Troubled(found), .. }) => troubles = found,
            Err(failed) => return at.refused(&failed.refusal, &sent),
        }
    }
    // Signs that need help now are kept though another field is wrong: whoever opens the page again shall see them first.
    if let Some(signs) = signs.filter(|_| alarming)
        && at.act(vec![signs]).await.is_ok()
        && let Ok(newer) = At::read(&application, &visitor, &open, Step::Time).await
    {
        return shown(&newer, &Values::of(&sent), Some(&troubles));
    }
    shown(&at, &Values::of(&sent), Some(&troubles))
}

fn kept(at: &At<'_>) -> Values {
    let timing = &at.view.case.timing;
    let mut values = Values::default();
    timing.signs.iter().for_each(|sign| values.put("signs", sign.as_str()));
    // An old "none of these" is asked again; an old sign stays ticked until someone takes it away.
    if timing.signs.is_empty() && !timing.signs_stale(at.view.today) {
        values.put("signs", "none");
    }
    let word = TREATMENTS.iter().find(|(_, treatment)| Some(*treatment) == timing.treatment);
    values.put("treatment", word.map_or("", |(word, _)| *word));
    values.put("latest_safe", timing.latest_safe.map(|date| at.day(date)).unwrap_or_default());
    values.put("latest_safe_by", timing.latest_safe_by.as_str());
    values
}

fn shown(at: &At<'_>, values: &Values, troubles: Option<&[Trouble]>) -> Response {
    let (t, language, triage) = (at.t, at.visitor.language, triage());
    let form = Form::with(t, values, troubles.unwrap_or_default(), |field| match field {
        "latest_safe" => t.time_latest(),
        "latest_safe_by" => t.time_latest_by(),
        _ => t.time_signs(),
    });
    let ticked: Vec<&'static Sign> = triage.signs.iter().filter(|sign| values.has("signs", &sign.id)).collect();
    let path = match troubles {
        Some(_) if !ticked.is_empty() => of_ticked(ticked),
        _ => next(&at.view.case.timing, triage),
    };
    let status = if troubles.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (red, says) = answer(at, triage, &path);
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        red,
        says,
        signs_again: signs_again(at),
        review: review(at, triage),
        protocol: in_language(&triage.protocol, language).to_owned(),
        sources: sources(triage),
        signs: signs(at, triage, &form),
        none: form
            .any("signs", t.time_signs_none(), vec![form.choice("signs", "none", t.time_signs_none())])
            .ids("signs-none".to_owned()),
        treatment: form.one("treatment", t.time_treatment(), treatments(t, &form)),
        latest: form.line("latest_safe", t.time_latest(), format!("{} {}", t.time_latest_hint(), t.steps_date_hint())),
        latest_by: form.line("latest_safe_by", t.time_latest_by(), t.time_latest_by_hint()),
        facts: facts(at),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

/// What signs that were ticked and could not be saved with the rest lead to.
fn of_ticked(ticked: Vec<&'static Sign>) -> Path {
    use casework::triage::Level;
    let red = ticked.iter().any(|sign| sign.level == Level::Ambulance);
    if red { Path::RedNow(ticked) } else { Path::HospitalNow(ticked) }
}

/// What to do before anything else; and what to ask the doctor.
fn answer(at: &At<'_>, triage: &'static Triage, path: &Path) -> (Option<Red>, Vec<String>) {
    let t = at.t;
    let begun = at.view.case.timing.treatment == Some(Treatment::Begun);
    match path {
        Path::RedNow(signs) => {
            let mut says = vec![call(at, triage)];
            if !signs.is_empty() {
                says.push(t.time_red_tell(said(at, signs)));
            }
            says.extend([t.time_red_alone(), t.time_red_later(), t.time_red_over()]);
            (Some(Red { title: t.time_red_title(), says }), if begun { vec![t.time_begun()] } else { Vec::new() })
        }
        Path::HospitalNow(signs) => {
            let says =
                vec![t.time_hospital_about(said(at, signs), number(at, triage)), t.time_red_later(), t.time_red_over()];
            (Some(Red { title: t.time_hospital_title(), says }), if begun { vec![t.time_begun()] } else { Vec::new() })
        }
        Path::SignsFirst => (None, vec![t.time_not_answered()]),
        Path::InTreatment => (None, [t.time_begun()].into_iter().chain(named(at)).collect()),
        Path::AskToday => (None, [t.time_ask_today()].into_iter().chain(named(at)).collect()),
        Path::AskDoctor => (None, named(at).map_or_else(|| vec![t.time_ask_latest()], |named| vec![named])),
    }
}

/// The date the doctor named.
fn named(at: &At<'_>) -> Option<String> {
    let (t, timing) = (at.t, &at.view.case.timing);
    let date = timing.latest_safe?;
    let who = timing.latest_safe_by.as_str();
    Some(if date < at.view.today { t.time_named_past(who, at.day(date)) } else { t.time_named(who, at.day(date)) })
}

fn said(at: &At<'_>, signs: &[&Sign]) -> String {
    let words: Vec<&str> = signs.iter().map(|sign| in_language(&sign.words, at.visitor.language)).collect();
    words.join(&at.t.words_semicolon())
}

fn call(at: &At<'_>, triage: &Triage) -> String {
    match country(at) {
        Some(_) => at.t.time_red_call(number(at, triage)),
        None => at.t.time_red_elsewhere(number(at, triage)),
    }
}

/// The emergency number where the patient lives, or every number known, each with its country.
pub(in crate::case) fn number(at: &At<'_>, triage: &Triage) -> String {
    let t = at.t;
    let here = country(at);
    if let Some(number) = triage.numbers.iter().find(|number| Some(number.country) == here) {
        return number.number.clone();
    }
    let each = triage.numbers.iter().map(|number| {
        let country = match number.country {
            Country::Japan => t.time_japan(),
            Country::UnitedStates => t.time_america(),
        };
        t.time_number(number.number.as_str(), country)
    });
    each.collect::<Vec<_>>().join(&t.words_comma())
}

fn country(at: &At<'_>) -> Option<Country> {
    let near = &at.view.case.opinion.near;
    if near.is_empty() {
        return None;
    }
    match names::place(&at.application.edition, at.visitor.language, near) {
        Found::One(origin) => Some(origin.country),
        Found::Several(_) | Found::Unknown(_) => None,
    }
}

fn review(at: &At<'_>, triage: &Triage) -> String {
    match &triage.review {
        Review::Draft => at.t.time_signs_draft(triage.version.as_str()),
        Review::Reviewed { by, on } => {
            at.t.time_signs_reviewed(format!("{by}, {}", at.day(*on)), triage.version.as_str())
        }
    }
}

/// The signs under their headings, each with the item it comes from.
fn signs(at: &At<'_>, triage: &Triage, form: &Form<'_>) -> Vec<Choices> {
    let language = at.visitor.language;
    let mut groups: Vec<(String, Vec<super::fields::Choice>)> = Vec::new();
    for sign in &triage.signs {
        let heading = in_language(&sign.group, language).to_owned();
        let item = format!("{} {}", sign.source.publisher, sign.source.item);
        let words = in_language(&sign.words, language).to_owned();
        let choice = form.choice("signs", &sign.id, words).about(item);
        match groups.last_mut().filter(|(last, _)| *last == heading) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((heading, vec![choice])),
        }
    }
    let numbered = groups.into_iter().enumerate();
    numbered
        .map(|(place, (heading, choices))| form.any("signs", heading, choices).ids(format!("signs-{place}")))
        .collect()
}

/// Each source once, with its address.
fn sources(triage: &Triage) -> Vec<(String, String)> {
    let mut sources: Vec<(String, String)> = Vec::new();
    let cited = triage.signs.iter().map(|sign| &sign.source).chain(triage.numbers.iter().map(|number| &number.source));
    for Cited { title, publisher, address, seen, .. } in cited {
        if !sources.iter().any(|(_, known)| known == address) {
            sources.push((format!("{publisher} – {title} ({seen})"), address.clone()));
        }
    }
    sources
}

fn treatments(t: Text, form: &Form<'_>) -> Vec<super::fields::Choice> {
    TREATMENTS.iter().map(|(word, treatment)| form.choice("treatment", word, treatment_words(t, *treatment))).collect()
}

/// Where the treatment stands.
pub(in crate::case) fn treatment_words(t: Text, treatment: Treatment) -> String {
    match treatment {
        Treatment::NotStarted => t.time_treatment_not_started(),
        Treatment::WithinDays => t.time_treatment_within_days(),
        Treatment::InHospital => t.time_treatment_in_hospital(),
        Treatment::Begun => t.time_treatment_begun(),
        Treatment::Unknown => t.time_treatment_unknown(),
    }
}

fn signs_again(at: &At<'_>) -> Option<String> {
    let timing = &at.view.case.timing;
    let old = timing.signs_read.is_some() && timing.signs_stale(at.view.today);
    old.then(|| at.t.time_signs_again(Timing::SIGNS_DAYS))
}

fn facts(at: &At<'_>) -> Vec<(String, String)> {
    let (t, timing, language) = (at.t, &at.view.case.timing, at.visitor.language);
    let ticked = triage().signs.iter().filter(|sign| timing.signs.contains(&sign.id));
    let signs: Vec<&str> = ticked.map(|sign| in_language(&sign.words, language)).collect();
    let signs = match (&timing.signs_read, signs.is_empty()) {
        (None, _) => t.steps_not_answered(),
        (Some(_), true) => t.time_signs_none(),
        (Some(_), false) => signs.join("\n"),
    };
    let treatment = timing.treatment.map(|treatment| treatment_words(t, treatment));
    let latest = timing.latest_safe.map(|date| format!("{} ({})", at.day(date), timing.latest_safe_by));
    vec![
        (t.time_signs(), signs),
        (t.time_treatment(), treatment.unwrap_or_else(|| t.steps_not_answered())),
        (t.time_latest(), latest.unwrap_or_else(|| t.steps_not_answered())),
    ]
}
