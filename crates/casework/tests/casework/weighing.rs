use casework::application::State;
use casework::opinion::Known;
use casework::second::{Hand, Point, Says, Stands};
use casework::weigh::{
    Compared, Compares, Counts, Joint, Matter, Way, What, counted, disagree, first_said, side_by_side,
};
use casework::{Act, Case, OpinionId, Refusal};

use crate::midway::{APPLICATION, DOCTOR, TODAY, TOMORROW, YESTERDAY, by, case, patient, said, with_both, written};
use crate::story::{fields, told};

const SECOND: OpinionId = OpinionId(1);

fn compared(point: Point, compares: Compares, why: &str) -> Compared {
    Compared { opinion: SECOND, point, compares, why: why.to_owned() }
}

fn compare(case: &Case, compared: Vec<Compared>) -> Result<Case, Refusal> {
    patient(case, Act::SaveCompared(compared))
}

fn compares(case: &Case) -> Vec<Compares> {
    side_by_side(case, SECOND).into_iter().map(|row| row.compares).collect()
}

fn joint(way: Way) -> Joint {
    Joint { way, asked_on: None, held_on: None, outcome: String::new() }
}

#[test]
fn the_first_page_keeps_its_points_and_the_others_are_asked_for_here() {
    let case = with_both();
    let points = said(&[(Point::Aim, "Cure"), (Point::Nothing, " ")]);
    let saved = patient(&case, Act::SaveFirstPoints(points)).unwrap();
    assert_eq!(first_said(&saved, Point::Aim), told("Cure"));
    assert_eq!(first_said(&saved, Point::Nothing), Known::Open);
    assert_eq!(first_said(&saved, Point::Stage), told("II"));
    for point in [Point::Diagnosis, Point::Stage, Point::Treatment] {
        let refused = patient(&case, Act::SaveFirstPoints(said(&[(point, "x")]))).unwrap_err();
        assert_eq!(fields(refused), [point.word()]);
    }
    let long = said(&[(Point::Harms, &"h".repeat(4_001))]);
    assert_eq!(fields(patient(&case, Act::SaveFirstPoints(long)).unwrap_err()), ["harms"]);
}

#[test]
fn the_diagnosis_is_illness_place_and_type() {
    let mut case = case(State::Held);
    assert_eq!(first_said(&case, Point::Diagnosis), Known::Open);
    case.opinion.site = Known::Unclear;
    assert_eq!(first_said(&case, Point::Diagnosis), Known::Unclear);
    case.opinion.condition_words = "An illness".to_owned();
    case.opinion.kind = told("of a type");
    assert_eq!(first_said(&case, Point::Diagnosis), told("An illness\nof a type"));
}

#[test]
fn every_point_stands_side_by_side_and_what_is_unknown_stays_unknown() {
    let case = with_both();
    let rows = side_by_side(&case, SECOND);
    assert_eq!(rows.iter().map(|row| row.point).collect::<Vec<_>>(), Point::ALL);
    assert_eq!(compares(&case), [Compares::Unknown; 7], "the program compares no words");
    assert_eq!((&rows[0].first, &rows[0].second), (&Known::Unclear, &Known::Open));
    assert_eq!((&rows[2].first, &rows[2].second), (&told("An operation"), &told("Radiation")));
    assert_eq!(side_by_side(&case, OpinionId(2)), []);
}

#[test]
fn unclear_is_the_word_of_whoever_holds_the_pen() {
    for (hand, unclear) in [(Hand::Doctor, Says::CannotBeSaid), (Hand::Told, Says::NotClear)] {
        assert_eq!(hand.says(&Known::Unclear), unclear);
        assert_eq!(hand.says(&told(" words ")), Says::Words("words"));
        assert_eq!((hand.says(&Known::Open), hand.says(&told(" "))), (Says::Nothing, Says::Nothing));
    }
    let case = with_both();
    assert!(side_by_side(&case, SECOND).iter().all(|row| row.hand == case.seconds[0].hand));
}

