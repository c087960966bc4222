use casework::application::State;
use casework::ease::{When, goes_on_to_gad7, highest_worry, last_of, sure_pair, worry_is_high};
use casework::instrument::{Band, Instrument, Language};
use casework::people::{Part, Purpose};
use casework::service::Caller;
use casework::{Act, Case, Refusal};

use crate::midway::{case, patient};
use crate::story::{SECOND, TestCase, fields};

fn answer(when: When, instrument: Instrument, answers: &[u8]) -> Act {
    let answers = answers.iter().copied().map(Some).collect();
    Act::AnswerEase { when, instrument, language: Language::Ja, answers }
}

fn after(case: &Case, when: When, instrument: Instrument, answers: &[u8]) -> Case {
    patient(case, answer(when, instrument, answers)).unwrap()
}

#[test]
fn a_questionnaire_is_kept_whole_with_the_text_that_was_shown() {
    let case = after(&case(State::Sent), When::Before, Instrument::Sure, &[1, 0, 1, 1]);
    let eased = &case.ease[0];
    assert_eq!((eased.when, &eased.answered.answers[..]), (When::Before, &[1, 0, 1, 1][..]));
    assert_eq!(eased.answered.shown.language, Language::Ja);
    let kept: Case = serde_json::from_str(&serde_json::to_string(&case).unwrap()).unwrap();
    assert_eq!(kept, case);
}

#[test]
fn a_part_of_a_questionnaire_is_not_kept() {
    let case = case(State::Sent);
    let some = |instrument, answers: Vec<Option<u8>>| {
        let act = Act::AnswerEase { when: When::After, instrument, language: Language::En, answers };
        fields(patient(&case, act).unwrap_err())
    };
    assert_eq!(some(Instrument::Sure, vec![Some(1), None, Some(0)]), ["answer_2", "answer_4"]);
    assert_eq!(some(Instrument::Gad2, vec![Some(4), Some(3)]), ["answer_1"]);
    assert_eq!(some(Instrument::Gad7, vec![Some(1); 8]), ["answers"]);
    let missing = ["answer_1", "answer_2", "answer_3", "answer_4", "answer_5", "answer_6", "answer_7"];
    assert_eq!(some(Instrument::Gad7, vec![]), missing);
}

#[test]
fn how_sure_one_was_stands_before_and_after_and_the_last_answer_counts() {
    let case = case(State::Sent);
    assert_eq!(sure_pair(&case), (None, None));
    let case = after(&case, When::Before, Instrument::Sure, &[0, 0, 0, 1]);
    let case = after(&case, When::Before, Instrument::Sure, &[0, 1, 0, 1]);
    let case = after(&case, When::Before, Instrument::Gad2, &[0, 1]);
    let case = after(&case, When::After, Instrument::Sure, &[1, 1, 1, 1]);
    let (before, then) = sure_pair(&case);
    assert_eq!(before.map(|score| (score.total, score.conflict)), Some((2, true)));
    assert_eq!(then.map(|score| (score.total, score.conflict)), Some((4, false)));
    assert_eq!(last_of(&case, When::Later, Instrument::Sure), None);
    assert_eq!(case.ease.len(), 4, "the first answer stays");
}

#[test]
fn the_two_questions_go_on_to_the_seven_from_three_on() {
    let case = case(State::Sent);
    for (answers, on) in [([1, 1], false), ([1, 2], true), ([3, 3], true)] {
        let case = after(&case, When::Before, Instrument::Gad2, &answers);
        let gad2 = last_of(&case, When::Before, Instrument::Gad2).unwrap();
        assert_eq!(goes_on_to_gad7(gad2), on);
        assert_eq!(worry_is_high(&case), on);
    }
    let seven = after(&case, When::Before, Instrument::Gad7, &[3; 7]);
    assert!(!goes_on_to_gad7(last_of(&seven, When::Before, Instrument::Gad7).unwrap()));
}

#[test]
fn the_highest_worry_stays_known_and_the_last_answer_says_how_it_is_now() {
    let case = case(State::Sent);
    assert_eq!((highest_worry(&case), worry_is_high(&case)), (None, false));
    let high = after(&case, When::Before, Instrument::Gad7, &[2, 2, 2, 1, 1, 1, 1]);
    assert_eq!(highest_worry(&high).map(|score| (score.total, score.band)), Some((10, Band::Moderate)));
    assert!(worry_is_high(&high));
    let calm = after(&high, When::After, Instrument::Gad2, &[0, 1]);
    let calm = after(&calm, When::After, Instrument::Sure, &[0; 4]);
    assert_eq!(highest_worry(&calm).map(|score| score.total), Some(10));
    assert!(!worry_is_high(&calm), "how sure one is says nothing of the worry");
    let mild = after(&high, When::Later, Instrument::Gad7, &[3, 3, 3, 0, 0, 0, 0]);
    assert!(!worry_is_high(&mild));
}

#[test]
fn sixty_questionnaires_are_enough() {
    let full = (0..60).fold(case(State::Sent), |case, _| after(&case, When::Later, Instrument::Gad2, &[0, 0]));
    assert_eq!(patient(&full, answer(When::Later, Instrument::Gad2, &[0, 0])).unwrap_err(), Refusal::Full(60));
}

#[tokio::test]
async fn only_the_patient_answers_and_whoever_was_agreed_to_reads() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Decision]).await;
    let story = story.with_counsellor(&[Part::Ease]).await;
    let act = || answer(When::Before, Instrument::Sure, &[1, 1, 0, 0]);
    story.does(act()).await.unwrap();
    let counsellor =
        Caller { actor: casework::Actor { person: casework::PersonId(3), by_form_code: false }, ..story.beginner };
    for caller in [story.caller(SECOND), counsellor] {
        assert_eq!(story.act(caller, act()).await.unwrap_err(), Refusal::NotFound);
    }
    assert_eq!(story.casework.view(counsellor, Part::Ease).await.unwrap().case.ease.len(), 1);
    assert!(story.casework.view(story.caller(SECOND), Part::Decision).await.unwrap().case.ease.is_empty());
}

#[test]
fn every_time_has_its_word() {
    for when in When::ALL {
        assert_eq!(When::from_word(when.word()), Some(when));
        assert_eq!(serde_json::to_value(when).unwrap(), when.word());
    }
    assert_eq!(When::from_word("never"), None);
}
