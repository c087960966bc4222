//! `GET` and `POST /case/recovery`: the printed code that opens the case elsewhere.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::Deed;
use language::Text;

use crate::application::Application;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::{CaseFrame, CodeBox, Open, Sent, cookies, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/recovery.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    code_box: Option<CodeBox>,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let view = match open.overview().await {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    if !casework::may(&view.case, open.caller.actor, Deed::Recover, view.today) {
        return refused(&application, &visitor, &casework::Refusal::NotFound);
    }
    let t = visitor.language.text();
    let shown = Page {
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.door_recovery()),
        t,
        case_frame: CaseFrame::new(&visitor, &open, &view, None),
        code_box: CodeBox::fresh(&application, &visitor, &open, CodeFor::Recovery),
    };
    page(StatusCode::OK, &shown)
}

/// Makes a new code; the old one ends, and where it is asked for the case on every other device of this person too.
pub(crate) async fn renew(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let renewed = if sent.yes("elsewhere") {
        open.casework.renew_recovery_everywhere(open.caller).await.map(|(code, cookie)| (code, Some(cookie)))
    } else {
        open.casework.renew_recovery(open.caller).await.map(|code| (code, None))
    };
    match renewed {
        Ok((secret, cookie)) => {
            let mut response = go("/case/recovery");
            if let Some(door) = application.door() {
                let code = FreshCode { secret, until: None };
                door.fresh().put(open.caller, CodeFor::Recovery, code, open.casework.now());
                if let Some(cookie) = cookie {
                    cookies::open_case(&mut response, door, &cookie, None);
                }
            }
            response
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}
