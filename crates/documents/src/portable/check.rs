//! Whether what was read is a case that could have been made here: every list within its limit, every name once, every reference met.
//!
//! A case changes by acts, which check all this one by one; a file could say anything.

mod references;

use std::collections::BTreeSet;

use casework::application::{APPLICATIONS, ASKED, OFFERS, TURNS};
use casework::case::{
    ALL_ATTACHMENT_BYTES, ANSWERS, ATTACHMENT_BYTES, ATTACHMENTS, CHOSEN, CLEARED, CONSENTS, NAME_LETTERS, PEOPLE,
    RECORDS, SIGNS, TEXT_LETTERS, WORRIES,
};
use casework::day::{COMING, QUESTIONS};
use casework::decision::{DECISIONS, FOLLOW_UPS, REPORTS, TOOK_PART};
use casework::ease::EASED;
use casework::records::MEDIA_TYPES;
use casework::second::SECONDS;
use casework::weigh::MATTERS;
use casework::{AttachmentId, Case, PersonId, Role};

use super::{Brought, Unreadable, no_case};

/// Steps of one item of the records list, and days fixed or done, in one case: more than there are stages and steps.
const STEPS: usize = 100;

/// Refuses what is no case.
pub(super) fn check(brought: &Brought) -> Result<(), Unreadable> {
    let case = &brought.case;
    lengths(case)?;
    names(case)?;
    references::check(case)?;
    texts(case)?;
    left(&brought.left)?;
    bytes(case, &brought.uploads)
}

/// What stayed behind is only named.
fn left(names: &[String]) -> Result<(), Unreadable> {
    let long = names.iter().any(|name| name.chars().count() > NAME_LETTERS);
    if long || names.len() > ATTACHMENTS { Err(no_case("what stayed behind")) } else { Ok(()) }
}

fn lengths(case: &Case) -> Result<(), Unreadable> {
    let all = [
        ("people", case.people.len(), PEOPLE),
        ("consents", case.consents.len(), CONSENTS),
        ("worries", case.worries.len(), WORRIES),
        ("answers", case.worries.iter().map(|worry| worry.answers.len()).max().unwrap_or(0), ANSWERS),
        ("signs", case.timing.signs.len(), SIGNS),
        ("days", case.timing.fixed.len().max(case.timing.done.len()), STEPS),
        ("chosen", case.choice.chosen.len(), CHOSEN),
        ("cleared", case.choice.cleared.len(), CLEARED),
        ("records", case.records.len(), RECORDS),
        ("steps", case.records.iter().map(|item| item.steps.len()).max().unwrap_or(0), STEPS),
        ("attachments", case.attachments.len(), ATTACHMENTS),
        ("files", case.records.iter().map(|item| item.attachments.len()).max().unwrap_or(0), ATTACHMENTS),
        ("applications", case.applications.len(), APPLICATIONS),
        ("turns", case.applications.iter().map(|known| known.turns.len()).max().unwrap_or(0), 2 * TURNS),
        ("offers", case.applications.iter().map(|known| known.offers.len()).max().unwrap_or(0), OFFERS),
        ("asked", case.applications.iter().map(|known| known.asked.len()).max().unwrap_or(0), ASKED),
        ("questions", case.questions.len(), QUESTIONS),
        ("days", case.days.len(), APPLICATIONS),
        ("coming", case.days.iter().map(|day| day.coming.len()).max().unwrap_or(0), COMING),
        ("seconds", case.seconds.len(), SECONDS),
        ("matters", case.weighing.matters.len(), MATTERS),
        ("compared", case.weighing.compared.len(), SECONDS * casework::second::Point::ALL.len()),
        ("decisions", case.deciding.decisions.len(), DECISIONS),
        ("with", case.deciding.decisions.iter().map(|known| known.with.len()).max().unwrap_or(0), TOOK_PART),
        ("reports", case.deciding.reports.len(), REPORTS),
        ("follow-ups", case.deciding.follow_ups.len(), FOLLOW_UPS),
        ("ease", case.ease.len(), EASED),
    ];
    if let Some((name, there, most)) = all.into_iter().find(|(_, there, most)| there > most) {
        return Err(no_case(&format!("{name}: {there}, the most is {most}")));
    }
    let answered = case.ease.iter().map(|eased| &eased.answered);
    let too_many = answered.into_iter().any(|answered| answered.answers.len() > answered.instrument.items());
    if too_many { Err(no_case("ease: more answers than there are items")) } else { Ok(()) }
}

