//! What one group adds to the marginal log-likelihood, its gradient and its Hessian.
//!
//! With the mode `u0`, precision `D = -h''(u0)`, `s = 1 / sqrt(D)` and a rule of points `z_k` with weights, the group's marginal
//! likelihood is `s * sum(weight_k exp h(u0 + s z_k))`. All of `u0`, `D` and `s` move with the parameters `t = (fixed, sd)`:
//! `u0_t = h_ut / D` by the implicit function theorem, and once more for the second derivatives. A row's `eta` has the gradient
//! `a = (columns, u)` in `t` and `sd` in `u`; sums of rows times `a` are all that is needed.

use super::design::GroupRows;
use super::group::{Bends, Look, Mode, Point, Sum, fixed_part, mode};
use super::matrix::{add_pair, add_square};
use crate::functions::Node;

/// The marginal log-likelihood with its derivatives by the fixed coefficients and, last, the standard deviation.
#[derive(Clone, Debug)]
pub(super) struct Expansion {
    pub value: f64,
    pub gradient: Vec<f64>,
    /// Row by row, symmetric.
    pub hessian: Vec<f64>,
}

/// Room that is used again for each group.
#[derive(Default)]
pub(super) struct Room {
    eta: Vec<f64>,
    /// At the points of the rule.
    looks: Vec<Look>,
    /// At the mode, where no point is.
    centre: Look,
    bends: Bends,
    /// Each point's share of the integral.
    shares: Vec<f64>,
}

/// How the mode moves, to first order, and how the precision does.
struct Motion {
    precision: f64,
    /// Of the mode.
    mode: Vec<f64>,
    /// Of the precision, the mode held.
    partial: Vec<f64>,
    /// Of the precision, the mode moving along.
    total: Vec<f64>,
    /// Of the precision by `u`.
    by_u: f64,
}

/// What the second derivatives of the precision, of the mode, and the square of the precision's gradient count.
struct Scales {
    precision: f64,
    mode: f64,
    square: f64,
}

/// Adds one group; gives its mode, or none when that could not be found.
pub(super) fn add_group(
    rows: GroupRows,
    point: &Point,
    rule: &[Node],
    start: f64,
    room: &mut Room,
    total: &mut Expansion,
) -> Option<Mode> {
    if rows.events.is_empty() {
        return Some(Mode::default());
    }
    let sd = point.sd;
    fixed_part(rows, point, &mut room.eta);
    let mode = mode(rows, sd, &room.eta, start)?;
    let spread = 1.0 / mode.precision.sqrt();
    room.looks.resize(rule.len(), Look::default());
    for (look, node) in room.looks.iter_mut().zip(rule) {
        look.look(rows, sd, &room.eta, mode.at + spread * std::f64::consts::SQRT_2 * node.at);
    }
    room.bends.look(rows, sd, &room.eta, mode.at);
    total.value += spread.ln() + integrate(rule, &room.looks, &mut room.shares);
    // A rule of an odd number of points looks at the mode itself; others need it once more.
    if !room.looks.iter().any(|look| look.at == mode.at) {
        room.centre.look(rows, sd, &room.eta, mode.at);
    }
    let at_mode = room.looks.iter().find(|look| look.at == mode.at).unwrap_or(&room.centre);
    let motion = Motion::of(sd, mode, at_mode, &room.bends);
    let (slope, slope_outward) = motion.add_looks(sd, rule, &room.looks, &room.shares, total);
    let d = mode.precision;
    let scales = Scales {
        precision: -0.5 / d * (1.0 + spread * slope_outward),
        mode: slope,
        square: (0.5 + 0.75 * spread * slope_outward) / (d * d),
    };
    motion.add_bends(sd, at_mode, &room.bends, &scales, total);
    add_rows(rows, sd, room, &motion, &scales, total);
    Some(mode)
}

/// The logarithm of `sum(weight exp height) / sqrt(pi)`, and each point's share of it.
fn integrate(rule: &[Node], looks: &[Look], shares: &mut Vec<f64>) -> f64 {
    let highest = looks.iter().map(|look| look.height).fold(f64::NEG_INFINITY, f64::max);
    shares.clear();
    shares.extend(rule.iter().zip(looks).map(|(node, look)| node.weight * (look.height - highest).exp()));
    let sum: f64 = shares.iter().sum();
    for share in shares.iter_mut() {
        *share /= sum;
    }
    highest + (sum / std::f64::consts::PI.sqrt()).ln()
}

/// The sum of rows times `a`.
fn along(sum: &Sum, u: f64) -> Vec<f64> {
    sum.by_column.iter().copied().chain([u * sum.plain]).collect()
}

fn add_last(vector: &mut [f64], value: f64) {
    if let Some(cell) = vector.last_mut() {
        *cell += value;
    }
}

fn scaled_sum(a: &[f64], by: f64, b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + by * b).collect()
}

/// The derivative of `h_u` by the parameters, `u` held.
fn slope_by_parameters(sd: f64, look: &Look) -> Vec<f64> {
    let mut slope: Vec<f64> = along(&look.weight, look.at).iter().map(|cell| -sd * cell).collect();
    add_last(&mut slope, look.residual.plain);
    slope
}

impl Motion {
    fn of(sd: f64, mode: Mode, look: &Look, bends: &Bends) -> Motion {
        let precision = mode.precision;
        let moves: Vec<f64> = slope_by_parameters(sd, look).iter().map(|cell| cell / precision).collect();
        let mut partial: Vec<f64> = along(&bends.third, mode.at).iter().map(|cell| sd * sd * cell).collect();
        add_last(&mut partial, 2.0 * sd * look.weight.plain);
        let by_u = sd * sd * sd * bends.third.plain;
        let total = scaled_sum(&partial, by_u, &moves);
        Motion { precision, mode: moves, partial, total, by_u }
    }

