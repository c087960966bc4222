use casework::keeper::{Deeded, KeyKind, Opens, Who};
use casework::letter::{Form, Source, Words};
use casework::people::{Part, Purpose};
use casework::{Act, PersonId, Refusal, Secret};

use crate::story::{DAY, SECOND, TestCase, own_worry, told};

#[tokio::test]
async fn a_patient_alone_leaves_and_resumes_with_the_recovery_code() {
    let story = TestCase::begun_by_patient().await;
    story.does(own_worry("Is there another treatment?")).await.unwrap();
    story.casework.leave(&story.cookie).await.unwrap();
    assert_eq!(story.casework.caller(&story.cookie).await.unwrap_err(), Refusal::NotOpen);
    let typed = Secret::from_typed(&story.recovery.printed()).unwrap();
    let (caller, cookie) = story.casework.recover(&typed).await.unwrap();
    assert_eq!(story.casework.caller(&cookie).await.unwrap(), story.beginner);
    assert_eq!(story.casework.view(caller, Part::Worries).await.unwrap().case.worries.len(), 1);
}

#[tokio::test]
async fn a_renewed_recovery_code_ends_the_old_one() {
    let story = TestCase::begun_by_patient().await;
    let new = story.casework.renew_recovery(story.beginner).await.unwrap();
    assert_eq!(story.casework.recover(&story.recovery).await.unwrap_err(), Refusal::CodeUnknown);
    story.casework.recover(&new).await.unwrap();
}

#[tokio::test]
async fn a_cookie_ends_after_thirty_days() {
    let story = TestCase::begun_by_patient().await;
    story.clock.pass(30 * DAY - 1);
    story.casework.caller(&story.cookie).await.unwrap();
    story.clock.pass(1);
    assert_eq!(story.casework.caller(&story.cookie).await.unwrap_err(), Refusal::NotOpen);
}

#[tokio::test]
async fn an_invitation_opens_once() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let (code, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    let (daughter, _) = story.casework.accept(&code).await.unwrap();
    assert_eq!(daughter, story.caller(SECOND));
    assert_eq!(story.casework.accept(&code).await.unwrap_err(), Refusal::CodeUsed);
    let entry = story.last_entry().await;
    assert_eq!((entry.who, entry.deed), (Who::Nobody, Deeded::Refused), "the patient sees that someone tried");
    let people = story.casework.view(story.beginner, Part::People).await.unwrap().case.people;
    assert!(people[1].joined.is_some());
}

#[tokio::test]
async fn an_invitation_ends_after_fourteen_days_and_a_new_one_ends_the_old() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let (first, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    let (second, until) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    assert_eq!(until, story.casework.now().plus_seconds(14 * DAY));
    assert_eq!(story.casework.accept(&first).await.unwrap_err(), Refusal::CodeUnknown);
    story.clock.pass(14 * DAY);
    assert_eq!(story.casework.accept(&second).await.unwrap_err(), Refusal::CodeEnded);
}

#[tokio::test]
async fn an_unknown_code_opens_nothing() {
    let story = TestCase::begun_by_patient().await;
    for typed in ["0000-0000-0000", "00000-00000-00000-00000-00000"] {
        let code = Secret::from_typed(typed).unwrap();
        assert_eq!(story.casework.accept(&code).await.unwrap_err(), Refusal::CodeUnknown);
        assert_eq!(story.casework.recover(&code).await.unwrap_err(), Refusal::CodeUnknown);
        assert_eq!(story.casework.caller(&code).await.unwrap_err(), Refusal::NotOpen);
    }
}

#[tokio::test]
async fn no_secret_passes_for_another_kind() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let (code, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    let (form, _) = story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    assert_eq!(story.casework.recover(&code).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.recover(&story.cookie).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.accept(&story.recovery).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.accept(&story.cookie).await.unwrap_err(), Refusal::CodeUnknown);
    for code in [&code, &form, &story.recovery] {
        assert_eq!(story.casework.caller(code).await.unwrap_err(), Refusal::NotOpen);
    }
    let (_, cookie) = story.casework.accept(&form).await.unwrap();
    assert_eq!(story.casework.accept(&cookie).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.caller(&form).await.unwrap_err(), Refusal::NotOpen, "used or not, a code is no cookie");
}

