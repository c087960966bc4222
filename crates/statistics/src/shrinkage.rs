//! Shrinkage: what a unit's figures say once we know how much units differ.
//!
//! Model, for unit i at time t, with `expected` events among `cases`:
//!
//! - `events ~ Binomial(cases, p)`, `logit p = logit(expected / cases) + theta`: theta is the log odds ratio to what is expected.
//! - `theta` has mean `mean + slope x lean` (lean: the centred logarithm of volume, where it is given), standard deviation
//!   `spread` between units, and correlation `correlation ^ years` between two moments of one unit (AR(1)).
//! - `mean ~ N(0, 1)`, `slope ~ N(0, 0.5)` (standard deviations), `spread` half-normal with scale 1, `correlation` Beta(9, 1).
//!
//! The hyperparameters are integrated over a lattice, not plugged in (but where no unit has figures of two moments nothing tells the
//! correlation, and a prediction ahead takes the mean of its prior): plugging in understates the uncertainty (B. Efron,
//! Large-Scale Inference (2010), ch. 1; C. Morris, Journal of the American Statistical Association 78 (1983), 47-55). The
//! ratio is predicted to expected events, as CMS's risk-standardised ratios are. Events that are masked or rounded enter as
//! the probability of the stretch they lie in.

mod density;
mod filter;
mod fit;
mod likelihood;
mod predict;
mod surface;

pub use fit::{Fit, Hyper, Posterior, fit};
pub use predict::Prediction;

/// How many events there were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Events {
    /// So many.
    Known(u64),
    /// Masked or rounded: at least `low`, at most `high`.
    Between {
        /// At least.
        low: u64,
        /// At most.
        high: u64,
    },
}

impl Events {
    /// Fewest and most.
    pub fn ends(self) -> (u64, u64) {
        match self {
            Events::Known(events) => (events, events),
            Events::Between { low, high } => (low, high),
        }
    }
}

/// A unit's figures of one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The middle of the period, in years from any origin.
    pub time: f64,
    /// Those treated, at least 1.
    pub cases: u64,
    /// Those to whom it happened.
    pub events: Events,
    /// How many it would have happened to at the reference, more than 0 and fewer than `cases`.
    pub expected: f64,
}

/// One unit: its figures of one definition, in any order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// One a period.
    pub observations: Vec<Observation>,
    /// Cases a year, when the prior mean shall lean on them; more than 0.
    pub volume: Option<f64>,
}

/// What is believed of the spread between units before the figures are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpreadPrior {
    /// Half-normal on the standard deviation of the log odds ratio.
    HalfNormal {
        /// Its scale.
        scale: f64,
    },
    /// Gamma on the precision, as the BUGS examples have it.
    GammaPrecision {
        /// Its shape.
        shape: f64,
        /// Its rate.
        rate: f64,
    },
}

/// What is believed before the figures are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priors {
    /// Standard deviation of the mean log odds ratio, around 0.
    pub mean_deviation: f64,
    /// Standard deviation of its slope on the natural logarithm of volume, around 0.
    pub slope_deviation: f64,
    /// The spread.
    pub spread: SpreadPrior,
}

impl Default for Priors {
    fn default() -> Priors {
        Priors { mean_deviation: 1.0, slope_deviation: 0.5, spread: SpreadPrior::HalfNormal { scale: 1.0 } }
    }
}

/// How a fit is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Priors.
    pub priors: Priors,
    /// Whether the prior mean leans on the logarithm of volume (the volume-outcome relation in the data).
    pub lean_on_volume: bool,
    /// The moment that is asked about, in years; the latest in the figures when not given.
    pub end: Option<f64>,
    /// How many joint draws of all units; 0 for none.
    pub draws: usize,
    /// How many threads may be used; the result does not depend on it.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { priors: Priors::default(), lean_on_volume: false, end: None, draws: 2000, threads: 1 }
    }
}

/// Why there is no fit.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ShrinkageError {
    /// No unit has a figure.
    #[error("there is nothing to fit: no unit has cases")]
    Nothing,
    /// Impossible events.
    #[error("events between {low} and {high} among {cases} cases cannot be")]
    Events {
        /// Fewest.
        low: u64,
        /// Most.
        high: u64,
        /// Cases.
        cases: u64,
    },
    /// Expected events must be more than none and fewer than the cases.
    #[error(
        "{expected} expected events among {cases} cases cannot be used: it must be more than 0 and less than the cases"
    )]
    Expected {
        /// Expected events.
        expected: f64,
        /// Cases.
        cases: u64,
    },
    /// A time must be a finite number of years.
    #[error("{0} is not a time in years")]
    Time(f64),
    /// The moment asked about must be a finite number of years, and not before the last figure.
    #[error("{0} is not a moment after the last figure, in years")]
    End(f64),
    /// There is no unit with this number in the fit.
    #[error("the fit has no unit {0}")]
    NoSuchUnit(usize),
    /// More cases than a prediction can be made for.
    #[error("{0} cases are more than a prediction can be made for")]
    TooManyCases(u64),
    /// A volume must be a positive, finite number.
    #[error("a volume of {0} cases a year cannot be used")]
    Volume(f64),
}
