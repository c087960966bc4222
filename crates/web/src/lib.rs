//! The pages and the JSON interface.
//!
//! One handler a file: `pages` answer people, `api` answers programs, `case` carries a case from page to page, `drawing` makes the
//! plots and maps as SVG on this side, so every page works without script. Words come from `language`, figures from `evidence`, the
//! answer from `compare`, the rules of a case from `casework`.
//!
//! Architecture invariant: no SQL and no rules of a case. Outside a case nothing about a person is kept and the only cookie is the
//! language; what a case keeps goes through `casework`.

mod answer;
mod api;
mod application;
mod asked;
mod assets;
mod case;
mod choice;
mod claim;
mod drawing;
mod form;
mod frame;
mod guard;
mod headers;
mod names;
mod pages;
mod parameters;
mod refusal;
mod visitor;
mod words;
mod work;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use casework::Casework;
use evidence::Edition;
use evidence::town::Towns;

use crate::application::Application;
pub use crate::case::{Listed, Needs, Settings, listed as routes_of_cases};

/// Answers people and programs until the process is asked to stop; requests under way are finished first.
pub async fn serve(listener: tokio::net::TcpListener, router: Router) -> std::io::Result<()> {
    // The client's address is known to the limit on tries and to nothing else.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(asked_to_stop()).await
}

/// Everything that is answered over one edition, without a place to keep cases.
pub fn router(edition: Arc<Edition>) -> Router {
    answered(Application::new(edition, shipped_towns(), None))
}

/// Everything that is answered, over one edition and with cases.
pub fn router_with(edition: Arc<Edition>, casework: Casework, settings: Settings) -> Router {
    router_with_towns(edition, shipped_towns(), casework, settings)
}

/// The same, with town files of an operator's own beside or before those that come with the program.
pub fn router_with_towns(edition: Arc<Edition>, towns: Arc<Towns>, casework: Casework, settings: Settings) -> Router {
    answered(Application::new(edition, towns, Some(case::Door::new(casework, settings))))
}

fn shipped_towns() -> Arc<Towns> {
    Arc::new(Towns::shipped().clone())
}

fn answered(application: Application) -> Router {
    Router::new()
        .merge(pages::routes())
        .merge(case::router(&application))
        .merge(api::routes())
        .route("/healthz", get(|| async { "ok\n" }))
        .route(assets::STYLESHEET_PATH, get(assets::stylesheet))
        .route("/assets/mark.svg", get(assets::mark))
        .fallback(refusal::not_found)
        .method_not_allowed_fallback(refusal::wrong_method)
        .layer(from_fn(choice::remember_language))
        .layer(from_fn_with_state(application.clone(), guard::guard))
        .layer(from_fn(headers::add_safe_headers))
        .with_state(application)
}

/// Waits for Ctrl-C, or for the signal with which a service is stopped.
async fn asked_to_stop() {
    tokio::select! {
        () = interrupted() => {}
        () = terminated() => {}
    }
}

async fn interrupted() {
    // When the signal cannot be listened for, the server keeps running, which is the lesser harm.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
