//! From the application to the decision, as `casework` writes it.

use utoipa::ToSchema;

use super::{KnownText, Relation, Way};

words! {
    /// Where an application stands.
    ApplicationState { Sent, ItemAsked, Accepted, Offered, Booked, Held, Given, Declined, Withdrawn }
    /// Who must act: the patient's side, the desk, the doctor there, time (the agreed date must come), or nobody.
    WaitsFor { Patient, Desk, Doctor, Date, Nobody }
    /// By the desk's queue or its own system, or on paper.
    Channel { Queue, Paper }
    /// Why a desk declines.
    DeclineReason { NoSpecialist, NoCapacity, MissingMaterial, DoctorNotAgreed, WantsTransfer, PastTreatment, NotMedical,
        RelationNotAdmitted, TooUrgent, Other }
    /// What an opinion says something about.
    Point { Diagnosis, Stage, Treatment, Aim, Benefits, Harms, Nothing }
    /// How an opinion stands to the first, in the words of its doctor.
    Stands { Agrees, Refines, Differs }
    /// Who put an opinion down: the doctor, or the patient's side as it was told.
    Hand { Doctor, Told }
    /// What an application still waits for.
    MissingWhat { Letter, Record, Asked }
}

/// A date that is offered.
#[derive(ToSchema)]
pub(crate) struct DateOffer {
    /// The number of a time in the desk's plan; null for a date that stands in none
    slot: Option<u32>,
    /// When, where the institution is: `2026-12-10T14:00:00`
    at: String,
    minutes: u16,
    /// With whom; may be empty
    specialist: String,
    online: bool,
}

/// Something a desk asks for.
#[derive(ToSchema)]
pub(crate) struct NeededItem {
    kind: Option<super::RecordKind>,
    /// In the desk's words; needed without a kind
    words: String,
}

/// One change of an application, as both sides see it.
#[derive(ToSchema)]
pub(crate) struct Turned {
    /// Seconds since 1970-01-01T00:00:00Z
    at: i64,
    /// The number of a person of the case; 1 is the patient
    by: u32,
    /// Who said it by telephone, fax or letter, where the patient's side wrote it down
    told_by: Option<String>,
    to: ApplicationState,
    reason: Option<DeclineReason>,
    words: String,
}

/// One application to an institution.
#[derive(ToSchema)]
pub(crate) struct Application {
    id: u32,
    institution: String,
    name: String,
    way: Way,
    channel: Channel,
    /// The desk, as a number of a person of the case
    desk: u32,
    /// The doctor who gives the opinion, once named
    doctor: Option<u32>,
    /// The doctor reads first without the first doctor's plan
    blind: bool,
    /// What was sent along: of `opinion`, `letter`, `records`, `time`
    parts: Vec<super::CasePart>,
    state: ApplicationState,
    /// How often it changed; whoever answers names it
    turn: u32,
    /// Seconds since 1970-01-01T00:00:00Z
    sent: i64,
    /// The day it was sent, where the program runs
    #[schema(format = Date)]
    sent_on: String,
    offers: Vec<DateOffer>,
    booked: Option<DateOffer>,
    asked: Vec<NeededItem>,
    /// The day the printed papers went to a desk on paper
    #[schema(format = Date)]
    posted_on: Option<String>,
    #[schema(format = Date)]
    held_on: Option<String>,
    /// Every change, oldest first
    turns: Vec<Turned>,
}

/// A question for the day.
#[derive(ToSchema)]
pub(crate) struct Question {
    id: u32,
    of: u32,
    words: String,
    minutes: u8,
    worry: Option<u32>,
    /// What was answered on the day
    answer: String,
}

/// Who comes along.
#[derive(ToSchema)]
pub(crate) struct Coming {
    person: Option<u32>,
    name: String,
    relation: Option<Relation>,
    /// Where they join from when it is online; empty in the room
    from: String,
}

/// The day of one application.
#[derive(ToSchema)]
pub(crate) struct ConsultationDay {
    application: u32,
    patient_comes: bool,
    coming: Vec<Coming>,
    /// When the questions were sent ahead, in seconds since 1970-01-01T00:00:00Z
    sent_ahead: Option<i64>,
}

/// What is said of each point; a point that is not there is open.
#[derive(ToSchema)]
pub(crate) struct Said {
    diagnosis: Option<KnownText>,
    stage: Option<KnownText>,
    treatment: Option<KnownText>,
    aim: Option<KnownText>,
    benefits: Option<KnownText>,
    harms: Option<KnownText>,
    nothing: Option<KnownText>,
}

/// The view that a doctor who reads blind saved before the first plan was opened.
#[derive(ToSchema)]
pub(crate) struct OwnView {
    said: Said,
    /// Seconds since 1970-01-01T00:00:00Z
    at: i64,
}

/// A second opinion.
#[derive(ToSchema)]
pub(crate) struct SecondOpinion {
    id: u32,
    application: Option<u32>,
    hand: Hand,
    by: u32,
    doctor: String,
    institution: String,
    #[schema(format = Date)]
    said_on: Option<String>,
    said: Said,
    stands: Option<Stands>,
    remarks: String,
    own_view: Option<OwnView>,
    /// Seconds since 1970-01-01T00:00:00Z
    saved: i64,
    /// When it was given to the patient
    given: Option<i64>,
}
