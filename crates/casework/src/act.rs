//! What can be done to a case.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::authority::Deed;
use crate::choice::{Way, Wish};
use crate::id::{AttachmentId, PersonId, RecordId, WorryId};
use crate::letter::{Form, Signed};
use crate::opinion::FirstOpinion;
use crate::people::{Ground, Part, Purpose, Relation, Role, Told};
use crate::records::{Checked, Kind, Stage};
use crate::telling::Telling;
use crate::timing::{Step, Treatment};
use crate::worry::About;

/// One change to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Puts the first opinion down.
    SaveOpinion(Box<FirstOpinion>),
    /// Says how much the patient knows, when a relative fills in.
    SaveTold(Told),
    /// Puts a worry down, of the actor unless said to be another's.
    AddWorry {
        /// Whose it is.
        of: Option<PersonId>,
        /// What about.
        about: About,
        /// In own words.
        words: String,
    },
    /// Puts an answer to a worry down.
    AnswerWorry {
        /// Which worry.
        worry: WorryId,
        /// Who answered; a name is needed.
        who: String,
        /// What was said.
        words: String,
    },
    /// Lets a worry go with one of its answers. Only the patient's view closes it.
    CloseWorry {
        /// Which worry.
        worry: WorryId,
        /// The place of the answer.
        answer: u32,
    },
    /// The worry is there again.
    ReopenWorry(WorryId),
    /// Answers the signs that need help now.
    AnswerSigns {
        /// The signs that are there; empty means none.
        signs: BTreeSet<String>,
        /// The version of the file they were read from.
        version: String,
    },
    /// Says where the treatment stands and what the doctor named as the latest safe date.
    SaveTiming {
        /// Where it stands.
        treatment: Option<Treatment>,
        /// The latest safe date.
        latest_safe: Option<Date>,
        /// Who named it.
        latest_safe_by: String,
    },
    /// Fixes or frees the day of a step.
    FixStep(Step, Option<Date>),
    /// Marks a step as done on a day, or as not done.
    FinishStep(Step, Option<Date>),
    /// Advice or treatment.
    SaveWish(Wish),
    /// Adds an institution to the list of those to ask; the current one is barred.
    Choose {
        /// Its id.
        institution: String,
        /// Its name as shown.
        name: String,
        /// How.
        way: Way,
        /// The patient's note.
        note: String,
    },
    /// Takes an institution off the list.
    Unchoose(String),
    /// Puts an institution first.
    PutFirst(String),
    /// Says which of the desk's refusals were looked at and do not apply.
    SaveCleared(Vec<String>),
    /// How the doctor is told.
    SaveTelling(Telling),
    /// How far the hospital's own letter is.
    SaveLetter {
        /// Asked for on.
        asked_on: Option<Date>,
        /// Promised for.
        promised_for: Option<Date>,
        /// Received on.
        received_on: Option<Date>,
    },
    /// Saves the doctor's form.
    SaveForm(Box<Form>),
    /// Signs the form.
    SignForm(Signed),
    /// Makes the records list for the case's condition, keeping what is there.
    ListRecords(Vec<(Kind, bool)>),
    /// Adds an item of one's own.
    AddRecord {
        /// What it is.
        words: String,
        /// Whether it must go back.
        loan: bool,
    },
    /// Moves an item on, or corrects where it stands.
    MoveRecord {
        /// Which.
        record: RecordId,
        /// Where to.
        stage: Stage,
        /// On which day.
        on: Date,
    },
    /// Notes something on an item.
    NoteRecord(RecordId, String),
    /// Takes an item of one's own off the list.
    RemoveRecord(RecordId),
    /// Puts an upload down; its bytes travel beside the act.
    Attach {
        /// The item it belongs to.
        record: RecordId,
        /// The file's name.
        name: String,
        /// Its type, found from its content.
        media_type: String,
        /// In bytes.
        size: u64,
        /// What is known of it.
        checked: Checked,
    },
    /// Puts the file of an electronic signature down, beside the form; its bytes travel beside the act.
    AttachSignature {
        /// The file's name.
        name: String,
        /// Its type, found from its content.
        media_type: String,
        /// In bytes.
        size: u64,
        /// What is known of it.
        checked: Checked,
    },
    /// Says what the scanner found.
    Scanned(AttachmentId, Checked),
    /// Adds a person.
    AddPerson {
        /// What they are.
        role: Role,
        /// As the patient calls them.
        name: String,
        /// For a relative.
        relation: Option<Relation>,
        /// For one who may act in the patient's place.
        ground: Option<Ground>,
        /// The paper that shows it.
        ground_paper: String,
    },
    /// Changes a person's name, or the patient's own.
    NamePerson(PersonId, String),
    /// Agrees that a person sees parts, for a purpose. It replaces an earlier consent for the same person and purpose.
    Agree {
        /// To whom.
        person: PersonId,
        /// What for.
        purpose: Purpose,
        /// What.
        parts: BTreeSet<Part>,
        /// Its last day.
        until: Option<Date>,
    },
    /// Withdraws; it holds at once. For the attending doctor and the letter it ends the code that is out, too.
    Withdraw(PersonId, Purpose),
    /// The person no longer acts in the patient's place: of age, able to decide again, or the power of attorney is taken back.
    EndGround(PersonId),
}

impl Act {
    /// What one must be allowed to do for this act.
    pub fn deed(&self) -> Deed {
        match self {
            Act::SaveOpinion(_) | Act::SaveTold(_) => Deed::Change(Part::Opinion),
            Act::AddWorry { .. } | Act::AnswerWorry { .. } => Deed::Change(Part::Worries),
            Act::CloseWorry { .. } | Act::ReopenWorry(_) => Deed::CloseWorry,
            Act::AnswerSigns { .. } | Act::SaveTiming { .. } | Act::FixStep(..) | Act::FinishStep(..) => {
                Deed::Change(Part::Time)
            }
            Act::SaveWish(_) | Act::Choose { .. } | Act::Unchoose(_) | Act::PutFirst(_) | Act::SaveCleared(_) => {
                Deed::Change(Part::Choice)
            }
            Act::SaveTelling(_) => Deed::Change(Part::Telling),
            Act::SaveLetter { .. } => Deed::Change(Part::Letter),
            Act::SaveForm(_) | Act::SignForm(_) | Act::AttachSignature { .. } => Deed::WriteForm,
            Act::ListRecords(_)
            | Act::AddRecord { .. }
            | Act::MoveRecord { .. }
            | Act::NoteRecord(..)
            | Act::RemoveRecord(_)
            | Act::Attach { .. } => Deed::Change(Part::Records),
            Act::Scanned(..) => Deed::Scan,
            // The patient's name heads every paper, so whoever fills in the first opinion may put it down.
            Act::NamePerson(PersonId::PATIENT, _) => Deed::Change(Part::Opinion),
            Act::AddPerson { .. } | Act::NamePerson(..) => Deed::Change(Part::People),
            Act::Agree { .. } | Act::Withdraw(..) | Act::EndGround(_) => Deed::Consent,
        }
    }
}
