//! Over-dispersion and funnel limits against R, and what must hold for any numbers.

use proptest::prelude::*;
use statistics::{
    Dispersion, FunnelError, FunnelLimits, OverDispersionError, Place, Side, Trim, Verdict, clopper_pearson,
    flags_by_chance, overdispersion_of_ratios, overdispersion_of_shares, ratio_curve, ratio_limits, share_curve,
    share_limits, standardise,
};

const UNITS: &str = include_str!("../fixtures/overdispersion_units.csv");
const OVERDISPERSION: &str = include_str!("../fixtures/overdispersion.csv");
const FUNNEL: &str = include_str!("../fixtures/funnel.csv");

fn table(text: &str) -> Vec<Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split(',').collect()).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

fn units(set: &str) -> Vec<(u64, u64)> {
    table(UNITS)
        .into_iter()
        .filter(|cells| cells[0] == set)
        .map(|cells| (cells[1].parse().unwrap(), cells[2].parse().unwrap()))
        .collect()
}

fn with_expected(units: &[(u64, u64)], rate: f64) -> Vec<(u64, f64)> {
    units.iter().map(|&(events, cases)| (events, cases as f64 * rate)).collect()
}

fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-9 * theirs.abs() + 1e-13
}

#[test]
fn the_surgical_example_gives_the_known_phi_and_tau_squared() {
    let units = units("surgical");
    let overall = 208.0 / 2814.0;
    let found = overdispersion_of_ratios(&with_expected(&units, overall), Trim::Truncated(0.1)).unwrap();
    assert!((found.phi - 1.275_280_845).abs() < 1e-9, "{found:?}");
    assert!((found.tau_squared - 0.024_581_919).abs() < 1e-9, "{found:?}");
    assert_eq!((found.units, found.left_out), (9, 1));
}

#[test]
fn every_phi_and_tau_squared_is_the_one_r_gives() {
    let rows = table(OVERDISPERSION);
    assert_eq!(rows.len(), 84);
    for cells in rows {
        let share = number(cells[4]);
        let trim = match cells[3] {
            "untouched" => Trim::Untouched,
            "winsorised" => Trim::Winsorised(share),
            "truncated" => Trim::Truncated(share),
            other => panic!("{other}"),
        };
        let (units, reference) = (units(cells[0]), number(cells[2]));
        let found = match cells[1] {
            "ratio" => overdispersion_of_ratios(&with_expected(&units, reference), trim).unwrap(),
            "share" => overdispersion_of_shares(&units, reference, trim).unwrap(),
            other => panic!("{other}"),
        };
        assert!(near(found.phi, number(cells[5])), "{cells:?} {found:?}");
        assert!(near(found.tau_squared, number(cells[6])), "{cells:?} {found:?}");
        assert!(near(found.phi_of_counts, number(cells[7])), "{cells:?} {found:?}");
        assert_eq!([found.units, found.left_out], [number(cells[8]) as usize, number(cells[9]) as usize], "{cells:?}");
    }
}

#[test]
fn every_funnel_limit_is_the_one_r_gives() {
    let rows = table(FUNNEL);
    assert!(rows.len() > 200);
    for cells in rows {
        let (size, amount) = (number(cells[1]), number(cells[4]));
        let dispersion = match cells[3] {
            "chance" => Dispersion::Chance,
            "multiplicative" => Dispersion::Multiplicative { phi: amount },
            "additive" => Dispersion::Additive { tau_squared: amount },
            other => panic!("{other}"),
        };
        let ours = match cells[0] {
            "share" => share_limits(size as u64, number(cells[2]), dispersion).unwrap(),
            "ratio" => ratio_limits(size, dispersion).unwrap(),
            other => panic!("{other}"),
        };
        let ours = [ours.limits_95.low, ours.limits_95.high, ours.limits_998.low, ours.limits_998.high];
        for (ours, theirs) in ours.into_iter().zip(&cells[5..]) {
            assert!(near(ours, number(theirs)), "{cells:?}: {ours:e} is not {theirs}");
        }
    }
}

