//! The writes: what the pages' forms do.

use std::collections::BTreeSet;

use axum::extract::{Path, Request, State};
use axum::response::Response;
use casework::choice::{Way, Wish};
use casework::list::records_for;
use casework::opinion::FirstOpinion;
use casework::records::Stage;
use casework::refusal::Wrong;
use casework::telling::Telling;
use casework::timing::Treatment;
use casework::triage::triage;
use casework::worry::About;
use casework::{Act, Deed, Part, PersonId, RecordId, WorryId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::described;
use super::problem::{Early, WriteRefused};
use super::sent::{Sending, WriteHeaders, Written};
use crate::application::Application;

/// A worry that is put down.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewWorry {
    #[schema(value_type = described::About)]
    about: Option<About>,
    /// Needed for `own`
    words: String,
    /// Whose it is; without it, of the token's person
    of: Option<u32>,
}

/// An answer to a worry.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewAnswer {
    /// Who answered, by name
    who: String,
    /// What was said
    words: String,
}

/// Answers about time. A field that is not sent is emptied, but for the signs.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct TimeSent {
    /// The signs that are there, by the ids on the page `/case/time`; empty for none of them. Null leaves the list as it was answered
    signs: Option<Vec<String>>,
    #[schema(value_type = Option<described::Treatment>)]
    treatment: Option<Treatment>,
    /// The latest safe date that the doctor named
    #[schema(value_type = Option<String>, format = Date)]
    latest_safe: Option<Date>,
    /// Who named it; needed with a date
    latest_safe_by: String,
}

/// The fork.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct WishSent {
    #[schema(value_type = described::Wish)]
    wish: Option<Wish>,
}

/// An institution to ask.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewChoice {
    /// An id of `/api/v1/institutions`
    institution: String,
    #[schema(value_type = described::Way)]
    way: Option<Way>,
    note: String,
}

/// How far the hospital's letter is. A field that is not sent is emptied.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct LetterSent {
    #[schema(value_type = Option<String>, format = Date)]
    asked_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    promised_for: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    received_on: Option<Date>,
}

/// A record of one's own, or, without words, the whole list for the illness.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewRecord {
    words: String,
    /// Whether it must go back
    loan: bool,
}

/// A step of a record.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewStep {
    #[schema(value_type = described::Stage)]
    stage: Option<Stage>,
    /// For `promised` the day it was promised for
    #[schema(value_type = String, format = Date)]
    on: Option<Date>,
}

fn change(part: Part) -> Deed {
    Deed::Change(part)
}

/// Puts the first opinion down. Needs `write:opinion`.
#[utoipa::path(put, path = "/api/v1/case/opinion", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = described::FirstOpinion,
    responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn save_opinion(
    State(application): State<Application>,
    bearer: Bearer,
    request: Request,
) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Opinion), request).await?;
    let opinion: FirstOpinion = sending.fields()?;
    let edition = &application.edition;
    if opinion.condition.as_ref().is_some_and(|id| edition.condition_by_id(id).is_none()) {
        return Err(sending.troubled("condition", Wrong::NotAChoice));
    }
    if opinion.institution.as_ref().is_some_and(|id| edition.institution_by_id(id).is_none()) {
        return Err(sending.troubled("institution", Wrong::NotAChoice));
    }
    sending.act(vec![Act::SaveOpinion(Box::new(opinion))], |_| None).await
}

/// Puts a worry down; `added` is its number. Needs `write:worries`.
#[utoipa::path(post, path = "/api/v1/case/worries", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = NewWorry, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn add_worry(bearer: Bearer, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Worries), request).await?;
    let sent: NewWorry = sending.fields()?;
    let Some(about) = sent.about else { return Err(sending.troubled("about", Wrong::Missing)) };
    let act = Act::AddWorry { of: sent.of.map(PersonId), about, words: sent.words };
    sending.act(vec![act], |view| view.case.worries.iter().map(|worry| worry.id.0).max()).await
}

/// Puts an answer to a worry down. Needs `write:worries`; letting a worry go stays with the patient.
#[utoipa::path(post, path = "/api/v1/case/worries/{id}/answers", tag = "case", security(("token" = [])),
    params(("id" = u32, Path, description = "The worry's number"), WriteHeaders),
    request_body = NewAnswer, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn answer_worry(bearer: Bearer, Path(id): Path<String>, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Worries), request).await?;
    let NewAnswer { who, words } = sending.fields()?;
    // No worry has the number 0: what is no number is as little there.
    let worry = WorryId(id.parse().unwrap_or(0));
    sending.act(vec![Act::AnswerWorry { worry, who, words }], |_| None).await
}

