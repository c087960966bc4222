//! The functions that the exact intervals stand on.

mod beta;
mod counts;
mod gamma;
mod log_gamma;
mod normal;
mod quadrature;
mod solve;

pub(crate) use beta::beta_quantile;
pub(crate) use counts::{Binomial, Counts, Poisson, exact_limits};
pub(crate) use gamma::{gamma_quantile_lower, gamma_quantile_upper};
pub(crate) use log_gamma::log_choose;
pub(crate) use normal::{normal_probability, normal_quantile};
pub(crate) use quadrature::{Node, gauss_hermite};
