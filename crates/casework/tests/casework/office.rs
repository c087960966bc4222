//! Offices: a desk's queue, plan and numbers, and codes for those who cannot sign in.

use std::collections::BTreeSet;

use casework::application::{Channel, Move, Offer, Reason, Reply};
use casework::office::{Capacity, Duty, Office, Opening, PlanChange};
use casework::people::{Purpose, Role};
use casework::second::Point;
use casework::service::{Beginner, Caller};
use casework::{Act, Actor, ApplicationId, Part, PersonId, Refusal, Secret};
use jiff::civil::date;

use crate::accounts::{PASSPHRASE, hashed, sign_in};
use crate::application::{answers, apply, choosing, moves, of, typed};
use crate::midway::written;
use crate::story::{DAY, TestCase, fields};

const FIRST: ApplicationId = ApplicationId(1);

async fn staffed(story: &TestCase, name: &str, duty: Duty, institution: Option<&str>) -> Secret {
    let role = if duty == Duty::Desk { Role::Desk } else { Role::Counsellor };
    let office = Office::new(name.to_owned(), duty, format!("Office {name}"), institution.map(str::to_owned));
    story.casework.make_office(office).await.unwrap();
    let one_time = story.casework.staff_account(name, role, hashed(PASSPHRASE)).await.unwrap();
    story.casework.office_staff(name, name).await.unwrap();
    let digits = one_time.at(story.casework.now());
    sign_in(story, name, PASSPHRASE, Some(&digits)).await.unwrap()
}

/// Another patient, with the same keeper and the same desks.
async fn another(story: &TestCase) -> TestCase {
    let begun = story.casework.begin(Beginner::Patient, true).await.unwrap();
    let other = TestCase {
        casework: story.casework.clone(),
        keeper: story.keeper.clone(),
        clock: story.clock.clone(),
        id: begun.caller.case,
        beginner: begun.caller,
        cookie: begun.cookie,
        recovery: begun.recovery,
    };
    choosing(other).await
}

fn opening(day: i8) -> Opening {
    let at = date(2026, 11, day).at(10, 0, 0, 0);
    Opening { at, minutes: 60, specialist: "Dr Abe".to_owned(), online: false }
}

fn of_slot(id: u32, day: i8) -> Offer {
    Offer { slot: Some(id), ..typed(day) }
}

#[tokio::test]
async fn of_two_patients_who_take_the_same_time_at_once_exactly_one_gets_it() {
    let one = choosing(TestCase::begun_by_patient().await).await;
    let desk = staffed(&one, "desk", Duty::Desk, Some("jp-00001")).await;
    let two = another(&one).await;
    one.casework.plan(&desk, "desk", PlanChange::Add(vec![opening(25)])).await.unwrap();
    let mut shown = Vec::new();
    for story in [&one, &two] {
        let view = story.does(apply("jp-00001", Channel::Queue)).await.unwrap();
        let caller = story.casework.caller_from_office(&desk, "desk", story.id).await.unwrap();
        let accept = answers(&of(&view, FIRST), Reply::Accept(vec![of_slot(1, 25)]));
        shown.push(of(&story.casework.act_in_turn(caller, accept).await.unwrap(), FIRST));
    }
    let first = one.casework.act_in_turn(one.beginner, moves(&shown[0], Move::Take(0)));
    let second = two.casework.act_in_turn(two.beginner, moves(&shown[1], Move::Take(0)));
    let (first, second) = tokio::join!(first, second);
    assert!(first.is_ok() != second.is_ok());
    assert_eq!(
        [first.as_ref().err(), second.as_ref().err()].into_iter().flatten().collect::<Vec<_>>(),
        [&Refusal::DateTaken]
    );
    let taken = &one.casework.offices().await.unwrap()[0].slots[0];
    assert!(taken.taken.is_some());
    // Called off, it is free again, and the other can take it.
    let (won, lost, at) = if first.is_ok() { (&one, &two, &shown[1]) } else { (&two, &one, &shown[0]) };
    let booked = of(&won.casework.view(won.beginner, Part::Application).await.unwrap(), FIRST);
    won.casework.act_in_turn(won.beginner, moves(&booked, Move::CallOff)).await.unwrap();
    lost.casework.act_in_turn(lost.beginner, moves(at, Move::Take(0))).await.unwrap();
}

