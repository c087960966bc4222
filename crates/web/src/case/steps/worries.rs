//! `/case/worries`: what worries the patient and the family, and what was answered to it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::refusal::Trouble;
use casework::worry::{About, Worry};
use casework::{Act, Deed, PersonId, Refusal, Role, WorryId};
use language::Text;

use super::fields::{Choices, Form, Line, Summary};
use super::values::Values;
use super::{At, Failed};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go, words};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/worries.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    can_close: bool,
    summary: Summary,
    open: Vec<WorryView>,
    closed: Vec<WorryView>,
    about: Choices,
    words: Line,
    whose: Option<Choices>,
    next: Option<(&'static str, String)>,
}

/// One worry.
struct WorryView {
    id: u32,
    says: String,
    of: String,
    answers: Vec<AnswerView>,
    closed: String,
    /// The form for an answer stands open, because something in it is wrong.
    asks: bool,
    who: Line,
    words: Line,
}

struct AnswerView {
    place: usize,
    by: String,
    words: String,
    close: String,
}

const ASKED: [(&str, About); 3] = [("enough", About::Enough), ("cured", About::Cured), ("another", About::Another)];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Worries).await {
        Ok(at) => shown(&at, &Values::default(), None),
        Err(response) => response,
    }
}

/// `POST /case/worries`: puts worries down.
pub(super) async fn add(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Worries, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let of = sent.get("of").and_then(|of| of.parse().ok()).map(PersonId);
    let put = |about, words: String| Act::AddWorry { of, about, words };
    let ticked = ASKED.iter().filter(|(word, _)| sent.all("about").contains(word));
    let mut acts: Vec<Act> = ticked.map(|(_, about)| put(*about, String::new())).collect();
    if let Some(own) = sent.get("words") {
        acts.push(put(About::Own, own.to_owned()));
    }
    if acts.is_empty() {
        return at.onward();
    }
    done(&at, &sent, acts, None).await
}

/// `POST /case/worries/answer`: puts an answer down.
pub(super) async fn answer(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Worries, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let worry = worry(&sent);
    let (who, words) = (sent.text(&format!("who-{worry}")), sent.text(&format!("words-{worry}")));
    done(&at, &sent, vec![Act::AnswerWorry { worry, who, words }], Some(worry)).await
}

