use std::sync::Arc;

use casework::people::{Part, Purpose};
use casework::records::{Checked, Item, Kind, Stage};
use casework::{Act, AttachmentId, RecordId, Refusal};
use jiff::civil::{Date, date};

use crate::story::{FIRST_DAY, SECOND, TestCase, fields};

const SLIDES: RecordId = RecordId(1);
const TESTS: RecordId = RecordId(2);

async fn with_list() -> TestCase {
    let story = TestCase::begun_by_patient().await;
    story.does(Act::ListRecords(vec![(Kind::Slides, true), (Kind::Tests, false)])).await.unwrap();
    story
}

async fn moved(story: &TestCase, record: RecordId, stage: Stage, on: Date) -> Result<Item, Refusal> {
    let view = story.does(Act::MoveRecord { record, stage, on }).await?;
    Ok(view.case.records.into_iter().find(|item| item.id == record).unwrap())
}

#[tokio::test]
async fn the_list_is_made_once_and_loses_nothing() {
    let story = with_list().await;
    story.does(Act::NoteRecord(TESTS, "from the clinic".to_owned())).await.unwrap();
    let again = Act::ListRecords(vec![(Kind::Tests, false), (Kind::Images, true)]);
    let records = story.does(again).await.unwrap().case.records;
    assert_eq!(records.iter().map(|item| item.kind).collect::<Vec<_>>(), [Kind::Slides, Kind::Tests, Kind::Images]);
    assert_eq!(records[1].note, "from the clinic");
}

#[tokio::test]
async fn slides_go_out_and_come_back() {
    let story = with_list().await;
    moved(&story, SLIDES, Stage::Asked, date(2026, 11, 1)).await.unwrap();
    moved(&story, SLIDES, Stage::Promised, date(2026, 12, 1)).await.unwrap();
    moved(&story, SLIDES, Stage::Received, date(2026, 11, 20)).await.unwrap();
    moved(&story, SLIDES, Stage::Sent, date(2026, 11, 21)).await.unwrap();
    let back = moved(&story, SLIDES, Stage::Returned, FIRST_DAY).await.unwrap();
    assert_eq!((back.stage(), back.steps.len()), (Stage::Returned, 5));
}

#[tokio::test]
async fn only_a_loan_is_returned_and_only_from_hand() {
    let story = with_list().await;
    moved(&story, TESTS, Stage::Received, FIRST_DAY).await.unwrap();
    assert_eq!(moved(&story, TESTS, Stage::Returned, FIRST_DAY).await.unwrap_err(), Refusal::OutOfOrder);
    moved(&story, SLIDES, Stage::Asked, FIRST_DAY).await.unwrap();
    assert_eq!(moved(&story, SLIDES, Stage::Returned, FIRST_DAY).await.unwrap_err(), Refusal::OutOfOrder);
}

#[tokio::test]
async fn a_day_of_receipt_is_neither_to_come_nor_before_the_asking() {
    let story = with_list().await;
    assert_eq!(fields(moved(&story, TESTS, Stage::Received, date(2026, 11, 24)).await.unwrap_err()), ["on"]);
    moved(&story, TESTS, Stage::Asked, date(2026, 11, 10)).await.unwrap();
    let early = moved(&story, TESTS, Stage::Received, date(2026, 11, 9)).await.unwrap_err();
    assert_eq!(early, Refusal::OutOfOrder);
}

#[tokio::test]
async fn a_correction_goes_back() {
    let story = with_list().await;
    moved(&story, TESTS, Stage::Asked, date(2026, 11, 10)).await.unwrap();
    moved(&story, TESTS, Stage::Received, date(2026, 11, 12)).await.unwrap();
    let redated = moved(&story, TESTS, Stage::Received, date(2026, 11, 11)).await.unwrap();
    assert_eq!(redated.steps, [(Stage::Asked, date(2026, 11, 10)), (Stage::Received, date(2026, 11, 11))]);
    let back = moved(&story, TESTS, Stage::Asked, date(2026, 11, 9)).await.unwrap();
    assert_eq!(back.steps, [(Stage::Asked, date(2026, 11, 9))]);
    let wanted = moved(&story, TESTS, Stage::Wanted, FIRST_DAY).await.unwrap();
    assert_eq!((wanted.stage(), wanted.steps.len()), (Stage::Wanted, 0));
}

