//! Whatever a case points at is in it: a reference that leads nowhere would be met by a page much later, and by nobody who could say why.

use std::collections::BTreeSet;

use casework::decision::Chooses;
use casework::letter::Signature;
use casework::{ApplicationId, AttachmentId, Case, OpinionId, PersonId, Role};

use super::super::{Unreadable, no_case};

/// Refuses a case in which one leads nowhere.
pub(super) fn check(case: &Case) -> Result<(), Unreadable> {
    let people: BTreeSet<PersonId> = case.people.iter().map(|person| person.id).collect();
    let begun_by = case.person(case.begun_by).map(|person| person.role);
    if !matches!(begun_by, Some(Role::Patient | Role::Relative)) || !named(case).all(|id| people.contains(&id)) {
        return Err(no_case("people: somebody is missing"));
    }
    let uploads: BTreeSet<AttachmentId> = case.attachments.iter().map(|known| known.id).collect();
    if !attached(case).all(|id| uploads.contains(&id)) {
        return Err(no_case("attachments: one is missing"));
    }
    let applications: BTreeSet<ApplicationId> = case.applications.iter().map(|known| known.id).collect();
    if !applied(case).all(|id| applications.contains(&id)) {
        return Err(no_case("applications: one is missing"));
    }
    let opinions: BTreeSet<OpinionId> = case.seconds.iter().map(|known| known.id).collect();
    if !told(case).all(|id| opinions.contains(&id)) {
        return Err(no_case("opinions: one is missing"));
    }
    let worries: BTreeSet<_> = case.worries.iter().map(|worry| worry.id).collect();
    if !case.questions.iter().filter_map(|question| question.worry).all(|id| worries.contains(&id)) {
        return Err(no_case("worries: one is missing"));
    }
    places(case)
}

fn named(case: &Case) -> impl Iterator<Item = PersonId> {
    let applications = case.applications.iter().flat_map(|known| {
        let turned = known.turns.iter().map(|turned| turned.by);
        std::iter::once(known.desk).chain(known.doctor).chain(turned)
    });
    let deciding = &case.deciding;
    let received = deciding.reports.iter().filter_map(|report| report.received.as_ref());
    case.consents
        .iter()
        .flat_map(|consent| [consent.person, consent.by])
        .chain(case.worries.iter().map(|worry| worry.of))
        .chain(case.questions.iter().map(|question| question.of))
        .chain(applications)
        .chain(case.days.iter().flat_map(|day| day.coming.iter().filter_map(|coming| coming.person)))
        .chain(case.seconds.iter().map(|second| second.by))
        .chain(deciding.decisions.iter().map(|decision| decision.by))
        .chain(received.map(|receipt| receipt.by))
}

fn attached(case: &Case) -> impl Iterator<Item = AttachmentId> {
    let signed = case.letter.form.as_ref().and_then(|form| form.signed.as_ref());
    let file = signed.and_then(|signed| match signed.how {
        Signature::File(id) => Some(id),
        Signature::OnPaper => None,
    });
    case.records.iter().flat_map(|item| item.attachments.iter().copied()).chain(file)
}

fn applied(case: &Case) -> impl Iterator<Item = ApplicationId> {
    let days = case.days.iter().map(|day| day.application);
    days.chain(case.seconds.iter().filter_map(|second| second.application))
}

fn told(case: &Case) -> impl Iterator<Item = OpinionId> {
    let chosen = case.deciding.decisions.iter().filter_map(|decision| match decision.chooses {
        Chooses::Second(id) | Chooses::SecondThere(id) => Some(id),
        _ => None,
    });
    case.weighing.compared.iter().map(|compared| compared.opinion).chain(chosen)
}

/// What is pointed at by its place in a list.
fn places(case: &Case) -> Result<(), Unreadable> {
    let within = |place: u32, length: usize| usize::try_from(place).is_ok_and(|place| place < length);
    let answers = case.worries.iter().all(|worry| {
        let closed = worry.closed.as_ref();
        closed.is_none_or(|closed| within(closed.answer, worry.answers.len()))
    });
    if !answers {
        return Err(no_case("worries: an answer is missing"));
    }
    let decisions = case.deciding.decisions.len();
    if !case.deciding.reports.iter().all(|report| within(report.decision, decisions)) {
        return Err(no_case("decisions: one is missing"));
    }
    Ok(())
}
