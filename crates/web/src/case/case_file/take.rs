//! `POST /case/export/file`: the case as one file for another installation, sealed with a passphrase that is kept nowhere.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::{Case, Refusal};
use documents::portable::{PASSPHRASE_LETTERS, Unwritten, left_behind, words, write};
use language::Text;

use super::Turn;
use crate::application::Application;
use crate::case::door::Door;
use crate::case::end::ask_export;
use crate::case::{Open, Sent, refused};
use crate::visitor::Visitor;

/// The form on the page where everything is taken out; a template writes it with `{{ form|safe }}`.
#[derive(Template)]
#[template(path = "case/take.html")]
pub(in crate::case) struct TakeForm {
    t: Text,
    hidden: String,
    trouble: Option<String>,
    least: usize,
    /// Uploads that stay here.
    left: Vec<String>,
}

impl TakeForm {
    /// For a case as whoever takes it out sees it.
    pub(in crate::case) fn of(t: Text, hidden: String, case: &Case, trouble: Option<String>) -> TakeForm {
        let left = left_behind(case).into_iter().map(|known| known.name.clone()).collect();
        TakeForm { t, hidden, trouble, least: PASSPHRASE_LETTERS, left }
    }
}

pub(super) async fn take(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let Some(door) = application.door() else { return refused::no_cases(&application, &visitor) };
    let t = visitor.language.text();
    let passphrase = sent.text("passphrase");
    let trouble = if passphrase.chars().count() < PASSPHRASE_LETTERS {
        Some(words::unwritten(t, &Unwritten::PassphraseShort))
    } else if passphrase != sent.text("passphrase2") {
        Some(t.door_account_differ())
    } else {
        None
    };
    if trouble.is_some() {
        return ask_export(&application, &visitor, &open, trouble).await;
    }
    // What is sealed is read once the turn has come: many cases at once would fill the memory.
    let Some(turn) = door.turns().turn().await else {
        return refused::busy(&application, &visitor, &Default::default());
    };
    match sealed(turn, door, &open, passphrase).await {
        Ok(Ok(file)) => {
            let headers = [
                (CONTENT_TYPE, "application/octet-stream"),
                (CONTENT_DISPOSITION, "attachment; filename=\"case.anshin\""),
            ];
            (headers, file).into_response()
        }
        Ok(Err(why)) => ask_export(&application, &visitor, &open, Some(words::unwritten(t, &why))).await,
        Err(refusal) => refused::refused(&application, &visitor, &refusal),
    }
}

async fn sealed(
    turn: Turn,
    door: &Door,
    open: &Open,
    passphrase: String,
) -> Result<Result<Vec<u8>, Unwritten>, Refusal> {
    let taken = open.casework.taken_out(open.caller).await?;
    let (chance, now, cost) = (door.chance(), open.casework.now(), door.work());
    turn.spent_on(move || write(&taken.view.case, &taken.uploads, &passphrase, cost, &*chance, now)).await
}
