//! What can be done to a case.

mod deed;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::application::{Channel, Move, Reply};
use crate::choice::{Way, Wish};
use crate::day::Coming;
use crate::decision::{Carried, Chooses, OutOfFive};
use crate::ease::When;
use crate::id::{ApplicationId, AttachmentId, OpinionId, PersonId, QuestionId, RecordId, WorryId};
use crate::instrument::{Instrument, Language};
use crate::letter::{Form, Signed};
use crate::notice::Mail;
use crate::opinion::FirstOpinion;
use crate::people::{Ground, Part, Purpose, Relation, Role, Told};
use crate::records::{Checked, Kind, Stage};
use crate::second::{Said, Written};
use crate::telling::Telling;
use crate::timing::{Step, Treatment};
use crate::weigh::{Compared, Joint, Matter};
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
    /// Puts the words of a letter that came in into the form, where no doctor has written; they are the patient's until a doctor lets them stand.
    FillForm(Box<Form>),
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
    /// Sends an application to a chosen institution, with the parts that go with it; its desk may see them from then on.
    Apply {
        /// The institution, one of those chosen.
        institution: String,
        /// What goes with it, of `Part::SENT`.
        parts: BTreeSet<Part>,
        /// The doctor reads first without the first doctor's plan.
        blind: bool,
        /// How the desk answers: by its queue here, or on paper.
        channel: Channel,
        /// Words to the desk.
        words: String,
    },
    /// The patient's side moves an application.
    Move {
        /// Which.
        application: ApplicationId,
        /// Its turn, as it was shown.
        turn: u32,
        /// What.
        to: Move,
        /// Words to the desk.
        words: String,
    },
    /// The desk answers an application; or the patient's side writes down what a desk on paper answered.
    Answer {
        /// Which.
        application: ApplicationId,
        /// Its turn, as it was shown.
        turn: u32,
        /// What.
        reply: Reply,
        /// Words to the patient.
        words: String,
        /// Who said it by telephone, fax or letter, when the patient's side writes it down.
        told_by: Option<String>,
    },
    /// Puts a question for the day down, at the end.
    AskQuestion {
        /// In own words.
        words: String,
        /// So many minutes are kept for it.
        minutes: u8,
        /// The worry it came from.
        worry: Option<WorryId>,
    },
    /// Changes a question: its words and minutes, and what was answered.
    ChangeQuestion {
        /// Which.
        question: QuestionId,
        /// In own words.
        words: String,
        /// So many minutes.
        minutes: u8,
        /// What was answered on the day.
        answer: String,
    },
    /// Puts a question in this place (0 is first), moving the others.
    PlaceQuestion(QuestionId, u32),
    /// Takes a question off.
    RemoveQuestion(QuestionId),
    /// Says who comes on the day of an application.
    SaveDay {
        /// Which.
        application: ApplicationId,
        /// Whether the patient comes.
        patient_comes: bool,
        /// Who else.
        coming: Vec<Coming>,
    },
    /// Sends the questions ahead: the desk and the doctor see them.
    SendQuestions(ApplicationId),
    /// A doctor who reads blind saves their own view; the first plan is opened to them by it.
    SaveOwnView(ApplicationId, Said),
    /// The doctor of an application writes the second opinion, and gives it.
    WriteSecond {
        /// Of which application.
        application: ApplicationId,
        /// What.
        written: Box<Written>,
        /// Gives it to the patient; nothing changes after that.
        give: bool,
    },
    /// The patient's side writes down what was said, or what the report says; it can be corrected as long as the doctor has given none.
    TellSecond {
        /// Which one, when it is corrected.
        opinion: Option<OpinionId>,
        /// Of which application; none for an opinion had without one.
        application: Option<ApplicationId>,
        /// What.
        written: Box<Written>,
    },
    /// What the first doctor said on the points that the first page does not ask for.
    SaveFirstPoints(Said),
    /// Says how points compare.
    SaveCompared(Vec<Compared>),
    /// Says what matters, the most important first.
    SaveMatters(Vec<Matter>),
    /// The way on when the two disagree.
    SaveJoint(Option<Joint>),
    /// Decides, or decides anew.
    Decide {
        /// What.
        chooses: Chooses,
        /// In own words.
        words: String,
        /// Who took part.
        with: Vec<String>,
        /// The day.
        on: Date,
    },
    /// Says that the report of the last decision went back to the first doctor.
    SendReport {
        /// How.
        carried: Carried,
        /// When.
        sent_on: Date,
        /// Words to the doctor.
        words: String,
    },
    /// Says that the first doctor has the last report: as the patient was told.
    NoteReceipt {
        /// Who received it.
        who: String,
        /// When.
        on: Date,
        /// What the doctor answered.
        words: String,
    },
    /// Says that the report came: the first doctor's own hand.
    ReceiveReport {
        /// The report, as it was shown.
        report: u32,
        /// The doctor's name.
        who: String,
        /// An answer to the patient.
        words: String,
    },
    /// How it is weeks later.
    FollowUp {
        /// How satisfied, 1 to 5.
        satisfied: Option<OutOfFive>,
        /// How much at ease, 1 to 5.
        at_ease: Option<OutOfFive>,
        /// In own words.
        words: String,
        /// Wants to be rung.
        ring_me: bool,
        /// The desk may count it in its own numbers.
        for_desk: bool,
    },
    /// Somebody rang whoever wished for it: every wish so far is answered.
    NoteRung {
        /// The name of who rang.
        who: String,
        /// When.
        on: Date,
    },
    /// Answers how sure or how worried one is. Only a questionnaire that was answered whole is kept.
    AnswerEase {
        /// Before the second opinion, after it, or weeks later.
        when: When,
        /// Which questionnaire.
        instrument: Instrument,
        /// In which language it was shown.
        language: Language,
        /// Each item's answer, in the order of the text.
        answers: Vec<Option<u8>>,
    },
    /// The person no longer acts in the patient's place: of age, able to decide again, or the power of attorney is taken back.
    EndGround(PersonId),
    /// Says where the actor is told that there is something new, or no longer. Nobody says it for another.
    SaveMail(Option<Mail>),
}
