//! The desk's system answers an application.

use axum::extract::{Path, Request};
use axum::response::Response;
use casework::Refusal;
use casework::application::{Needed, Offer, Reason, Reply};
use casework::office::Slot;
use casework::records::Kind;
use casework::refusal::Wrong;
use casework::service::OfficeScope;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::read::named;
use super::sent::{KeyHeader, Sending};
use super::shown::Moved;
use super::system::System;
use crate::api::case::described;
use crate::api::case::problem::{Early, OfficeWriteRefused};

/// An answer to an application.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct AnswerSent {
    reply: Option<DeskReply>,
    /// The turn of the application as it was read
    turn: Option<u32>,
    /// Words to the patient; needed to decline for `other`
    words: String,
}

/// What a desk answers.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DeskReply {
    /// Takes it on; with dates they are offered at once, without any they are to follow
    Accept(Vec<OfferSent>),
    /// Asks for something before it goes on
    Ask(AskSent),
    /// Offers dates, or others than before
    Offer(Vec<OfferSent>),
    /// Cannot keep the agreed date
    CancelDate,
    /// The consultation took place on this day
    #[schema(value_type = String, format = Date)]
    Held(Date),
    /// Does not take it on, or no longer
    #[schema(value_type = described::DeclineReason)]
    Decline(Reason),
    /// Names the doctor who will give the opinion
    Doctor(String),
}

/// A date to offer: a time of the plan by its number alone, or another with at least `at` and `minutes`.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OfferSent {
    slot: Option<u32>,
    /// When, where the institution is: `2026-12-10T14:00:00`
    #[schema(value_type = Option<String>)]
    at: Option<DateTime>,
    minutes: Option<u16>,
    specialist: String,
    online: bool,
}

/// Something to ask for: a kind of record, or words, or both.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AskSent {
    #[schema(value_type = Option<described::RecordKind>)]
    kind: Option<Kind>,
    words: String,
}

/// Answers an application, as the desk. Needs `answer`.
#[utoipa::path(post, path = "/api/v1/desk/applications/{case}/{application}/answers", operation_id = "desk_answer", tag = "desk",
    security(("token" = [])),
    params(("case" = String, Path, description = "The case"), ("application" = u32, Path, description = "The application"), KeyHeader),
    request_body = AnswerSent,
    responses((status = 200, body = Moved, description = "Where it stands now"), OfficeWriteRefused))]
pub(crate) async fn answer(
    system: System,
    Path((case, application)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Early> {
    let sending = Sending::read(system, OfficeScope::Answer, request).await?;
    let AnswerSent { reply, turn, words } = sending.fields()?;
    let mut missing = Vec::new();
    if reply.is_none() {
        missing.push(("reply", Wrong::Missing));
    }
    if turn.is_none() {
        missing.push(("turn", Wrong::Missing));
    }
    let (Some(reply), Some(turn)) = (reply, turn) else { return Err(sending.troubled(&missing)) };
    let system = &sending.system;
    let Some((case, application)) = named(&case, &application) else { return Err(system.refused(&Refusal::NotFound)) };
    let plan = system.casework().office_by_program(&system.program).await;
    let plan = plan.map_err(|refusal| system.refused(&refusal))?.slots;
    let reply = match reply {
        DeskReply::Accept(offers) => Reply::Accept(dates(&sending, &plan, offers)?),
        DeskReply::Offer(offers) => Reply::Offer(dates(&sending, &plan, offers)?),
        DeskReply::Ask(AskSent { kind, words }) => Reply::Ask(Needed { kind, words }),
        DeskReply::CancelDate => Reply::CancelDate,
        DeskReply::Held(on) => Reply::Held(on),
        DeskReply::Decline(reason) => Reply::Decline(reason),
        DeskReply::Doctor(name) => Reply::Doctor(name),
    };
    let answered = system.casework().answer_by_program(&system.program, case, application, turn, reply, words).await;
    sending.done(answered.map(|application| Moved::of(case, &application)))
}

/// The dates with what the plan says of them. A number that stands in no plan is a date that is no longer to be had.
fn dates(sending: &Sending, plan: &[Slot], offers: Vec<OfferSent>) -> Result<Vec<Offer>, Early> {
    let one = |sent: OfferSent| match (sent.slot, sent.at, sent.minutes) {
        (Some(id), None, None) => {
            let known = plan.iter().find(|slot| slot.id == id);
            let Slot { at, minutes, specialist, online, .. } =
                known.cloned().ok_or_else(|| sending.system.refused(&Refusal::DateTaken))?;
            Ok(Offer { slot: Some(id), at, minutes, specialist, online })
        }
        (slot, Some(at), Some(minutes)) => {
            let OfferSent { specialist, online, .. } = sent;
            Ok(Offer { slot, at, minutes, specialist, online })
        }
        (_, None, _) => Err(sending.troubled(&[("at", Wrong::Missing)])),
        (_, _, None) => Err(sending.troubled(&[("minutes", Wrong::Missing)])),
    };
    offers.into_iter().map(one).collect()
}
