//! An application to another institution's desk: two parties, and nothing moves without the one who must act.
//!
//! Both see the same application. Each change counts its `turn` up, and whoever answers names the turn that was answered, so that neither acts on
//! what no longer holds. A desk that uses the program answers itself; for one that answers by telephone, fax or letter the patient's side
//! writes down what was said and by whom, and it stays marked as told.

mod missing;
mod turn;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::choice::Way;
use crate::id::{ApplicationId, PersonId};
use crate::moment::Moment;
use crate::people::Part;
use crate::records::Kind;

pub use missing::{Missing, missing};
pub use turn::{Step, Turning};

/// Applications of one case: more institutions than a patient can ask before treatment must begin.
pub const APPLICATIONS: usize = 12;
/// Dates offered at once.
pub const OFFERS: usize = 10;
/// Things a desk waits for at once.
pub const ASKED: usize = 20;
/// Changes of one application. What leads to an end is never refused for it.
pub const TURNS: usize = 200;
/// How many years ahead a date may lie.
const OFFER_YEARS: i32 = 2;
/// How long a consultation may be planned, in minutes.
pub const MINUTES: std::ops::RangeInclusive<u16> = 10..=240;

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// With the desk: it examines.
    Sent,
    /// The desk asked for something; the patient's side must send it.
    ItemAsked,
    /// The desk takes it on and must offer dates.
    Accepted,
    /// Dates are offered; the patient's side must take one, or say that none fits.
    Offered,
    /// A date is agreed.
    Booked,
    /// The consultation took place; the opinion is to be written or told.
    Held,
    /// The opinion is given: the end.
    Given,
    /// The desk declined: an end.
    Declined,
    /// The patient's side withdrew: an end.
    Withdrawn,
}

impl State {
    /// Every state, first to last.
    pub const ALL: [State; 9] = [
        State::Sent,
        State::ItemAsked,
        State::Accepted,
        State::Offered,
        State::Booked,
        State::Held,
        State::Given,
        State::Declined,
        State::Withdrawn,
    ];

    /// Whether nothing can follow.
    pub fn is_end(self) -> bool {
        matches!(self, State::Given | State::Declined | State::Withdrawn)
    }
}

/// Who must act for an application to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The patient, or who may for them.
    Patient,
    /// The desk.
    Desk,
    /// The doctor there, or the patient who tells what was said.
    Doctor,
    /// Time: the agreed date must come; both sides may still change it.
    Date,
    /// Nobody: it has ended.
    Nobody,
}

/// How the desk answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// It works with this program, in its queue or through its own system.
    Queue,
    /// By paper, telephone or fax: it has the printed dossier, with a code to answer by.
    Paper,
}

/// Why a desk declines, in codes; they are the lists of ten and more desks' published refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// No specialist for this here.
    NoSpecialist,
    /// No free date before the decision.
    NoCapacity,
    /// Papers are missing or not enough.
    MissingMaterial,
    /// The current doctor has not agreed.
    DoctorNotAgreed,
    /// The patient wishes to be treated there: the ordinary outpatient department is the way.
    WantsTransfer,
    /// Treatment is finished, or past treatment would be judged.
    PastTreatment,
    /// A complaint, a lawsuit, a question of cost.
    NotMedical,
    /// The rule about who may come is not met.
    RelationNotAdmitted,
    /// Too urgent for an appointment: the patient must be seen now, by the current doctor or an emergency department.
    TooUrgent,
    /// Another reason, in words.
    Other,
}

impl Reason {
    /// Its word in files and forms, as it stands in a case's JSON.
    pub fn word(self) -> &'static str {
        match self {
            Reason::NoSpecialist => "no-specialist",
            Reason::NoCapacity => "no-capacity",
            Reason::MissingMaterial => "missing-material",
            Reason::DoctorNotAgreed => "doctor-not-agreed",
            Reason::WantsTransfer => "wants-transfer",
            Reason::PastTreatment => "past-treatment",
            Reason::NotMedical => "not-medical",
            Reason::RelationNotAdmitted => "relation-not-admitted",
            Reason::TooUrgent => "too-urgent",
            Reason::Other => "other",
        }
    }

    /// Every reason, in the order a desk chooses from.
    pub const ALL: [Reason; 10] = [
        Reason::NoSpecialist,
        Reason::NoCapacity,
        Reason::MissingMaterial,
        Reason::DoctorNotAgreed,
        Reason::WantsTransfer,
        Reason::PastTreatment,
        Reason::NotMedical,
        Reason::RelationNotAdmitted,
        Reason::TooUrgent,
        Reason::Other,
    ];
}

/// A date that is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The slot of the desk's own plan; none for a date it typed in, or told.
    pub slot: Option<u32>,
    /// When, where the institution is.
    pub at: DateTime,
    /// So many minutes.
    pub minutes: u16,
    /// With whom, as the desk names them; may be empty.
    pub specialist: String,
    /// Online or there.
    pub online: bool,
}

/// Something the desk asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needed {
    /// A kind of record, when it is one; the item of that kind on the records list is then wanted again.
    pub kind: Option<Kind>,
    /// In the desk's words; may be empty for a kind.
    pub words: String,
}

