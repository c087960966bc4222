//! The steps of the journey: one page each.
//!
//! A step is read (`GET`) with what is kept, and saved (`POST`), after which one goes on to the next. What cannot be understood is said
//! above the form and beside its field, with everything typed still there (422); what was changed meanwhile is said and given back (409).

pub(in crate::case) mod calendar;
pub(super) mod choose;
mod comparison;
mod cost;
pub(super) mod desk;
pub(super) mod desk_facts;
pub(super) mod desk_words;
pub(super) mod fields;
mod letter;
pub(super) mod opinion;
mod opinion_found;
pub(in crate::case) mod records;
mod request;
mod tell;
pub(super) mod time;
pub(super) mod values;
mod wish;
pub(super) mod worries;

pub(crate) use fields::sentences as wrong_in_words;

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::service::View;
use casework::{Act, Deed, Moment, Part, Refusal, may};
use jiff::civil::Date;
use language::Text;

use crate::application::Application;
use crate::case::routes::{Needs, Routes};
use crate::case::{CaseFrame, Open, Sent, Step, heard, refused};
use crate::frame::{Frame, Section};
use crate::visitor::Visitor;

/// The addresses of the steps.
pub(crate) fn routes() -> Routes {
    let read = |part| Needs::Deed(Deed::Read(part));
    let change = |part| Needs::Deed(Deed::Change(part));
    Routes::default()
        .get("/case/opinion", read(Part::Opinion), opinion::show)
        .post("/case/opinion", change(Part::Opinion), opinion::save)
        .get("/case/worries", read(Part::Worries), worries::show)
        .post("/case/worries", change(Part::Worries), worries::add)
        .post("/case/worries/answer", change(Part::Worries), worries::answer)
        .post("/case/worries/close", Needs::Deed(Deed::CloseWorry), worries::close)
        .post("/case/worries/reopen", Needs::Deed(Deed::CloseWorry), worries::reopen)
        .get("/case/time", read(Part::Time), time::show)
        .post("/case/time", change(Part::Time), time::save)
        .get("/case/calendar", read(Part::Time), calendar::show)
        .post("/case/calendar", change(Part::Time), calendar::save)
        .get("/case/wish", read(Part::Choice), wish::show)
        .post("/case/wish", change(Part::Choice), wish::save)
        .get("/case/choose", read(Part::Choice), choose::show)
        .post("/case/choose", change(Part::Choice), choose::save)
        .get("/case/desk/{institution}", read(Part::Choice), desk::show)
        .post("/case/desk/{institution}", change(Part::Choice), desk::save)
        .get("/case/cost", read(Part::Choice), cost::show)
        .post("/case/cost", read(Part::Choice), cost::reckon)
        .get("/case/tell", read(Part::Telling), tell::show)
        .post("/case/tell", change(Part::Telling), tell::save)
        .get("/case/request", read(Part::Telling), request::show)
        .get("/case/letter", read(Part::Letter), letter::show)
        .post("/case/letter", change(Part::Letter), letter::save)
        .post("/case/letter/code", Needs::Deed(Deed::InviteDoctor), request::code)
        .get("/case/records", read(Part::Records), records::show)
        .post("/case/records", change(Part::Records), records::save)
        .post("/case/records/list", change(Part::Records), records::list)
        .post("/case/records/add", change(Part::Records), records::add)
        .post("/case/records/remove", change(Part::Records), records::remove)
}

/// One step as one person sees it.
pub(in crate::case) struct At<'a> {
    pub(in crate::case) application: &'a Application,
    pub(in crate::case) visitor: &'a Visitor,
    pub(in crate::case) open: &'a Open,
    pub(in crate::case) view: View,
    pub(in crate::case) step: Step,
    pub(in crate::case) t: Text,
}

