//! What a program reads: one part of a case, with the version it was read at.

use casework::application::Application;
use casework::choice::{Chosen, Wish};
use casework::day::{Day, Question};
use casework::keeper::{Deeded, Entry, Who};
use casework::letter::Form;
use casework::opinion::FirstOpinion;
use casework::people::{Consent, Told};
use casework::records::{Attachment, Item, Kind, Stage};
use casework::second::SecondOpinion;
use casework::service::{Program, Scope, View};
use casework::telling::Telling;
use casework::timing::{Step, Treatment};
use casework::worry::Worry;
use casework::{Deed, Moment, Part, Person};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::described;

/// What the case is to this token.
#[derive(Serialize, ToSchema)]
pub(crate) struct Overview {
    /// How often the case was changed
    version: i64,
    /// Made up for trying out
    made_up: bool,
    #[schema(value_type = String, format = Date)]
    begun_on: Date,
    /// Today, where the service runs
    #[schema(value_type = String, format = Date)]
    today: Date,
    /// For whom the token works; 1 is the patient
    person: u32,
    #[schema(value_type = Option<described::Role>)]
    role: Option<casework::Role>,
    /// When the token ends, in seconds since 1970-01-01T00:00:00Z
    until: i64,
    /// What the token is good for, as far as its person may
    scopes: Vec<String>,
    /// What the token and its person may do with each part
    parts: Vec<PartAllowed>,
}

/// What may be done with a part.
#[derive(Serialize, ToSchema)]
pub(crate) struct PartAllowed {
    #[schema(value_type = described::CasePart)]
    part: Part,
    read: bool,
    write: bool,
}

impl Overview {
    pub(super) fn of(program: &Program, view: &View) -> Overview {
        let allowed = |part: Part| {
            let (read, write) = (program.may(view, Deed::Read(part)), program.may(view, Deed::Change(part)));
            PartAllowed { part, read, write }
        };
        let person = program.caller.actor.person;
        Overview {
            version: view.version.0,
            made_up: view.case.made_up,
            begun_on: view.case.begun_on,
            today: view.today,
            person: person.0,
            role: view.case.person(person).map(|known| known.role),
            until: program.until.0,
            scopes: program.scopes().into_iter().map(Scope::word).collect(),
            parts: Part::ALL.into_iter().map(allowed).collect(),
        }
    }
}

/// The first opinion.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpinionShown {
    version: i64,
    /// How much the patient knows
    #[schema(value_type = described::Told)]
    told: Told,
    #[schema(value_type = described::FirstOpinion)]
    opinion: FirstOpinion,
}

/// The worries.
#[derive(Serialize, ToSchema)]
pub(crate) struct WorriesShown {
    version: i64,
    #[schema(value_type = Vec<described::Worry>)]
    worries: Vec<Worry>,
}

/// Time.
#[derive(Serialize, ToSchema)]
pub(crate) struct TimeShown {
    version: i64,
    /// The signs that are there, by the ids on the page `/case/time`; null while the list was not answered, empty for none of them
    signs: Option<Vec<String>>,
    /// Which version of the list was answered
    signs_version: Option<String>,
    #[schema(value_type = Option<described::Treatment>)]
    treatment: Option<Treatment>,
    /// The latest safe date that the doctor named
    #[schema(value_type = Option<String>, format = Date)]
    latest_safe: Option<Date>,
    /// Who named it
    latest_safe_by: String,
    /// Days that are fixed
    fixed: Vec<DayOfStep>,
    /// Steps that are done
    done: Vec<DayOfStep>,
}

/// A step of the calendar and its day.
#[derive(Serialize, ToSchema)]
pub(crate) struct DayOfStep {
    #[schema(value_type = described::CalendarStep)]
    step: Step,
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// The choice.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChoiceShown {
    version: i64,
    #[schema(value_type = Option<described::Wish>)]
    wish: Option<Wish>,
    /// First choice first
    #[schema(value_type = Vec<described::Chosen>)]
    chosen: Vec<Chosen>,
    /// The desks' refusals that were looked at and do not apply
    cleared: Vec<String>,
}

/// Telling the doctor.
#[derive(Serialize, ToSchema)]
pub(crate) struct TellingShown {
    version: i64,
    #[schema(value_type = described::Telling)]
    telling: Telling,
}

/// The letter.
#[derive(Serialize, ToSchema)]
pub(crate) struct LetterShown {
    version: i64,
    #[schema(value_type = Option<String>, format = Date)]
    asked_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    promised_for: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    received_on: Option<Date>,
    /// The doctor's form, when a doctor wanted it
    #[schema(value_type = Option<described::LetterForm>)]
    form: Option<Form>,
    /// Until when the doctor's code waits, in seconds since 1970-01-01T00:00:00Z; null when none is out
    code_until: Option<i64>,
    /// When it was used
    code_used: Option<i64>,
}

/// The records list.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecordsShown {
    version: i64,
    records: Vec<RecordShown>,
    /// Uploaded files
    #[schema(value_type = Vec<described::CaseFile>)]
    files: Vec<Attachment>,
}

/// One record.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecordShown {
    id: u32,
    #[schema(value_type = described::RecordKind)]
    kind: Kind,
    /// What it is, for one of the patient's own
    words: String,
    /// Whether it must go back
    loan: bool,
    /// Where it stands
    #[schema(value_type = described::Stage)]
    stage: Stage,
    /// Every step with its day, oldest first
    steps: Vec<DayOfStage>,
    note: String,
    /// Files that belong to it, by their numbers
    files: Vec<u32>,
}

