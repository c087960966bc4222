//! The forms that a printed code opens, and the doors where it is typed.
//!
//! Every door takes every kind of code: what opens is found from the code, and only the words of the doors differ.

use axum::extract::State;
use axum::response::Response;
use casework::service::Caller;
use casework::{Casework, Refusal, Role};
use language::Text;

use crate::application::Application;
use crate::case::{Guest, Sent, enter};
use crate::visitor::Visitor;

/// A form that someone who came by a code has open, and nothing else of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormOf {
    /// The doctor's letter.
    Letter,
    /// A desk's answer.
    Answer,
    /// The second opinion.
    Opinion,
    /// The first doctor's receipt.
    Receipt,
    /// A counsellor's answers to worries.
    Worries,
}

impl FormOf {
    pub(crate) const ALL: [FormOf; 5] =
        [FormOf::Letter, FormOf::Answer, FormOf::Opinion, FormOf::Receipt, FormOf::Worries];

    /// The word in the cookie that names what is open.
    pub(crate) fn word(self) -> &'static str {
        match self {
            FormOf::Letter => "letter",
            FormOf::Answer => "answer",
            FormOf::Opinion => "opinion",
            FormOf::Receipt => "receipt",
            FormOf::Worries => "worries",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<FormOf> {
        FormOf::ALL.into_iter().find(|form| form.word() == word)
    }

    /// The form's own address.
    pub(crate) fn path(self) -> &'static str {
        match self {
            FormOf::Letter => "/letter/form",
            FormOf::Answer => "/answer/form",
            FormOf::Opinion => "/opinion/form",
            FormOf::Receipt => "/receipt/form",
            FormOf::Worries => "/worries-answer/form",
        }
    }

    /// Where its code is typed.
    pub(crate) fn door(self) -> &'static str {
        match self {
            FormOf::Letter => "/letter",
            FormOf::Answer => "/answer",
            FormOf::Opinion => "/opinion",
            FormOf::Receipt => "/receipt",
            FormOf::Worries => "/worries-answer",
        }
    }

    /// What the link to it is called.
    pub(crate) fn name(self, t: Text) -> String {
        match self {
            FormOf::Letter => t.door_to_letter(),
            FormOf::Answer => t.opened_answer(),
            FormOf::Opinion => t.opened_opinion(),
            FormOf::Receipt => t.opened_receipt(),
            FormOf::Worries => t.opened_worries(),
        }
    }

    /// How long a device keeps it open: an opinion is written over more than one evening.
    pub(crate) fn days(self) -> u32 {
        if self == FormOf::Opinion { 7 } else { 1 }
    }

    /// The words of its door: title, for whom, what is typed, and the button.
    pub(crate) fn words(self, t: Text) -> [String; 4] {
        match self {
            FormOf::Letter => [t.door_letter(), t.door_letter_lead(), t.door_letter_about(), t.door_letter_go()],
            FormOf::Answer => [t.reply_title(), t.reply_lead(), t.reply_about(), t.reply_go()],
            FormOf::Opinion => {
                [t.opinion_door_title(), t.opinion_door_lead(), t.opinion_door_about(), t.opinion_door_go()]
            }
            FormOf::Receipt => {
                [t.receipt_door_title(), t.receipt_door_lead(), t.receipt_door_about(), t.receipt_door_go()]
            }
            FormOf::Worries => [t.worry_door_title(), t.worry_door_lead(), t.worry_door_about(), t.worry_door_go()],
        }
    }
}

/// Which form a caller has open; none for who has the case open.
pub(crate) async fn opens(casework: &Casework, caller: Caller) -> Result<Option<FormOf>, Refusal> {
    if !caller.actor.by_form_code {
        return Ok(None);
    }
    let view = casework.overview(caller).await?;
    let role = view.case.person(caller.actor.person).map(|person| person.role);
    Ok(Some(match role {
        Some(Role::Desk) => FormOf::Answer,
        Some(Role::SecondDoctor) => FormOf::Opinion,
        Some(Role::Counsellor) => FormOf::Worries,
        // One code of a person is out at a time; without the letter's form it is the report's.
        _ if view.case.letter.form.is_none() => FormOf::Receipt,
        _ => FormOf::Letter,
    }))
}

macro_rules! doors {
    ($($show:ident $open:ident $form:ident)+) => {$(
        pub(crate) async fn $show(State(application): State<Application>, visitor: Visitor, guest: Guest) -> Response {
            enter::form(&application, &visitor, &guest, Some(FormOf::$form), None)
        }

        pub(crate) async fn $open(
            State(application): State<Application>,
            visitor: Visitor,
            guest: Guest,
            sent: Sent,
        ) -> Response {
            enter::enter(&application, &visitor, &guest, &sent, Some(FormOf::$form)).await
        }
    )+};
}

doors! {
    show_doctor open_doctor Letter
    show_desk open_desk Answer
    show_second open_second Opinion
    show_first open_first Receipt
    show_counsellor open_counsellor Worries
}
