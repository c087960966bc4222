//! The way up: Newton's method with exact derivatives, kept from overshooting.

use super::LogisticError;
use super::design::Design;
use super::group::{Mode, Point};
use super::marginal::expand;
use super::matrix::{add_square, cholesky, dot, solve};
use super::second_order::Expansion;
use crate::functions::Node;

const MOST_STEPS: u32 = 200;

/// Twice what the next step could still gain, below which the top is reached.
const REACHED: f64 = 1e-13;

/// A top has small next steps, too. Where the gain vanishes while the steps do not, the top lies at infinity.
const FAR: f64 = 0.03;

/// Groups that differ by more than this in log odds are told apart perfectly, whatever local top the approximation shows.
const WIDEST_SD: f64 = 15.0;

/// The point of greatest likelihood, with what is known there.
pub(super) struct Summit {
    pub point: Point,
    pub value: f64,
    /// Minus the Hessian.
    pub information: Vec<f64>,
    pub modes: Vec<Mode>,
    pub iterations: u32,
}

/// A place on the way, with the view from it.
struct Camp {
    point: Point,
    modes: Vec<Mode>,
    view: Expansion,
}

/// A step up: by each parameter, with the gain that the slope promises.
struct Step {
    by: Vec<f64>,
    gain: f64,
    /// False when the surface was not concave and the step is only a way up.
    is_newton: bool,
}

/// Climbs from the pooled fit.
pub(super) fn climb(design: &Design, rule: &[Node]) -> Result<Summit, LogisticError> {
    let mut camp = Camp::at(design, rule, start(design), vec![Mode::default(); design.group_rows.len()])
        .ok_or(LogisticError::NotConverged(0))?;
    for iterations in 1..=MOST_STEPS {
        let step = camp.step().ok_or(LogisticError::NotConverged(iterations))?;
        let settles = step.is_newton && step.gain < 1e-9;
        if settles && (camp.point.sd > WIDEST_SD || camp.reach(design, &step) > FAR) {
            return Err(LogisticError::Separation);
        }
        if step.is_newton && step.gain < REACHED {
            return Ok(camp.at_boundary(design, rule).summit(iterations));
        }
        camp = camp.advance(design, rule, &step).ok_or(LogisticError::NotConverged(iterations))?;
    }
    Err(LogisticError::NotConverged(MOST_STEPS))
}

impl Camp {
    fn at(design: &Design, rule: &[Node], point: Point, mut modes: Vec<Mode>) -> Option<Camp> {
        let view = expand(design, rule, &point, &mut modes)?;
        Some(Camp { point, modes, view })
    }

    /// Newton's step; where the surface is not concave, the Hessian is bent until it is.
    fn step(&self) -> Option<Step> {
        let size = self.view.gradient.len();
        let information: Vec<f64> = self.view.hessian.iter().map(|cell| -cell).collect();
        let largest = information.iter().fold(0.0_f64, |largest, cell| largest.max(cell.abs()));
        let mut bent = 0.0;
        while bent <= largest * 100.0 {
            let mut matrix = information.clone();
            for cell in matrix.iter_mut().step_by(size + 1) {
                *cell += bent;
            }
            if let Ok(lower) = cholesky(&matrix, size, 0.0) {
                let by = solve(&lower, size, &self.view.gradient);
                let gain = dot(&by, &self.view.gradient);
                return Some(Step { by, gain, is_newton: bent == 0.0 });
            }
            bent = if bent == 0.0 { largest * 1e-3 } else { bent * 4.0 };
        }
        None
    }

    /// The largest change that a step makes to any row's log odds or to the standard deviation.
    fn reach(&self, design: &Design, step: &Step) -> f64 {
        let (fixed, sd) = step.by.split_at(design.width);
        let rows = design.rows.chunks_exact(design.width).map(|row| dot(row, fixed).abs());
        rows.chain(sd.iter().map(|by| by.abs())).fold(0.0, f64::max)
    }

