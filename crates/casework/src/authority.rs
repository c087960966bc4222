//! Who may do what: by role, by relationship, by consent. Everything that is not allowed here is refused.
//!
//! Four ways lead to being allowed, and a deed needs one of them:
//!
//! - **The patient** may do everything with their own case but fill in the doctor's form and speak for the scanner.
//! - **In the patient's place by law** (a parent of a minor, whoever decides for someone who cannot): the same, because there is nobody else
//!   who could agree, let a worry go, read the log or end the case. The paper that shows it must be named; without it the ground is nothing.
//! - **With a power of attorney**: errands. Such a relative reads and fills in every part, fetches a code for the doctor, and invites the
//!   patient until the patient is in. What disposes of the case stays with the patient, who can decide: agreeing for others, the people,
//!   the log, taking everything out, erasing, and letting a worry go.
//! - **By consent**: the parts that were agreed to, to read, and by a purpose that writes, to change; a doctor who writes the letter changes
//!   the letter and nothing else.
//!
//! Beside these stands the doctor's code, which opens the form while the patient leaves it out.

mod matrix;

pub use matrix::matrix;

use jiff::civil::Date;

use crate::application::{Application, Channel};
use crate::case::Case;
use crate::decision::Carried;
use crate::id::PersonId;
use crate::people::{Consent, Ground, Part, Person, Purpose, Role};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who, within the case.
    pub person: PersonId,
    /// Came in by the doctor's code: nothing but the form is open, whatever else was agreed.
    pub by_form_code: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// To read a part.
    Read(Part),
    /// To change a part.
    Change(Part),
    /// To let a worry go, or take it up again: the patient's own.
    CloseWorry,
    /// To read, fill in and sign the doctor's form.
    WriteForm,
    /// To agree and withdraw.
    Consent,
    /// To send an application, with what goes with it, and to withdraw it: it lets a desk see.
    Apply,
    /// To answer an application, as the desk it was sent to.
    AnswerApplication,
    /// To write the second opinion, as the doctor of the application.
    WriteOpinion,
    /// To put down what was decided.
    Decide,
    /// To answer how sure and how worried one is: the patient's own.
    AnswerEase,
    /// To say that the report came, as the first doctor.
    ReceiveReport,
    /// To make a code that opens one form to a desk, a counsellor, a second doctor or the first doctor who has no account.
    HandOutCode,
    /// To make a code for someone who was agreed to.
    Invite,
    /// To make a code for the patient, when a relative began the case and the patient has not come in yet.
    InvitePatient,
    /// To make the code for the doctor's form.
    InviteDoctor,
    /// To have a recovery code of one's own.
    Recover,
    /// To take everything out.
    Export,
    /// To erase the case.
    Erase,
    /// To say what a scanner found: the program itself.
    Scan,
}

impl Deed {
    /// Every deed, in the order of the matrix.
    pub fn all() -> Vec<Deed> {
        let own = [
            Deed::CloseWorry,
            Deed::WriteForm,
            Deed::Apply,
            Deed::AnswerApplication,
            Deed::WriteOpinion,
            Deed::Decide,
            Deed::AnswerEase,
            Deed::ReceiveReport,
            Deed::HandOutCode,
            Deed::Consent,
            Deed::Invite,
            Deed::InvitePatient,
            Deed::InviteDoctor,
            Deed::Recover,
            Deed::Export,
            Deed::Erase,
            Deed::Scan,
        ];
        Part::ALL.into_iter().flat_map(|part| [Deed::Read(part), Deed::Change(part)]).chain(own).collect()
    }

    /// The part of a case that the deed touches, for the log.
    pub fn part(self) -> Option<Part> {
        match self {
            Deed::Read(part) | Deed::Change(part) => Some(part),
            Deed::CloseWorry => Some(Part::Worries),
            Deed::WriteForm | Deed::InviteDoctor => Some(Part::Letter),
            Deed::Scan => Some(Part::Records),
            Deed::Apply | Deed::AnswerApplication | Deed::HandOutCode => Some(Part::Application),
            Deed::WriteOpinion => Some(Part::Second),
            Deed::Decide | Deed::ReceiveReport => Some(Part::Decision),
            Deed::AnswerEase => Some(Part::Ease),
            Deed::Consent | Deed::Invite | Deed::InvitePatient => Some(Part::People),
            Deed::Recover | Deed::Export | Deed::Erase => None,
        }
    }
}