/// What a desk answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Takes it on; with dates it is offered at once.
    Accept(Vec<Offer>),
    /// Asks for something before it goes on.
    Ask(Needed),
    /// Offers dates, or others than before.
    Offer(Vec<Offer>),
    /// Cannot keep the agreed date; dates are to be offered anew.
    CancelDate,
    /// The consultation took place on this day.
    Held(Date),
    /// Does not take it on, or no longer.
    Decline(Reason),
    /// Names the doctor who will give the opinion.
    Doctor(String),
}

/// What the patient's side does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// The printed papers were handed in, posted or faxed on this day; a desk in the queue has them at once.
    Posted(Date),
    /// What was asked for is on its way.
    Supply,
    /// Takes a date: its place among the offers.
    Take(u32),
    /// None of the dates fits.
    NoneFits,
    /// Cannot come on the agreed date; others are wanted.
    CallOff,
    /// The consultation took place on this day.
    Held(Date),
    /// Withdraws; from then on the desk sees that it ended, and nothing else.
    Withdraw,
}

/// One change, as both sides see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
    /// For what a desk said by telephone, fax or letter: who said it. The patient's side wrote it down.
    pub told_by: Option<String>,
    /// What it is since.
    pub to: State,
    /// Why it was declined.
    pub reason: Option<Reason>,
    /// Words to the other side.
    pub words: String,
}

/// What a change was, where the state it led to does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It came into a state.
    To(State),
    /// The printed papers went out.
    Posted,
    /// What was asked for is on its way.
    Supplied,
    /// The doctor was named; where it stands stayed as it was.
    Named,
}

/// One application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its name within the case.
    pub id: ApplicationId,
    /// The institution: an id of the edition.
    pub institution: String,
    /// Its name as shown when it was chosen.
    pub name: String,
    /// How the opinion is to be had.
    pub way: Way,
    /// How the desk answers.
    pub channel: Channel,
    /// The desk, among the people of the case.
    pub desk: PersonId,
    /// The doctor who gives the opinion, once named.
    pub doctor: Option<PersonId>,
    /// The doctor reads first without the first doctor's plan: it stays sealed until their own view is saved.
    pub blind: bool,
    /// What was sent along: the parts that the desk and its doctor see.
    pub parts: BTreeSet<Part>,
    /// Where it stands.
    pub state: State,
    /// How often it changed; whoever answers names it.
    pub turn: u32,
    /// When it was sent.
    pub sent: Moment,
    /// The day it was sent, where the program runs.
    pub sent_on: Date,
    /// The day the printed papers went to a desk on paper.
    #[serde(default)]
    pub posted_on: Option<Date>,
    /// The dates offered now.
    pub offers: Vec<Offer>,
    /// The date agreed.
    pub booked: Option<Offer>,
    /// What the desk asked for and waits for now.
    pub asked: Vec<Needed>,
    /// When the consultation took place.
    pub held_on: Option<Date>,
    /// Every change, oldest first.
    pub turns: Vec<Turned>,
}

impl Application {
    /// Whether the printed papers are still with the patient's side: no desk can answer what it does not have.
    pub fn is_to_be_posted(&self) -> bool {
        let fresh = self.state == State::Sent && self.turns.len() <= 1;
        fresh && self.channel == Channel::Paper && self.posted_on.is_none()
    }

    /// Who must act.
    pub fn waits_for(&self) -> Side {
        match self.state {
            State::Sent if self.is_to_be_posted() => Side::Patient,
            State::Sent | State::Accepted => Side::Desk,
            State::ItemAsked | State::Offered => Side::Patient,
            State::Booked => Side::Date,
            State::Held => Side::Doctor,
            State::Given | State::Declined | State::Withdrawn => Side::Nobody,
        }
    }

    /// Every change, oldest first, with what it was.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (Changed, &Turned)> {
        let before = std::iter::once(None).chain(self.turns.iter().map(|turned| Some(turned.to)));
        let all: Vec<_> =
            before.zip(&self.turns).map(|(before, turned)| (changed(before, turned.to), turned)).collect();
        all.into_iter()
    }

    /// Whether it can still go on.
    pub fn is_live(&self) -> bool {
        !self.state.is_end()
    }

    /// Whether its desk and its doctor may still see what was sent along: until it was declined or withdrawn.
    pub fn is_open_to_desk(&self) -> bool {
        !matches!(self.state, State::Declined | State::Withdrawn)
    }

    /// What is left of an application that was declined or withdrawn, for its desk: that it ended, and why.
    pub(crate) fn end_only(&self) -> Application {
        Application {
            doctor: None,
            parts: BTreeSet::new(),
            offers: Vec::new(),
            booked: None,
            asked: Vec::new(),
            posted_on: None,
            held_on: None,
            turns: self.turns.last().cloned().into_iter().collect(),
            ..self.clone()
        }
    }

    /// Why it was declined.
    pub fn declined(&self) -> Option<Reason> {
        self.turns.last().and_then(|turned| turned.reason)
    }
}

fn changed(before: Option<State>, to: State) -> Changed {
    match (before, to) {
        (Some(State::Sent), State::Sent) => Changed::Posted,
        (Some(State::ItemAsked), State::Sent) => Changed::Supplied,
        (Some(before), to) if before == to && matches!(to, State::Accepted | State::Booked | State::Held) => {
            Changed::Named
        }
        (_, to) => Changed::To(to),
    }
}
