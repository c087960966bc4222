//! A case that was taken out elsewhere and begins here anew.

use std::sync::Arc;

use casework::application::Channel;
use casework::keeper::{Deeded, Keeper as _, Version};
use casework::letter::Invitation;
use casework::people::{Purpose, Role};
use casework::records::Checked;
use casework::service::{TakenOut, WithUploads};
use casework::{Act, AttachmentId, Case, CaseId, Moment, Part, PersonId, RecordId, Refusal};

use crate::story::{SECOND, TestCase};

/// A case with an upload and a daughter, as it is taken out.
async fn elsewhere(purpose: Purpose, parts: &[Part]) -> WithUploads {
    let story = TestCase::begun_by_patient().await.with_daughter(purpose, parts).await;
    story.does(Act::AddRecord { words: "A scan".to_owned(), loan: false }).await.unwrap();
    let (version, name, kind) = (story.version().await, "scan.pdf".to_owned(), "application/pdf".to_owned());
    story.casework.upload(story.beginner, version, RecordId(1), name, kind, vec![1, 2]).await.unwrap();
    let TakenOut { view, uploads, .. } = story.casework.taken_out(story.beginner).await.unwrap();
    (view.case, uploads)
}

fn as_it_is(brought: WithUploads) -> impl FnOnce(CaseId, Moment) -> Option<WithUploads> {
    |_, _| Some(brought)
}

#[tokio::test]
async fn a_brought_case_has_a_name_a_cookie_and_a_recovery_code_of_its_own() {
    let here = TestCase::begun_by_patient().await;
    let brought = elsewhere(Purpose::FillIn, &[Part::Opinion]).await;
    let (words, there) = (brought.0.records.clone(), brought.0.id);
    let begun = here.casework.take_in(PersonId::PATIENT, as_it_is(brought)).await.unwrap();
    assert!(begun.caller.case != there && begun.caller.case != here.id);
    assert_eq!(here.casework.caller(&begun.cookie).await.unwrap(), begun.caller);
    assert_eq!(here.casework.recover(&begun.recovery).await.unwrap().0, begun.caller);
    let seen = here.casework.view(begun.caller, Part::Records).await.unwrap().case;
    assert_eq!(seen.records, words);
    let (_, bytes) = here.casework.attachment(begun.caller, AttachmentId(1)).await.unwrap();
    assert_eq!(bytes, [1, 2]);
    let log = here.keeper.log(begun.caller.case).await.unwrap();
    let said: Vec<Deeded> = log.iter().take(2).map(|entry| entry.deed).collect();
    assert_eq!(said, [Deeded::BroughtIn, Deeded::Uploaded]);
}

#[tokio::test]
async fn whoever_had_come_in_elsewhere_has_not_come_in_here_and_no_code_is_good() {
    let here = TestCase::begun_by_patient().await;
    let (mut case, uploads) = elsewhere(Purpose::FillIn, &[Part::Opinion]).await;
    case.people.iter_mut().for_each(|person| person.joined = Some(Moment(1)));
    let out = Invitation { person: SECOND, until: Moment(i64::MAX), used: None };
    (case.codes, case.letter.invitation) = (vec![out], Some(out));
    let begun = here.casework.take_in(PersonId::PATIENT, as_it_is((case, uploads))).await.unwrap();
    let kept = here.keeper.case(begun.caller.case).await.unwrap().unwrap().case;
    let joined = |case: &Case| {
        case.people.iter().filter(|known| known.joined.is_some()).map(|known| known.id).collect::<Vec<_>>()
    };
    assert_eq!(joined(&kept), [PersonId::PATIENT]);
    assert!(kept.codes.is_empty() && kept.letter.invitation.is_none());
    assert!(kept.applications.iter().all(|known| known.channel == Channel::Paper));
}

#[tokio::test]
async fn with_a_scanner_what_is_brought_waits_for_it_whatever_the_file_says() {
    let here = TestCase::begun_by_patient().await;
    let casework = here.casework.clone().with_scanner(Arc::new(crate::story::NoBell));
    let (mut case, uploads) = elsewhere(Purpose::FillIn, &[Part::Opinion]).await;
    case.attachments[0].checked = Checked::Clean;
    case.scanner_wrote = Some((Version(1), Version(2)));
    let begun = casework.take_in(PersonId::PATIENT, as_it_is((case, uploads))).await.unwrap();
    assert_eq!(casework.attachment(begun.caller, AttachmentId(1)).await.unwrap_err(), Refusal::NotFound);
    let seen = casework.view(begun.caller, Part::Records).await.unwrap().case;
    assert_eq!(seen.attachments[0].checked, Checked::Quarantined);
    let kept = here.keeper.case(begun.caller.case).await.unwrap().unwrap();
    assert_eq!(kept.case.scanner_wrote, None, "versions of elsewhere count for nothing");
}

#[tokio::test]
async fn a_relative_brings_it_as_far_as_was_agreed_and_nobody_else_does() {
    let here = TestCase::begun_by_patient().await;
    let brought = elsewhere(Purpose::ReadAlong, &[Part::Opinion]).await;
    let begun = here.casework.take_in(SECOND, as_it_is(brought.clone())).await.unwrap();
    assert!(here.casework.view(begun.caller, Part::Opinion).await.is_ok());
    assert_eq!(here.casework.view(begun.caller, Part::Records).await.unwrap_err(), Refusal::NotFound);
    let refused = |case: Case, by: PersonId| {
        let (casework, uploads) = (here.casework.clone(), brought.1.clone());
        async move { casework.take_in(by, as_it_is((case, uploads))).await.unwrap_err() }
    };
    let mut ended = brought.0.clone();
    ended.consents.iter_mut().for_each(|consent| consent.withdrawn = Some(Moment(1)));
    assert_eq!(refused(ended, SECOND).await, Refusal::NotFound);
    let mut doctor = brought.0.clone();
    doctor.people[1].role = Role::AttendingDoctor;
    assert_eq!(refused(doctor, SECOND).await, Refusal::NotFound);
    assert_eq!(refused(brought.0.clone(), PersonId(9)).await, Refusal::NotFound);
}

#[tokio::test]
async fn an_upload_without_its_bytes_or_bytes_without_their_upload_bring_nothing() {
    let here = TestCase::begun_by_patient().await;
    let (case, uploads) = elsewhere(Purpose::FillIn, &[Part::Opinion]).await;
    let none = here.casework.take_in(PersonId::PATIENT, as_it_is((case.clone(), Vec::new()))).await.unwrap_err();
    let mut short = uploads.clone();
    short[0].1.pop();
    let short = here.casework.take_in(PersonId::PATIENT, as_it_is((case.clone(), short))).await.unwrap_err();
    let more = uploads.into_iter().chain([(AttachmentId(7), vec![1])]).collect();
    let more = here.casework.take_in(PersonId::PATIENT, as_it_is((case, more))).await.unwrap_err();
    assert_eq!([none, short, more], [Refusal::OutOfOrder, Refusal::OutOfOrder, Refusal::OutOfOrder]);
}
