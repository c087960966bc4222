//! What is answered to a desk's own system.

use std::collections::BTreeMap;

use casework::application::{Application, Missing, Needed, Offer, Reason, Side, State};
use casework::choice::Way;
use casework::day::{Day, Question};
use casework::letter::Form;
use casework::office::{Numbers, Office};
use casework::opinion::FirstOpinion;
use casework::people::Told;
use casework::records::{Attachment, Kind};
use casework::second::SecondOpinion;
use casework::service::{OfficeProgram, OfficeScope, Waiting};
use casework::timing::{Timing, Treatment};
use casework::{Case, CaseId, Part, PersonId, Role};
use jiff::civil::{Date, DateTime};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::case::described;
use crate::api::case::shown::{DayOfStep, RecordShown, days, record, seconds};

/// Whose token it is.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfficeShown {
    id: String,
    name: String,
    /// An id of `/api/v1/institutions`
    institution: Option<String>,
    /// What the token is good for: of `read`, `answer`, `plan`, `numbers`
    scopes: Vec<&'static str>,
    /// When it ends, in seconds since 1970-01-01T00:00:00Z
    until: i64,
    /// Today, where the service runs
    #[schema(value_type = String, format = Date)]
    today: Date,
}

/// The queue.
#[derive(Serialize, ToSchema)]
pub(crate) struct Queue {
    pub(super) applications: Vec<Row>,
}

/// One application in the queue.
#[derive(Serialize, ToSchema)]
pub(crate) struct Row {
    /// `{case}/{application}`: its address under `/api/v1/desk/applications/`, and what webhooks carry
    reference: String,
    /// Made up for trying out
    made_up: bool,
    #[schema(value_type = described::ApplicationState)]
    state: State,
    /// How often it changed; whoever answers names it
    turn: u32,
    #[schema(value_type = described::WaitsFor)]
    waits_for: &'static str,
    /// Seconds since 1970-01-01T00:00:00Z
    sent: i64,
    #[schema(value_type = described::Way)]
    way: Way,
    /// The doctor reads first without the first doctor's plan
    blind: bool,
    /// The illness: an id of `/api/v1/conditions`; null where it is not known or was not sent along
    condition: Option<String>,
    /// The illness in the patient's words
    condition_words: String,
    #[schema(value_type = Option<described::DateOffer>)]
    booked: Option<Offer>,
    /// Whether nothing is missing
    complete: bool,
    missing: Vec<MissingShown>,
}

/// Something that is not there yet.
#[derive(Serialize, ToSchema)]
pub(crate) struct MissingShown {
    #[schema(value_type = described::MissingWhat)]
    what: &'static str,
    /// The number of a record that is not in hand
    record: Option<u32>,
    #[schema(value_type = Option<described::RecordKind>)]
    kind: Option<Kind>,
    words: String,
}

/// One application with everything that was sent along. A part that was not is null, or an empty list.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApplicationShown {
    /// `{case}/{application}`
    reference: String,
    /// Made up for trying out
    made_up: bool,
    #[schema(value_type = described::WaitsFor)]
    waits_for: &'static str,
    complete: bool,
    missing: Vec<MissingShown>,
    /// The patient's name; empty when none was put down
    patient: String,
    /// The name of the doctor who gives the opinion, once named
    doctor: Option<String>,
    #[schema(value_type = described::Application)]
    application: Application,
    /// How much the patient knows of the illness; null when the first opinion was not sent along
    #[schema(value_type = Option<described::Told>)]
    told: Option<Told>,
    #[schema(value_type = Option<described::FirstOpinion>)]
    opinion: Option<FirstOpinion>,
    letter: Option<LetterAlong>,
    records: Vec<RecordShown>,
    /// Uploaded files; their bytes stand under `files/{id}`
    #[schema(value_type = Vec<described::CaseFile>)]
    files: Vec<Attachment>,
    time: Option<TimeAlong>,
    /// Who comes on the day
    #[schema(value_type = Option<described::ConsultationDay>)]
    day: Option<Day>,
    /// The patient's questions, once they were sent ahead
    #[schema(value_type = Vec<described::Question>)]
    questions: Vec<Question>,
    /// The opinions that were given here
    #[schema(value_type = Vec<described::SecondOpinion>)]
    opinions: Vec<SecondOpinion>,
}

