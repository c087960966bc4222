//! `/case/records`: the records for this illness, and how far each has come.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::list::records_for;
use casework::records::{Attachment, Checked, Item, Kind, Stage};
use casework::refusal::{Refusal, Wrong};
use casework::{Act, Case, Deed, Part, RecordId};
pub(in crate::case) use documents::paper::papers::words::{
    item as item_words, kind as kind_words, stage as stage_words,
};
use evidence::Edition;
use jiff::civil::Date;
use language::Text;

use super::fields::{Form, Line, Summary};
use super::values::{Values, date_of};
use super::{At, Failed};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/records.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    /// Whether a letter that came as a file can be taken in.
    can_take: bool,
    summary: Summary,
    done: String,
    items: Vec<ItemView>,
    to_return: Vec<String>,
    /// Whether a file waits for the scanner, and whether it found something in one.
    waiting: bool,
    refused: bool,
    /// Whether one has waited for so long that no minute is promised.
    long: bool,
    own: Line,
}

/// One record.
struct ItemView {
    id: u32,
    says: String,
    loan: bool,
    removable: bool,
    stage: String,
    since: String,
    kept_note: String,
    stages: Vec<(&'static str, String, bool)>,
    on: Line,
    note: Line,
    files: Vec<FileView>,
    remove: String,
    upload: String,
}

struct FileView {
    /// Where it can be had; empty while it cannot.
    href: String,
    says: String,
    state: String,
}

/// So long a file is most often checked, with room to spare.
const SCAN_SECONDS: i64 = 10 * 60;

const STAGES: [(&str, Stage); 7] = [
    ("wanted", Stage::Wanted),
    ("asked", Stage::Asked),
    ("promised", Stage::Promised),
    ("received", Stage::Received),
    ("sent", Stage::Sent),
    ("returned", Stage::Returned),
    ("not-needed", Stage::NotNeeded),
];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Records).await {
        Ok(at) => shown(&at, &kept(&at), &[]),
        Err(response) => response,
    }
}

/// `POST /case/records`: moves items on and notes.
pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Records, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    // A form that changes nothing is no act, so nobody else would ask.
    if !at.can_change() {
        return at.refused(&Refusal::NotFound, &sent);
    }
    let (mut acts, mut wrong) = (Vec::new(), Vec::new());
    for item in &at.view.case.records {
        match moved(&sent, item, at.view.today) {
            Ok(changes) => acts.extend(changes.into_iter().map(|act| (item.id, act))),
            Err(why) => wrong.push((format!("on-{}", item.id), Some(why))),
        }
    }
    if !wrong.is_empty() {
        return shown(&at, &Values::of(&sent), &wrong);
    }
    let ids: Vec<RecordId> = acts.iter().map(|(id, _)| *id).collect();
    let result = at.act(acts.into_iter().map(|(_, act)| act).collect()).await;
    finish(&at, &sent, result, |position, field| {
        let id = ids.get(position).map(ToString::to_string).unwrap_or_default();
        format!("{field}-{id}")
    })
}

/// `POST /case/records/list`: makes the list for this illness.
pub(super) async fn list(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Records, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let result = at.act(vec![Act::ListRecords(records_for(&icd10(&at)))]).await;
    finish(&at, &sent, result, |_, field| field.to_owned())
}

/// `POST /case/records/add`: an item of one's own.
pub(super) async fn add(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Records, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let act = Act::AddRecord { words: sent.text("words"), loan: sent.yes("loan") };
    let result = at.act(vec![act]).await;
    finish(&at, &sent, result, |_, field| field.to_owned())
}

/// `POST /case/records/remove`: takes an item of one's own off.
pub(super) async fn remove(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Records, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let record = RecordId(sent.get("record").and_then(|id| id.parse().ok()).unwrap_or(0));
    let result = at.act(vec![Act::RemoveRecord(record)]).await;
    finish(&at, &sent, result, |_, field| field.to_owned())
}

fn finish(at: &At<'_>, sent: &Sent, result: Result<(), Failed>, field: impl Fn(usize, &str) -> String) -> Response {
    match result {
        Ok(()) => go("/case/records?saved=yes"),
        Err(Failed { position, refusal: Refusal::Troubled(troubles) }) => {
            let wrong: Vec<_> =
                troubles.iter().map(|trouble| (field(position, trouble.field), Some(trouble.wrong))).collect();
            shown(at, &Values::of(sent), &wrong)
        }
        // A day before the day it was asked for, or a return of what was never in hand.
        Err(Failed { position, refusal: Refusal::OutOfOrder }) if !field(position, "on").ends_with("on") => {
            shown(at, &Values::of(sent), &[(field(position, "on"), None)])
        }
        Err(failed) => at.refused(&failed.refusal, sent),
    }
}

/// What a form changes on one item; the day is today's where none was written.
fn moved(sent: &Sent, item: &Item, today: Date) -> Result<Vec<Act>, Wrong> {
    let id = item.id;
    let stage = STAGES.iter().find(|(word, _)| sent.get(&format!("stage-{id}")) == Some(word)).map(|(_, stage)| *stage);
    let on = date_of(sent.get(&format!("on-{id}")), today)?;
    let last = item.steps.last().copied();
    let mut acts = Vec::new();
    if let Some(stage) = stage {
        let before = last.filter(|(known, _)| *known == stage).map(|(_, on)| on);
        let same = item.stage() == stage && (on.is_none() || on == before || stage == Stage::Wanted);
        // A new state with the old day still in its field happened today.
        let day = on.filter(|on| item.stage() == stage || last.map(|(_, day)| day) != Some(*on)).unwrap_or(today);
        if !same {
            acts.push(Act::MoveRecord { record: id, stage, on: day });
        }
    }
    let note = sent.text(&format!("note-{id}"));
    if note != item.note {
        acts.push(Act::NoteRecord(id, note));
    }
    Ok(acts)
}

