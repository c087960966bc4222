//! `POST /case/day/question`: the questions, each put down, changed, moved and taken off by one press. Questions belong to the case: the same
//! ones are asked wherever one goes.

use axum::extract::{Path, State};
use axum::response::Response;
use casework::application::Application as Applied;
use casework::day::{QUESTION_MINUTES, QUESTIONS, Question, fit};
use casework::refusal::Wrong as What;
use casework::worry::{About, Worry};
use casework::{Act, Deed, Part, QuestionId, Refusal, WorryId};
use language::Text;

use super::day::shown;
use super::one::Wrong;
use super::told::number;
use super::{go_to, to_change};
use crate::application::Application;
use crate::case::steps::fields::{Form, Line};
use crate::case::steps::{At, wrong_in_words};
use crate::case::{Open, Sent, Step, refused, words};
use crate::visitor::Visitor;

/// So many minutes are kept for a question at first: our own assumption, to be changed beside each.
const MINUTES: u8 = 3;

/// The questions, and the form for one more.
pub(super) struct Asking {
    pub(super) questions: Vec<QuestionView>,
    pub(super) worries: Vec<WorryView>,
    pub(super) words: Line,
    pub(super) minutes: Line,
    pub(super) full: bool,
    /// The application on whose page they stand; empty on the page without one.
    pub(super) of: String,
}

pub(super) struct QuestionView {
    pub(super) id: u32,
    pub(super) says: String,
    pub(super) whose: String,
    pub(super) time: String,
    pub(super) answer: String,
    /// There may be no time for it.
    pub(super) left: bool,
    pub(super) first: bool,
    pub(super) last: bool,
    /// Its form stands open: something in it is wrong, or the day has been and answers are written.
    pub(super) open: bool,
    pub(super) words: Line,
    pub(super) minutes: Line,
    pub(super) answered: Line,
}

pub(super) struct WorryView {
    pub(super) id: u32,
    pub(super) says: String,
}

pub(super) fn asking(at: &At<'_>, of: Option<&Applied>, form: &Form<'_>) -> Asking {
    let (t, case) = (at.t, &at.view.case);
    let minutes = of.and_then(|application| application.booked.as_ref()).map_or(0, |offer| offer.minutes);
    let left = if minutes > 0 { fit(&case.questions, minutes).left } else { Vec::new() };
    let been = of.is_some_and(|application| application.held_on.is_some());
    let last = case.questions.len().saturating_sub(1);
    let questions = case.questions.iter().enumerate();
    Asking {
        questions: questions
            .map(|(place, question)| {
                let ends = (place == 0, place == last);
                view(at, question, form, (left.contains(&question.id), been), ends)
            })
            .collect(),
        worries: worries(at),
        words: form.text("question", t.heard_question(), t.heard_question_hint()),
        minutes: form.filled("minutes", t.heard_minutes_for(), t.heard_minutes_hint(), MINUTES.to_string()),
        full: case.questions.len() >= QUESTIONS,
        of: of.map(|application| application.id.to_string()).unwrap_or_default(),
    }
}

fn view(
    at: &At<'_>,
    question: &Question,
    form: &Form<'_>,
    (left, been): (bool, bool),
    (first, last): (bool, bool),
) -> QuestionView {
    let (t, id) = (at.t, question.id);
    let whose = match at.view.case.person(question.of) {
        _ if question.of == at.view.caller.actor.person => t.steps_who_me(),
        Some(person) => words::person(t, person),
        None => t.worries_family(),
    };
    let field = |what: &str| format!("{what}-{id}");
    let wrong = ["question", "minutes", "answer"].iter().any(|what| form.is_wrong(&field(what)));
    let (asked, time, answer) = (field("question"), field("minutes"), field("answer"));
    QuestionView {
        id: id.0,
        says: question.words.clone(),
        whose: t.heard_question_of(whose),
        time: t.heard_minutes(question.minutes),
        answer: question.answer.clone(),
        left,
        first,
        last,
        open: wrong || (been && question.answer.is_empty()),
        words: form.filled_text(&asked, t.heard_question(), String::new(), question.words.clone()),
        minutes: form.filled(&time, t.heard_minutes_for(), String::new(), question.minutes.to_string()),
        answered: form.filled_text(&answer, t.heard_answer(), t.heard_answer_hint(), question.answer.clone()),
    }
}

/// The open worries that are no question yet, where this person may see them.
fn worries(at: &At<'_>) -> Vec<WorryView> {
    let case = &at.view.case;
    if !at.may(Deed::Read(Part::Worries)) {
        return Vec::new();
    }
    let taken = |worry: &Worry| case.questions.iter().any(|question| question.worry == Some(worry.id));
    let open = case.worries.iter().filter(|worry| worry.closed.is_none() && !taken(worry));
    open.map(|worry| WorryView { id: worry.id.0, says: worry_words(at.t, worry) }).collect()
}

