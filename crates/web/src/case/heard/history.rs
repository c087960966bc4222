//! What happened to an application, as both sides see it.

use casework::PersonId;
use casework::application::{Application as Applied, Changed, Turned};

use super::words;
use crate::case::steps::At;

/// One change.
pub(super) struct Event {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) words: String,
}

/// Every change, the newest first.
pub(super) fn events(at: &At<'_>, application: &Applied) -> Vec<Event> {
    application.changes().rev().map(|(changed, turned)| event(at, application, changed, turned)).collect()
}

fn event(at: &At<'_>, application: &Applied, changed: Changed, turned: &Turned) -> Event {
    let t = at.t;
    let who = who(at, application, turned.by);
    let state = match changed {
        Changed::To(state) => words::state(t, state),
        Changed::Posted => t.heard_event_posted(),
        Changed::Supplied => t.heard_event_supplied(),
        Changed::Named => t.heard_event_named(),
    };
    let what = match turned.reason {
        Some(reason) => format!("{state}{}{}", t.words_colon(), words::reason(t, reason)),
        None => state,
    };
    Event {
        when: at.application.door().map(|door| crate::case::words::time_of(t, door, turned.at)).unwrap_or_default(),
        who: match &turned.told_by {
            Some(told) => t.heard_told_as(told.as_str(), who),
            None => who,
        },
        what,
        words: turned.words.clone(),
    }
}

/// Someone by name, as far as the reader may know them.
pub(super) fn who(at: &At<'_>, application: &Applied, person: PersonId) -> String {
    let t = at.t;
    match at.view.case.person(person) {
        _ if person == at.view.caller.actor.person => t.steps_who_me(),
        _ if person == application.desk => t.heard_desk_of(application.name.as_str()),
        Some(known) => crate::case::words::person(t, known),
        None if Some(person) == application.doctor => t.door_role_second_doctor(),
        None => t.worries_family(),
    }
}