pub(super) fn icd10(at: &At<'_>) -> String {
    icd10_of(&at.application.edition, &at.view.case).to_owned()
}

/// The catalogue's codes of a case's illness; none when it is not in the catalogue.
pub(in crate::case) fn icd10_of<'a>(edition: &'a Edition, case: &Case) -> &'a str {
    let id = case.opinion.condition.as_deref();
    let found = id.and_then(|id| edition.condition(edition.condition_by_id(id)?));
    found.map(|condition| condition.icd10.as_str()).unwrap_or_default()
}

fn kept(at: &At<'_>) -> Values {
    let mut values = Values::default();
    for item in &at.view.case.records {
        let id = item.id;
        let word = STAGES.iter().find(|(_, stage)| *stage == item.stage()).map_or("", |(word, _)| *word);
        values.put(format!("stage-{id}"), word);
        values.put(format!("on-{id}"), item.steps.last().map(|(_, on)| at.day(*on)).unwrap_or_default());
        values.put(format!("note-{id}"), item.note.as_str());
    }
    values
}

fn shown(at: &At<'_>, values: &Values, wrong: &[(String, Option<Wrong>)]) -> Response {
    let (t, records, now) = (at.t, &at.view.case.records, at.open.casework.now());
    let mut form = Form::new(t, values);
    for (field, why) in wrong {
        match why {
            Some(why) => form.wrong(field, &label(at, field), *why),
            None => form.say(field, t.records_order(label(at, field)), t.records_order_remedy()),
        }
    }
    let there = |item: &&Item| matches!(item.stage(), Stage::Received | Stage::Sent | Stage::Returned);
    let needed = records.iter().filter(|item| item.stage() != Stage::NotNeeded).count();
    let lent = records.iter().filter(|item| item.loan && matches!(item.stage(), Stage::Received | Stage::Sent));
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        can_take: at.may(Deed::Change(Part::Letter)),
        done: t.records_done(records.iter().filter(there).count(), needed),
        items: records.iter().map(|item| view(at, &form, item)).collect(),
        waiting: has(at, |file| file.checked == Checked::Quarantined),
        refused: has(at, |file| file.checked == Checked::Refused),
        long: has(at, |file| file.checked == Checked::Quarantined && file.at.plus_seconds(SCAN_SECONDS) < now),
        to_return: lent.map(|item| item_words(t, item)).collect(),
        own: form.line("words", t.records_own_words(), String::new()),
        summary: form.summary(),
    };
    page(if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &shown)
}

fn has(at: &At<'_>, so: impl Fn(&Attachment) -> bool) -> bool {
    let mut files = at.view.case.records.iter().flat_map(|item| &item.attachments);
    files.any(|id| at.view.case.attachments.iter().any(|known| known.id == *id && so(known)))
}

fn label(at: &At<'_>, field: &str) -> String {
    let t = at.t;
    let Some((what, id)) = field.split_once('-') else { return t.records_own_words() };
    let item = at.view.case.records.iter().find(|item| item.id.to_string() == id);
    let item = item.map(|item| item_words(t, item)).unwrap_or_default();
    match what {
        "note" => t.records_note_for(item),
        "stage" => t.records_stage_for(item),
        _ => t.records_on_for(item),
    }
}

fn view(at: &At<'_>, form: &Form<'_>, item: &Item) -> ItemView {
    let t = at.t;
    let id = item.id;
    let says = item_words(t, item);
    let field = format!("stage-{id}");
    let offered = STAGES.iter().filter(|(_, stage)| *stage != Stage::Returned || item.loan);
    let stages = offered.map(|(word, stage)| (*word, stage_words(t, *stage), form.values.has(&field, word)));
    let files = item.attachments.iter();
    let files = files.filter_map(|id| at.view.case.attachments.iter().find(|attachment| attachment.id == *id));
    ItemView {
        id: id.0,
        loan: item.loan,
        removable: item.kind == Kind::Own && item.attachments.is_empty(),
        stage: stage_words(t, item.stage()),
        since: item.steps.last().map(|(_, on)| at.day(*on)).unwrap_or_default(),
        kept_note: item.note.clone(),
        stages: stages.collect(),
        on: form.line(&format!("on-{id}"), t.records_on(), String::new()).of(says.clone()),
        note: form.line(&format!("note-{id}"), t.records_note(), String::new()).of(says.clone()),
        files: files.map(|file| file_view(t, file)).collect(),
        remove: t.records_remove_named(says.as_str()),
        upload: t.records_upload_choose(says.as_str()),
        says,
    }
}

fn file_view(t: Text, file: &Attachment) -> FileView {
    let (open, state) = match file.checked {
        Checked::Clean => (true, String::new()),
        Checked::Unscanned => (true, t.records_file_unscanned()),
        Checked::Quarantined => (false, t.records_file_waiting()),
        Checked::Refused => (false, t.records_file_refused()),
    };
    let kilobytes = i64::try_from(file.size.div_ceil(1_000)).unwrap_or(i64::MAX);
    FileView {
        href: if open { format!("/case/records/file/{}", file.id) } else { String::new() },
        says: t.records_file(file.name.as_str(), kilobytes),
        state,
    }
}
