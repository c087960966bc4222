//! Groups, and the order inside each.

use compare::{Group, Note, Order, Treatment};
use evidence::{Country, Kind, Period, Scope, Standard};

use crate::made_up::{MadeUp, both, listed};

fn standard(made_up: &mut MadeUp, measure: evidence::MeasureIndex, minimum_a_year: u32) {
    made_up.edition.standards.push(Standard {
        id: "made-up".to_owned(),
        measure: Some(measure),
        operation: both("removal"),
        minimum_a_year,
        issuer: "A body".to_owned(),
        year: String::new(),
        source: "https://standard.example".to_owned(),
        note: both(""),
    });
}

#[test]
fn more_admissions_never_move_an_institution_up_by_themselves() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for (km, cases) in [(30.0, 900), (10.0, 12), (20.0, 400)] {
        made_up.with_cases(measure, km, cases);
    }
    assert_eq!(listed(&made_up.ask(|_| {})), [1, 2, 0]);
}

#[test]
fn those_without_a_figure_come_last_in_a_group_of_their_own() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let other = made_up.measure("dpc.other", Kind::Volume, Scope::Broader, |_| {});
    made_up.with_cases(other, 1.0, 50);
    for km in [10.0, 20.0, 30.0] {
        made_up.with_cases(measure, km, 50);
    }
    let comparison = made_up.ask(|_| {});
    assert_eq!(listed(&comparison), [1, 2, 3, 0]);
    assert_eq!(comparison.rows[3].group, Group::NotPublished);
    assert!(comparison.rows[3].notes.contains(&Note::UnderTenOrNotPublished));
}

#[test]
fn only_a_standard_for_exactly_the_measure_over_twelve_months_makes_the_first_group() {
    let mut made_up = MadeUp::new();
    let measure = made_up.operations();
    for (km, operations) in [(5.0, 19), (30.0, 20), (40.0, 70)] {
        let hospital = made_up.hospital(Country::Japan, km);
        made_up.volume(measure, hospital, |volume| {
            volume.operations = Some(operations);
            volume.period = Period::year(2022);
        });
    }
    assert!(made_up.ask(|_| {}).rows.iter().all(|row| row.group == Group::Published));
    standard(&mut made_up, measure, 20);
    let comparison = made_up.ask(|_| {});
    assert_eq!(listed(&comparison), [1, 2, 0]);
    assert_eq!(comparison.rows[0].group, Group::AtStandard);
    assert!(comparison.rows[0].notes.contains(&Note::MeetsStandard(0)));
    // For a child the adults' standard says nothing.
    assert!(made_up.ask(|question| question.age = Some(9)).rows.iter().all(|row| row.group == Group::Published));
    // Nine months are not a year.
    for volume in &mut made_up.edition.volumes {
        volume.period = Period::parse("2015-01/2015-09").unwrap();
    }
    assert!(made_up.ask(|_| {}).rows.iter().all(|row| row.group == Group::Published));
}

#[test]
fn by_experience_a_cut_stands_only_where_no_hidden_cell_can_undo_it() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    // 100 is surely above 60 + 9; 60 and 55 (+ 9) cannot be told apart; 20 is surely below both.
    for (km, cases, masked) in [(30.0, 60, 1), (10.0, 55, 1), (40.0, 100, 0), (5.0, 20, 2)] {
        let hospital = made_up.hospital(Country::Japan, km);
        made_up.volume(measure, hospital, |volume| {
            volume.cases = Some(cases);
            volume.masked = masked;
        });
    }
    let comparison = made_up.ask(|question| question.order = Order::Experience);
    assert_eq!(listed(&comparison), [2, 1, 0, 3]);
    let uncertain: Vec<bool> = comparison.rows.iter().map(|row| row.notes.contains(&Note::OrderUncertain)).collect();
    assert_eq!(uncertain, [false, true, true, false]);
}

#[test]
fn exact_counts_that_are_equal_stand_by_distance_and_are_not_called_uncertain() {
    let mut made_up = MadeUp::new();
    let measure = made_up.operations();
    for (km, operations) in [(30.0, 20), (10.0, 20), (20.0, 21)] {
        let hospital = made_up.hospital(Country::Japan, km);
        made_up.volume(measure, hospital, |volume| volume.operations = Some(operations));
    }
    let comparison = made_up.ask(|question| question.order = Order::Experience);
    assert_eq!(listed(&comparison), [2, 1, 0]);
    assert!(comparison.rows.iter().all(|row| !row.notes.contains(&Note::OrderUncertain)));
}

