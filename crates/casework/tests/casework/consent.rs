use casework::keeper::{Deeded, Who};
use casework::people::{Ground, Part, Purpose, Role, Told};
use casework::service::Beginner;
use casework::{Act, PersonId, Refusal};
use jiff::civil::date;

use crate::story::{DAY, SECOND, TestCase, agree, fields, own_worry};

#[tokio::test]
async fn a_daughter_sees_what_was_agreed_and_nothing_else() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Worries]).await;
    story.does(own_worry("Will I be there for the harvest?")).await.unwrap();
    story.does(Act::SaveWish(casework::choice::Wish::Advice)).await.unwrap();
    let (daughter, _) = story.invited(SECOND).await;
    let seen = story.casework.view(daughter, Part::Worries).await.unwrap().case;
    assert_eq!(seen.worries.len(), 1);
    assert_eq!(seen.choice.wish, None, "the choice was not agreed");
    assert_eq!(story.casework.view(daughter, Part::Choice).await.unwrap_err(), Refusal::NotFound);
    let entry = story.last_entry().await;
    assert_eq!((entry.deed, entry.part, entry.who), (Deeded::Refused, Some(Part::Choice), Who::Person(SECOND)));
    assert_eq!(
        story.act(daughter, own_worry("And I?")).await.unwrap_err(),
        Refusal::NotFound,
        "reading is not writing"
    );
}

#[tokio::test]
async fn withdrawal_holds_at_once_on_every_device() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &Part::SHARED).await;
    let (daughter, cookie) = story.invited(SECOND).await;
    let recovery = story.casework.renew_recovery(daughter).await.unwrap();
    let (second_invitation, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    story.act(daughter, own_worry("He does not sleep.")).await.unwrap();
    story.does(Act::Withdraw(SECOND, Purpose::FillIn)).await.unwrap();
    assert_eq!(story.casework.caller(&cookie).await.unwrap_err(), Refusal::NotOpen);
    assert_eq!(story.casework.recover(&recovery).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.accept(&second_invitation).await.unwrap_err(), Refusal::CodeUnknown);
    // A request that was under way with the cookie it had looked up.
    for part in Part::ALL {
        assert_eq!(story.casework.view(daughter, part).await.unwrap_err(), Refusal::NotFound);
    }
    assert_eq!(story.casework.overview(daughter).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.act(daughter, own_worry("Once more")).await.unwrap_err(), Refusal::NotFound);
    let kept = story.casework.view(story.beginner, Part::People).await.unwrap().case.consents;
    assert!(kept[0].withdrawn.is_some(), "the patient still sees what once held");
}

#[tokio::test]
async fn withdrawing_one_purpose_leaves_the_other() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Worries]).await;
    story.does(agree(SECOND, Purpose::ReadAlong, &[Part::Opinion])).await.unwrap();
    let (daughter, cookie) = story.invited(SECOND).await;
    story.does(Act::Withdraw(SECOND, Purpose::FillIn)).await.unwrap();
    assert_eq!(story.casework.caller(&cookie).await.unwrap(), daughter);
    story.casework.view(daughter, Part::Opinion).await.unwrap();
    assert_eq!(story.casework.view(daughter, Part::Worries).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn a_consent_ends_with_its_last_day() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let until = Some(date(2026, 11, 24));
    let parts = [Part::Opinion].into();
    story.does(Act::Agree { person: SECOND, purpose: Purpose::ReadAlong, parts, until }).await.unwrap();
    let (daughter, _) = story.invited(SECOND).await;
    story.clock.pass(DAY);
    story.casework.view(daughter, Part::Opinion).await.unwrap();
    story.clock.pass(DAY);
    assert_eq!(story.casework.view(daughter, Part::Opinion).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.overview(daughter).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn people_and_log_cannot_be_agreed_to() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    for part in [Part::People, Part::Log] {
        let refused = story.does(agree(SECOND, Purpose::ReadAlong, &[part])).await.unwrap_err();
        assert_eq!(fields(refused), ["parts"]);
    }
}

#[tokio::test]
async fn a_purpose_fits_the_role_it_is_for() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    for purpose in [Purpose::Counsel, Purpose::WriteLetter, Purpose::Examine] {
        assert_eq!(fields(story.does(agree(SECOND, purpose, &[Part::Letter])).await.unwrap_err()), ["purpose"]);
    }
    let to_oneself = agree(PersonId::PATIENT, Purpose::FillIn, &[Part::Letter]);
    assert_eq!(fields(story.does(to_oneself).await.unwrap_err()), ["purpose"]);
}