/// The letter, as it was sent along.
#[derive(Serialize, ToSchema)]
pub(crate) struct LetterAlong {
    #[schema(value_type = Option<String>, format = Date)]
    asked_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    promised_for: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    received_on: Option<Date>,
    /// The first doctor's form, when a doctor wanted it
    #[schema(value_type = Option<described::LetterForm>)]
    form: Option<Form>,
}

/// What was said about time.
#[derive(Serialize, ToSchema)]
pub(crate) struct TimeAlong {
    /// The signs that need help at once and are there; null while the list was not answered
    signs: Option<Vec<String>>,
    #[schema(value_type = Option<described::Treatment>)]
    treatment: Option<Treatment>,
    #[schema(value_type = Option<String>, format = Date)]
    latest_safe: Option<Date>,
    latest_safe_by: String,
    fixed: Vec<DayOfStep>,
    done: Vec<DayOfStep>,
}

/// Where an application stands after an answer.
#[derive(Serialize, ToSchema)]
pub(crate) struct Moved {
    /// `{case}/{application}`
    reference: String,
    #[schema(value_type = described::ApplicationState)]
    state: State,
    /// For the next answer
    turn: u32,
    #[schema(value_type = described::WaitsFor)]
    waits_for: &'static str,
}

/// The plan.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanShown {
    /// By date
    slots: Vec<SlotShown>,
    capacity: Vec<CapacityShown>,
}

/// A time in the plan.
#[derive(Serialize, ToSchema)]
pub(crate) struct SlotShown {
    slot: u32,
    /// When, where the institution is: `2026-12-10T14:00:00`
    #[schema(value_type = String)]
    at: DateTime,
    minutes: u16,
    specialist: String,
    online: bool,
    /// The application that has it: `{case}/{application}`
    taken: Option<String>,
}

/// How many a week.
#[derive(Serialize, ToSchema)]
pub(crate) struct CapacityShown {
    specialist: String,
    a_week: u16,
}

/// The office's own numbers.
#[derive(Serialize, ToSchema)]
pub(crate) struct NumbersShown {
    /// Applications that came
    applications: u32,
    /// Of these, those that had a consultation
    held: u32,
    /// The median of the days from the application to the consultation, over `held`
    median_days: Option<f64>,
    /// Declined, by reason; a reason that is not there was never given
    #[schema(value_type = std::collections::HashMap<String, u32>)]
    declined: BTreeMap<Reason, u32>,
    /// Withdrawn by the patient's side
    withdrawn: u32,
    /// Neither held nor ended yet
    open: u32,
    /// Opinions that agree with the first
    agrees: u32,
    /// Opinions that agree and refine something
    refines: u32,
    /// Opinions that differ
    differs: u32,
    /// How many answered how satisfied they are
    satisfied_answers: u32,
    /// How many answered 1, 2, 3, 4 and 5; null below five answers
    #[schema(value_type = Option<Vec<u32>>)]
    satisfied: Option<[u32; 5]>,
}

fn reference(case: CaseId, application: u32) -> String {
    format!("{case}/{application}")
}

fn waits_for(application: &Application) -> &'static str {
    match application.waits_for() {
        Side::Patient => "patient",
        Side::Desk => "desk",
        Side::Doctor => "doctor",
        Side::Date => "date",
        Side::Nobody => "nobody",
    }
}

fn missing_shown(missing: &[Missing], case: &Case) -> Vec<MissingShown> {
    let one = |missing: &Missing| match missing {
        Missing::Letter => MissingShown { what: "letter", record: None, kind: None, words: String::new() },
        Missing::Record(id) => {
            let known = case.records.iter().find(|item| item.id == *id);
            let (kind, words) = (known.map(|item| item.kind), known.map(|item| item.words.clone()));
            MissingShown { what: "record", record: Some(id.0), kind, words: words.unwrap_or_default() }
        }
        Missing::Asked(Needed { kind, words }) => {
            MissingShown { what: "asked", record: None, kind: *kind, words: words.clone() }
        }
    };
    missing.iter().map(one).collect()
}

