//! What must hold of a whole table, whatever stands in it. All figures here are made up.

use proptest::prelude::*;
use statistics::{
    Months, PeriodUse, Profile, ProfileError, ProfileRow, ProfileSettings, ProfiledRow, ProfiledUnit, StandardiseError,
    Verdict, profile, standardise,
};

const PLAIN: ProfileSettings = ProfileSettings { lean_on_volume: false, threads: 1 };

fn year(year: u32) -> Months {
    Months { first: year * 12, last: year * 12 + 11 }
}

fn row(unit: u32, period: u32, events: u64, cases: u64) -> ProfileRow {
    ProfileRow { unit, measure: 0, period: year(period), cases, events, expected: None, volume: None }
}

fn made_up() -> Vec<ProfileRow> {
    let figures = [(0, 6, 120), (0, 5, 130), (1, 0, 80), (1, 1, 95), (2, 31, 400), (2, 28, 410), (3, 9, 150)];
    (0..).zip(figures).map(|(number, (unit, events, cases))| row(unit, 2020 + number % 2, events, cases)).collect()
}

fn of(rows: &[ProfileRow]) -> Profile {
    profile(rows, PLAIN).unwrap()
}

fn unit(profile: &Profile, row: usize) -> ProfiledUnit {
    *profile.unit(&profile.rows[row]).unwrap()
}

fn width(unit: ProfiledUnit) -> f64 {
    unit.ratio.high / unit.ratio.low
}

/// A row's answer with what is believed of its unit, wherever that stands.
fn whole(profile: &Profile, row: &ProfiledRow) -> (ProfiledRow, Option<ProfiledUnit>) {
    (ProfiledRow { pooled: None, ..*row }, profile.unit(row).copied())
}

#[test]
fn a_row_is_standardised_by_the_overall_rate_of_its_measure_and_period() {
    let rows = made_up();
    let found = of(&rows);
    let rate = 46.0 / 750.0;
    let by_hand = standardise(6, 120, 120.0 * rate, rate).unwrap();
    let first = found.rows[0];
    let (ratio, verdict) = first.ratio.unwrap();
    assert_eq!((ratio.value, ratio.low, verdict), (by_hand.ratio, by_hand.ratio_interval.low, by_hand.verdict));
    assert_eq!((first.adjusted_rate, first.adjusted_interval), (by_hand.adjusted_rate, by_hand.adjusted_interval));
    assert!((found.measures[0].periods[0].rate() - rate).abs() < 1e-15);
}

#[test]
fn a_units_rows_share_one_belief_and_it_differs_between_units() {
    let found = of(&made_up());
    assert_eq!(unit(&found, 0), unit(&found, 1));
    assert_ne!(unit(&found, 0), unit(&found, 2));
    // Fewest events, lowest ratio.
    assert!(unit(&found, 2).ratio.value < unit(&found, 0).ratio.value);
    assert_eq!(found.measures[0].pooled.unwrap().units, 4);
}

#[test]
fn the_order_of_rows_changes_only_the_order_of_answers() {
    let rows = made_up();
    let straight = of(&rows);
    let turned: Vec<ProfileRow> = rows.iter().rev().copied().collect();
    let turned = of(&turned);
    for (one, other) in straight.rows.iter().zip(turned.rows.iter().rev()) {
        assert_eq!(whole(&straight, one), whole(&turned, other));
    }
    assert_eq!(straight.measures[0].pooled, turned.measures[0].pooled);
    assert_eq!(straight.measures[0].periods, turned.measures[0].periods);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let rows: Vec<ProfileRow> = (0..900_u32)
        .flat_map(|number| {
            (0..3).map(move |measure| ProfileRow { measure, ..row(number, 2020, u64::from(number % 7), 60) })
        })
        .collect();
    for some in [&rows[..], &rows.iter().filter(|row| row.measure == 1).copied().collect::<Vec<_>>()[..]] {
        assert_eq!(profile(some, PLAIN), profile(some, ProfileSettings { threads: 2, ..PLAIN }));
    }
}

#[test]
fn ten_times_the_figures_narrow_every_interval() {
    let rows = made_up();
    let tenfold: Vec<ProfileRow> =
        rows.iter().map(|row| ProfileRow { cases: row.cases * 10, events: row.events * 10, ..*row }).collect();
    let (few, many) = (of(&rows), of(&tenfold));
    for (number, (one, other)) in few.rows.iter().zip(&many.rows).enumerate() {
        let ((one, _), (other, _)) = (one.ratio.unwrap(), other.ratio.unwrap());
        assert!(other.low >= one.low && other.high < one.high && (one.value - other.value).abs() < 1e-12);
        // The last unit has no figures of the newest year: what it may have become since does not narrow.
        assert!(number == 6 || width(unit(&many, number)) < width(unit(&few, number)), "row {number}");
    }
}

