//! How far the search goes.

use compare::Caution;
use compare::report::report;
use evidence::{Country, Kind, Scope};
use language::Language;

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

#[test]
fn cautions_and_the_distance_searched_do_not_hang_on_the_limit() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let other = made_up.measure("dpc.other", Kind::Volume, Scope::Broader, |_| {});
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Narrower, |_| {});
    made_up.with_cases(other, 1.0, 50);
    let far = made_up.with_cases(measure, 899.5, 50);
    made_up.outcome(deaths, far, 2022, |outcome| outcome.rate = Some(2.0));
    let all = made_up.ask(|_| {});
    let one = made_up.ask(|question| question.limit = Some(1));
    assert_eq!((one.rows.len(), &one.cautions), (1, &all.cautions));
    assert!(one.cautions.contains(&Caution::ScopeDiffers(deaths)));
    let widened = |comparison| report(&made_up.edition, comparison, Language::English).widened_to_km;
    assert_eq!((widened(&one), widened(&all)), (Some(900.0), Some(900.0)));
    let said = report(&made_up.edition, &one, Language::English).cautions.join(" ");
    assert!(said.contains("within 900 km"), "{said}");
}

#[test]
fn an_institution_that_has_ended_is_never_listed_and_is_no_evidence() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for km in [5.0, 10.0, 15.0, 90.0, 900.0] {
        made_up.with_cases(measure, km, 50);
    }
    for ended in [0, 4] {
        made_up.edition.institutions[ended].ended = true;
    }
    let comparison = made_up.ask(|_| {});
    assert_eq!((comparison.reach_km, comparison.with_evidence), (Some(100.0), 3));
    assert_eq!(listed(&comparison), [1, 2, 3]);
    made_up.edition.institutions[3].ended = true;
    let comparison = made_up.ask(|_| {});
    assert_eq!((comparison.reach_km, comparison.with_evidence), (None, 2));
    assert_eq!(listed(&comparison), [1, 2]);
}

#[test]
fn results_older_than_seven_years_are_shown_and_are_no_evidence() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    // The edition is of November 2026: what ended in November 2019 or later counts, so 2018 does not.
    for (km, year) in [(5.0, 2018), (10.0, 2020), (15.0, 2020), (90.0, 2019)] {
        let hospital = made_up.hospital(Country::Japan, km);
        made_up.outcome(deaths, hospital, year, |_| {});
    }
    let comparison = made_up.ask(|_| {});
    assert_eq!((comparison.reach_km, comparison.with_evidence), (Some(100.0), 3));
    assert_eq!(comparison.rows[0].results.len(), 1);
}

#[test]
fn the_present_hospital_and_its_group_are_not_the_three_with_evidence() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let present = made_up.with_cases(measure, 5.0, 50);
    let sister = made_up.with_cases(measure, 10.0, 50);
    for km in [15.0, 20.0, 90.0] {
        made_up.with_cases(measure, km, 50);
    }
    made_up.in_group(present, "one");
    made_up.in_group(sister, "one");
    assert_eq!(made_up.ask(|_| {}).with_evidence, 4);
    let comparison = made_up.ask(|question| question.current = Some(present));
    assert_eq!((comparison.reach_km, comparison.with_evidence), (Some(100.0), 3));
    assert_eq!(listed(&comparison), [0, 1, 2, 3, 4]);
}

#[test]
fn an_illness_without_a_count_anywhere_lists_those_nearby_and_does_not_widen() {
    let mut made_up = MadeUp::new();
    let empty = made_up.measure("dpc.empty", Kind::Volume, Scope::Broader, |_| {});
    let other = made_up.admissions();
    made_up.edition.links.retain(|link| link.measure == empty);
    made_up.with_cases(other, 10.0, 50);
    made_up.with_cases(other, 90.0, 50);
    let comparison = made_up.ask(|_| {});
    assert_eq!(listed(&comparison), [0]);
    assert_eq!((comparison.reach_km, comparison.widened), (Some(50.0), false));
    assert_eq!(comparison.scope, Some(Scope::Broader));
    assert!(comparison.cautions.contains(&Caution::NoCountsAnywhere(empty)));
    assert_eq!(report(&made_up.edition, &comparison, Language::English).widened_to_km, None);
}
