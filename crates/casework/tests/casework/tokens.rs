//! What a program's token is good for.

use std::collections::BTreeSet;

use casework::keeper::Deeded;
use casework::people::Part;
use casework::service::{Beginner, Scope};
use casework::{Deed, Refusal};

use crate::story::TestCase;

#[tokio::test]
async fn each_scope_is_given_alone_and_its_word_leads_back() {
    let story = TestCase::begun_by_patient().await;
    let begun = story.casework.begin_by_program(Beginner::Patient).await.unwrap();
    let wide = story.casework.program(&begun.cookie).await.unwrap();
    assert_eq!(wide.scopes(), Scope::all().into_iter().collect());
    for scope in Scope::all() {
        assert_eq!(Scope::from_word(&scope.word()), Some(scope));
        let made = story.casework.make_token(wide, &BTreeSet::from([scope]), 1).await;
        if scope == Scope::Tokens {
            assert!(matches!(made, Err(Refusal::Troubled(_))));
            continue;
        }
        let narrow = story.casework.program(&made.unwrap().0).await.unwrap();
        assert_eq!(narrow.scopes(), BTreeSet::from([scope]));
    }
    assert_eq!(Scope::from_word("write:people"), None);
}

#[tokio::test]
async fn a_token_reaches_no_deed_that_disposes_of_the_case() {
    let story = TestCase::begun_by_patient().await;
    let begun = story.casework.begin_by_program(Beginner::Patient).await.unwrap();
    let wide = story.casework.program(&begun.cookie).await.unwrap();
    for deed in Deed::all() {
        let reaches = match deed {
            Deed::Read(_) => true,
            Deed::Change(part) => Part::SHARED.contains(&part),
            _ => false,
        };
        assert_eq!(story.casework.allow_program(wide, deed).await.is_ok(), reaches, "{deed:?}");
    }
}

#[tokio::test]
async fn a_part_that_was_not_given_stands_empty_beside_one_that_was() {
    let story = TestCase::begun_by_patient().await;
    let begun = story.casework.begin_by_program(Beginner::Patient).await.unwrap();
    let wide = story.casework.program(&begun.cookie).await.unwrap();
    let version = story.casework.overview_by_program(wide).await.unwrap().version;
    story.casework.act_by_program(wide, version, crate::story::own_worry("Mine")).await.unwrap();
    let scopes = BTreeSet::from([Scope::Read(Part::Opinion)]);
    let (token, _) = story.casework.make_token(wide, &scopes, 1).await.unwrap();
    let narrow = story.casework.program(&token).await.unwrap();
    let view = story.casework.view_by_program(narrow, Part::Opinion).await.unwrap();
    assert!(view.case.worries.is_empty());
    assert_eq!(story.casework.view_by_program(narrow, Part::Worries).await.unwrap_err(), Refusal::NotFound);
    // Neither does a token pass for a cookie.
    assert_eq!(story.casework.caller(&token).await.unwrap_err(), Refusal::NotOpen);
}

#[tokio::test]
async fn an_answer_from_several_parts_holds_those_that_were_given_and_no_other_and_each_stands_in_the_log() {
    let story = TestCase::begun_by_patient().await;
    let begun = story.casework.begin_by_program(Beginner::Patient).await.unwrap();
    let wide = story.casework.program(&begun.cookie).await.unwrap();
    let version = story.casework.overview_by_program(wide).await.unwrap().version;
    story.casework.act_by_program(wide, version, crate::story::own_worry("Mine")).await.unwrap();
    let scopes = [Part::Opinion, Part::Worries, Part::Log].map(Scope::Read);
    let (token, _) = story.casework.make_token(wide, &BTreeSet::from(scopes), 1).await.unwrap();
    let narrow = story.casework.program(&token).await.unwrap();
    let before = story.casework.log_by_program(narrow).await.unwrap().1.len();
    let (parts, along) = ([Part::Opinion, Part::Second], [Part::People, Part::Worries]);
    let view = story.casework.parts_by_program(narrow, &parts, &along).await.unwrap();
    assert_eq!(view.case.worries.len(), 1);
    let view = story.casework.parts_by_program(narrow, &parts, &[]).await.unwrap();
    assert!(view.case.worries.is_empty(), "what was not asked for is not there, though the token could read it");
    let none = story.casework.parts_by_program(narrow, &[Part::Second, Part::People], &along).await;
    assert_eq!(none.unwrap_err(), Refusal::NotFound);
    let log = story.casework.log_by_program(narrow).await.unwrap().1;
    let lines: Vec<_> = log.iter().skip(before).map(|line| (line.deed, line.part)).collect();
    let read = |part| (Deeded::Read, Some(part));
    let refused = (Deeded::Refused, Some(Part::Second));
    assert_eq!(lines, [read(Part::Opinion), read(Part::Worries), read(Part::Opinion), refused, read(Part::Log)]);
}
