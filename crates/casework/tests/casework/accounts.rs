use casework::account::{Hashed, OneTime, Proved, hash_passphrase, one_time_base32};
use casework::people::{Part, Purpose, Role};
use casework::{Act, Moment, PersonId, Refusal, Secret};

use crate::story::{Counted, DAY, SECOND, TestCase, fields, own_worry};

pub const PASSPHRASE: &str = "four quiet morning boats";

pub fn hashed(passphrase: &str) -> Hashed {
    hash_passphrase(passphrase, &Counted::default()).ok().unwrap()
}

async fn proved(story: &TestCase, name: &str, passphrase: &str) -> Proved {
    story.casework.account_named(name).await.ok().unwrap().verify(passphrase)
}

pub async fn sign_in(
    story: &TestCase,
    name: &str,
    passphrase: &str,
    one_time: Option<&str>,
) -> Result<Secret, Refusal> {
    story.casework.sign_in(proved(story, name, passphrase).await, one_time).await
}

#[test]
fn one_time_passwords_are_those_of_the_rfc() {
    let secret = OneTime::of(b"12345678901234567890".to_vec());
    let vectors = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    for (second, digits) in vectors {
        assert_eq!(secret.at(Moment(second)), digits);
    }
}

#[test]
fn a_one_time_password_holds_a_step_early_and_late_and_once() {
    let secret = OneTime::drawn(&Counted::default());
    let (now, step) = (Moment(3_000_000), 100_000);
    for (seconds, found) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
        assert_eq!(secret.step(&secret.at(now.plus_seconds(seconds)), now, 0).is_some(), found, "{seconds}");
    }
    assert_eq!(secret.step(&secret.at(now), now, step), None, "used");
    assert_eq!(secret.step(&secret.at(now), now, step - 1), Some(step));
    let wide: String = secret.at(now).chars().map(|digit| char::from_u32(digit as u32 + 0xFEE0).unwrap()).collect();
    assert_eq!(secret.step(&format!(" {wide} "), now, 0), Some(step));
    for wrong in ["", "12345", "1234567", "abcdef"] {
        assert_eq!(secret.step(wrong, now, 0), None);
    }
}

#[test]
fn the_one_time_secret_is_written_as_programs_read_it() {
    assert_eq!(one_time_base32(b"foobar"), "MZXW6YTBOI");
    let address = OneTime::of(b"foobar".to_vec()).address("山田 k");
    assert_eq!(address, "otpauth://totp/Anshin:%E5%B1%B1%E7%94%B0%20k?secret=MZXW6YTBOI&issuer=Anshin");
}

#[test]
fn a_passphrase_has_twelve_letters_and_is_hashed_as_advised() {
    let short = hash_passphrase("elevenchars", &Counted::default()).err().unwrap();
    assert_eq!(fields(short), ["passphrase"]);
    let long = hash_passphrase(&"a".repeat(201), &Counted::default()).err().unwrap();
    assert_eq!(fields(long), ["passphrase"]);
}

#[tokio::test]
async fn a_patient_makes_an_account_and_comes_back_with_it() {
    let story = TestCase::begun_by_patient().await;
    story.casework.make_account(story.beginner, "Tarō", hashed(PASSPHRASE)).await.unwrap();
    let cookie = sign_in(&story, "ＴＡＲŌ ", "ｆｏｕｒ quiet morning boats", None).await.unwrap();
    assert_eq!(story.casework.account(&cookie).await.unwrap(), ("tarō".to_owned(), Role::Patient));
    assert_eq!(story.casework.account_cases(&cookie).await.unwrap(), [(story.id, PersonId::PATIENT)]);
    let (caller, case_cookie) = story.casework.open_case(&cookie, story.id).await.unwrap();
    assert_eq!(story.casework.caller(&case_cookie).await.unwrap(), caller);
    assert_eq!(story.casework.caller(&cookie).await.unwrap_err(), Refusal::NotOpen, "an account is not a case");
    story.clock.pass(30 * DAY);
    assert_eq!(story.casework.account(&cookie).await.unwrap_err(), Refusal::NotOpen);
}

#[tokio::test]
async fn whatever_is_wrong_at_the_door_the_answer_is_one() {
    let story = TestCase::begun_by_patient().await;
    story.casework.make_account(story.beginner, "taro", hashed(PASSPHRASE)).await.unwrap();
    for (name, passphrase) in [("taro", "four quiet morning boat"), ("hanako", PASSPHRASE), ("", ""), ("taro", "")] {
        assert_eq!(sign_in(&story, name, passphrase, None).await.unwrap_err(), Refusal::WrongPassphrase);
    }
}

#[tokio::test]
async fn a_name_is_one_persons() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    story.casework.make_account(story.beginner, "taro", hashed(PASSPHRASE)).await.unwrap();
    let second = story.casework.make_account(story.caller(SECOND), "ＴＡＲＯ", hashed(PASSPHRASE)).await;
    assert_eq!(second.unwrap_err(), Refusal::NameTaken);
    let nameless = story.casework.make_account(story.caller(SECOND), " ", hashed(PASSPHRASE)).await;
    assert_eq!(fields(nameless.unwrap_err()), ["name"]);
}

