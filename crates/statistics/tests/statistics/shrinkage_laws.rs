//! Laws that shrinkage must keep, whatever the figures.

use proptest::prelude::*;
use statistics::shrinkage::{Events, Fit, Observation, Settings, ShrinkageError, Unit, fit};
use statistics::{Draws, Standing, bands, rankability_of_shares, ranks};

fn year(time: f64, cases: u64, events: u64, expected: f64) -> Observation {
    Observation { time, cases, events: Events::Known(events), expected }
}

fn one_year(rows: &[(u64, u64)], share: f64) -> Vec<Unit> {
    let unit = |(cases, events): &(u64, u64)| Unit {
        observations: vec![year(2020.5, *cases, *events, *cases as f64 * share)],
        volume: Some(*cases as f64),
    };
    rows.iter().map(unit).collect()
}

fn fitted(units: &[Unit]) -> Fit {
    fit(units, &Settings { draws: 200, ..Settings::default() }).unwrap()
}

const ROWS: [(u64, u64); 8] = [(400, 60), (300, 31), (250, 12), (120, 14), (90, 5), (60, 9), (30, 0), (800, 70)];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_the_units_changes_nothing(
        rows in proptest::collection::vec((20_u64..500, 0_u64..20), 3..9), turn in 1_usize..8,
    ) {
        let units = one_year(&rows, 0.05);
        let mut turned = units.clone();
        let by = turn % turned.len();
        turned.rotate_left(by);
        let (straight, turned) = (fitted(&units), fitted(&turned));
        for number in 0..units.len() {
            let other = turned.posteriors[(number + units.len() - by) % units.len()];
            prop_assert!((straight.posteriors[number].ratio.value - other.ratio.value).abs() < 1e-6);
            prop_assert!((straight.posteriors[number].own_share - other.own_share).abs() < 1e-6);
        }
    }

    #[test]
    fn the_interval_holds_the_value_and_lies_above_nothing(
        rows in proptest::collection::vec((1_u64..2000, 0.0_f64..1.0), 1..9),
    ) {
        let rows: Vec<(u64, u64)> = rows.iter().map(|(cases, share)| (*cases, (*cases as f64 * share) as u64)).collect();
        for posterior in fitted(&one_year(&rows, 0.3)).posteriors {
            let ratio = posterior.ratio;
            prop_assert!(0.0 <= ratio.low && ratio.low < ratio.value && ratio.value < ratio.high, "{posterior:?}");
            prop_assert!(ratio.high <= 1.0 / 0.3 + 1e-9);
            prop_assert!((0.0..=1.0).contains(&posterior.own_share) && (0.0..=1.0).contains(&posterior.probability_lower));
        }
    }

    #[test]
    fn every_draw_gives_each_rank_once(rows in proptest::collection::vec(proptest::collection::vec(-9_f32..9.0, 33), 1..12)) {
        let count = rows.len();
        let ranks = ranks(&Draws::new(rows), 2);
        let sum: f64 = ranks.iter().map(|rank| rank.expected).sum();
        prop_assert!((sum - (count * (count + 1)) as f64 / 2.0).abs() < 1e-9);
        prop_assert!(ranks.iter().all(|rank| 1 <= rank.low && rank.low <= rank.high && rank.high as usize <= count));
    }
}

#[test]
fn the_same_figures_give_the_same_fit_on_any_number_of_threads() {
    let rows: Vec<(u64, u64)> = (0..1500_u64).map(|number| (50 + number % 97, number % 7)).collect();
    let units = one_year(&rows, 0.05);
    let on = |threads: usize| fit(&units, &Settings { threads, draws: 32, ..Settings::default() }).unwrap();
    let (one, two) = (on(1), on(2));
    assert_eq!(one.posteriors, two.posteriors);
    assert_eq!(one.draws, two.draws);
    assert_eq!(ranks(&one.draws, 1), ranks(&two.draws, 2));
}

#[test]
fn more_data_of_its_own_narrows_a_unit_and_weighs_more() {
    let mut last = (f64::INFINITY, 0.0);
    for times in [1, 4, 16, 64] {
        let mut rows = ROWS;
        rows[3] = (rows[3].0 * times, rows[3].1 * times);
        let posterior = fitted(&one_year(&rows, 0.1)).posteriors[3];
        let width = posterior.ratio.high - posterior.ratio.low;
        assert!(width < last.0 && posterior.own_share > last.1, "{times}: {posterior:?}");
        last = (width, posterior.own_share);
    }
}

