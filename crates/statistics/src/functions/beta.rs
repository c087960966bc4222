//! The regularised incomplete beta function and its inverse.

use super::log_gamma::{deviance, ln_root_two_pi, stirling_rest};
use super::normal::normal_quantile;
use super::solve::rising_root;
use crate::interval::IntervalError;

/// The x at which `I_x(a, b)` is `probability`, for a, b ≥ 1 and a small probability (a tail).
pub(crate) fn beta_quantile(probability: f64, a: f64, b: f64) -> Result<f64, IntervalError> {
    rising_root(0.0, 1.0, first_guess(probability, a, b), |x| {
        let density = beta_density(x, a, b);
        // On a logarithmic scale the tail is nearly straight, so few steps suffice.
        let value = incomplete_beta(x, a, b, density)?;
        if value <= 0.0 {
            return Ok((f64::NEG_INFINITY, 1.0));
        }
        Ok(((value / probability).ln(), density / (x * (1.0 - x)) / value))
    })
}

/// `I_x(a, b)`, the share of the beta distribution that lies below x, for a, b ≥ 1 and 0 < x < 1.
pub(crate) fn beta_below(x: f64, a: f64, b: f64) -> Result<f64, IntervalError> {
    incomplete_beta(x, a, b, beta_density(x, a, b))
}

/// Abramowitz and Stegun 26.5.22.
fn first_guess(probability: f64, a: f64, b: f64) -> f64 {
    let y = -normal_quantile(probability);
    let (inverse_a, inverse_b) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
    let lambda = (y * y - 3.0) / 6.0;
    let h = 2.0 / (inverse_a + inverse_b);
    let w = y * (h + lambda).max(0.0).sqrt() / h - (inverse_b - inverse_a) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    a / (a + b * (2.0 * w).exp())
}

/// `x^a (1-x)^b / B(a, b)`, by the saddle point (Loader 2000), so that large a and b lose no digits.
fn beta_density(x: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let rests = stirling_rest(n) - stirling_rest(a) - stirling_rest(b);
    let deviances = deviance(a, n * x) + deviance(b, n * (1.0 - x));
    // Γ(n+1)/(Γ(a+1)Γ(b+1)) x^a (1-x)^b, times a b / n to turn it into 1/B(a, b).
    (rests - deviances - ln_root_two_pi() + 0.5 * (n / (a * b)).ln()).exp() * a * b / n
}

/// `I_x(a, b)` from its front factor, by the continued fraction of DLMF 8.17.22 on the side where it converges fast.
fn incomplete_beta(x: f64, a: f64, b: f64, front: f64) -> Result<f64, IntervalError> {
    if x < (a + 1.0) / (a + b + 2.0) {
        return Ok(front * fraction(x, a, b)? / a);
    }
    Ok(1.0 - front * fraction(1.0 - x, b, a)? / b)
}

/// Lentz's method for the continued fraction.
fn fraction(x: f64, a: f64, b: f64) -> Result<f64, IntervalError> {
    const SMALLEST: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < SMALLEST { SMALLEST } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut sum = d;
    for step in 1..200_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        sum *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        let factor = d * c;
        sum *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            return Ok(sum);
        }
    }
    Err(IntervalError::NotSettled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_and_its_inverse_agree_with_closed_forms() {
        // I_x(1, b) = 1 - (1-x)^b, I_x(a, 1) = x^a.
        let x = beta_quantile(0.025, 1.0, 20.0).unwrap();
        assert!((x - (1.0 - 0.975_f64.powf(0.05))).abs() < 1e-13, "{x}");
        let x = beta_quantile(0.025, 20.0, 1.0).unwrap();
        assert!((x - 0.025_f64.powf(0.05)).abs() < 1e-13, "{x}");
    }
}