#[tokio::test]
async fn times_that_overlap_are_one_time_in_a_plan_and_for_a_date_that_was_typed() {
    let one = choosing(TestCase::begun_by_patient().await).await;
    let desk = staffed(&one, "desk", Duty::Desk, Some("jp-00001")).await;
    let later = |minute: i8| Opening { at: date(2026, 11, 25).at(10, minute, 0, 0), ..opening(25) };
    one.casework.plan(&desk, "desk", PlanChange::Add(vec![opening(25)])).await.unwrap();
    let over = one.casework.plan(&desk, "desk", PlanChange::Add(vec![later(30)])).await;
    assert_eq!(fields(over.unwrap_err()), ["at"]);
    let two = another(&one).await;
    for (story, offer) in [(&one, of_slot(1, 25)), (&two, Offer { specialist: "Dr Abe".to_owned(), ..typed(25) })] {
        let view = story.does(apply("jp-00001", Channel::Queue)).await.unwrap();
        let caller = story.casework.caller_from_office(&desk, "desk", story.id).await.unwrap();
        let accepted = story.casework.act_in_turn(caller, answers(&of(&view, FIRST), Reply::Accept(vec![offer]))).await;
        if story.id == one.id {
            let take = moves(&of(&accepted.unwrap(), FIRST), Move::Take(0));
            story.casework.act_in_turn(story.beginner, take).await.unwrap();
        } else {
            assert_eq!(accepted.unwrap_err(), Refusal::DateTaken);
        }
    }
}

#[tokio::test]
async fn of_two_at_one_desk_who_answer_the_same_application_the_second_is_told_that_it_moved() {
    let story = choosing(TestCase::begun_by_patient().await).await;
    let desk = staffed(&story, "desk", Duty::Desk, Some("jp-00001")).await;
    story.does(apply("jp-00001", Channel::Queue)).await.unwrap();
    let caller = story.casework.caller_from_office(&desk, "desk", story.id).await.unwrap();
    let row = story.casework.queue(&desk, "desk").await.unwrap().remove(0);
    let one = story.casework.act_in_turn(caller, answers(&row.application, Reply::Accept(Vec::new())));
    let two = story.casework.act_in_turn(caller, answers(&row.application, Reply::Decline(Reason::NoCapacity)));
    let (one, two) = tokio::join!(one, two);
    assert_eq!([one.err(), two.err()].into_iter().flatten().collect::<Vec<_>>(), [Refusal::Stale]);
}

#[tokio::test]
async fn a_desk_lists_what_waits_for_it_and_nobody_else_sees_its_list() {
    let story = choosing(TestCase::begun_by_patient().await).await;
    let desk = staffed(&story, "desk", Duty::Desk, Some("jp-00001")).await;
    let other = staffed(&story, "other", Duty::Desk, Some("jp-00002")).await;
    story.does(apply("jp-00001", Channel::Queue)).await.unwrap();
    assert_eq!(story.casework.queue(&desk, "desk").await.unwrap().len(), 1);
    assert!(story.casework.queue(&other, "other").await.unwrap().is_empty());
    assert_eq!(story.casework.queue(&other, "desk").await.unwrap_err(), Refusal::NotFound);
    let row = story.casework.queue(&desk, "desk").await.unwrap().remove(0);
    assert!(row.missing.contains(&casework::application::Missing::Letter));
    story.casework.act_in_turn(story.beginner, moves(&row.application, Move::Withdraw)).await.unwrap();
    assert!(story.casework.queue(&desk, "desk").await.unwrap().is_empty());
    let numbers = story.casework.numbers(&desk, "desk").await.unwrap();
    assert_eq!((numbers.applications, numbers.withdrawn, numbers.open), (1, 1, 0));
    story.casework.erase(story.beginner).await.unwrap();
    let office = story.casework.offices_of(&desk).await.unwrap().remove(0);
    assert!(office.cases.is_empty() && office.tallies[0].of.is_none());
}

#[tokio::test]
async fn a_desks_numbers_count_days_to_the_consultation_and_reasons_of_declining() {
    let one = choosing(TestCase::begun_by_patient().await).await;
    let desk = staffed(&one, "desk", Duty::Desk, Some("jp-00001")).await;
    let view = one.does(apply("jp-00001", Channel::Queue)).await.unwrap();
    let caller = one.casework.caller_from_office(&desk, "desk", one.id).await.unwrap();
    let view =
        one.casework.act_in_turn(caller, answers(&of(&view, FIRST), Reply::Accept(vec![typed(26)]))).await.unwrap();
    let view = one.casework.act_in_turn(one.beginner, moves(&of(&view, FIRST), Move::Take(0))).await.unwrap();
    let two = another(&one).await;
    let other = two.does(apply("jp-00001", Channel::Queue)).await.unwrap();
    let declines = two.casework.caller_from_office(&desk, "desk", two.id).await.unwrap();
    two.casework
        .act_in_turn(declines, answers(&of(&other, FIRST), Reply::Decline(Reason::NoSpecialist)))
        .await
        .unwrap();
    one.clock.pass(3 * DAY);
    let held = Move::Held(date(2026, 11, 26));
    one.casework.act_in_turn(one.beginner, moves(&of(&view, FIRST), held)).await.unwrap();
    let desk = one.casework.offices().await.unwrap().remove(0);
    let numbers = desk.numbers();
    assert_eq!((numbers.applications, numbers.held, numbers.median_days), (2, 1, Some(3.0)));
    assert_eq!(numbers.declined.get(&Reason::NoSpecialist), Some(&1));
}