/// Whether the actor may do the deed in this case on this day.
pub fn may(case: &Case, actor: Actor, deed: Deed, today: Date) -> bool {
    let Some(person) = case.person(actor.person) else { return false };
    // What a scanner found is said by the program itself, never by anyone in a case. A log is written by the program, too.
    if matches!(deed, Deed::Scan | Deed::Change(Part::Log)) {
        return false;
    }
    // The patient's code opens everything. Once the patient is in, whoever made one could only come in as the patient, and stay when
    // their own consent or ground has ended; the patient comes back with the recovery code.
    if deed == Deed::InvitePatient && has_come_in(case) {
        return false;
    }
    if actor.by_form_code {
        return by_form_code(case, person, deed, today);
    }
    match (person.role, stands_in(person)) {
        (Role::Operator, _) => false,
        // The form is the doctor's: whoever else filled it in would put words in the doctor's mouth.
        (Role::Patient, _) | (Role::Relative, Some(Standing::ByLaw)) => !of_others(deed),
        (Role::Relative, Some(Standing::ByAttorney)) => by_attorney(deed),
        _ => by_consent(case, person, deed, today),
    }
}

/// Whether there is anything at all in the case for the actor. Where there is not, the case is as if it did not exist.
pub fn takes_part(case: &Case, actor: Actor, today: Date) -> bool {
    Deed::all().into_iter().any(|deed| may(case, actor, deed, today))
}

/// How a relative stands in the patient's place.
enum Standing {
    ByLaw,
    ByAttorney,
}

/// Whether a relative stands in the patient's place: by law or in writing, with the paper named, not by consent.
fn stands_in(person: &Person) -> Option<Standing> {
    if person.ground_paper.trim().is_empty() {
        return None;
    }
    match person.ground? {
        Ground::Minor | Ground::Incapacity => Some(Standing::ByLaw),
        Ground::PowerOfAttorney => Some(Standing::ByAttorney),
        Ground::Consent => None,
    }
}

/// Errands: everything that fills the case in. The patient can decide, so what disposes of the case waits for the patient.
fn by_attorney(deed: Deed) -> bool {
    match deed {
        Deed::Read(part) => part != Part::Log,
        Deed::Change(part) => Part::SHARED.contains(&part),
        Deed::InvitePatient | Deed::InviteDoctor | Deed::Recover | Deed::Apply | Deed::HandOutCode => true,
        Deed::AnswerApplication | Deed::WriteOpinion | Deed::ReceiveReport | Deed::Decide | Deed::AnswerEase => false,
        Deed::CloseWorry | Deed::WriteForm | Deed::Consent | Deed::Invite => false,
        Deed::Export | Deed::Erase | Deed::Scan => false,
    }
}

fn by_consent(case: &Case, person: &Person, deed: Deed, today: Date) -> bool {
    let holding = || {
        case.consents
            .iter()
            .filter(|consent| consent.person == person.id && consent.holds(today) && consent.purpose.fits(person.role))
    };
    match deed {
        // People and log are nobody's to be agreed to: `Agree` refuses them, and here they are refused again.
        // A desk whose application was declined or withdrawn still learns that it ended, and nothing else (`Case::seen_by`).
        Deed::Read(Part::Application) if person.role == Role::Desk && has_ended_one(case, person) => true,
        Deed::Read(part) => Part::SHARED.contains(&part) && holding().any(|consent| shows(consent, part)),
        Deed::Change(part) => Part::SHARED.contains(&part) && holding().any(|consent| changes(consent, part)),
        Deed::WriteForm => {
            person.role == Role::AttendingDoctor
                && holding()
                    .any(|consent| consent.purpose == Purpose::WriteLetter && consent.parts.contains(&Part::Letter))
        }
        // Whoever works on the letter with the patient also prints the request that carries the code. The form is filled in from the first
        // opinion, so whoever may not read that would read it there.
        Deed::InviteDoctor => {
            person.role != Role::AttendingDoctor
                && holding().any(|consent| changes(consent, Part::Letter))
                && holding().any(|consent| consent.parts.contains(&Part::Opinion))
        }
        // A relative who began the case with the patient's knowledge lets the patient in, and nobody else.
        Deed::InvitePatient => {
            case.begun_by == person.id && holding().any(|consent| consent.purpose == Purpose::FillIn)
        }
        // A printed code is for families; staff sign in, and a doctor comes by code.
        Deed::Recover => person.role == Role::Relative && holding().next().is_some(),
        Deed::AnswerApplication => person.role == Role::Desk && holding().any(examines),
        Deed::WriteOpinion => person.role == Role::SecondDoctor && holding().any(examines),
        // A desk hands its own doctor a code; whoever works on the applications with the patient prints the others. `may_hand_to` says for whom.
        Deed::HandOutCode => match person.role {
            Role::Desk => holding().any(examines),
            _ => holding().any(|consent| changes(consent, Part::Application)),
        },
        Deed::Apply | Deed::Decide | Deed::AnswerEase | Deed::ReceiveReport => false,
        Deed::CloseWorry | Deed::Consent | Deed::Invite | Deed::Export | Deed::Erase | Deed::Scan => false,
    }
}

