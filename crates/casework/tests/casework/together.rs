//! Several at once.

use std::sync::Arc;

use casework::keeper::{Entry, Keeper, KeyKind, KeyWrite, Unkept, Who, Write};
use casework::people::{Part, Purpose};
use casework::{Refusal, Secret};

use crate::story::{Counted, SECOND, TestCase, own_worry};

#[tokio::test]
async fn of_two_who_act_on_the_same_page_one_is_told_that_it_is_stale() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Worries]).await;
    let version = story.version().await;
    let first = story.casework.act(story.beginner, version, own_worry("Mine"));
    let second = story.casework.act(story.caller(SECOND), version, own_worry("Hers"));
    let (first, second) = tokio::join!(first, second);
    let refused: Vec<_> = [first.err(), second.err()].into_iter().flatten().collect();
    assert_eq!(refused, [Refusal::Stale]);
    let kept = story.casework.view(story.beginner, Part::Worries).await.unwrap();
    assert_eq!(kept.case.worries.len(), 1);
    story.casework.act(story.caller(SECOND), kept.version, own_worry("Hers")).await.unwrap();
}

#[tokio::test]
async fn whoever_may_not_learns_nothing_from_a_stale_page() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Worries]).await;
    let old = casework::keeper::Version(1);
    let refused = story.casework.act(story.caller(SECOND), old, own_worry("Hers")).await.unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_many_try_at_once_opens_once() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let (code, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    let story = Arc::new(story);
    let tries: Vec<_> = (0..16)
        .map(|_| {
            let (story, code) = (story.clone(), code.clone());
            tokio::spawn(async move { story.casework.accept(&code).await.is_ok() })
        })
        .collect();
    let mut opened = 0;
    for tried in tries {
        opened += usize::from(tried.await.unwrap());
    }
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn a_write_that_is_refused_leaves_nothing_behind() {
    let story = TestCase::begun_by_patient().await;
    let kept = story.keeper.case(story.id).await.unwrap().unwrap();
    let entries = story.deeds().await.len();
    let secret = Secret::for_cookie(&Counted::default());
    let key = casework::keeper::Key {
        kind: KeyKind::Cookie,
        opens: casework::keeper::Opens::Case(story.id, SECOND),
        until: None,
        used: None,
    };
    let unknown = Secret::from_typed("0000-0000-0000").unwrap();
    let log = vec![Entry {
        case: Some(story.id),
        at: story.casework.now(),
        who: Who::Operator,
        deed: casework::keeper::Deeded::Changed,
        part: None,
    }];
    let case = Some(casework::keeper::CaseWrite::Changed(Box::new(kept.case.clone()), kept.version));
    let keys = vec![KeyWrite::Add(secret.clone(), key), KeyWrite::UseUp(unknown, story.casework.now())];
    let write = Write { case, keys, log, ..Write::default() };
    assert_eq!(story.keeper.write(write).await.unwrap_err(), Unkept::UsedUp);
    assert_eq!(story.keeper.case(story.id).await.unwrap().unwrap(), kept);
    assert!(story.keeper.key(&secret).await.unwrap().is_none());
    assert_eq!(story.deeds().await.len(), entries);
}

#[tokio::test]
async fn a_write_without_a_line_in_the_log_is_no_write() {
    let story = TestCase::begun_by_patient().await;
    let refused = story.keeper.write(Write { erase: Some(story.id), ..Write::default() }).await;
    assert!(matches!(refused, Err(Unkept::Broken(_))));
}