#[test]
fn with_many_events_additive_limits_are_those_of_the_shmi() {
    let (expected, tau_squared) = (40_000.0_f64, 0.02_f64);
    let ours = ratio_limits(expected, Dispersion::Additive { tau_squared }).unwrap().limits_95;
    let theirs = (1.959_963_984_540_054 * (1.0 / expected + tau_squared).sqrt()).exp();
    assert!((ours.high / theirs - 1.0).abs() < 1e-4 && (ours.low * theirs - 1.0).abs() < 1e-4, "{ours:?} {theirs}");
}

#[test]
fn zero_events_are_placed_by_the_exact_limit_whatever_the_dispersion() {
    for dispersion in [Dispersion::Chance, Dispersion::Additive { tau_squared: 0.3 }] {
        // P(R = 0) is 2.5 % at 3.689 expected events, 0.1 % at 6.908.
        assert_eq!(ratio_limits(3.6, dispersion).unwrap().place(0.0), Place::Inside);
        assert_eq!(ratio_limits(3.7, dispersion).unwrap().place(0.0), Place::Outside95(Side::Low));
        assert_eq!(ratio_limits(7.0, dispersion).unwrap().place(0.0), Place::Outside998(Side::Low));
    }
}

#[test]
fn chance_alone_flags_one_in_20_and_one_in_500() {
    let flags = flags_by_chance(340);
    assert!((flags.outside_95 - 17.0).abs() < 1e-12 && (flags.outside_998 - 0.68).abs() < 1e-12);
    assert_eq!(flags_by_chance(0).outside_95, 0.0);
}

#[test]
fn exact_limits_put_no_more_outside_than_their_level_says() {
    for expected in [0.1, 1.0, 3.0, 8.0, 20.0, 90.0] {
        let limits = ratio_limits(expected, Dispersion::Chance).unwrap();
        let (mut chance, mut low, mut high) = (f64::exp(-expected), 0.0, 0.0);
        for events in 0..400 {
            match limits.place(f64::from(events) / expected) {
                Place::Outside95(Side::Low) | Place::Outside998(Side::Low) => low += chance,
                Place::Outside95(Side::High) | Place::Outside998(Side::High) => high += chance,
                Place::Inside => {}
            }
            chance *= expected / f64::from(events + 1);
        }
        assert!(low < 0.025 && high <= 0.025, "{expected}: {low} {high}");
    }
}

#[test]
fn a_curve_runs_from_end_to_end_and_narrows_without_steps() {
    let curve = share_curve(5, 900, 60, 0.08, Dispersion::Chance).unwrap();
    assert_eq!((curve[0].size, curve.last().unwrap().size), (5.0, 900.0));
    assert!(curve.windows(2).all(|pair| pair[0].size < pair[1].size));
    let curve = ratio_curve(0.5, 80.0, 200, Dispersion::Multiplicative { phi: 1.4 }).unwrap();
    assert_eq!((curve.len(), curve[0].size, curve.last().unwrap().size), (200, 0.5, 80.0));
    for pair in curve.windows(2) {
        // No steps: neighbours differ by less than a twentieth of the way to the target, and a funnel narrows.
        let (left, right) = (pair[0].limits.limits_95.high - 1.0, pair[1].limits.limits_95.high - 1.0);
        assert!(right < left * 1.0001 && right > left * 0.9, "{pair:?}");
    }
    assert_eq!(share_curve(7, 7, 50, 0.1, Dispersion::Chance).unwrap().len(), 1);
}

