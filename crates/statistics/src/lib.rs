//! How sure a number is: intervals.
//!
//! One file per estimator, named for it: `clopper_pearson` and `wilson` for a share (events of cases), `garwood` for a count or a
//! rate (events of an exposure). What they stand on (the incomplete beta and gamma functions, the normal quantile) lies in
//! `functions`.
//!
//! Architecture invariant: this crate knows nothing of hospitals, files or clocks. Numbers come in, numbers with their
//! uncertainty go out, and what cannot be computed is an error, never a made-up number.

mod clopper_pearson;
mod functions;
mod garwood;
mod interval;
mod wilson;

pub use clopper_pearson::clopper_pearson;
pub use garwood::garwood;
pub use interval::{Interval, IntervalError};
pub use wilson::wilson;
