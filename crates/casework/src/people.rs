//! The people of a case: who they are to the patient, and what the patient has agreed to.

use std::collections::BTreeSet;

use evidence::desk::Relative;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::moment::Moment;
use crate::notice::Mail;

/// What a person is in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Whose illness it is.
    Patient,
    /// Family, or someone as near.
    Relative,
    /// The doctor who gave the first opinion.
    AttendingDoctor,
    /// The desk for second opinions of another institution.
    Desk,
    /// The doctor who gives the second opinion.
    SecondDoctor,
    /// A support centre's or a welfare desk's counsellor.
    Counsellor,
    /// Who runs the machine; sees no case.
    Operator,
}

impl Role {
    /// Every role, in the order of the matrix.
    pub const ALL: [Role; 7] = [
        Role::Patient,
        Role::Relative,
        Role::AttendingDoctor,
        Role::Desk,
        Role::SecondDoctor,
        Role::Counsellor,
        Role::Operator,
    ];

    /// The word in an address, a file and a form.
    pub fn word(self) -> &'static str {
        match self {
            Role::Patient => "patient",
            Role::Relative => "relative",
            Role::AttendingDoctor => "attending-doctor",
            Role::Desk => "desk",
            Role::SecondDoctor => "second-doctor",
            Role::Counsellor => "counsellor",
            Role::Operator => "operator",
        }
    }
}

/// How a relative is related; desks draw their line in these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Husband or wife.
    Spouse,
    /// Mother or father.
    Parent,
    /// Daughter or son.
    Child,
    /// Brother or sister.
    Sibling,
    /// Grandparent or grandchild: second degree with the sibling.
    Grand,
    /// Another relative.
    OtherFamily,
    /// Not family: a partner, a friend, a guardian.
    NotFamily,
}

/// As a desk file names relatives.
impl From<Relation> for Relative {
    fn from(relation: Relation) -> Relative {
        match relation {
            Relation::Spouse => Relative::Spouse,
            Relation::Parent => Relative::Parent,
            Relation::Child => Relative::Child,
            Relation::Sibling => Relative::Sibling,
            Relation::Grand => Relative::Grand,
            Relation::OtherFamily => Relative::OtherFamily,
            Relation::NotFamily => Relative::NotFamily,
        }
    }
}

/// Why someone other than the patient may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The patient agreed.
    Consent,
    /// The patient is a minor, this is a parent or guardian; shown by a paper that proves the relationship.
    Minor,
    /// The patient cannot decide now; shown by a paper that confirms it.
    Incapacity,
    /// A written power of attorney (委任状).
    PowerOfAttorney,
}

/// A part of a case that one can agree to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The first opinion.
    Opinion,
    /// What worries me.
    Worries,
    /// Time and the calendar.
    Time,
    /// Advice or treatment, the institutions chosen, and what it costs.
    Choice,
    /// How the doctor is told.
    Telling,
    /// The letter.
    Letter,
    /// Records and uploads.
    Records,
    /// Applications to other institutions, and the dates agreed.
    Application,
    /// The day of the consultation: questions, who comes.
    Day,
    /// Second opinions.
    Second,
    /// Both opinions side by side, what matters, the decision, the report back and how it was weeks later.
    Decision,
    /// How sure and how worried the patient is.
    Ease,
    /// Who takes part, and what each may see.
    People,
    /// Who opened what.
    Log,
}

impl Part {
    /// Every part, in the order of the journey.
    pub const ALL: [Part; 14] = [
        Part::Opinion,
        Part::Worries,
        Part::Time,
        Part::Choice,
        Part::Telling,
        Part::Letter,
        Part::Records,
        Part::Application,
        Part::Day,
        Part::Second,
        Part::Decision,
        Part::Ease,
        Part::People,
        Part::Log,
    ];

    /// The parts a patient can agree to show to someone. People and log stay the patient's own.
    pub const SHARED: [Part; 12] = [
        Part::Opinion,
        Part::Worries,
        Part::Time,
        Part::Choice,
        Part::Telling,
        Part::Letter,
        Part::Records,
        Part::Application,
        Part::Day,
        Part::Second,
        Part::Decision,
        Part::Ease,
    ];

