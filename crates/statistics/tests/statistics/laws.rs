//! What must hold for any numbers.

use proptest::prelude::*;
use statistics::{IntervalError, clopper_pearson, garwood, wilson};

#[test]
fn no_events_start_at_zero_and_all_events_end_at_one() {
    for interval in [clopper_pearson, wilson] {
        assert_eq!(interval(0, 40, 0.95).unwrap().low, 0.0);
        assert_eq!(interval(40, 40, 0.95).unwrap().high, 1.0);
    }
    assert_eq!(garwood(0, 1.0, 0.95).unwrap().low, 0.0);
}

#[test]
fn what_cannot_be_is_refused() {
    assert_eq!(clopper_pearson(1, 0, 0.95), Err(IntervalError::NoCases));
    assert_eq!(wilson(6, 5, 0.95), Err(IntervalError::MoreEventsThanCases { events: 6, cases: 5 }));
    for level in [0.0, 1.0, -1.0, f64::INFINITY] {
        assert_eq!(clopper_pearson(1, 5, level), Err(IntervalError::Level(level)));
    }
    assert!(matches!(garwood(1, 1.0, f64::NAN), Err(IntervalError::Level(_))));
    for exposure in [0.0, -3.0, f64::INFINITY] {
        assert_eq!(garwood(1, exposure, 0.95), Err(IntervalError::Exposure(exposure)));
    }
    assert!(matches!(garwood(1, f64::NAN, 0.95), Err(IntervalError::Exposure(_))));
    assert_eq!(garwood(u64::MAX, 1.0, 0.95), Err(IntervalError::TooMany(u64::MAX)));
}

fn events_of_cases() -> impl Strategy<Value = (u64, u64)> {
    (1u64..3_000).prop_flat_map(|cases| (0..=cases, Just(cases)))
}

proptest! {
    #[test]
    fn a_share_lies_in_its_interval((events, cases) in events_of_cases(), level in 0.5..0.999) {
        let share = events as f64 / cases as f64;
        for interval in [clopper_pearson(events, cases, level).unwrap(), wilson(events, cases, level).unwrap()] {
            prop_assert!(0.0 <= interval.low && interval.low <= share + 1e-12, "{interval:?}");
            prop_assert!(share - 1e-12 <= interval.high && interval.high <= 1.0, "{interval:?}");
        }
    }

    #[test]
    fn more_cases_with_the_same_share_make_it_narrower((events, cases) in events_of_cases(), times in 2u64..50) {
        for interval in [clopper_pearson, wilson] {
            let (few, many) = (interval(events, cases, 0.95).unwrap(), interval(events * times, cases * times, 0.95).unwrap());
            prop_assert!(many.high - many.low < few.high - few.low);
        }
    }

    #[test]
    fn a_higher_level_makes_it_wider((events, cases) in events_of_cases()) {
        let (usual, wide) = (clopper_pearson(events, cases, 0.95).unwrap(), clopper_pearson(events, cases, 0.998).unwrap());
        prop_assert!(wide.low <= usual.low && usual.high <= wide.high);
    }

    #[test]
    fn those_without_the_event_mirror_those_with_it((events, cases) in events_of_cases()) {
        for interval in [clopper_pearson, wilson] {
            let (with, without) = (interval(events, cases, 0.95).unwrap(), interval(cases - events, cases, 0.95).unwrap());
            prop_assert!((with.low - (1.0 - without.high)).abs() < 1e-12);
            prop_assert!((with.high - (1.0 - without.low)).abs() < 1e-12);
        }
    }

    #[test]
    fn one_more_event_moves_both_ends_up((events, cases) in events_of_cases()) {
        prop_assume!(events < cases);
        let (fewer, more) = (clopper_pearson(events, cases, 0.95).unwrap(), clopper_pearson(events + 1, cases, 0.95).unwrap());
        prop_assert!(fewer.low < more.low && fewer.high < more.high);
    }

    #[test]
    fn a_count_lies_in_its_interval_and_the_exposure_only_scales_it(events in 0u64..100_000, exposure in 0.01..1e6) {
        let (count, rate) = (garwood(events, 1.0, 0.95).unwrap(), garwood(events, exposure, 0.95).unwrap());
        prop_assert!(count.low <= events as f64 && events as f64 <= count.high);
        prop_assert!((rate.high * exposure / count.high - 1.0).abs() < 1e-12);
    }
}