impl OfficeShown {
    pub(super) fn of(office: &Office, program: &OfficeProgram, today: Date) -> OfficeShown {
        OfficeShown {
            id: office.id.clone(),
            name: office.name.clone(),
            institution: office.institution.clone(),
            scopes: program.scopes().into_iter().map(OfficeScope::word).collect(),
            until: seconds(program.until),
            today,
        }
    }
}

impl Row {
    pub(super) fn of(waiting: &Waiting) -> Row {
        let (case, application) = (&waiting.view.case, &waiting.application);
        Row {
            reference: reference(case.id, application.id.0),
            made_up: case.made_up,
            state: application.state,
            turn: application.turn,
            waits_for: waits_for(application),
            sent: seconds(application.sent),
            way: application.way,
            blind: application.blind,
            condition: case.opinion.condition.clone(),
            condition_words: case.opinion.condition_words.clone(),
            booked: application.booked.clone(),
            complete: waiting.missing.is_empty(),
            missing: missing_shown(&waiting.missing, case),
        }
    }
}

impl ApplicationShown {
    pub(super) fn of(waiting: Waiting) -> ApplicationShown {
        let Waiting { view, application, missing, .. } = waiting;
        let case = view.case;
        let sent = |part: Part| application.is_open_to_desk() && application.parts.contains(&part);
        let name = |id: PersonId| case.people.iter().find(|known| known.id == id).map(|known| known.name.clone());
        let patient = case.people.iter().find(|known| known.role == Role::Patient).map(|known| known.name.clone());
        ApplicationShown {
            reference: reference(case.id, application.id.0),
            made_up: case.made_up,
            waits_for: waits_for(&application),
            complete: missing.is_empty(),
            missing: missing_shown(&missing, &case),
            patient: patient.unwrap_or_default(),
            doctor: application.doctor.and_then(name),
            told: sent(Part::Opinion).then_some(case.told),
            opinion: sent(Part::Opinion).then_some(case.opinion),
            letter: sent(Part::Letter).then_some(LetterAlong {
                asked_on: case.letter.asked_on,
                promised_for: case.letter.promised_for,
                received_on: case.letter.received_on,
                form: case.letter.form,
            }),
            records: case.records.into_iter().map(record).collect(),
            files: case.attachments,
            time: sent(Part::Time).then(|| TimeAlong::of(case.timing)),
            day: case.days.into_iter().next(),
            questions: case.questions,
            opinions: case.seconds,
            application,
        }
    }
}

impl TimeAlong {
    fn of(timing: Timing) -> TimeAlong {
        TimeAlong {
            signs: timing.signs_read.is_some().then(|| timing.signs.into_iter().collect()),
            treatment: timing.treatment,
            latest_safe: timing.latest_safe,
            latest_safe_by: timing.latest_safe_by,
            fixed: days(timing.fixed),
            done: days(timing.done),
        }
    }
}

impl Moved {
    pub(super) fn of(case: CaseId, application: &Application) -> Moved {
        Moved {
            reference: reference(case, application.id.0),
            state: application.state,
            turn: application.turn,
            waits_for: waits_for(application),
        }
    }
}

impl PlanShown {
    pub(super) fn of(office: &Office) -> PlanShown {
        let slots = office.slots.iter().map(|slot| SlotShown {
            slot: slot.id,
            at: slot.at,
            minutes: slot.minutes,
            specialist: slot.specialist.clone(),
            online: slot.online,
            taken: slot.taken.map(|(case, application)| reference(case, application.0)),
        });
        let capacity =
            office.capacity.iter().map(|one| CapacityShown { specialist: one.specialist.clone(), a_week: one.a_week });
        PlanShown { slots: slots.collect(), capacity: capacity.collect() }
    }
}

impl NumbersShown {
    pub(super) fn of(numbers: Numbers) -> NumbersShown {
        NumbersShown {
            applications: numbers.applications,
            held: numbers.held,
            median_days: numbers.median_days,
            declined: numbers.declined,
            withdrawn: numbers.withdrawn,
            open: numbers.open,
            agrees: numbers.agrees,
            refines: numbers.refines,
            differs: numbers.differs,
            satisfied_answers: numbers.satisfied_answers,
            satisfied: numbers.satisfied,
        }
    }
}
