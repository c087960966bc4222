//! What no paper may hold.

use casework::Part;
use casework::second::Stands;
use casework::weigh::Compares;
use documents::paper::papers::{Given, Paper, sheets};
use language::Language;

use super::{given, made, read};
use crate::sample;

#[test]
fn no_paper_holds_a_score_or_changes_with_one() {
    for language in Language::ALL {
        let case = sample::full_in(language);
        let mut unasked = case.clone();
        unasked.ease.clear();
        assert!(!case.ease.is_empty());
        for paper in Paper::ALL {
            assert_eq!(made(paper, &case, language), made(paper, &unasked, language), "{}", paper.name());
            let words = read(&made(paper, &case, language));
            assert!(!words.contains("SURE") && !words.contains("GAD"), "{}", paper.name());
        }
    }
}

#[test]
fn no_paper_holds_a_worry_or_an_answer_to_one() {
    let case = sample::full_in(Language::English);
    for paper in Paper::ALL {
        let words = read(&made(paper, &case, Language::English));
        for worry in ["Can I work in the fields again?", "Can we go and come back in one day?", "Most people can"] {
            assert!(!words.contains(worry), "{}: {worry}", paper.name());
        }
    }
}

#[test]
fn no_paper_holds_a_draft_opinion_or_an_answer_of_weeks_later() {
    let case = sample::full_in(Language::English);
    for paper in Paper::ALL {
        let words = read(&made(paper, &case, Language::English));
        assert!(!words.contains("DRAFT WORDS") && !words.contains("I sleep better."), "{}", paper.name());
    }
}

#[test]
fn the_program_never_says_that_two_opinions_agree() {
    let mut case = sample::full_in(Language::English);
    // The same words on both sides, and nobody has said how they compare.
    case.weighing.compared.clear();
    case.seconds[0].stands = None;
    let words = read(&made(Paper::Opinions, &case, Language::English));
    assert!(words.contains("The same: 0. Different: 0. Not compared yet: "), "{words}");
    assert!(words.contains("has not said whether the opinion as a whole agrees"));
    assert!(words.contains("Cure.\nCure.\nNot compared yet"), "{words}");
    let report = read(&made(Paper::Report, &case, Language::English));
    assert!(!report.contains("the same as yours") && report.contains("not compared"));
}

#[test]
fn what_a_person_said_of_both_opinions_stands_with_why() {
    let mut case = sample::full_in(Language::English);
    let words = read(&made(Paper::Opinions, &case, Language::English));
    assert!(words.contains("The same: 1. Different: 1. Not compared yet: "), "{words}");
    assert!(words.contains("Different\nWhy: The second hospital does it by keyhole."));
    assert!(words.contains("Dr Made-up Second agrees, and adds or refines something."));
    assert!(words.contains("Both doctors can do it by keyhole."));
    case.weighing.compared[1].why.clear();
    assert_eq!(case.weighing.compared[1].compares, Compares::Different);
    case.seconds[0].stands = Some(Stands::Differs);
    let words = read(&made(Paper::Opinions, &case, Language::English));
    assert!(words.contains("Why is not known.") && words.contains("sees it differently"));
}

#[test]
fn to_a_reader_who_may_not_see_the_second_opinion_none_is_said_to_be_missing() {
    let (case, t) = (sample::bare(), Language::English.text());
    let given = Given { sees: &[Part::Decision, Part::Opinion], ..given(&case, Language::English) };
    for paper in [Paper::Opinions, Paper::Report] {
        let words = read(&sheets(paper, &given));
        assert!(!words.contains(&t.paper_opinions_none()) && !words.contains(&t.back_no_second()), "{words}");
    }
    assert!(read(&sheets(Paper::Opinions, &given)).contains(&t.weigh_not_shown()));
}
