//! `/api/v1/case`: a case for programs, by the same rules as its pages.
//!
//! `bearer` finds whose token it is, `sent` reads what was sent, `once` answers a write that is sent again, `read` and `write` hold a
//! handler an address, `problem` says what is refused; `shown` and `described` are what the description says.
//!
//! Architecture invariant: a cookie opens nothing here, so no other page can make a browser act; and nothing secret stands in an address.

pub(super) mod bearer;
pub(super) mod described;
mod enter;
pub(super) mod once;
pub(super) mod problem;
mod read;
pub(super) mod sent;
pub(super) mod shown;
mod write;

use casework::{Deed, Part};
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

pub(crate) use once::Once;

use crate::case::{Needs, Routes};

/// Every address of a case for programs, with what it needs.
pub(crate) fn routes() -> Routes {
    let (see, change) = (|part| Needs::Deed(Deed::Read(part)), |part| Needs::Deed(Deed::Change(part)));
    Routes::default()
        .post("/api/v1/case", Needs::Nothing, enter::begin_case)
        .post("/api/v1/case/open", Needs::Nothing, enter::open_case)
        .get("/api/v1/case", Needs::Token, read::overview)
        .get("/api/v1/case/opinion", see(Part::Opinion), read::opinion)
        .put("/api/v1/case/opinion", change(Part::Opinion), write::save_opinion)
        .get("/api/v1/case/worries", see(Part::Worries), read::worries)
        .post("/api/v1/case/worries", change(Part::Worries), write::add_worry)
        .post("/api/v1/case/worries/{id}/answers", change(Part::Worries), write::answer_worry)
        .get("/api/v1/case/time", see(Part::Time), read::time)
        .put("/api/v1/case/time", change(Part::Time), write::save_time)
        .get("/api/v1/case/choice", see(Part::Choice), read::choice)
        .put("/api/v1/case/wish", change(Part::Choice), write::save_wish)
        .post("/api/v1/case/choice", change(Part::Choice), write::choose)
        .delete("/api/v1/case/choice/{institution}", change(Part::Choice), write::unchoose)
        .get("/api/v1/case/telling", see(Part::Telling), read::telling)
        .put("/api/v1/case/telling", change(Part::Telling), write::save_telling)
        .get("/api/v1/case/letter", see(Part::Letter), read::letter)
        .put("/api/v1/case/letter", change(Part::Letter), write::save_letter)
        .get("/api/v1/case/records", see(Part::Records), read::records)
        .post("/api/v1/case/records", change(Part::Records), write::add_record)
        .post("/api/v1/case/records/{id}/steps", change(Part::Records), write::move_record)
        .get("/api/v1/case/applications", see(Part::Application), read::applications)
        .get("/api/v1/case/day", see(Part::Day), read::day)
        .get("/api/v1/case/second", see(Part::Second), read::second)
        .get("/api/v1/case/people", see(Part::People), read::people)
        .get("/api/v1/case/log", see(Part::Log), read::log)
        .post("/api/v1/case/tokens", Needs::Token, enter::make_token)
        .delete("/api/v1/case/tokens/current", Needs::Token, enter::end_token)
        .delete("/api/v1/case/tokens", Needs::Token, enter::end_tokens)
}

#[derive(OpenApi)]
#[openapi(
    paths(
        enter::begin_case, enter::open_case, enter::make_token, enter::end_token, enter::end_tokens,
        read::overview, read::opinion, read::worries, read::time, read::choice, read::telling, read::letter, read::records,
        read::applications, read::day, read::second, read::people, read::log,
        write::save_opinion, write::add_worry, write::answer_worry, write::save_time, write::save_wish, write::choose, write::unchoose, write::save_telling, write::save_letter,
        write::add_record, write::move_record
    ),
    components(schemas(problem::CaseProblem, problem::FieldTrouble)),
    tags((name = "case", description = "A case, by a token. Every write names the version it changes."))
)]
struct Described;

/// The description of a case's addresses.
pub(super) fn described() -> utoipa::openapi::OpenApi {
    let mut described = Described::openapi();
    let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    described.components.get_or_insert_default().add_security_scheme("token", token);
    described
}