    /// Goes the whole step, or half of it, or a quarter, until it leads up.
    fn advance(&self, design: &Design, rule: &[Node], step: &Step) -> Option<Camp> {
        // A summed log-likelihood is known to a few units of its last place only.
        let slack = 1e-13 * self.view.value.abs();
        let mut share = 1.0;
        for _ in 0..40 {
            let (fixed, sd) = step.by.split_at(design.width);
            let point = Point {
                fixed: self.point.fixed.iter().zip(fixed).map(|(value, by)| value + share * by).collect(),
                // The likelihood is even in the standard deviation.
                sd: (self.point.sd + share * sd.first().copied().unwrap_or(0.0)).abs(),
            };
            if let Some(camp) = Camp::at(design, rule, point, self.modes.clone())
                && camp.view.value >= self.view.value - slack
            {
                return Some(camp);
            }
            share /= 2.0;
        }
        None
    }

    /// A standard deviation too small to matter becomes exactly 0, when that costs nothing.
    fn at_boundary(self, design: &Design, rule: &[Node]) -> Camp {
        if self.point.sd > 1e-3 || self.point.sd == 0.0 {
            return self;
        }
        let point = Point { fixed: self.point.fixed.clone(), sd: 0.0 };
        match Camp::at(design, rule, point, self.modes.clone()) {
            Some(camp) if camp.view.value >= self.view.value - 1e-8 => camp,
            _ => self,
        }
    }

    fn summit(self, iterations: u32) -> Summit {
        let information = self.view.hessian.iter().map(|cell| -cell).collect();
        Summit { point: self.point, value: self.view.value, information, modes: self.modes, iterations }
    }
}

/// Where to start: the fit that ignores the groups, and the spread that its residuals show.
///
/// Without groups a group's residual sum has variance `w`, its sum of weights; a spread adds `sd^2 w^2`.
fn start(design: &Design) -> Point {
    let mut fixed = vec![0.0; design.width];
    let (events, trials): (f64, f64) = (design.events.iter().sum(), design.trials.iter().sum());
    if let Some(intercept) = fixed.first_mut() {
        *intercept = (events / (trials - events)).ln();
    }
    for _ in 0..8 {
        let Some(gain) = pooled_step(design, &mut fixed) else { break };
        if gain < 1e-2 {
            break;
        }
    }
    let (mut excess, mut scale) = (0.0, 0.0);
    for rows in design.groups() {
        let (mut residual, mut weight) = (0.0, 0.0);
        for (row, (events, trials)) in rows.rows.chunks_exact(rows.width).zip(rows.events.iter().zip(rows.trials)) {
            let share = 1.0 / (1.0 + (-dot(row, &fixed)).exp());
            residual += events - trials * share;
            weight += trials * share * (1.0 - share);
        }
        excess += residual * residual - weight;
        scale += weight * weight;
    }
    let variance = excess / scale;
    let sd = if variance.is_finite() { variance.clamp(0.01, 4.0).sqrt() } else { 0.5 };
    Point { fixed, sd }
}

/// One step of the fit that ignores the groups; gives twice the gain it promised, or none when it led nowhere.
fn pooled_step(design: &Design, fixed: &mut [f64]) -> Option<f64> {
    let width = design.width;
    let (mut gradient, mut information) = (vec![0.0; width], vec![0.0; width * width]);
    for (row, (events, trials)) in design.rows.chunks_exact(width).zip(design.events.iter().zip(&design.trials)) {
        let share = 1.0 / (1.0 + (-dot(row, fixed)).exp());
        for (cell, column) in gradient.iter_mut().zip(row) {
            *cell += (events - trials * share) * column;
        }
        add_square(&mut information, trials * share * (1.0 - share), row);
    }
    let step = solve(&cholesky(&information, width, 0.0).ok()?, width, &gradient);
    let gain = dot(&step, &gradient);
    // A step of more than 5 in log odds of a standard deviation overshoots.
    if !gain.is_finite() || step.iter().any(|by| by.abs() > 5.0) {
        return None;
    }
    for (cell, by) in fixed.iter_mut().zip(step) {
        *cell += by;
    }
    Some(gain)
}
