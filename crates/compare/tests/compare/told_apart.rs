//! A treatment that the figures do not tell apart has no count, and no other count stands in for it.

use compare::words::caution;
use compare::{Caution, Comparison, Group, Order, Treatment};
use evidence::{Country, Kind, MeasureIndex, Scope, Standard};
use language::Language;

use crate::made_up::{MadeUp, both, listed};

fn standard(made_up: &mut MadeUp, measure: MeasureIndex) {
    made_up.edition.standards.push(Standard {
        id: "made-up".to_owned(),
        measure: Some(measure),
        operation: both("removal"),
        minimum_a_year: 20,
        issuer: "A body".to_owned(),
        year: String::new(),
        source: "https://standard.example".to_owned(),
        note: both(""),
    });
}

/// Twelve hospitals with counts of operations, the far ones with more, and a standard for the operations.
fn california() -> (MadeUp, MeasureIndex) {
    let mut made_up = MadeUp::new();
    let measure = made_up.operations();
    standard(&mut made_up, measure);
    for number in 0..12_u32 {
        let hospital = made_up.hospital(Country::Japan, 5.0 + f64::from(number));
        made_up.volume(measure, hospital, |volume| volume.operations = Some(5 + 3 * number));
    }
    (made_up, measure)
}

fn says_why(made_up: &MadeUp, comparison: &Comparison, measure: MeasureIndex) {
    let expected = Caution::NotSeparable(measure);
    assert!(comparison.cautions.contains(&expected));
    for language in Language::ALL {
        let said = caution(language.text(), &made_up.edition, comparison, &expected);
        let sentences = said.split(['.', '。']).filter(|sentence| !sentence.trim().is_empty()).count();
        assert!(sentences >= 3, "a reason belongs to it: {said}");
    }
}

#[test]
fn a_treatment_not_told_apart_has_no_count_no_percentile_no_order_and_no_standard() {
    let (made_up, measure) = california();
    for treatment in [Treatment::NoOperation, Treatment::Endoscopic] {
        for order in [Order::Distance, Order::Experience] {
            let comparison = made_up.ask(|question| {
                question.treatment = treatment;
                question.order = order;
            });
            assert_eq!(listed(&comparison), (0..12).collect::<Vec<u32>>());
            assert_eq!(comparison.order, Order::Distance);
            for row in &comparison.rows {
                assert_eq!((row.group, row.experience.as_ref().unwrap().percentile), (Group::Published, None));
            }
            says_why(&made_up, &comparison, measure);
        }
    }
    for treatment in [Treatment::Any, Treatment::Resection] {
        let comparison = made_up.ask(|question| question.treatment = treatment);
        assert_eq!(comparison.rows[0].group, Group::AtStandard);
        assert!(!comparison.cautions.contains(&Caution::NotSeparable(measure)));
    }
}

#[test]
fn admissions_stand_in_for_no_treatment_and_the_reason_is_never_empty() {
    let mut made_up = MadeUp::new();
    let measure = made_up.measure("dpc.lung", Kind::Volume, Scope::Exact, |measure| {
        measure.separable.resections = false;
        measure.separable.endoscopic = false;
    });
    let other = made_up.measure("dpc.other", Kind::Volume, Scope::Broader, |_| {});
    for (km, cases) in [(30.0, 900), (10.0, 12), (20.0, 400)] {
        made_up.with_cases(measure, km, cases);
    }
    made_up.with_cases(other, 5.0, 50);
    for treatment in [Treatment::Resection, Treatment::Endoscopic, Treatment::NoOperation] {
        let comparison = made_up.ask(|question| {
            question.treatment = treatment;
            question.order = Order::Experience;
        });
        assert_eq!(listed(&comparison), [1, 2, 0, 3], "{treatment:?}");
        assert_eq!(comparison.rows[3].group, Group::NotPublished);
        says_why(&made_up, &comparison, measure);
    }
}

#[test]
fn all_admissions_never_meet_a_standard_for_operations() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    standard(&mut made_up, measure);
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.volume(measure, hospital, |volume| {
        volume.cases = Some(300);
        volume.operations = Some(60);
    });
    let group = |treatment| made_up.ask(|question| question.treatment = treatment).rows[0].group;
    assert_eq!(group(Treatment::Any), Group::Published);
    assert_eq!(group(Treatment::Resection), Group::AtStandard);
}
