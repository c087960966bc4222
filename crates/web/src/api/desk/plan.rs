//! The desk's plan.

use axum::extract::{Path, Request};
use axum::response::Response;
use casework::Refusal;
use casework::office::{Capacity, Opening, PlanChange};
use casework::refusal::Wrong;
use casework::service::OfficeScope;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::read::shown;
use super::sent::{KeyHeader, Sending};
use super::shown::PlanShown;
use super::system::System;
use crate::api::case::problem::{Early, OfficeWriteRefused, ReadRefused};

/// Times to put into the plan: all of them or none.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewSlots {
    slots: Vec<NewSlot>,
}

/// A time in which a consultation can be.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct NewSlot {
    /// When, where the institution is: `2026-12-10T14:00:00`
    #[schema(value_type = String)]
    at: Option<DateTime>,
    /// From 10 to 240
    minutes: u16,
    /// With whom; may be empty
    specialist: String,
    online: bool,
}

/// How many consultations a week; it replaces what was set.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct CapacitySent {
    capacity: Vec<CapacityOf>,
}

/// How many a week one specialist can see.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CapacityOf {
    specialist: String,
    /// From Monday to Sunday
    a_week: u16,
}

/// The plan: its times, and how many a week. Needs `plan`.
#[utoipa::path(get, path = "/api/v1/desk/slots", operation_id = "desk_plan", tag = "desk", security(("token" = [])),
    responses((status = 200, body = PlanShown, description = "The plan"), ReadRefused))]
pub(crate) async fn show(system: System) -> Result<Response, Early> {
    let allowed = system.casework().allow_office_program(&system.program, OfficeScope::Plan).await;
    allowed.map_err(|refusal| system.refused(&refusal))?;
    let office = system.casework().office_by_program(&system.program).await;
    office.map(|office| shown(&PlanShown::of(&office))).map_err(|refusal| system.refused(&refusal))
}

/// Puts times into the plan. Needs `plan`.
#[utoipa::path(post, path = "/api/v1/desk/slots", operation_id = "desk_add_slots", tag = "desk", security(("token" = [])),
    params(KeyHeader), request_body = NewSlots,
    responses((status = 200, body = PlanShown, description = "The plan as it is now"), OfficeWriteRefused))]
pub(crate) async fn add(system: System, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(system, OfficeScope::Plan, request).await?;
    let sent: NewSlots = sending.fields()?;
    if sent.slots.is_empty() {
        return Err(sending.troubled(&[("slots", Wrong::Missing)]));
    }
    let opening = |slot: NewSlot| {
        let NewSlot { at, minutes, specialist, online } = slot;
        at.map(|at| Opening { at, minutes, specialist, online })
    };
    let openings: Option<Vec<Opening>> = sent.slots.into_iter().map(opening).collect();
    let Some(openings) = openings else { return Err(sending.troubled(&[("at", Wrong::Missing)])) };
    change(sending, PlanChange::Add(openings)).await
}

/// Takes a time out of the plan; one that is taken stays until its date is called off. Needs `plan`.
#[utoipa::path(delete, path = "/api/v1/desk/slots/{slot}", operation_id = "desk_remove_slot", tag = "desk", security(("token" = [])),
    params(("slot" = u32, Path, description = "Its number"), KeyHeader),
    responses((status = 200, body = PlanShown, description = "The plan as it is now"), OfficeWriteRefused))]
pub(crate) async fn remove(system: System, Path(slot): Path<String>, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(system, OfficeScope::Plan, request).await?;
    match slot.parse() {
        Ok(slot) => change(sending, PlanChange::Remove(slot)).await,
        Err(_) => Err(sending.system.refused(&Refusal::NotFound)),
    }
}

/// Says how many a week each specialist can see; times beyond it are refused. Needs `plan`.
#[utoipa::path(put, path = "/api/v1/desk/capacity", operation_id = "desk_set_capacity", tag = "desk", security(("token" = [])),
    params(KeyHeader), request_body = CapacitySent,
    responses((status = 200, body = PlanShown, description = "The plan as it is now"), OfficeWriteRefused))]
pub(crate) async fn set_capacity(system: System, request: Request) -> Result<Response, Early> {
    let sending = Sending::read(system, OfficeScope::Plan, request).await?;
    let sent: CapacitySent = sending.fields()?;
    let of = |CapacityOf { specialist, a_week }| Capacity { specialist, a_week };
    change(sending, PlanChange::Capacity(sent.capacity.into_iter().map(of).collect())).await
}

async fn change(sending: Sending, change: PlanChange) -> Result<Response, Early> {
    let planned = sending.system.casework().plan_by_program(&sending.system.program, change).await;
    sending.done(planned.map(|office| PlanShown::of(&office)))
}