fn worry_words(t: Text, worry: &Worry) -> String {
    let about = match worry.about {
        About::Enough => t.worries_enough(),
        About::Cured => t.worries_cured(),
        About::Another => t.worries_another(),
        About::Own => String::new(),
    };
    [about, worry.words.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Day, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if !at.can_change() {
        return at.refused(&Refusal::NotFound, &sent);
    }
    let of = at.view.case.applications.iter().find(|known| sent.get("application") == Some(&known.id.to_string()));
    let of = of.cloned();
    let act = match wanted(&at, &sent) {
        Ok(act) => act,
        Err(wrong) => return shown(&at, of.as_ref(), Some(&sent), wrong),
    };
    let field = match &act {
        Act::ChangeQuestion { question, .. } => format!("-{question}"),
        _ => String::new(),
    };
    match at.act(vec![act]).await {
        Ok(()) => match of {
            Some(of) => go_to(&format!("/case/day/{}?saved=yes#questions", of.id)),
            None => go_to("/case/day?saved=yes#questions"),
        },
        Err(failed) => wrong_here(&at, of.as_ref(), &sent, &failed.refusal, &field),
    }
}

fn wrong_here(at: &At<'_>, of: Option<&Applied>, sent: &Sent, refusal: &Refusal, field: &str) -> Response {
    let t = at.t;
    let wrong = match refusal {
        Refusal::Troubled(troubles) => {
            let said = troubles.iter().map(|trouble| {
                let name = if trouble.field == "words" { "question" } else { trouble.field };
                said(t, &format!("{name}{field}"), trouble.wrong)
            });
            said.collect()
        }
        Refusal::Full(_) => {
            let (detail, remedy) = refused::sentences(t, refusal);
            vec![("question".to_owned(), detail, remedy)]
        }
        other => return at.refused(other, sent),
    };
    shown(at, of, Some(sent), wrong)
}

fn said(t: Text, field: &str, wrong: What) -> Wrong {
    if field.starts_with("minutes") {
        return (field.to_owned(), t.heard_minutes_wrong(), t.heard_minutes_wrong_remedy(QUESTION_MINUTES));
    }
    let label = super::label(t, field).unwrap_or_else(|| t.heard_question());
    let (detail, remedy) = wrong_in_words(t, &label, wrong);
    (field.to_owned(), detail, remedy)
}

/// What the form asks for.
fn wanted(at: &At<'_>, sent: &Sent) -> Result<Act, Vec<Wrong>> {
    let t = at.t;
    let questions = &at.view.case.questions;
    let number_of = |name: &str| sent.get(name).and_then(|id| id.parse().ok()).unwrap_or(0);
    let question = QuestionId(number_of("of"));
    let place = questions.iter().position(|known| known.id == question);
    let moved = |to: Option<usize>| to.and_then(|to| u32::try_from(to).ok()).unwrap_or(u32::MAX);
    match sent.get("do") {
        Some("ask") => {
            let minutes = minutes(t, sent, "minutes")?.unwrap_or(MINUTES);
            Ok(Act::AskQuestion { words: sent.text("question"), minutes, worry: None })
        }
        Some("take") => {
            let id = WorryId(number_of("worry"));
            let worry = at.view.case.worries.iter().find(|worry| worry.id == id);
            let words = worry.map(|worry| worry_words(t, worry)).unwrap_or_default();
            Ok(Act::AskQuestion { words, minutes: MINUTES, worry: Some(id) })
        }
        Some("change") => {
            let minutes = minutes(t, sent, &format!("minutes-{question}"))?.unwrap_or(MINUTES);
            let (words, answer) =
                (sent.text(&format!("question-{question}")), sent.text(&format!("answer-{question}")));
            Ok(Act::ChangeQuestion { question, words, minutes, answer })
        }
        Some("up") => Ok(Act::PlaceQuestion(question, moved(place.and_then(|place| place.checked_sub(1))))),
        Some("down") => Ok(Act::PlaceQuestion(question, moved(place.map(|place| place + 1)))),
        Some("remove") => Ok(Act::RemoveQuestion(question)),
        _ => Err(vec![(String::new(), t.heard_nothing_asked(), t.heard_nothing_asked_remedy())]),
    }
}

/// So many minutes; nothing written is no number.
fn minutes(t: Text, sent: &Sent, field: &str) -> Result<Option<u8>, Vec<Wrong>> {
    let Some(text) = sent.get(field) else { return Ok(None) };
    let read = number(text).and_then(|minutes| u8::try_from(minutes).ok());
    match read.filter(|minutes| (1..=QUESTION_MINUTES).contains(minutes)) {
        Some(minutes) => Ok(Some(minutes)),
        None => Err(vec![said(t, field, What::NotAChoice)]),
    }
}

/// `POST /case/day/{id}/ahead`: the desk and its doctor may see the questions from then on.
pub(super) async fn ahead(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
    sent: Sent,
) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Day, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let applied = match to_change(&at, &id, &sent) {
        Ok(applied) => applied,
        Err(response) => return *response,
    };
    match at.act(vec![Act::SendQuestions(applied.id)]).await {
        Ok(()) => go_to(&format!("/case/day/{}?saved=yes#ahead", applied.id)),
        Err(failed) => match failed.refusal {
            Refusal::Troubled(_) => {
                let wrong = vec![("question".to_owned(), at.t.heard_ahead_none(), at.t.heard_ahead_none_remedy())];
                shown(&at, Some(&applied), Some(&sent), wrong)
            }
            refusal => at.refused(&refusal, &sent),
        },
    }
}
