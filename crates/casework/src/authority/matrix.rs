//! The rules as one table, for people who do not read programs. `matrix.txt` beside this crate is what was reviewed; a test holds it equal.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{Actor, Deed, may};
use crate::case::Case;
use crate::id::{CaseId, PersonId};
use crate::letter::Invitation;
use crate::moment::Moment;
use crate::people::{Consent, Ground, Part, Person, Purpose, Role};

/// One column: who it is, and what makes it so.
struct Column {
    words: String,
    case: Case,
    actor: Actor,
}

/// The person whose rights a column shows.
const OTHER: PersonId = PersonId(2);

/// Every deed by everyone, as text: a legend of who is meant, and a table of what each may do.
pub fn matrix() -> String {
    let columns = columns();
    let mut out = String::from("Who may do what in a case. Consents are for every part that can be agreed to.\n\n");
    for (letter, column) in letters().zip(&columns) {
        let _ = writeln!(out, "{letter}  {}", column.words);
    }
    let heads: Vec<String> = letters().take(columns.len()).map(String::from).collect();
    let _ = writeln!(out, "\n{:<20}{}", "", heads.join(" "));
    for deed in Deed::all() {
        let cells: Vec<&str> = columns.iter().map(|column| cell(column, deed)).collect();
        let _ = writeln!(out, "{:<20}{}", words(deed), cells.join(" "));
    }
    out
}

fn cell(column: &Column, deed: Deed) -> &'static str {
    if may(&column.case, column.actor, deed, today()) { "x" } else { "." }
}

fn words(deed: Deed) -> String {
    match deed {
        Deed::Read(part) => format!("read {}", part.word()),
        Deed::Change(part) => format!("change {}", part.word()),
        Deed::CloseWorry => "close a worry".to_owned(),
        Deed::WriteForm => "write the form".to_owned(),
        Deed::Apply => "apply".to_owned(),
        Deed::AnswerApplication => "answer as desk".to_owned(),
        Deed::WriteOpinion => "write the opinion".to_owned(),
        Deed::Decide => "decide".to_owned(),
        Deed::AnswerEase => "say how sure".to_owned(),
        Deed::ReceiveReport => "receive the report".to_owned(),
        Deed::HandOutCode => "hand out a code".to_owned(),
        Deed::Consent => "agree, withdraw".to_owned(),
        Deed::Invite => "invite".to_owned(),
        Deed::InvitePatient => "invite the patient".to_owned(),
        Deed::InviteDoctor => "invite the doctor".to_owned(),
        Deed::Recover => "recovery code".to_owned(),
        Deed::Export => "export".to_owned(),
        Deed::Erase => "erase".to_owned(),
        Deed::Scan => "say what was scanned".to_owned(),
    }
}

fn columns() -> Vec<Column> {
    let mut columns = vec![Column {
        words: "the patient".to_owned(),
        case: case_with(Role::Relative),
        actor: Actor { person: PersonId::PATIENT, by_form_code: false },
    }];
    columns.extend(grounds());
    for role in [Role::Relative, Role::AttendingDoctor, Role::Counsellor, Role::Desk, Role::SecondDoctor] {
        columns.push(column(format!("{}, nothing agreed", role.word()), case_with(role)));
        for purpose in PURPOSES.into_iter().filter(|purpose| purpose.fits(role)) {
            columns.push(column(format!("{}, agreed {}", role.word(), purpose_words(purpose)), agreed(role, purpose)));
        }
    }
    columns.extend([began(), expired(), withdrawn()]);
    columns.extend(by_code());
    columns.push(column("operator".to_owned(), case_with(Role::Operator)));
    columns.push(Column {
        words: "someone who is not in the case".to_owned(),
        case: case_with(Role::Relative),
        actor: Actor { person: PersonId(99), by_form_code: false },
    });
    columns.push(came_in());
    columns
}

/// Relatives in the patient's place, with the paper and without.
fn grounds() -> Vec<Column> {
    let grounds = [
        (Ground::Minor, "of a minor"),
        (Ground::Incapacity, "of a patient who cannot decide"),
        (Ground::PowerOfAttorney, "with a power of attorney"),
    ];
    let papers = [("the paper", "paper named"), ("", "no paper named")];
    grounds
        .into_iter()
        .flat_map(|ground| papers.map(|paper| (ground, paper)))
        .map(|((ground, of), (paper, named))| {
            let mut case = case_with(Role::Relative);
            for person in case.people.iter_mut().filter(|person| person.id == OTHER) {
                (person.ground, person.ground_paper) = (Some(ground), paper.to_owned());
            }
            column(format!("relative {of}, {named}"), case)
        })
        .collect()
}

