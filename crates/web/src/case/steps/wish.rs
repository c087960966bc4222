//! `GET` and `POST /case/wish`: advice only, or treated there, with what follows from each.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::Act;
use casework::choice::Wish;
use casework::refusal::{Trouble, Wrong};
use language::Text;

use super::At;
use super::fields::{Choices, Form, Summary};
use super::values::Values;
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/wish.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    facts: Vec<(String, String)>,
    wish: Choices,
    to_be_treated: bool,
    next: Option<(&'static str, String)>,
}

const WISHES: [(&str, Wish); 3] = [("advice", Wish::Advice), ("treatment", Wish::Treatment), ("unsure", Wish::Unsure)];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Wish).await {
        Ok(at) => shown(&at, &[]),
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Wish, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let Some(word) = sent.get("wish") else { return at.onward() };
    let Some((_, wish)) = WISHES.iter().find(|(known, _)| *known == word) else {
        return shown(&at, &[Trouble { field: "wish", wrong: Wrong::NotAChoice }]);
    };
    match at.act(vec![Act::SaveWish(*wish)]).await {
        // Another door: what follows is said before one goes on.
        Ok(()) if *wish == Wish::Treatment => go("/case/wish?saved=yes"),
        Ok(()) => at.onward(),
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

fn shown(at: &At<'_>, troubles: &[Trouble]) -> Response {
    let (t, kept) = (at.t, at.view.case.choice.wish);
    let mut values = Values::default();
    values.put("wish", WISHES.iter().find(|(_, wish)| Some(*wish) == kept).map_or("", |(word, _)| *word));
    let form = Form::with(t, &values, troubles, |_| t.wish_question());
    let choices = WISHES.iter().map(|(word, wish)| {
        let (says, about) = words(t, *wish);
        form.choice("wish", word, says).about(about)
    });
    let answered = kept.map_or_else(|| t.steps_not_answered(), |wish| words(t, wish).0);
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        facts: vec![(t.wish_question(), answered)],
        wish: form.one("wish", t.wish_question(), choices.collect()),
        to_be_treated: kept == Some(Wish::Treatment),
        summary: form.summary(),
        next: at.next(),
    };
    page(if troubles.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &shown)
}

fn words(t: Text, wish: Wish) -> (String, String) {
    match wish {
        Wish::Advice => (t.wish_advice(), t.wish_advice_about()),
        Wish::Treatment => (t.wish_treatment(), t.wish_treatment_about()),
        Wish::Unsure => (t.wish_unsure(), t.wish_unsure_about()),
    }
}
