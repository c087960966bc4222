use casework::application::State;
use casework::day::{Coming, Question, fit, minutes_of};
use casework::people::{Part, Purpose};
use casework::worry::About;
use casework::{Act, ApplicationId, Case, PersonId, QuestionId, Refusal, WorryId};

use crate::midway::{APPLICATION, DAUGHTER, DOCTOR, NOW, TOMORROW, by, case, on, patient};
use crate::story::{SECOND, TestCase, fields, own_worry};

fn ask(words: &str, minutes: u8) -> Act {
    Act::AskQuestion { words: words.to_owned(), minutes, worry: None }
}

fn change(words: &str, minutes: u8, answer: &str) -> Act {
    Act::ChangeQuestion { question: QuestionId(1), words: words.to_owned(), minutes, answer: answer.to_owned() }
}

fn asked(case: &Case) -> Vec<&str> {
    case.questions.iter().map(|question| question.words.as_str()).collect()
}

fn three() -> Case {
    ["one", "two", "three"].iter().fold(case(State::Booked), |case, words| patient(&case, ask(words, 5)).unwrap())
}

fn comes(person: Option<PersonId>, name: &str) -> Coming {
    Coming { person, name: name.to_owned(), relation: None, from: String::new() }
}

fn save(patient_comes: bool, coming: Vec<Coming>) -> Act {
    Act::SaveDay { application: APPLICATION, patient_comes, coming }
}

#[test]
fn questions_stand_in_the_order_they_are_put_in() {
    let case = three();
    assert_eq!(asked(&case), ["one", "two", "three"]);
    let first = patient(&case, Act::PlaceQuestion(QuestionId(3), 0)).unwrap();
    assert_eq!(asked(&first), ["three", "one", "two"]);
    let last = patient(&first, Act::PlaceQuestion(QuestionId(3), 2)).unwrap();
    assert_eq!(asked(&last), ["one", "two", "three"]);
    assert_eq!(patient(&case, Act::PlaceQuestion(QuestionId(3), 3)).unwrap_err(), Refusal::OutOfOrder);
    assert_eq!(patient(&case, Act::PlaceQuestion(QuestionId(9), 0)).unwrap_err(), Refusal::NotFound);
    let less = patient(&case, Act::RemoveQuestion(QuestionId(2))).unwrap();
    assert_eq!(asked(&less), ["one", "three"]);
    assert_eq!(patient(&less, Act::RemoveQuestion(QuestionId(2))).unwrap_err(), Refusal::NotFound);
}

#[test]
fn a_question_has_words_and_minutes() {
    let case = case(State::Booked);
    assert_eq!(fields(patient(&case, ask(" ", 0)).unwrap_err()), ["words", "minutes"]);
    assert_eq!(fields(patient(&case, ask(&"山".repeat(4_001), 61)).unwrap_err()), ["words", "minutes"]);
    let kept = patient(&case, ask(&"山".repeat(4_000), 60)).unwrap();
    assert_eq!(fields(patient(&kept, change("", 1, &"a".repeat(4_001))).unwrap_err()), ["words", "answer"]);
    let changed = patient(&kept, change("Why?", 1, "So.")).unwrap();
    let question = &changed.questions[0];
    assert_eq!((question.words.as_str(), question.minutes, question.answer.as_str()), ("Why?", 1, "So."));
    let other = Act::ChangeQuestion { question: QuestionId(2), words: "x".into(), minutes: 1, answer: String::new() };
    assert_eq!(patient(&kept, other).unwrap_err(), Refusal::NotFound);
}

#[test]
fn forty_questions_are_enough() {
    let full = (0..40).fold(case(State::Booked), |case, _| patient(&case, ask("Why?", 1)).unwrap());
    assert_eq!(patient(&full, ask("Why?", 1)).unwrap_err(), Refusal::Full(40));
}

#[test]
fn an_answered_question_lets_no_worry_go() {
    let worry = Act::AddWorry { of: None, about: About::Cured, words: String::new() };
    let case = patient(&case(State::Booked), worry).unwrap();
    let of_worry = |id: u32| Act::AskQuestion { words: "Will I be well?".into(), minutes: 5, worry: Some(WorryId(id)) };
    assert_eq!(patient(&case, of_worry(2)).unwrap_err(), Refusal::NotFound);
    let case = patient(&case, of_worry(1)).unwrap();
    let case = patient(&case, change("Will I be well again?", 5, "Most are.")).unwrap();
    assert_eq!(case.questions[0].worry, Some(WorryId(1)), "the link stays");
    assert_eq!(case.worries[0].closed, None);
    assert_eq!(case.worries[0].answers, []);
}

#[tokio::test]
async fn the_familys_questions_are_theirs_and_worries_unseen_are_not_found_by_asking() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Day]).await;
    story.does(own_worry("Mine alone")).await.unwrap();
    let seen = story.act(story.caller(SECOND), ask("May we ring?", 3)).await.unwrap().case;
    assert_eq!(seen.questions[0].of, SECOND);
    let probing = Act::AskQuestion { words: "x".into(), minutes: 1, worry: Some(WorryId(1)) };
    assert_eq!(story.act(story.caller(SECOND), probing).await.unwrap_err(), Refusal::NotFound);
}

