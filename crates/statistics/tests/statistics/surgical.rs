//! The BUGS example "Surgical: institutional ranking": 12 hospitals, infant cardiac surgery.
//!
//! Published: WinBUGS/OpenBUGS examples volume 1, "Surgical", 10,000 draws. Beside it a run of JAGS with 400,000 draws of the same
//! model. The strict gate is `second_rule.rs`; this one holds the engine to what others have published.

use statistics::shrinkage::{Events, Fit, Observation, Priors, Settings, SpreadPrior, Unit, fit};
use statistics::{bands, rankability, ranks};

pub const CASES: [u64; 12] = [47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360];
pub const DEATHS: [u64; 12] = [0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24];

/// The published model: flat normal on the mean, `Gamma(.001, .001)` on the precision.
pub const BUGS_PRIORS: Priors = Priors {
    mean_deviation: 1000.0,
    slope_deviation: 1.0,
    spread: SpreadPrior::GammaPrecision { shape: 0.001, rate: 0.001 },
};

const PUBLISHED: [f64; 12] =
    [0.0528, 0.1030, 0.07071, 0.05925, 0.05147, 0.06915, 0.06683, 0.1237, 0.06967, 0.07849, 0.1022, 0.06865];
const JAGS: [f64; 12] =
    [0.05318, 0.10326, 0.07075, 0.05930, 0.05176, 0.06926, 0.06670, 0.12323, 0.07000, 0.07853, 0.10216, 0.06854];

/// One period a unit; with half of the cases expected the offset is 0, and the ratio is twice the share.
pub fn units(cases: &[u64], events: &[u64]) -> Vec<Unit> {
    let unit = |(cases, events): (&u64, &u64)| {
        let expected = *cases as f64 / 2.0;
        let observation = Observation { time: 0.0, cases: *cases, events: Events::Known(*events), expected };
        Unit { observations: vec![observation], volume: None }
    };
    cases.iter().zip(events).map(unit).collect()
}

fn surgical() -> Fit {
    let settings = Settings { priors: BUGS_PRIORS, draws: 20_000, ..Settings::default() };
    fit(&units(&CASES, &DEATHS), &settings).unwrap()
}

#[test]
fn surgical_means_are_those_published() {
    let fit = surgical();
    for ((posterior, published), jags) in fit.posteriors.iter().zip(PUBLISHED).zip(JAGS) {
        let share = posterior.ratio.value / 2.0;
        let deviation = (posterior.ratio.high - posterior.ratio.low) / 2.0 / 3.92;
        // 10,000 correlated draws: three Monte Carlo errors are about 3 sd / sqrt(10,000 / 5).
        assert!((share - published).abs() < 0.07 * deviation, "{share} {published}");
        assert!((share - jags).abs() < 0.012 * deviation, "{share} {jags}");
    }
}

#[test]
fn surgical_hyperparameters_are_those_published() {
    let hyper = surgical().hyper;
    assert!((hyper.mean.value + 2.558).abs() < 0.01, "{hyper:?}");
    assert!((hyper.mean.value + 2.5541).abs() < 0.001, "{hyper:?}");
    assert!((hyper.spread.value - 0.4077).abs() < 0.01, "{hyper:?}");
    assert!((hyper.spread.value - 0.4043).abs() < 0.0015, "{hyper:?}");
    assert!((hyper.spread.low - 0.1664).abs() < 0.015, "{hyper:?}");
    assert!((hyper.spread.high - 0.7937).abs() < 0.015, "{hyper:?}");
    assert_eq!(hyper.correlation, None);
}

#[test]
fn surgical_ranks_are_those_of_the_long_run() {
    let fit = surgical();
    let ranks = ranks(&fit.draws, 2);
    let first_or_last = |wanted: u32, number: usize| {
        let mut found = 0;
        for draw in 0..fit.draws.count() {
            let values: Vec<f32> = fit.draws.units().map(|unit| unit[draw]).collect();
            let rank = values.iter().filter(|value| **value <= values[number]).count();
            found += usize::from(rank == wanted as usize);
        }
        found as f64 / fit.draws.count() as f64
    };
    for (number, probability) in [(0, 0.363), (4, 0.319), (3, 0.082)] {
        assert!(
            (first_or_last(1, number) - probability).abs() < 0.012,
            "lowest {number}: {}",
            first_or_last(1, number)
        );
    }
    for (number, probability) in [(7, 0.630), (1, 0.179), (10, 0.140)] {
        assert!((first_or_last(12, number) - probability).abs() < 0.012, "highest {number}");
    }
    assert!((ranks.iter().map(|rank| rank.expected).sum::<f64>() - 78.0).abs() < 1e-9);
    assert!(ranks[7].expected > 11.0 && ranks[7].probability_best_quarter < 0.001);
}

#[test]
fn surgical_rankability_is_the_published_one() {
    // tau^2 of `metafor::rma.glmm`; sampling variances of the eleven hospitals with deaths.
    let variance = |(cases, deaths): (&u64, &u64)| 1.0 / *deaths as f64 + 1.0 / (cases - deaths) as f64;
    let pairs = CASES.iter().zip(&DEATHS).filter(|(_, deaths)| **deaths > 0);
    let variances: Vec<f64> = pairs.map(variance).collect();
    assert!((rankability(0.127_949_68, &variances).unwrap() - 0.6255).abs() < 5e-4);
}

#[test]
fn surgical_bands_hold_only_what_cannot_be_told_apart() {
    let fit = surgical();
    let beliefs: Vec<statistics::Belief> = fit.posteriors.iter().map(|posterior| posterior.belief()).collect();
    let bands = bands(&beliefs);
    for (one, band) in beliefs.iter().zip(&bands) {
        for (other, _) in beliefs.iter().zip(&bands).filter(|(_, other)| *other == band) {
            assert!(one.probability_below(*other, 0.0) < 0.9751);
        }
    }
    assert_eq!(bands[4], 1);
    assert!(bands[7] > 1);
}

#[test]
fn the_normal_shortcut_for_a_pair_agrees_with_joint_draws() {
    let fit = surgical();
    for (one, other) in [(4, 7), (0, 1), (3, 10), (5, 6)] {
        for by_share in [0.0_f64, 0.1] {
            let (a, b) = (fit.posteriors[one].belief(), fit.posteriors[other].belief());
            let margin = -(1.0 - by_share).ln() as f32;
            let drawn = fit.draws.probability_below(one, other, margin).unwrap();
            assert!((a.probability_below(b, by_share) - drawn).abs() < 0.025, "{one} {other}: {drawn}");
        }
    }
}