#[tokio::test]
async fn a_plan_holds_no_more_in_a_week_than_a_specialist_can_see() {
    let story = TestCase::begun_by_patient().await;
    let desk = staffed(&story, "desk", Duty::Desk, Some("jp-00001")).await;
    let capacity = vec![Capacity { specialist: "Dr Abe".to_owned(), a_week: 1 }];
    story.casework.plan(&desk, "desk", PlanChange::Capacity(capacity)).await.unwrap();
    story.casework.plan(&desk, "desk", PlanChange::Add(vec![opening(24)])).await.unwrap();
    let more = story.casework.plan(&desk, "desk", PlanChange::Add(vec![opening(25)])).await.unwrap_err();
    assert_eq!(more, Refusal::Full(1));
    story.casework.plan(&desk, "desk", PlanChange::Add(vec![opening(30)])).await.unwrap();
}

#[tokio::test]
async fn a_desk_on_paper_answers_by_its_code_more_than_once_until_it_ends() {
    let story = choosing(TestCase::begun_by_patient().await).await;
    let view = story.does(apply("jp-00001", Channel::Paper)).await.unwrap();
    let person = of(&view, FIRST).desk;
    let (code, _) = story.casework.hand_out_code(story.beginner, story.version().await, person).await.unwrap();
    let (desk, _) = story.casework.accept(&code).await.unwrap();
    let seen = story.casework.overview(desk).await.unwrap();
    assert!(seen.case.opinion.condition_words.is_empty(), "the desk has the paper");
    let accept = answers(&of(&seen, FIRST), Reply::Accept(vec![typed(25)]));
    let seen = story.casework.act_in_turn(desk, accept).await.unwrap();
    let (again, cookie) = story.casework.accept(&code).await.unwrap();
    assert_eq!(again, desk);
    let decline = answers(&of(&seen, FIRST), Reply::Decline(Reason::NoCapacity));
    story.casework.act_in_turn(again, decline).await.unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(story.casework.caller(&cookie).await.unwrap_err(), Refusal::NotOpen);
    assert_eq!(story.casework.accept(&code).await.unwrap_err(), Refusal::CodeUnknown);
}

#[tokio::test]
async fn a_code_is_handed_only_to_someone_with_something_to_answer() {
    let story = choosing(TestCase::begun_by_patient().await).await.with_counsellor(&[Part::Worries]).await;
    let view = story.does(apply("jp-00001", Channel::Paper)).await.unwrap();
    let desk = of(&view, FIRST).desk;
    story.casework.hand_out_code(story.beginner, story.version().await, PersonId(2)).await.unwrap();
    story.casework.act_in_turn(story.beginner, moves(&of(&view, FIRST), Move::Withdraw)).await.unwrap();
    for person in [desk, PersonId::PATIENT, PersonId(77)] {
        let refused = story.casework.hand_out_code(story.beginner, story.version().await, person).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound);
    }
}

#[tokio::test]
async fn a_counsellors_code_shows_the_worries_once_and_ends_with_the_consent() {
    let story = TestCase::begun_by_patient().await.with_counsellor(&[Part::Worries, Part::Opinion]).await;
    let (code, _) = story.casework.hand_out_code(story.beginner, story.version().await, PersonId(2)).await.unwrap();
    let (counsellor, cookie) = story.casework.accept(&code).await.unwrap();
    assert_eq!(story.casework.accept(&code).await.unwrap_err(), Refusal::CodeUsed);
    story.casework.view(counsellor, Part::Worries).await.unwrap();
    assert_eq!(story.casework.view(counsellor, Part::Opinion).await.unwrap_err(), Refusal::NotFound);
    story.does(Act::Withdraw(PersonId(2), Purpose::Counsel)).await.unwrap();
    assert_eq!(story.casework.caller(&cookie).await.unwrap_err(), Refusal::NotOpen);
}

