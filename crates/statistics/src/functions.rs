//! The functions that the exact intervals stand on.

mod beta;
mod gamma;
mod log_gamma;
mod normal;
mod solve;

pub(crate) use beta::beta_quantile;
pub(crate) use gamma::{gamma_quantile_lower, gamma_quantile_upper};
pub(crate) use normal::normal_quantile;