#[test]
fn another_year_of_the_same_narrows_what_is_believed() {
    // They plainly differ, so that the second year teaches little of how much units differ.
    let one_year: Vec<ProfileRow> =
        (0..40).map(|number| row(number, 2020, 20 + 10 * u64::from(number % 9), 1000)).collect();
    let more: Vec<ProfileRow> = one_year.iter().map(|row| ProfileRow { period: year(2021), ..*row }).collect();
    let both: Vec<ProfileRow> = one_year.iter().chain(&more).copied().collect();
    let (one, both) = (of(&one_year), of(&both));
    for number in 0..40 {
        assert!(width(unit(&both, number)) < width(unit(&one, number)), "unit {number}");
    }
}

#[test]
fn units_that_are_all_alike_stand_in_one_band_without_an_order() {
    let rows: Vec<ProfileRow> = (0..30).map(|number| row(number, 2020, 5, 100)).collect();
    let found = of(&rows);
    assert!(found.measures[0].pooled.is_some_and(|pooled| !pooled.ordered && pooled.rankability < 0.5));
    assert!(found.units.iter().all(|unit| unit.band == 1 && unit.rank.is_none()));
}

#[test]
fn units_that_plainly_differ_are_ordered_with_the_lowest_first() {
    let rows: Vec<ProfileRow> = (0..8).map(|number| row(number, 2020, 20 + 40 * u64::from(number), 1000)).collect();
    let found = of(&rows);
    assert!(found.measures[0].pooled.is_some_and(|pooled| pooled.ordered && pooled.rankability > 0.9));
    let ranks: Vec<f64> = found.units.iter().map(|unit| unit.rank.unwrap().expected).collect();
    assert!(ranks.is_sorted() && ranks[0] < 1.1 && ranks[7] > 7.9, "{ranks:?}");
    assert!(found.units[0].rank.unwrap().probability_best_quarter > 0.99);
    assert!(found.units[7].band > found.units[0].band);
}

#[test]
fn where_nobody_had_an_event_there_is_no_ratio_and_the_rate_keeps_its_interval() {
    let found = of(&[row(0, 2020, 0, 100), row(1, 2020, 0, 30)]);
    let first = found.rows[0];
    assert_eq!((first.ratio, first.expected, first.adjusted_rate, first.pooled), (None, 0.0, 0.0, None));
    // exp(-3.6889) is 2.5 %.
    assert!((first.adjusted_interval.high - 0.036_888).abs() < 1e-6);
    assert_eq!(found.measures[0].pooled, None);
    assert_eq!(found.measures[0].periods[0].pooled, PeriodUse::SaysNothing);
}

#[test]
fn where_everybody_had_one_the_rows_stand_and_nothing_is_pooled() {
    let found = of(&[row(0, 2020, 10, 10), row(1, 2020, 3, 3)]);
    assert_eq!(found.rows[0].ratio.unwrap().1, Verdict::NoDifferent);
    assert_eq!((found.measures[0].expected_too_high, found.measures[0].pooled), (2, None));
}

#[test]
fn one_unit_alone_is_as_expected_and_has_no_order() {
    let found = of(&[row(0, 2020, 4, 50)]);
    let alone = unit(&found, 0);
    assert_eq!((alone.rank, alone.band), (None, 1));
    assert!(alone.ratio.low < 1.0 && alone.ratio.high > 1.0);
}

#[test]
fn of_windows_that_overlap_only_the_newest_is_pooled_and_every_row_stands() {
    let windows = [(2018, 2020), (2019, 2021), (2017, 2018), (2016, 2017)];
    let rows: Vec<ProfileRow> = windows
        .iter()
        .flat_map(|(first, last)| {
            let period = Months { first: first * 12, last: last * 12 + 11 };
            (0..5).map(move |number| ProfileRow { period, ..row(number, 0, 4 + u64::from(number), 90) })
        })
        .collect();
    let found = of(&rows);
    let used: Vec<(u32, PeriodUse)> =
        found.measures[0].periods.iter().map(|period| (period.months.first / 12, period.pooled)).collect();
    let (pooled, overlaps) = (PeriodUse::Pooled, PeriodUse::Overlaps);
    assert_eq!(used, [(2016, overlaps), (2017, pooled), (2018, overlaps), (2019, pooled)]);
    assert!(found.rows.iter().all(|row| row.ratio.is_some() && row.pooled.is_some()));
    let newest: Vec<ProfileRow> =
        rows.iter().filter(|row| [2017 * 12, 2019 * 12].contains(&row.period.first)).copied().collect();
    assert_eq!(of(&newest).units, found.units);
}

#[test]
fn the_slope_on_volume_moves_the_small_only_when_asked_for() {
    let rows: Vec<ProfileRow> = (0..60)
        .map(|number| {
            let cases = if number % 2 == 0 { 20 } else { 400 };
            let events = if number % 2 == 0 { 3 } else { 20 };
            ProfileRow { volume: Some(cases as f64), ..row(number, 2020, events, cases) }
        })
        .collect();
    let leaning = profile(&rows, ProfileSettings { lean_on_volume: true, ..PLAIN }).unwrap();
    assert!(leaning.measures[0].pooled.unwrap().hyper.slope.unwrap().value < 0.0);
    assert_eq!(of(&rows).measures[0].pooled.unwrap().hyper.slope, None);
    let small = ProfileRow { unit: 99, volume: Some(20.0), ..row(99, 2020, 0, 1) };
    let with: Vec<ProfileRow> = rows.iter().copied().chain([small]).collect();
    let leaning = profile(&with, ProfileSettings { lean_on_volume: true, ..PLAIN }).unwrap();
    assert!(unit(&leaning, 60).ratio.value > unit(&of(&with), 60).ratio.value);
}