#[test]
fn a_shrunken_ratio_lies_between_the_raw_one_and_the_mean_of_all() {
    let fit = fitted(&one_year(&ROWS, 0.1));
    let middle = fit.hyper.mean.value.exp();
    for ((cases, events), posterior) in ROWS.iter().zip(&fit.posteriors) {
        let raw = *events as f64 / (*cases as f64 * 0.1);
        // The mean of a skewed posterior lies a little above its middle.
        assert!(posterior.ratio.value > raw.min(middle) - 0.02, "{raw} {posterior:?}");
        assert!(posterior.ratio.value < raw.max(middle) + 0.12, "{raw} {posterior:?}");
    }
}

#[test]
fn nobody_with_an_event_still_gives_honest_intervals() {
    for posterior in fitted(&one_year(&[(50, 0), (80, 0), (20, 0)], 0.05)).posteriors {
        assert!(posterior.ratio.low > 0.0 && posterior.ratio.high < 3.0, "{posterior:?}");
    }
}

#[test]
fn one_unit_alone_is_fitted_and_wide() {
    let fit = fitted(&one_year(&[(100, 10)], 0.1));
    let ratio = fit.posteriors[0].ratio;
    assert!(ratio.low < 0.8 && ratio.high > 1.25, "{ratio:?}");
    assert_eq!(bands(&[fit.posteriors[0].belief()]), [1]);
}

#[test]
fn units_that_are_all_alike_cannot_be_ranked() {
    let fit = fitted(&one_year(&[(200, 20); 40], 0.1));
    let shares: Vec<f64> = fit.posteriors.iter().map(|posterior| posterior.own_share).collect();
    assert!(rankability_of_shares(&shares).unwrap() < 0.2);
    let beliefs: Vec<_> = fit.posteriors.iter().map(|posterior| posterior.belief()).collect();
    assert!(bands(&beliefs).iter().all(|band| *band == 1));
    // Their own share is small because units hardly differ, not because there are too few cases.
    assert!(fit.posteriors.iter().all(|posterior| posterior.standing() == Standing::Similar));
}

#[test]
fn a_word_is_given_only_where_the_interval_bears_it() {
    let word = |rows: &[(u64, u64)], share: f64| fitted(&one_year(rows, share)).posteriors[0].standing();
    assert_eq!(word(&[(100, 10)], 0.1), Standing::TooFew);
    assert_eq!(word(&[(30, 4), (900, 270), (800, 20), (700, 10)], 0.13), Standing::TooFew);
    assert_eq!(word(&[(4000, 400), (3000, 310), (3500, 340)], 0.1), Standing::Similar);
    assert_eq!(word(&[(4000, 200), (3000, 310), (3500, 340)], 0.1), Standing::Lower);
    assert_eq!(word(&[(4000, 700), (3000, 310), (3500, 340)], 0.1), Standing::Higher);
}

#[test]
fn an_unknown_correlation_is_not_taken_for_known_when_an_old_figure_is_carried_on() {
    let mut units = one_year(&ROWS, 0.1);
    units[0].observations[0].time -= 3.0;
    let fit = fitted(&units);
    assert_eq!(fit.hyper.correlation, None);
    // With the correlation fixed at its mean of 0.9 the log ratio of the carried unit would be surer.
    assert!(fit.posteriors[0].own_share > 0.05 && fit.posteriors[0].own_share < 0.9 * 0.9 * 0.9);
}

#[test]
fn a_masked_count_is_less_sure_than_a_known_one_and_no_lower_than_it_may_be() {
    let mut units = one_year(&ROWS, 0.1);
    let known = fitted(&units).posteriors[4];
    units[4].observations[0].events = Events::Between { low: 0, high: 10 };
    let masked = fitted(&units).posteriors[4];
    assert!(masked.own_share < known.own_share);
    assert!(masked.log_deviation > known.log_deviation);
    units[4].observations[0].events = Events::Between { low: 5, high: 5 };
    assert!((fitted(&units).posteriors[4].ratio.value - known.ratio.value).abs() < 1e-9);
}

#[test]
fn an_old_figure_weighs_less_than_a_new_one() {
    let far = |time: f64| {
        let mut units = one_year(&ROWS, 0.1);
        for unit in &mut units {
            let observation = unit.observations[0];
            unit.observations.push(Observation { time: observation.time + 1.0, ..observation });
        }
        units[0].observations = vec![year(time, 400, 60, 40.0)];
        fitted(&units).posteriors[0].own_share
    };
    assert!(far(2021.5) > far(2018.5) && far(2018.5) > far(2011.5));
}