#[test]
fn under_twenty_or_a_rare_illness_knows_no_order_by_volume() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for (km, cases) in [(30.0, 900), (10.0, 12), (20.0, 400)] {
        made_up.with_cases(measure, km, cases);
    }
    let young = made_up.ask(|question| {
        question.order = Order::Experience;
        question.age = Some(19);
    });
    assert_eq!(listed(&young), [1, 2, 0]);
    made_up.edition.conditions[0].rare = true;
    assert_eq!(listed(&made_up.ask(|question| question.order = Order::Experience)), [1, 2, 0]);
}

#[test]
fn by_results_without_anything_believed_of_them_the_nearest_come_first() {
    let mut made_up = MadeUp::new();
    let volume = made_up.admissions();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    for km in [10.0, 20.0, 30.0] {
        made_up.with_cases(volume, km, 50);
    }
    made_up.outcome(deaths, evidence::InstitutionIndex(1), 2022, |outcome| outcome.events = Some(90));
    made_up.outcome(deaths, evidence::InstitutionIndex(2), 2022, |outcome| outcome.events = Some(0));
    let comparison = made_up.ask(|question| question.order = Order::Results);
    assert_eq!((listed(&comparison), comparison.order), (vec![0, 1, 2], Order::Distance));
    assert!(comparison.cautions.contains(&compare::Caution::NoOrderByResults));
}

#[test]
fn the_treatment_asked_for_decides_which_count_groups() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for (km, operations) in [(10.0, None), (20.0, Some(30)), (30.0, Some(12))] {
        let hospital = made_up.hospital(Country::Japan, km);
        made_up.volume(measure, hospital, |volume| {
            volume.cases = Some(50);
            volume.operations = operations;
            volume.masked_operations = u8::from(operations.is_none());
        });
    }
    let comparison = made_up.ask(|question| question.treatment = Treatment::Resection);
    assert_eq!(listed(&comparison), [1, 2, 0]);
    let masked = &comparison.rows[2];
    assert_eq!(masked.group, Group::NotPublished);
    assert!(masked.notes.contains(&Note::OperationsMasked));
    let experience = masked.experience.as_ref().unwrap();
    assert_eq!((experience.cases, experience.operations, experience.percentile), (Some(50), None, None));
}

#[test]
fn a_published_count_under_ten_stands_with_the_unpublished_and_is_still_shown() {
    let mut made_up = MadeUp::new();
    let measure = made_up.operations();
    for (km, operations) in [(5.0, 9), (10.0, 10), (15.0, 40)] {
        let hospital = made_up.hospital(Country::Japan, km);
        made_up.volume(measure, hospital, |volume| volume.operations = Some(operations));
    }
    let comparison = made_up.ask(|_| {});
    assert_eq!(listed(&comparison), [1, 2, 0]);
    let small = &comparison.rows[2];
    assert_eq!(small.group, Group::NotPublished);
    assert_eq!(small.experience.as_ref().unwrap().operations, Some(9));
    assert!(!small.notes.contains(&Note::UnderTenOrNotPublished) && !small.notes.contains(&Note::NotListed));
}

#[test]
fn under_twenty_or_a_rare_illness_knows_one_list_by_distance_and_no_percentile() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let other = made_up.measure("dpc.other", Kind::Volume, Scope::Broader, |_| {});
    made_up.with_cases(other, 15.0, 50);
    for number in 0..12 {
        made_up.with_cases(measure, 10.0 + f64::from(number), 20 + number);
    }
    let near_first: Vec<u32> = vec![1, 2, 3, 4, 5, 0, 6, 7, 8, 9, 10, 11, 12];
    let one_list = |comparison: &compare::Comparison| {
        assert!(!comparison.grouped);
        assert_eq!(listed(comparison)[..5], near_first[..5]);
        assert!(listed(comparison).iter().position(|one| *one == 0).unwrap() <= 6);
        assert!(
            comparison.rows.iter().flat_map(|row| &row.experience).all(|experience| experience.percentile.is_none())
        );
    };
    one_list(&made_up.ask(|question| question.age = Some(12)));
    assert!(made_up.ask(|_| {}).grouped);
    assert_eq!(made_up.ask(|_| {}).rows.last().unwrap().institution.0, 0);
    made_up.edition.conditions[0].rare = true;
    one_list(&made_up.ask(|question| question.order = Order::Experience));
}
