//! A fit: the hyperparameters, each unit's posterior, and joint draws of all units.

use std::collections::BTreeMap;

use super::density::{Density, Grid, draw, normalise};
use super::filter::{Normal, Track};
use super::likelihood::{logistic, softplus};
use super::surface::{Surface, Weighted};
use super::{Settings, ShrinkageError, Unit};
use crate::draws::Draws;
use crate::estimate::Estimate;
use crate::functions::Node;
use crate::parallel::in_parallel;

/// What was learned of all units together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hyper {
    /// Mean log odds ratio of the units.
    pub mean: Estimate,
    /// Its slope on the natural logarithm of volume, where asked for.
    pub slope: Option<Estimate>,
    /// Standard deviation between units of the log odds ratio.
    pub spread: Estimate,
    /// Correlation of a unit's log odds ratio with itself a year later, where the figures can tell.
    pub correlation: Option<Estimate>,
}

/// What is believed of one unit at the moment asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    /// Predicted to expected events.
    pub ratio: Estimate,
    /// Mean of the natural logarithm of that ratio.
    pub log_mean: f64,
    /// Its standard deviation.
    pub log_deviation: f64,
    /// How much of the estimate is the unit's own data: 0 none, 1 all. One minus posterior variance to variance between units.
    pub own_share: f64,
    /// The probability that the ratio is below 1.
    pub probability_lower: f64,
}

/// A fit.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Hyperparameters.
    pub hyper: Hyper,
    /// One a unit, in the order given.
    pub posteriors: Vec<Posterior>,
    /// Joint draws of the units' log ratios.
    pub draws: Draws,
    pub(super) nodes: Vec<Weighted>,
    pub(super) tracks: Vec<Track>,
    pub(super) rule: Vec<Node>,
    /// The mean of the logarithms of volume, from which units lean.
    pub(super) centre: f64,
    pub(super) end: f64,
}

/// The hyperparameters are learned from at most so many units; all units are read.
const MOST_LEARNED_FROM: usize = 10_000;

/// Fits the model of this module to units.
///
/// The same figures give the same fit, whatever the number of threads. Of more than 10,000 units every second, third, ... tells the
/// hyperparameters. Units without figures get the prior's posterior.
pub fn fit(units: &[Unit], settings: &Settings) -> Result<Fit, ShrinkageError> {
    let times = units.iter().flat_map(|unit| &unit.observations).map(|observation| observation.time);
    let latest = times.fold(f64::NEG_INFINITY, f64::max);
    if latest == f64::NEG_INFINITY {
        return Err(ShrinkageError::Nothing);
    }
    let end = settings.end.unwrap_or(latest);
    if !end.is_finite() || end < latest {
        return Err(ShrinkageError::End(end));
    }
    let (centre, leans) = leans(units, settings)?;
    let tracks: Vec<Track> =
        units.iter().zip(leans).map(|(unit, lean)| Track::new(unit, lean, end)).collect::<Result<_, _>>()?;
    // Every so-manieth of very many: they tell the hyperparameters more sharply than any unit needs them.
    let few: Vec<Track> = tracks.iter().step_by(tracks.len().div_ceil(MOST_LEARNED_FROM)).cloned().collect();
    let surface = Surface::new(&few, settings.priors, settings.lean_on_volume, settings.threads);
    let nodes = surface.nodes();
    let reader = Reader { nodes: &nodes, rule: surface.rule(), draws: settings.draws, reference: reference(units) };
    let numbered: Vec<(u64, &Unit, &Track)> =
        (0..).zip(units).zip(&tracks).map(|((number, unit), track)| (number, unit, track)).collect();
    let read = in_parallel(&numbered, 64, settings.threads, |block| {
        block.iter().map(|(number, unit, track)| reader.unit(*number, unit, track)).collect::<Vec<_>>()
    });
    let (posteriors, drawn): (Vec<Posterior>, Vec<Vec<f32>>) = read.into_iter().flatten().unzip();
    let hyper = hyper(&nodes, settings.lean_on_volume, surface.repeats());
    let rule = surface.rule().to_vec();
    let draws = Draws::new(drawn);
    Ok(Fit { hyper, posteriors, draws, nodes, rule, centre, end, tracks })
}

