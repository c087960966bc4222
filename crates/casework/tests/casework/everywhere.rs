use casework::{Moment, PersonId, Refusal};

use crate::accounts::{PASSPHRASE, hashed, sign_in};
use crate::story::{DAY, TestCase};

const OTHER: &str = "nine loud evening trains";

#[tokio::test]
async fn a_new_passphrase_needs_the_old_one_and_ends_every_other_device_of_the_account() {
    let story = TestCase::begun_by_patient().await;
    let casework = &story.casework;
    casework.make_account(story.beginner, "taro", hashed(PASSPHRASE)).await.unwrap();
    let here = sign_in(&story, "taro", PASSPHRASE, None).await.unwrap();
    let elsewhere = sign_in(&story, "taro", PASSPHRASE, None).await.unwrap();
    let (_, case_elsewhere) = casework.open_case(&elsewhere, story.id).await.unwrap();
    let wrong = casework.own_passphrase(&here).await.ok().unwrap().verify(OTHER);
    let refused = casework.change_passphrase(&here, wrong, hashed(OTHER)).await;
    assert_eq!(refused.unwrap_err(), Refusal::WrongPassphrase);
    let right = casework.own_passphrase(&here).await.ok().unwrap().verify(PASSPHRASE);
    let fresh = casework.change_passphrase(&here, right, hashed(OTHER)).await.unwrap();
    for ended in [&here, &elsewhere] {
        assert_eq!(casework.account(ended).await.unwrap_err(), Refusal::NotOpen);
    }
    assert_eq!(casework.caller(&case_elsewhere).await.unwrap_err(), Refusal::NotOpen);
    assert_eq!(casework.account(&fresh).await.unwrap().0, "taro");
    assert_eq!(sign_in(&story, "taro", PASSPHRASE, None).await.unwrap_err(), Refusal::WrongPassphrase);
    assert!(sign_in(&story, "taro", OTHER, None).await.is_ok());
}

#[tokio::test]
async fn signed_out_everywhere_every_cookie_of_the_account_has_ended_and_a_new_one_holds() {
    let story = TestCase::begun_by_patient().await;
    let casework = &story.casework;
    let first = casework.make_account(story.beginner, "taro", hashed(PASSPHRASE)).await.unwrap();
    story.clock.pass(DAY);
    let second = sign_in(&story, "taro", PASSPHRASE, None).await.unwrap();
    casework.sign_out_everywhere(&second).await.unwrap();
    for ended in [&first, &second] {
        assert_eq!(casework.account(ended).await.unwrap_err(), Refusal::NotOpen);
    }
    let anew = sign_in(&story, "taro", PASSPHRASE, None).await.unwrap();
    assert!(casework.account(&anew).await.is_ok(), "within the same second");
}

#[tokio::test]
async fn a_new_recovery_code_can_close_the_case_on_every_other_device_of_that_person_and_of_nobody_else() {
    let story = TestCase::begun_by_patient().await;
    let casework = &story.casework;
    let old = casework.renew_recovery(story.beginner).await.unwrap();
    let (_, elsewhere) = casework.recover(&old).await.unwrap();
    let (code, here) = casework.renew_recovery_everywhere(story.beginner).await.unwrap();
    assert_eq!(casework.caller(&elsewhere).await.unwrap_err(), Refusal::NotOpen);
    assert_eq!(casework.recover(&old).await.unwrap_err(), Refusal::CodeUnknown);
    assert_eq!(casework.caller(&here).await.unwrap().actor.person, PersonId::PATIENT);
    assert!(casework.recover(&code).await.is_ok());
}

#[test]
fn an_answer_about_signs_is_old_after_seven_days() {
    use casework::timing::Timing;
    use jiff::civil::date;
    let never = Timing::default();
    assert!(never.signs_stale(date(1970, 1, 1)));
    let read = Timing { signs_read: Some((Moment(0), String::new())), ..Timing::default() };
    assert!(!read.signs_stale(date(1970, 1, 8)));
    assert!(read.signs_stale(date(1970, 1, 9)));
}