    /// The parts that can go to a desk and its doctor with an application; the application itself always does. The others are no desk's
    /// business: who else is asked, how the doctor was told, what is decided, how worried the patient is.
    pub const SENT: [Part; 4] = [Part::Opinion, Part::Letter, Part::Records, Part::Time];

    /// The word in a form and in the log.
    pub fn word(self) -> &'static str {
        match self {
            Part::Opinion => "opinion",
            Part::Worries => "worries",
            Part::Time => "time",
            Part::Choice => "choice",
            Part::Telling => "telling",
            Part::Letter => "letter",
            Part::Records => "records",
            Part::Application => "application",
            Part::Day => "day",
            Part::Second => "second",
            Part::Decision => "decision",
            Part::Ease => "ease",
            Part::People => "people",
            Part::Log => "log",
        }
    }

    /// The part of a word.
    pub fn from_word(word: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.word() == word)
    }
}

/// What a consent is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To read along.
    ReadAlong,
    /// To fill in with the patient, or for them.
    FillIn,
    /// To advise: a counsellor works the case with the patient.
    Counsel,
    /// To write the letter.
    WriteLetter,
    /// To examine the application, at a desk. Used from the application on.
    Examine,
}

impl Purpose {
    /// Whether this purpose lets the person change what it shows.
    pub fn writes(self) -> bool {
        matches!(self, Purpose::FillIn | Purpose::Counsel | Purpose::WriteLetter)
    }

    /// Whether someone of this role can be agreed to for this purpose.
    pub fn fits(self, role: Role) -> bool {
        match self {
            Purpose::ReadAlong => !matches!(role, Role::Patient | Role::Operator),
            Purpose::FillIn => role == Role::Relative,
            Purpose::Counsel => role == Role::Counsellor,
            Purpose::WriteLetter => role == Role::AttendingDoctor,
            Purpose::Examine => matches!(role, Role::Desk | Role::SecondDoctor),
        }
    }
}

/// Someone in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name within the case.
    pub id: PersonId,
    /// What they are.
    pub role: Role,
    /// As the patient calls them; empty for a patient who has given no name.
    pub name: String,
    /// For a relative.
    pub relation: Option<Relation>,
    /// For one who may act in the patient's place.
    pub ground: Option<Ground>,
    /// The paper that shows the ground, in words ("power of attorney of 3 October"); empty where none is needed.
    pub ground_paper: String,
    /// When they first opened the case; none while invited only.
    pub joined: Option<Moment>,
    /// Where they are told that there is something new; theirs alone.
    #[serde(default)]
    pub mail: Option<Mail>,
}

impl Person {
    /// Someone of whom only the role and the name are known.
    pub(crate) fn of(id: PersonId, role: Role, name: String) -> Person {
        Person { id, role, name, relation: None, ground: None, ground_paper: String::new(), joined: None, mail: None }
    }
}

/// What the patient (or who acts for them) agreed to, for one person and one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// To whom.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// What they may see, and by a purpose that writes, change.
    pub parts: BTreeSet<Part>,
    /// Since when.
    pub given: Moment,
    /// Who agreed: the patient, or the person who acts for them.
    pub by: PersonId,
    /// Its last day; none until it is withdrawn.
    pub until: Option<Date>,
    /// When it was withdrawn. A consent is never deleted: the patient sees what once held.
    pub withdrawn: Option<Moment>,
}

impl Consent {
    /// Whether it holds on a day.
    pub fn holds(&self, today: Date) -> bool {
        self.withdrawn.is_none() && self.until.is_none_or(|last| today <= last)
    }
}

/// How much the patient knows of the illness, asked when someone else fills in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// The patient fills in, so the question was not asked.
    #[default]
    NotAsked,
    /// Everything the doctor said.
    Everything,
    /// A part of it.
    Part,
    /// Nothing.
    Nothing,
    /// The relative does not know.
    Unknown,
}

impl Told {
    /// Whether anything may be sent to the patient. If not all has been told, the support centre comes first.
    pub fn may_write_to_patient(self) -> bool {
        matches!(self, Told::NotAsked | Told::Everything)
    }
}