/// `POST /case/worries/close`: the answer has settled it.
pub(super) async fn close(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let at = match At::sent_to(&application, &visitor, &open, (Step::Worries, Deed::CloseWorry), &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let answer = sent.get("answer").and_then(|place| place.parse().ok()).unwrap_or(u32::MAX);
    done(&at, &sent, vec![Act::CloseWorry { worry: worry(&sent), answer }], None).await
}

/// `POST /case/worries/reopen`: it is there again.
pub(super) async fn reopen(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let at = match At::sent_to(&application, &visitor, &open, (Step::Worries, Deed::CloseWorry), &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    done(&at, &sent, vec![Act::ReopenWorry(worry(&sent))], None).await
}

fn worry(sent: &Sent) -> WorryId {
    WorryId(sent.get("worry").and_then(|id| id.parse().ok()).unwrap_or(0))
}

async fn done(at: &At<'_>, sent: &Sent, acts: Vec<Act>, worry: Option<WorryId>) -> Response {
    match at.act(acts).await {
        Ok(()) => go("/case/worries?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => {
            shown(at, &Values::of(sent), Some((&troubles, worry)))
        }
        Err(failed) => at.refused(&failed.refusal, sent),
    }
}

fn shown(at: &At<'_>, values: &Values, wrong: Option<(&[Trouble], Option<WorryId>)>) -> Response {
    let t = at.t;
    let mut form = Form::new(t, values);
    for trouble in wrong.map(|(troubles, _)| troubles).unwrap_or_default() {
        let worry = wrong.and_then(|(_, worry)| worry);
        let label = match (trouble.field, worry) {
            ("who", _) => t.worries_answer_who(),
            (_, Some(_)) => t.worries_answer_words(),
            (_, None) => t.worries_own(),
        };
        let field = worry.map_or(trouble.field.to_owned(), |worry| format!("{}-{worry}", trouble.field));
        form.wrong(&field, &label, trouble.wrong);
    }
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let worries = &at.view.case.worries;
    let of = |closed: bool| -> Vec<WorryView> {
        let these = worries.iter().filter(|worry| worry.closed.is_some() == closed);
        these.map(|worry| view(at, &form, worry)).collect()
    };
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        can_close: at.may(Deed::CloseWorry),
        open: of(false),
        closed: of(true),
        about: asked(at, &form),
        words: form.text("words", t.worries_own(), String::new()),
        whose: whose(at, &form),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

/// Of the three worries that most people have, those this person has not put down yet.
fn asked(at: &At<'_>, form: &Form<'_>) -> Choices {
    let t = at.t;
    let me = at.view.caller.actor.person;
    let there = |about| {
        at.view.case.worries.iter().any(|worry| worry.about == about && worry.of == me && worry.closed.is_none())
    };
    let open = ASKED.iter().filter(|(_, about)| !there(*about));
    let choices = open.map(|(word, about)| form.choice("about", word, about_words(t, *about))).collect();
    form.any("about", t.worries_add(), choices).hint(t.worries_add_hint())
}

/// Patient and family, where more than one of them takes part.
fn whose(at: &At<'_>, form: &Form<'_>) -> Option<Choices> {
    let t = at.t;
    let me = at.view.caller.actor.person;
    let people = at.view.case.people.iter().filter(|person| matches!(person.role, Role::Patient | Role::Relative));
    let others: Vec<_> = people.filter(|person| person.id != me).collect();
    if others.is_empty() {
        return None;
    }
    let mine = form.choice("of", &me.to_string(), t.worries_whose_me()).first();
    let choice = |person: &&casework::Person| form.choice("of", &person.id.to_string(), words::person(t, person));
    Some(form.one("of", t.worries_whose(), std::iter::once(mine).chain(others.iter().map(choice)).collect()))
}

/// What a worry is about.
pub(in crate::case) fn about_words(t: Text, about: About) -> String {
    match about {
        About::Enough => t.worries_enough(),
        About::Cured => t.worries_cured(),
        About::Another => t.worries_another(),
        About::Own => t.worries_own(),
    }
}

fn view(at: &At<'_>, form: &Form<'_>, worry: &Worry) -> WorryView {
    let t = at.t;
    let day = |moment| at.moment_day(moment);
    let asked = if worry.about == About::Own { String::new() } else { about_words(t, worry.about) };
    let says = [asked, worry.words.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    let who = match at.view.case.person(worry.of) {
        _ if worry.of == at.view.caller.actor.person => t.steps_who_me(),
        Some(person) => words::person(t, person),
        None => t.worries_family(),
    };
    let answers = worry.answers.iter().enumerate().map(|(place, answer)| AnswerView {
        place,
        by: t.worries_answer_by(answer.who.as_str(), day(answer.at)),
        words: answer.words.clone(),
        close: t.worries_close(answer.who.as_str()),
    });
    let closed = worry.closed.and_then(|closed| {
        let answer = worry.answers.get(usize::try_from(closed.answer).ok()?)?;
        Some(t.worries_closed_with(day(closed.at), answer.who.as_str()))
    });
    let id = worry.id;
    WorryView {
        id: id.0,
        says,
        of: t.worries_of(who, day(worry.since)),
        answers: answers.collect(),
        closed: closed.unwrap_or_default(),
        asks: form.is_wrong(&format!("who-{id}")) || form.is_wrong(&format!("words-{id}")),
        who: form.line(&format!("who-{id}"), t.worries_answer_who(), t.worries_answer_who_hint()),
        words: form.text(&format!("words-{id}"), t.worries_answer_words(), String::new()),
    }
}
