//! The posterior of the hyperparameters, as weighted nodes.
//!
//! The spread and the correlation from year to year lie on a lattice that is filled from its highest point outwards, so it follows
//! the posterior where it is narrow, skewed or leaning (H. Rue, S. Martino, N. Chopin, "Approximate Bayesian inference for latent
//! Gaussian models", Journal of the Royal Statistical Society B 71 (2009), 319-392, section 3.1). In each cell the prior mean and
//! its slope are integrated by adaptive Gauss-Hermite quadrature.

use std::collections::{BTreeMap, BTreeSet};

use super::filter::{Hyperparameters, Track};
use super::likelihood::{logistic, softplus};
use super::{Priors, SpreadPrior};
use crate::functions::{Node, gauss_hermite};

/// One weighted point of the posterior.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighted {
    pub at: Hyperparameters,
    /// Shares of all nodes add up to 1.
    pub share: f64,
    /// Which cell of the lattice it stands in.
    pub cell: (i32, i32),
}

/// Everything the integral over the hyperparameters needs.
pub(super) struct Surface<'a> {
    tracks: &'a [Track],
    priors: Priors,
    /// Whether the prior mean leans on the covariate.
    leans: bool,
    /// Whether any unit has figures of two moments, so that the correlation can be learned.
    repeats: bool,
    /// Whether the correlation matters: it is learned, or a unit's last figure is carried to the moment asked about.
    moves: bool,
    threads: usize,
    quick: Vec<Node>,
    fine: Vec<Node>,
}

/// Where the mean and the slope have their mode in one cell, and how sharp it is there.
#[derive(Clone, Copy, Debug)]
struct Cell {
    log_weight: f64,
    centre: [f64; 2],
    /// Minus the second derivatives: mean-mean, mean-slope, slope-slope.
    curvature: [f64; 3],
}

/// Position on the two axes: log spread, and the logit of the correlation.
type Place = [f64; 2];

/// The lattice: a point on it and the width of a cell along each axis.
struct Lattice {
    origin: Place,
    width: Place,
}

/// A log weight that can be put in order.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Height(f64);

impl Eq for Height {}

