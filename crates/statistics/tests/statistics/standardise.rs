//! Indirect standardisation against R, and what must hold for any numbers.

use proptest::prelude::*;
use statistics::{IntervalError, StandardiseError, Verdict, standardise};

const FIXTURE: &str = include_str!("../fixtures/standardise.csv");

#[test]
fn every_ratio_rate_and_verdict_is_the_one_r_gives() {
    let mut verdicts = std::collections::BTreeMap::new();
    for line in FIXTURE.lines().skip(2) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |column: usize| cells[column].parse::<f64>().unwrap();
        let ours = standardise(number(0) as u64, number(1) as u64, number(2), number(3)).unwrap();
        let values = [
            ours.observed_rate,
            ours.ratio,
            ours.ratio_interval.low,
            ours.ratio_interval.high,
            ours.adjusted_rate,
            ours.adjusted_interval.low,
            ours.adjusted_interval.high,
        ];
        for (column, ours) in (4..).zip(values) {
            assert!(
                (ours - number(column)).abs() <= 1e-9 * number(column).abs(),
                "{line}: column {column} is {ours:e}"
            );
        }
        let word = match ours.verdict {
            Verdict::Lower => "lower",
            Verdict::NoDifferent => "no different",
            Verdict::Higher => "higher",
        };
        assert_eq!(word, cells[11], "{line}");
        *verdicts.entry(word).or_insert(0) += 1;
    }
    assert!(verdicts.len() == 3 && verdicts.values().all(|count| *count >= 10), "{verdicts:?}");
}

#[test]
fn no_events_among_many_expected_are_lower_and_among_few_are_no_different() {
    // exp(-3.6889) is 2.5 %: below that the interval of no events still holds 1.
    let few = standardise(0, 100, 3.68, 0.03).unwrap();
    assert_eq!((few.ratio, few.ratio_interval.low, few.verdict), (0.0, 0.0, Verdict::NoDifferent));
    assert_eq!(standardise(0, 100, 3.70, 0.03).unwrap().verdict, Verdict::Lower);
}

#[test]
fn what_cannot_be_is_refused_with_the_reason() {
    assert_eq!(standardise(0, 0, 1.0, 0.1), Err(StandardiseError::NoCases));
    assert_eq!(standardise(6, 5, 1.0, 0.1), Err(StandardiseError::MoreEventsThanCases { events: 6, cases: 5 }));
    for expected in [0.0, -0.0, -2.0, f64::INFINITY, 1e-310] {
        assert_eq!(standardise(1, 5, expected, 0.1), Err(StandardiseError::Expected(expected)));
    }
    assert!(matches!(standardise(1, 5, f64::NAN, 0.1), Err(StandardiseError::Expected(_))));
    for rate in [-0.1, 1.1, f64::INFINITY] {
        assert_eq!(standardise(1, 5, 1.0, rate), Err(StandardiseError::ReferenceRate(rate)));
    }
    assert!(matches!(standardise(1, 5, 1.0, f64::NAN), Err(StandardiseError::ReferenceRate(_))));
    let many = u64::MAX;
    assert_eq!(standardise(many, many, 1.0, 0.1), Err(StandardiseError::Interval(IntervalError::TooMany(many))));
    let told = standardise(6, 5, 1.0, 0.1).unwrap_err().to_string();
    assert_eq!(told, "6 events among 5 cases cannot be: there are more events than cases");
}

fn counted() -> impl Strategy<Value = (u64, u64, f64)> {
    (1u64..5_000).prop_flat_map(|cases| (0..=cases, Just(cases), 0.001..1.0f64)).prop_map(|(events, cases, rate)| {
        let expected = cases as f64 * rate;
        (events, cases, expected)
    })
}

proptest! {
    #[test]
    fn more_of_the_same_narrows_the_interval_and_leaves_the_ratio(
        (events, cases, expected) in counted(), times in 2u64..40,
    ) {
        let few = standardise(events, cases, expected, 0.1).unwrap();
        let many = standardise(events * times, cases * times, expected * times as f64, 0.1).unwrap();
        prop_assert!((few.ratio - many.ratio).abs() <= 1e-12 * few.ratio);
        prop_assert!(few.ratio_interval.low <= many.ratio_interval.low);
        prop_assert!(many.ratio_interval.high < few.ratio_interval.high);
        // A difference that few cases show does not go away with more of the same.
        prop_assert!(few.verdict == Verdict::NoDifferent || few.verdict == many.verdict);
    }

    #[test]
    fn rates_lie_in_their_intervals_between_0_and_1((events, cases, expected) in counted(), reference in 0.0..=1.0f64) {
        let ours = standardise(events, cases, expected, reference).unwrap();
        prop_assert!(ours.ratio_interval.low <= ours.ratio && ours.ratio <= ours.ratio_interval.high);
        prop_assert!(0.0 <= ours.adjusted_interval.low && ours.adjusted_interval.low <= ours.adjusted_rate);
        prop_assert!(ours.adjusted_rate <= ours.adjusted_interval.high && ours.adjusted_interval.high <= 1.0);
    }

    #[test]
    fn the_verdict_never_turns_from_higher_to_lower_as_events_rise((events, cases, expected) in counted()) {
        prop_assume!(events < cases);
        let order = |verdict| match verdict { Verdict::Lower => 0, Verdict::NoDifferent => 1, Verdict::Higher => 2 };
        let fewer = standardise(events, cases, expected, 0.1).unwrap();
        let more = standardise(events + 1, cases, expected, 0.1).unwrap();
        prop_assert!(order(fewer.verdict) <= order(more.verdict));
    }

    #[test]
    fn whoever_is_expected_as_they_are_is_no_different(cases in 1u64..5_000, share in 0.0..1.0f64) {
        let events = ((cases as f64 * share) as u64).max(1);
        prop_assert_eq!(standardise(events, cases, events as f64, 0.1).unwrap().verdict, Verdict::NoDifferent);
    }
}