/// Whoever examines an application reads what goes with one, whatever else was ticked.
fn shows(consent: &Consent, part: Part) -> bool {
    let reaches = consent.purpose != Purpose::Examine || part == Part::Application || Part::SENT.contains(&part);
    reaches && consent.parts.contains(&part)
}

fn examines(consent: &Consent) -> bool {
    consent.purpose == Purpose::Examine && consent.parts.contains(&Part::Application)
}

fn changes(consent: &Consent, part: Part) -> bool {
    let reaches = match consent.purpose {
        Purpose::FillIn | Purpose::Counsel => true,
        Purpose::WriteLetter => part == Part::Letter,
        Purpose::ReadAlong | Purpose::Examine => false,
    };
    reaches && consent.parts.contains(&part)
}

/// What a doctor or a desk puts down with its own hand: whoever else did it would put words in their mouth.
fn of_others(deed: Deed) -> bool {
    matches!(deed, Deed::WriteForm | Deed::AnswerApplication | Deed::WriteOpinion | Deed::ReceiveReport)
}

/// A code opens one form, as long as the case says that it is out, and for whom. A desk's code reads nothing: the desk has the paper. A second
/// doctor's reads what was sent along, because the opinion is written from it; a counsellor's shows the worries it answers.
fn by_form_code(case: &Case, person: &Person, deed: Deed, today: Date) -> bool {
    let out = case.codes.iter().any(|out| out.person == person.id);
    match (person.role, deed) {
        (Role::AttendingDoctor, Deed::WriteForm) => {
            case.letter.invitation.is_some_and(|letter| letter.person == person.id)
        }
        (Role::AttendingDoctor, Deed::ReceiveReport) => out,
        (Role::Desk, Deed::AnswerApplication) => out && by_consent(case, person, deed, today),
        (Role::SecondDoctor, Deed::WriteOpinion | Deed::Read(_)) => out && by_consent(case, person, deed, today),
        (Role::Counsellor, Deed::Read(Part::Worries) | Deed::Change(Part::Worries)) => {
            out && by_consent(case, person, deed, today)
        }
        _ => false,
    }
}

fn has_ended_one(case: &Case, desk: &Person) -> bool {
    case.applications.iter().any(|application| application.desk == desk.id && !application.is_open_to_desk())
}

/// Whether the actor, who may hand out codes, may hand one to this person: there must be something for them to answer, and whoever hands it out
/// must be one who could put it before them.
pub fn may_hand_to(case: &Case, actor: Actor, person: PersonId, today: Date) -> bool {
    let (Some(by), Some(to)) = (case.person(actor.person), case.person(person)) else { return false };
    if actor.by_form_code || !may(case, actor, Deed::HandOutCode, today) {
        return false;
    }
    let mut live = case.applications.iter().filter(|application| application.is_live());
    let agreed = |deed: Deed| to.id != by.id && by_consent(case, to, deed, today);
    match to.role {
        Role::Desk => {
            let on_paper =
                |application: &Application| application.desk == to.id && application.channel == Channel::Paper;
            by.role != Role::Desk && live.any(on_paper) && agreed(Deed::AnswerApplication)
        }
        // A desk hands its own doctor the code. For a desk on paper the patient's side takes it along, until the doctor has written: a code
        // made then would let its holder read the draft, and write on in the doctor's hand.
        Role::SecondDoctor => {
            let written = case.seconds.iter().any(|opinion| opinion.by == to.id);
            let handed = |application: &Application| match by.role {
                Role::Desk => application.desk == by.id,
                _ => application.channel == Channel::Paper && !written,
            };
            // What the patient was told does not shut out the doctor's own words.
            let open = |application: &Application| application.is_live() || case.only_told(application.id);
            let own = |known: &&Application| known.doctor == Some(to.id) && open(known) && handed(known);
            case.applications.iter().any(|known| own(&known)) && agreed(Deed::WriteOpinion)
        }
        // Whoever may not agree for others brings nobody in.
        Role::Counsellor => may(case, actor, Deed::Consent, today) && agreed(Deed::Change(Part::Worries)),
        Role::AttendingDoctor => may(case, actor, Deed::Change(Part::Decision), today) && report_by_code(case),
        Role::Patient | Role::Relative | Role::Operator => false,
    }
}

/// Whether the last report goes by a code and nobody has received it.
fn report_by_code(case: &Case) -> bool {
    let last = case.deciding.reports.last();
    last.is_some_and(|report| report.carried == Carried::Code && report.received.is_none())
}

/// Whether the patient has opened the case, from the beginning or by a code.
fn has_come_in(case: &Case) -> bool {
    case.person(PersonId::PATIENT).is_some_and(|patient| patient.joined.is_some())
}