/// The centred logarithms of volume; units without one do not lean.
fn leans(units: &[Unit], settings: &Settings) -> Result<(f64, Vec<f64>), ShrinkageError> {
    if !settings.lean_on_volume {
        return Ok((0.0, vec![0.0; units.len()]));
    }
    let volumes = || units.iter().filter_map(|unit| unit.volume);
    if let Some(volume) = volumes().find(|volume| !(volume.is_finite() && *volume > 0.0)) {
        return Err(ShrinkageError::Volume(volume));
    }
    let centre = volumes().map(f64::ln).sum::<f64>() / (volumes().count().max(1) as f64);
    Ok((centre, units.iter().map(|unit| unit.volume.map_or(0.0, |volume| volume.ln() - centre)).collect()))
}

/// The expected share of all units together, for a unit that has no figures.
fn reference(units: &[Unit]) -> f64 {
    expected_share(units.iter()).unwrap_or(0.5)
}

fn expected_share<'u>(units: impl Iterator<Item = &'u Unit> + Clone) -> Option<f64> {
    let observations = || units.clone().flat_map(|unit| &unit.observations);
    let cases: f64 = observations().map(|observation| observation.cases as f64).sum();
    (cases > 0.0).then(|| observations().map(|observation| observation.expected).sum::<f64>() / cases)
}

/// Reads units off the nodes.
struct Reader<'a> {
    nodes: &'a [Weighted],
    rule: &'a [Node],
    draws: usize,
    reference: f64,
}

impl Reader<'_> {
    /// One unit's posterior, and its part of the joint draws.
    fn unit(&self, number: u64, unit: &Unit, track: &Track) -> (Posterior, Vec<f32>) {
        let passed: Vec<_> = self.nodes.iter().map(|node| node.at.pass(track, self.rule)).collect();
        let shares = || self.nodes.iter().map(|node| node.share).zip(&passed);
        let mean: f64 = shares().map(|(share, passed)| share * passed.end.mean).sum();
        let square = |end: Normal| end.variance + (end.mean - mean) * (end.mean - mean);
        let variance: f64 = shares().map(|(share, passed)| share * square(passed.end)).sum();
        let grid = Grid::around(mean, variance.sqrt());
        // Where the last figure is of the moment asked about, its likelihood is kept whole, not only by two moments.
        let last = track.steps.last().filter(|_| track.gap_to_end <= 0.0);
        let seen: Option<Vec<f64>> = last.map(|step| grid.points().map(|theta| step.likelihood.log(theta)).collect());

        let share = expected_share(std::iter::once(unit)).unwrap_or(self.reference);
        let offset = (share / (1.0 - share)).ln();
        // The log of logistic(offset + theta) / share.
        let log_ratio = |theta: f64| -softplus(-(offset + theta)) - share.ln();

        let mut mixed = vec![0.0; grid.points().count()];
        let (mut heights, mut cumulative) = (mixed.clone(), Vec::new());
        let (mut drawn, mut weight, mut random) = (Vec::with_capacity(self.draws), 0.0, Uniforms::of(number));
        for (share, passed) in shares() {
            match &seen {
                Some(seen) => bell(passed.before_last, grid, seen.iter().copied(), &mut heights),
                None => bell(passed.end, grid, std::iter::repeat(0.0), &mut heights),
            }
            mixed.iter_mut().zip(&heights).for_each(|(mixed, height)| *mixed += share * height);
            weight += share;
            let due = (weight * self.draws as f64).round() as usize;
            let more = due.saturating_sub(drawn.len());
            if more > 0 {
                let uniforms = random.by_ref().take(more);
                draw(grid, &heights, &mut cumulative, uniforms, |theta| drawn.push(log_ratio(theta) as f32));
            }
        }
        let density = Density::new(grid, &mixed);
        let own_share: f64 =
            shares().zip(self.nodes).map(|((share, passed), node)| share * passed.own_share(node.at.spread)).sum();
        (posterior(&density, log_ratio, own_share), drawn)
    }
}

