//! `GET /`: two questions, and two more doors.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use language::Text;

use crate::application::Application;
use crate::asked::Asked;
use crate::form::Form;
use crate::frame::{Frame, Section, page};
use crate::parameters::Parameters;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    frame: Frame,
    t: Text,
    form: Form,
}

pub(crate) async fn show(State(application): State<Application>, parameters: Parameters, visitor: Visitor) -> Response {
    let t = visitor.language.text();
    let asked = Asked::read(&parameters);
    let start = Start {
        frame: Frame::new(&visitor, &application.edition, Section::Compare, t.start_title()),
        t,
        form: Form::new(&application.edition, visitor.language, asked, &[]),
    };
    page(StatusCode::OK, &start)
}
