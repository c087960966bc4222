//! An application between the patient and a desk, through the service.

use std::collections::BTreeSet;

use casework::application::{Application, Changed, Channel, Move, Needed, Offer, Reason, Reply, Side, State};
use casework::choice::Way;
use casework::opinion::FirstOpinion;
use casework::people::Purpose;
use casework::service::{Caller, View};
use casework::{Act, ApplicationId, Part, Refusal};
use jiff::civil::{Date, date};

use crate::story::{SECOND, TestCase, agree, fields, told};

const FIRST: ApplicationId = ApplicationId(1);

pub async fn chosen() -> TestCase {
    choosing(TestCase::begun_by_patient().await).await
}

pub async fn choosing(story: TestCase) -> TestCase {
    let opinion = FirstOpinion {
        condition_words: "Stomach cancer".to_owned(),
        treatment: told("Operation"),
        institution: Some("jp-00000".to_owned()),
        ..FirstOpinion::default()
    };
    story.does(Act::SaveOpinion(Box::new(opinion))).await.unwrap();
    for id in ["jp-00001", "jp-00002"] {
        let (institution, name) = (id.to_owned(), format!("Example Hospital {id}"));
        story.does(Act::Choose { institution, name, way: Way::Visit, note: String::new() }).await.unwrap();
    }
    story
}

pub fn apply(institution: &str, channel: Channel) -> Act {
    let (parts, words) = (BTreeSet::from(Part::SENT), String::new());
    Act::Apply { institution: institution.to_owned(), parts, blind: false, channel, words }
}

pub fn moves(application: &Application, to: Move) -> Act {
    Act::Move { application: application.id, turn: application.turn, to, words: String::new() }
}

pub fn answers(application: &Application, reply: Reply) -> Act {
    Act::Answer { application: application.id, turn: application.turn, reply, words: String::new(), told_by: None }
}

fn told_answer(application: &Application, reply: Reply, who: &str) -> Act {
    let told_by = Some(who.to_owned());
    Act::Answer { application: application.id, turn: application.turn, reply, words: String::new(), told_by }
}

pub fn typed(day: i8) -> Offer {
    let at = date(2026, 11, day).at(10, 0, 0, 0);
    Offer { slot: None, at, minutes: 60, specialist: "Dr Abe".to_owned(), online: false }
}

pub fn of(view: &View, id: ApplicationId) -> Application {
    view.case.applications.iter().find(|known| known.id == id).unwrap().clone()
}

async fn sent() -> (TestCase, Caller) {
    let story = chosen().await;
    let view = story.does(apply("jp-00001", Channel::Paper)).await.unwrap();
    let desk = story.caller(of(&view, FIRST).desk);
    (story, desk)
}

#[tokio::test]
async fn an_application_goes_to_a_chosen_institution_once_and_never_to_the_first_opinions_own() {
    let story = chosen().await;
    assert_eq!(story.does(apply("jp-00009", Channel::Paper)).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.does(apply("jp-00000", Channel::Paper)).await.unwrap_err(), Refusal::NotFound);
    story.does(apply("jp-00001", Channel::Paper)).await.unwrap();
    assert_eq!(story.does(apply("jp-00001", Channel::Paper)).await.unwrap_err(), Refusal::AlreadyGiven);
    story.does(apply("jp-00002", Channel::Paper)).await.unwrap();
    let queue = story.does(apply("jp-00002", Channel::Queue)).await.unwrap_err();
    assert_eq!(queue, Refusal::AlreadyGiven);
}

#[tokio::test]
async fn a_queue_that_nobody_reads_takes_no_application() {
    let story = chosen().await;
    assert_eq!(fields(story.does(apply("jp-00001", Channel::Queue)).await.unwrap_err()), ["channel"]);
}

#[tokio::test]
async fn from_the_application_to_the_agreed_date_both_sides_see_the_same() {
    let (story, desk) = sent().await;
    let asked = Reply::Ask(Needed { kind: Some(casework::records::Kind::Slides), words: String::new() });
    let mut now = of(&story.casework.view(desk, Part::Application).await.unwrap(), FIRST);
    let turns: [(Caller, Result<Reply, Move>, State); 6] = [
        (desk, Ok(asked), State::ItemAsked),
        (story.beginner, Err(Move::Supply), State::Sent),
        (desk, Ok(Reply::Accept(vec![typed(24), typed(25)])), State::Offered),
        (story.beginner, Err(Move::NoneFits), State::Accepted),
        (desk, Ok(Reply::Offer(vec![typed(26)])), State::Offered),
        (story.beginner, Err(Move::Take(0)), State::Booked),
    ];
    for (caller, step, state) in turns {
        let act = match step {
            Ok(reply) => answers(&now, reply),
            Err(to) => moves(&now, to),
        };
        story.casework.act_in_turn(caller, act.clone()).await.unwrap();
        let patients = of(&story.casework.view(story.beginner, Part::Application).await.unwrap(), FIRST);
        let desks = of(&story.casework.view(desk, Part::Application).await.unwrap(), FIRST);
        assert_eq!(patients, desks, "never two truths");
        assert_eq!(patients.state, state);
        let again = story.casework.act_in_turn(caller, act).await.unwrap_err();
        assert_eq!(again, Refusal::Stale, "the same press twice is done once");
        now = patients;
    }
    let early = story.casework.act_in_turn(story.beginner, moves(&now, Move::Held(date(2026, 11, 23)))).await;
    assert_eq!(fields(early.unwrap_err()), ["held_on"]);
    story.clock.pass(3 * crate::story::DAY);
    let held = story.casework.act_in_turn(desk, answers(&now, Reply::Held(date(2026, 11, 26)))).await.unwrap();
    assert_eq!(of(&held, FIRST).state, State::Held);
}