#[test]
fn one_part_in_three_of_the_time_is_the_doctors() {
    let question = |id: u32, minutes: u8| Question {
        id: QuestionId(id),
        of: PersonId::PATIENT,
        words: "Why?".to_owned(),
        minutes,
        worry: None,
        answer: String::new(),
    };
    let questions = [question(4, 10), question(2, 9), question(3, 1), question(1, 1)];
    assert_eq!(minutes_of(&questions), 21);
    let fit_in = |minutes| fit(&questions, minutes);
    let hour = fit_in(60);
    assert_eq!((hour.kept_for_doctor, hour.fits.len(), hour.left.len()), (20, 4, 0));
    let half = fit_in(30);
    assert_eq!(half.kept_for_doctor, 10);
    assert_eq!(half.fits, [4, 2, 3].map(QuestionId), "20 minutes, used to the last");
    assert_eq!(half.left, [QuestionId(1)]);
    let less = fit_in(29);
    assert_eq!(less.fits, [QuestionId(4), QuestionId(2)]);
    let short = fit_in(15);
    assert_eq!(
        (short.fits, short.left),
        (vec![QuestionId(4)], [2, 3, 1].map(QuestionId).to_vec()),
        "none is put before another"
    );
    assert_eq!(fit_in(0).fits, []);
    assert_eq!(fit(&[], 30).fits, []);
    let endless = vec![question(1, 255); 300];
    assert_eq!((minutes_of(&endless), fit(&endless, u16::MAX).left.len()), (u16::MAX, 129));
}

#[test]
fn who_comes_is_said_by_name_and_once() {
    let case = case(State::Booked);
    let day = patient(&case, save(true, vec![comes(Some(DAUGHTER), "Hanako"), comes(None, "A neighbour")])).unwrap();
    assert_eq!(day.days[0].coming.len(), 2);
    let bad = vec![comes(None, " "), Coming { from: "y".repeat(201), ..comes(None, "Taro") }];
    assert_eq!(fields(patient(&case, save(true, bad)).unwrap_err()), ["name", "from"]);
    let twice = vec![comes(Some(DAUGHTER), "Hanako"), comes(Some(DAUGHTER), "Hanako")];
    assert_eq!(fields(patient(&case, save(true, twice)).unwrap_err()), ["coming"]);
    let as_other = vec![comes(Some(PersonId::PATIENT), "Me")];
    assert_eq!(fields(patient(&case, save(false, as_other)).unwrap_err()), ["coming"]);
    assert_eq!(fields(patient(&case, save(false, vec![])).unwrap_err()), ["coming"], "someone comes");
    let unknown = vec![comes(Some(PersonId(77)), "Someone")];
    assert_eq!(patient(&case, save(true, unknown)).unwrap_err(), Refusal::NotFound);
    let eleven = (0..11).map(|number| comes(None, &format!("cousin {number}"))).collect();
    assert_eq!(patient(&case, save(true, eleven)).unwrap_err(), Refusal::Full(10));
}

#[test]
fn people_unseen_are_not_found_by_letting_them_come_but_stay_when_they_stand_there() {
    let case = case(State::Booked);
    let doctor_comes = || save(true, vec![comes(Some(DOCTOR), "someone")]);
    assert_eq!(by(&case, DAUGHTER, doctor_comes()).unwrap_err(), Refusal::NotFound);
    by(&case, DAUGHTER, save(true, vec![comes(Some(DAUGHTER), "Hanako")])).unwrap();
    let said = patient(&case, doctor_comes()).unwrap();
    by(&said, DAUGHTER, doctor_comes()).unwrap();
}

#[test]
fn a_day_is_of_an_application_that_goes_on() {
    let send = || Act::SendQuestions(APPLICATION);
    for state in State::ALL {
        let case = patient(&case(state), ask("Why?", 1)).unwrap();
        for act in [save(true, vec![]), send()] {
            let done = patient(&case, act);
            assert_eq!(done.is_err(), state.is_end(), "{state:?}");
            assert!(done.is_ok() || done == Err(Refusal::OutOfOrder));
        }
    }
    assert_eq!(patient(&three(), Act::SendQuestions(ApplicationId(2))).unwrap_err(), Refusal::NotFound);
}

#[test]
fn questions_are_sent_ahead_and_again_after_a_change() {
    let none = case(State::Booked);
    assert_eq!(fields(patient(&none, Act::SendQuestions(APPLICATION)).unwrap_err()), ["questions"]);
    let sent = patient(&three(), Act::SendQuestions(APPLICATION)).unwrap();
    assert_eq!(sent.days[0].sent_ahead, Some(NOW));
    assert!(sent.days[0].patient_comes);
    let later = patient(&sent, save(false, vec![comes(Some(DAUGHTER), "Hanako")])).unwrap();
    assert_eq!((later.days.len(), later.days[0].sent_ahead), (1, Some(NOW)), "who comes takes nothing back");
    let again = on(&later, TOMORROW, PersonId::PATIENT, Act::SendQuestions(APPLICATION)).unwrap();
    assert!(again.days[0].sent_ahead > Some(NOW));
    assert!(!again.days[0].patient_comes);
}