#[tokio::test]
async fn the_doctors_code_opens_the_form_and_nothing_else() {
    let story = TestCase::begun_by_patient().await;
    let opinion = casework::opinion::FirstOpinion {
        condition_words: "Stomach cancer".to_owned(),
        doctor: told("Dr Mori"),
        treatment: told("Operation"),
        unclear: "Does he think I am too old?".to_owned(),
        ..Default::default()
    };
    story.does(Act::SaveOpinion(Box::new(opinion))).await.unwrap();
    let (code, until) = story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    assert_eq!(until, story.casework.now().plus_seconds(60 * DAY));
    let (doctor, cookie) = story.casework.accept(&code).await.unwrap();
    assert!(doctor.actor.by_form_code);
    assert_eq!(story.casework.caller(&cookie).await.unwrap(), doctor);
    let seen = story.casework.overview(doctor).await.unwrap().case;
    let form = seen.letter.form.unwrap();
    assert_eq!((form.diagnosis.text.as_str(), form.diagnosis.source), ("Stomach cancer", Source::Patient));
    assert_eq!(seen.opinion, Default::default());
    for part in Part::ALL {
        assert_eq!(story.casework.view(doctor, part).await.unwrap_err(), Refusal::NotFound);
    }
    let course = Words { text: "Since spring.".to_owned(), source: Source::Doctor };
    story.act(doctor, Act::SaveForm(Box::new(Form { course, ..form }))).await.unwrap();
    assert_eq!(story.casework.accept(&code).await.unwrap_err(), Refusal::CodeUsed);
    story.clock.pass(DAY);
    assert_eq!(story.casework.caller(&cookie).await.unwrap_err(), Refusal::NotOpen, "the form stays open for a day");
}

#[tokio::test]
async fn taking_the_doctors_code_back_closes_the_form() {
    let story = TestCase::begun_by_patient().await;
    let (code, _) = story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    let (doctor, cookie) = story.casework.accept(&code).await.unwrap();
    story.does(Act::Withdraw(SECOND, Purpose::WriteLetter)).await.unwrap();
    assert_eq!(story.casework.caller(&cookie).await.unwrap_err(), Refusal::NotOpen);
    assert_eq!(story.casework.overview(doctor).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.act(doctor, Act::SaveForm(Box::default())).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn a_second_code_for_the_doctor_ends_the_first_and_keeps_the_form() {
    let story = TestCase::begun_by_patient().await;
    let (first, _) = story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    let (doctor, _) = story.casework.accept(&first).await.unwrap();
    let purpose = Words { text: "Second opinion".to_owned(), source: Source::Doctor };
    story.act(doctor, Act::SaveForm(Box::new(Form { purpose, ..Form::default() }))).await.unwrap();
    let (second, _) = story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    let (again, _) = story.casework.accept(&second).await.unwrap();
    assert_eq!(again.actor, doctor.actor, "one doctor, not two");
    let form = story.casework.overview(again).await.unwrap().case.letter.form.unwrap();
    assert_eq!(form.purpose.text, "Second opinion");
}

#[tokio::test]
async fn an_erased_case_is_as_if_it_had_never_been() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &Part::SHARED).await;
    let (daughter, daughters_cookie) = story.invited(SECOND).await;
    let (invitation, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    assert_eq!(story.casework.erase(daughter).await.unwrap_err(), Refusal::NotFound);
    story.casework.erase(story.beginner).await.unwrap();
    assert_eq!(story.casework.overview(story.beginner).await.unwrap_err(), Refusal::NotFound);
    for cookie in [&story.cookie, &daughters_cookie] {
        assert_eq!(story.casework.caller(cookie).await.unwrap_err(), Refusal::NotOpen);
    }
    assert_eq!(story.casework.recover(&story.recovery).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.accept(&invitation).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(story.casework.erase_by_operator(story.id).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.last_entry().await.deed, Deeded::Erased, "that it was erased stays known");
}

#[tokio::test]
async fn what_opens_a_case_is_known_by_its_secret_only() {
    let story = TestCase::begun_by_patient().await;
    let key = casework::Keeper::key(&*story.keeper, &story.cookie).await.unwrap().unwrap();
    assert_eq!((key.kind, key.opens), (KeyKind::Cookie, Opens::Case(story.id, PersonId::PATIENT)));
    assert_eq!(format!("{:?}", story.cookie), "Secret(…)");
}

#[tokio::test]
async fn a_recovery_code_of_someone_to_whom_nothing_is_open_shows_in_the_log() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let recovery = story.casework.renew_recovery(story.caller(SECOND)).await.unwrap();
    let until = Some(story.casework.today());
    let parts = [Part::Opinion].into();
    story.does(Act::Agree { person: SECOND, purpose: Purpose::ReadAlong, parts, until }).await.unwrap();
    story.clock.pass(DAY);
    assert_eq!(story.casework.recover(&recovery).await.unwrap_err(), Refusal::CodeEnded);
    let entry = story.last_entry().await;
    assert_eq!((entry.deed, entry.who), (Deeded::Refused, Who::Nobody));
}
