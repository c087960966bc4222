//! Every promise of a keeper, on both engines.

use casework::keeper::{AccountWrite, CaseWrite, Deeded, Keeper, KeyKind, KeyWrite, Opens, Unkept, Version, Write};
use casework::{AttachmentId, Moment, PersonId};

use crate::ground::{Ground, block};
use crate::made_up::{account, begins, begun, case, changes, entry, erases, logs, opens, secret};

promises!(
    every_statement_can_be_prepared,
    a_case_that_was_written_is_read_back_after_opening_again,
    of_two_who_change_the_same_version_one_is_stale,
    a_write_is_done_whole_or_not_at_all,
    a_single_use_code_is_used_once,
    codes_are_taken_back_by_person_and_kind,
    a_cookie_of_an_account_opens_the_account,
    a_name_is_taken_once_and_an_account_changes_step_by_step,
    uploads_come_back_as_they_were,
    the_log_of_a_case_is_read_in_order,
    the_names_of_cases_are_given_a_hundred_at_a_time_in_their_order_without_erased_ones,
    an_erased_case_is_gone_with_its_codes_and_uploads_and_its_log_stays,
    a_case_that_was_erased_beside_a_running_server_cannot_be_written_again,
    two_programs_that_write_at_once_keep_one_chain,
    a_second_server_is_told_that_the_database_is_in_use,
    too_much_waiting_is_refused_as_busy,
    a_write_without_a_line_in_the_log_is_refused,
);

async fn every_statement_can_be_prepared(ground: Ground) {
    ground.open().await.close().await;
    let mut connection = ground.somebody().await;
    for (number, text) in store::statements().enumerate() {
        // Both read the text, find its tables and columns, and plan it; neither does it.
        let prepares = if ground.is_sqlite() { "EXPLAIN".to_owned() } else { format!("PREPARE statement_{number} AS") };
        let prepared = sqlx::raw_sql(sqlx::AssertSqlSafe(format!("{prepares} {text}"))).execute(&mut connection).await;
        assert!(prepared.is_ok(), "{text}: {:?}", prepared.err());
    }
}

async fn a_case_that_was_written_is_read_back_after_opening_again(ground: Ground) {
    let store = ground.open().await;
    let mut case = begun(&store).await;
    case.opinion.condition_words = "made up, changed".to_owned();
    store.write(changes(&case, 1)).await.unwrap();
    store.close().await;
    let kept = ground.open().await.case(case.id).await.unwrap().unwrap();
    assert_eq!((kept.case, kept.version), (case, Version(2)));
}

async fn of_two_who_change_the_same_version_one_is_stale(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let (one, other) = tokio::join!(store.write(changes(&case, 1)), store.write(changes(&case, 1)));
    let mut outcomes = [one, other];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(Unkept::Stale)]);
    assert_eq!(store.log(case.id).await.unwrap().len(), 2, "a refused change is not in the log");
}

async fn a_write_is_done_whole_or_not_at_all(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let mut changed = case.clone();
    changed.opinion.condition_words = "must not stay".to_owned();
    let mut write = changes(&changed, 1);
    write.keys =
        vec![KeyWrite::Add(secret('A'), opens(&case, KeyKind::Cookie)), KeyWrite::UseUp(secret('B'), Moment(1))];
    assert_eq!(store.write(write).await, Err(Unkept::UsedUp));
    let kept = store.case(case.id).await.unwrap().unwrap();
    assert_eq!((kept.case, kept.version), (case.clone(), Version(1)));
    assert_eq!(store.key(&secret('A')).await, Ok(None));
    assert_eq!(store.log(case.id).await.unwrap().len(), 1);
}

async fn a_single_use_code_is_used_once(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let mut write = logs(&case, Deeded::Invited);
    write.keys = vec![KeyWrite::Add(secret('C'), opens(&case, KeyKind::Form))];
    store.write(write).await.unwrap();
    let uses = || {
        let mut write = logs(&case, Deeded::Entered);
        write.keys = vec![KeyWrite::UseUp(secret('C'), Moment(1_795_000_001))];
        store.write(write)
    };
    let (one, other) = tokio::join!(uses(), uses());
    assert!(
        matches!((&one, &other), (Ok(()), Err(Unkept::UsedUp)) | (Err(Unkept::UsedUp), Ok(()))),
        "{one:?} {other:?}"
    );
    let key = store.key(&secret('C')).await.unwrap().unwrap();
    assert_eq!(key.used, Some(Moment(1_795_000_001)));
    assert_eq!(key.until, Some(Moment(1_800_000_000)));
}

