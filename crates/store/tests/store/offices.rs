//! What is promised of offices and of what opens them, on both engines.

use casework::Moment;
use casework::keeper::{Deeded, Keeper, KeyKind, KeyWrite, OfficeWrite, Unkept, Version, Write};
use casework::office::Office;

use crate::ground::{Ground, block};
use crate::made_up::{begun, changes, erases, logs, office, opens, secret, token};

promises!(
    an_id_is_taken_once_and_an_office_changes_step_by_step,
    every_office_is_given_in_the_order_of_ids,
    a_case_and_an_office_are_changed_together_or_neither,
    of_two_who_take_the_same_slot_one_is_stale,
    an_office_is_changed_in_the_write_that_erases_a_case,
    a_token_of_an_office_opens_the_office_and_ends_with_the_others_of_it,
    an_office_put_back_to_an_older_count_or_in_anothers_place_is_not_opened,
);

/// The same office, changed once more.
fn changed(office: &Office) -> Office {
    let mut next = office.clone();
    next.changes += 1;
    next.last_slot += 1;
    next
}

async fn an_id_is_taken_once_and_an_office_changes_step_by_step(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let keep = |office| store.write(Write { office: Some(office), ..logs(&case, Deeded::Changed) });
    let desk = office("made-up-desk");
    assert_eq!(keep(OfficeWrite::Changed(changed(&desk))).await, Err(Unkept::Stale), "there is none yet");
    assert_eq!(keep(OfficeWrite::New(desk.clone())).await, Ok(()));
    assert_eq!(keep(OfficeWrite::New(desk.clone())).await, Err(Unkept::Taken));
    let next = changed(&desk);
    assert_eq!(keep(OfficeWrite::Changed(next.clone())).await, Ok(()));
    assert_eq!(keep(OfficeWrite::Changed(next.clone())).await, Err(Unkept::Stale));
    assert_eq!(keep(OfficeWrite::Changed(changed(&changed(&next)))).await, Err(Unkept::Stale), "one was left out");
    assert_eq!(store.office("made-up-desk").await, Ok(Some(next.clone())));
    assert_eq!(store.office("nowhere").await, Ok(None));
    store.close().await;
    assert_eq!(ground.open().await.office("made-up-desk").await, Ok(Some(next)));
}

async fn every_office_is_given_in_the_order_of_ids(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    assert_eq!(store.offices().await, Ok(Vec::new()));
    for id in ["c", "a", "d", "b"] {
        let made = Some(OfficeWrite::New(office(id)));
        store.write(Write { office: made, ..logs(&case, Deeded::Changed) }).await.unwrap();
    }
    assert_eq!(store.offices().await, Ok(["a", "b", "c", "d"].map(office).to_vec()));
}

async fn a_case_and_an_office_are_changed_together_or_neither(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let desk = office("made-up-desk");
    store.write(Write { office: Some(OfficeWrite::New(desk.clone())), ..changes(&case, 1) }).await.unwrap();
    let together = |version, office: &Office| Write {
        office: Some(OfficeWrite::Changed(office.clone())),
        keys: vec![KeyWrite::Add(secret('A'), opens(&case, KeyKind::Cookie))],
        ..changes(&case, version)
    };
    let next = changed(&desk);
    assert_eq!(store.write(together(2, &desk)).await, Err(Unkept::Stale), "the office is stale");
    assert_eq!(store.write(together(1, &next)).await, Err(Unkept::Stale), "the case is stale");
    assert_eq!(store.case(case.id).await.unwrap().unwrap().version, Version(2));
    assert_eq!(store.office("made-up-desk").await, Ok(Some(desk)));
    assert_eq!(store.key(&secret('A')).await, Ok(None));
    assert_eq!(store.write(together(2, &next)).await, Ok(()));
    assert_eq!(store.case(case.id).await.unwrap().unwrap().version, Version(3));
    assert_eq!(store.office("made-up-desk").await, Ok(Some(next)));
    assert_eq!(store.log(case.id).await.unwrap().len(), 3, "what was refused is not in the log");
}