#[tokio::test]
async fn a_desk_that_declined_sees_that_it_ended_and_nothing_else() {
    let (story, desk) = sent().await;
    let seen = story.casework.view(desk, Part::Opinion).await.unwrap();
    assert_eq!(seen.case.opinion.condition_words, "Stomach cancer");
    let now = of(&seen, FIRST);
    story.casework.act_in_turn(desk, answers(&now, Reply::Decline(Reason::NoCapacity))).await.unwrap();
    for part in Part::ALL.into_iter().filter(|part| *part != Part::Application) {
        assert_eq!(story.casework.view(desk, part).await.unwrap_err(), Refusal::NotFound);
    }
    let seen = story.casework.view(desk, Part::Application).await.unwrap();
    let ended = of(&seen, FIRST);
    assert_eq!((ended.state, ended.declined()), (State::Declined, Some(Reason::NoCapacity)));
    assert!(ended.parts.is_empty() && ended.turns.len() == 1);
    assert_eq!(seen.case.opinion, FirstOpinion::default());
    let after = story.casework.act_in_turn(desk, answers(&ended, Reply::Accept(Vec::new()))).await.unwrap_err();
    assert_eq!(after, Refusal::NotFound);
    // The same dossier to the next choice, when the patient presses.
    let next = story.does(apply("jp-00002", Channel::Paper)).await.unwrap();
    assert_eq!(of(&next, ApplicationId(2)).state, State::Sent);
}

