//! `GET` and `POST /case/tell`: words for telling the doctor, by how it feels, and how the doctor took it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::refusal::{Refusal, Trouble};
use casework::telling::{Feeling, Reply, Telling};
use casework::{Act, Deed};
use language::Text;

use super::fields::{Choices, Form, Line, Summary};
use super::values::{Values, date};
use super::{At, Failed};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go};
use crate::claim::{Claim, advice, claim};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/tell.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    summary: Summary,
    facts: Vec<(String, String)>,
    afraid: bool,
    refused: bool,
    words: Vec<String>,
    rule: Vec<Claim>,
    feeling: Choices,
    told_on: Line,
    reply: Choices,
    note: Line,
    next: Option<(&'static str, String)>,
}

const FEELINGS: [(&str, Feeling); 3] =
    [("no-trouble", Feeling::NoTrouble), ("hard", Feeling::Hard), ("afraid", Feeling::Afraid)];
const REPLIES: [(&str, Reply); 3] =
    [("agreed", Reply::Agreed), ("waiting", Reply::Waiting), ("refused", Reply::Refused)];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Tell).await {
        Ok(at) => shown(&at, &kept(&at), &[]),
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Tell, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut troubles = Vec::new();
    let feeling = FEELINGS.iter().find(|(word, _)| sent.get("feeling") == Some(word)).map(|(_, feeling)| *feeling);
    let reply = REPLIES.iter().find(|(word, _)| sent.get("reply") == Some(word)).map(|(_, reply)| *reply);
    let told_on = date(&sent, "told_on", at.view.today, &mut troubles);
    if !troubles.is_empty() {
        return shown(&at, &Values::of(&sent), &troubles);
    }
    let before = at.view.case.telling.clone();
    let telling = Telling { feeling, told_on, reply, note: sent.text("note") };
    // How it feels chooses the words, so they are shown before one goes on; so is what to do when the doctor did not agree.
    let stay = telling.feeling != before.feeling || (telling.reply != before.reply && reply == Some(Reply::Refused));
    match at.act(vec![Act::SaveTelling(telling)]).await {
        Ok(()) if stay => go("/case/tell?saved=yes"),
        Ok(()) => at.onward(),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => shown(&at, &Values::of(&sent), &troubles),
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

fn kept(at: &At<'_>) -> Values {
    let telling = &at.view.case.telling;
    let mut values = Values::default();
    let feeling = FEELINGS.iter().find(|(_, feeling)| Some(*feeling) == telling.feeling);
    values.put("feeling", feeling.map_or("", |(word, _)| *word));
    let reply = REPLIES.iter().find(|(_, reply)| Some(*reply) == telling.reply);
    values.put("reply", reply.map_or("", |(word, _)| *word));
    values.put("told_on", telling.told_on.map(|on| at.day(on)).unwrap_or_default());
    values.put("note", telling.note.as_str());
    values
}

fn shown(at: &At<'_>, values: &Values, troubles: &[Trouble]) -> Response {
    let (t, telling) = (at.t, &at.view.case.telling);
    let form = Form::with(t, values, troubles, |field| match field {
        "told_on" => t.tell_told_on(),
        "reply" => t.tell_reply(),
        _ => t.tell_note(),
    });
    let feelings = FEELINGS.iter().map(|(word, feeling)| form.choice("feeling", word, feeling_words(t, *feeling)));
    let replies = REPLIES.iter().map(|(word, reply)| form.choice("reply", word, reply_words(t, *reply)));
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.may(Deed::Change(at.step.part())),
        facts: facts(at, telling),
        afraid: telling.feeling == Some(Feeling::Afraid),
        refused: telling.reply == Some(Reply::Refused),
        words: words(t, telling.feeling),
        rule: vec![
            claim(t.second_tell_normal(), t.second_source_fee_rule()),
            claim(t.tell_rule_fee(), t.second_source_letter_fee()),
            claim(t.second_tell_wishes(), t.second_source_wishes()),
            claim(t.second_tell_hard(), t.second_source_hard()),
            advice(t.second_after_report()),
        ],
        feeling: form.one("feeling", t.tell_feeling(), feelings.collect()),
        told_on: form.line("told_on", t.tell_told_on(), t.steps_date_hint()),
        reply: form.one("reply", t.tell_reply(), replies.collect()),
        note: form.text("note", t.tell_note(), t.tell_note_hint()),
        summary: form.summary(),
        next: at.next(),
    };
    page(if troubles.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &shown)
}

/// Words to say, by how it feels; all of them are ours.
fn words(t: Text, feeling: Option<Feeling>) -> Vec<String> {
    let common = [t.second_words_trust(), t.second_words_letter(), t.second_words_latest(), t.second_words_back()];
    match feeling {
        Some(Feeling::Afraid) => vec![t.tell_words_centre()],
        Some(Feeling::Hard) => [t.tell_words_hard_start(), t.tell_words_hard_hand(), t.tell_words_hard_family()]
            .into_iter()
            .chain(common)
            .collect(),
        Some(Feeling::NoTrouble) | None => common.to_vec(),
    }
}

fn feeling_words(t: Text, feeling: Feeling) -> String {
    match feeling {
        Feeling::NoTrouble => t.tell_feeling_no_trouble(),
        Feeling::Hard => t.tell_feeling_hard(),
        Feeling::Afraid => t.tell_feeling_afraid(),
    }
}

fn reply_words(t: Text, reply: Reply) -> String {
    match reply {
        Reply::Agreed => t.tell_reply_agreed(),
        Reply::Waiting => t.tell_reply_waiting(),
        Reply::Refused => t.tell_reply_refused(),
    }
}

fn facts(at: &At<'_>, telling: &Telling) -> Vec<(String, String)> {
    let t = at.t;
    let open = || t.steps_not_answered();
    let note = if telling.note.is_empty() { open() } else { telling.note.clone() };
    vec![
        (t.tell_feeling(), telling.feeling.map_or_else(open, |feeling| feeling_words(t, feeling))),
        (t.tell_told_on(), telling.told_on.map_or_else(open, |on| at.day(on))),
        (t.tell_reply(), telling.reply.map_or_else(open, |reply| reply_words(t, reply))),
        (t.tell_note(), note),
    ]
}
