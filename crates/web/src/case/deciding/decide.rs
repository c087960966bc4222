//! `GET` and `POST /case/decide`: what is decided, by the patient alone; the record of it, on one printed page.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::decision::{Chooses, Decision};
use casework::opinion::Known;
use casework::refusal::{Trouble, Wrong};
use casework::{Act, Deed, OpinionId, Part, PersonId, Refusal};
use documents::paper::papers::words;
use language::Text;

use super::{given, label, second_doctor, stay};
use crate::application::Application;
use crate::case::steps::fields::{Choices, Form, Line, Summary};
use crate::case::steps::values::{Values, date};
use crate::case::steps::{At, Failed};
use crate::case::{CaseFrame, Open, Sent, Step};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/deciding/decide.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_decide: bool,
    can_answer_ease: bool,
    no_second: bool,
    /// Said to the doctor already, and changed since.
    changed: bool,
    report_due: bool,
    summary: Summary,
    record: Option<Record>,
    earlier: Vec<(String, String)>,
    chooses: Choices,
    words: Line,
    with: Line,
    on: Line,
    next: Option<(&'static str, String)>,
}

/// The decision that holds, as it is printed.
struct Record {
    heading: String,
    what: String,
    on: String,
    with: String,
    words: String,
    about: Vec<(String, String)>,
    matters: Vec<String>,
    made: String,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Decide).await {
        Ok(at) => {
            let mut values = Values::default();
            values.put("on", at.day(at.view.today));
            shown(&at, &values, None)
        }
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent_to(&application, &visitor, &open, (Step::Decide, Deed::Decide), &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if !at.may(Deed::Decide) {
        return at.refused(&Refusal::NotFound, &sent);
    }
    let mut troubles = Vec::new();
    let on = date(&sent, "on", at.view.today, &mut troubles);
    if on.is_none() && troubles.is_empty() {
        troubles.push(Trouble { field: "on", wrong: Wrong::Missing });
    }
    let chooses = sent.get("chooses").and_then(from_word);
    if chooses.is_none() {
        let wrong = if sent.get("chooses").is_some() { Wrong::NotAChoice } else { Wrong::Missing };
        troubles.insert(0, Trouble { field: "chooses", wrong });
    }
    let (Some(chooses), Some(on), true) = (chooses, on, troubles.is_empty()) else {
        return shown(&at, &Values::of(&sent), Some(&troubles));
    };
    let with = sent.text("with").lines().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    match at.act(vec![Act::Decide { chooses, words: sent.text("words"), with, on }]).await {
        Ok(()) => stay("/case/decide?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => shown(&at, &Values::of(&sent), Some(&troubles)),
        Err(Failed { refusal: Refusal::NotFound, .. }) => {
            // The rules know no such opinion: it is not one of the choices.
            let wrong = Trouble { field: "chooses", wrong: Wrong::NotAChoice };
            shown(&at, &Values::of(&sent), Some(&[wrong]))
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

fn from_word(word: &str) -> Option<Chooses> {
    let opinion = |prefix| word.strip_prefix(prefix).and_then(|id| id.parse().ok()).map(OpinionId);
    match word {
        "first" => Some(Chooses::First),
        "another" => Some(Chooses::Another),
        "no-treatment" => Some(Chooses::NoTreatment),
        "later" => Some(Chooses::Later),
        _ => opinion("second-").map(Chooses::Second).or_else(|| opinion("there-").map(Chooses::SecondThere)),
    }
}

fn shown(at: &At<'_>, values: &Values, wrong: Option<&[Trouble]>) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let named = |name: &str| label(t, Step::Decide, name).unwrap_or_else(|| t.decide_what());
    let form = Form::with(t, values, wrong.unwrap_or_default(), named);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let deciding = &case.deciding;
    let before = deciding.decisions.len().saturating_sub(1);
    let earlier = deciding.decisions.iter().take(before).rev().map(|decision| earlier(at, decision)).collect();
    let reported_once = !deciding.reports.is_empty();
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_decide: at.may(Deed::Decide),
        can_answer_ease: at.may(Deed::AnswerEase),
        no_second: given(case).next().is_none() && at.may(Deed::Read(Part::Second)),
        changed: deciding.report_due() && reported_once,
        report_due: deciding.report_due(),
        record: deciding.decisions.last().map(|decision| record(at, decision)),
        earlier,
        chooses: chooses(at, &form),
        words: form.text("words", t.decide_words(), String::new()),
        with: form.text("with", t.decide_with(), t.decide_with_hint()).lines(3),
        on: form.line("on", t.decide_on(), t.steps_date_hint()),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

fn chooses(at: &At<'_>, form: &Form<'_>) -> Choices {
    let (t, case) = (at.t, &at.view.case);
    let choice = |word: &str, chooses| form.choice("chooses", word, words::chooses(t, case, chooses));
    let mut all = vec![choice("first", Chooses::First)];
    for second in given(case) {
        all.push(choice(&format!("second-{}", second.id), Chooses::Second(second.id)));
        let there = choice(&format!("there-{}", second.id), Chooses::SecondThere(second.id));
        all.push(there.about(t.decide_second_there_about()));
    }
    all.push(choice("another", Chooses::Another));
    all.push(choice("no-treatment", Chooses::NoTreatment).about(t.decide_none_about()));
    all.push(choice("later", Chooses::Later).about(t.decide_later_about()));
    form.one("chooses", t.decide_what(), all)
}

fn earlier(at: &At<'_>, decision: &Decision) -> (String, String) {
    let what = words::chooses(at.t, &at.view.case, decision.chooses);
    (at.t.decide_earlier_line(at.day(decision.on), what), decision.words.clone())
}

fn record(at: &At<'_>, decision: &Decision) -> Record {
    let (t, case) = (at.t, &at.view.case);
    let name = case.person(PersonId::PATIENT).map(|patient| patient.name.trim()).unwrap_or_default();
    let told = |known: &Known<String>| known.told().map(|words| words.trim().to_owned());
    let illness = casework::weigh::first_said(case, casework::second::Point::Diagnosis);
    let mut about =
        vec![(t.decide_illness(), told(&illness)), (t.decide_first_proposed(), told(&case.opinion.treatment))];
    for second in given(case) {
        let proposed = words::said_at_all(t, second.hand, &second.of(casework::second::Point::Treatment));
        about.push((t.decide_second_proposed(second_doctor(t, second)), proposed));
    }
    let about = about.into_iter().filter_map(|(label, words)| Some((label, words?)));
    Record {
        heading: if name.is_empty() { t.decide_sheet() } else { t.decide_of(name) },
        what: words::chooses(t, case, decision.chooses),
        on: at.day(decision.on),
        with: if decision.with.is_empty() { t.decide_alone() } else { decision.with.join(&t.words_comma()) },
        words: decision.words.clone(),
        about: about.collect(),
        matters: words::matters(t, case),
        made: t.decide_made_on(at.moment_day(decision.at)),
    }
}
