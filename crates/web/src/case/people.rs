//! `/case/people`: who takes part, and what was agreed for each.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::authority::may_hand_to;
use casework::people::Purpose;
use casework::service::View;
use casework::{Act, Consent, Deed, Ground, Part, Person, PersonId, Refusal, Role, may};
use language::Text;

use crate::application::Application;
use crate::case::begin::{Offered, RELATIONS, offered, picked};
use crate::case::door::Door;
use crate::case::staff::bring;
use crate::case::{CaseFrame, Open, Sent, go, refused, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/people.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    not_told: bool,
    people: Vec<Taking>,
    relations: Vec<Offered>,
    can_change: bool,
    /// Support offices that can be asked to work along: their ids and names.
    offices: Vec<(String, String)>,
    /// What such an office may see and fill in.
    office_parts: Vec<Ticked>,
}

/// One person with what was agreed.
struct Taking {
    id: u32,
    name: String,
    what: String,
    ground: Option<String>,
    joined: String,
    agreed: Vec<Agreed>,
    earlier: Vec<String>,
    purposes: Vec<(&'static str, String, bool)>,
    parts: Vec<Ticked>,
    own: bool,
    can_invite: bool,
    can_end_ground: bool,
    /// A counsellor who may answer worries, by a code too.
    can_have_code: bool,
}

struct Agreed {
    purpose: &'static str,
    sentence: String,
    since: String,
}

struct Ticked {
    word: &'static str,
    label: String,
    ticked: bool,
}

const PURPOSES: [(&str, Purpose); 5] = [
    ("read-along", Purpose::ReadAlong),
    ("fill-in", Purpose::FillIn),
    ("counsel", Purpose::Counsel),
    ("write-letter", Purpose::WriteLetter),
    ("examine", Purpose::Examine),
];

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let Some(door) = application.door() else { return refused::no_cases(&application, &visitor) };
    let view = match open.view(Part::People).await {
        Ok(view) => view,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let t = visitor.language.text();
    let can_change = may(&view.case, view.caller.actor, Deed::Consent, view.today);
    let offices = match bring::offered(&open.casework).await {
        Ok(offices) => offices.into_iter().filter(|_| can_change).collect(),
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let shown = Page {
        offices,
        office_parts: Part::SHARED.into_iter().map(|part| ticked(t, part, &[])).collect(),
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.door_people()),
        t,
        case_frame: CaseFrame::new(&visitor, &open, &view, None),
        not_told: !view.case.told.may_write_to_patient(),
        people: view.case.people.iter().map(|person| taking(t, door, &view, person)).collect(),
        relations: offered(&RELATIONS, None, |relation| words::relation(t, relation)),
        can_change,
    };
    page(StatusCode::OK, &shown)
}

fn taking(t: Text, door: &Door, view: &View, person: &Person) -> Taking {
    let consents = || view.case.consents.iter().filter(|consent| consent.person == person.id);
    let holding: Vec<&Consent> = consents().filter(|consent| consent.holds(view.today)).collect();
    let ended = consents().filter(|consent| !consent.holds(view.today));
    let can = |deed| may(&view.case, view.caller.actor, deed, view.today);
    let invites = if person.id == PersonId::PATIENT { Deed::InvitePatient } else { Deed::Invite };
    let own = person.id == view.caller.actor.person;
    let stands_in = person.ground.is_some_and(|ground| ground != Ground::Consent);
    let relation = person.relation.map(|relation| words::relation(t, relation));
    Taking {
        id: person.id.0,
        name: words::person(t, person),
        what: relation.unwrap_or_else(|| words::role(t, person.role)),
        ground: person
            .ground
            .filter(|_| stands_in)
            .map(|ground| t.door_people_ground(words::ground(t, ground), person.ground_paper.as_str())),
        joined: match person.joined {
            Some(moment) => t.door_people_joined(words::day_of(t, door, moment)),
            None => t.door_people_not_joined(),
        },
        agreed: holding.iter().map(|consent| agreed(t, door, view, consent)).collect(),
        earlier: ended.map(|consent| earlier(t, door, consent)).collect(),
        purposes: fitting(t, person, &holding),
        parts: Part::SHARED.into_iter().map(|part| ticked(t, part, &holding)).collect(),
        own,
        can_invite: !own
            && can(invites)
            && person.role != Role::AttendingDoctor
            && (stands_in || !holding.is_empty() || person.id == PersonId::PATIENT),
        can_end_ground: stands_in && !own && can(Deed::Consent),
        can_have_code: person.role == Role::Counsellor
            && may_hand_to(&view.case, view.caller.actor, person.id, view.today),
    }
}

fn word_of(purpose: Purpose) -> &'static str {
    PURPOSES.iter().find(|(_, known)| *known == purpose).map_or("", |(word, _)| *word)
}

