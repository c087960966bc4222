//! The pages people read: one handler a file.

mod about;
mod choose;
mod compare;
mod components;
mod condition;
mod conditions;
mod doctor;
mod figures;
mod funnel;
mod institution;
mod institutions;
mod magazine;
mod second_opinion;
mod start;
mod support;

pub(crate) use funnel::address_of as funnel_address;

use axum::Router;
use axum::routing::get;

use crate::application::Application;

/// The addresses of the pages.
pub(crate) fn routes() -> Router<Application> {
    Router::new()
        .route("/", get(start::show))
        .route("/compare", get(compare::show))
        .route("/conditions", get(conditions::show))
        .route("/condition/{id}", get(condition::show))
        .route("/institutions", get(institutions::show))
        .route("/institution/{id}", get(institution::show))
        .route("/second-opinion", get(second_opinion::show))
        .route("/support", get(support::show))
        .route("/figures", get(figures::show))
        .route("/funnel", get(funnel::show))
        .route("/magazine", get(magazine::show))
        .route("/doctor", get(doctor::show))
        .route("/components", get(components::show))
        .route("/about", get(about::show))
}
