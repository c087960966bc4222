//! An office, and who of its staff is in it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::office::{Duty, Office};
use casework::service::Caller;
use casework::{CaseId, Casework, Moment, Refusal};
use jiff::civil::Date;
use language::Text;

use crate::application::Application;
use crate::case::body::Written;
use crate::case::sign_in::SignedIn;
use crate::case::{Guest, refused, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// One page of an office, for someone who works there; to everyone else there is no such office.
pub(super) struct AtOffice<'a> {
    pub(super) application: &'a Application,
    pub(super) visitor: &'a Visitor,
    pub(super) guest: &'a Guest,
    account: &'a SignedIn,
    pub(super) office: Office,
    pub(super) t: Text,
}

/// A link to a page of the office, and whether one is there.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) here: bool,
}

impl<'a> AtOffice<'a> {
    pub(super) async fn enter(
        (application, visitor): (&'a Application, &'a Visitor),
        guest: &'a Guest,
        account: &'a SignedIn,
        (office, duty): (&str, Duty),
    ) -> Result<AtOffice<'a>, Response> {
        let found = guest.casework().offices_of(account.cookie()).await;
        let found = found.map(|offices| offices.into_iter().find(|known| known.id == office && known.duty == duty));
        match found {
            Ok(Some(office)) => {
                Ok(AtOffice { application, visitor, guest, account, office, t: visitor.language.text() })
            }
            Ok(None) => Err(refused::refused(application, visitor, &Refusal::NotFound)),
            Err(refusal) => Err(refused::refused(application, visitor, &refusal)),
        }
    }

    pub(super) fn casework(&self) -> &Casework {
        self.guest.casework()
    }

    pub(super) fn cookie(&self) -> &casework::Secret {
        self.account.cookie()
    }

    pub(super) fn today(&self) -> Date {
        self.casework().today()
    }

    /// Who this member of staff is in a case that was brought here.
    pub(super) async fn caller(&self, case: &str) -> Result<Caller, Response> {
        let found = match case.parse::<CaseId>() {
            Ok(case) => self.casework().caller_from_office(self.cookie(), &self.office.id, case).await,
            Err(()) => Err(Refusal::NotFound),
        };
        found.map_err(|refusal| self.refused(&refusal))
    }

    pub(super) fn frame(&self, title: String) -> Frame {
        Frame::new(self.visitor, &self.application.edition, Section::Elsewhere, title)
    }

    /// A page with forms, and with the cookie that they are bound to.
    pub(super) fn page(&self, status: StatusCode, shown: &impl Template) -> Response {
        self.guest.shown(page(status, shown))
    }

    pub(super) fn refused(&self, refusal: &Refusal) -> Response {
        refused::refused(self.application, self.visitor, refusal)
    }

    pub(super) fn refused_with(&self, refusal: &Refusal, written: &Written) -> Response {
        refused::with_words(self.application, self.visitor, refusal, written)
    }

    /// The address of a page of this office: `""` is the queue.
    pub(super) fn href(&self, rest: &str) -> String {
        format!("/desk/{}{rest}", self.office.id)
    }

    /// The pages of a desk, for its navigation.
    pub(super) fn links(&self, here: &str) -> Vec<Link> {
        let pages =
            [("", self.t.office_queue()), ("/plan", self.t.office_plan()), ("/numbers", self.t.office_numbers())];
        let link = |(rest, name): (&str, String)| Link { href: self.href(rest), name, here: rest == here };
        pages.into_iter().map(link).collect()
    }

    /// Whether the address says that something was just done.
    pub(super) fn just(&self, what: &str) -> bool {
        self.visitor.query.split('&').any(|pair| pair.strip_prefix("done=") == Some(what))
    }

    /// Day and time of a moment, where the program runs.
    pub(super) fn time_of(&self, moment: Moment) -> String {
        words::time_of(self.t, &self.guest.door, moment)
    }
}