/// A normal density times a likelihood (given by its logarithms) on a grid, as shares.
fn bell(normal: Normal, grid: Grid, likelihood: impl Iterator<Item = f64>, heights: &mut [f64]) {
    let half_precision = 0.5 / normal.variance;
    for ((height, theta), log) in heights.iter_mut().zip(grid.points()).zip(likelihood) {
        let away = theta - normal.mean;
        *height = log - half_precision * away * away;
    }
    normalise(heights);
}

fn posterior(density: &Density, log_ratio: impl Fn(f64) -> f64, own_share: f64) -> Posterior {
    let log_mean = density.mean(&log_ratio);
    let variance = density.mean(|theta| (log_ratio(theta) - log_mean).powi(2));
    let ratio = Estimate {
        value: density.mean(|theta| log_ratio(theta).exp()),
        low: log_ratio(density.quantile(0.025)).exp(),
        high: log_ratio(density.quantile(0.975)).exp(),
    };
    Posterior {
        ratio,
        log_mean,
        log_deviation: variance.sqrt(),
        own_share: own_share.clamp(0.0, 1.0),
        probability_lower: density.probability_below(0.0).clamp(0.0, 1.0),
    }
}

/// Means and 95 % intervals of the hyperparameters.
fn hyper(nodes: &[Weighted], leans: bool, moves: bool) -> Hyper {
    let estimate = |of: &dyn Fn(&Weighted) -> f64| {
        let mean: f64 = nodes.iter().map(|node| node.share * of(node)).sum();
        let variance: f64 = nodes.iter().map(|node| node.share * (of(node) - mean).powi(2)).sum();
        let half = 1.959_963_984_540_054 * variance.sqrt();
        Estimate { value: mean, low: mean - half, high: mean + half }
    };
    // The lattice's axes: the logarithm of the spread, and the logit of the correlation.
    let logit = |node: &Weighted| node.at.log_correlation - (-node.at.log_correlation.exp_m1()).ln();
    Hyper {
        mean: estimate(&|node| node.at.mean),
        slope: leans.then(|| estimate(&|node| node.at.slope)),
        spread: along(nodes, |node| node.cell.0, |node| node.at.spread.ln(), f64::exp),
        correlation: moves.then(|| along(nodes, |node| node.cell.1, logit, logistic)),
    }
}

/// Mean and quantiles of what is the same in all nodes of one row of the lattice.
///
/// `axis` gives its place on the lattice's even axis, `value` takes a place back. Between rows the logarithm of the density is
/// interpolated by cubics, because a cell is about a standard deviation wide.
fn along(
    nodes: &[Weighted],
    row: impl Fn(&Weighted) -> i32,
    axis: impl Fn(&Weighted) -> f64,
    value: impl Fn(f64) -> f64,
) -> Estimate {
    let mut rows: BTreeMap<i32, (f64, f64)> = BTreeMap::new();
    for node in nodes {
        rows.entry(row(node)).or_insert((0.0, axis(node))).0 += node.share;
    }
    let mean = rows.values().map(|(share, place)| share * value(*place)).sum();
    let mut ends = rows.values().map(|(_, place)| *place);
    let (Some(first), Some(second)) = (ends.next(), ends.next()) else {
        let only = rows.values().next().map_or(f64::NAN, |(_, place)| value(*place));
        return Estimate { value: mean, low: only, high: only };
    };
    // Rows of no weight on either side give the cubics at the ends their four points.
    let dwindled = rows.values().map(|(share, _)| *share).fold(1.0, f64::min) * 1e-3;
    let step = second - first;
    let grid = Grid::of_rows(first - 2.0 * step, step);
    let shares: Vec<f64> = [dwindled * 1e-3, dwindled]
        .into_iter()
        .chain(rows.values().map(|(share, _)| *share))
        .chain([dwindled, dwindled * 1e-3])
        .collect();
    let density = Density::new(grid, &shares);
    Estimate { value: mean, low: value(density.quantile(0.025)), high: value(density.quantile(0.975)) }
}

/// Even numbers between 0 and 1 that depend on a seed alone.
///
/// Source: SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
struct Uniforms(u64);

impl Uniforms {
    fn of(number: u64) -> Uniforms {
        Uniforms(number.wrapping_mul(0xD129_0DE3_35C1_7E4B))
    }
}

impl Iterator for Uniforms {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        // 53 bits, and never exactly 0.
        Some(((mixed >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0)
    }
}