#[test]
fn nobody_compares_what_one_side_did_not_say() {
    let case = with_both();
    for (point, word) in [(Point::Diagnosis, "diagnosis"), (Point::Harms, "harms"), (Point::Aim, "aim")] {
        for guess in [Compares::Same, Compares::Different] {
            assert_eq!(fields(compare(&case, vec![compared(point, guess, "")]).unwrap_err()), [word]);
        }
        compare(&case, vec![compared(point, Compares::Unknown, "to be asked")]).unwrap();
    }
    let twice = vec![compared(Point::Stage, Compares::Same, ""), compared(Point::Stage, Compares::Different, "")];
    assert_eq!(fields(compare(&case, twice).unwrap_err()), ["stage"]);
    let long = vec![compared(Point::Stage, Compares::Same, &"w".repeat(4_001))];
    assert_eq!(fields(compare(&case, long).unwrap_err()), ["why"]);
}

#[test]
fn a_point_that_is_not_named_stays_as_it_was() {
    let case = compare(&with_both(), vec![compared(Point::Stage, Compares::Same, "")]).unwrap();
    let case = compare(&case, vec![compared(Point::Treatment, Compares::Different, "Another look at risk")]).unwrap();
    assert_eq!(case.weighing.compared.len(), 2);
    assert_eq!(side_by_side(&case, SECOND)[2].why, "Another look at risk");
    let case = compare(&case, vec![compared(Point::Treatment, Compares::Unknown, " ")]).unwrap();
    assert_eq!(compares(&case)[1..3], [Compares::Same, Compares::Unknown]);
    assert_eq!(case.weighing.compared.len(), 1);
}

#[test]
fn what_waits_to_be_compared_is_counted_apart_from_what_is_not_known_and_all_points_are_counted() {
    let case = with_both();
    let count = |case: &Case| counted(&side_by_side(case, SECOND));
    let both = side_by_side(&case, SECOND).iter().filter(|row| row.waits()).count();
    assert_eq!(both, 2, "stage and treatment");
    assert_eq!(count(&case), Counts { same: 0, different: 0, waiting: 2, unknown: 5 });
    let case = compare(&case, vec![compared(Point::Stage, Compares::Same, "")]).unwrap();
    assert_eq!(count(&case), Counts { same: 1, different: 0, waiting: 1, unknown: 5 });
    let case = compare(&case, vec![compared(Point::Treatment, Compares::Different, "")]).unwrap();
    assert_eq!(count(&case), Counts { same: 1, different: 1, waiting: 0, unknown: 5 });
    assert_eq!(counted(&[]), Counts::default());
}

#[test]
fn a_comparison_does_not_outlive_what_was_said() {
    let mut case = compare(&with_both(), vec![compared(Point::Treatment, Compares::Different, "Risk")]).unwrap();
    assert!(disagree(&case));
    case.opinion.treatment = Known::Unclear;
    assert_eq!(compares(&case)[2], Compares::Unknown);
    assert!(!disagree(&case));
}

#[test]
fn same_does_not_stand_over_words_that_were_changed_afterwards() {
    let both = |why: &str| {
        let compared =
            [compared(Point::Stage, Compares::Same, ""), compared(Point::Treatment, Compares::Different, why)];
        compare(&with_both(), compared.to_vec()).unwrap()
    };
    let correct = |points: &[(Point, &str)]| Act::TellSecond {
        opinion: Some(SECOND),
        application: Some(APPLICATION),
        written: Box::new(written(points)),
    };
    let first = |case: &Case, stage: &str| {
        Act::SaveOpinion(Box::new(casework::opinion::FirstOpinion { stage: told(stage), ..case.opinion.clone() }))
    };
    let case = both("");
    let kept = [(Point::Stage, "II"), (Point::Treatment, "Radiation")];
    assert_eq!(compares(&patient(&case, correct(&kept)).unwrap())[1..3], [Compares::Same, Compares::Different]);
    let changed = [(Point::Stage, "III"), (Point::Treatment, "Radiation")];
    for act in [correct(&changed), first(&case, "III")] {
        let after = patient(&case, act).unwrap();
        assert_eq!(compares(&after)[1..3], [Compares::Unknown, Compares::Different]);
        assert_eq!(after.weighing.compared.len(), 1);
    }
    let aim = |text: &str| Act::SaveFirstPoints(said(&[(Point::Harms, text)]));
    let case = patient(&case, aim("Pain")).unwrap();
    let case = compare(&case, vec![compared(Point::Harms, Compares::Same, "")]).unwrap();
    assert_eq!(compares(&patient(&case, aim("More pain")).unwrap())[5], Compares::Unknown);
    let case = both("Another look at risk");
    let after = patient(&case, correct(&[(Point::Stage, "II"), (Point::Treatment, "Waiting")])).unwrap();
    assert_eq!(compares(&after)[2], Compares::Unknown);
    assert_eq!(side_by_side(&after, SECOND)[2].why, "Another look at risk", "what was written is not lost");
}