async fn of_two_who_take_the_same_slot_one_is_stale(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let desk = office("made-up-desk");
    store.write(Write { office: Some(OfficeWrite::New(desk.clone())), ..changes(&case, 1) }).await.unwrap();
    let takes = || Write { office: Some(OfficeWrite::Changed(changed(&desk))), ..logs(&case, Deeded::Changed) };
    let (one, other, read) =
        tokio::join!(store.write(takes()), store.write(takes()), store.write(logs(&case, Deeded::Read)));
    let mut outcomes = [one, other];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(Unkept::Stale)]);
    assert_eq!(read, Ok(()), "whoever shares the group is not concerned");
    assert_eq!(store.verify().await.unwrap().unwrap().lines, 4);
}

async fn an_office_is_changed_in_the_write_that_erases_a_case(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let desk = office("made-up-desk");
    store.write(Write { office: Some(OfficeWrite::New(desk.clone())), ..changes(&case, 1) }).await.unwrap();
    let stale = Write { office: Some(OfficeWrite::Changed(desk.clone())), ..erases(&case) };
    assert_eq!(store.write(stale).await, Err(Unkept::Stale));
    assert!(store.case(case.id).await.unwrap().is_some(), "a stale office keeps the case from being erased");
    let mut without = changed(&desk);
    without.cases.clear();
    let erases = Write { office: Some(OfficeWrite::Changed(without.clone())), ..erases(&case) };
    assert_eq!(store.write(erases).await, Ok(()));
    assert_eq!(store.case(case.id).await, Ok(None));
    assert_eq!(store.office("made-up-desk").await, Ok(Some(without)));
}

async fn a_token_of_an_office_opens_the_office_and_ends_with_the_others_of_it(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let keys = vec![
        KeyWrite::Add(secret('A'), token("made-up-desk")),
        KeyWrite::Add(secret('B'), token("made-up-desk")),
        KeyWrite::Add(secret('C'), token("another-desk")),
        KeyWrite::Add(secret('D'), opens(&case, KeyKind::Token)),
    ];
    store.write(Write { keys, ..logs(&case, Deeded::Entered) }).await.unwrap();
    assert_eq!(store.key(&secret('A')).await, Ok(Some(token("made-up-desk"))));
    let keys = vec![KeyWrite::UseUp(secret('C'), Moment(1_795_000_001))];
    store.write(Write { keys, ..logs(&case, Deeded::Entered) }).await.unwrap();
    let keys = vec![KeyWrite::RemoveOffice("made-up-desk".to_owned())];
    store.write(Write { keys, ..logs(&case, Deeded::Left) }).await.unwrap();
    assert_eq!(store.key(&secret('A')).await, Ok(None));
    assert_eq!(store.key(&secret('B')).await, Ok(None));
    let used = casework::keeper::Key { used: Some(Moment(1_795_000_001)), ..token("another-desk") };
    assert_eq!(store.key(&secret('C')).await, Ok(Some(used)));
    assert_eq!(store.key(&secret('D')).await, Ok(Some(opens(&case, KeyKind::Token))));
    // A token does not become an account's cookie by taking the mark of the office away.
    ground.tamper("UPDATE keys SET office_digest = NULL").await;
    assert!(matches!(store.key(&secret('C')).await, Err(Unkept::Broken(_))));
}

async fn an_office_put_back_to_an_older_count_or_in_anothers_place_is_not_opened(ground: Ground) {
    let store = ground.open().await;
    let case = begun(&store).await;
    let keep = |office| store.write(Write { office: Some(office), ..logs(&case, Deeded::Changed) });
    keep(OfficeWrite::New(office("made-up-desk"))).await.unwrap();
    keep(OfficeWrite::Changed(changed(&office("made-up-desk")))).await.unwrap();
    ground.tamper("UPDATE offices SET changes = 0").await;
    assert!(matches!(store.office("made-up-desk").await, Err(Unkept::Broken(_))));
    assert!(matches!(store.offices().await, Err(Unkept::Broken(_))));
    ground.tamper("DELETE FROM offices").await;
    keep(OfficeWrite::New(office("one"))).await.unwrap();
    keep(OfficeWrite::New(office("other"))).await.unwrap();
    ground.tamper("UPDATE offices SET sealed = (SELECT sealed FROM offices ORDER BY id_digest LIMIT 1)").await;
    let opened = [store.office("one").await, store.office("other").await];
    assert_eq!(opened.iter().filter(|office| office.is_ok()).count(), 1, "only the one it was sealed for");
}