#[tokio::test]
async fn who_takes_part_is_the_patients_to_see() {
    let story = TestCase::begun_by_patient().await;
    story.does(Act::NamePerson(PersonId::PATIENT, "Taro".to_owned())).await.unwrap();
    let story = story.with_daughter(Purpose::ReadAlong, &Part::SHARED).await.with_counsellor(&[Part::Worries]).await;
    let names =
        |view: casework::service::View| view.case.people.into_iter().map(|person| person.name).collect::<Vec<_>>();
    assert_eq!(names(story.casework.overview(story.beginner).await.unwrap()), ["Taro", "Hanako", "Ms Sato"]);
    let counsellor = story.caller(PersonId(3));
    let seen = story.casework.overview(counsellor).await.unwrap();
    assert_eq!(seen.case.consents.len(), 1, "only what was agreed for her");
    assert_eq!(names(seen), ["Taro", "Ms Sato"]);
}

#[tokio::test]
async fn first_something_is_agreed_then_someone_is_invited() {
    let story = TestCase::begun_by_patient().await;
    let (name, ground_paper) = ("Hanako".to_owned(), String::new());
    let relation = Some(casework::Relation::Child);
    story.does(Act::AddPerson { role: Role::Relative, name, relation, ground: None, ground_paper }).await.unwrap();
    assert_eq!(story.casework.invite(story.beginner, SECOND).await.unwrap_err(), Refusal::OutOfOrder);
}

#[tokio::test]
async fn a_ground_needs_its_paper() {
    for ground in [Ground::Minor, Ground::Incapacity, Ground::PowerOfAttorney] {
        let refused = TestCase::begun_by_daughter(ground, "  ", Told::Everything).await.err();
        assert_eq!(refused, Some(Refusal::PaperNeeded));
    }
}

#[tokio::test]
async fn a_power_of_attorney_fills_in_but_does_not_dispose() {
    let story = TestCase::begun_by_daughter(Ground::PowerOfAttorney, "of 3 November", Told::Everything).await.unwrap();
    story.does(own_worry("He says nothing.")).await.unwrap();
    story
        .does(Act::AnswerWorry { worry: casework::WorryId(1), who: "Dr Mori".into(), words: "He may.".into() })
        .await
        .unwrap();
    let close = Act::CloseWorry { worry: casework::WorryId(1), answer: 0 };
    assert_eq!(story.does(close).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.erase(story.beginner).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.taken_out(story.beginner).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.log(story.beginner).await.unwrap_err(), Refusal::NotFound);
    let (name, ground_paper, ground) = ("I myself".to_owned(), "made up".to_owned(), Some(Ground::Minor));
    let relation = Some(casework::Relation::Child);
    let raise = Act::AddPerson { role: Role::Relative, name, relation, ground, ground_paper };
    assert_eq!(story.does(raise).await.unwrap_err(), Refusal::NotFound, "nobody raises themselves");
}

#[tokio::test]
async fn the_patient_takes_a_power_of_attorney_back() {
    let story = TestCase::begun_by_daughter(Ground::PowerOfAttorney, "of 3 November", Told::Everything).await.unwrap();
    let (patient, _) = story.invited(PersonId::PATIENT).await;
    story.act(patient, Act::EndGround(SECOND)).await.unwrap();
    assert_eq!(story.casework.caller(&story.cookie).await.unwrap_err(), Refusal::NotOpen);
    assert_eq!(story.casework.recover(&story.recovery).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.overview(story.beginner).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn a_daughter_with_consent_lets_her_father_in_and_he_may_end_it() {
    let story = TestCase::begun_by_daughter(Ground::Consent, "", Told::Everything).await.unwrap();
    story.does(own_worry("He cannot travel.")).await.unwrap();
    let (father, _) = story.invited(PersonId::PATIENT).await;
    let people = story.casework.view(father, Part::People).await.unwrap().case;
    assert_eq!(people.consents[0].by, SECOND, "it stands as what she said");
    story.act(father, Act::Withdraw(SECOND, Purpose::FillIn)).await.unwrap();
    assert_eq!(story.casework.view(story.beginner, Part::Worries).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.view(father, Part::Worries).await.unwrap().case.worries.len(), 1);
}

#[tokio::test]
async fn nothing_reaches_a_patient_who_has_not_been_told_everything() {
    for told in [Told::Part, Told::Nothing, Told::Unknown] {
        let story = TestCase::begun_by_daughter(Ground::Consent, "", told).await.unwrap();
        let refused = story.casework.invite(story.beginner, PersonId::PATIENT).await.unwrap_err();
        assert_eq!(refused, Refusal::PatientNotTold);
        story.does(own_worry("She must not hear it from a page.")).await.unwrap();
        story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    }
}

#[tokio::test]
async fn a_code_that_is_out_ends_when_not_everything_was_told() {
    let story = TestCase::begun_by_daughter(Ground::Consent, "", Told::Everything).await.unwrap();
    let (code, _) = story.casework.invite(story.beginner, PersonId::PATIENT).await.unwrap();
    story.does(Act::SaveTold(Told::Part)).await.unwrap();
    // The refusal itself must not tell the patient that something was kept back.
    assert_eq!(story.casework.accept(&code).await.unwrap_err(), Refusal::CodeEnded);
}

#[tokio::test]
async fn what_the_patient_knows_must_be_said_by_a_relative_and_stays_once_the_patient_is_there() {
    let story = TestCase::begun_by_daughter(Ground::Consent, "", Told::NotAsked).await.err().unwrap();
    assert_eq!(fields(story), ["told"]);
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Opinion]).await;
    let refused = story.act(story.caller(SECOND), Act::SaveTold(Told::Nothing)).await.unwrap_err();
    assert_eq!(refused, Refusal::OutOfOrder);
}

