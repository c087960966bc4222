//! `GET` and `POST /case/ease`: how sure and how worried the patient is, before and after, and the worries of the beginning.
//!
//! Architecture invariant: no questionnaire without someone to turn to before it and after it; no score is called an illness; nothing has to be answered.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::ease::{When, goes_on_to_gad7};
use casework::instrument::{Answered, Instrument, Unscored, checked};
use casework::{Act, Actor, Case, Deed, Part, PersonId, Refusal, may};
use language::Text;

use super::ease_words::{self, Asked, Shown, WorryView};
use super::turn_to::TurnTo;
use super::{given, stay};
use crate::application::Application;
use crate::case::steps::At;
use crate::case::steps::fields::{Form, Summary};
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, Open, Sent, Step, words};
use crate::frame::{Frame, page};
use crate::parameters::Parameters;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/deciding/ease.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_answer: bool,
    can_close: bool,
    can_see_worries: bool,
    summary: Summary,
    who_see: String,
    before: TurnTo,
    after: TurnTo,
    asked: Vec<Asked>,
    shown: Vec<Shown>,
    worries: Vec<WorryView>,
    next: Option<(&'static str, String)>,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    asked: Parameters,
) -> Response {
    match At::read(&application, &visitor, &open, Step::Ease).await {
        Ok(at) => shown(&at, asked.get("when").and_then(When::from_word), None),
        Err(response) => response,
    }
}

/// Takes one questionnaire, whole; the others on the page stay as they were.
pub(super) async fn answer(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let at = match At::sent_to(&application, &visitor, &open, (Step::Ease, Deed::AnswerEase), &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let Some((instrument, when, answers)) = read(&at, &sent) else {
        if !at.may(Deed::AnswerEase) {
            return at.refused(&Refusal::NotFound, &sent);
        }
        let said = (String::new(), at.t.weigh_choose_again(), at.t.ease_missing_remedy());
        return shown(&at, None, Some((&sent, vec![said])));
    };
    if let Err(unscored) = checked(instrument, &answers) {
        if !at.may(Deed::AnswerEase) {
            return at.refused(&Refusal::NotFound, &sent);
        }
        return shown(&at, Some(when), Some((&sent, wrong(at.t, instrument, unscored))));
    }
    let language = ease_words::language(at.visitor.language);
    match at.act(vec![Act::AnswerEase { when, instrument, language, answers }]).await {
        Ok(()) => stay("/case/ease?saved=yes#answers"),
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// The questionnaire, when it is, and each answer. The first two answers of the GAD-7 are those that were given to the GAD-2.
fn read(at: &At<'_>, sent: &Sent) -> Option<(Instrument, When, Vec<Option<u8>>)> {
    let answer =
        |prefix: &str, item: usize| sent.get(&format!("{prefix}-{item}")).map(|text| text.parse().unwrap_or(u8::MAX));
    let all = |prefix: &'static str, items: usize| (1..=items).map(|item| answer(prefix, item)).collect();
    match sent.get("instrument")? {
        "sure" => Some((Instrument::Sure, when(sent, "sure-when")?, all("sure", Instrument::Sure.items()))),
        "gad2" => Some((Instrument::Gad2, when(sent, "gad-when")?, all("gad", Instrument::Gad2.items()))),
        "gad7" => {
            let (when, first) = waiting(at)?;
            let rest = (first.answers.len() + 1..=Instrument::Gad7.items()).map(|item| answer("more", item));
            Some((Instrument::Gad7, when, first.answers.iter().copied().map(Some).chain(rest).collect()))
        }
        _ => None,
    }
}

fn when(sent: &Sent, name: &str) -> Option<When> {
    sent.get(name).and_then(When::from_word)
}

/// The last answer about worry, when it was a GAD-2 of today after which the other five are asked. The seven are one questionnaire: after
/// another day the first two are asked again.
fn waiting<'a>(at: &'a At<'_>) -> Option<(When, &'a Answered)> {
    let last = at.view.case.ease.iter().rev().find(|eased| eased.answered.instrument != Instrument::Sure)?;
    let goes_on = last.answered.instrument == Instrument::Gad2 && goes_on_to_gad7(&last.answered);
    let today = at.moment_day(last.answered.at) == at.day(at.view.today);
    (goes_on && today).then_some((last.when, &last.answered))
}

/// What is wrong with one answer: its field, what it is, and what to do.
type Said = (String, String, String);

fn wrong(t: Text, instrument: Instrument, unscored: Unscored) -> Vec<Said> {
    let prefix = match instrument {
        Instrument::Sure => "sure",
        Instrument::Gad2 => "gad",
        Instrument::Gad7 => "more",
    };
    let said = |item: &usize, detail: fn(Text, String) -> String| {
        let number = item + 1;
        let question = t.ease_question(number.to_string());
        (format!("{prefix}-{number}"), detail(t, question), t.ease_missing_remedy())
    };
    match unscored {
        Unscored::Unanswered(items) => items.iter().map(|item| said(item, |t, which| t.ease_missing(which))).collect(),
        Unscored::NotAnAnswer(items) => {
            items.iter().map(|item| said(item, |t, which| t.ease_not_an_answer(which))).collect()
        }
        Unscored::TooMany(_) => vec![(String::new(), t.weigh_choose_again(), t.ease_missing_remedy())],
    }
}

/// When it most likely is: nothing given yet, something given, or the day of the question weeks later has come.
fn likely(case: &Case, today: jiff::civil::Date) -> When {
    if casework::decision::follow_up_due(case, today).is_some() {
        When::Later
    } else if given(case).next().is_some() {
        When::After
    } else {
        When::Before
    }
}

fn shown(at: &At<'_>, asked_when: Option<When>, wrong: Option<(&Sent, Vec<Said>)>) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let values = wrong.as_ref().map(|(sent, _)| Values::of(sent)).unwrap_or_default();
    let mut form = Form::new(t, &values);
    for (field, detail, remedy) in wrong.into_iter().flat_map(|(_, said)| said) {
        form.say(&field, detail, remedy);
    }
    let when = asked_when.unwrap_or_else(|| likely(case, at.view.today));
    let can_answer = at.may(Deed::AnswerEase);
    let mut asked = Vec::new();
    if can_answer {
        let language = at.visitor.language;
        // Whoever was just told that there are five more finds them first.
        if waiting(at).is_some() {
            asked.push(Asked::more(t, language, &form));
        }
        asked.push(Asked::sure(t, language, &form, when));
        asked.push(Asked::gad2(t, language, &form, when));
    }
    let can_see_worries = at.may(Deed::Read(Part::Worries));
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_answer,
        can_close: at.may(Deed::CloseWorry),
        can_see_worries,
        who_see: who_see(at),
        before: TurnTo::of(at, "turn-before"),
        after: TurnTo::of(at, "turn-after"),
        asked,
        shown: ease_words::shown(at),
        worries: if can_see_worries { ease_words::worries(at) } else { Vec::new() },
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

/// Who besides the patient may see the answers; said to whoever may see who takes part.
fn who_see(at: &At<'_>) -> String {
    let t = at.t;
    if !at.may(Deed::Read(Part::People)) {
        return String::new();
    }
    let sees = |person: PersonId| {
        may(&at.view.case, Actor { person, by_form_code: false }, Deed::Read(Part::Ease), at.view.today)
    };
    let others = at.view.case.people.iter().filter(|person| person.id != PersonId::PATIENT && sees(person.id));
    let names: Vec<String> = others.map(|person| words::person(t, person)).collect();
    if names.is_empty() { t.ease_who_none() } else { t.ease_who_see(names.join(&t.words_comma())) }
}
