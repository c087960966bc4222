//! The regularised incomplete gamma function and its inverse.

use super::log_gamma::{deviance, ln_root_two_pi, stirling_rest};
use super::normal::normal_quantile;
use super::solve::rising_root;
use crate::interval::IntervalError;

/// The x at which the lower part `P(shape, x)` is `probability`, for a shape ≥ 1.
pub(crate) fn gamma_quantile_lower(probability: f64, shape: f64) -> Result<f64, IntervalError> {
    rising_root(0.0, ceiling(shape, probability), guess(shape, normal_quantile(probability)), |x| {
        let density = density(shape, x);
        let value = lower(shape, x, density)?;
        if value <= 0.0 {
            return Ok((f64::NEG_INFINITY, 1.0));
        }
        Ok(((value / probability).ln(), density / x / value))
    })
}

/// The x at which the upper part `1 - P(shape, x)` is `probability`, for a shape ≥ 1.
pub(crate) fn gamma_quantile_upper(probability: f64, shape: f64) -> Result<f64, IntervalError> {
    rising_root(0.0, ceiling(shape, probability), guess(shape, -normal_quantile(probability)), |x| {
        let density = density(shape, x);
        let value = upper(shape, x, density)?;
        if value <= 0.0 {
            return Ok((f64::INFINITY, 1.0));
        }
        Ok((-(value / probability).ln(), density / x / value))
    })
}

/// `P(shape, x)`, the share of the gamma distribution that lies below x, for a shape ≥ 1 and a positive x.
pub(crate) fn gamma_below(shape: f64, x: f64) -> Result<f64, IntervalError> {
    lower(shape, x, density(shape, x))
}

/// `1 - P(shape, x)`, the share that lies above x.
pub(crate) fn gamma_above(shape: f64, x: f64) -> Result<f64, IntervalError> {
    upper(shape, x, density(shape, x))
}

/// Wilson and Hilferty's cube.
fn guess(shape: f64, z: f64) -> f64 {
    shape * (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).powi(3)
}

/// A point surely above the quantile: the tail falls at least exponentially beyond the shape.
fn ceiling(shape: f64, probability: f64) -> f64 {
    2.0 * shape + 20.0 - 4.0 * probability.ln()
}

/// `x^shape e^-x / Γ(shape)`, by the saddle point (Loader 2000).
fn density(shape: f64, x: f64) -> f64 {
    (-deviance(shape, x) - stirling_rest(shape) - ln_root_two_pi() - 0.5 * shape.ln()).exp() * shape
}

fn lower(shape: f64, x: f64, density: f64) -> Result<f64, IntervalError> {
    if x < shape + 1.0 { series(shape, x, density) } else { Ok(1.0 - fraction(shape, x, density)?) }
}

fn upper(shape: f64, x: f64, density: f64) -> Result<f64, IntervalError> {
    if x < shape + 1.0 { Ok(1.0 - series(shape, x, density)?) } else { fraction(shape, x, density) }
}

/// DLMF 8.7.1.
fn series(shape: f64, x: f64, density: f64) -> Result<f64, IntervalError> {
    let mut term = 1.0 / shape;
    let mut sum = term;
    for step in 1..10_000_000 {
        term *= x / (shape + f64::from(step));
        sum += term;
        if term < sum * 1e-16 {
            return Ok(sum * density);
        }
    }
    Err(IntervalError::NotSettled)
}

/// DLMF 8.9.2, in its even form, by Lentz's method.
fn fraction(shape: f64, x: f64, density: f64) -> Result<f64, IntervalError> {
    let mut b = x + 1.0 - shape;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut sum = d;
    for step in 1..10_000_000 {
        let n = f64::from(step);
        let a = -n * (n - shape);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let factor = c * d;
        sum *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            return Ok(sum * density);
        }
    }
    Err(IntervalError::NotSettled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_of_one_is_the_exponential_distribution() {
        assert!((gamma_quantile_upper(0.025, 1.0).unwrap() - 40.0_f64.ln()).abs() < 1e-13);
        assert!((gamma_quantile_lower(0.025, 1.0).unwrap() + 0.975_f64.ln()).abs() < 1e-13);
    }
}
