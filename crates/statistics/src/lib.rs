//! How sure a number is: intervals.
//!
//! One file per estimator, named for it: `clopper_pearson` and `wilson` for a share (events of cases), `garwood` for a count or a
//! rate (events of an exposure). What they stand on (the incomplete beta and gamma functions, the normal quantile) lies in
//! `functions`. `standardise` sets events beside those expected, `overdispersion` says how much more units differ than by chance,
//! `funnel` draws the limits. `shrinkage` says what a unit's figures mean once we know how much units differ; `ranks`, `bands`,
//! `rankability` and `standing` read order and words off it. `logistic` fits case-level data.
//!
//! Architecture invariant: this crate knows nothing of hospitals, files or clocks. Numbers come in, numbers with their
//! uncertainty go out, and what cannot be computed is an error, never a made-up number.

mod bands;
mod clopper_pearson;
mod draws;
mod estimate;
mod functions;
mod funnel;
mod garwood;
mod interval;
mod logistic;
mod overdispersion;
mod parallel;
mod profile;
mod rankability;
mod ranks;
pub mod shrinkage;
mod standardise;
mod standing;
mod wilson;

pub use bands::{Belief, bands};
pub use clopper_pearson::clopper_pearson;
pub use draws::Draws;
pub use estimate::Estimate;
pub use funnel::{
    Dispersion, FlagsByChance, FunnelError, FunnelLimits, FunnelPoint, Place, Side, flags_by_chance, ratio_curve,
    ratio_limits, share_curve, share_limits,
};
pub use garwood::garwood;
pub use interval::{Interval, IntervalError};
pub use logistic::{Coefficient, GroupEffect, LogisticError, LogisticFit, LogisticRows, Marginal, logistic};
pub use overdispersion::{
    OverDispersion, OverDispersionError, Trim, overdispersion_of_ratios, overdispersion_of_shares,
};
pub use profile::{
    LEAST_RANKABILITY, Months, PeriodUse, PooledMeasure, Profile, ProfileError, ProfileRow, ProfileSettings,
    ProfiledMeasure, ProfiledPeriod, ProfiledRow, ProfiledUnit, newest_apart, profile,
};
pub use rankability::{rankability, rankability_of_shares};
pub use ranks::{Rank, ranks};
pub use standardise::{StandardiseError, Standardised, Verdict, standardise};
pub use standing::Standing;
pub use wilson::wilson;
