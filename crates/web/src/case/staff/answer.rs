//! `POST /desk/{office}/case/{case}`: the desk answers.

use axum::extract::{Path, State};
use axum::response::Response;
use casework::application::{Application as Applied, Reply, State as Standing};
use casework::office::Duty;
use casework::service::View;
use casework::{Act, ApplicationId, PersonId, Refusal};

use super::at_office::AtOffice;
use super::one::{Again, page_of, seen};
use super::{go_to, reply};
use crate::application::Application;
use crate::case::given_back::given_back;
use crate::case::sign_in::SignedIn;
use crate::case::{Guest, Sent};
use crate::visitor::Visitor;

pub(super) async fn send(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path((office, case)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let (view, applied) = match seen(&at, &case).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let again = |faults| Again { sent: Some(&sent), faults, ..Again::default() };
    let (reply, words) = match reply::read(at.t, &sent, &at.office.slots, view.today) {
        Ok(read) => read,
        Err(faults) => return page_of(&at, &view, &applied, again(faults)),
    };
    let declines = matches!(reply, Reply::Decline(_));
    let (id, turn) = answered(&sent);
    let act = Act::Answer { application: id, turn, reply: reply.clone(), words: words.clone(), told_by: None };
    match at.casework().act_in_turn(view.caller, act).await {
        Ok(_) if declines => go_to(&at.href("?done=declined")),
        Ok(_) => go_to(&at.href(&format!("/case/{case}?done=answered"))),
        Err(Refusal::Stale | Refusal::NotYourTurn | Refusal::OutOfOrder | Refusal::AlreadyGiven) => {
            let twice = Twice { turn, reply: &reply, words: &words };
            if twice.is_done(&applied, view.caller.actor.person) {
                return go_to(&at.href(&format!("/case/{case}?done=answered")));
            }
            moved_on(&at, &case, (view, applied), &sent).await
        }
        Err(refusal) => match reply::faults(at.t, &refusal, sent.get("do").unwrap_or_default()) {
            // A date that was taken meanwhile is shown as what it is: gone from the list.
            Some(faults) => page_of(&at, &view, &applied, again(faults)),
            None => at.refused_with(&refusal, sent.written()),
        },
    }
}

/// Which application a form answers, and at which turn; ones that nothing has when they are missing.
pub(super) fn answered(sent: &Sent) -> (ApplicationId, u32) {
    let number = |name: &str| sent.get(name).and_then(|text| text.parse().ok());
    (ApplicationId(number("application").unwrap_or(0)), number("turn").unwrap_or(u32::MAX))
}

/// The page as it stands now, with what was typed beside it.
async fn moved_on(at: &AtOffice<'_>, case: &str, before: (View, Applied), sent: &Sent) -> Response {
    let (view, applied) = seen(at, case).await.unwrap_or(before);
    let typed = given_back(at.t, &at.visitor.path, sent.written());
    page_of(at, &view, &applied, Again { moved: true, typed, ..Again::default() })
}

/// An answer that was sent a second time, by a double press or by loading the page again.
pub(in crate::case) struct Twice<'a> {
    pub(in crate::case) turn: u32,
    pub(in crate::case) reply: &'a Reply,
    pub(in crate::case) words: &'a str,
}

impl Twice<'_> {
    /// Whether the application stands just where this very answer led it.
    pub(in crate::case) fn is_done(&self, applied: &Applied, desk: PersonId) -> bool {
        let Some(last) = applied.turns.last() else { return false };
        let to = match self.reply {
            Reply::Accept(offers) | Reply::Offer(offers) if !offers.is_empty() => {
                let offered = applied.state == Standing::Offered && applied.offers == *offers;
                return offered && self.is_last(applied, desk);
            }
            Reply::Accept(_) | Reply::Offer(_) | Reply::CancelDate => Standing::Accepted,
            Reply::Ask(needed) => {
                return self.is_last(applied, desk) && applied.asked.last() == Some(needed);
            }
            Reply::Held(on) => return self.is_last(applied, desk) && applied.held_on == Some(*on),
            Reply::Decline(reason) => return self.is_last(applied, desk) && last.reason == Some(*reason),
            // A doctor who was named twice is two doctors, of whom the first sees nothing more.
            Reply::Doctor(_) => return false,
        };
        self.is_last(applied, desk) && applied.state == to
    }

    /// Whether the last change answered this turn, by this person and with these words.
    pub(in crate::case) fn is_last(&self, applied: &Applied, desk: PersonId) -> bool {
        let by = applied.turns.last().is_some_and(|last| last.by == desk && last.words == self.words);
        by && self.turn.checked_add(1) == Some(applied.turn)
    }
}
