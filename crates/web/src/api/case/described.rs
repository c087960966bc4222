//! What stands in a case, described for the interface. `casework` writes and reads it; a test holds the two equal.
#![expect(dead_code, reason = "describes what `casework` writes; nothing here is made")]

use utoipa::ToSchema;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($word:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(ToSchema)]
        #[schema(rename_all = "kebab-case")]
        pub(crate) enum $name { $($word),* }
    )*};
}

mod heard;

pub(crate) use heard::*;

words! {
    /// Where the treatment stands.
    Treatment { NotStarted, WithinDays, InHospital, Begun, Unknown }
    /// A step of the calendar.
    CalendarStep { Doctor, Letter, Slides, Application, Visit, Report, Decision }
    /// Advice from elsewhere, or to be treated there.
    Wish { Advice, Treatment, Unsure }
    /// How the opinion is to be had.
    Way { Visit, Online, OnlineFromNearby, DoctorToDoctor }
    /// How it feels to tell the doctor.
    Feeling { NoTrouble, Hard, Afraid }
    /// How the doctor took it.
    Reply { Agreed, Waiting, Refused }
    /// How far a record has come.
    Stage { Wanted, Asked, Promised, Received, Sent, Returned, NotNeeded }
    /// What kind of record it is.
    RecordKind { Letter, Tests, Images, ImageReports, PathologyReport, Slides, Endoscopy, Heart, Summaries, Medicines, Own }
    /// What a worry is about: will it be enough, will I be cured, is there another treatment, or own words.
    About { Enough, Cured, Another, Own }
    /// What a person is in a case.
    Role { Patient, Relative, AttendingDoctor, Desk, SecondDoctor, Counsellor, Operator }
    /// How a relative is related.
    Relation { Spouse, Parent, Child, Sibling, Grand, OtherFamily, NotFamily }
    /// Why someone other than the patient may act.
    Ground { Consent, Minor, Incapacity, PowerOfAttorney }
    /// How much the patient knows of the illness.
    Told { NotAsked, Everything, Part, Nothing, Unknown }
    /// What a consent is for.
    Purpose { ReadAlong, FillIn, Counsel, WriteLetter, Examine }
    /// A part of a case.
    CasePart { Opinion, Worries, Time, Choice, Telling, Letter, Records, Application, Day, Second, Decision, Ease, People, Log }
    /// Whose words stand in the form.
    Source { Empty, Patient, Doctor }
    /// What was found out about a file.
    FileState { Quarantined, Unscanned, Clean, Refused }
}

/// `open` (not answered), `unclear` (it was said, but is not clear; in a second opinion whose `hand` is `doctor`: this cannot be said from what
/// the doctor had), or what was told.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
pub(crate) enum KnownText {
    Open,
    Unclear,
    Told(String),
}

/// `open` (not answered), `unclear` (it was said, but is not clear), or the day that was told.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
pub(crate) enum KnownDay {
    Open,
    Unclear,
    #[schema(value_type = String, format = Date)]
    Told(String),
}

/// What the first doctor said. A field that is not sent is emptied.
#[derive(ToSchema)]
pub(crate) struct FirstOpinion {
    /// The illness: an id of `/api/v1/conditions`
    condition: Option<String>,
    /// The illness in the patient's words
    condition_words: String,
    /// Where in the body
    site: KnownText,
    /// Which type
    kind: KnownText,
    /// The stage, as told
    stage: KnownText,
    /// Who said it
    doctor: KnownText,
    /// Where: an id of `/api/v1/institutions`
    institution: Option<String>,
    /// Where, in the patient's words
    institution_words: String,
    /// When it was said
    #[schema(format = Date)]
    said_on: Option<String>,
    /// The treatment proposed
    treatment: KnownText,
    /// By when to decide
    decide_by: KnownDay,
    /// Anything else, and what is not understood
    unclear: String,
    /// Where the patient lives or would set out from
    near: String,
    /// Under 20 years old
    under20: bool,
}