/// A step of a record and its day.
#[derive(Serialize, ToSchema)]
pub(crate) struct DayOfStage {
    #[schema(value_type = described::Stage)]
    stage: Stage,
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// The applications.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApplicationsShown {
    version: i64,
    /// Oldest first
    #[schema(value_type = Vec<described::Application>)]
    applications: Vec<Application>,
}

/// The day of the consultation.
#[derive(Serialize, ToSchema)]
pub(crate) struct DayShown {
    version: i64,
    /// In the order of asking
    #[schema(value_type = Vec<described::Question>)]
    questions: Vec<Question>,
    /// Who comes, by application
    #[schema(value_type = Vec<described::ConsultationDay>)]
    days: Vec<Day>,
}

/// The second opinions.
#[derive(Serialize, ToSchema)]
pub(crate) struct SecondShown {
    version: i64,
    /// Oldest first; a doctor's draft is not among them
    #[schema(value_type = Vec<described::SecondOpinion>)]
    opinions: Vec<SecondOpinion>,
}

/// Who takes part.
#[derive(Serialize, ToSchema)]
pub(crate) struct PeopleShown {
    version: i64,
    #[schema(value_type = Vec<described::CasePerson>)]
    people: Vec<Person>,
    /// What was agreed to, withdrawn ones too
    #[schema(value_type = Vec<described::Consent>)]
    consents: Vec<Consent>,
}

/// Who opened and changed what.
#[derive(Serialize, ToSchema)]
pub(crate) struct LogShown {
    version: i64,
    /// Oldest first; this reading is the last
    log: Vec<LogLine>,
}

/// One line of the log. It names nobody.
#[derive(Serialize, ToSchema)]
pub(crate) struct LogLine {
    /// Seconds since 1970-01-01T00:00:00Z
    at: i64,
    /// `person`, `operator` or `nobody`
    who: &'static str,
    /// The number of the person
    person: Option<u32>,
    /// What was done: `began`, `read`, `changed`, `refused` and others
    #[schema(value_type = String)]
    deed: Deeded,
    /// Which part, if one
    #[schema(value_type = Option<described::CasePart>)]
    part: Option<Part>,
}

pub(in crate::api) fn seconds(moment: Moment) -> i64 {
    moment.0
}

pub(super) fn opinion(view: View) -> OpinionShown {
    OpinionShown { version: view.version.0, told: view.case.told, opinion: view.case.opinion }
}

pub(super) fn worries(view: View) -> WorriesShown {
    WorriesShown { version: view.version.0, worries: view.case.worries }
}

pub(super) fn time(view: View) -> TimeShown {
    let timing = view.case.timing;
    TimeShown {
        version: view.version.0,
        signs: timing.signs_read.is_some().then(|| timing.signs.into_iter().collect()),
        signs_version: timing.signs_read.map(|(_, version)| version),
        treatment: timing.treatment,
        latest_safe: timing.latest_safe,
        latest_safe_by: timing.latest_safe_by,
        fixed: days(timing.fixed),
        done: days(timing.done),
    }
}

pub(in crate::api) fn days(days: Vec<(Step, Date)>) -> Vec<DayOfStep> {
    days.into_iter().map(|(step, on)| DayOfStep { step, on }).collect()
}

pub(super) fn choice(view: View) -> ChoiceShown {
    let choice = view.case.choice;
    ChoiceShown { version: view.version.0, wish: choice.wish, chosen: choice.chosen, cleared: choice.cleared }
}

pub(super) fn telling(view: View) -> TellingShown {
    TellingShown { version: view.version.0, telling: view.case.telling }
}

pub(super) fn letter(view: View) -> LetterShown {
    let letter = view.case.letter;
    LetterShown {
        version: view.version.0,
        asked_on: letter.asked_on,
        promised_for: letter.promised_for,
        received_on: letter.received_on,
        form: letter.form,
        code_until: letter.invitation.map(|out| seconds(out.until)),
        code_used: letter.invitation.and_then(|out| out.used).map(seconds),
    }
}

pub(super) fn records(view: View) -> RecordsShown {
    let records = view.case.records.into_iter().map(record).collect();
    RecordsShown { version: view.version.0, records, files: view.case.attachments }
}

/// A record with where it stands.
pub(in crate::api) fn record(item: Item) -> RecordShown {
    RecordShown {
        id: item.id.0,
        kind: item.kind,
        stage: item.stage(),
        words: item.words,
        loan: item.loan,
        steps: item.steps.into_iter().map(|(stage, on)| DayOfStage { stage, on }).collect(),
        note: item.note,
        files: item.attachments.iter().map(|id| id.0).collect(),
    }
}

pub(super) fn applications(view: View) -> ApplicationsShown {
    ApplicationsShown { version: view.version.0, applications: view.case.applications }
}

pub(super) fn day(view: View) -> DayShown {
    DayShown { version: view.version.0, questions: view.case.questions, days: view.case.days }
}

pub(super) fn second(view: View) -> SecondShown {
    SecondShown { version: view.version.0, opinions: view.case.seconds }
}

pub(super) fn people(view: View) -> PeopleShown {
    PeopleShown { version: view.version.0, people: view.case.people, consents: view.case.consents }
}

pub(super) fn log(view: &View, log: Vec<Entry>) -> LogShown {
    let line = |entry: Entry| {
        let (who, person) = match entry.who {
            Who::Person(person) => ("person", Some(person.0)),
            Who::Operator => ("operator", None),
            Who::Nobody => ("nobody", None),
        };
        LogLine { at: seconds(entry.at), who, person, deed: entry.deed, part: entry.part }
    };
    LogShown { version: view.version.0, log: log.into_iter().map(line).collect() }
}