#[tokio::test]
async fn what_the_list_asks_for_is_marked_as_not_needed_and_not_removed() {
    let story = with_list().await;
    assert_eq!(story.does(Act::RemoveRecord(TESTS)).await.unwrap_err(), Refusal::OutOfOrder);
    assert_eq!(moved(&story, TESTS, Stage::NotNeeded, FIRST_DAY).await.unwrap().stage(), Stage::NotNeeded);
    story.does(Act::AddRecord { words: "My diary".to_owned(), loan: false }).await.unwrap();
    assert_eq!(story.does(Act::RemoveRecord(RecordId(3))).await.unwrap().case.records.len(), 2);
}

async fn upload(story: &TestCase, media_type: &str, bytes: Vec<u8>) -> Result<(), Refusal> {
    let (name, version) = ("scan.pdf".to_owned(), story.version().await);
    story.casework.upload(story.beginner, version, TESTS, name, media_type.to_owned(), bytes).await.map(|_| ())
}

#[tokio::test]
async fn an_upload_belongs_to_its_item_and_comes_back_whole() {
    let story = with_list().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    upload(&story, "application/pdf", b"%PDF".to_vec()).await.unwrap();
    let (found, bytes) = story.casework.attachment(story.beginner, AttachmentId(1)).await.unwrap();
    assert_eq!((found.checked, bytes.as_slice()), (Checked::Unscanned, b"%PDF".as_slice()));
    let seen = story.casework.view(story.beginner, Part::Records).await.unwrap().case;
    assert_eq!(seen.records[1].attachments, [AttachmentId(1)]);
    let daughter = story.caller(SECOND);
    assert_eq!(story.casework.attachment(daughter, AttachmentId(1)).await.unwrap_err(), Refusal::NotFound);
    assert!(story.casework.overview(daughter).await.unwrap().case.attachments.is_empty());
}

#[tokio::test]
async fn an_upload_is_a_paper_or_a_picture_of_fifty_megabytes_at_most() {
    let story = with_list().await;
    assert_eq!(fields(upload(&story, "application/zip", vec![1]).await.unwrap_err()), ["file"]);
    assert_eq!(fields(upload(&story, "application/pdf", vec![]).await.unwrap_err()), ["file"]);
    assert_eq!(upload(&story, "application/pdf", vec![0; 50_000_001]).await.unwrap_err(), Refusal::Full(50_000_000));
    for _ in 0..4 {
        upload(&story, "application/pdf", vec![0; 50_000_000]).await.unwrap();
    }
    assert_eq!(upload(&story, "application/pdf", vec![0]).await.unwrap_err(), Refusal::Full(200_000_000));
}

#[tokio::test]
async fn forty_uploads_are_enough() {
    let story = with_list().await;
    for _ in 0..40 {
        upload(&story, "image/png", vec![0]).await.unwrap();
    }
    assert_eq!(upload(&story, "image/png", vec![0]).await.unwrap_err(), Refusal::Full(40));
}

#[tokio::test]
async fn with_a_scanner_nothing_is_handed_out_before_it_is_clean() {
    let story = with_list().await;
    let story = TestCase { casework: story.casework.clone().with_scanner(Arc::new(crate::story::NoBell)), ..story };
    upload(&story, "application/pdf", vec![1]).await.unwrap();
    let id = AttachmentId(1);
    assert_eq!(story.casework.attachment(story.beginner, id).await.unwrap_err(), Refusal::NotFound);
    let by_hand = story.does(Act::Scanned(id, Checked::Clean)).await.unwrap_err();
    assert_eq!(by_hand, Refusal::NotFound, "nobody in the case speaks for the scanner");
    story.casework.scanned(story.id, id, Checked::Clean).await.unwrap();
    story.casework.attachment(story.beginner, id).await.unwrap();
    story.casework.scanned(story.id, id, Checked::Refused).await.unwrap();
    assert_eq!(story.casework.attachment(story.beginner, id).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.scanned(story.id, id, Checked::Clean).await.unwrap_err(), Refusal::OutOfOrder);
}

#[tokio::test]
async fn an_upload_without_its_bytes_is_refused() {
    let story = with_list().await;
    let (name, media_type) = ("a.pdf".to_owned(), "application/pdf".to_owned());
    let act = Act::Attach { record: TESTS, name, media_type, size: 1, checked: Checked::Clean };
    assert_eq!(story.does(act).await.unwrap_err(), Refusal::OutOfOrder);
}
