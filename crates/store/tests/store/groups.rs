//! Writes that share a transaction: each finds what those before it left, and none undoes another.

use std::time::Duration;

use casework::keeper::{Answer, Deeded, Keeper, OfficeWrite, Unkept, Version, Write};
use casework::office::Office;
use store::Store;

use crate::ground::{Ground, block};
use crate::made_up::{begins, case, changes, erases, logs, office};

promises!(
    a_stale_write_leaves_the_others_of_its_group,
    writes_to_one_case_in_one_group_are_done_in_their_order,
    more_changes_than_one_statement_holds_are_each_done_or_refused_by_themselves,
    a_stale_office_in_the_middle_of_a_group_refuses_only_its_own_write,
);

async fn a_stale_write_leaves_the_others_of_its_group(ground: Ground) {
    let store = ground.open().await;
    let cases: Vec<_> = (1..=40).map(case).collect();
    for case in &cases {
        store.write(begins(case)).await.unwrap();
    }
    let mut together = Vec::new();
    let store = std::sync::Arc::new(store);
    for (number, case) in cases.iter().enumerate() {
        // Every third page is too old.
        let write = changes(case, if number % 3 == 0 { 7 } else { 1 });
        let store = std::sync::Arc::clone(&store);
        together.push(tokio::spawn(async move { store.write(write).await }));
    }
    for (number, outcome) in together.into_iter().enumerate() {
        let expected = if number % 3 == 0 { Err(Unkept::Stale) } else { Ok(()) };
        assert_eq!(outcome.await.unwrap(), expected, "{number}");
    }
    assert!(store.groups() < 80, "writes share groups: {}", store.groups());
    assert_eq!(store.verify().await.unwrap().unwrap().lines, 40 + 26);
}

async fn writes_to_one_case_in_one_group_are_done_in_their_order(ground: Ground) {
    let store = ground.open().await;
    let cases: Vec<_> = (1..=20).map(case).collect();
    for case in &cases {
        store.write(begins(case)).await.unwrap();
        // From here on the case's key is at hand, and a write takes its place in the line as soon as it is asked for.
        store.write(changes(case, 1)).await.unwrap();
    }
    let before = store.groups();
    // 100 stands for those that come too late.
    let mut together = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        together.push((number, store.write(changes(case, 2))));
    }
    together.extend(cases.iter().enumerate().map(|(number, case)| (number, store.write(changes(case, 3)))));
    together.push((100, store.write(changes(&cases[4], 3))));
    together.push((1, store.write(erases(&cases[7]))));
    together.push((100, store.write(changes(&cases[7], 4))));
    together.push((1, store.write(changes(&cases[8], 4))));
    let (numbers, waiting): (Vec<_>, Vec<_>) = together.into_iter().unzip();
    let outcomes = all(waiting).await;
    for (at, (number, outcome)) in numbers.into_iter().zip(outcomes).enumerate() {
        assert_eq!(outcome, if number == 100 { Err(Unkept::Stale) } else { Ok(()) }, "{at}");
    }
    assert!(store.groups() - before < 30, "they share groups: {}", store.groups() - before);
    assert_eq!(store.case(cases[8].id).await.unwrap().unwrap().version, Version(5));
    assert_eq!(store.case(cases[7].id).await, Ok(None));
    assert_eq!(store.verify().await.unwrap().unwrap().lines, 20 + 20 + 40 + 2);
}

/// Waits for all, asking each in turn whether it is done.
async fn all<T>(mut waiting: Vec<Answer<'_, T>>) -> Vec<Result<T, Unkept>> {
    let mut outcomes: Vec<Option<Result<T, Unkept>>> = waiting.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (waiting, outcome) in waiting.iter_mut().zip(&mut outcomes).filter(|(_, outcome)| outcome.is_none()) {
            if let std::task::Poll::Ready(done) = waiting.as_mut().poll(context) {
                *outcome = Some(done);
            }
        }
        if outcomes.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    outcomes.into_iter().flatten().collect()
}

