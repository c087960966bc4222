//! A made-up case midway: an application in any state, its doctor named, an opinion or two.

use std::collections::BTreeSet;

use casework::application::{Application, Channel, Offer, State};
use casework::choice::Way;
use casework::opinion::Known;
use casework::second::{Point, Said, Stands, Written};
use casework::{Act, Actor, ApplicationId, Case, Moment, PersonId, Refusal};
use jiff::civil::{Date, date, datetime};
use serde_json::json;

use crate::bare;
use crate::story::told;

pub const TODAY: Date = date(2026, 11, 23);
/// Some hours into that day.
pub const NOW: Moment = Moment(1_795_400_000);
pub const YESTERDAY: Date = date(2026, 11, 22);
pub const TOMORROW: Date = date(2026, 11, 24);

pub const DESK: PersonId = PersonId(2);
pub const DOCTOR: PersonId = PersonId(3);
pub const DAUGHTER: PersonId = PersonId(4);
pub const FIRST_DOCTOR: PersonId = PersonId(5);
pub const APPLICATION: ApplicationId = ApplicationId(1);

/// A case with one application, to a made-up hospital; the day agreed was 20 November.
pub fn case(state: State) -> Case {
    let person = |id: u32, role: &str, name: &str, relation: Option<&str>| json!({ "id": id, "role": role, "name": name, "relation": relation, "ground": null, "ground_paper": "", "joined": null });
    let people = json!([
        person(1, "patient", "", None),
        person(2, "desk", "Example Hospital", None),
        person(3, "second-doctor", "Dr Example", None),
        person(4, "relative", "Hanako", Some("child")),
        person(5, "attending-doctor", "Dr First", None),
    ]);
    let mut case = bare::case(json!({ "people": people }));
    case.applications.push(application(1, state));
    case
}

pub fn application(id: u32, state: State) -> Application {
    let booked = matches!(state, State::Booked | State::Held | State::Given);
    Application {
        id: ApplicationId(id),
        institution: format!("jp-{id}"),
        name: "Example Hospital".to_owned(),
        way: Way::Visit,
        channel: Channel::Queue,
        desk: DESK,
        doctor: Some(DOCTOR),
        blind: false,
        parts: BTreeSet::new(),
        state,
        turn: 5,
        sent: NOW.plus_seconds(-10 * crate::story::DAY),
        sent_on: date(2026, 11, 13),
        offers: Vec::new(),
        booked: booked.then(|| offer(date(2026, 11, 20))),
        asked: Vec::new(),
        posted_on: None,
        held_on: matches!(state, State::Held | State::Given).then_some(date(2026, 11, 20)),
        turns: Vec::new(),
    }
}

pub fn offer(on: Date) -> Offer {
    let at = datetime(on.year(), on.month(), on.day(), 10, 0, 0, 0);
    Offer { slot: None, at, minutes: 30, specialist: "Dr Example".to_owned(), online: false }
}

/// An act on a day, by someone who may.
pub fn on(case: &Case, today: Date, person: PersonId, act: Act) -> Result<Case, Refusal> {
    let days = i64::from((today - TODAY).get_days());
    let now = NOW.plus_seconds(days * crate::story::DAY);
    case.apply(Actor { person, by_form_code: false }, act, now, today)
}

pub fn by(case: &Case, person: PersonId, act: Act) -> Result<Case, Refusal> {
    on(case, TODAY, person, act)
}

pub fn patient(case: &Case, act: Act) -> Result<Case, Refusal> {
    by(case, PersonId::PATIENT, act)
}

pub fn said(points: &[(Point, &str)]) -> Said {
    points.iter().map(|(point, text)| (*point, told(text))).collect()
}

pub fn written(points: &[(Point, &str)]) -> Written {
    Written {
        doctor: "Dr Example".to_owned(),
        institution: "Example Hospital".to_owned(),
        said_on: Some(date(2026, 11, 20)),
        said: said(points),
        stands: Some(Stands::Refines),
        remarks: String::new(),
    }
}

/// The patient writes down what was said at the consultation.
pub fn tell(points: &[(Point, &str)]) -> Act {
    Act::TellSecond { opinion: None, application: Some(APPLICATION), written: Box::new(written(points)) }
}

/// A case in which both opinions are known on stage and treatment, and the first on nothing else.
pub fn with_both() -> Case {
    let mut case = case(State::Held);
    case.opinion.stage = told("II");
    case.opinion.treatment = told("An operation");
    case.opinion.site = Known::Unclear;
    let points = [(Point::Stage, "II"), (Point::Treatment, "Radiation"), (Point::Harms, "Tiredness")];
    patient(&case, tell(&points)).unwrap()
}
