//! `/opinion/form`: the second doctor reads what was sent and writes, point by point; blind first, where the patient wishes it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::application::{Application as Applied, State as Standing};
use casework::second::{Hand, SecondOpinion};
use casework::service::View;
use casework::{Act, Moment, Part, Refusal, Role};
use language::Text;

use super::opinion_fields::{Fields, Points, read, read_points};
use super::opinion_given::given_page;
use super::reply::Fault;
use super::sent_along::SentAlong;
use super::words;
use crate::application::Application;
use crate::case::steps::fields::Summary;
use crate::case::steps::values::Values;
use crate::case::{CaseFrame, Open, Sent, go, refused};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// The doctor's application, as far as they may see it.
pub(super) struct AtOpinion<'a> {
    pub(super) application: &'a Application,
    pub(super) visitor: &'a Visitor,
    pub(super) open: &'a Open,
    pub(super) view: View,
    pub(super) applied: Applied,
    pub(super) t: Text,
}

#[derive(Template)]
#[template(path = "case/staff/opinion.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    who: String,
    summary: Summary,
    sent_along: SentAlong,
    /// Nothing can be written yet, or any more: why.
    cannot: String,
    /// Their own view comes first.
    blind: Option<Points>,
    /// The own view as it was saved, with the sentence that says when.
    own: Option<(String, Vec<(String, String)>)>,
    fields: Option<Fields>,
    draft: String,
}

impl<'a> AtOpinion<'a> {
    pub(super) async fn read(
        application: &'a Application,
        visitor: &'a Visitor,
        open: &'a Open,
    ) -> Result<AtOpinion<'a>, Response> {
        let view = open.view(Part::Application).await;
        let found = view.and_then(|view| {
            let person = view.caller.actor.person;
            let doctor = view.case.person(person).is_some_and(|person| person.role == Role::SecondDoctor);
            let own = view.case.applications.iter().rev().find(|applied| doctor && applied.doctor == Some(person));
            let own = own.cloned().ok_or(Refusal::NotFound)?;
            Ok((view, own))
        });
        match found {
            Ok((view, applied)) => {
                Ok(AtOpinion { application, visitor, open, view, applied, t: visitor.language.text() })
            }
            Err(refusal) => Err(refused(application, visitor, &refusal)),
        }
    }

    /// The doctor's own draft.
    pub(super) fn draft(&self) -> Option<&SecondOpinion> {
        let own = |known: &&SecondOpinion| known.by == self.view.caller.actor.person && known.hand == Hand::Doctor;
        self.of_this().filter(own).find(|known| known.given.is_none())
    }

    /// The opinion that a doctor gave on this application; what the patient's side wrote down is not shown there.
    pub(super) fn given(&self) -> Option<&SecondOpinion> {
        self.of_this().find(|known| known.given.is_some())
    }

    fn of_this(&self) -> impl Iterator<Item = &SecondOpinion> {
        self.view.case.seconds.iter().filter(|known| known.application == Some(self.applied.id))
    }

    /// Whether the own view must be saved first.
    fn is_sealed(&self) -> bool {
        self.applied.blind && self.draft().is_none_or(|draft| draft.own_view.is_none())
    }

    /// From the agreed date until a doctor gave an opinion; that the patient wrote down what was said takes nothing from the doctor.
    fn can_write(&self) -> bool {
        match self.applied.state {
            Standing::Booked | Standing::Held => true,
            Standing::Given => self.given().is_none(),
            _ => false,
        }
    }

    pub(super) fn case_frame(&self) -> CaseFrame {
        CaseFrame::new(self.visitor, self.open, &self.view, None).alone()
    }

    pub(super) fn frame(&self, title: String) -> Frame {
        Frame::new(self.visitor, &self.application.edition, Section::Elsewhere, title)
    }

    pub(super) fn time_of(&self, moment: Moment) -> String {
        let door = self.application.door();
        door.map(|door| crate::case::words::time_of(self.t, door, moment)).unwrap_or_default()
    }

    pub(super) async fn act(&self, act: Act) -> Result<View, Refusal> {
        self.open.casework.act_in_turn(self.open.caller, act).await
    }

    pub(super) fn refused(&self, refusal: &Refusal, sent: &Sent) -> Response {
        refused::with_words(self.application, self.visitor, refusal, sent.written())
    }
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match AtOpinion::read(&application, &visitor, &open).await {
        Ok(at) if at.given().is_some() => given_page(&at),
        Ok(at) => form(&at, None, Vec::new()),
        Err(response) => response,
    }
}

