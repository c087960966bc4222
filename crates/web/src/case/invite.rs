//! `POST /case/people/invite` and `GET /case/people/code`: a code that lets one person in, to be printed and handed over.

use askama::Template;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::{Part, PersonId};
use language::Text;

use crate::application::Application;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::people::person;
use crate::case::{CaseFrame, CodeBox, Open, Sent, refused, words};
use crate::frame::{Frame, Section, page};
use crate::parameters::Parameters;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/code.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    name: String,
    code_box: Option<CodeBox>,
}

/// Makes the code and goes on to the page that shows it. A person's number within the case says nothing about them.
pub(crate) async fn invite(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let person = person(&sent);
    match open.casework.invite(open.caller, person).await {
        Ok((secret, until)) => {
            if let Some(door) = application.door() {
                let code = FreshCode { secret, until: Some(until) };
                door.fresh().put(open.caller, CodeFor::Person(person), code, open.casework.now());
            }
            let to = format!("/case/people/code?person={person}");
            let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/case/people"));
            (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

pub(crate) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    parameters: Parameters,
) -> Response {
    let view = match open.view(Part::People).await {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let number = parameters.get("person").and_then(|text| text.parse().ok()).unwrap_or(0);
    let Some(person) = view.case.person(PersonId(number)) else {
        return refused(&application, &visitor, &casework::Refusal::NotFound);
    };
    let t = visitor.language.text();
    let what = match parameters.get("for") {
        Some("worries") => CodeFor::Worries(person.id),
        _ => CodeFor::Person(person.id),
    };
    let shown = Page {
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.door_invitation()),
        t,
        case_frame: CaseFrame::new(&visitor, &open, &view, None),
        name: words::person(t, person),
        code_box: CodeBox::fresh(&application, &visitor, &open, what),
    };
    page(StatusCode::OK, &shown)
}