impl<'a> At<'a> {
    /// The step as it stands, when this person may read it.
    pub(in crate::case) async fn read(
        application: &'a Application,
        visitor: &'a Visitor,
        open: &'a Open,
        step: Step,
    ) -> Result<At<'a>, Response> {
        match open.view(step.part()).await {
            Ok(view) => Ok(At { application, visitor, open, view, step, t: visitor.language.text() }),
            Err(refusal) => Err(refused(application, visitor, &refusal)),
        }
    }

    /// The step for a form that was sent: refused when the page is older than the case, so that nothing newer is overwritten.
    pub(in crate::case) async fn sent(
        application: &'a Application,
        visitor: &'a Visitor,
        open: &'a Open,
        step: Step,
        sent: &Sent,
    ) -> Result<At<'a>, Response> {
        At::sent_to(application, visitor, open, (step, Deed::Change(step.part())), sent).await
    }

    /// The same for a form that needs another deed. Whoever may not do it is told nothing about the page's age: the act that follows is
    /// refused, and the log says so.
    pub(in crate::case) async fn sent_to(
        application: &'a Application,
        visitor: &'a Visitor,
        open: &'a Open,
        (step, deed): (Step, Deed),
        sent: &Sent,
    ) -> Result<At<'a>, Response> {
        let at = At::read(application, visitor, open, step).await?;
        if at.may(deed) && !at.view.is_fresh(sent.version()) {
            return Err(refused::with_words(application, visitor, &Refusal::Stale, sent.written()));
        }
        Ok(at)
    }

    pub(in crate::case) fn title(&self) -> String {
        self.step.name(self.t)
    }

    pub(in crate::case) fn frame(&self) -> Frame {
        self.frame_titled(self.title())
    }

    pub(in crate::case) fn frame_titled(&self, title: String) -> Frame {
        Frame::new(self.visitor, &self.application.edition, Section::Elsewhere, title)
    }

    pub(in crate::case) fn case_frame(&self) -> CaseFrame {
        CaseFrame::new(self.visitor, self.open, &self.view, Some(self.step))
    }

    /// Whether this person may change what they see here.
    pub(in crate::case) fn can_change(&self) -> bool {
        self.may(Deed::Change(self.step.part()))
    }

    pub(in crate::case) fn may(&self, deed: Deed) -> bool {
        may(&self.view.case, self.view.caller.actor, deed, self.view.today)
    }

    /// The step that follows among those this person may see: its address and its name.
    pub(in crate::case) fn next(&self) -> Option<(&'static str, String)> {
        let mut next = self.step.next();
        while let Some(step) = next {
            if self.may(Deed::Read(step.part())) {
                return Some((step.path(), self.t.steps_next(step.name(self.t))));
            }
            next = step.next();
        }
        None
    }

    /// Goes on to the step that follows, or back to the overview where there is none for this person.
    pub(in crate::case) fn onward(&self) -> Response {
        let to = self.next().map_or("/case", |(href, _)| href);
        let to = HeaderValue::from_str(&format!("{to}?saved=yes")).unwrap_or(HeaderValue::from_static("/case"));
        (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
    }

    /// A day in words, as it can also be typed.
    pub(in crate::case) fn day(&self, date: Date) -> String {
        day(self.t, date)
    }

    /// The day of a moment, where the program runs.
    pub(in crate::case) fn moment_day(&self, moment: Moment) -> String {
        self.application.door().map(|door| self.day(door.local(moment).date())).unwrap_or_default()
    }

    /// Does what a form asked for, one after the other; all of it is tried on a copy first, so that a page is saved whole or not at all.
    pub(in crate::case) async fn act(&self, acts: Vec<Act>) -> Result<(), Failed> {
        let (mut case, now) = (self.view.case.clone(), self.open.casework.now());
        for (position, act) in acts.iter().enumerate() {
            if !self.may(act.deed()) {
                return Err(Failed { position, refusal: Refusal::NotFound });
            }
            let after = case.apply(self.view.caller.actor, act.clone(), now, self.view.today);
            case = after.map_err(|refusal| Failed { position, refusal })?;
        }
        let mut version = self.view.version;
        for (position, act) in acts.into_iter().enumerate() {
            let after = self.open.act(version, act).await;
            version = after.map_err(|refusal| Failed { position, refusal })?.version;
        }
        Ok(())
    }

    /// The page for a refusal that no field of the form explains.
    pub(in crate::case) fn refused(&self, refusal: &Refusal, sent: &Sent) -> Response {
        refused::with_words(self.application, self.visitor, refusal, sent.written())
    }
}

/// What a field into which one writes is called on its step's page; none for what is only ticked or hidden.
pub(crate) fn label(t: Text, step: Step, name: &str) -> Option<String> {
    let (what, of) = name.split_once('-').unwrap_or((name, ""));
    Some(match (step, what) {
        (Step::Opinion, "condition_words" | "institution_words" | "site" | "kind" | "stage") => opinion::label(t, what),
        (Step::Opinion, "doctor" | "said_on" | "treatment" | "decide_by" | "unclear" | "near") => {
            opinion::label(t, what)
        }
        (Step::Worries, "words") if of.is_empty() => t.worries_own(),
        (Step::Worries, "words") => t.worries_answer_words(),
        (Step::Worries, "who") => t.worries_answer_who(),
        (Step::Time, "latest_safe") => t.time_latest(),
        (Step::Time, "latest_safe_by") => t.time_latest_by(),
        (Step::Calendar, "fixed" | "done") => calendar::label(t, name),
        (Step::Choose, "name") => t.choose_by_name(),
        (Step::Cost, "fares" | "nights" | "lodging") => cost::label(t, what),
        (Step::Tell, "told_on") => t.tell_told_on(),
        (Step::Tell, "note") => t.tell_note(),
        (Step::Letter, "asked_on" | "promised_for" | "received_on") => letter::label(t, what),
        (Step::Applications | Step::Day | Step::Second, _) => return heard::label(t, name),
        (Step::Records, "on") => t.records_on(),
        (Step::Records, "note") => t.records_note(),
        (Step::Records, "words") => t.records_own_words(),
        _ => return None,
    })
}

/// What was refused, and which of the acts it was.
pub(in crate::case) struct Failed {
    pub(in crate::case) position: usize,
    pub(in crate::case) refusal: Refusal,
}

/// A day in words, as it can also be typed.
pub(in crate::case) fn day(t: Text, date: Date) -> String {
    t.steps_day(i64::from(date.day()), i64::from(date.month()), date.year().to_string())
}