async fn codes_are_taken_back_by_person_and_kind(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let mut write = logs(&case, Deeded::Invited);
    let other = casework::keeper::Key { opens: Opens::Case(case.id, PersonId(2)), ..opens(&case, KeyKind::Cookie) };
    write.keys = vec![
        KeyWrite::Add(secret('A'), opens(&case, KeyKind::Cookie)),
        KeyWrite::Add(secret('B'), opens(&case, KeyKind::Recovery)),
        KeyWrite::Add(secret('C'), other.clone()),
    ];
    store.write(write).await.unwrap();
    let mut write = logs(&case, Deeded::Left);
    write.keys = vec![KeyWrite::RemoveAll(case.id, PersonId(1), vec![KeyKind::Cookie, KeyKind::Invitation])];
    store.write(write).await.unwrap();
    assert_eq!(store.key(&secret('A')).await, Ok(None));
    assert_eq!(store.key(&secret('B')).await, Ok(Some(opens(&case, KeyKind::Recovery))));
    assert_eq!(store.key(&secret('C')).await, Ok(Some(other)));
    let mut write = logs(&case, Deeded::Left);
    write.keys = vec![KeyWrite::Remove(secret('B'))];
    store.write(write).await.unwrap();
    assert_eq!(store.key(&secret('B')).await, Ok(None));
}

async fn a_cookie_of_an_account_opens_the_account(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let key = casework::keeper::Key {
        kind: KeyKind::Account,
        opens: Opens::Account("desk@made-up".to_owned()),
        until: None,
        used: None,
    };
    let mut write = logs(&case, Deeded::Entered);
    write.keys = vec![KeyWrite::Add(secret('A'), key.clone())];
    store.write(write).await.unwrap();
    assert_eq!(store.key(&secret('A')).await, Ok(Some(key)));
}

async fn a_name_is_taken_once_and_an_account_changes_step_by_step(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let keep = |account| store.write(Write { account: Some(account), ..logs(&case, Deeded::Changed) });
    let mut account = account("desk@made-up");
    assert_eq!(keep(AccountWrite::New(account.clone())).await, Ok(()));
    assert_eq!(keep(AccountWrite::New(account.clone())).await, Err(Unkept::Taken));
    account.changes = 1;
    account.one_time_used = 99;
    assert_eq!(keep(AccountWrite::Changed(account.clone())).await, Ok(()));
    assert_eq!(keep(AccountWrite::Changed(account.clone())).await, Err(Unkept::Stale));
    assert_eq!(store.account("desk@made-up").await, Ok(Some(account)));
    assert_eq!(store.account("nobody").await, Ok(None));
}

async fn uploads_come_back_as_they_were(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let bytes: Vec<u8> = (0..300_000_u32).map(|number| (number % 251) as u8).collect();
    let mut write = changes(&case, 1);
    write.attachments = vec![(case.id, AttachmentId(1), bytes.clone()), (case.id, AttachmentId(2), Vec::new())];
    store.write(write).await.unwrap();
    assert_eq!(store.attachment(case.id, AttachmentId(1)).await, Ok(Some(bytes)));
    assert_eq!(store.attachment(case.id, AttachmentId(2)).await, Ok(Some(Vec::new())));
    assert_eq!(store.attachment(case.id, AttachmentId(3)).await, Ok(None));
}

async fn the_log_of_a_case_is_read_in_order(ground: Ground) {
    let store = ground.open().await;
    let one = begun(&store).await;
    let other = case(2);
    store.write(begins(&other)).await.unwrap();
    let deeds = [Deeded::Read, Deeded::Exported, Deeded::Left];
    for deed in deeds {
        store.write(logs(&one, deed)).await.unwrap();
    }
    let read: Vec<Deeded> = store.log(one.id).await.unwrap().into_iter().map(|entry| entry.deed).collect();
    assert_eq!(read, [Deeded::Began, Deeded::Read, Deeded::Exported, Deeded::Left]);
    assert_eq!(store.log(other.id).await.unwrap(), [entry(other.id, Deeded::Began)]);
}

