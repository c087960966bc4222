//! `/case/leave`, `/case/export` and `/case/erase`: a case is closed on a device, taken out, or ended for good.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::{Deed, Refusal};
use documents::export::everything;
use language::Text;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::application::Application;
use crate::case::case_file::{TakeForm, one_of};
use crate::case::{CaseFrame, Open, Sent, cookies, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Leave,
    Export,
    Erase,
}

/// What was written and cannot be taken.
enum Wrong {
    Nothing,
    /// The word that must be typed.
    Word,
    /// The passphrase of a case file, with what is said of it.
    Passphrase(String),
}

#[derive(Template)]
#[template(path = "case/end.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    action: &'static str,
    lead: String,
    about: Vec<String>,
    button: String,
    /// The word to be typed before a case is erased.
    word: Option<String>,
    wrong: bool,
    /// The same for another installation, where everything is taken out.
    take: Option<TakeForm>,
}

pub(crate) async fn show_leave(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    ask(&application, &visitor, &open, Way::Leave, Wrong::Nothing).await
}

pub(crate) async fn show_export(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    ask(&application, &visitor, &open, Way::Export, Wrong::Nothing).await
}

pub(crate) async fn show_erase(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    ask(&application, &visitor, &open, Way::Erase, Wrong::Nothing).await
}

/// Closes the case on this device.
pub(crate) async fn leave(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    _sent: Sent,
) -> Response {
    match open.casework.leave(&open.secret).await {
        Ok(()) => gone(&application, &open),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// Gives everything as one packed file: the case as JSON and as tables, and the uploads.
pub(crate) async fn export(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    _sent: Sent,
) -> Response {
    let t = visitor.language.text();
    let Some(turn) = one_of(&TURN).await else {
        return refused::busy(&application, &visitor, &Default::default());
    };
    match packed(turn, &open, t).await {
        Ok(file) => {
            let headers =
                [(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, "attachment; filename=\"anshin-case.zip\"")];
            (headers, file).into_response()
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// A case's uploads are in memory while they are packed, twice for a moment: one case at a time. The turn goes with the work, so that a request that was
/// given up does not let another begin before its own work has ended.
static TURN: Semaphore = Semaphore::const_new(1);

async fn packed(turn: SemaphorePermit<'static>, open: &Open, t: Text) -> Result<Vec<u8>, Refusal> {
    let unkept = |why: String| Refusal::Unkept(why);
    let taken = open.casework.taken_out(open.caller).await?;
    let now = open.casework.now();
    let work = move || {
        let packed = everything(t, &taken.view.case, &taken.log, &taken.uploads, now);
        drop(turn);
        packed
    };
    let file = tokio::task::spawn_blocking(work).await.map_err(|error| unkept(error.to_string()))?;
    file.map_err(|error| unkept(error.to_string()))
}

/// Erases the case for good, once its word was typed.
pub(crate) async fn erase(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let typed = sent.text("word").to_lowercase();
    // Either language's word is taken: the page may have been changed over in between.
    let words =
        [language::Language::English, language::Language::Japanese].map(|language| language.text().door_erase_word());
    if !words.contains(&typed) {
        return ask(&application, &visitor, &open, Way::Erase, Wrong::Word).await;
    }
    match open.casework.erase(open.caller).await {
        Ok(()) => gone(&application, &open),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

fn gone(application: &Application, open: &Open) -> Response {
    let mut response = go("/");
    if let Some(door) = application.door() {
        door.fresh().forget(open.caller);
        cookies::close_case(&mut response, door);
    }
    response
}

/// The page where everything is taken out, once more.
pub(super) async fn ask_export(
    application: &Application,
    visitor: &Visitor,
    open: &Open,
    trouble: Option<String>,
) -> Response {
    ask(application, visitor, open, Way::Export, trouble.map_or(Wrong::Nothing, Wrong::Passphrase)).await
}

async fn ask(application: &Application, visitor: &Visitor, open: &Open, way: Way, wrong: Wrong) -> Response {
    let view = match open.overview().await {
        Ok(view) => view,
        Err(refusal) => return refused(application, visitor, &refusal),
    };
    let needed = match way {
        Way::Leave => None,
        Way::Export => Some(Deed::Export),
        Way::Erase => Some(Deed::Erase),
    };
    if needed.is_some_and(|deed| !casework::may(&view.case, open.caller.actor, deed, view.today)) {
        return refused(application, visitor, &Refusal::NotFound);
    }
    let t = visitor.language.text();
    let case_frame = CaseFrame::new(visitor, open, &view, None);
    let status = if matches!(wrong, Wrong::Nothing) { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (wrong, trouble) = match wrong {
        Wrong::Passphrase(trouble) => (false, Some(trouble)),
        wrong => (matches!(wrong, Wrong::Word), None),
    };
    let take = (way == Way::Export).then(|| TakeForm::of(t, case_frame.hidden(), &view.case, trouble));
    let frame = |title| Frame::new(visitor, &application.edition, Section::Elsewhere, title);
    let shown = match way {
        Way::Leave => Page {
            frame: frame(t.door_leave()),
            t,
            case_frame,
            action: "/case/leave",
            lead: t.door_leave_lead(),
            about: vec![t.door_leave_code()],
            button: t.door_leave(),
            word: None,
            wrong,
            take,
        },
        Way::Export => Page {
            frame: frame(t.door_export()),
            t,
            case_frame,
            action: "/case/export",
            lead: t.door_export_lead(),
            about: vec![t.door_export_careful()],
            button: t.door_export_go(),
            word: None,
            wrong,
            take,
        },
        Way::Erase => Page {
            frame: frame(t.door_erase()),
            t,
            case_frame,
            action: "/case/erase",
            lead: t.door_erase_lead(),
            about: vec![t.door_erase_kept(), t.door_erase_log(), t.door_erase_backup()],
            button: t.door_erase_go(),
            word: Some(t.door_erase_word()),
            wrong,
            take,
        },
    };
    page(status, &shown)
}