#[test]
fn what_cannot_be_is_refused() {
    let chance = Dispersion::Chance;
    assert_eq!(share_limits(0, 0.1, chance), Err(FunnelError::NoCases));
    for reference in [0.0, 1.0, -0.5] {
        assert_eq!(share_limits(5, reference, chance), Err(FunnelError::Reference(reference)));
        let refused = overdispersion_of_shares(&[(1, 5)], reference, Trim::default());
        assert_eq!(refused, Err(OverDispersionError::Reference(reference)));
    }
    for expected in [0.0, -1.0, f64::INFINITY, 1e13] {
        assert_eq!(ratio_limits(expected, chance), Err(FunnelError::Expected(expected)));
    }
    assert!(matches!(ratio_limits(f64::NAN, chance), Err(FunnelError::Expected(_))));
    for amount in [-0.1, f64::INFINITY] {
        assert_eq!(ratio_limits(5.0, Dispersion::Multiplicative { phi: amount }), Err(FunnelError::Dispersion(amount)));
        let additive = Dispersion::Additive { tau_squared: amount };
        assert_eq!(share_limits(5, 0.1, additive), Err(FunnelError::Dispersion(amount)));
    }
    for (from, to, points) in [(9.0, 2.0, 10), (0.0, 2.0, 10), (1.0, 2.0, 1), (1.0, 2.0, 10_001), (1.0, f64::NAN, 5)] {
        assert!(matches!(ratio_curve(from, to, points, chance), Err(FunnelError::Curve { .. })));
    }
    assert_eq!(overdispersion_of_ratios(&[], Trim::default()), Err(OverDispersionError::NoUnits));
    assert_eq!(overdispersion_of_ratios(&[(0, 2.0)], Trim::default()), Err(OverDispersionError::NoUnits));
    assert_eq!(overdispersion_of_ratios(&[(3, 0.0)], Trim::default()), Err(OverDispersionError::Expected(0.0)));
    for trim in [Trim::Winsorised(0.5), Trim::Truncated(-0.1)] {
        assert!(matches!(overdispersion_of_ratios(&[(3, 2.0)], trim), Err(OverDispersionError::Trim(_))));
    }
    assert!(matches!(overdispersion_of_shares(&[(6, 5)], 0.1, Trim::default()), Err(OverDispersionError::Counts(_))));
}

#[test]
fn one_hospital_shows_no_variance_between_hospitals() {
    for trim in [Trim::Untouched, Trim::default(), Trim::Truncated(0.4)] {
        let found = overdispersion_of_ratios(&[(30, 10.0)], trim).unwrap();
        assert_eq!((found.tau_squared, found.units), (0.0, 1));
        assert!((found.phi - 10.0 * 3f64.ln().powi(2)).abs() < 1e-12);
    }
}

fn inside(inner: FunnelLimits, outer: FunnelLimits) -> bool {
    let slack = 1e-12;
    [(inner.limits_95, outer.limits_95), (inner.limits_998, outer.limits_998)]
        .iter()
        .all(|(inner, outer)| outer.low <= inner.low * (1.0 + slack) && inner.high <= outer.high * (1.0 + slack))
}

fn some_units() -> impl Strategy<Value = Vec<(u64, f64)>> {
    prop::collection::vec((0u64..60, 0.2..60.0f64), 1..80)
        .prop_filter("an event", |units| units.iter().any(|unit| unit.0 > 0))
}