fn fitting(t: Text, person: &Person, holding: &[&Consent]) -> Vec<(&'static str, String, bool)> {
    let fits = PURPOSES.iter().filter(|(_, purpose)| purpose.fits(person.role));
    // A counsellor is asked for advice; nobody means them to read along in silence unless they say so.
    let usual = |purpose: Purpose| holding.is_empty() && person.role == Role::Counsellor && purpose == Purpose::Counsel;
    let chosen = |purpose: Purpose| usual(purpose) || holding.iter().any(|consent| consent.purpose == purpose);
    let mut offers: Vec<_> =
        fits.map(|(word, purpose)| (*word, words::purpose(t, *purpose), chosen(*purpose))).collect();
    if !offers.iter().any(|offer| offer.2)
        && let Some(first) = offers.first_mut()
    {
        first.2 = true;
    }
    offers
}

fn ticked(t: Text, part: Part, holding: &[&Consent]) -> Ticked {
    let ticked = holding.iter().any(|consent| consent.parts.contains(&part));
    Ticked { word: part.word(), label: words::part(t, part), ticked }
}

fn parts(t: Text, consent: &Consent) -> String {
    let named: Vec<String> = consent.parts.iter().map(|part| words::part(t, *part)).collect();
    named.join(&t.words_comma())
}

fn agreed(t: Text, door: &Door, view: &View, consent: &Consent) -> Agreed {
    let by = view.case.person(consent.by).map(|person| words::person(t, person)).unwrap_or_default();
    let since = words::day_of(t, door, consent.given);
    Agreed {
        purpose: word_of(consent.purpose),
        sentence: t.door_people_agreed(words::purpose(t, consent.purpose), parts(t, consent)),
        since: match consent.until {
            Some(until) => t.door_people_since_until(since, words::date(t, until), by),
            None => t.door_people_since(since, by),
        },
    }
}

fn earlier(t: Text, door: &Door, consent: &Consent) -> String {
    let purpose = words::purpose(t, consent.purpose);
    let given = words::day_of(t, door, consent.given);
    match (consent.withdrawn, consent.until) {
        (Some(moment), _) => t.door_people_withdrawn(purpose, given, words::day_of(t, door, moment)),
        (None, Some(until)) => t.door_people_ended(purpose, given, words::date(t, until)),
        (None, None) => purpose,
    }
}

/// Adds someone whom the patient names.
pub(crate) async fn add(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let relation = picked(&RELATIONS, sent.get("relation"));
    let (role, relation) = match sent.get("role") {
        Some("counsellor") => (Role::Counsellor, None),
        _ => (Role::Relative, relation),
    };
    if role == Role::Relative && relation.is_none() {
        return refused::with_words(&application, &visitor, &Refusal::Troubled(Vec::new()), sent.written());
    }
    let ground = relation.map(|_| Ground::Consent);
    let act = Act::AddPerson { role, name: sent.text("name"), relation, ground, ground_paper: String::new() };
    done(&application, &visitor, &open, &sent, act).await
}

/// Changes how someone is called, the patient too.
pub(crate) async fn name(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let act = Act::NamePerson(person(&sent), sent.text("name"));
    done(&application, &visitor, &open, &sent, act).await
}

/// Agrees that someone sees parts.
pub(crate) async fn agree(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let Some(purpose) = picked(&PURPOSES, sent.get("purpose")) else {
        return refused(&application, &visitor, &Refusal::Troubled(Vec::new()));
    };
    let parts: std::collections::BTreeSet<Part> = sent.all("part").into_iter().filter_map(Part::from_word).collect();
    if parts.is_empty() {
        return refused::no_part(&application, &visitor);
    }
    let act = Act::Agree { person: person(&sent), purpose, parts, until: None };
    done(&application, &visitor, &open, &sent, act).await
}

/// Withdraws; it holds at once.
pub(crate) async fn withdraw(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    let Some(purpose) = picked(&PURPOSES, sent.get("purpose")) else {
        return refused(&application, &visitor, &Refusal::Troubled(Vec::new()));
    };
    done(&application, &visitor, &open, &sent, Act::Withdraw(person(&sent), purpose)).await
}

/// Someone no longer acts in the patient's place.
pub(crate) async fn end_ground(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    sent: Sent,
) -> Response {
    done(&application, &visitor, &open, &sent, Act::EndGround(person(&sent))).await
}

async fn done(application: &Application, visitor: &Visitor, open: &Open, sent: &Sent, act: Act) -> Response {
    match open.act(sent.version(), act).await {
        Ok(_) => go("/case/people?saved=yes"),
        Err(refusal) => refused::with_words(application, visitor, &refusal, sent.written()),
    }
}

/// The person a form is about; a number that nobody has when it is missing.
pub(crate) fn person(sent: &Sent) -> PersonId {
    PersonId(sent.get("person").and_then(|text| text.parse().ok()).unwrap_or(0))
}