impl Ord for Height {
    fn cmp(&self, other: &Height) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Height {
    fn partial_cmp(&self, other: &Height) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Lattice {
    fn place(&self, (i, j): (i32, i32)) -> Place {
        let [spread, correlation] = self.origin;
        [spread + f64::from(i) * self.width[0], correlation + f64::from(j) * self.width[1]]
    }
}

const LOWEST: Place = [-6.2, -3.0];
const HIGHEST: Place = [2.3, 7.0];
/// Where the climb starts; where nothing tells the correlation it stays at 0.9, the mean of its prior.
const START: Place = [-1.2, 2.197_224_577_336_219];
/// The correlation from one year to the next is Beta(9, 1) before the figures are seen: mean 0.9.
const PERSISTENCE: f64 = 9.0;
const MOST_CELLS: usize = 600;

impl<'a> Surface<'a> {
    pub fn new(tracks: &'a [Track], priors: Priors, leans: bool, threads: usize) -> Surface<'a> {
        let repeats = tracks.iter().any(|track| track.steps.iter().skip(1).any(|step| step.gap() > 0.0));
        let carried = |track: &Track| track.gap_to_end > 0.0 && !track.steps.is_empty();
        let moves = repeats || tracks.iter().any(carried);
        Surface { tracks, priors, leans, repeats, moves, threads, quick: gauss_hermite(5), fine: gauss_hermite(9) }
    }

    /// The rule with which the last passes are made.
    pub fn rule(&self) -> &[Node] {
        &self.fine
    }

    /// Whether the correlation from year to year could be learned.
    pub fn repeats(&self) -> bool {
        self.repeats
    }

    /// The weighted nodes, in an order that depends on the figures alone.
    pub fn nodes(&self) -> Vec<Weighted> {
        let mut warm = [0.0, 0.0];
        let top = self.climb(&mut warm);
        let lattice = self.lattice(top, warm);
        let cells = self.fill(&lattice, warm);
        let highest = cells.values().map(|cell| cell.log_weight).fold(f64::NEG_INFINITY, f64::max);
        let mut nodes = Vec::new();
        for (index, cell) in cells.iter().filter(|(_, cell)| cell.log_weight > highest - self.reach()) {
            self.spread_out(*index, lattice.place(*index), cell, &mut nodes);
        }
        let highest = nodes.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = nodes.iter().map(|(_, log)| (log - highest).exp()).sum();
        let share = |log: f64| (log - highest).exp() / sum;
        // Few units have long tails that stand on light nodes; with many, what is dropped weighs less than a ten-thousandth each.
        let least = if self.tracks.len() > 100 { 1e-4 } else { 1e-6 };
        nodes.retain(|(_, log)| share(*log) > least);
        let kept: f64 = nodes.iter().map(|(_, log)| share(*log)).sum();
        nodes.into_iter().map(|(node, log)| Weighted { share: share(log) / kept, ..node }).collect()
    }

    /// How far below the highest cell (on the log scale) a cell still counts.
    fn reach(&self) -> f64 {
        match (self.moves, self.tracks.len()) {
            (true, _) => 7.5,
            (false, 0..=100) => 14.0,
            // With many units the posterior of the spread is all but normal.
            (false, _) => 9.0,
        }
    }

    /// Walks uphill, halving its step.
    fn climb(&self, warm: &mut [f64; 2]) -> Place {
        let mut at = START;
        let mut step = 1.2;
        let mut height = self.height(at, warm);
        while step > 0.1 {
            let before = at;
            for axis in 0..=usize::from(self.moves) {
                for direction in [-step, step] {
                    loop {
                        let next = shifted(at, axis, direction);
                        if next == at {
                            break;
                        }
                        let reached = self.height(next, warm);
                        if reached <= height {
                            break;
                        }
                        (at, height) = (next, reached);
                    }
                }
            }
            if at == before {
                step /= 2.0;
            }
        }
        at
    }

    fn height(&self, place: Place, warm: &mut [f64; 2]) -> f64 {
        let cell = self.cell(place, *warm);
        *warm = cell.centre;
        cell.log_weight
    }

    /// Cells as wide as a good part of the conditional standard deviation at the top.
    fn lattice(&self, top: Place, mut warm: [f64; 2]) -> Lattice {
        let middle = self.height(top, &mut warm);
        let part = match (self.moves, self.tracks.len()) {
            (true, _) => 1.0,
            (false, 0..=100) => 0.4,
            (false, _) => 0.8,
        };
        let mut width = [1.0, 1.0];
        for (axis, width) in width.iter_mut().enumerate().take(if self.moves { 2 } else { 1 }) {
            let mut deviation: f64 = 0.25;
            for _ in 0..2 {
                let (below, above) = (shifted(top, axis, -deviation), shifted(top, axis, deviation));
                let bend = 2.0 * middle - self.height(below, &mut warm) - self.height(above, &mut warm);
                let curvature = (bend / (deviation * deviation)).max(0.3);
                deviation = curvature.sqrt().recip().clamp(0.005, 1.8);
            }
            *width = (part * deviation).clamp(0.004, 1.0);
        }
        Lattice { origin: top, width }
    }

    /// Fills the lattice from its top outwards, always beside the highest cell that has a free side, for as long as cells count.
    fn fill(&self, lattice: &Lattice, warm: [f64; 2]) -> BTreeMap<(i32, i32), Cell> {
        let mut cells: BTreeMap<(i32, i32), Cell> = BTreeMap::new();
        let mut border = BTreeSet::from([(Height(0.0), (0, 0))]);
        let mut highest = f64::NEG_INFINITY;
        while let Some((_, index)) = border.pop_last() {
            let place = lattice.place(index);
            if cells.contains_key(&index) || cells.len() > MOST_CELLS || !inside(place) {
                continue;
            }
            let near = neighbours(index, self.moves).find_map(|near| cells.get(&near).map(|cell| cell.centre));
            let cell = self.cell(place, near.unwrap_or(warm));
            highest = highest.max(cell.log_weight);
            if cell.log_weight > highest - self.reach() {
                border.extend(neighbours(index, self.moves).map(|near| (Height(cell.log_weight), near)));
            }
            cells.insert(index, cell);
        }
        cells
    }

    fn hyperparameters(&self, [log_spread, logit]: Place, [mean, slope]: [f64; 2]) -> Hyperparameters {
        Hyperparameters { mean, slope, spread: log_spread.exp(), log_correlation: -softplus(-logit) }
    }

    /// The log of the marginal likelihood times the priors on both axes, the mean and the slope integrated by Laplace's method.
    fn cell(&self, place: Place, warm: [f64; 2]) -> Cell {
        let mut centre = warm;
        let mut log_weight = f64::NEG_INFINITY;
        let mut curvature = [1.0, 0.0, 1.0];
        for _ in 0..12 {
            let (log, slopes, bends) = self.derivatives(place, centre);
            curvature = bends;
            let (step, determinant) = self.newton(slopes, bends);
            let gain = slopes[0] * step[0] + slopes[1] * step[1];
            centre = [centre[0] + step[0], centre[1] + step[1]];
            log_weight = log + 0.5 * gain - 0.5 * determinant.ln();
            if gain < 0.02 {
                break;
            }
        }
        Cell { log_weight: log_weight + self.log_prior_of(place), centre, curvature }
    }

    /// Newton's step for the mean and the slope, held to 2, and the determinant of the curvature.
    fn newton(&self, slopes: [f64; 2], [a, b, c]: [f64; 3]) -> ([f64; 2], f64) {
        if !self.leans {
            return ([(slopes[0] / a).clamp(-2.0, 2.0), 0.0], a);
        }
        let determinant = (a * c - b * b).max(1e-12);
        let step = [(c * slopes[0] - b * slopes[1]) / determinant, (a * slopes[1] - b * slopes[0]) / determinant];
        (step.map(|step| step.clamp(-2.0, 2.0)), determinant)
    }

    /// Log of likelihood x prior of the mean and slope, with first derivatives and minus the second ones.
    fn derivatives(&self, place: Place, [mean, slope]: [f64; 2]) -> (f64, [f64; 2], [f64; 3]) {
        let at = self.hyperparameters(place, [mean, slope]);
        let [log, first, first_lean, bend, bend_lean, bend_square] = self.sum(|track| {
            let passed = at.pass(track, &self.quick);
            let (slope, bend, lean) = (passed.slope, passed.bend, track.lean);
            [passed.log_likelihood, slope, slope * lean, bend, bend * lean, bend * lean * lean]
        });
        let (on_mean, on_slope) = (self.priors.mean_deviation.powi(-2), self.priors.slope_deviation.powi(-2));
        (
            log + self.log_prior_at([mean, slope]),
            [first - mean * on_mean, if self.leans { first_lean - slope * on_slope } else { 0.0 }],
            [bend.max(0.0) + on_mean, bend_lean, bend_square.max(0.0) + on_slope],
        )
    }

    fn log_prior_at(&self, [mean, slope]: [f64; 2]) -> f64 {
        let normal = |x: f64, deviation: f64| -0.5 * (x / deviation).powi(2);
        normal(mean, self.priors.mean_deviation)
            + if self.leans { normal(slope, self.priors.slope_deviation) } else { 0.0 }
    }

    /// The priors of the spread and of the correlation, as densities on the lattice's axes.
    fn log_prior_of(&self, [log_spread, logit]: Place) -> f64 {
        let spread = match self.priors.spread {
            SpreadPrior::HalfNormal { scale } => log_spread - 0.5 * (log_spread.exp() / scale).powi(2),
            SpreadPrior::GammaPrecision { shape, rate } => -2.0 * shape * log_spread - rate * (-2.0 * log_spread).exp(),
        };
        let correlation = logistic(logit);
        if self.moves { spread + PERSISTENCE * correlation.ln() + (1.0 - correlation).ln() } else { spread }
    }

    /// Lays the product rule for mean and slope over one cell.
    fn spread_out(&self, cell: (i32, i32), place: Place, found: &Cell, nodes: &mut Vec<(Weighted, f64)>) {
        let [a, b, c] = found.curvature;
        let (first, across, second) = if self.leans {
            let determinant = (a * c - b * b).max(1e-12);
            let first = (c / determinant).sqrt();
            let across = -b / determinant / first;
            (first, across, (a / determinant - across * across).max(1e-12).sqrt())
        } else {
            (a.sqrt().recip(), 0.0, 1.0)
        };
        let root = std::f64::consts::SQRT_2;
        for (x, y, weight) in self.points() {
            let mean = found.centre[0] + root * first * x;
            let slope = found.centre[1] + root * (across * x + second * y);
            let at = self.hyperparameters(place, [mean, slope]);
            let [log, ..] = self.sum(|track| [at.pass(track, &self.fine).log_likelihood, 0.0, 0.0, 0.0, 0.0, 0.0]);
            let log = log + self.log_prior_at([mean, slope]) + self.log_prior_of(place);
            nodes.push((Weighted { at, share: 0.0, cell }, log + (weight * first * second).ln()));
        }
    }

    /// The rule for mean and slope, finer where few units leave them wide: two places and the weight.
    fn points(&self) -> Vec<(f64, f64, f64)> {
        let rule = gauss_hermite(match (self.tracks.len(), self.leans) {
            (0..=30, false) => 9,
            (0..=30, true) | (31..=100, false) => 5,
            _ => 3,
        });
        if !self.leans {
            return rule.iter().map(|node| (node.at, 0.0, node.weight)).collect();
        }
        if self.tracks.len() > 60 {
            // Stroud's rule of degree 3 with four points: with many units mean and slope are all but normal.
            let weight = std::f64::consts::PI / 4.0 * 1_f64.exp();
            return [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)].map(|(x, y)| (x, y, weight)).to_vec();
        }
        let products = |one: &Node| {
            let (at, weight) = (one.at, one.weight);
            rule.iter().map(move |other| (at, other.at, weight * other.weight)).collect::<Vec<_>>()
        };
        rule.iter().flat_map(products).collect()
    }

    /// Sums over all units, block by block in a fixed order, so that the number of threads changes nothing.
    fn sum(&self, of: impl Fn(&Track) -> [f64; 6] + Sync) -> [f64; 6] {
        let add = |mut sum: [f64; 6], more: [f64; 6]| {
            sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            sum
        };
        let of_block = |block: &[Track]| block.iter().map(&of).fold([0.0; 6], add);
        let sums = crate::parallel::in_parallel(self.tracks, 512, self.threads, of_block);
        sums.into_iter().fold([0.0; 6], add)
    }
}

fn shifted(mut place: Place, axis: usize, by: f64) -> Place {
    for (number, ((value, lowest), highest)) in place.iter_mut().zip(LOWEST).zip(HIGHEST).enumerate() {
        if number == axis {
            *value = (*value + by).clamp(lowest, highest);
        }
    }
    place
}

fn inside(place: Place) -> bool {
    place.iter().zip(LOWEST).zip(HIGHEST).all(|((value, lowest), highest)| (lowest..=highest).contains(value))
}

fn neighbours((i, j): (i32, i32), both: bool) -> impl Iterator<Item = (i32, i32)> {
    let sideways = [(i - 1, j), (i + 1, j)].into_iter();
    sideways.chain([(i, j - 1), (i, j + 1)].into_iter().filter(move |_| both))
}
