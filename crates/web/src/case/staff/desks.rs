//! `/desk`: the offices in which someone works.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::office::{Duty, Office};
use language::Text;

use crate::application::Application;
use crate::case::sign_in::SignedIn;
use crate::case::{Guest, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/staff/desks.html")]
struct Page {
    frame: Frame,
    t: Text,
    hidden: String,
    offices: Vec<Row>,
}

struct Row {
    name: String,
    what: String,
    /// Each page: its address and its name.
    pages: Vec<(String, String)>,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
) -> Response {
    let offices = match guest.casework().offices_of(account.cookie()).await {
        Ok(offices) => offices,
        Err(refusal) => return refused::refused(&application, &visitor, &refusal),
    };
    let t = visitor.language.text();
    let shown = Page {
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.office_offices()),
        t,
        hidden: guest.hidden(),
        offices: offices.iter().map(|office| row(t, office)).collect(),
    };
    guest.shown(page(StatusCode::OK, &shown))
}

fn row(t: Text, office: &Office) -> Row {
    let id = &office.id;
    let (what, pages) = match office.duty {
        Duty::Desk => (
            t.office_desk_mark(),
            vec![
                (format!("/desk/{id}"), t.office_queue()),
                (format!("/desk/{id}/plan"), t.office_plan()),
                (format!("/desk/{id}/numbers"), t.office_numbers()),
            ],
        ),
        Duty::Support => (t.office_support_mark(), vec![(format!("/support-desk/{id}"), t.office_list())]),
    };
    Row { name: office.name.clone(), what, pages }
}
