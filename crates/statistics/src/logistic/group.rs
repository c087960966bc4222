//! One group: where its intercept most likely lies, and the sums over its rows that the derivatives are made of.
//!
//! The intercept's deviation is `sd * u` with `u ~ N(0, 1)`, so that the height of the integrand's logarithm is
//! `h(u) = sum(events eta - trials ln(1 + exp eta)) - u^2 / 2` with `eta = fixed part + sd u`.

use super::design::GroupRows;

/// Where the parameters are.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// Coefficients of the standardised columns.
    pub fixed: Vec<f64>,
    /// Standard deviation of the intercepts.
    pub sd: f64,
}

/// Where a group's integrand is highest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mode {
    /// `u` there.
    pub at: f64,
    /// Minus the second derivative of `h` there, at least 1.
    pub precision: f64,
}

impl Default for Mode {
    /// A group without rows.
    fn default() -> Mode {
        Mode { at: 0.0, precision: 1.0 }
    }
}

/// A sum over the rows, plain and weighted by their columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    pub plain: f64,
    pub by_column: Vec<f64>,
}

impl Sum {
    fn clear(&mut self, width: usize) {
        self.plain = 0.0;
        self.by_column.clear();
        self.by_column.resize(width, 0.0);
    }

    fn add(&mut self, value: f64, columns: &[f64]) {
        self.plain += value;
        for (cell, column) in self.by_column.iter_mut().zip(columns) {
            *cell += value * column;
        }
    }
}

/// What a group looks like at one value of `u`.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// `u`.
    pub at: f64,
    /// `h(u)`.
    pub height: f64,
    /// Events less expected: the first derivative of a row's log-likelihood by `eta`.
    pub residual: Sum,
    /// Minus the second derivative.
    pub weight: Sum,
    /// `trials p (1 - p)` of each row.
    pub weights: Vec<f64>,
}

/// Sums at the mode of minus the third and minus the fourth derivative of a row's log-likelihood by `eta`.
#[derive(Clone, Debug, Default)]
pub(super) struct Bends {
    pub third: Sum,
    pub fourth: Sum,
    /// Each row's share of both.
    pub rows: Vec<(f64, f64)>,
}

/// The fixed part of `eta`, row by row.
pub(super) fn fixed_part(rows: GroupRows, point: &Point, eta: &mut Vec<f64>) {
    eta.clear();
    eta.extend(rows.rows.chunks_exact(rows.width).map(|row| super::matrix::dot(row, &point.fixed)));
}

/// Climbs to the mode from `start` by Newton's steps inside a shrinking bracket; none when it does not settle.
///
/// `h` is concave, and its slope `sd * residual - u` is zero no farther out than `sd` times the events or the non-events.
pub(super) fn mode(rows: GroupRows, sd: f64, eta: &[f64], start: f64) -> Option<Mode> {
    let events: f64 = rows.events.iter().sum();
    let trials: f64 = rows.trials.iter().sum();
    let (mut low, mut high) = (-sd.abs() * (trials - events).max(events), sd.abs() * (trials - events).max(events));
    let mut at = start.max(low).min(high);
    for _ in 0..200 {
        let (residual, weight) = slope(rows, eta, sd * at);
        let (rise, precision) = (sd * residual - at, 1.0 + sd * sd * weight);
        if rise > 0.0 {
            low = at
        } else {
            high = at
        }
        let newton = at + rise / precision;
        // Within 1e-6 standard deviations the step is exact to 1e-12 of them.
        if rise * rise <= 1e-24 * precision {
            return Some(Mode { at, precision });
        }
        let next = if newton >= low && newton <= high { newton } else { low + (high - low) / 2.0 };
        if next == at {
            return Some(Mode { at, precision });
        }
        at = next;
    }
    None
}

/// Sums of the residuals and of the weights.
fn slope(rows: GroupRows, eta: &[f64], shift: f64) -> (f64, f64) {
    let (mut residual, mut weight) = (0.0, 0.0);
    for (eta, (events, trials)) in eta.iter().zip(rows.events.iter().zip(rows.trials)) {
        let share = Share::of(eta + shift);
        residual += events - trials * share.with;
        weight += trials * share.with * share.without;
    }
    (residual, weight)
}

/// A probability and what it leaves, both to full precision.
struct Share {
    with: f64,
    without: f64,
    /// `exp(-|eta|)`.
    odds: f64,
}

impl Share {
    fn of(eta: f64) -> Share {
        let odds = (-eta.abs()).exp();
        let (large, small) = (1.0 / (1.0 + odds), odds / (1.0 + odds));
        if eta >= 0.0 {
            Share { with: large, without: small, odds }
        } else {
            Share { with: small, without: large, odds }
        }
    }
}

impl Look {
    /// Looks at a group at one value of `u`.
    pub fn look(&mut self, rows: GroupRows, sd: f64, eta: &[f64], at: f64) {
        self.at = at;
        self.residual.clear(rows.width);
        self.weight.clear(rows.width);
        self.weights.clear();
        let mut height = -0.5 * at * at;
        let counts = rows.events.iter().zip(rows.trials);
        for ((columns, eta), (events, trials)) in rows.rows.chunks_exact(rows.width).zip(eta).zip(counts) {
            let eta = eta + sd * at;
            let share = Share::of(eta);
            height += events * eta - trials * (eta.max(0.0) + share.odds.ln_1p());
            let weight = trials * share.with * share.without;
            self.residual.add(events - trials * share.with, columns);
            self.weight.add(weight, columns);
            self.weights.push(weight);
        }
        self.height = height;
    }
}

impl Bends {
    /// The third and fourth derivatives at the mode.
    pub fn look(&mut self, rows: GroupRows, sd: f64, eta: &[f64], at: f64) {
        self.third.clear(rows.width);
        self.fourth.clear(rows.width);
        self.rows.clear();
        for ((columns, eta), trials) in rows.rows.chunks_exact(rows.width).zip(eta).zip(rows.trials) {
            let share = Share::of(eta + sd * at);
            let product = share.with * share.without;
            let third = trials * product * (share.without - share.with);
            let fourth = trials * product * (1.0 - 6.0 * product);
            self.third.add(third, columns);
            self.fourth.add(fourth, columns);
            self.rows.push((third, fourth));
        }
    }
}