#[test]
fn leaning_on_volume_finds_a_relation_that_is_there_and_none_where_none_is() {
    let slope = |rate: &dyn Fn(f64) -> f64| {
        let rows: Vec<(u64, u64)> = (1..=120_u64)
            .map(|number| {
                let cases = 40 + 12 * number;
                (cases, (cases as f64 * rate(cases as f64)).round() as u64)
            })
            .collect();
        let settings = Settings { lean_on_volume: true, draws: 0, ..Settings::default() };
        fit(&one_year(&rows, 0.1), &settings).unwrap().hyper.slope.unwrap()
    };
    let falling = slope(&|cases| 0.1 * (cases / 400.0).powf(-0.3));
    assert!(falling.high < -0.2 && falling.low > -0.45, "{falling:?}");
    let even = slope(&|_| 0.1);
    assert!(even.low < 0.0 && even.high > 0.0, "{even:?}");
}

#[test]
fn where_the_figures_say_nothing_the_prior_is_given_back() {
    let unit = Unit { observations: vec![year(0.0, 1, 0, 0.01), year(1.0, 1, 0, 0.01)], volume: None };
    let hyper = fitted(&[unit.clone(), unit]).hyper;
    // No event among four cases says a little against a large spread. Beta(9, 1): quantiles .025^(1/9) and .975^(1/9), mean .9; half-normal: .0313, 2.2414, mean .7979.
    let correlation = hyper.correlation.unwrap();
    assert!((correlation.low - 0.6637).abs() < 0.01 && (correlation.high - 0.9972).abs() < 0.002, "{correlation:?}");
    assert!((correlation.value - 0.9).abs() < 0.006, "{correlation:?}");
    let spread = hyper.spread;
    assert!((spread.low - 0.0313).abs() < 0.006 && (spread.high - 2.2414).abs() < 0.2, "{spread:?}");
    assert!((spread.value - 0.7979).abs() < 0.04, "{spread:?}");
}

#[test]
fn a_prediction_is_a_distribution() {
    let fit = fitted(&one_year(&ROWS, 0.1));
    for unit in [Ok(0), Ok(6), Err(Some(100.0)), Err(None)] {
        let prediction = fit.predict(unit, 2022.5, 60, 6.0).unwrap();
        let sum: f64 = (0..=60).map(|events| prediction.probability(events)).sum();
        let mean: f64 = (0..=60_u64).map(|events| events as f64 * prediction.probability(events)).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        assert!((mean - prediction.mean()).abs() < 1e-9);
    }
}

#[test]
fn figures_that_cannot_be_are_refused_with_what_is_wrong() {
    let with = |observation: Observation| {
        fit(&[Unit { observations: vec![observation], volume: None }], &Settings::default()).unwrap_err()
    };
    assert_eq!(with(year(0.0, 5, 6, 1.0)), ShrinkageError::Events { low: 6, high: 6, cases: 5 });
    for expected in [0.0, -1.0, 5.0, 9.0, f64::INFINITY] {
        assert_eq!(with(year(0.0, 5, 1, expected)), ShrinkageError::Expected { expected, cases: 5 });
    }
    assert!(matches!(with(year(0.0, 5, 1, f64::NAN)), ShrinkageError::Expected { .. }));
    assert!(matches!(with(year(f64::NAN, 5, 1, 1.0)), ShrinkageError::Time(_) | ShrinkageError::Nothing));
    assert!(matches!(with(year(0.0, 0, 0, 1.0)), ShrinkageError::Expected { .. }));
    assert_eq!(fit(&[], &Settings::default()).unwrap_err(), ShrinkageError::Nothing);
    let fit_of = |settings: &Settings| fit(&one_year(&ROWS, 0.1), settings);
    for end in [2019.0, f64::NAN, f64::INFINITY] {
        let refused = fit_of(&Settings { end: Some(end), ..Settings::default() });
        assert!(matches!(refused, Err(ShrinkageError::End(_))));
    }
    let fine = fit_of(&Settings::default()).unwrap();
    assert_eq!(fine.predict(Ok(8), 2021.5, 10, 1.0).unwrap_err(), ShrinkageError::NoSuchUnit(8));
    assert_eq!(fine.predict(Err(Some(0.0)), 2021.5, 10, 1.0).unwrap_err(), ShrinkageError::Volume(0.0));
    assert_eq!(fine.predict(Ok(0), 2019.5, 10, 1.0).unwrap_err(), ShrinkageError::End(2019.5));
    assert_eq!(fine.predict(Ok(0), 2021.5, 60_000, 9.0).unwrap_err(), ShrinkageError::TooManyCases(60_000));
    let units = [Unit { observations: vec![year(0.0, 5, 1, 1.0)], volume: Some(0.0) }];
    let leaning = Settings { lean_on_volume: true, ..Settings::default() };
    assert_eq!(fit(&units, &leaning).unwrap_err(), ShrinkageError::Volume(0.0));
}
