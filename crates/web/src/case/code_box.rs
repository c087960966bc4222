//! A code as it is shown and printed: large, in groups, with where to type it and until when.

use askama::Template;
use casework::service::Caller;
use language::Text;

use crate::application::Application;
use crate::case::door::Door;
use crate::case::fresh::{CodeFor, FreshCode};
use crate::case::open::Open;
use crate::case::{qr, words};
use crate::visitor::Visitor;

/// A box with a code; a template writes it with `{{ code_box|safe }}`.
///
/// The QR code holds the address only. The code is typed: in an address it would end up in the histories and logs of every machine on
/// the way.
#[derive(Template)]
#[template(path = "case/code_box.html")]
pub(crate) struct CodeBox {
    t: Text,
    lead: String,
    code: String,
    until: Option<String>,
    address: String,
    qr: Option<String>,
}

impl CodeBox {
    /// The doctor's code that was made within the last ten minutes, for the printed request; none when a new one must be made.
    pub(crate) fn of_doctor(application: &Application, visitor: &Visitor, open: &Open) -> Option<CodeBox> {
        CodeBox::fresh(application, visitor, open, CodeFor::Form)
    }

    /// A code that was made within the last ten minutes.
    pub(crate) fn fresh(application: &Application, visitor: &Visitor, open: &Open, what: CodeFor) -> Option<CodeBox> {
        CodeBox::of(application, visitor, open.caller, what)
    }

    /// The same for someone whose case is not the one that is open on this device.
    pub(crate) fn of(application: &Application, visitor: &Visitor, to: Caller, what: CodeFor) -> Option<CodeBox> {
        let door = application.door()?;
        let code = door.fresh().get(to, what, door.casework().now())?;
        Some(CodeBox::new(door, visitor, what, &code))
    }

    fn new(door: &Door, visitor: &Visitor, what: CodeFor, code: &FreshCode) -> CodeBox {
        let t = visitor.language.text();
        let (path, lead) = match what {
            CodeFor::Form => ("/letter", t.door_code_doctor()),
            CodeFor::Report => ("/receipt", t.back_code_lead()),
            CodeFor::Desk(_) => ("/answer", t.heard_code_desk()),
            CodeFor::Opinion(_) => ("/opinion", t.code_opinion()),
            CodeFor::Worries(_) => ("/worries-answer", t.code_worries()),
            CodeFor::Person(_) => ("/case/open", t.door_code_person()),
            CodeFor::Recovery => ("/case/open", t.door_code_recovery()),
        };
        let address = format!("{}{path}", door.address());
        CodeBox {
            t,
            lead,
            code: code.secret.printed(),
            until: code.until.map(|until| words::day_of(t, door, until)),
            qr: qr::svg(&address, &t.door_code_qr()),
            address,
        }
    }
}
