//! What the gamma function adds to Stirling's formula.

use std::f64::consts::PI;

/// `ln Γ(x + 1) - ((x + 1/2) ln x - x + ln √2π)` for x ≥ 0.5: the small rest that Stirling's formula leaves, kept apart so that large
/// numbers do not swallow it.
///
/// Series of Stirling (DLMF 5.11.1) from x = 15; below that by the recurrence `Γ(x + 2) = (x + 1) Γ(x + 1)`.
pub(crate) fn stirling_rest(x: f64) -> f64 {
    let mut shifted = x;
    let mut rest = 0.0;
    while shifted < 15.0 {
        // rest(x) = rest(x + 1) + (x + 1/2) ln(1 + 1/x) - 1, from the recurrence.
        rest += (shifted + 0.5) * (1.0 / shifted).ln_1p() - 1.0;
        shifted += 1.0;
    }
    let inverse = 1.0 / shifted;
    let square = inverse * inverse;
    rest + inverse
        * (1.0 / 12.0
            - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square * (1.0 / 1188.0)))))
}

/// The logarithm of √2π.
pub(crate) fn ln_root_two_pi() -> f64 {
    0.5 * (2.0 * PI).ln()
}

/// `x ln(x / mean) + mean - x`, the deviance that appears in every binomial and Poisson probability; exact where x is near the mean.
///
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000), function `bd0`.
pub(crate) fn deviance(x: f64, mean: f64) -> f64 {
    let difference = x - mean;
    if difference.abs() < 0.1 * (x + mean) {
        let v = difference / (x + mean);
        let mut sum = difference * v;
        let mut term = 2.0 * x * v;
        for odd in 1..1000 {
            term *= v * v;
            let next = sum + term / f64::from(2 * odd + 1);
            if next == sum {
                return sum;
            }
            sum = next;
        }
        return sum;
    }
    x * (x / mean).ln() + mean - x
}

/// `ln (n choose k)` for real numbers `0 <= k <= n`.
pub(crate) fn log_choose(n: f64, k: f64) -> f64 {
    let log_factorial =
        |x: f64| if x <= 0.0 { 0.0 } else { (x + 0.5) * x.ln() - x + ln_root_two_pi() + stirling_rest(x) };
    log_factorial(n) - log_factorial(k) - log_factorial(n - k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_stirling_gives_the_factorials() {
        for (x, factorial) in [(1.0, 1.0_f64), (2.0, 2.0), (5.0, 120.0), (20.0, 2_432_902_008_176_640_000.0)] {
            let logarithm = (x + 0.5) * f64::ln(x) - x + ln_root_two_pi() + stirling_rest(x);
            assert!((logarithm - factorial.ln()).abs() < 1e-13 * factorial.ln().max(1.0), "{x}");
        }
    }
}