/// While somebody else has the turn, one write waits for it; what is asked for meanwhile shares the next group.
async fn in_one_group(
    ground: &Ground,
    store: &Store,
    first: Write,
    waiting: Vec<Answer<'_, ()>>,
) -> Vec<Result<(), Unkept>> {
    let mut somebody = ground.somebody().await;
    let begin = if ground.is_sqlite() { "BEGIN IMMEDIATE" } else { "BEGIN" };
    for text in [begin, "UPDATE head SET turn = turn"] {
        sqlx::raw_sql(text).execute(&mut somebody).await.unwrap();
    }
    let before = store.groups();
    let then = async {
        while store.groups() == before {
            tokio::task::yield_now().await;
        }
        // Whose case was erased in the same group reads its key anew before it hands its write in; it is given the time.
        let lets_go = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            sqlx::raw_sql("COMMIT").execute(&mut somebody).await
        };
        tokio::join!(all(waiting), lets_go).0
    };
    let (first, outcomes) = tokio::join!(store.write(first), then);
    assert_eq!((first, store.groups() - before), (Ok(()), 2));
    outcomes
}

async fn more_changes_than_one_statement_holds_are_each_done_or_refused_by_themselves(ground: Ground) {
    let store = ground.open().await;
    let cases: Vec<_> = (1..=75).map(case).collect();
    for case in &cases {
        store.write(begins(case)).await.unwrap();
        store.write(changes(case, 1)).await.unwrap();
    }
    let lines = store.verify().await.unwrap().unwrap().lines;
    // One is erased before its change comes, three are stale, among them the last of the first statement and the first of the second.
    let (erased, stale) = (50, [31, 32, 60]);
    let mut waiting = vec![store.write(erases(&cases[erased]))];
    for (number, case) in cases.iter().enumerate() {
        let mut changed = case.clone();
        changed.opinion.condition_words = format!("made up {number}");
        waiting.push(store.write(changes(&changed, if stale.contains(&number) { 1 } else { 2 })));
    }
    let outcomes = in_one_group(&ground, &store, logs(&cases[0], Deeded::Read), waiting).await;
    assert_eq!(outcomes[0], Ok(()));
    for (number, outcome) in outcomes[1..].iter().enumerate() {
        let refused = number == erased || stale.contains(&number);
        assert_eq!(outcome, &if refused { Err(Unkept::Stale) } else { Ok(()) }, "{number}");
    }
    for (number, case) in cases.iter().enumerate() {
        let words = store.case(case.id).await.unwrap().map(|kept| (kept.version, kept.case.opinion.condition_words));
        let expected = match number {
            _ if number == erased => None,
            _ if stale.contains(&number) => Some((Version(2), String::new())),
            _ => Some((Version(3), format!("made up {number}"))),
        };
        assert_eq!(words, expected, "{number}");
    }
    assert_eq!(store.verify().await.unwrap().unwrap().lines, lines + 2 + 71);
}

async fn a_stale_office_in_the_middle_of_a_group_refuses_only_its_own_write(ground: Ground) {
    let store = ground.open().await;
    let cases: Vec<_> = (1..=5).map(case).collect();
    for case in &cases {
        store.write(begins(case)).await.unwrap();
        store.write(changes(case, 1)).await.unwrap();
    }
    let desk = |changes| Office { changes, ..office("made-up-desk") };
    let to = |changes| Some(OfficeWrite::Changed(desk(changes)));
    let waiting = vec![
        store.write(Write { office: Some(OfficeWrite::New(desk(0))), ..logs(&cases[0], Deeded::Changed) }),
        store.write(Write { office: to(1), ..changes(&cases[0], 2) }),
        store.write(Write { office: to(1), ..changes(&cases[1], 2) }),
        store.write(changes(&cases[2], 2)),
        store.write(Write { office: to(2), ..changes(&cases[3], 1) }),
        store.write(Write { office: to(2), ..changes(&cases[4], 2) }),
        store.write(Write { office: Some(OfficeWrite::New(desk(0))), ..changes(&cases[3], 2) }),
    ];
    let (stale, taken) = (Err(Unkept::Stale), Err(Unkept::Taken));
    let outcomes = in_one_group(&ground, &store, logs(&cases[0], Deeded::Read), waiting).await;
    assert_eq!(outcomes, [Ok(()), Ok(()), stale.clone(), Ok(()), stale, Ok(()), taken]);
    assert_eq!(store.office("made-up-desk").await, Ok(Some(desk(2))));
    for (case, version) in cases.iter().zip([3, 2, 3, 2, 3]) {
        assert_eq!(store.case(case.id).await.unwrap().unwrap().version, Version(version));
    }
    assert_eq!(store.verify().await.unwrap().unwrap().lines, 10 + 1 + 4);
}