    /// Adds what the points see; gives the mean of `h_u` over them, and that of `z h_u`.
    fn add_looks(&self, sd: f64, rule: &[Node], looks: &[Look], shares: &[f64], total: &mut Expansion) -> (f64, f64) {
        let size = self.mode.len();
        let spread = 1.0 / self.precision.sqrt();
        let mut mean: Vec<f64> = self.total.iter().map(|cell| -0.5 * cell / self.precision).collect();
        let mut climb = vec![0.0; size];
        let (mut slope, mut slope_outward) = (0.0, 0.0);
        for ((node, look), share) in rule.iter().zip(looks).zip(shares) {
            let z = std::f64::consts::SQRT_2 * node.at;
            let rise = sd * look.residual.plain - look.at;
            slope += share * rise;
            slope_outward += share * z * rise;
            // The point moves with the mode and with the spread.
            let moves = scaled_sum(&self.mode, -0.5 * spread * z / self.precision, &self.total);
            let gradient = scaled_sum(&along(&look.residual, look.at), rise, &moves);
            for ((mean, climb), cell) in mean.iter_mut().zip(&mut climb).zip(&gradient) {
                *mean += share * cell;
                *climb += share * cell;
            }
            add_pair(&mut total.hessian, *share, &slope_by_parameters(sd, look), &moves);
            add_square(&mut total.hessian, -share * (1.0 + sd * sd * look.weight.plain), &moves);
            if looks.len() > 1 {
                add_square(&mut total.hessian, *share, &gradient);
            }
            add_sd_cells(&mut total.hessian, size, -share, &look.weight, look.at);
        }
        if looks.len() > 1 {
            add_square(&mut total.hessian, -1.0, &climb);
        }
        for (cell, mean) in total.gradient.iter_mut().zip(mean) {
            *cell += mean;
        }
        (slope, slope_outward)
    }

    /// Adds the second derivatives of the precision and of the mode, but for the rows' own squares.
    fn add_bends(&self, sd: f64, look: &Look, bends: &Bends, scales: &Scales, total: &mut Expansion) {
        let hessian = &mut total.hessian;
        let (size, variance) = (self.mode.len(), sd * sd);
        let mut last = vec![0.0; size];
        add_last(&mut last, 1.0);
        let mut mixed: Vec<f64> = along(&bends.fourth, look.at).iter().map(|cell| sd * variance * cell).collect();
        add_last(&mut mixed, 3.0 * variance * bends.third.plain);
        let third = along(&bends.third, look.at);
        add_pair(hessian, scales.precision, &mixed, &self.mode);
        add_square(hessian, scales.precision * variance * variance * bends.fourth.plain, &self.mode);
        add_pair(hessian, scales.precision * 2.0 * sd, &third, &last);
        add_square(hessian, scales.precision * 2.0 * look.weight.plain, &last);
        add_sd_cells(hessian, size, scales.precision * variance, &bends.fourth, look.at);
        let by_mode = scales.of_mode(self);
        add_pair(hessian, -by_mode, &along(&look.weight, look.at), &last);
        add_pair(hessian, -by_mode, &self.partial, &self.mode);
        add_square(hessian, -by_mode * self.by_u, &self.mode);
        add_sd_cells(hessian, size, -by_mode * sd, &bends.third, look.at);
        add_square(hessian, scales.square, &self.total);
    }
}

impl Scales {
    /// What the bracket in the mode's second derivative counts: its own scale and, by `u`, that of the precision, over the precision.
    fn of_mode(&self, motion: &Motion) -> f64 {
        (self.mode + self.precision * motion.by_u) / motion.precision
    }
}

/// Adds the last row and column of `scale * sum(value a a')`; the other cells are added row by row, once for all sums.
fn add_sd_cells(hessian: &mut [f64], size: usize, scale: f64, sum: &Sum, u: f64) {
    let (upper, last) = hessian.split_at_mut(size.saturating_sub(1) * size);
    for ((row, cell), value) in upper.chunks_exact_mut(size).zip(last.iter_mut()).zip(&sum.by_column) {
        *cell += scale * u * value;
        add_last(row, scale * u * value);
    }
    add_last(last, scale * u * u * sum.plain);
}

/// Adds each row's square with everything it counts: as weight at the points, as third and fourth derivative at the mode.
fn add_rows(rows: GroupRows, sd: f64, room: &mut Room, motion: &Motion, scales: &Scales, total: &mut Expansion) {
    let (third_scale, fourth_scale) = (-scales.of_mode(motion) * sd, scales.precision * sd * sd);
    let factors = &mut room.eta;
    factors.clear();
    factors.extend(room.bends.rows.iter().map(|(third, fourth)| third_scale * third + fourth_scale * fourth));
    for (look, share) in room.looks.iter().zip(&room.shares) {
        for (factor, weight) in factors.iter_mut().zip(&look.weights) {
            *factor -= share * weight;
        }
    }
    let size = rows.width + 1;
    for (columns, factor) in rows.rows.chunks_exact(rows.width).zip(factors.iter()) {
        for (row, left) in total.hessian.chunks_exact_mut(size).zip(columns) {
            let left = factor * left;
            for (cell, right) in row.iter_mut().zip(columns) {
                *cell += left * right;
            }
        }
    }
}