/// One worry.
#[derive(ToSchema)]
pub(crate) struct Worry {
    id: u32,
    /// Whose it is: a number of `/api/v1/case/people`; 1 is the patient
    of: u32,
    about: About,
    words: String,
    /// Seconds since 1970-01-01T00:00:00Z
    since: i64,
    /// Oldest first
    answers: Vec<WorryAnswer>,
    /// With which answer it was let go
    closed: Option<WorryClosed>,
}

/// An answer by a named person.
#[derive(ToSchema)]
pub(crate) struct WorryAnswer {
    who: String,
    words: String,
    /// Seconds since 1970-01-01T00:00:00Z
    at: i64,
}

/// The end of a worry.
#[derive(ToSchema)]
pub(crate) struct WorryClosed {
    /// The place of the answer, from 0
    answer: u32,
    /// Seconds since 1970-01-01T00:00:00Z
    at: i64,
}

/// One institution the patient means to ask.
#[derive(ToSchema)]
pub(crate) struct Chosen {
    institution: String,
    name: String,
    way: Way,
    /// Seconds since 1970-01-01T00:00:00Z
    at: i64,
    note: String,
}

/// How the doctor is told. A field that is not sent is emptied.
#[derive(ToSchema)]
pub(crate) struct Telling {
    feeling: Option<Feeling>,
    #[schema(format = Date)]
    told_on: Option<String>,
    reply: Option<Reply>,
    note: String,
}

/// One field of the doctor's form.
#[derive(ToSchema)]
pub(crate) struct FormWords {
    text: String,
    source: Source,
}

/// The doctor's form. It is filled in and signed on its page only.
#[derive(ToSchema)]
pub(crate) struct LetterForm {
    purpose: FormWords,
    diagnosis: FormWords,
    course: FormWords,
    plan: FormWords,
    past: FormWords,
    allergies: FormWords,
    medicines: FormWords,
    findings: FormWords,
    remarks: FormWords,
    doctor: FormWords,
    institution: FormWords,
    /// Seconds since 1970-01-01T00:00:00Z
    saved: Option<i64>,
    /// How it was signed; null while it is a draft
    signed: Option<FormSigned>,
}

/// How the form was signed.
#[derive(ToSchema)]
pub(crate) struct FormSigned {
    by: String,
    #[schema(format = Date)]
    on: String,
    how: Signature,
}

/// On paper, or with a file that is named by its number.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
pub(crate) enum Signature {
    OnPaper,
    File(u32),
}

/// An uploaded file. Its bytes are fetched on its page.
#[derive(ToSchema)]
pub(crate) struct CaseFile {
    id: u32,
    name: String,
    media_type: String,
    /// In bytes
    size: u64,
    /// Seconds since 1970-01-01T00:00:00Z
    at: i64,
    checked: FileState,
}

/// A mail address, and the language in which is written to it.
#[derive(ToSchema)]
pub(crate) struct CaseMail {
    address: String,
    language: String,
}

/// Someone in a case.
#[derive(ToSchema)]
pub(crate) struct CasePerson {
    id: u32,
    role: Role,
    name: String,
    relation: Option<Relation>,
    ground: Option<Ground>,
    ground_paper: String,
    /// Seconds since 1970-01-01T00:00:00Z; null while invited only
    joined: Option<i64>,
    /// Where the person is told of news; seen by nobody else
    mail: Option<CaseMail>,
}

/// What was agreed to, for one person and one purpose.
#[derive(ToSchema)]
pub(crate) struct Consent {
    person: u32,
    purpose: Purpose,
    parts: Vec<CasePart>,
    /// Seconds since 1970-01-01T00:00:00Z
    given: i64,
    /// Who agreed
    by: u32,
    /// Its last day
    #[schema(format = Date)]
    until: Option<String>,
    /// Seconds since 1970-01-01T00:00:00Z
    withdrawn: Option<i64>,
}