#[tokio::test]
async fn an_operator_is_in_no_case() {
    let story = TestCase::begun_by_patient().await;
    let (name, ground_paper) = ("Someone".to_owned(), String::new());
    let refused =
        story.does(Act::AddPerson { role: Role::Operator, name, relation: None, ground: None, ground_paper }).await;
    assert_eq!(fields(refused.unwrap_err()), ["role"]);
}

#[tokio::test]
async fn a_relative_without_a_name_is_asked_for_one() {
    let keeper = std::sync::Arc::new(casework::memory::MemoryKeeper::new());
    let (clock, chance) = (std::sync::Arc::default(), std::sync::Arc::default());
    let casework = casework::Casework::new(
        keeper,
        clock as std::sync::Arc<crate::story::StandingClock>,
        chance as std::sync::Arc<crate::story::Counted>,
    );
    let beginner = Beginner::Relative {
        relation: casework::Relation::Spouse,
        ground: Ground::Consent,
        ground_paper: String::new(),
        told: Told::Everything,
        name: " ".to_owned(),
    };
    assert_eq!(fields(casework.begin(beginner, false).await.unwrap_err()), ["name"]);
}

#[tokio::test]
async fn a_daughter_who_fills_in_puts_her_fathers_name_down_and_no_one_elses() {
    let story = TestCase::begun_by_daughter(Ground::Consent, "", Told::Everything).await.unwrap();
    let seen = story.does(Act::NamePerson(PersonId::PATIENT, "Taro".to_owned())).await.unwrap().case;
    assert_eq!(seen.people[0].name, "Taro");
    let own = Act::NamePerson(SECOND, "Somebody".to_owned());
    assert_eq!(story.does(own).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn once_the_patient_is_in_nobody_makes_a_code_to_come_in_as_the_patient() {
    for ground in [Ground::Consent, Ground::PowerOfAttorney, Ground::Incapacity] {
        let story = TestCase::begun_by_daughter(ground, "of 3 November", Told::Everything).await.unwrap();
        story.invited(PersonId::PATIENT).await;
        let refused = story.casework.invite(story.beginner, PersonId::PATIENT).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound, "{ground:?}");
    }
    // Nor in a case the patient began.
    let story = TestCase::begun_by_patient().await;
    let (name, ground_paper, ground) = ("Hanako".to_owned(), "of 3 November".to_owned(), Some(Ground::PowerOfAttorney));
    let relation = Some(casework::Relation::Child);
    story.does(Act::AddPerson { role: Role::Relative, name, relation, ground, ground_paper }).await.unwrap();
    let (daughter, _) = story.invited(SECOND).await;
    assert_eq!(story.casework.invite(daughter, PersonId::PATIENT).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn the_doctors_form_shows_the_first_opinion_to_nobody_who_may_not_read_it() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Letter]).await;
    let version = story.version().await;
    let refused = story.casework.invite_doctor(story.caller(SECOND), version).await.unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
    story.does(agree(SECOND, Purpose::FillIn, &[Part::Letter, Part::Opinion])).await.unwrap();
    story.casework.invite_doctor(story.caller(SECOND), story.version().await).await.unwrap();
}

#[tokio::test]
async fn a_worry_is_put_down_for_nobody_whom_one_may_not_see() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Worries]).await;
    let story = story.with_counsellor(&[Part::Worries]).await;
    let worry =
        |of| Act::AddWorry { of: Some(PersonId(of)), about: casework::worry::About::Cured, words: String::new() };
    let daughter = story.caller(SECOND);
    for hidden_or_not_there in [3, 4] {
        assert_eq!(story.act(daughter, worry(hidden_or_not_there)).await.unwrap_err(), Refusal::NotFound);
    }
    for seen in [1, 2] {
        story.act(daughter, worry(seen)).await.unwrap();
    }
    story.does(worry(3)).await.unwrap();
}