fn began() -> Column {
    let mut case = Case { begun_by: OTHER, ..agreed(Role::Relative, Purpose::FillIn) };
    case.people.iter_mut().for_each(|person| person.joined = None);
    column("relative who began the case with the patient's knowledge (agreed to fill in)".to_owned(), case)
}

/// The same relative once the patient is in: without the patient's code.
fn came_in() -> Column {
    let case = Case { begun_by: OTHER, ..agreed(Role::Relative, Purpose::FillIn) };
    column("relative who began the case (agreed to fill in), now that the patient has come in".to_owned(), case)
}

fn expired() -> Column {
    let mut case = agreed(Role::Relative, Purpose::FillIn);
    case.consents.iter_mut().for_each(|consent| consent.until = Some(today().saturating_sub(1.day())));
    column("relative, agreed to fill in until yesterday".to_owned(), case)
}

fn withdrawn() -> Column {
    column("relative, agreed to fill in and withdrawn".to_owned(), ended(agreed(Role::Relative, Purpose::FillIn)))
}

fn by_code() -> Vec<Column> {
    let taken_back = agreed(Role::AttendingDoctor, Purpose::WriteLetter);
    let mut letter = case_with(Role::AttendingDoctor);
    letter.letter.invitation = Some(Invitation { person: OTHER, until: Moment(0), used: None });
    let out = |case: Case| case.with_code_out(OTHER, Moment(0));
    let columns = [
        ("attending-doctor by the form's code", letter),
        ("attending-doctor by a code that was taken back", taken_back),
        ("attending-doctor by the report's code", out(case_with(Role::AttendingDoctor))),
        ("desk by its code (agreed to examine the application)", out(agreed(Role::Desk, Purpose::Examine))),
        ("desk by its code, withdrawn from", out(ended(agreed(Role::Desk, Purpose::Examine)))),
        (
            "second-doctor by code (agreed to examine the application)",
            out(agreed(Role::SecondDoctor, Purpose::Examine)),
        ),
        ("counsellor by code (agreed to counsel)", out(agreed(Role::Counsellor, Purpose::Counsel))),
        ("counsellor by a code that was taken back", agreed(Role::Counsellor, Purpose::Counsel)),
    ];
    let actor = Actor { person: OTHER, by_form_code: true };
    columns.into_iter().map(|(words, case)| Column { words: words.to_owned(), case, actor }).collect()
}

fn ended(mut case: Case) -> Case {
    case.consents.iter_mut().for_each(|consent| consent.withdrawn = Some(Moment(0)));
    case
}

fn column(words: String, case: Case) -> Column {
    Column { words, case, actor: Actor { person: OTHER, by_form_code: false } }
}

const PURPOSES: [Purpose; 5] =
    [Purpose::ReadAlong, Purpose::FillIn, Purpose::Counsel, Purpose::WriteLetter, Purpose::Examine];

fn purpose_words(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ReadAlong => "to read along",
        Purpose::FillIn => "to fill in",
        Purpose::Counsel => "to counsel",
        Purpose::WriteLetter => "to write the letter",
        Purpose::Examine => "to examine the application",
    }
}

fn case_with(role: Role) -> Case {
    let people = [(PersonId::PATIENT, Role::Patient), (OTHER, role)];
    let joined = Some(Moment(0));
    let people = people.map(|(id, role)| Person { joined, ..Person::of(id, role, String::new()) }).to_vec();
    Case { begun_by: PersonId::PATIENT, ..Case::of(CaseId([0; 16]), today(), people) }
}

fn agreed(role: Role, purpose: Purpose) -> Case {
    let mut case = case_with(role);
    case.consents.push(Consent {
        person: OTHER,
        purpose,
        parts: BTreeSet::from(Part::SHARED),
        given: Moment(0),
        by: PersonId::PATIENT,
        until: None,
        withdrawn: None,
    });
    case
}

fn letters() -> impl Iterator<Item = char> {
    ('A'..='Z').chain('a'..='z')
}

/// A day; the rules know only whether a consent's last day has passed.
fn today() -> Date {
    date(2026, 11, 23)
}