/// Saves the own view of a blind read, or the draft; and with the other button goes on to look at it before it is given.
pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match AtOpinion::read(&application, &visitor, &open).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let (id, what) = (at.applied.id, sent.get("do").unwrap_or("save"));
    let act = if what == "own-view" {
        Act::SaveOwnView(id, read_points(&sent))
    } else {
        match read(&sent, at.view.today) {
            Ok(written) => Act::WriteSecond { application: id, written: Box::new(written), give: false },
            Err(wrong) => return form(&at, Some(&sent), vec![Fault::of(at.t, "said_on", &at.t.view_said_on(), wrong)]),
        }
    };
    match at.act(act).await {
        Ok(_) if what == "preview" => go("/opinion/preview"),
        Ok(_) => go("/opinion/form?saved=yes"),
        // Pressed twice: the own view stands as it was saved, and the page that follows shows it.
        Err(Refusal::AlreadyGiven) if what == "own-view" && at.draft().is_some() => go("/opinion/form"),
        Err(refusal) => match faults(at.t, &refusal) {
            Some(faults) => form(&at, Some(&sent), faults),
            None => at.refused(&refusal, &sent),
        },
    }
}

/// What a refusal says of the fields; none when something else is wrong.
pub(super) fn faults(t: Text, refusal: &Refusal) -> Option<Vec<Fault>> {
    let Refusal::Troubled(troubles) = refusal else { return None };
    let fault = |trouble: &casework::Trouble| match trouble.field {
        "said" => Fault::new("diagnosis", t.view_empty(), t.view_empty_remedy()),
        "said_on" => Fault::of(t, "said_on", &t.view_said_on(), trouble.wrong),
        field => Fault::of(t, field, &super::label(t, field).unwrap_or_default(), trouble.wrong),
    };
    Some(troubles.iter().map(fault).collect())
}

/// The form, with what is kept or what was sent and could not be.
pub(super) fn form(at: &AtOpinion<'_>, sent: Option<&Sent>, faults: Vec<Fault>) -> Response {
    let t = at.t;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let values = sent.map_or_else(|| Fields::kept(at), Values::of);
    let mut written = crate::case::steps::fields::Form::new(t, &values);
    for fault in faults {
        written.say(&fault.field, fault.detail, fault.remedy);
    }
    let (sealed, writes) = (at.is_sealed(), at.can_write());
    let own = at.draft().and_then(|draft| draft.own_view.as_ref());
    let shown = Page {
        frame: at.frame(t.view_title()),
        t,
        case_frame: at.case_frame(),
        who: words::patient(t, &at.view.case),
        sent_along: SentAlong::new(
            (at.application, at.visitor),
            &at.view.case,
            &at.applied,
            ("/case/records/file/", sealed),
        ),
        cannot: cannot(at),
        blind: (writes && sealed).then(|| Points::new(&written)),
        own: own.map(|own| (t.view_blind_saved(at.time_of(own.at)), super::opinion_given::said(t, &own.said))),
        fields: (writes && !sealed).then(|| Fields::new(&written)),
        draft: at.draft().map(|draft| t.view_draft_saved(at.time_of(draft.saved))).unwrap_or_default(),
        summary: written.summary(),
    };
    page(status, &shown)
}

fn cannot(at: &AtOpinion<'_>) -> String {
    match at.applied.state {
        _ if at.can_write() => String::new(),
        Standing::Given | Standing::Declined | Standing::Withdrawn => at.t.view_over(),
        _ => at.t.view_too_early(),
    }
}
