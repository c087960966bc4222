//! Random-intercept logistic regression, for case-level data: what a registry needs to make expected events of its own.

mod climb;
mod design;
mod group;
mod marginal;
mod matrix;
mod second_order;

use self::climb::{Summit, climb};
use self::design::Design;
use crate::functions::gauss_hermite;

/// Rows of cases, each with its events, its group and its covariates.
///
/// A row is a single case (`trials` 1, `events` 0 or 1) or a batch of cases that share all covariates. The intercept is always in
/// the model and is not among the covariates. A row of 0 trials says nothing; a group without rows is allowed.
#[derive(Clone, Copy, Debug)]
pub struct LogisticRows<'a> {
    /// Events of each row.
    pub events: &'a [u64],
    /// Cases of each row.
    pub trials: &'a [u64],
    /// The group of each row, from 0 to `groups - 1`.
    pub group: &'a [usize],
    /// How many groups there are.
    pub groups: usize,
    /// One column a covariate, each with one number a row.
    pub covariates: &'a [Vec<f64>],
}

/// How the intercepts are integrated out of the likelihood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marginal {
    /// One point at the mode of each group; close where groups are large. `glmer(nAGQ = 1)` and `glmmTMB` do the same.
    Laplace,
    /// Adaptive Gauss-Hermite quadrature with this many points a group, 1 to 64; `glmer(nAGQ = n)`.
    AdaptiveQuadrature {
        /// Points.
        points: u32,
    },
}

/// An estimate on the log-odds scale with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// Log odds, for a covariate per unit of it.
    pub estimate: f64,
    /// Standard error, from the curvature of the marginal likelihood in all parameters.
    pub standard_error: f64,
}

/// A group's deviation from the common intercept, given the estimates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupEffect {
    /// Most likely deviation in log odds.
    pub mode: f64,
    /// Conditional standard deviation of it, the estimates taken as known.
    pub sd: f64,
}

/// What maximum likelihood gives.
#[derive(Clone, Debug, PartialEq)]
pub struct LogisticFit {
    /// Intercept first, then one a covariate, in their order.
    pub coefficients: Vec<Coefficient>,
    /// Standard deviation of the groups' intercepts, in log odds; 0 where the groups differ no more than chance explains.
    pub intercept_sd: f64,
    /// Marginal log-likelihood with all constants, binomial coefficients of batched rows among them.
    pub log_likelihood: f64,
    /// One a group, in their order.
    pub groups: Vec<GroupEffect>,
    /// Newton steps taken.
    pub iterations: u32,
}

/// Why there is no fit.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum LogisticError {
    /// No cases at all.
    #[error("there is nothing to fit without cases")]
    NoCases,
    /// A spread between groups cannot be learned from one group.
    #[error("at least two groups with cases are needed, and there are {0}")]
    TooFewGroups(usize),
    /// The columns do not have the same number of rows.
    #[error("{what} have {found} rows where there are {rows}")]
    Lengths {
        /// Which column.
        what: &'static str,
        /// Its rows.
        found: usize,
        /// The rows of the events.
        rows: usize,
    },
    /// A row's group does not exist.
    #[error("row {row} is of group {group}, and groups go from 0 to {groups} excluded")]
    Group {
        /// Row, from 0.
        row: usize,
        /// Its group.
        group: usize,
        /// How many groups there are.
        groups: usize,
    },
    /// More events than cases.
    #[error("row {row} has {events} events among {trials} cases")]
    MoreEventsThanTrials {
        /// Row, from 0.
        row: usize,
        /// Events.
        events: u64,
        /// Cases.
        trials: u64,
    },
    /// More than 10^12 cases in a row.
    #[error("row {0} has more cases than this can compute with (10^12)")]
    TooMany(usize),
    /// A covariate that is not a number, infinite, or too large to square.
    #[error("covariate {column} has a value that cannot be computed with")]
    NotFinite {
        /// Covariate, from 0.
        column: usize,
    },
    /// Every case had the event, or none did.
    #[error("without both cases with and cases without the event there is nothing to compare")]
    NoVariation,
    /// A covariate is constant, or the sum of others.
    #[error("covariate {column} says nothing that the intercept and the covariates before it do not say")]
    RankDeficient {
        /// Covariate, from 0.
        column: usize,
    },
    /// A covariate, or the groups, tell the events apart perfectly, so the best estimate is infinite.
    #[error("the covariates or the groups tell events from non-events perfectly: the estimates are infinite")]
    Separation,
    /// The search did not settle.
    #[error("the fit did not settle after {0} steps")]
    NotConverged(u32),
    /// A rule of that many points is not offered.
    #[error("{0} points; adaptive quadrature takes 1 to 64")]
    Points(u32),
}

/// Fits `logit p = intercept + covariates + N(0, sd^2) of the group` by maximum likelihood.
///
/// The marginal likelihood of each group is approximated about its mode (Laplace, or adaptive Gauss-Hermite quadrature of which
/// Laplace is the one-point rule) and climbed with Newton's method on its exact gradient and Hessian: the mode moves with the
/// parameters, and by the implicit function theorem its first and second derivatives are known. A few steps suffice.
///
/// Standard errors come from the inverse Hessian over all parameters, the standard deviation among them, as in `glmmTMB`.
///
/// Sources: J. C. Pinheiro and D. M. Bates, "Approximations to the log-likelihood function in the nonlinear mixed-effects model",
/// Journal of Computational and Graphical Statistics 4 (1995), 12-35; K. Kristensen et al., "TMB: automatic differentiation and
/// Laplace approximation", Journal of Statistical Software 70(5) (2016), for the derivatives of the mode.
pub fn logistic(rows: &LogisticRows, marginal: Marginal) -> Result<LogisticFit, LogisticError> {
    let points = match marginal {
        Marginal::Laplace => 1,
        Marginal::AdaptiveQuadrature { points } => points,
    };
    if !(1..=64).contains(&points) {
        return Err(LogisticError::Points(points));
    }
    let design = Design::new(rows)?;
    let rule = gauss_hermite(usize::try_from(points).unwrap_or(1));
    let summit = climb(&design, &rule)?;
    fit_at(&design, &summit)
}

/// Brings the summit back to the units of the covariates.
fn fit_at(design: &Design, summit: &Summit) -> Result<LogisticFit, LogisticError> {
    let covariance =
        matrix::inverse(&summit.information, design.width + 1).ok_or(LogisticError::NotConverged(summit.iterations))?;
    let coefficients = design
        .contrasts()
        .iter()
        .map(|contrast| {
            let estimate = contrast.iter().zip(&summit.point.fixed).map(|(weight, value)| weight * value).sum();
            // The covariance has one row more, that of the standard deviation, which no contrast reaches.
            let variance: f64 = covariance
                .chunks_exact(design.width + 1)
                .zip(contrast)
                .map(|(row, left)| left * matrix::dot(row, contrast))
                .sum();
            Coefficient { estimate, standard_error: variance.sqrt() }
        })
        .collect();
    let sd = summit.point.sd;
    let effect = |mode: &group::Mode| GroupEffect { mode: sd * mode.at, sd: sd / mode.precision.sqrt() };
    Ok(LogisticFit {
        coefficients,
        intercept_sd: sd,
        log_likelihood: summit.value + design.constant,
        groups: summit.modes.iter().map(effect).collect(),
        iterations: summit.iterations,
    })
}