#[tokio::test]
async fn a_counsellor_with_an_account_takes_a_case_on_and_loses_it_with_the_consent() {
    let story = TestCase::begun_by_patient().await.with_counsellor(&[Part::Worries]).await;
    let one_time = story.casework.staff_account("sato", Role::Counsellor, hashed(PASSPHRASE)).await.unwrap();
    assert_eq!(sign_in(&story, "sato", PASSPHRASE, None).await.unwrap_err(), Refusal::WrongPassphrase);
    let digits = one_time.at(story.casework.now());
    let account = sign_in(&story, "sato", PASSPHRASE, Some(&digits)).await.unwrap();
    let (code, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    let (counsellor, cookie) = story.casework.accept_with_account(&account, &code).await.unwrap();
    story.act(counsellor, own_worry("Rang on Monday.")).await.unwrap();
    assert_eq!(story.casework.account_cases(&account).await.unwrap(), [(story.id, SECOND)]);
    story.does(Act::Withdraw(SECOND, Purpose::Counsel)).await.unwrap();
    assert_eq!(story.casework.account_cases(&account).await.unwrap(), []);
    assert_eq!(story.casework.open_case(&account, story.id).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.caller(&cookie).await.unwrap_err(), Refusal::NotOpen);
    story.clock.pass(12 * 60 * 60);
    assert_eq!(story.casework.account_cases(&account).await.unwrap_err(), Refusal::NotOpen);
}

#[tokio::test]
async fn a_one_time_password_opens_once() {
    let story = TestCase::begun_by_patient().await;
    let one_time = story.casework.staff_account("desk", Role::Desk, hashed(PASSPHRASE)).await.unwrap();
    let digits = one_time.at(story.casework.now());
    // Both look before either writes.
    let (first, second) = (proved(&story, "desk", PASSPHRASE).await, proved(&story, "desk", PASSPHRASE).await);
    let first = story.casework.sign_in(first, Some(&digits));
    let second = story.casework.sign_in(second, Some(&digits));
    let (first, second) = tokio::join!(first, second);
    assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1);
    assert_eq!(sign_in(&story, "desk", PASSPHRASE, Some(&digits)).await.unwrap_err(), Refusal::WrongPassphrase);
    story.clock.pass(30);
    let next = one_time.at(story.casework.now());
    sign_in(&story, "desk", PASSPHRASE, Some(&next)).await.unwrap();
}

#[tokio::test]
async fn staff_do_not_make_their_own_accounts_nor_take_a_familys_code() {
    let story = TestCase::begun_by_patient().await.with_counsellor(&[Part::Worries]).await;
    let story = story.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let own = story.casework.make_account(story.caller(SECOND), "sato", hashed(PASSPHRASE)).await;
    assert_eq!(own.unwrap_err(), Refusal::NotFound);
    let family = story.casework.staff_account("taro", Role::Relative, hashed(PASSPHRASE)).await.err();
    assert_eq!(family, Some(Refusal::OutOfOrder));
    let one_time = story.casework.staff_account("desk", Role::Desk, hashed(PASSPHRASE)).await.unwrap();
    let digits = one_time.at(story.casework.now());
    let desk = sign_in(&story, "desk", PASSPHRASE, Some(&digits)).await.unwrap();
    let (code, _) = story.casework.invite(story.beginner, PersonId(3)).await.unwrap();
    assert_eq!(story.casework.accept_with_account(&desk, &code).await.unwrap_err(), Refusal::CodeUnknown);
    story.casework.accept(&code).await.unwrap();
}

#[tokio::test]
async fn a_counsellors_code_opens_nothing_without_their_account_and_is_not_used_up() {
    let story = TestCase::begun_by_patient().await.with_counsellor(&[Part::Worries]).await;
    let (code, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    assert_eq!(story.casework.accept(&code).await.unwrap_err(), Refusal::AccountNeeded);
    let one_time = story.casework.staff_account("sato", Role::Counsellor, hashed(PASSPHRASE)).await.unwrap();
    let digits = one_time.at(story.casework.now());
    let account = sign_in(&story, "sato", PASSPHRASE, Some(&digits)).await.unwrap();
    story.casework.accept_with_account(&account, &code).await.unwrap();
}

#[tokio::test]
async fn signing_out_ends_the_account_on_this_device() {
    let story = TestCase::begun_by_patient().await;
    let cookie = story.casework.make_account(story.beginner, "taro", hashed(PASSPHRASE)).await.unwrap();
    story.casework.sign_out(&cookie).await.unwrap();
    assert_eq!(story.casework.account_cases(&cookie).await.unwrap_err(), Refusal::NotOpen);
}

#[tokio::test]
async fn an_account_forgets_a_case_that_was_erased() {
    let story = TestCase::begun_by_patient().await;
    let cookie = story.casework.make_account(story.beginner, "taro", hashed(PASSPHRASE)).await.unwrap();
    story.casework.erase(story.beginner).await.unwrap();
    assert_eq!(story.casework.account_cases(&cookie).await.unwrap(), []);
    assert_eq!(story.casework.open_case(&cookie, story.id).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn an_account_that_opens_a_case_keeps_its_place_in_it() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let account = story.casework.make_account(story.beginner, "taro", hashed(PASSPHRASE)).await.unwrap();
    let (daughters, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    let refused = story.casework.accept_with_account(&account, &daughters).await.unwrap_err();
    assert_eq!(refused, Refusal::OutOfOrder);
    assert_eq!(story.casework.account_cases(&account).await.unwrap(), [(story.id, PersonId::PATIENT)]);
    story.casework.accept(&daughters).await.unwrap();
}