#[test]
fn they_disagree_when_the_doctor_or_a_person_says_so() {
    let mut case = with_both();
    assert!(!disagree(&case), "unknown is no difference");
    let same = compare(&case, vec![compared(Point::Stage, Compares::Same, "")]).unwrap();
    assert!(!disagree(&same));
    case.seconds[0].stands = Some(Stands::Differs);
    assert!(disagree(&case));
}

#[test]
fn a_draft_is_compared_with_nothing() {
    let draft = Act::WriteSecond {
        application: APPLICATION,
        written: Box::new(written(&[(Point::Stage, "III")])),
        give: false,
    };
    let mut case = by(&case(State::Held), DOCTOR, draft).unwrap();
    case.opinion.stage = told("II");
    case.seconds[0].stands = Some(Stands::Differs);
    assert_eq!(side_by_side(&case, SECOND), []);
    assert!(!disagree(&case));
    let unknown = vec![compared(Point::Stage, Compares::Unknown, "")];
    assert_eq!(compare(&case, unknown).unwrap_err(), Refusal::NotFound);
}

#[test]
fn what_matters_has_a_weight_and_stands_once() {
    let case = case(State::Held);
    let matter = |what: What, weight: u8| Matter { what, weight };
    let own = |words: &str| What::Own(words.to_owned());
    let save = |matters: Vec<Matter>| patient(&case, Act::SaveMatters(matters));
    let order = vec![matter(What::NearHome, 3), matter(own("To see the cherry blossom"), 1)];
    assert_eq!(save(order.clone()).unwrap().weighing.matters, order);
    assert_eq!(fields(save(vec![matter(What::Cost, 0), matter(What::Cure, 4)]).unwrap_err()), ["weight", "weight"]);
    assert_eq!(fields(save(vec![matter(What::Cost, 1), matter(What::Cost, 2)]).unwrap_err()), ["matters"]);
    assert_eq!(fields(save(vec![matter(own(" "), 1), matter(own(&"o".repeat(201)), 1)]).unwrap_err()), ["own", "own"]);
    let many = |count: usize| (0..count).map(|number| matter(own(&format!("{number}")), 1)).collect();
    save(many(12)).unwrap();
    assert_eq!(save(many(13)).unwrap_err(), Refusal::Full(12));
}

#[test]
fn what_came_of_a_talk_needs_the_day_of_the_talk() {
    let case = with_both();
    let save = |joint: Joint| patient(&case, Act::SaveJoint(Some(joint)));
    save(joint(Way::BothTalk)).unwrap();
    let outcome = "Dr First and Dr Example: radiation first.".to_owned();
    let talk = Joint { outcome: outcome.clone(), ..joint(Way::BothTalk) };
    assert_eq!(fields(save(talk.clone()).unwrap_err()), ["held_on"]);
    let held = Joint { asked_on: Some(YESTERDAY), held_on: Some(TODAY), ..talk.clone() };
    let kept = save(held.clone()).unwrap();
    assert_eq!(kept.weighing.joint, Some(held));
    let backwards = Joint { asked_on: Some(TODAY), held_on: Some(YESTERDAY), ..talk.clone() };
    assert_eq!(save(backwards).unwrap_err(), Refusal::OutOfOrder);
    let ahead = Joint { asked_on: Some(TOMORROW), held_on: Some(TOMORROW), outcome: "o".repeat(4_001), ..talk };
    assert_eq!(fields(save(ahead).unwrap_err()), ["asked_on", "held_on", "outcome"]);
    save(Joint { outcome, ..joint(Way::None) }).unwrap();
    assert_eq!(patient(&kept, Act::SaveJoint(None)).unwrap().weighing.joint, None);
}