#[test]
fn as_many_expected_as_cases_are_told_and_left_out_of_the_pool() {
    let expecting = |unit, expected| ProfileRow { expected: Some(expected), ..row(unit, 2020, 3, 20) };
    let found = of(&[expecting(0, 2.0), expecting(1, 20.0), expecting(2, 3.0)]);
    assert_eq!(found.measures[0].expected_too_high, 1);
    assert!(found.rows[0].pooled.is_some() && found.rows[1].pooled.is_none());
    assert_eq!(found.rows[1].ratio.unwrap().0.value, 0.15);
}

#[test]
fn a_total_among_the_rows_and_a_rate_given_for_a_number_are_pointed_at() {
    let mut rows: Vec<ProfileRow> = (0..5).map(|number| row(number, 2020, 6, 100)).collect();
    assert!(of(&rows).measures[0].perhaps_totals.is_empty());
    rows.push(row(9, 2020, 30, 500));
    assert_eq!(of(&rows).measures[0].perhaps_totals, [5]);
    rows.iter_mut().for_each(|row| row.expected = Some(0.06));
    assert!(of(&rows).measures[0].expected_far_off);
    rows.iter_mut().for_each(|row| row.expected = Some(row.cases as f64 * 0.05));
    assert!(!of(&rows).measures[0].expected_far_off);
}

#[test]
fn what_cannot_be_is_refused_with_its_row() {
    let refused = |rows: &[ProfileRow]| profile(rows, PLAIN).unwrap_err();
    let fine = row(0, 2020, 3, 50);
    assert_eq!(refused(&[fine, row(1, 2020, 1, 9), fine]), ProfileError::Twice { first: 0, second: 2 });
    let why = StandardiseError::MoreEventsThanCases { events: 9, cases: 8 };
    assert_eq!(refused(&[fine, row(1, 2020, 9, 8)]), ProfileError::Row { row: 1, why });
    assert_eq!(refused(&[fine, row(1, 2020, 0, 0)]), ProfileError::Row { row: 1, why: StandardiseError::NoCases });
    for expected in [0.0, -1.0, f64::INFINITY, f64::NAN] {
        let row = ProfileRow { expected: Some(expected), ..row(1, 2020, 1, 8) };
        assert!(matches!(refused(&[fine, row]), ProfileError::Row { row: 1, .. }), "{expected}");
    }
    let no_volume = ProfileRow { volume: Some(0.0), ..fine };
    assert!(matches!(
        profile(&[no_volume], ProfileSettings { lean_on_volume: true, ..PLAIN }),
        Err(ProfileError::Pool(_))
    ));
    assert_eq!(of(&[]).rows, []);
}

fn any_row() -> impl Strategy<Value = ProfileRow> {
    let expected = prop_oneof![Just(None), (1e-6..1e6_f64).prop_map(Some)];
    let cases = prop_oneof![1_u64..60, 1_u64..1_000_000_000];
    let figures = cases.prop_flat_map(|cases| (Just(cases), prop_oneof![Just(0), Just(cases), 0..=cases]));
    (0..6_u32, 0..2_u32, 2015..2020_u32, 0..36_u32, figures, expected).prop_map(
        |(unit, measure, start, months, (cases, events), expected)| {
            let period = Months { first: start * 12, last: start * 12 + months };
            ProfileRow { unit, measure, period, cases, events, expected, volume: Some(cases as f64) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_table_gives_numbers_that_can_be(rows in prop::collection::vec(any_row(), 1..14), lean in any::<bool>()) {
        let settings = ProfileSettings { lean_on_volume: lean, threads: 1 };
        let found = match profile(&rows, settings) {
            Err(ProfileError::Twice { first, second }) => {
                let key = |row: &ProfileRow| (row.unit, row.measure, row.period);
                prop_assert_eq!(key(&rows[first]), key(&rows[second]));
                return Ok(());
            }
            other => other.unwrap(),
        };
        prop_assert_eq!(found.rows.len(), rows.len());
        for found in &found.rows {
            prop_assert!(found.adjusted_interval.low <= found.adjusted_rate && found.adjusted_rate <= found.adjusted_interval.high);
        }
        for unit in &found.units {
            prop_assert!(unit.ratio.value.is_finite() && unit.ratio.low <= unit.ratio.high && unit.ratio.low >= 0.0, "{:?} {:?}", unit, rows);
            prop_assert!((0.0..=1.0).contains(&unit.own_share) && unit.band >= 1);
        }
        for pooled in found.measures.iter().filter_map(|measure| measure.pooled) {
            prop_assert!((0.0..=1.0).contains(&pooled.rankability));
        }
    }
}