#[tokio::test]
async fn a_support_office_works_a_case_from_when_the_patient_agrees_until_it_is_taken_back() {
    let story = TestCase::begun_by_patient().await;
    let office = staffed(&story, "support", Duty::Support, None).await;
    assert!(story.casework.helped(&office, "support").await.unwrap().is_empty());
    let parts = BTreeSet::from([Part::Worries, Part::Letter]);
    let view = story.casework.bring(story.beginner, story.version().await, "support", parts).await.unwrap();
    let person = view.case.people.last().unwrap().id;
    story.clock.pass(20 * DAY);
    let office_again = story.casework.helped(&office, "support").await;
    assert_eq!(office_again.err(), Some(Refusal::NotOpen), "staff sign in every day");
    let kept = story.casework.offices().await.unwrap().remove(0);
    assert_eq!(kept.cases.len(), 1);
    story.does(Act::Withdraw(person, Purpose::Counsel)).await.unwrap();
    assert!(story.casework.offices().await.unwrap()[0].cases.is_empty());
}

#[tokio::test]
async fn whoever_leaves_an_office_sees_nothing_of_it_any_more() {
    let story = TestCase::begun_by_patient().await;
    let cookie = staffed(&story, "desk", Duty::Desk, Some("jp-00001")).await;
    assert!(story.casework.queue(&cookie, "desk").await.is_ok());
    story.casework.office_staff_left("desk", "desk").await.unwrap();
    assert_eq!(story.casework.queue(&cookie, "desk").await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.offices_of(&cookie).await.unwrap(), []);
    assert_eq!(story.casework.office_staff_left("desk", "desk").await.unwrap_err(), Refusal::NotFound);
}

/// A held consultation at a desk, with its doctor named, and who that is.
async fn held_with_doctor(story: &TestCase, channel: Channel) -> (Caller, PersonId) {
    let view = story.does(apply("jp-00001", channel)).await.unwrap();
    let desk = Actor { person: of(&view, FIRST).desk, by_form_code: false };
    let desk = Caller { actor: desk, ..story.beginner };
    let accept = answers(&of(&view, FIRST), Reply::Accept(vec![typed(23)]));
    let view = story.casework.act_in_turn(desk, accept).await.unwrap();
    let view = story.casework.act_in_turn(story.beginner, moves(&of(&view, FIRST), Move::Take(0))).await.unwrap();
    let named = answers(&of(&view, FIRST), Reply::Doctor("Dr Abe".to_owned()));
    let view = story.casework.act_in_turn(desk, named).await.unwrap();
    (desk, of(&view, FIRST).doctor.unwrap())
}

fn written_by_doctor(give: bool) -> Act {
    Act::WriteSecond { application: FIRST, written: Box::new(written(&[(Point::Stage, "II")])), give }
}

#[tokio::test]
async fn the_patients_side_takes_a_doctors_code_along_to_a_desk_on_paper_until_the_doctor_has_written() {
    let story = choosing(TestCase::begun_by_patient().await).await;
    let (_, doctor) = held_with_doctor(&story, Channel::Paper).await;
    for _ in 0..2 {
        story.casework.hand_out_code(story.beginner, story.version().await, doctor).await.unwrap();
    }
    let writes = Caller { actor: Actor { person: doctor, by_form_code: false }, ..story.beginner };
    story.casework.act_in_turn(writes, written_by_doctor(false)).await.unwrap();
    let refused = story.casework.hand_out_code(story.beginner, story.version().await, doctor).await.unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
}

#[tokio::test]
async fn the_doctors_code_of_a_desk_that_works_here_is_the_desks_to_hand_out() {
    let story = choosing(TestCase::begun_by_patient().await).await;
    let _office = staffed(&story, "desk", Duty::Desk, Some("jp-00001")).await;
    let (desk, doctor) = held_with_doctor(&story, Channel::Queue).await;
    let refused = story.casework.hand_out_code(story.beginner, story.version().await, doctor).await.unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
    story.casework.hand_out_code(desk, story.version().await, doctor).await.unwrap();
}

#[tokio::test]
async fn what_is_taken_back_from_a_desk_is_taken_back_from_its_doctor_when_the_opinion_was_given_too() {
    let story = choosing(TestCase::begun_by_patient().await).await;
    let (desk, doctor) = held_with_doctor(&story, Channel::Paper).await;
    let doctor = Caller { actor: Actor { person: doctor, by_form_code: false }, ..story.beginner };
    story.casework.act_in_turn(doctor, written_by_doctor(true)).await.unwrap();
    story.casework.view(doctor, Part::Opinion).await.unwrap();
    story.does(Act::Withdraw(desk.actor.person, Purpose::Examine)).await.unwrap();
    for caller in [desk, doctor] {
        assert_eq!(story.casework.view(caller, Part::Opinion).await.unwrap_err(), Refusal::NotFound);
    }
}
