//! What is left behind when a case goes out, and what it becomes when it comes in.

use casework::application::{Application, Channel};
use casework::letter::{Form, Letter, Signature, Source, Words};
use casework::opinion::Known;
use casework::people::{Consent, Person};
use casework::records::{Attachment, Checked};
use casework::second::{Hand, SecondOpinion};
use casework::{AttachmentId, Case, CaseId, Moment, PersonId, Role};

use super::{Brought, Changed};

/// The name that a case has in a file: none. Two installations must not be able to tell that theirs is the same.
const NAMELESS: CaseId = CaseId([0; 16]);

/// The case without what opens or binds something where it is.
pub(super) fn out(case: &Case, now: Moment) -> Case {
    let mut case = case.clone();
    case.id = NAMELESS;
    let relatives: Vec<PersonId> = of_family(&case.people);
    case.people = case.people.into_iter().map(name_only).collect();
    for consent in &mut case.consents {
        end(consent, &relatives, now);
    }
    case.codes.clear();
    case.letter = Letter { invitation: None, ..case.letter };
    case.applications.iter_mut().for_each(unbind);
    // A draft is its doctor's alone until it is given.
    case.seconds.retain(|second| second.given.is_some() || second.hand == Hand::Told);
    case.attachments.retain(may_go);
    for item in &mut case.records {
        item.attachments.retain(|id| case.attachments.iter().any(|known| known.id == *id));
    }
    // A signature whose file stays behind signs nothing.
    let there = |id: &AttachmentId| case.attachments.iter().any(|known| known.id == *id);
    if let Some(form) = &mut case.letter.form
        && form.signed.as_ref().is_some_and(|signed| matches!(&signed.how, Signature::File(id) if !there(id)))
    {
        form.signed = None;
    }
    // A worry that whoever takes the case out does not see is not carried; a question that came of it is.
    for question in &mut case.questions {
        question.worry = question.worry.filter(|id| case.worries.iter().any(|worry| worry.id == *id));
    }
    case
}

/// What a scanner passed, or what was checked where there is none.
pub(super) fn may_go(attachment: &Attachment) -> bool {
    attachment.may_leave()
}

/// The patient and relatives: their consents are the family's own, and belong to no installation.
fn of_family(people: &[Person]) -> Vec<PersonId> {
    let family = people.iter().filter(|person| matches!(person.role, Role::Patient | Role::Relative));
    family.map(|person| person.id).collect()
}

fn name_only(person: Person) -> Person {
    Person { joined: None, mail: None, ..person }
}

fn end(consent: &mut Consent, family: &[PersonId], now: Moment) {
    if !family.contains(&consent.person) {
        consent.withdrawn = consent.withdrawn.or(Some(now));
    }
}

fn unbind(application: &mut Application) {
    for offer in application.offers.iter_mut().chain(application.booked.iter_mut()) {
        offer.slot = None;
    }
}

/// What arrives becomes the patient's word. It is done on the way in, whatever a file says: anybody can write one.
pub(super) fn into(brought: &mut Brought) {
    let (made, before) = (brought.made, brought.case.clone());
    let case = &mut brought.case;
    *case = out(case, made);
    if let Some(form) = &mut case.letter.form {
        unsign(form);
    }
    case.seconds.iter_mut().for_each(tell);
    let family = of_family(&case.people);
    let names: Vec<(PersonId, String)> = case.people.iter().map(|person| (person.id, person.name.clone())).collect();
    for application in &mut case.applications {
        if application.channel == Channel::Queue {
            // A desk that worked with the program has had its papers since they were sent.
            application.channel = Channel::Paper;
            application.posted_on = Some(application.sent_on);
        }
        for turned in application.turns.iter_mut().filter(|turned| !family.contains(&turned.by)) {
            let name = names.iter().find(|(id, _)| *id == turned.by).map(|(_, name)| name.clone());
            turned.told_by = turned.told_by.take().or(name).or(Some(String::new()));
        }
    }
    // Whoever received it stays named; that it was by their own hand nobody here saw.
    for receipt in case.deciding.reports.iter_mut().filter_map(|report| report.received.as_mut()) {
        if !family.contains(&receipt.by) {
            receipt.by = case.begun_by;
        }
    }
    for attachment in &mut case.attachments {
        attachment.checked = Checked::Quarantined;
    }
    brought.uploads.retain(|(id, _)| brought.case.attachments.iter().any(|known| known.id == *id));
    brought.changed = changed(&before, &brought.case);
}

/// Nobody here saw a doctor write or sign it.
fn unsign(form: &mut Form) {
    form.signed = None;
    let fields: [&mut Words; 11] = [
        &mut form.purpose,
        &mut form.diagnosis,
        &mut form.course,
        &mut form.plan,
        &mut form.past,
        &mut form.allergies,
        &mut form.medicines,
        &mut form.findings,
        &mut form.remarks,
        &mut form.doctor,
        &mut form.institution,
    ];
    for field in fields {
        if field.source == Source::Doctor {
            field.source = Source::Patient;
        }
    }
}

/// What a doctor could not say is not what the patient did not understand: told, such a point was not said.
fn tell(second: &mut SecondOpinion) {
    if second.hand == Hand::Doctor {
        second.said.retain(|_, known| *known != Known::Unclear);
    }
    second.hand = Hand::Told;
}

/// What to show. Consents that ended on the way out count too: they are given anew.
fn changed(before: &Case, after: &Case) -> Vec<Changed> {
    let made_of = |any: bool, changed: Changed| any.then_some(changed);
    let form = |case: &Case| case.letter.form.as_ref().is_some_and(|form| form.signed.is_some());
    let hands = |case: &Case| case.seconds.iter().filter(|second| second.hand == Hand::Doctor).count();
    let queue = |case: &Case| case.applications.iter().any(|known| known.channel == Channel::Queue);
    let family = of_family(&after.people);
    [
        made_of(after.consents.iter().any(|consent| !family.contains(&consent.person)), Changed::ConsentsEnded),
        made_of(form(before), Changed::LetterUnsigned),
        made_of(hands(before) > 0, Changed::OpinionsTold),
        made_of(queue(before), Changed::DesksOnPaper),
    ]
    .into_iter()
    .flatten()
    .collect()
}