#[tokio::test]
async fn taking_back_what_a_desk_may_see_withdraws_its_application() {
    let (story, desk) = sent().await;
    let view = story.does(Act::Withdraw(desk.actor.person, Purpose::Examine)).await.unwrap();
    assert_eq!(of(&view, FIRST).state, State::Withdrawn);
    assert_eq!(story.casework.view(desk, Part::Records).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn what_a_desk_examines_is_not_changed_behind_its_application() {
    let (story, desk) = sent().await;
    let narrow = agree(desk.actor.person, Purpose::Examine, &[Part::Opinion]);
    assert_eq!(story.does(narrow).await.unwrap_err(), Refusal::OutOfOrder);
}

#[tokio::test]
async fn a_desk_sees_and_answers_only_what_was_sent_to_it() {
    let (story, desk) = sent().await;
    let view = story.does(apply("jp-00002", Channel::Paper)).await.unwrap();
    let other = of(&view, ApplicationId(2));
    let seen = story.casework.view(desk, Part::Application).await.unwrap().case;
    assert_eq!(seen.applications.iter().map(|known| known.id).collect::<Vec<_>>(), [FIRST]);
    assert!(seen.codes.is_empty() && seen.choice.chosen.is_empty());
    let refused = story.casework.act_in_turn(desk, answers(&other, Reply::Accept(Vec::new()))).await.unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
}

#[tokio::test]
async fn a_desk_that_only_reads_along_answers_nothing() {
    let story = chosen().await;
    let (name, ground_paper) = ("A desk".to_owned(), String::new());
    let act = Act::AddPerson { role: casework::Role::Desk, name, relation: None, ground: None, ground_paper };
    story.does(act).await.unwrap();
    story.does(agree(SECOND, Purpose::ReadAlong, &Part::SHARED)).await.unwrap();
    let view = story.does(apply("jp-00001", Channel::Paper)).await.unwrap();
    let act = answers(&of(&view, FIRST), Reply::Accept(Vec::new()));
    assert_eq!(story.casework.act_in_turn(story.caller(SECOND), act).await.unwrap_err(), Refusal::NotFound);
    let seen = story.casework.view(story.caller(SECOND), Part::Application).await.unwrap();
    assert!(seen.case.applications.is_empty());
}

#[tokio::test]
async fn what_a_desk_said_by_telephone_is_written_down_with_who_said_it() {
    let (story, _) = sent().await;
    let now = of(&story.casework.view(story.beginner, Part::Application).await.unwrap(), FIRST);
    let unnamed = story.casework.act_in_turn(story.beginner, told_answer(&now, Reply::Accept(Vec::new()), " ")).await;
    assert_eq!(fields(unnamed.unwrap_err()), ["told_by"]);
    let told = told_answer(&now, Reply::Accept(Vec::new()), "Ms Kato of the desk");
    let view = story.casework.act_in_turn(story.beginner, told).await.unwrap();
    let now = of(&view, FIRST);
    assert_eq!(now.turns.last().unwrap().told_by.as_deref(), Some("Ms Kato of the desk"));
    let as_desk = story.casework.act_in_turn(story.beginner, answers(&now, Reply::CancelDate)).await.unwrap_err();
    assert_eq!(as_desk, Refusal::NotFound, "nobody speaks as the desk itself");
}

#[tokio::test]
async fn a_doctor_who_reads_blind_does_not_see_the_first_plan() {
    let story = chosen().await;
    let (parts, words) = (BTreeSet::from(Part::SENT), String::new());
    let (institution, channel) = ("jp-00001".to_owned(), Channel::Paper);
    let view = story.does(Act::Apply { institution, parts, blind: true, channel, words }).await.unwrap();
    let desk = story.caller(of(&view, FIRST).desk);
    let view = story.casework.act_in_turn(desk, answers(&of(&view, FIRST), Reply::Accept(Vec::new()))).await.unwrap();
    let named = answers(&of(&view, FIRST), Reply::Doctor("Dr Abe".to_owned()));
    let view = story.casework.act_in_turn(desk, named).await.unwrap();
    assert_eq!(view.case.opinion.treatment, told("Operation"), "the desk reads everything that was sent");
    let doctor = story.caller(of(&view, FIRST).doctor.unwrap());
    let seen = story.casework.view(doctor, Part::Opinion).await.unwrap().case;
    assert_eq!(seen.opinion.condition_words, "Stomach cancer");
    assert_eq!(seen.opinion.treatment, casework::opinion::Known::Open);
    let other =
        story.casework.act_in_turn(desk, answers(&of(&view, FIRST), Reply::Doctor("Dr Ito".to_owned()))).await.unwrap();
    assert_ne!(of(&other, FIRST).doctor, Some(doctor.actor.person));
    assert_eq!(story.casework.overview(doctor).await.unwrap_err(), Refusal::NotFound, "who was replaced sees nothing");
}

#[tokio::test]
async fn two_desks_that_accept_at_once_both_succeed() {
    let (story, first) = sent().await;
    let view = story.does(apply("jp-00002", Channel::Paper)).await.unwrap();
    let second = story.caller(of(&view, ApplicationId(2)).desk);
    let accept = |id| answers(&of(&view, id), Reply::Accept(Vec::new()));
    let one = story.casework.act_in_turn(first, accept(FIRST));
    let two = story.casework.act_in_turn(second, accept(ApplicationId(2)));
    let (one, two) = tokio::join!(one, two);
    assert!(one.is_ok() && two.is_ok());
    let both = story.casework.view(story.beginner, Part::Application).await.unwrap();
    assert!(both.case.applications.iter().all(|known| known.state == State::Accepted));
}

#[tokio::test]
async fn only_acts_that_name_their_turn_or_add_go_without_the_pages_version() {
    let story = chosen().await;
    let over = Act::SaveOpinion(Box::default());
    assert_eq!(story.casework.act_in_turn(story.beginner, over).await.unwrap_err(), Refusal::OutOfOrder);
}

#[tokio::test]
async fn papers_that_were_not_posted_yet_are_with_the_patient_and_a_told_answer_overtakes_them() {
    let (story, desk) = sent().await;
    let now = of(&story.casework.view(story.beginner, Part::Application).await.unwrap(), FIRST);
    assert_eq!((now.state, now.waits_for()), (State::Sent, Side::Patient));
    let posted =
        |on: Date| Act::Move { application: FIRST, turn: now.turn, to: Move::Posted(on), words: String::new() };
    let today = story.casework.today();
    for wrong in [today.tomorrow().unwrap(), today.yesterday().unwrap()] {
        let refused = story.casework.act_in_turn(story.beginner, posted(wrong)).await.unwrap_err();
        assert_eq!(fields(refused), ["posted_on"]);
    }
    let view = story.casework.act_in_turn(story.beginner, posted(today)).await.unwrap();
    let after = of(&view, FIRST);
    assert_eq!((after.state, after.waits_for(), after.posted_on), (State::Sent, Side::Desk, Some(today)));
    assert_eq!(
        after.changes().map(|(changed, _)| changed).collect::<Vec<_>>(),
        [Changed::To(State::Sent), Changed::Posted]
    );
    let twice = Act::Move { application: FIRST, turn: after.turn, to: Move::Posted(today), words: String::new() };
    assert_eq!(story.casework.act_in_turn(story.beginner, twice).await.unwrap_err(), Refusal::NotYourTurn);

    let (story, desk_too) = sent().await;
    assert_eq!(desk_too.actor.person, desk.actor.person);
    let accepted = story.casework.act_in_turn(desk_too, answers(&now, Reply::Accept(Vec::new()))).await.unwrap();
    assert_eq!(of(&accepted, FIRST).waits_for(), Side::Desk, "who answers has the papers");
}