/// The patient is the first and the only one; nobody runs a machine here; every name stands once.
fn names(case: &Case) -> Result<(), Unreadable> {
    let first =
        case.people.first().is_some_and(|person| person.id == PersonId::PATIENT && person.role == Role::Patient);
    let patients = case.people.iter().filter(|person| person.role == Role::Patient).count();
    let operator = case.people.iter().any(|person| person.role == Role::Operator);
    if !first || patients != 1 || operator {
        return Err(no_case("people: the patient"));
    }
    once("people", case.people.iter().map(|known| known.id.0))?;
    once("worries", case.worries.iter().map(|known| known.id.0))?;
    once("records", case.records.iter().map(|known| known.id.0))?;
    once("attachments", case.attachments.iter().map(|known| known.id.0))?;
    // A file belongs to one item, and once.
    once("files", case.records.iter().flat_map(|item| item.attachments.iter().map(|id| id.0)))?;
    once("applications", case.applications.iter().map(|known| known.id.0))?;
    once("questions", case.questions.iter().map(|known| known.id.0))?;
    once("seconds", case.seconds.iter().map(|known| known.id.0))
}

fn once(list: &str, ids: impl Iterator<Item = u32>) -> Result<(), Unreadable> {
    let mut seen = BTreeSet::new();
    let mut ids = ids;
    if ids.all(|id| id > 0 && seen.insert(id)) { Ok(()) } else { Err(no_case(&format!("{list}: a number twice"))) }
}

/// No text is longer than the longest that can be typed. All at once, over the case as it is written: so no field is forgotten.
fn texts(case: &Case) -> Result<(), Unreadable> {
    let value = serde_json::to_value(case).map_err(|_| no_case("texts"))?;
    let mut waiting = vec![&value];
    while let Some(value) = waiting.pop() {
        match value {
            serde_json::Value::String(text) if text.chars().nth(TEXT_LETTERS).is_some() => {
                return Err(no_case("a text is too long"));
            }
            serde_json::Value::Array(values) => waiting.extend(values),
            serde_json::Value::Object(fields) => waiting.extend(fields.values()),
            _ => {}
        }
    }
    Ok(())
}

fn bytes(case: &Case, uploads: &[(AttachmentId, Vec<u8>)]) -> Result<(), Unreadable> {
    let listed = case.attachments.iter().map(|known| (known.id, known.size));
    let there = uploads.iter().map(|(id, bytes)| (*id, super::length(bytes)));
    if !listed.eq(there) {
        return Err(no_case("attachments: others than listed"));
    }
    let all: u64 = case.attachments.iter().map(|known| known.size).fold(0, u64::saturating_add);
    let too_large = case.attachments.iter().any(|known| known.size > ATTACHMENT_BYTES || known.size == 0);
    if too_large || all > ALL_ATTACHMENT_BYTES {
        return Err(no_case("attachments: too large"));
    }
    // Neither believed nor guessed: what is in an upload must be what the case says it is.
    let of_kind = |(known, (_, bytes)): (&casework::records::Attachment, &(AttachmentId, Vec<u8>))| {
        MEDIA_TYPES.contains(&known.media_type.as_str()) && crate::kind::of(bytes) == Some(known.media_type.as_str())
    };
    let all_of_kind = case.attachments.iter().zip(uploads).all(of_kind);
    if all_of_kind { Ok(()) } else { Err(no_case("attachments: another kind than listed")) }
}
