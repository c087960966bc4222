//! What a doctor could not say stands as the doctor's word, and what the patient did not understand as the patient's.

use casework::Case;
use casework::opinion::Known;
use casework::second::{Hand, Point};
use documents::paper::papers::Paper;
use language::Language;

use super::{made, read};
use crate::sample;

/// A case whose second opinion, in this hand, leaves two points unclear, as does the view that was saved before the first plan was opened.
fn unclear(language: Language, hand: Hand) -> Case {
    let mut case = sample::full_in(language);
    case.weighing.first.clear();
    let second = &mut case.seconds[0];
    second.hand = hand;
    second.said.insert(Point::Treatment, Known::Unclear);
    assert_eq!(second.said[&Point::Nothing], Known::Unclear);
    assert_eq!(second.own_view.as_ref().unwrap().said[&Point::Nothing], Known::Unclear);
    case
}

#[test]
fn what_a_doctor_could_not_say_is_on_no_paper_what_the_patient_did_not_understand() {
    for language in Language::ALL {
        let t = language.text();
        let case = unclear(language, Hand::Doctor);
        let of = |paper| read(&made(paper, &case, language));
        assert_eq!(of(Paper::Opinions).matches(&t.weigh_cannot_be_said()).count(), 3, "two points, and the own view");
        assert_eq!(of(Paper::Decision).matches(&t.weigh_cannot_be_said()).count(), 1, "what was proposed");
        let reported = [t.weigh_point_nothing(), t.back_cannot_be_said(), t.back_not_compared()].join("\n");
        assert!(of(Paper::Report).contains(&reported), "{}", of(Paper::Report));
        for words in [t.weigh_not_clear(), t.steps_unclear_shown(), t.heard_known_unclear()] {
            assert!(!of(Paper::Dossier).contains(&words), "{words}");
        }
    }
}

#[test]
fn what_the_patient_did_not_understand_is_on_no_paper_what_the_doctor_could_not_say() {
    for language in Language::ALL {
        let t = language.text();
        let case = unclear(language, Hand::Told);
        let of = |paper| read(&made(paper, &case, language));
        for (paper, times) in [(Paper::Opinions, 2), (Paper::Decision, 1), (Paper::Report, 2)] {
            assert_eq!(of(paper).matches(&t.weigh_not_clear()).count(), times, "{}", of(paper));
        }
        assert_eq!(of(Paper::Opinions).matches(&t.weigh_cannot_be_said()).count(), 1, "the own view is the doctor's");
        assert!(!of(Paper::Report).contains(&t.back_cannot_be_said()), "{}", of(Paper::Report));
    }
}
