//! `/api/v1/desk`: a desk's own system, by the same rules as the desk's pages.
//!
//! `system` finds whose token it is, `sent` reads what was sent, `read`, `answer` and `plan` hold a handler an address, `shown` is what is
//! answered, `problem` words what is refused. An application is named `{case}/{application}`, here and in what webhooks carry.
//!
//! Architecture invariant: a token of an office opens no case, and one of a case no office; what was not sent along is not answered.

mod answer;
mod plan;
mod problem;
mod read;
mod sent;
mod shown;
mod system;

use casework::service::OfficeScope;
use utoipa::OpenApi;

use crate::case::{Needs, Routes};

/// Every address of a desk's own system, with what it needs.
pub(crate) fn routes() -> Routes {
    let scope = Needs::Office;
    Routes::default()
        .get("/api/v1/desk", Needs::OfficeToken, read::office)
        .get("/api/v1/desk/applications", scope(OfficeScope::Read), read::queue)
        .get("/api/v1/desk/applications/{case}/{application}", scope(OfficeScope::Read), read::application)
        .get("/api/v1/desk/applications/{case}/{application}/files/{file}", scope(OfficeScope::Read), read::file)
        .post("/api/v1/desk/applications/{case}/{application}/answers", scope(OfficeScope::Answer), answer::answer)
        .get("/api/v1/desk/slots", scope(OfficeScope::Plan), plan::show)
        .post("/api/v1/desk/slots", scope(OfficeScope::Plan), plan::add)
        .delete("/api/v1/desk/slots/{slot}", scope(OfficeScope::Plan), plan::remove)
        .put("/api/v1/desk/capacity", scope(OfficeScope::Plan), plan::set_capacity)
        .get("/api/v1/desk/numbers", scope(OfficeScope::Numbers), read::numbers)
        .delete("/api/v1/desk/tokens/current", Needs::OfficeToken, read::end_token)
}

#[derive(OpenApi)]
#[openapi(
    paths(
        read::office, read::queue, read::application, read::file, answer::answer, plan::show, plan::add, plan::remove, plan::set_capacity,
        read::numbers, read::end_token
    ),
    tags((name = "desk", description = "A desk's own system, by a token of its office. Every answer names the turn it answers."))
)]
struct Described;

/// The description of these addresses.
pub(super) fn described() -> utoipa::openapi::OpenApi {
    Described::openapi()
}
