//! `/case/sheet`: one sheet to work through together, on paper: what was agreed to be seen, with room to write.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::opinion::Known;
use casework::records::Stage;
use casework::service::View;
use casework::stuck::stuck as found_stuck;
use casework::{Deed, Part, Refusal, may};
use language::Text;

use super::{stuck, words, worries};
use crate::application::Application;
use crate::case::steps::{day, opinion, records, time};
use crate::case::{CaseFrame, Open, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/sheet.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    who: String,
    printed: String,
    stuck: Vec<String>,
    told: Option<Rows>,
    worries: Option<Vec<(String, Vec<String>)>>,
    time: Option<Rows>,
    letter: Option<Rows>,
    /// Each with whether it is in hand.
    records: Option<Vec<(String, bool)>>,
    applications: Option<Rows>,
}

/// Each question with what is known; an empty one has a line to write on.
#[derive(Template)]
#[template(path = "case/staff/known.html")]
struct Rows {
    rows: Vec<(String, String)>,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    // A form that a code opened is one form and no case.
    let view = match open.caller.actor.by_form_code {
        true => Err(Refusal::NotFound),
        false => open.overview().await,
    };
    let view = match view {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let t = visitor.language.text();
    let reads = |part: Part| may(&view.case, view.caller.actor, Deed::Read(part), view.today);
    let shown = Page {
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.sheet_title()),
        t,
        case_frame: CaseFrame::new(&visitor, &open, &view, None),
        who: words::patient(t, &view.case),
        printed: t.sheet_on(day(t, view.today)),
        stuck: found_stuck(&view.case, view.caller.actor, view.today).iter().map(|one| stuck::words(t, one)).collect(),
        told: reads(Part::Opinion).then(|| told(t, &view)),
        worries: reads(Part::Worries).then(|| worries_of(t, &view)),
        time: reads(Part::Time).then(|| timing(t, &view)),
        letter: reads(Part::Letter).then(|| letter(t, &view)),
        records: reads(Part::Records).then(|| in_hand(t, &view)),
        applications: reads(Part::Application).then(|| applications(t, &view)),
    };
    page(StatusCode::OK, &shown)
}

fn told(t: Text, view: &View) -> Rows {
    let told = &view.case.opinion;
    let known = |known: &Known<String>| known.told().cloned().unwrap_or_default();
    let label = |field: &str| opinion::label(t, field);
    Rows {
        rows: vec![
            (label("condition_words"), told.condition_words.clone()),
            (label("site"), known(&told.site)),
            (label("stage"), known(&told.stage)),
            (label("doctor"), known(&told.doctor)),
            (label("institution_words"), told.institution_words.clone()),
            (label("treatment"), known(&told.treatment)),
            (label("decide_by"), told.decide_by.told().map(|on| day(t, *on)).unwrap_or_default()),
            (label("unclear"), told.unclear.clone()),
        ],
    }
}

fn worries_of(t: Text, view: &View) -> Vec<(String, Vec<String>)> {
    let open = view.case.worries.iter().filter(|worry| worry.closed.is_none());
    let answers = |worry: &casework::worry::Worry| {
        worry.answers.iter().map(|answer| format!("{}{}{}", answer.who, t.words_colon(), answer.words)).collect()
    };
    open.map(|worry| (worries::says(t, worry), answers(worry))).collect()
}

fn timing(t: Text, view: &View) -> Rows {
    let timing = &view.case.timing;
    let treatment = timing.treatment.map(|treatment| time::treatment_words(t, treatment));
    Rows {
        rows: vec![
            (t.time_treatment(), treatment.unwrap_or_default()),
            (t.time_latest(), timing.latest_safe.map(|on| day(t, on)).unwrap_or_default()),
            (t.time_latest_by(), timing.latest_safe_by.clone()),
        ],
    }
}

fn letter(t: Text, view: &View) -> Rows {
    let letter = &view.case.letter;
    let on = |date: Option<jiff::civil::Date>| date.map(|date| day(t, date)).unwrap_or_default();
    Rows {
        rows: vec![
            (t.sheet_letter_asked(), on(letter.asked_on)),
            (t.sheet_letter_promised(), on(letter.promised_for)),
            (t.sheet_letter_received(), on(letter.received_on)),
        ],
    }
}

fn in_hand(t: Text, view: &View) -> Vec<(String, bool)> {
    let needed = view.case.records.iter().filter(|item| item.stage() != Stage::NotNeeded);
    let there = |stage| matches!(stage, Stage::Received | Stage::Sent | Stage::Returned);
    needed.map(|item| (records::item_words(t, item), there(item.stage()))).collect()
}

fn applications(t: Text, view: &View) -> Rows {
    let all = view.case.applications.iter().map(|applied| {
        let booked = applied.booked.as_ref().map(|booked| words::offer(t, booked));
        let to_post = applied.is_to_be_posted().then(|| t.heard_state_to_post());
        let state = to_post.unwrap_or_else(|| words::state(t, applied.state));
        (applied.name.clone(), std::iter::once(state).chain(booked).collect::<Vec<_>>().join(&t.words_comma()))
    });
    Rows { rows: all.collect() }
}
