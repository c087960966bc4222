//! How often intervals hold the truth: exactly counted for the intervals, in simulation for the shrinkage model.

use statistics::shrinkage::{Events, Observation, Settings, Unit, fit};
use statistics::{Interval, clopper_pearson, garwood, wilson};

/// The binomial probabilities of 0, 1, ... `cases` events, by their ratio from one to the next, from the likelier end.
fn binomial(cases: u64, share: f64) -> Vec<f64> {
    if share > 0.5 {
        return binomial(cases, 1.0 - share).into_iter().rev().collect();
    }
    let odds = share / (1.0 - share);
    let next = |now: &mut f64, events: u64| {
        let here = *now;
        *now *= odds * (cases - events) as f64 / (events + 1) as f64;
        Some(here)
    };
    (0..=cases).scan((1.0 - share).powf(cases as f64), next).collect()
}

/// The probability that the interval of what happens holds the true share.
fn held(cases: u64, share: f64, intervals: &[Interval]) -> f64 {
    let pairs = binomial(cases, share).into_iter().zip(intervals);
    pairs
        .filter(|(_, interval)| interval.low <= share && share <= interval.high)
        .map(|(probability, _)| probability)
        .sum()
}

/// True shares from 0.0005 to 0.9995.
fn shares() -> impl Iterator<Item = f64> {
    (0..1000).map(|number| (f64::from(number) + 0.5) / 1000.0)
}

#[test]
fn clopper_pearson_holds_every_share_at_least_as_often_as_it_says() {
    for level in [0.95, 0.998] {
        for cases in [1, 2, 5, 11, 30, 100, 400] {
            let intervals: Vec<Interval> =
                (0..=cases).map(|events| clopper_pearson(events, cases, level).unwrap()).collect();
            for share in shares() {
                let held = held(cases, share, &intervals);
                assert!(held >= level - 1e-10, "{cases} cases, true share {share}: {held}");
            }
        }
    }
}

#[test]
fn garwood_holds_every_mean_at_least_as_often_as_it_says() {
    for level in [0.95, 0.998] {
        let intervals: Vec<Interval> = (0..400).map(|events| garwood(events, 1.0, level).unwrap()).collect();
        for number in 1..2000 {
            let mean = f64::from(number) * 0.1;
            let mut probability = (-mean).exp();
            let mut held = 0.0;
            for (events, interval) in intervals.iter().enumerate() {
                if interval.low <= mean && mean <= interval.high {
                    held += probability;
                }
                probability *= mean / (events + 1) as f64;
            }
            assert!(held >= level - 1e-10, "mean {mean}: {held}");
        }
    }
}

/// Wilson's interval is not exact: on average over the shares it holds what it says, for single shares less.
#[test]
fn wilson_holds_what_it_says_on_average_but_not_for_every_share() {
    for cases in [11, 30, 100, 400] {
        let intervals: Vec<Interval> = (0..=cases).map(|events| wilson(events, cases, 0.95).unwrap()).collect();
        let all: Vec<f64> = shares().map(|share| held(cases, share, &intervals)).collect();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        assert!((mean - 0.95).abs() < 0.01, "{cases} cases: {mean}");
        let least = all.iter().copied().fold(1.0, f64::min);
        assert!((0.80..0.945).contains(&least), "{cases} cases: {least}");
    }
}

/// Even and normal numbers of a fixed seed (SplitMix64; Box and Muller).
struct Random(u64);

impl Random {
    fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        ((mixed >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.even().ln()).sqrt() * (std::f64::consts::TAU * self.even()).cos()
    }
}

const HOSPITALS: usize = 40;

/// How many of the hospitals' 95 % intervals hold their true ratio of the last year, hyperparameters drawn from the prior.
fn hospitals_held(random: &mut Random, years: u32) -> usize {
    let logistic = |odds: f64| 1.0 / (1.0 + (-odds).exp());
    let logit = |share: f64| (share / (1.0 - share)).ln();
    let (mean, spread, kept) = (random.normal(), random.normal().abs(), random.even().powf(1.0 / 9.0));
    let (mut units, mut truths) = (Vec::new(), Vec::new());
    for _ in 0..HOSPITALS {
        let volume = (3.5 + random.normal()).exp();
        let mut theta = mean + spread * random.normal();
        let mut unit = Unit::default();
        for year in 0..years {
            if year > 0 {
                theta = mean + kept * (theta - mean) + spread * (1.0 - kept * kept).sqrt() * random.normal();
            }
            let cases = (volume * (0.7 + 0.6 * random.even())).clamp(2.0, 300.0).ceil();
            let share = logistic(-2.0 + 0.3 * random.normal());
            let risk = logistic(logit(share) + theta);
            let events = Events::Known((0..cases as u64).filter(|_| random.even() < risk).count() as u64);
            let (expected, cases) = (cases * share, cases as u64);
            unit.observations.push(Observation { time: f64::from(year), cases, events, expected });
        }
        let sum = |of: fn(&Observation) -> f64| unit.observations.iter().map(of).sum::<f64>();
        let share = sum(|seen| seen.expected) / sum(|seen| seen.cases as f64);
        truths.push(logistic(logit(share) + theta) / share);
        units.push(unit);
    }
    let fit = fit(&units, &Settings { draws: 0, threads: 2, ..Settings::default() }).unwrap();
    let pairs = fit.posteriors.iter().zip(truths);
    pairs.filter(|(found, truth)| found.ratio.low <= *truth && *truth <= found.ratio.high).count()
}

/// 60 rounds of 40 hospitals of one year: the Monte Carlo error is about half a percent. `cargo xtask bench predict` counts more.
#[test]
fn posterior_intervals_of_one_year_hold_the_truth_as_often_as_they_say() {
    let mut random = Random(11);
    let rounds = 60;
    let held: usize = (0..rounds).map(|_| hospitals_held(&mut random, 1)).sum();
    let share = held as f64 / (rounds * HOSPITALS) as f64;
    assert!((0.94..=0.96).contains(&share), "{share}");
}

/// Fewer rounds, because a fit of several years takes longer; the Monte Carlo error is about one percent.
#[test]
fn posterior_intervals_of_the_last_of_three_years_hold_the_truth_as_often_as_they_say() {
    let mut random = Random(12);
    let rounds = 12;
    let held: usize = (0..rounds).map(|_| hospitals_held(&mut random, 3)).sum();
    let share = held as f64 / (rounds * HOSPITALS) as f64;
    assert!((0.92..=0.98).contains(&share), "{share}");
}