proptest! {
    #[test]
    fn a_ratio_is_outside_95_exactly_where_its_verdict_differs(events in 0u64..400, expected in 0.01..300.0f64) {
        let ours = standardise(events, 1_000, expected, 0.1).unwrap();
        let place = ratio_limits(expected, Dispersion::Chance).unwrap().place(ours.ratio);
        let verdict = match place {
            Place::Inside => Verdict::NoDifferent,
            Place::Outside95(Side::Low) | Place::Outside998(Side::Low) => Verdict::Lower,
            Place::Outside95(Side::High) | Place::Outside998(Side::High) => Verdict::Higher,
        };
        prop_assert_eq!(verdict, ours.verdict);
    }

    #[test]
    fn a_share_is_outside_where_the_exact_interval_leaves_out_the_reference(
        (events, cases) in (1u64..2_000).prop_flat_map(|cases| (0..=cases, Just(cases))), reference in 0.001..0.999f64,
    ) {
        let limits = share_limits(cases, reference, Dispersion::Chance).unwrap();
        let place = limits.place(events as f64 / cases as f64);
        let leaves_out = |level| {
            let interval = clopper_pearson(events, cases, level).unwrap();
            reference < interval.low || reference > interval.high
        };
        prop_assert_eq!(place != Place::Inside, leaves_out(0.95));
        prop_assert_eq!(matches!(place, Place::Outside998(_)), leaves_out(0.998));
    }

    #[test]
    fn limits_of_a_share_mirror_those_of_its_complement(cases in 1u64..3_000, reference in 0.01..0.99f64) {
        let with = share_limits(cases, reference, Dispersion::Additive { tau_squared: 0.05 }).unwrap();
        let without = share_limits(cases, 1.0 - reference, Dispersion::Additive { tau_squared: 0.05 }).unwrap();
        prop_assert!((with.limits_95.low - (1.0 - without.limits_95.high)).abs() < 1e-9);
        prop_assert!((with.limits_998.high - (1.0 - without.limits_998.low)).abs() < 1e-9);
    }

    #[test]
    fn more_dispersion_never_narrows(expected in 0.01..5_000.0f64, cases in 1u64..5_000, amount in 0.0..2.0f64) {
        for widened in [
            Dispersion::Multiplicative { phi: amount }, Dispersion::Multiplicative { phi: 1.0 + amount },
            Dispersion::Additive { tau_squared: amount },
        ] {
            let ratio = |dispersion| ratio_limits(expected, dispersion).unwrap();
            prop_assert!(inside(ratio(Dispersion::Chance), ratio(widened)));
            let share = |dispersion| share_limits(cases, 0.07, dispersion).unwrap();
            prop_assert!(inside(share(Dispersion::Chance), share(widened)));
        }
        let limits = ratio_limits(expected, Dispersion::Chance).unwrap();
        prop_assert!(limits.limits_998.low <= limits.limits_95.low && limits.limits_95.low <= 1.0);
        prop_assert!(1.0 <= limits.limits_95.high && limits.limits_95.high <= limits.limits_998.high);
    }

    #[test]
    fn more_cases_narrow_the_funnel(expected in 0.01..3_000.0f64, times in 1.5..50.0f64) {
        let at = |expected| ratio_limits(expected, Dispersion::Chance).unwrap();
        let (few, many) = (at(expected), at(expected * times));
        prop_assert!(inside(many, few), "{few:?} {many:?}");
    }

    #[test]
    fn the_order_of_hospitals_changes_nothing(units in some_units(), by in 0usize..80) {
        let mut turned = units.clone();
        let by = by % units.len();
        turned.rotate_left(by);
        turned.reverse();
        for trim in [Trim::Untouched, Trim::default(), Trim::Truncated(0.1)] {
            prop_assert_eq!(overdispersion_of_ratios(&units, trim), overdispersion_of_ratios(&turned, trim));
        }
    }

    #[test]
    fn a_rare_event_spreads_as_a_share_as_it_does_as_a_ratio(
        units in prop::collection::vec((1u64..60, 1u64..60), 2..40),
    ) {
        // With a tiny rate the binomial is the Poisson distribution and the logit the logarithm.
        let rate = 1e-9;
        let shares: Vec<(u64, u64)> =
            units.iter().map(|&(events, expected)| (events, expected * 1_000_000_000)).collect();
        let ratios: Vec<(u64, f64)> = units.iter().map(|&(events, expected)| (events, expected as f64)).collect();
        let (share, ratio) = (
            overdispersion_of_shares(&shares, rate, Trim::default()).unwrap(),
            overdispersion_of_ratios(&ratios, Trim::default()).unwrap(),
        );
        prop_assert!((share.phi - ratio.phi).abs() <= 1e-6 * (1.0 + ratio.phi));
        prop_assert!((share.tau_squared - ratio.tau_squared).abs() <= 1e-6);
    }

    #[test]
    fn all_equal_hospitals_show_no_over_dispersion(events in 1u64..500, hospitals in 1usize..60) {
        let units = vec![(events, events as f64); hospitals];
        let found = overdispersion_of_ratios(&units, Trim::default()).unwrap();
        prop_assert_eq!((found.phi, found.tau_squared, found.phi_of_counts), (0.0, 0.0, 0.0));
    }
}