async fn the_names_of_cases_are_given_a_hundred_at_a_time_in_their_order_without_erased_ones(ground: Ground) {
    let store = ground.open().await;
    let cases: Vec<_> = (1..=103).map(case).collect();
    for one in cases.iter().rev() {
        store.write(begins(one)).await.unwrap();
    }
    store.write(erases(&cases[1])).await.unwrap();
    let first = store.cases(None).await.unwrap();
    let expected: Vec<_> = cases.iter().map(|one| one.id).filter(|id| *id != cases[1].id).collect();
    assert_eq!(first, expected[..100]);
    let rest = store.cases(first.last().copied()).await.unwrap();
    assert_eq!(rest, expected[100..]);
    assert!(store.cases(rest.last().copied()).await.unwrap().is_empty());
}

async fn an_erased_case_is_gone_with_its_codes_and_uploads_and_its_log_stays(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let mut write = changes(&case, 1);
    write.keys = vec![KeyWrite::Add(secret('A'), opens(&case, KeyKind::Recovery))];
    write.attachments = vec![(case.id, AttachmentId(1), vec![1, 2, 3])];
    store.write(write).await.unwrap();
    store.write(erases(&case)).await.unwrap();
    assert_eq!(store.case(case.id).await, Ok(None));
    assert_eq!(store.key(&secret('A')).await, Ok(None));
    assert_eq!(store.attachment(case.id, AttachmentId(1)).await, Ok(None));
    assert_eq!(store.write(changes(&case, 2)).await, Err(Unkept::Stale));
    assert_eq!(store.log(case.id).await.unwrap().len(), 3);
    assert_eq!(store.verify().await.unwrap().unwrap().lines, 3);
    let listed = store.list(None, 10).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].erased.is_some() && listed[0].bytes == 0, "{listed:?}");
}

async fn a_case_that_was_erased_beside_a_running_server_cannot_be_written_again(ground: Ground) {
    let serving = ground.open().await;
    let case = begun(&serving).await;
    // The server has the case's key at hand.
    serving.write(changes(&case, 1)).await.unwrap();
    let command = store::open_beside(&ground.address, &crate::ground::master()).await.unwrap();
    command.write(erases(&case)).await.unwrap();
    command.close().await;
    assert_eq!(serving.write(changes(&case, 2)).await, Err(Unkept::Stale));
    assert_eq!(serving.case(case.id).await, Ok(None));
}

async fn two_programs_that_write_at_once_keep_one_chain(ground: Ground) {
    let serving = ground.open().await;
    let case = begun(&serving).await;
    let beside = store::open_beside(&ground.address, &crate::ground::master()).await.unwrap();
    for _ in 0..20 {
        let (one, other) =
            tokio::join!(serving.write(logs(&case, Deeded::Read)), beside.write(logs(&case, Deeded::Left)));
        assert_eq!((one, other), (Ok(()), Ok(())));
    }
    assert_eq!(serving.verify().await.unwrap().unwrap().lines, 41);
}

async fn a_second_server_is_told_that_the_database_is_in_use(ground: Ground) {
    let serving = ground.open().await;
    let second = store::open(&ground.address, &crate::ground::master()).await;
    assert_eq!(second.err(), Some(store::OpenError::InUse));
    serving.close().await;
    ground.open().await;
}

async fn too_much_waiting_is_refused_as_busy(ground: Ground) {
    let limits = store::Limits { group: 1, waiting: 2, waiting_kilobytes: 64 };
    let store = store::open_limited(&ground.address, &crate::ground::master(), limits, true).await.unwrap();
    let case = begun(&store).await;
    let store = std::sync::Arc::new(store);
    let mut together = Vec::new();
    for _ in 0..60 {
        let (store, write) = (std::sync::Arc::clone(&store), logs(&case, Deeded::Read));
        together.push(tokio::spawn(async move { store.write(write).await }));
    }
    let mut outcomes = Vec::new();
    for one in together {
        outcomes.push(one.await.unwrap());
    }
    let written = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(Unkept::Busy))), "{outcomes:?}");
    assert!(written > 0 && written < 60, "{written} of 60");
    assert_eq!(store.verify().await.unwrap().unwrap().lines, 1 + written as i64);
}

async fn a_write_without_a_line_in_the_log_is_refused(ground: Ground) {
    let store = ground.open().await;
    let write = Write { case: Some(CaseWrite::New(Box::new(case(1)))), ..Write::default() };
    assert!(matches!(store.write(write).await, Err(Unkept::Broken(_))));
    assert_eq!(store.case(case(1).id).await, Ok(None));
}