/// Saves the answers about time. Needs `write:time`.
#[utoipa::path(put, path = "/api/v1/case/time", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = TimeSent, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn save_time(bearer: Bearer, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Time), request).await?;
    let TimeSent { signs, treatment, latest_safe, latest_safe_by } = sending.fields()?;
    // What can be refused comes first, so that both are kept or neither.
    let mut acts = vec![Act::SaveTiming { treatment, latest_safe, latest_safe_by }];
    if let Some(signs) = signs {
        let triage = triage();
        if signs.iter().any(|sign| triage.signs.iter().all(|known| known.id != *sign)) {
            return Err(sending.troubled("signs", Wrong::NotAChoice));
        }
        let signs: BTreeSet<String> = signs.into_iter().collect();
        acts.push(Act::AnswerSigns { signs, version: triage.version.clone() });
    }
    sending.act(acts, |_| None).await
}

/// Advice or treatment. Needs `write:choice`.
#[utoipa::path(put, path = "/api/v1/case/wish", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = WishSent, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn save_wish(bearer: Bearer, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Choice), request).await?;
    let sent: WishSent = sending.fields()?;
    let Some(wish) = sent.wish else { return Err(sending.troubled("wish", Wrong::Missing)) };
    sending.act(vec![Act::SaveWish(wish)], |_| None).await
}

/// Puts an institution on the list of those to ask, or changes its way and note. Needs `write:choice`.
#[utoipa::path(post, path = "/api/v1/case/choice", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = NewChoice, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn choose(
    State(application): State<Application>,
    bearer: Bearer,
    request: Request,
) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Choice), request).await?;
    let NewChoice { institution, way, note } = sending.fields()?;
    let Some(way) = way else { return Err(sending.troubled("way", Wrong::Missing)) };
    let edition = &application.edition;
    let known = edition.institution_by_id(&institution).and_then(|index| edition.institution(index));
    let Some(known) = known else { return Err(sending.troubled("institution", Wrong::NotAChoice)) };
    let name = known.name.clone();
    sending.act(vec![Act::Choose { institution, name, way, note }], |_| None).await
}

/// Takes an institution off the list. Needs `write:choice`.
#[utoipa::path(delete, path = "/api/v1/case/choice/{institution}", tag = "case", security(("token" = [])),
    params(("institution" = String, Path, description = "Its id"), WriteHeaders),
    responses((status = 200, body = Written, description = "It is off the list"), WriteRefused))]
pub(crate) async fn unchoose(
    bearer: Bearer,
    Path(institution): Path<String>,
    request: Request,
) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Choice), request).await?;
    sending.act(vec![Act::Unchoose(institution)], |_| None).await
}

/// Saves how the doctor is told. Needs `write:telling`.
#[utoipa::path(put, path = "/api/v1/case/telling", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = described::Telling, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn save_telling(bearer: Bearer, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Telling), request).await?;
    let telling: Telling = sending.fields()?;
    sending.act(vec![Act::SaveTelling(telling)], |_| None).await
}

/// Saves how far the hospital's letter is. Needs `write:letter`.
#[utoipa::path(put, path = "/api/v1/case/letter", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = LetterSent, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn save_letter(bearer: Bearer, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Letter), request).await?;
    let LetterSent { asked_on, promised_for, received_on } = sending.fields()?;
    sending.act(vec![Act::SaveLetter { asked_on, promised_for, received_on }], |_| None).await
}

/// Puts a record of one's own on the list, with its number in `added`; without words, the records that the illness needs, for which also
/// `read:opinion` is needed. Needs `write:records`.
#[utoipa::path(post, path = "/api/v1/case/records", tag = "case", security(("token" = [])), params(WriteHeaders),
    request_body = NewRecord, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn add_record(
    State(application): State<Application>,
    bearer: Bearer,
    request: Request,
) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Records), request).await?;
    let NewRecord { words, loan } = sending.fields()?;
    if !words.trim().is_empty() {
        let act = Act::AddRecord { words, loan };
        return sending.act(vec![act], |view| view.case.records.iter().map(|item| item.id.0).max()).await;
    }
    let view = sending.view(Part::Opinion).await?;
    let edition = &application.edition;
    let condition = view.case.opinion.condition.as_ref().and_then(|id| edition.condition_by_id(id));
    let icd10 = condition.and_then(|index| edition.condition(index)).map(|known| known.icd10.clone());
    sending.act(vec![Act::ListRecords(records_for(&icd10.unwrap_or_default()))], |_| None).await
}

/// Moves a record on, or corrects where it stands. Needs `write:records`.
#[utoipa::path(post, path = "/api/v1/case/records/{id}/steps", tag = "case", security(("token" = [])),
    params(("id" = u32, Path, description = "The record's number"), WriteHeaders),
    request_body = NewStep, responses((status = 200, body = Written, description = "It is kept"), WriteRefused))]
pub(crate) async fn move_record(bearer: Bearer, Path(id): Path<String>, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(bearer, change(Part::Records), request).await?;
    let sent: NewStep = sending.fields()?;
    let Some(stage) = sent.stage else { return Err(sending.troubled("stage", Wrong::Missing)) };
    let Some(on) = sent.on else { return Err(sending.troubled("on", Wrong::Missing)) };
    // No record has the number 0: what is no number is as little there.
    let record = RecordId(id.parse().unwrap_or(0));
    sending.act(vec![Act::MoveRecord { record, stage, on }], |_| None).await
}
