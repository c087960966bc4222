//! How far the search goes.

use compare::Caution;
use evidence::Country;

use crate::made_up::{MadeUp, listed};

#[test]
fn the_search_stays_at_fifty_kilometres_when_three_have_evidence_there() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for km in [5.0, 10.0, 49.0, 60.0] {
        made_up.with_cases(measure, km, 50);
    }
    let comparison = made_up.ask(|_| {});
    assert_eq!((comparison.reach_km, comparison.widened), (Some(50.0), false));
    assert_eq!(listed(&comparison), [0, 1, 2]);
}

#[test]
fn the_search_widens_step_by_step_and_says_so() {
    for (farthest, reach) in [(90.0, Some(100.0)), (190.0, Some(200.0)), (700.0, None)] {
        let mut made_up = MadeUp::new();
        let measure = made_up.admissions();
        for km in [5.0, 10.0, farthest] {
            made_up.with_cases(measure, km, 50);
        }
        let comparison = made_up.ask(|_| {});
        assert_eq!((comparison.reach_km, comparison.widened), (reach, true));
        assert!(comparison.cautions.contains(&Caution::Widened(reach)));
        assert_eq!(comparison.with_evidence, 3);
    }
}

#[test]
fn the_distance_asked_for_is_kept_and_few_choices_are_said() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    made_up.with_cases(measure, 10.0, 50);
    made_up.with_cases(measure, 90.0, 50);
    let comparison = made_up.ask(|question| question.within_km = Some(20.0));
    assert_eq!((comparison.reach_km, comparison.widened), (Some(20.0), false));
    assert_eq!(listed(&comparison), [0]);
    assert!(comparison.cautions.contains(&Caution::FewChoices(1)));
}

#[test]
fn the_whole_country_lists_those_with_evidence_and_all_nearby() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let other = made_up.measure("dpc.other", evidence::Kind::Volume, evidence::Scope::Broader, |_| {});
    made_up.with_cases(measure, 900.0, 50);
    made_up.with_cases(other, 150.0, 50);
    made_up.with_cases(other, 800.0, 50);
    let comparison = made_up.ask(|_| {});
    assert_eq!(comparison.reach_km, None);
    assert_eq!(listed(&comparison), [0, 1]);
}

#[test]
fn institutions_of_another_country_are_never_listed() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    made_up.with_cases(measure, 5.0, 50);
    let american = made_up.hospital(Country::UnitedStates, 6.0);
    made_up.volume(measure, american, |volume| volume.cases = Some(50));
    assert_eq!(listed(&made_up.ask(|question| question.within_km = Some(50.0))), [0]);
}

#[test]
fn one_without_a_place_is_listed_only_when_the_whole_country_is() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let lost = made_up.with_cases(measure, 5.0, 50);
    made_up.edition.institutions[lost.position()].point = None;
    assert_eq!(listed(&made_up.ask(|question| question.within_km = Some(50.0))), Vec::<u32>::new());
    let comparison = made_up.ask(|_| {});
    assert_eq!((comparison.rows[0].distance_km, comparison.rows[0].travel_minutes), (None, None));
    assert!(comparison.rows[0].notes.contains(&compare::Note::PlaceUnknown));
}

#[test]
fn a_limit_shortens_the_list_and_not_the_count() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for km in [5.0, 10.0, 15.0] {
        made_up.with_cases(measure, km, 50);
    }
    let comparison = made_up.ask(|question| question.limit = Some(1));
    assert_eq!((comparison.rows.len(), comparison.found), (1, 3));
}
